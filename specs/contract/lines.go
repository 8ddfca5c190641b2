package contract

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
)

// sourceLines knows the lines of a contract. It is a second copy of the file, read with lines, because that takes longer and
// most answers conform.
type sourceLines struct {
	doc     *openapi3.T
	origins map[*openapi3.Schema]*openapi3.Origin // by schema of the first copy
}

// lines returns the lines of the contract, and nil where they cannot be told.
func (c *Contract) lines() *sourceLines {
	c.linesOnce.Do(func() {
		doc, err := loadOpenAPI(c.set.folder, c.info.File, true)
		if err != nil {
			return // it could be loaded before; without lines a finding is still a finding
		}
		byPointer := map[string]*openapi3.Origin{}
		_ = doc.WalkSchemas(func(pointer string, ref *openapi3.SchemaRef) error {
			byPointer[pointer] = ref.Value.Origin
			return nil
		})
		origins := map[*openapi3.Schema]*openapi3.Origin{}
		_ = c.doc.WalkSchemas(func(pointer string, ref *openapi3.SchemaRef) error {
			origins[ref.Value] = byPointer[pointer]
			return nil
		})
		c.sourceLines = &sourceLines{doc, origins}
	})
	return c.sourceLines
}

// lineOf returns where a schema demands something: the line of the keyword, or of the entry called name in it. It is empty
// for a schema whose line is not known.
func (c *Contract) lineOf(s *openapi3.Schema, keyword, name string) string {
	lines := c.lines()
	if lines == nil || lines.origins[s] == nil {
		return ""
	}
	origin := lines.origins[s]
	for _, location := range origin.Sequences[keyword] {
		if location.Name == name {
			return c.at(&location)
		}
	}
	if location, ok := origin.Fields.Lookup(keyword); ok {
		return c.at(&location)
	}
	return c.at(origin.Key)
}

// at writes a location as FILE:LINE.
func (c *Contract) at(location *openapi3.Location) string {
	if location == nil || location.Line == 0 {
		return c.info.File
	}
	file := location.File
	if file == "" {
		file = c.info.File
	}
	return fmt.Sprintf("%s:%d", file, location.Line)
}

// line returns where the contract declares the operation.
func (o *Operation) line() string {
	if op := o.withLines(); op != nil && op.Origin != nil {
		return o.contract.at(op.Origin.Key)
	}
	return o.Contract.File
}

// lineOfAnswer returns where the contract declares the answer of a status, as Statuses names it.
func (o *Operation) lineOfAnswer(status string) string {
	if op := o.withLines(); op != nil {
		if ref := op.Responses.Value(status); ref != nil && ref.Value != nil && ref.Value.Origin != nil {
			return o.contract.at(ref.Value.Origin.Key)
		}
	}
	return o.line()
}

// lineOfHeader returns where the contract declares a header of the answer of a status.
func (o *Operation) lineOfHeader(status, name string) string {
	if op := o.withLines(); op != nil {
		if answer := op.Responses.Value(status); answer != nil && answer.Value != nil {
			if ref := answer.Value.Headers[name]; ref != nil && ref.Value != nil && ref.Value.Origin != nil {
				return o.contract.at(ref.Value.Origin.Key)
			}
		}
	}
	return o.lineOfAnswer(status)
}

// lineOfParameter returns where the contract declares a parameter.
func (o *Operation) lineOfParameter(in, name string) string {
	if lines := o.contract.lines(); lines != nil {
		if item := lines.doc.Paths.Value(o.Path); item != nil {
			for _, list := range []openapi3.Parameters{o.withLines().Parameters, item.Parameters} {
				if p := list.GetByInAndName(in, name); p != nil && p.Origin != nil {
					return o.contract.at(p.Origin.Key)
				}
			}
		}
	}
	return o.line()
}

// withLines returns the operation in the copy that has lines, or nil.
func (o *Operation) withLines() *openapi3.Operation {
	lines := o.contract.lines()
	if lines == nil {
		return nil
	}
	item := lines.doc.Paths.Value(o.Path)
	if item == nil {
		return nil
	}
	return item.GetOperation(o.Method)
}
