package request

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// encode turns the content of a request into what is sent.
func (d *Draft) encode(c *content) (*exchange.Request, error) {
	r := &exchange.Request{Block: d.block, Operation: d.Operation, Query: url.Values{}, Header: http.Header{}, As: c.as}
	path := d.Operation.Path
	for _, field := range d.Operation.Parameters() {
		if field.In == specs.InPath {
			path = strings.ReplaceAll(path, "{"+field.Name+"}", escapeSegment(values.Text(c.path[field.Name])))
		}
	}
	if strings.ContainsAny(path, "{}") {
		return nil, verdict.SuiteFaultf("the path %s of operation %s is not filled: %s", d.Operation.Path, d.Operation.ID, path)
	}
	r.Path = path
	for name, value := range c.query {
		entries, ok := value.([]any)
		if !ok {
			entries = []any{value}
		}
		for _, v := range entries {
			r.Query.Add(name, values.Text(v))
		}
	}
	for name, value := range c.header {
		r.Header.Set(name, values.Text(value))
	}
	if !c.hasBody {
		return r, nil
	}
	var err error
	if r.MediaType, r.Body, err = d.Operation.EncodeBody(c.body); err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	if c.unreadable {
		r.Body = r.Body[:len(r.Body)-1-len(r.Body)/4]
	}
	return r, nil
}

// escapeSegment escapes a value for one segment of a path. A lone dot would be taken for a step in the path.
func escapeSegment(value string) string {
	if value == "." || value == ".." {
		return strings.ReplaceAll(value, ".", "%2E")
	}
	return url.PathEscape(value)
}
