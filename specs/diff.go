package specs

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Kinds of difference between our contract and another one.
const (
	OnlyOurs     = "only-ours"
	OnlyUpstream = "only-upstream"
	Differs      = "differs"
)

// Difference is one fact in which our contract and another one do not agree. Names, descriptions, examples and
// operationIds are no facts.
type Difference struct {
	Kind      string // OnlyOurs, OnlyUpstream or Differs
	Operation string // "POST /config/policy/", with the path as ours has it
	Place     string // "operation", "query offset", "request body /write/content/id", "answer 200 body /policies/[]/id"
	Aspect    string // exists, required, type, enum, format, media types, security …
	Ours      string
	Theirs    string
}

// Key identifies the difference in words that stay the same: what an erratum's patterns are matched with.
func (d Difference) Key() string { return d.Operation + " | " + d.Place + " | " + d.Aspect }

// Diff compares the operations of our contracts with those of another OpenAPI file: parameters, bodies, answers and
// security, by structure and not by text. The result is sorted.
func Diff(ours []*Document, theirs *Document) []Difference {
	d := &differ{}
	left, right := map[string]route{}, routesOf(theirs)
	for _, document := range ours {
		maps.Copy(left, routesOf(document))
	}
	for mine, other := range d.compareAll(left, right) {
		delete(left, mine)
		delete(right, other)
	}
	d.onlyOurs(left)
	d.onlyUpstream(right)
	return d.sorted()
}

// compareAll compares the operations that both sides have, and returns which of theirs is which of ours.
func (d *differ) compareAll(ours, theirs map[string]route) map[string]string {
	pairs := pair(ours, theirs)
	for _, key := range slices.Sorted(maps.Keys(pairs)) {
		d.operation = key
		d.compareOperations(ours[key], theirs[pairs[key]])
	}
	return pairs
}

func (d *differ) onlyOurs(routes map[string]route) {
	for _, key := range slices.Sorted(maps.Keys(routes)) {
		d.operation = key
		d.add(OnlyOurs, "operation", "exists", routes[key].operation.OperationID, "")
	}
}

func (d *differ) onlyUpstream(routes map[string]route) {
	for _, key := range slices.Sorted(maps.Keys(routes)) {
		d.operation = key
		d.add(OnlyUpstream, "operation", "exists", "", routes[key].operation.OperationID)
	}
}

// sorted returns what was found.
func (d *differ) sorted() []Difference {
	slices.SortStableFunc(d.found, func(a, b Difference) int { return strings.Compare(a.Key(), b.Key()) })
	return d.found
}

// route is an operation with where it was found.
type route struct {
	doc       *openapi3.T
	method    string
	path      string
	item      *openapi3.PathItem
	operation *openapi3.Operation
}

// loose is the method and path without what people write differently: names of path parameters, a slash at the end, a query
// where no query belongs.
func (r route) loose() string {
	path, _, _ := strings.Cut(r.path, "?")
	parts := strings.Split(strings.TrimSuffix(path, "/"), "/")
	for i, part := range parts {
		if strings.HasPrefix(part, "{") && strings.HasSuffix(part, "}") {
			parts[i] = "{}"
		}
	}
	return r.method + " " + strings.Join(parts, "/")
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

func routesOf(document *Document) map[string]route {
	routes := map[string]route{}
	for path, item := range document.doc.Paths.Map() {
		for method, operation := range item.Operations() {
			routes[method+" "+path] = route{document.doc, method, path, item, operation}
		}
	}
	return routes
}

// pair says which operation of theirs is which of ours: the one of the same path, or else the one that differs from it in
// names of parameters, in a slash at the end or in a query.
func pair(ours, theirs map[string]route) map[string]string {
	pairs := map[string]string{}
	free := map[string]string{} // loose → key in theirs
	for _, key := range slices.Sorted(maps.Keys(theirs)) {
		if _, same := ours[key]; same {
			pairs[key] = key
			continue
		}
		if loose := theirs[key].loose(); free[loose] == "" {
			free[loose] = key
		}
	}
	for _, key := range slices.Sorted(maps.Keys(ours)) {
		if pairs[key] != "" {
			continue
		}
		if other := free[ours[key].loose()]; other != "" {
			pairs[key] = other
			delete(free, ours[key].loose())
		}
	}
	return pairs
}

// differ collects the differences of the operation at hand.
type differ struct {
	operation string
	found     []Difference
	open      map[[2]*openapi3.Schema]int  // pairs of schemas that are being compared, by depth, against recursion
	same      map[[2]*openapi3.Schema]bool // pairs that have no difference anywhere within
	closed    int                          // the outermost pair that a comparison within the present one was cut short by
}

func (d *differ) add(kind, place, aspect, ours, theirs string) {
	d.found = append(d.found, Difference{kind, d.operation, place, aspect, ours, theirs})
}

// aspect notes a difference unless both values are the same.
func (d *differ) aspect(place, aspect, ours, theirs string) {
	if ours != theirs {
		d.add(Differs, place, aspect, ours, theirs)
	}
}

// both reports whether a place exists on both sides, and notes it where only one has it.
func (d *differ) both(place string, ours, theirs bool, describe func() (string, string)) bool {
	if ours == theirs {
		return ours
	}
	left, right := describe()
	if ours {
		d.add(OnlyOurs, place, "exists", left, "")
	} else {
		d.add(OnlyUpstream, place, "exists", "", right)
	}
	return false
}

func (d *differ) compareOperations(ours, theirs route) {
	d.aspect("operation", "path", ours.path, theirs.path)
	d.aspect("operation", "security", securityOf(ours), securityOf(theirs))

	left, right := ours.parameters(), renamed(theirs.parameters(), theirs.path, ours.path)
	for _, place := range union(left, right) {
		a, b := left[place], right[place]
		if d.both(place, a != nil, b != nil, func() (string, string) { return parameterWords(a), parameterWords(b) }) {
			d.aspect(place, "required", yesNo(a.Required), yesNo(b.Required))
			d.compareSchemas(place, parameterSchema(a), parameterSchema(b))
		}
	}

	a, b := bodyOf(ours.operation), bodyOf(theirs.operation)
	if d.both("request body", a != nil, b != nil, func() (string, string) { return contentWords(a), contentWords(b) }) {
		d.aspect("request body", "required", yesNo(a.Required), yesNo(b.Required))
		d.compareContent("request body", a.Content, b.Content)
	}

	answersA, answersB := answersOf(ours.operation), answersOf(theirs.operation)
	for _, status := range union(answersA, answersB) {
		place := "answer " + status
		a, b := answersA[status], answersB[status]
		if d.both(place, a != nil, b != nil, func() (string, string) { return "declared", "declared" }) {
			d.compareHeaders(place, a.Headers, b.Headers)
			d.compareContent(place+" body", a.Content, b.Content)
		}
	}
}

func (d *differ) compareHeaders(place string, ours, theirs openapi3.Headers) {
	byName := func(headers openapi3.Headers) map[string]*openapi3.Header {
		all := map[string]*openapi3.Header{}
		for name, ref := range headers {
			if ref.Value != nil {
				all[http.CanonicalHeaderKey(name)] = ref.Value
			}
		}
		return all
	}
	left, right := byName(ours), byName(theirs)
	for _, name := range union(left, right) {
		a, b := left[name], right[name]
		place := place + " header " + name
		if d.both(place, a != nil, b != nil, func() (string, string) { return "declared", "declared" }) {
			d.aspect(place, "required", yesNo(a.Required), yesNo(b.Required))
			d.compareSchemas(place, parameterSchema(&a.Parameter), parameterSchema(&b.Parameter))
		}
	}
}

// renamed gives path parameters of theirs the names that ours have at the same place of the path.
func renamed(parameters map[string]*openapi3.Parameter, theirPath, ourPath string) map[string]*openapi3.Parameter {
	theirNames, ourNames := pathParameters(theirPath), pathParameters(ourPath)
	if len(theirNames) != len(ourNames) || slices.Equal(theirNames, ourNames) {
		return parameters
	}
	result := maps.Clone(parameters)
	for _, name := range theirNames {
		delete(result, "path "+name)
	}
	for i, name := range theirNames {
		if p := parameters["path "+name]; p != nil {
			result["path "+ourNames[i]] = p
		}
	}
	return result
}

// pathParameters returns the names in braces, in order.
func pathParameters(template string) []string {
	var names []string
	for {
		_, after, ok := strings.Cut(template, "{")
		name, rest, closed := strings.Cut(after, "}")
		if !ok || !closed {
			return names
		}
		names, template = append(names, name), rest
	}
}

func bodyOf(operation *openapi3.Operation) *openapi3.RequestBody {
	if operation.RequestBody == nil {
		return nil
	}
	return operation.RequestBody.Value
}

func answersOf(operation *openapi3.Operation) map[string]*openapi3.Response {
	answers := map[string]*openapi3.Response{}
	for status, ref := range operation.Responses.Map() {
		if ref.Value != nil {
			answers[status] = ref.Value
		}
	}
	return answers
}

// securityOf says in words what an operation demands of its caller.
func securityOf(r route) string {
	requirements := r.doc.Security
	if r.operation.Security != nil {
		requirements = *r.operation.Security
	}
	ways := make([]string, 0, len(requirements))
	for _, requirement := range requirements {
		schemes := make([]string, 0, len(requirement))
		for name := range requirement {
			schemes = append(schemes, schemeWords(r.doc, name))
		}
		slices.Sort(schemes)
		if len(schemes) == 0 {
			schemes = []string{"none"}
		}
		ways = append(ways, strings.Join(schemes, " and "))
	}
	slices.Sort(ways)
	if len(ways) == 0 {
		return "none"
	}
	return strings.Join(slices.Compact(ways), " or ")
}

func schemeWords(doc *openapi3.T, name string) string {
	if doc.Components == nil || doc.Components.SecuritySchemes[name] == nil || doc.Components.SecuritySchemes[name].Value == nil {
		return fmt.Sprintf("undefined %q", name)
	}
	scheme := doc.Components.SecuritySchemes[name].Value
	return strings.Join(strings.Fields(strings.Join([]string{scheme.Type, scheme.Scheme, scheme.In, scheme.Name}, " ")), " ")
}

func contentWords(body *openapi3.RequestBody) string {
	if body == nil {
		return ""
	}
	return mediaTypeWords(body.Content)
}

func parameterWords(p *openapi3.Parameter) string {
	if p == nil {
		return ""
	}
	words := typeWords(merged(parameterSchema(p)))
	if p.Required {
		words += ", required"
	}
	return words
}

// parameterSchema returns what a parameter's value must be, wherever the contract says it.
func parameterSchema(p *openapi3.Parameter) *openapi3.Schema {
	if p.Schema != nil {
		return p.Schema.Value
	}
	return schemaOf(p.Content[preferredMediaType(p.Content)])
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// union returns the keys of both, sorted.
func union[V any](a, b map[string]V) []string {
	all := make(map[string]V, len(a)+len(b))
	maps.Copy(all, a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}
