package contract

import (
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
)

// Route is an operation with where it was found, for whoever looks at a file as it is. None of it must be changed.
type Route struct {
	Doc       *openapi3.T // the file
	Method    string
	Path      string // its template, "webhook NAME", or the expression of a callback's address
	Operation *openapi3.Operation

	item *openapi3.PathItem
}

// Routes returns the operations and the webhooks of a file, by method and path.
func (d *Document) Routes() map[string]Route {
	routes := map[string]Route{}
	for path, item := range d.doc.Paths.Map() {
		for method, operation := range item.Operations() {
			routes[method+" "+path] = Route{Doc: d.doc, Method: method, Path: path, Operation: operation, item: item}
		}
	}
	for name, item := range d.doc.Webhooks {
		for method, operation := range item.Operations() {
			routes[method+" webhook "+name] = Route{Doc: d.doc, Method: method, Path: "webhook " + name, Operation: operation, item: item}
		}
	}
	return routes
}

// Callbacks returns the operations of all callbacks, by name, method and expression of the address.
func (r Route) Callbacks() map[string]Route {
	all := map[string]Route{}
	for name, ref := range r.Operation.Callbacks {
		if ref.Value == nil {
			continue
		}
		for expression, item := range ref.Value.Map() {
			for method, operation := range item.Operations() {
				all[name+" "+method+" "+expression] = Route{Doc: r.Doc, Method: method, Path: expression, Operation: operation, item: item}
			}
		}
	}
	return all
}

// Parameters returns the parameters of the operation and of its path by "in name". Names of headers are compared without
// regard to case.
func (r Route) Parameters() map[string]*openapi3.Parameter {
	all := map[string]*openapi3.Parameter{}
	for _, list := range []openapi3.Parameters{r.item.Parameters, r.Operation.Parameters} {
		for _, ref := range list {
			if p := ref.Value; p != nil {
				name := p.Name
				if p.In == openapi3.ParameterInHeader {
					name = http.CanonicalHeaderKey(name)
				}
				all[p.In+" "+name] = p
			}
		}
	}
	return all
}
