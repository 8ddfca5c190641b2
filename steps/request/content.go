package request

import (
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// content is the values of a request before they are encoded.
type content struct {
	path, query, header map[string]any
	body                any
	hasBody             bool
	unreadable          bool
	as                  exchange.Principal
	identity            string // name of the header that names the person; empty: none
}

// change applies one change of a valid request.
func (c *content) change(source Source, change change) error {
	if change.leaveOut {
		return c.remove(change.field)
	}
	var value any
	var err error
	if change.remembered != "" {
		value, err = source.Placeholder("remembered." + change.remembered)
	} else {
		value, err = specs.Expand(change.value, source.Placeholder)
	}
	if err != nil {
		return err
	}
	if text, ok := value.(string); ok && change.remembered == "" {
		value = typed(text, change.field.Schema)
	}
	return c.set(change.field, value)
}

// parameters returns where the parameters of a part are kept, nil for the body.
func (c *content) parameters(in string) map[string]any {
	switch in {
	case specs.InPath:
		return c.path
	case specs.InQuery:
		return c.query
	case specs.InHeader:
		return c.header
	}
	return nil
}

func (c *content) set(f specs.Field, value any) error {
	if parameters := c.parameters(f.In); parameters != nil {
		parameters[f.Name] = value
		return nil
	}
	if f.Notation == specs.Bytes {
		now, _ := c.get(f)
		value = asFile(f, now, value)
	}
	var err error
	c.body, err = setAt(c.body, specs.SplitName(f.Name), value)
	if err != nil {
		return verdict.SuiteFaultf("body field %q cannot be set in the sample request: %v", f.Name, err)
	}
	c.hasBody = true
	return nil
}

// asFile puts another content, or another type, into a file.
func asFile(f specs.Field, now, value any) any {
	file, isFile := now.(*specs.File)
	if !isFile {
		file = &specs.File{Name: specs.SplitName(f.Name)[0], Content: []byte(values.Text(now))}
	}
	switch value := value.(type) {
	case *specs.File: // that has a type alone
		other := file.With(file.Content)
		other.Type = value.Type
		return other
	case unwritten:
		return string(value)
	case string:
		return file.With([]byte(value))
	}
	return value
}

func (c *content) get(f specs.Field) (any, bool) {
	if parameters := c.parameters(f.In); parameters != nil {
		value, ok := parameters[f.Name]
		return value, ok
	}
	return getAt(c.body, specs.SplitName(f.Name))
}

func (c *content) remove(f specs.Field) error {
	if _, there := c.get(f); !there {
		return verdict.SuiteFaultf("the sample request has no %s that could be left out", f)
	}
	if parameters := c.parameters(f.In); parameters != nil {
		delete(parameters, f.Name)
		return nil
	}
	c.body = removeAt(c.body, specs.SplitName(f.Name))
	return nil
}
