package contract

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Field is one value that a request may hold.
type Field struct {
	In       string           // path, query, header or body
	Name     string           // of a parameter; in the body, dotted: "policy.name", "write.0.content"
	Required bool             // in the object that holds it
	Schema   *openapi3.Schema // what the value must be; never nil, not to be changed
	Notation Notation         // how a request writes it
	Types    []string         // media types that the contract names for a file; none: any
}

// String returns how coverage and messages name the field: "body policy.name".
func (f Field) String() string { return f.In + " " + f.Name }

// Where a request can hold a value.
const (
	InPath   = openapi3.ParameterInPath
	InQuery  = openapi3.ParameterInQuery
	InHeader = openapi3.ParameterInHeader
	InBody   = "body"
)

// maxFields bounds how many fields of one body are listed.
const maxFields = 2000

// Parameters returns the path, query and header parameters as the contract lists them. Headers that have a place of their
// own in a contract (Accept, Content-Type, Authorization) are no parameters.
func (o *Operation) Parameters() []Field {
	var fields []Field
	for _, ref := range o.parameters {
		p := ref.Value
		ignored := p.In == InHeader && slices.ContainsFunc([]string{"Accept", "Content-Type", "Authorization"},
			func(name string) bool { return strings.EqualFold(name, p.Name) })
		if p.In == openapi3.ParameterInCookie || ignored {
			continue
		}
		fields = append(fields, Field{
			In: p.In, Name: p.Name, Required: p.Required || p.In == InPath, Schema: schema.OrEmpty(schema.Merged(ParameterSchema(p))), Notation: Plain,
		})
	}
	return fields
}

// Fields returns the parameters and every field of the body that a caller may send, nested ones after the one that holds
// them. What only an answer may hold (readOnly) is left out. A recursive schema is followed once.
func (o *Operation) Fields() []Field {
	o.fieldsOnce.Do(func() {
		o.fields = o.Parameters()
		if body := o.bodySchema(); body != nil && o.BodyKind().HasFields() {
			parameters := len(o.fields)
			o.fields = bodyFields(o.fields, body)
			for i := range o.fields[parameters:] {
				o.written(&o.fields[parameters+i])
			}
		}
	})
	return o.fields
}

// written says how a field of the body is written.
func (o *Operation) written(f *Field) {
	path := wording.SplitName(f.Name)
	f.Notation = o.notationAt(path)
	if f.Notation == Bytes || f.Notation == Spread {
		f.Types = o.fileTypes(path)
	}
}

// RequestFieldNames returns the names of Fields, for example "query offset" and "body policy.name".
func (o *Operation) RequestFieldNames() []string {
	names := make([]string, 0, len(o.Fields()))
	for _, f := range o.Fields() {
		names = append(names, f.String())
	}
	return names
}

// bodyFields appends the fields within the schema of a body. Where they are too many, the deepest are left out, as a field
// that a whole object lacks matters more than one far within another.
func bodyFields(parameters []Field, body *openapi3.Schema) []Field {
	within := func(depth int) (fields []Field, all bool) {
		c := &fieldCollector{limit: len(parameters) + maxFields, depth: depth, fields: slices.Clip(parameters), names: map[string]bool{}}
		c.collect(body, "", nil)
		return c.fields, len(c.fields) < c.limit
	}
	fields, all := within(2 * schema.MaxDepth)
	if all {
		return fields
	}
	fields, _ = within(1)
	for depth := 2; ; depth++ {
		more, all := within(depth)
		if !all {
			return fields
		}
		fields = more
	}
}

// fieldCollector lists the fields within a schema.
type fieldCollector struct {
	fields []Field
	names  map[string]bool // of fields of the body among them
	limit  int
	depth  int // how many schemas may be open at a time
}

func (c *fieldCollector) collect(s *openapi3.Schema, prefix string, open []*openapi3.Schema) {
	if slices.Contains(open, s) || len(open) >= c.depth || len(c.fields) >= c.limit {
		return
	}
	open = append(slices.Clip(open), s)
	for _, part := range s.AllOf {
		open = append(open, part.Value) // its fields are those of s
	}
	m := schema.Merged(s)
	for _, name := range slices.Sorted(maps.Keys(m.Properties)) {
		full := prefix + wording.EscapeName(name)
		if len(c.fields) >= c.limit {
			return
		}
		property := schema.Merged(m.Properties[name].Value)
		if property == nil || property.ReadOnly || c.names[full] {
			continue
		}
		c.add(full, slices.Contains(m.Required, name), property)
		c.collect(m.Properties[name].Value, full+".", open)
	}
	if m.Items != nil && m.Items.Value != nil {
		item := schema.Merged(m.Items.Value)
		if len(item.Properties)+len(schema.Alternatives(item)) == 0 {
			c.add(prefix+"0", false, item) // an entry that is a value by itself
		}
		c.collect(m.Items.Value, prefix+"0.", open)
	}
	for _, alternative := range schema.Alternatives(m) {
		before := len(c.fields)
		c.collect(alternative, prefix, open)
		for i := before; i < len(c.fields); i++ {
			c.fields[i].Required = false // another alternative may do without it
		}
	}
}

func (c *fieldCollector) add(name string, required bool, s *openapi3.Schema) {
	if len(c.fields) < c.limit {
		c.fields = append(c.fields, Field{In: InBody, Name: name, Required: required, Schema: s})
		c.names[name] = true
	}
}

// Field returns one field. In is path, query, header or body; names in the body are dotted, with any index for an entry of
// an array ("write.3.content") and \. for a dot within a name. The empty name is the whole body. Where the contract leaves
// the content of an object open, any name within it is a field that demands nothing. The error of an unknown name lists
// what there is.
func (o *Operation) Field(in, name string) (Field, error) {
	if in == InBody {
		return o.bodyField(name)
	}
	var names []string
	for _, f := range o.Parameters() {
		if f.In != in {
			continue
		}
		if f.Name == name || in == InHeader && strings.EqualFold(f.Name, name) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Field{}, fmt.Errorf("operation %s has no %s parameter %q; %s", o.ID, in, name, wording.DidYouMean(name, names))
}

func (o *Operation) bodyField(name string) (Field, error) {
	body := o.bodySchema()
	if body == nil && o.MediaType() == "" {
		return Field{}, fmt.Errorf("operation %s takes no body", o.ID)
	}
	field := Field{In: InBody, Name: name, Required: o.BodyRequired(), Schema: schema.OrEmpty(schema.Merged(body))}
	if name == "" {
		return field, nil
	}
	if !o.BodyKind().HasFields() {
		return Field{}, fmt.Errorf("the body of operation %s is %s, which is sent as it is and has no fields", o.ID, o.MediaType())
	}
	for _, step := range wording.SplitName(name) {
		next, required := schema.StepInto(field.Schema, step)
		if next == nil {
			var names []string
			for _, f := range o.Fields() {
				if f.In == InBody {
					names = append(names, f.Name)
				}
			}
			return Field{}, fmt.Errorf("operation %s has no body field %q; %s", o.ID, name, wording.DidYouMean(name, names))
		}
		field.Schema, field.Required = schema.OrEmpty(schema.Merged(next)), required
	}
	o.written(&field)
	return field, nil
}
