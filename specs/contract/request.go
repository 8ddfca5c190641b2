package contract

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// CheckRequest holds a request against the contract and returns every point in which it does not conform. Path holds the
// path parameters, decoded; body is the whole body, and that of r is not read. Credentials are not looked at: whether they
// are good is for the one who receives them.
func (o *Operation) CheckRequest(r *http.Request, path map[string]string, body []byte) []finding.Finding {
	c := &checker{operation: o, direction: schema.AsRequest}
	query := r.URL.Query()
	input := &openapi3filter.RequestValidationInput{
		Request:     r,
		PathParams:  path,
		QueryParams: query,
		// We know which operation is called: no router has to find out, and kin-openapi's are wrong in several ways.
		Route: &routers.Route{
			Spec: o.contract.doc, Path: o.Path, PathItem: o.pathItem, Method: o.Method, Operation: o.operation,
		},
		Options: &openapi3filter.Options{
			SkipSettingDefaults:     true,
			SchemaValidationOptions: schema.VisitOptions(schema.AsRequest),
		},
	}
	for _, ref := range o.parameters {
		c.parameter(input, ref.Value)
	}
	c.unknownParameters(query)
	c.requestBody(r.Header, body)
	return c.findings
}

func (c *checker) parameter(input *openapi3filter.RequestValidationInput, p *openapi3.Parameter) {
	err := openapi3filter.ValidateParameter(context.Background(), input, p)
	if err == nil {
		return
	}
	o, location := c.operation, p.In+" "+p.Name
	contract := func() string { return o.lineOfParameter(p.In, p.Name) }
	s := schema.Merged(ParameterSchema(p))
	missing, wrong := finding.MissingParameter, finding.WrongType
	if p.In == InHeader {
		missing, wrong = finding.MissingHeader, finding.WrongHeader
	}
	var requestError *openapi3filter.RequestError
	if errors.As(err, &requestError) {
		err = requestError.Err
	}
	switch {
	case errors.Is(err, openapi3filter.ErrInvalidRequired):
		c.add(missing, location, "is missing", schema.Demand(s), "nothing", contract)
		return
	case errors.Is(err, openapi3filter.ErrInvalidEmptyValue):
		c.add(wrong, location, "is empty", schema.Demand(s), "nothing", contract)
		return
	}
	found, failed := schema.ViolationsOf(err, schema.AsRequest)
	if failed != nil || len(found) == 0 {
		c.add(wrong, location, "cannot be read as "+schema.Demand(s), schema.Demand(s), wording.Short(rawParameter(input, p)), contract)
		return
	}
	for _, v := range found {
		d := schema.Describe(v)
		if p.In == InHeader {
			d.Code = finding.WrongHeader
		}
		where := location
		if len(v.Path) > 0 {
			where += " " + wording.Pointer(v.Path)
		}
		c.add(d.Code, where, d.Phrase, d.Expected, d.Actual, contract)
	}
}

// rawParameter returns the text of a parameter as it was sent.
func rawParameter(input *openapi3filter.RequestValidationInput, p *openapi3.Parameter) string {
	switch p.In {
	case InPath:
		return input.PathParams[p.Name]
	case InQuery:
		return strings.Join(input.QueryParams[p.Name], ", ")
	case InHeader:
		return input.Request.Header.Get(p.Name)
	}
	return ""
}

// unknownParameters finds what the contract does not declare in the query. An object in the query spreads over names of its
// own, so where there is one, nothing is said.
func (c *checker) unknownParameters(query url.Values) {
	var known []string
	for _, ref := range c.operation.parameters {
		if ref.Value.In != InQuery {
			continue
		}
		if s := schema.Merged(ParameterSchema(ref.Value)); s != nil && s.Type.Includes(openapi3.TypeObject) {
			return
		}
		known = append(known, ref.Value.Name)
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(known, name) && !slices.Contains(known, strings.TrimSuffix(name, "[]")) {
			c.add(finding.UnknownParameter, "query "+wording.Cut(name), "is a parameter that the contract does not know",
				wording.DidYouMean(name, slices.Clone(known)), wording.Short(query.Get(name)), c.operation.line)
		}
	}
}

func (c *checker) requestBody(header http.Header, body []byte) {
	o := c.operation
	var declared openapi3.Content
	if ref := o.operation.RequestBody; ref != nil && ref.Value != nil {
		declared = ref.Value.Content
	}
	contentType := header.Get("Content-Type")
	switch {
	case len(body) == 0 && o.BodyRequired() && (contentType == "" || isMissing(contentType, body, declared)):
		c.add(finding.MissingBody, "body", "is missing", mediatype.Words(declared), "nothing", o.line)
	case len(body) == 0 && (!o.BodyRequired() || len(declared) == 0):
	case o.operation.RequestBody == nil:
		c.add(finding.UnexpectedBody, "body", "is there, though the operation takes none", "nothing",
			wording.Counted(len(body), "%d byte", "s"), o.line)
	case len(declared) > 0:
		c.body(header, body, declared, o.line)
	}
}
