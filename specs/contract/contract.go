package contract

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/schema"
)

// Contract is one OpenAPI file of a building block, read when somebody asks for one of its operations.
type Contract struct {
	set  *Set
	info Info

	rawOnce sync.Once
	raw     []byte // nil: it cannot be read

	once sync.Once
	doc  *openapi3.T
	byID map[string]*Operation
	err  error

	linesOnce   sync.Once
	sourceLines *sourceLines // file and line, read when the first finding is made

	validator *schema.Validator
}

// Info returns what block.yaml says of the contract.
func (c *Contract) Info() Info { return c.info }

// Document returns the file with everything that it refers to.
func (c *Contract) Document() (*Document, error) {
	if err := c.read(); err != nil {
		return nil, err
	}
	return &Document{Name: c.info.File, doc: c.doc}, nil
}

// Operations returns the operations of the file by operationId. The map must not be changed.
func (c *Contract) Operations() (map[string]*Operation, error) {
	err := c.read()
	return c.byID, err
}

// read reads the file once, whoever asks first.
func (c *Contract) read() error {
	c.once.Do(func() {
		if c.err = c.load(); c.err != nil {
			c.err = fmt.Errorf("load contract %s %s: %w", c.set.owner, c.info.File, c.err)
		}
	})
	return c.err
}

// mentions reports whether the file holds a word, which costs much less than to parse it. Of one that cannot be read nothing
// is known.
func (c *Contract) mentions(word string) bool {
	data := c.text()
	return data == nil || bytes.Contains(data, []byte(word))
}

// text returns the file as it is, or nil where it cannot be read; what is wrong with it is said when it is loaded.
func (c *Contract) text() []byte {
	c.rawOnce.Do(func() { c.raw, _ = fs.ReadFile(c.set.folder, c.info.File) })
	return c.raw
}

func (c *Contract) load() error {
	doc, err := c.set.openAPI(c)
	if err != nil {
		return err
	}
	c.doc, c.validator, c.byID = doc, schema.NewValidator(doc), map[string]*Operation{}
	for _, pattern := range slices.Sorted(maps.Keys(doc.Paths.Map())) {
		item := doc.Paths.Value(pattern)
		for method, op := range item.Operations() {
			if op.OperationID == "" {
				return fmt.Errorf("%s %s has no operationId", method, pattern)
			}
			if other := c.byID[op.OperationID]; other != nil {
				return fmt.Errorf("operationId %q is used by %s %s and by %s %s",
					op.OperationID, other.Method, other.Path, method, pattern)
			}
			c.byID[op.OperationID] = newOperation(c, pattern, method, item, op)
		}
	}
	return nil
}

// refersElsewhere reports whether the file holds a $ref to another one.
func (c *Contract) refersElsewhere() bool {
	return slices.ContainsFunc([]string{".yaml#", ".yml#", ".json#"}, func(extension string) bool {
		return bytes.Contains(c.text(), []byte(extension))
	})
}

// finish prepares a document for being used.
func finish(doc *openapi3.T) {
	if !doc.IsOpenAPI31OrLater() {
		allowNullWithoutType(doc)
	}
}

// allowNullWithoutType lets a schema without a type accept null. OpenAPI 3.0.3 has "nullable" widen a type, so where there
// is no type there is nothing to widen, and null is as good as anything. kin-openapi refuses it.
func allowNullWithoutType(doc *openapi3.T) {
	_ = doc.WalkSchemas(func(_ string, ref *openapi3.SchemaRef) error {
		s := ref.Value
		if s.Type == nil && s.Not == nil && len(s.Enum)+len(s.AllOf)+len(s.AnyOf)+len(s.OneOf) == 0 {
			s.Nullable = true
		}
		return nil
	})
}
