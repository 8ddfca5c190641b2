package schema

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Violation is one keyword of a schema that a value does not satisfy, whichever validator found it.
type Violation struct {
	Keyword string
	Schema  *openapi3.Schema // that has the keyword; never nil
	Path    []string         // of the value
	Value   any
	Name    string // of the missing or unknown property
	Detail  string // what else is to be said, without values
}

// Direction says whether a value is sent or answered, which matters for readOnly and writeOnly.
type Direction int

// The directions.
const (
	AsAnswer Direction = iota
	AsRequest
)

// manyValues is from where on only the first violation of a value is looked for: a hostile answer can hold millions, and
// kin-openapi keeps every one.
const manyValues = 20_000

// visitOptions are how kin-openapi holds a value against a schema of OpenAPI 3.0.
type visitOptions struct {
	quick, first, all []openapi3.SchemaValidationOption
}

var visitAs = sync.OnceValue(func() [2]visitOptions {
	var both [2]visitOptions
	for d, option := range []openapi3.SchemaValidationOption{AsAnswer: openapi3.VisitAsResponse(), AsRequest: openapi3.VisitAsRequest()} {
		first := []openapi3.SchemaValidationOption{
			option,
			openapi3.SetSchemaRegexCompiler(CompilePattern),
			openapi3.WithStringFormatValidators(formatOptions()),
		}
		both[d] = visitOptions{
			quick: append(slices.Clip(first), openapi3.FailFast()),
			first: first,
			all:   append(slices.Clip(first), openapi3.MultiErrors()),
		}
	}
	return both
})

// violations30 holds a value, in which there are count values, against a schema of OpenAPI 3.0. Their order depends on schema
// and value alone.
func violations30(s *openapi3.Schema, value any, count int, d Direction) ([]Violation, error) {
	options := visitAs()[d]
	if s.VisitJSON(value, options.quick...) == nil {
		return nil, nil
	}
	how := options.all
	if count > manyValues {
		how = options.first
	}
	c := &violationCollector{options: how}
	err := c.collect(s.VisitJSON(value, how...), nil)
	return c.found, err
}

// ViolationsOf turns an error of kin-openapi, which held a value against a schema of its own accord, into violations. The error is
// one that says nothing of a value.
func ViolationsOf(err error, d Direction) ([]Violation, error) {
	c := &violationCollector{options: visitAs()[d].all}
	failed := c.collect(err, nil)
	return c.found, failed
}

// VisitOptions returns how kin-openapi is to hold values against schemas where it does so of its own accord.
func VisitOptions(d Direction) []openapi3.SchemaValidationOption { return visitAs()[d].all }

// MaxNesting bounds how deep alternatives within alternatives are explained.
const MaxNesting = 4

type violationCollector struct {
	options []openapi3.SchemaValidationOption
	nesting int
	found   []Violation
}

// collect turns what kin-openapi says into violations. What it returns itself is no violation but a contract that cannot be
// used.
func (c *violationCollector) collect(err error, path []string) error {
	switch err := err.(type) { //nolint:errorlint // what these wrap is looked at on its own
	case nil:
		return nil
	case openapi3.MultiError:
		for _, e := range err {
			if failed := c.collect(e, path); failed != nil {
				return failed
			}
		}
		return nil
	case *openapi3.SchemaError:
		return c.one(err, path)
	}
	return err
}

func (c *violationCollector) one(err *openapi3.SchemaError, path []string) error {
	schema := OrEmpty(err.Schema)
	v := Violation{Keyword: err.SchemaField, Schema: schema, Path: slices.Concat(path, err.JSONPointer()), Value: err.Value}
	switch err.SchemaField {
	case "allOf":
		// The parts know their own location, and only they say what is wrong.
		for cause := err.Origin; cause != nil; cause = errors.Unwrap(cause) {
			if parts, ok := cause.(openapi3.MultiError); ok { //nolint:errorlint // the loop unwraps
				return c.collect(parts, path)
			}
		}
	case "oneOf", "anyOf":
		return c.choice(v)
	case "required":
		v.Name = v.Path[len(v.Path)-1]
	case "properties": // one error for each unknown property, and none says which
		v.Keyword = "additionalProperties"
		object, _ := err.Value.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(object)) {
			if schema.Properties[name] == nil {
				v := v
				v.Path, v.Name, v.Value = slices.Concat(v.Path, []string{name}), name, object[name]
				c.add(v)
			}
		}
		return nil
	}
	c.add(v)
	return nil
}

// add keeps a violation unless it is known, or there are more than anybody would be told.
func (c *violationCollector) add(v Violation) {
	if len(c.found) <= 2*finding.Max && !slices.ContainsFunc(c.found, func(other Violation) bool {
		return other.Keyword == v.Keyword && other.Schema == v.Schema && slices.Equal(other.Path, v.Path)
	}) {
		c.found = append(c.found, v)
	}
}

// choice explains a value that matches no alternative, or several where one is meant. A reader wants one finding of it, and
// in it what keeps the value from the alternative that it was most likely meant to be.
func (c *violationCollector) choice(v Violation) error {
	options := v.Schema.OneOf
	if v.Keyword == "anyOf" {
		options = v.Schema.AnyOf
	}
	var nearest *violationCollector
	matches := 0
	for _, option := range options {
		if option.Value == nil || c.nesting >= MaxNesting {
			continue
		}
		attempt := &violationCollector{options: c.options, nesting: c.nesting + 1}
		if err := attempt.collect(option.Value.VisitJSON(v.Value, c.options...), v.Path); err != nil {
			return err
		}
		if len(attempt.found) == 0 {
			matches++
		} else if nearest == nil || len(attempt.found) < len(nearest.found) {
			nearest = attempt
		}
	}
	if len(options) == 1 && nearest != nil {
		for _, inner := range nearest.found {
			c.add(inner)
		}
		return nil
	}
	var found []Violation
	if nearest != nil {
		found = nearest.found
	}
	v.Detail = choiceWords(matches, len(options), found)
	c.add(v)
	return nil
}

// choiceWords says how a value fails at a choice. Nearest is what keeps it from the alternative that it is nearest to.
func choiceWords(matches, options int, nearest []Violation) string {
	switch {
	case matches > 1:
		return fmt.Sprintf("matches %d of %d alternatives where exactly one is meant", matches, options)
	case len(nearest) == 0:
		return fmt.Sprintf("matches none of %d alternatives", options)
	}
	return fmt.Sprintf("matches none of %d alternatives; for the nearest, %s %s", options, wording.Pointer(nearest[0].Path), Describe(nearest[0]).Phrase)
}
