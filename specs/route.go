package specs

import (
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
)

// route is an operation with where it was found.
type route struct {
	doc       *openapi3.T
	method    string
	path      string
	item      *openapi3.PathItem
	operation *openapi3.Operation
}

// routesOf returns the operations and the webhooks of a file.
func routesOf(document *Document) map[string]route {
	routes := map[string]route{}
	for path, item := range document.doc.Paths.Map() {
		for method, operation := range item.Operations() {
			routes[method+" "+path] = route{document.doc, method, path, item, operation}
		}
	}
	for name, item := range document.doc.Webhooks {
		for method, operation := range item.Operations() {
			routes[method+" webhook "+name] = route{document.doc, method, "webhook " + name, item, operation}
		}
	}
	return routes
}

// callbacks returns the operations of all callbacks, by name, method and expression of the address.
func (r route) callbacks() map[string]route {
	all := map[string]route{}
	for name, ref := range r.operation.Callbacks {
		if ref.Value == nil {
			continue
		}
		for expression, item := range ref.Value.Map() {
			for method, operation := range item.Operations() {
				all[name+" "+method+" "+expression] = route{r.doc, method, expression, item, operation}
			}
		}
	}
	return all
}

// parameters returns the parameters of the operation and of its path by "in name". Names of headers are compared without
// regard to case.
func (r route) parameters() map[string]*openapi3.Parameter {
	all := map[string]*openapi3.Parameter{}
	for _, list := range []openapi3.Parameters{r.item.Parameters, r.operation.Parameters} {
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
