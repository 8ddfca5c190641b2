package specs

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
)

// Operation is one operation of a contract: a method on a path, with what may be sent and what may be answered.
type Operation struct {
	ID         string // operationId
	Method     string // for example POST
	Path       string // template, below the base path: /data/{registryname}
	Summary    string
	Contract   ContractInfo
	ServiceAPI string // name; empty for an operation that block.yaml does not mention
	Security   bool   // the contract demands credentials

	contract   *contract
	pathItem   *openapi3.PathItem
	operation  *openapi3.Operation
	parameters openapi3.Parameters // of the operation and, unless repeated there, of its path

	fieldsOnce sync.Once
	fields     []Field
}

func newOperation(c *contract, pattern, method string, item *openapi3.PathItem, op *openapi3.Operation) *Operation {
	o := &Operation{
		ID: op.OperationID, Method: method, Path: pattern, Summary: op.Summary, Contract: c.info,
		contract: c, pathItem: item, operation: op,
	}
	if api, ok := c.block.ServiceAPIOf(op.OperationID); ok {
		o.ServiceAPI = api.Name
	}
	o.Security = demandsCredentials(c.doc, op)
	o.parameters = slices.Clone(op.Parameters)
	for _, p := range item.Parameters {
		if op.Parameters.GetByInAndName(p.Value.In, p.Value.Name) == nil {
			o.parameters = append(o.parameters, p)
		}
	}
	return o
}

// demandsCredentials reports whether no way to call op without credentials is declared.
func demandsCredentials(doc *openapi3.T, op *openapi3.Operation) bool {
	requirements := doc.Security
	if op.Security != nil {
		requirements = *op.Security
	}
	for _, requirement := range requirements {
		if len(requirement) == 0 {
			return false
		}
	}
	return len(requirements) > 0
}

// Statuses returns what the contract declares, sorted: "200", "404", "4XX", "default".
func (o *Operation) Statuses() []string {
	return slices.Sorted(maps.Keys(o.operation.Responses.Map()))
}

// Success returns the declared statuses from 200 to 299, sorted. "2XX" counts as 200, and so does "default" where nothing
// else says what success is.
func (o *Operation) Success() []int {
	var codes []int
	for _, status := range o.Statuses() {
		if strings.EqualFold(status, "2XX") {
			status = "200"
		}
		if code, err := strconv.Atoi(status); err == nil && code/100 == 2 && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if len(codes) == 0 && o.operation.Responses.Default() != nil {
		return []int{http.StatusOK}
	}
	slices.Sort(codes)
	return codes
}

// DeclaresRefusal reports whether the contract says how a request is refused: by a 4xx or by "default".
func (o *Operation) DeclaresRefusal() bool {
	return slices.ContainsFunc(o.Statuses(), func(status string) bool {
		return status == "default" || strings.HasPrefix(status, "4")
	})
}

// MediaType returns the media type to send a body in, application/json where the contract has it. It is empty where there
// is no body.
func (o *Operation) MediaType() string {
	if o.operation.RequestBody == nil || o.operation.RequestBody.Value == nil {
		return ""
	}
	return preferredMediaType(o.operation.RequestBody.Value.Content)
}

// BodyRequired reports whether a request without a body is refused.
func (o *Operation) BodyRequired() bool {
	return o.operation.RequestBody != nil && o.operation.RequestBody.Value != nil && o.operation.RequestBody.Value.Required
}

// bodySchema returns the schema of the request body in the preferred media type, or nil.
func (o *Operation) bodySchema() *openapi3.Schema {
	if o.operation.RequestBody == nil || o.operation.RequestBody.Value == nil {
		return nil
	}
	return schemaOf(o.operation.RequestBody.Value.Content[o.MediaType()])
}

func schemaOf(media *openapi3.MediaType) *openapi3.Schema {
	if media == nil || media.Schema == nil {
		return nil
	}
	return media.Schema.Value
}

// preferredMediaType returns application/json, another JSON type, or the first one by name.
func preferredMediaType(content openapi3.Content) string {
	names := slices.Sorted(maps.Keys(content))
	for _, likes := range []func(string) bool{
		func(name string) bool { return strings.EqualFold(name, "application/json") },
		isJSON,
	} {
		if i := slices.IndexFunc(names, likes); i >= 0 {
			return names[i]
		}
	}
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// isJSON reports whether bodies of a media type are JSON documents.
func isJSON(mediaType string) bool {
	base, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	base = strings.TrimSpace(base)
	return base == "application/json" || base == "text/json" || strings.HasSuffix(base, "+json")
}
