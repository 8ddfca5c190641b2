package request

import (
	"net/http"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// encode turns the content of a request into what is sent.
func (d *Draft) encode(c *content) (*exchange.Request, error) {
	parameters, err := d.Operation.EncodeParameters(specs.Parameters{Path: c.path, Query: c.query, Header: c.header}, values.Text)
	if err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	r := &exchange.Request{
		Block: d.block, Operation: d.Operation, Path: parameters.Path, Query: parameters.Query, Header: http.Header{}, As: c.as,
	}
	for name, value := range parameters.Header {
		r.Header.Set(name, value)
	}
	if !c.hasBody {
		return r, nil
	}
	if r.MediaType, r.Body, err = d.Operation.EncodeBody(c.body); err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	if c.unreadable {
		r.Body = r.Body[:len(r.Body)-1-len(r.Body)/4]
	}
	return r, nil
}
