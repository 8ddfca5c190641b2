package contract

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Answer is what a target answered to a call of an operation.
type Answer struct {
	Status  int
	Header  http.Header
	Body    []byte        // whole
	Request *http.Request // may be nil; an answer to HEAD has no body
	Refusal bool          // the request was meant to be refused: then any status from 400 to 499 will do
}

// CheckAnswer holds an answer against the contract and returns every point in which it does not conform, in the same order
// for the same answer. The verdict is meant to be fair to whoever reads the contract as it is written:
//
//   - A status that is declared neither itself nor by its range (4XX) nor by "default" is a finding, whatever its class,
//     unless a refusal was asked for and it is a 4xx: many contracts of GovStack do not say how a request is refused.
//   - Where the contract declares content, there must be a body of a declared type that satisfies the schema. An empty text
//     is a body, and so are a file of no bytes and a stream of no lines; an empty JSON document is none.
//   - Where it declares no content, it is silent, and a body is no finding: there is nothing that it contradicts. The
//     exceptions are 1xx, 204, 205 and 304, of which HTTP itself says that they have no body, and to these nothing that the
//     contract declares applies.
//   - Headers that the contract declares are held against their schemas; others are free.
func (o *Operation) CheckAnswer(a Answer) []finding.Finding {
	return o.checkAnswer(a, &checker{operation: o, direction: schema.AsAnswer})
}

func (o *Operation) checkAnswer(a Answer, c *checker) []finding.Finding {
	status, response := o.answer(a.Status)
	if response == nil {
		if !a.Refusal || a.Status < 400 || a.Status > 499 {
			c.add(finding.UndeclaredStatus, "status", "is not declared for this operation",
				"one of "+strings.Join(o.Statuses(), ", "), strconv.Itoa(a.Status), o.line)
		}
		return c.findings
	}
	c.headers(a.Header, status, response.Headers)
	contract := func() string { return o.lineOfAnswer(status) }
	switch {
	case o.Method == http.MethodHead || a.Request != nil && a.Request.Method == http.MethodHead:
	case !allowsBody(a.Status):
		if len(a.Body) > 0 {
			c.add(finding.UnexpectedBody, "body", "is there, though an answer of this status has none",
				"nothing", wording.Counted(len(a.Body), "%d byte", "s"), contract)
		}
	case len(response.Content) == 0:
	case isMissing(a.Header.Get("Content-Type"), a.Body, response.Content):
		c.add(finding.MissingBody, "body", "is missing", mediatype.Words(response.Content), "nothing", contract)
	default:
		c.body(a.Header, a.Body, response.Content, contract)
	}
	return c.findings
}

// answer returns what the contract declares for a status, and under which name: its own, its range, or default.
func (o *Operation) answer(status int) (string, *openapi3.Response) {
	code := strconv.Itoa(status)
	for _, wanted := range []string{code, code[:1] + "XX", "default"} {
		for name, ref := range o.operation.Responses.Map() {
			if strings.EqualFold(name, wanted) && ref.Value != nil {
				return name, ref.Value
			}
		}
	}
	return "", nil
}

// isMissing reports whether a body is empty where nothing that it could be is ever empty.
func isMissing(contentType string, body []byte, content openapi3.Content) bool {
	if len(bytes.TrimSpace(body)) > 0 {
		return false
	}
	if media := mediatype.LookUp(content, contentType); media != nil && contentType != "" {
		return !mediatype.CanBeEmpty(contentType)
	}
	return !slices.ContainsFunc(slices.Collect(maps.Keys(content)), mediatype.CanBeEmpty)
}

// headers holds the headers of an answer against those that the contract declares. Content-Type is said elsewhere, and the
// contract's word on it is to be ignored (OpenAPI 3.0.3, "Response Object").
func (c *checker) headers(header http.Header, status string, declared openapi3.Headers) {
	for _, name := range slices.Sorted(maps.Keys(declared)) {
		ref := declared[name]
		if ref.Value == nil || strings.EqualFold(name, "Content-Type") {
			continue
		}
		location := "header " + name
		values := header.Values(name)
		contract := func() string { return c.operation.lineOfHeader(status, name) }
		if len(values) == 0 {
			if ref.Value.Required {
				c.add(finding.MissingHeader, location, "is missing", schema.Demand(schema.Merged(schemaOfHeader(ref.Value))), "nothing", contract)
			}
			continue
		}
		if s := schemaOfHeader(ref.Value); s != nil {
			value := decoded{value: headerValue(strings.Join(values, ", "), ref.Value, s), long: true}
			c.schema(location, finding.WrongHeader, s, value, contract)
		}
	}
}

// headerValue reads a header in the style "simple", in which entries of lists, and members of objects, are divided by commas.
func headerValue(text string, h *openapi3.Header, s *openapi3.Schema) any {
	m := schema.OrEmpty(schema.Merged(s))
	switch {
	case len(h.Content) > 0: // a media type in place of a style
	case m.Type.Is(openapi3.TypeArray) && m.Items != nil:
		entries := []any{}
		for entry := range strings.SplitSeq(text, ",") {
			entries = append(entries, coerced(strings.TrimSpace(entry), m.Items.Value))
		}
		return entries
	case m.Type.Is(openapi3.TypeObject):
		if object, ok := headerObject(text, m, h.Explode != nil && *h.Explode); ok {
			return object
		}
	}
	return coerced(text, m)
}

// headerObject reads "a,1,b,2", or "a=1,b=2" where it is exploded.
func headerObject(text string, s *openapi3.Schema, exploded bool) (map[string]any, bool) {
	object := map[string]any{}
	add := func(name, value string) {
		member, _ := schema.StepInto(s, name)
		object[name] = coerced(value, member)
	}
	parts := strings.Split(text, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if exploded {
		for _, part := range parts {
			name, value, ok := strings.Cut(part, "=")
			if !ok {
				return nil, false
			}
			add(name, value)
		}
		return object, true
	}
	if len(parts)%2 != 0 {
		return nil, false
	}
	for i := 0; i < len(parts); i += 2 {
		add(parts[i], parts[i+1])
	}
	return object, true
}
