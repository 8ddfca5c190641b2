package contract

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Parameters are the values of parameters by name, in the three places where a request can have them: what JSON decodes to, without
// placeholders.
type Parameters struct{ Path, Query, Header map[string]any }

// EncodedParameters are parameters as they are sent.
type EncodedParameters struct {
	Path   string // escaped, starts with /, below the base path of the contract
	Query  string // escaped, without the question mark; empty: none
	Header map[string]string
}

// EncodeParameters writes parameters in the style that the contract names for each, or else in the one that goes without saying
// (OpenAPI 3.0.3, "Style Values" and "Style Examples", read with RFC 6570). What the contract does not know is written as a form would
// have it. Text writes a value that is neither list nor object. The same values are always written in the same way.
func (o *Operation) EncodeParameters(p Parameters, text func(any) string) (EncodedParameters, error) {
	encoded := EncodedParameters{Path: o.Path, Header: map[string]string{}}
	for _, ref := range o.parameters {
		if ref.Value.In == InPath {
			w := parameterOf(ref.Value, escapeSegment, text)
			encoded.Path = strings.ReplaceAll(encoded.Path, "{"+w.name+"}", w.inPath(p.Path[w.name]))
		}
	}
	if strings.ContainsAny(encoded.Path, "{}") {
		return encoded, fmt.Errorf("the path %s of operation %s is not filled: %s", o.Path, o.ID, encoded.Path)
	}
	var query []string
	for _, name := range slices.Sorted(maps.Keys(p.Query)) {
		w := o.parameterWriter(InQuery, name, escapeQuery, text)
		query = append(query, w.inQuery(p.Query[name])...)
	}
	encoded.Query = strings.Join(query, "&")
	for name, value := range p.Header {
		w := o.parameterWriter(InHeader, name, func(text string) string { return text }, text)
		encoded.Header[name] = w.inHeader(value)
	}
	return encoded, nil
}

// parameterWriter writes the values of one parameter.
type parameterWriter struct {
	name   string
	method *openapi3.SerializationMethod
	json   bool                // the contract says "content" with a type of JSON, in place of a style
	escape func(string) string // for the place where it goes
	text   func(any) string
}

func (o *Operation) parameterWriter(in, name string, escape func(string) string, text func(any) string) *parameterWriter {
	for _, ref := range o.parameters {
		if p := ref.Value; p.In == in && (p.Name == name || in == InHeader && strings.EqualFold(p.Name, name)) {
			return parameterOf(p, escape, text)
		}
	}
	unknown := &openapi3.Parameter{In: in, Name: name}
	return parameterOf(unknown, escape, text)
}

func parameterOf(p *openapi3.Parameter, escape func(string) string, text func(any) string) *parameterWriter {
	method, err := p.SerializationMethod()
	if err != nil { // it names a style that there is not in this place
		method, _ = (&openapi3.Parameter{In: p.In, Name: p.Name}).SerializationMethod()
	}
	return &parameterWriter{name: p.Name, method: method, json: len(p.Content) > 0, escape: escape, text: text}
}

// simple writes a value that is one text, whatever it consists of.
func (w *parameterWriter) simple(value any) string {
	if w.json {
		return w.escape(wording.JSON(value))
	}
	return w.escape(w.text(value))
}

// entries writes the entries of a list, each by itself. False: it is no list, or not written as one.
func (w *parameterWriter) entries(value any) ([]string, bool) {
	list, ok := value.([]any)
	if !ok || w.json {
		return nil, false
	}
	texts := make([]string, len(list))
	for i, entry := range list {
		texts[i] = w.escape(w.text(entry))
	}
	return texts, true
}

// members writes the members of an object in the order of their names, with a sign between name and value. False: it is no object, or
// not written as one.
func (w *parameterWriter) members(value any, sign string) ([]string, bool) {
	object, ok := value.(map[string]any)
	if !ok || w.json {
		return nil, false
	}
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		texts = append(texts, w.escape(name)+sign+w.escape(w.text(object[name])))
	}
	return texts, true
}

// inPath writes a value in the styles simple, label and matrix.
func (w *parameterWriter) inPath(value any) string {
	before, between := "", ","
	switch w.method.Style {
	case openapi3.SerializationLabel:
		before = "."
		if w.method.Explode {
			between = "."
		}
	case openapi3.SerializationMatrix:
		return w.inMatrix(value)
	}
	if entries, ok := w.entries(value); ok {
		return before + strings.Join(entries, between)
	}
	if members, ok := w.members(value, w.sign()); ok {
		return before + strings.Join(members, between)
	}
	return before + w.simple(value)
}

// sign stands between the name and the value of a member.
func (w *parameterWriter) sign() string {
	if w.method.Explode {
		return "="
	}
	return ","
}

func (w *parameterWriter) inMatrix(value any) string {
	before := ";" + w.name + "="
	if entries, ok := w.entries(value); ok {
		if w.method.Explode {
			return before + strings.Join(entries, before)
		}
		return before + strings.Join(entries, ",")
	}
	if members, ok := w.members(value, w.sign()); ok {
		if w.method.Explode {
			return ";" + strings.Join(members, ";")
		}
		return before + strings.Join(members, ",")
	}
	return before + w.simple(value)
}

// inQuery writes a value in the styles form, spaceDelimited, pipeDelimited and deepObject, as "name=value" once or several times.
func (w *parameterWriter) inQuery(value any) []string {
	name := w.escape(w.name) + "="
	deep := w.method.Style == openapi3.SerializationDeepObject
	if entries, ok := w.entries(value); ok {
		switch {
		case len(entries) == 0:
			return nil
		case w.method.Explode || deep:
			for i := range entries {
				entries[i] = name + entries[i]
			}
			return entries
		}
		return []string{name + strings.Join(entries, w.separator())}
	}
	if _, isObject := value.(map[string]any); isObject && deep && !w.json {
		return w.deep(w.name, value)
	}
	if members, ok := w.members(value, "="); ok && w.method.Explode {
		return members
	}
	if members, ok := w.members(value, w.separator()); ok {
		if len(members) == 0 {
			return nil
		}
		return []string{name + strings.Join(members, w.separator())}
	}
	return []string{name + w.simple(value)}
}

// deep writes filter[city]=Oslo, and filter[near][lat]=1, of which OpenAPI says nothing and all that read it say the same.
func (w *parameterWriter) deep(name string, value any) []string {
	switch value := value.(type) {
	case map[string]any:
		var pairs []string
		for _, key := range slices.Sorted(maps.Keys(value)) {
			pairs = append(pairs, w.deep(name+"["+key+"]", value[key])...)
		}
		return pairs
	case []any:
		var pairs []string
		for _, entry := range value {
			pairs = append(pairs, w.deep(name, entry)...)
		}
		return pairs
	}
	return []string{w.escape(name) + "=" + w.simple(value)}
}

// separator stands between entries that share one parameter of the query.
func (w *parameterWriter) separator() string {
	switch w.method.Style {
	case openapi3.SerializationSpaceDelimited:
		return "%20"
	case openapi3.SerializationPipeDelimited:
		return "%7C"
	}
	return ","
}

// inHeader writes a value in the style simple.
func (w *parameterWriter) inHeader(value any) string {
	if entries, ok := w.entries(value); ok {
		return strings.Join(entries, ",")
	}
	if members, ok := w.members(value, w.sign()); ok {
		return strings.Join(members, ",")
	}
	return w.simple(value)
}

// escapeQuery escapes a text for the query. A plus sign is a blank in forms only (RFC 3986, RFC 6570).
func escapeQuery(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }

// escapeSegment escapes a text for one segment of a path. A lone dot would be taken for a step in the path.
func escapeSegment(text string) string {
	if text == "." || text == ".." {
		return strings.ReplaceAll(text, ".", "%2E")
	}
	return url.PathEscape(text)
}
