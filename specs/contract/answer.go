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
//     is a body; an empty JSON document is none.
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
	case isMissing(a.Body, response.Content):
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

// isMissing reports whether a body is empty where only an empty text could be.
func isMissing(body []byte, content openapi3.Content) bool {
	if len(bytes.TrimSpace(body)) > 0 {
		return false
	}
	return !slices.ContainsFunc(slices.Collect(maps.Keys(content)), func(name string) bool {
		return strings.HasPrefix(name, "text/") || strings.HasPrefix(name, "*/")
	})
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
			value := decoded{value: headerValue(strings.Join(values, ", "), s), long: true}
			c.schema(location, finding.WrongHeader, s, value, contract)
		}
	}
}

// headerValue reads a header in the style "simple", in which lists are divided by commas.
func headerValue(text string, s *openapi3.Schema) any {
	m := schema.OrEmpty(schema.Merged(s))
	if !m.Type.Is(openapi3.TypeArray) || m.Items == nil {
		return coerced(text, m)
	}
	entries := []any{}
	for entry := range strings.SplitSeq(text, ",") {
		entries = append(entries, coerced(strings.TrimSpace(entry), m.Items.Value))
	}
	return entries
}
