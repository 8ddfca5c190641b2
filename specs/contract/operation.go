package contract

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
)

// Operation is one operation of a contract: a method on a path, with what may be sent and what may be answered.
type Operation struct {
	ID         string // operationId
	Method     string // for example POST
	Path       string // template, below the base path: /data/{registryname}
	Summary    string
	Contract   Info
	ServiceAPI string // name; empty for an operation that block.yaml does not mention
	Security   bool   // the contract demands credentials

	contract   *Contract
	pathItem   *openapi3.PathItem
	operation  *openapi3.Operation
	parameters openapi3.Parameters // of the operation and, unless repeated there, of its path
	refusals   []Condition         // under which a 2xx is a refusal
	mediaType  string              // of bodies; empty: the preferred one
	original   *Operation          // that As was asked of; nil: this one
	views      sync.Map            // media type → *Operation, of those that As made of this one

	fieldsOnce sync.Once
	fields     []Field
}

func newOperation(c *Contract, pattern, method string, item *openapi3.PathItem, op *openapi3.Operation) *Operation {
	o := &Operation{
		ID: op.OperationID, Method: method, Path: pattern, Summary: op.Summary, Contract: c.info,
		ServiceAPI: c.set.serviceAPI(op.OperationID), Security: demandsCredentials(c.doc, op),
		contract: c, pathItem: item, operation: op, refusals: c.set.refusalsOf(op.OperationID),
	}
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

// MediaType returns the media type to send a body in: the one that As chose, or else application/json where the contract has
// it. It is empty where there is no body.
func (o *Operation) MediaType() string {
	if o.mediaType != "" {
		return o.mediaType
	}
	if name := mediatype.Preferred(o.bodyContent()); name != "*/*" && name != "application/*" {
		return name
	}
	return "application/json" // whatever is sent has to have a name
}

// MediaTypes returns what the contract declares for a body, the preferred type first and the others by name. A range such as
// image/* is one of them.
func (o *Operation) MediaTypes() []string {
	first := mediatype.Preferred(o.bodyContent())
	if first == "" {
		return nil
	}
	rest := slices.DeleteFunc(slices.Sorted(maps.Keys(o.bodyContent())), func(name string) bool { return name == first })
	return append([]string{first}, rest...)
}

// BodyKind returns how a body in MediaType is written.
func (o *Operation) BodyKind() mediatype.Kind { return mediatype.KindOf(o.MediaType()) }

// As returns the operation with bodies in another media type that the contract declares, itself or by a range. Everything that is asked
// of the result about the body is answered for that type. The error lists what there is.
func (o *Operation) As(mediaType string) (*Operation, error) {
	o = o.Original()
	if mediaType == o.MediaType() {
		return o, nil
	}
	if mediatype.IsRange(mediaType) || mediatype.LookUp(o.bodyContent(), mediaType) == nil {
		if len(o.bodyContent()) == 0 {
			return nil, fmt.Errorf("operation %s takes no body", o.ID)
		}
		return nil, fmt.Errorf("operation %s takes no body of type %q; it takes: %s", o.ID, mediaType, strings.Join(o.MediaTypes(), ", "))
	}
	if view, ok := o.views.Load(mediaType); ok {
		return view.(*Operation), nil
	}
	view, _ := o.views.LoadOrStore(mediaType, &Operation{
		ID: o.ID, Method: o.Method, Path: o.Path, Summary: o.Summary, Contract: o.Contract, ServiceAPI: o.ServiceAPI, Security: o.Security,
		contract: o.contract, pathItem: o.pathItem, operation: o.operation, parameters: o.parameters, refusals: o.refusals,
		mediaType: mediaType, original: o,
	})
	return view.(*Operation), nil
}

// Original returns the operation that As was asked of: the one whose bodies are in the media type that the contract prefers.
func (o *Operation) Original() *Operation {
	if o.original != nil {
		return o.original
	}
	return o
}

// bodyContent returns what the contract declares of the request body, nil where there is none.
func (o *Operation) bodyContent() openapi3.Content {
	if body := BodyOf(o.operation); body != nil {
		return body.Content
	}
	return nil
}

// media returns what the contract says of bodies in MediaType, or nil.
func (o *Operation) media() *openapi3.MediaType {
	return mediatype.LookUp(o.bodyContent(), o.MediaType())
}

// BodyRequired reports whether a request without a body is refused.
func (o *Operation) BodyRequired() bool {
	body := BodyOf(o.operation)
	return body != nil && body.Required
}

// bodySchema returns the schema of a request body in MediaType, or nil.
func (o *Operation) bodySchema() *openapi3.Schema { return mediatype.Schema(o.media()) }
