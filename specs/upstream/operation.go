package upstream

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// compareOperations compares everything that the contracts say of one operation. No facts are what a verdict cannot depend on:
// texts, names, tags, examples, links, and the servers, for the configuration of a target gives the address.
func (d *differ) compareOperations(ours, theirs contract.Route) {
	d.aspect("operation", "path", ours.Path, theirs.Path)
	d.aspect("operation", "security", securityOf(ours), securityOf(theirs))
	d.aspect("operation", "deprecated", yesNo(ours.Operation.Deprecated), yesNo(theirs.Operation.Deprecated))

	left, right := ours.Parameters(), renamed(theirs.Parameters(), theirs.Path, ours.Path)
	for _, part := range union(left, right) {
		a, b := left[part], right[part]
		if d.both(part, a != nil, b != nil, func() (string, string) { return parameterWords(a), parameterWords(b) }) {
			d.compareParameters(part, a, b)
		}
	}

	a, b := contract.BodyOf(ours.Operation), contract.BodyOf(theirs.Operation)
	if d.both("request body", a != nil, b != nil, func() (string, string) { return contentWords(a), contentWords(b) }) {
		d.aspect("request body", "required", yesNo(a.Required), yesNo(b.Required))
		d.compareContent("request body", a.Content, b.Content)
	}

	answersA, answersB := contract.AnswersOf(ours.Operation), contract.AnswersOf(theirs.Operation)
	for _, status := range union(answersA, answersB) {
		part := "answer " + status
		a, b := answersA[status], answersB[status]
		if d.both(part, a != nil, b != nil, func() (string, string) { return "declared", "declared" }) {
			d.compareHeaders(part, a.Headers, b.Headers)
			d.compareContent(part+" body", a.Content, b.Content)
		}
	}
	d.compareCallbacks(ours.Callbacks(), theirs.Callbacks())
}

// maxCallbacks bounds how deep callbacks of callbacks are followed.
const maxCallbacks = 3

// compareCallbacks compares what the contracts say of the calls that an operation leads to. What differs within a callback is
// a difference of the operation "POST /orders callback onShipped POST {$request.body#/url}".
func (d *differ) compareCallbacks(ours, theirs map[string]contract.Route) {
	outer := d.operation
	if strings.Count(outer, " callback ") >= maxCallbacks { // a callback may refer to itself
		return
	}
	for _, name := range union(ours, theirs) {
		a, declared := ours[name]
		b, published := theirs[name]
		d.operation = outer + " callback " + name
		if d.both("operation", declared, published, func() (string, string) { return "declared", "declared" }) {
			d.compareOperations(a, b)
		}
	}
	d.operation = outer
}

// compareParameters compares two parameters of the same sort and name, or two headers.
func (d *differ) compareParameters(part string, ours, theirs *openapi3.Parameter) {
	d.aspect(part, "required", yesNo(ours.Required), yesNo(theirs.Required))
	d.aspect(part, "deprecated", yesNo(ours.Deprecated), yesNo(theirs.Deprecated))
	d.aspect(part, "allowEmptyValue", yesNo(ours.AllowEmptyValue), yesNo(theirs.AllowEmptyValue))
	d.aspect(part, "allowReserved", yesNo(ours.AllowReserved), yesNo(theirs.AllowReserved))
	compound := isCompound(contract.ParameterSchema(ours)) || isCompound(contract.ParameterSchema(theirs))
	d.aspect(part, "style", styleWords(ours, compound), styleWords(theirs, compound))
	d.compareSchemas(part, contract.ParameterSchema(ours), contract.ParameterSchema(theirs))
}

func (d *differ) compareHeaders(part string, ours, theirs openapi3.Headers) {
	byName := func(headers openapi3.Headers) map[string]*openapi3.Parameter {
		all := map[string]*openapi3.Parameter{}
		for name, ref := range headers {
			if ref.Value != nil {
				header := ref.Value.Parameter
				header.In = openapi3.ParameterInHeader
				all[http.CanonicalHeaderKey(name)] = &header
			}
		}
		return all
	}
	left, right := byName(ours), byName(theirs)
	for _, name := range union(left, right) {
		a, b := left[name], right[name]
		part := part + " header " + name
		if d.both(part, a != nil, b != nil, func() (string, string) { return "declared", "declared" }) {
			d.compareParameters(part, a, b)
		}
	}
}

// styleWords says how the value of a parameter is written: "form, exploded", or "application/json". Of a single value it makes
// no difference whether it is exploded.
func styleWords(p *openapi3.Parameter, compound bool) string {
	if len(p.Content) > 0 {
		return mediatype.Words(p.Content)
	}
	method, err := p.SerializationMethod()
	if err != nil {
		return wording.Or(p.Style, "unknown")
	}
	if compound && method.Explode {
		return method.Style + ", exploded"
	}
	return method.Style
}

// isCompound reports whether a value may be a list or an object, as far as its schema says.
func isCompound(s *openapi3.Schema) bool {
	options := []*openapi3.Schema{schema.Merged(s)}
	if s != nil {
		options = append(options, schema.Alternatives(options[0])...)
	}
	return slices.ContainsFunc(options, func(option *openapi3.Schema) bool {
		m := schema.OrEmpty(schema.Merged(option))
		return m.Type.Includes(openapi3.TypeArray) || m.Type.Includes(openapi3.TypeObject) || m.Items != nil || len(m.Properties) > 0
	})
}

// renamed gives path parameters of theirs the names that ours have at the same point of the path.
func renamed(parameters map[string]*openapi3.Parameter, theirPath, ourPath string) map[string]*openapi3.Parameter {
	theirNames, ourNames := contract.PathParameters(theirPath), contract.PathParameters(ourPath)
	if len(theirNames) != len(ourNames) || slices.Equal(theirNames, ourNames) {
		return parameters
	}
	result := maps.Clone(parameters)
	for _, name := range theirNames {
		delete(result, "path "+name)
	}
	for i, name := range theirNames {
		if p := parameters["path "+name]; p != nil {
			result["path "+ourNames[i]] = p
		}
	}
	return result
}

func contentWords(body *openapi3.RequestBody) string {
	if body == nil {
		return ""
	}
	return mediatype.Words(body.Content)
}

func parameterWords(p *openapi3.Parameter) string {
	if p == nil {
		return ""
	}
	words := schema.TypeWords(schema.Merged(contract.ParameterSchema(p)))
	if p.Required {
		words += ", required"
	}
	return words
}
