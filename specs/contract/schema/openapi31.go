package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bbconform/bbconform/specs/internal/wording"
)

// compiledSchemas holds the schemas of an OpenAPI 3.1 contract in the form that they are validated in. kin-openapi would
// compile a schema anew for every value, which takes ten times as long, and would look away from readOnly and writeOnly.
type compiledSchemas struct {
	mu         sync.Mutex
	directions [2]*schemaCompiler
	compiled   map[schemaUse]*compiledSchema
}

// schemaUse is a schema together with the direction in which values of it go.
type schemaUse struct {
	schema    *openapi3.Schema
	direction Direction
}

type compiledSchema struct {
	validator *jsonschema.Schema
	address   string                      // of its document
	schema    *openapi3.Schema            // that the document was made of
	shared    map[string]*openapi3.Schema // those it refers to, by address; not written any more
	err       error
}

// get returns a schema of doc, compiled once for each direction.
func (c *compiledSchemas) get(doc *openapi3.T, s *openapi3.Schema, d Direction) *compiledSchema {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.directions[d] == nil {
		c.directions[d] = newSchemaCompiler(doc, d)
	}
	use := schemaUse{s, d}
	if c.compiled[use] == nil {
		if c.compiled == nil {
			c.compiled = map[schemaUse]*compiledSchema{}
		}
		c.compiled[use] = c.directions[d].compile(s)
	}
	return c.compiled[use]
}

// violations31 holds a value against a schema of OpenAPI 3.1, which is JSON Schema 2020-12.
func (c *compiledSchemas) violations31(doc *openapi3.T, s *openapi3.Schema, value any, d Direction) ([]Violation, error) {
	compiled := c.get(doc, s, d)
	if compiled.err != nil {
		return nil, compiled.err
	}
	err := compiled.validator.Validate(value)
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return nil, err
	}
	t := &translator{compiled: compiled, root: value}
	t.translate(invalid)
	sortViolations(t.found)
	return t.found, nil
}

// schemaCompiler compiles the schemas of one document for one direction. What several schemas refer to is compiled once.
type schemaCompiler struct {
	compiler  *jsonschema.Compiler
	direction Direction
	documents int                         // how many there are
	urls      map[string]string           // by $ref
	shared    map[string]*openapi3.Schema // those that are referred to, by URL
	trees     map[string]any              // the same, as JSON
	err       error
}

func newSchemaCompiler(doc *openapi3.T, d Direction) *schemaCompiler {
	c := &schemaCompiler{
		compiler: jsonschema.NewCompiler(), direction: d,
		urls: map[string]string{}, shared: map[string]*openapi3.Schema{}, trees: map[string]any{},
	}
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	c.compiler.UseLoader(jsonschema.SchemeURLLoader{}) // nothing is fetched
	c.compiler.UseRegexpEngine(func(expr string) (jsonschema.Regexp, error) {
		matcher, err := CompilePattern(expr)
		if err != nil {
			return nil, err
		}
		return matcher.(pattern), nil
	})
	registerFormats(c.compiler)

	if doc.Components != nil {
		for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
			c.refer("#/components/schemas/"+name, doc.Components.Schemas[name].Value)
		}
	}
	_ = doc.WalkSchemas(func(_ string, ref *openapi3.SchemaRef) error {
		if ref.Ref != "" && c.urls[ref.Ref] == "" {
			c.refer(ref.Ref, ref.Value)
		}
		return nil
	})
	for _, address := range slices.Sorted(maps.Keys(c.trees)) {
		c.prepare(c.trees[address])
		c.err = errors.Join(c.err, c.compiler.AddResource(address, c.trees[address]))
	}
	return c
}

// refer makes a document of a schema that others refer to.
func (c *schemaCompiler) refer(ref string, s *openapi3.Schema) {
	address, tree, err := c.document(s)
	c.urls[ref], c.shared[address], c.trees[address] = address, s, tree
	c.err = errors.Join(c.err, err)
}

// document gives a schema a URL, which stands for nothing else, and returns it as JSON.
func (c *schemaCompiler) document(s *openapi3.Schema) (address string, tree any, err error) {
	c.documents++
	address = fmt.Sprintf("contract:///%d", c.documents)
	data, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(data, &tree)
	}
	return address, tree, err
}

func (c *schemaCompiler) compile(s *openapi3.Schema) *compiledSchema {
	address, tree, err := c.document(s)
	result := &compiledSchema{address: address, schema: s, shared: c.shared}
	if err = errors.Join(c.err, err); err == nil {
		c.prepare(tree)
		err = c.compiler.AddResource(address, tree)
	}
	if err == nil {
		result.validator, err = c.compiler.Compile(address)
	}
	if err != nil {
		result.err = fmt.Errorf("prepare a schema of OpenAPI 3.1: %w", err)
	}
	return result
}

func registerFormats(compiler *jsonschema.Compiler) {
	for name, valid := range stringFormats() {
		compiler.RegisterFormat(&jsonschema.Format{Name: name, Validate: func(v any) error {
			if text, ok := v.(string); ok && !valid(text) {
				return errFormat
			}
			return nil
		}})
	}
	for name, bits := range map[string]int{"int32": 32, "int64": 64} {
		compiler.RegisterFormat(&jsonschema.Format{Name: name, Validate: func(v any) error {
			if number, ok := v.(json.Number); ok {
				if _, err := strconv.ParseInt(number.String(), 10, bits); errors.Is(err, strconv.ErrRange) {
					return errFormat
				}
			}
			return nil
		}})
	}
	compiler.AssertFormat()
}

// prepare rewrites a schema for validation: references lead to our documents, and a property that goes only in the other
// direction is neither demanded nor allowed.
func (c *schemaCompiler) prepare(node any) {
	s, ok := node.(map[string]any)
	if !ok {
		return
	}
	restoreExact(s)
	if ref, ok := s["$ref"].(string); ok && c.urls[ref] != "" {
		s["$ref"] = c.urls[ref]
	}
	properties, _ := s["properties"].(map[string]any)
	for name, property := range properties {
		if c.goesOtherWay(property) {
			properties[name] = false
			required, _ := s["required"].([]any)
			s["required"] = slices.DeleteFunc(required, func(r any) bool { return r == name })
		}
	}
	for keyword, value := range s {
		switch keyword {
		case "properties", "patternProperties", "dependentSchemas", "$defs":
			schemas, _ := value.(map[string]any)
			for _, schema := range schemas {
				c.prepare(schema)
			}
		case "allOf", "anyOf", "oneOf", "prefixItems":
			schemas, _ := value.([]any)
			for _, schema := range schemas {
				c.prepare(schema)
			}
		case "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames",
			"unevaluatedItems", "unevaluatedProperties", "contentSchema":
			c.prepare(value)
		}
	}
}

// goesOtherWay reports whether a property, or what it refers to, is only for the other direction.
func (c *schemaCompiler) goesOtherWay(property any) bool {
	keyword := "writeOnly"
	if c.direction == AsRequest {
		keyword = "readOnly"
	}
	s, _ := property.(map[string]any)
	if s[keyword] == true {
		return true
	}
	ref, _ := s["$ref"].(string)
	target, _ := c.trees[wording.Or(c.urls[ref], ref)].(map[string]any)
	return target[keyword] == true
}
