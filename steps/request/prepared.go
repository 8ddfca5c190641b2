package request

import (
	"maps"
	"slices"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Source answers what a request is filled with. A value is what encoding/json would decode, with numbers as they are written.
type Source interface {
	// Placeholder is the value of the words between the braces of ${…}.
	Placeholder(words string) (any, error)
	// PathParameter is the identifier that a path parameter takes, and nil where nothing of that name has one.
	PathParameter(name string) (any, error)
	// Header is the value that the target's configuration gives for a header of a caller, and false where it gives none.
	Header(as exchange.Principal, name string) (string, bool)
	// Person is the identifier of the current instance, or of the other one, of the kind on whose behalf requests are made.
	Person(other bool) (any, error)
}

// Prepared is a request with everything that is known about how it came about.
type Prepared struct {
	Draft   *Draft
	Request *exchange.Request
	Path    map[string]string // path parameters, not escaped
	Body    []byte            // JSON of the body before anything was broken about it; nil: none
	Token   string            // what ${unique} stands for in it
	Faulty  bool              // the faults of the draft are in it
}

// Prepare makes the request of a draft, with the values of a source. Token goes into the values that a fault makes up. With faults,
// those of the draft are put into it.
func (d *Draft) Prepare(source Source, token string, withFaults bool) (*Prepared, error) {
	c, err := d.fill(source)
	if err != nil {
		return nil, err
	}
	for _, change := range d.changes {
		if err := c.change(source, change); err != nil {
			return nil, err
		}
	}
	b := &Prepared{Draft: d, Token: token, Faulty: withFaults && d.IsFaulty(), Path: map[string]string{}}
	if c.hasBody {
		b.Body = values.Encode(c.body)
	}
	if withFaults {
		for _, f := range d.faults {
			if err := f(c, token); err != nil {
				return nil, err
			}
		}
	}
	for name, value := range c.path {
		b.Path[name] = values.Text(value)
	}
	b.Request, err = d.encode(c)
	return b, err
}

// fill fills the sample.
func (d *Draft) fill(source Source) (*content, error) {
	c := &content{path: map[string]any{}, query: map[string]any{}, header: map[string]any{}, as: d.as}
	for _, group := range []struct {
		into, from map[string]any
	}{{c.path, d.sample.Path}, {c.query, d.sample.Query}, {c.header, d.sample.Header}} {
		for _, name := range slices.Sorted(maps.Keys(group.from)) {
			var err error
			if group.into[name], err = specs.Expand(group.from[name], source.Placeholder); err != nil {
				return nil, err
			}
		}
	}
	for _, field := range d.Operation.Parameters() {
		if field.In != specs.InPath || c.path[field.Name] != nil {
			continue
		}
		id, err := source.PathParameter(field.Name)
		switch {
		case err != nil:
			return nil, err
		case id == nil:
			return nil, verdict.SuiteFaultf("the sample request of %s does not say what its path parameter %q is, and no resource does", d.Operation.ID, field.Name)
		}
		c.path[field.Name] = id
	}
	for _, field := range d.Operation.Parameters() {
		if field.In != specs.InHeader {
			continue
		}
		if value, ok := source.Header(d.as, field.Name); ok {
			c.header[field.Name] = value
		}
	}
	if body := d.sample.BodyOf(d.Operation); body != nil {
		var err error
		if c.body, err = specs.Expand(body, source.Placeholder); err != nil {
			return nil, err
		}
		c.hasBody = true
	}
	return c, d.identify(source, c)
}

// identify sets the header that names the person on whose behalf the request is made.
func (d *Draft) identify(source Source, c *content) error {
	identity := d.block.Identity
	if identity == nil || !slices.Contains(identity.Operations, d.Operation.ID) {
		return nil
	}
	c.identity = identity.Header
	if identity.Datum != "" {
		name, err := source.Placeholder("data." + identity.Datum)
		if err != nil {
			return err
		}
		c.identity = values.Text(name)
	}
	id, err := source.Person(d.person == other)
	if err != nil {
		return err
	}
	if c.header[c.identity] == nil || d.person == other {
		c.header[c.identity] = id
	}
	return nil
}
