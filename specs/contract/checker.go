package contract

import (
	"net/http"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/contract/strictjson"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// checker collects the findings of one answer or request, each once and no more than MaxFindings.
type checker struct {
	operation *Operation
	direction schema.Direction
	findings  []finding.Finding
	unplaced  bool // nobody wants to know where the contract demands it
}

// add keeps a finding. Contract says where the contract demands it; it is asked only for findings that are kept, because that takes long.
func (c *checker) add(code, location, phrase, expected, actual string, contract func() string) {
	if slices.ContainsFunc(c.findings, func(f finding.Finding) bool { return f.Code == code && f.Location == location }) {
		return
	}
	if len(c.findings) == finding.Max {
		c.findings = append(c.findings, finding.Finding{
			Code: finding.MoreFindings, Operation: c.operation.ID, Message: "there are more findings; these are the first",
			Location: "", Expected: "", Actual: "", Contract: c.operation.Contract.File,
		})
	}
	if len(c.findings) > finding.Max {
		return
	}
	if c.unplaced {
		contract = func() string { return "" }
	}
	c.findings = append(c.findings, finding.Finding{
		Code: code, Operation: c.operation.ID, Message: location + " " + phrase,
		Location: location, Expected: expected, Actual: actual, Contract: contract(),
	})
}

// schema holds a value against a schema, in the way that the version of the contract asks for. Where is the location of
// the value as a whole: "body", "header X". A code, where one is given, replaces the code of each finding. Contract
// says where the value is declared, for schemas whose own line is not known.
func (c *checker) schema(where, code string, s *openapi3.Schema, value decoded, contract func() string) {
	found, err := c.operation.contract.validator.Violations(s, value.value, value.count, c.direction)
	if err != nil {
		c.add(finding.UnusableContract, where, "cannot be held against the contract: "+err.Error(), "", "", contract)
		return
	}
	if value.long {
		found = schema.LongIntegers(s, value.value, found)
	}
	for _, v := range found {
		if len(c.findings) > finding.Max {
			return
		}
		d := schema.Describe(v)
		if code != "" {
			d.Code = code
		}
		location := where
		if len(v.Path) > 0 {
			location += " " + wording.Pointer(v.Path)
		}
		c.add(d.Code, location, d.Phrase, d.Expected, d.Actual, func() string {
			if line := c.operation.contract.lineOf(v.Schema, v.Keyword, v.Name); line != "" {
				return line
			}
			return contract()
		})
	}
}

// body reads a body as its media type says and holds it against what the contract declares for that type.
func (c *checker) body(header http.Header, body []byte, content openapi3.Content, contract func() string) {
	declared := mediatype.Words(content)
	contentType := header.Get("Content-Type")
	media := mediatype.LookUp(content, contentType)
	if media == nil {
		c.add(finding.WrongContentType, "header Content-Type", "is not a type that the contract declares",
			declared, wording.Or(wording.Cut(contentType), "none"), contract)
		// What claims to be something else but is JSON all the same can still be read: one run then shows all that is wrong.
		preferred := mediatype.Preferred(content)
		if _, _, err := strictjson.Read(body); err != nil || !mediatype.IsJSON(preferred) {
			return
		}
		media, contentType = content[preferred], preferred
	}
	if schema := mediatype.Schema(media); schema != nil || mediatype.IsJSON(contentType) {
		decoded := decodeBody(contentType, body, media)
		for _, fault := range decoded.faults {
			location := "body"
			if len(fault.Path) > 0 {
				location += " " + wording.Pointer(fault.Path)
			}
			c.add(fault.Code, location, fault.Message, contentType, wording.Counted(len(body), "%d byte", "s"), contract)
		}
		if decoded.checkable && schema != nil {
			c.schema("body", "", schema, decoded, contract)
		}
	}
}
