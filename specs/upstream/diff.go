package upstream

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract"
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
	Part      string // "operation", "query offset", "request body /write/content/id", "answer 200 body /policies/[]/id"
	Aspect    string // exists, required, type, enum, format, media types, security …
	Ours      string
	Theirs    string
}

// Key identifies the difference in words that stay the same: what an erratum's patterns are matched with.
func (d Difference) Key() string { return d.Operation + " | " + d.Part + " | " + d.Aspect }

// Diff compares the operations of our contracts with those of another OpenAPI file: parameters, bodies, answers and
// security, by structure and not by text. The result is sorted.
func Diff(ours []*contract.Document, theirs *contract.Document) []Difference {
	d := &differ{}
	left, right := map[string]contract.Route{}, theirs.Routes()
	for _, document := range ours {
		maps.Copy(left, document.Routes())
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
func (d *differ) compareAll(ours, theirs map[string]contract.Route) map[string]string {
	pairs := pair(ours, theirs)
	for _, key := range slices.Sorted(maps.Keys(pairs)) {
		d.operation = key
		d.compareOperations(ours[key], theirs[pairs[key]])
	}
	return pairs
}

func (d *differ) onlyOurs(routes map[string]contract.Route) {
	for _, key := range slices.Sorted(maps.Keys(routes)) {
		d.operation = key
		d.add(OnlyOurs, "operation", "exists", routes[key].Operation.OperationID, "")
	}
}

func (d *differ) onlyUpstream(routes map[string]contract.Route) {
	for _, key := range slices.Sorted(maps.Keys(routes)) {
		d.operation = key
		d.add(OnlyUpstream, "operation", "exists", "", routes[key].Operation.OperationID)
	}
}

// sorted returns what was found.
func (d *differ) sorted() []Difference {
	slices.SortStableFunc(d.found, func(a, b Difference) int { return strings.Compare(a.Key(), b.Key()) })
	return d.found
}

// looseKey is the method and path without what people write differently: names of path parameters, a slash at the end, a query
// where no query belongs.
func looseKey(r contract.Route) string {
	path, _, _ := strings.Cut(r.Path, "?")
	parts := strings.Split(strings.TrimSuffix(path, "/"), "/")
	for i, part := range parts {
		if strings.HasPrefix(part, "{") && strings.HasSuffix(part, "}") {
			parts[i] = "{}"
		}
	}
	return r.Method + " " + strings.Join(parts, "/")
}

// pair says which operation of theirs is which of ours: the one of the same path, or else the one that differs from it in
// names of parameters, in a slash at the end or in a query.
func pair(ours, theirs map[string]contract.Route) map[string]string {
	pairs := map[string]string{}
	free := map[string]string{} // loose → key in theirs
	for _, key := range slices.Sorted(maps.Keys(theirs)) {
		if _, same := ours[key]; same {
			pairs[key] = key
			continue
		}
		if loose := looseKey(theirs[key]); free[loose] == "" {
			free[loose] = key
		}
	}
	for _, key := range slices.Sorted(maps.Keys(ours)) {
		if pairs[key] != "" {
			continue
		}
		if other := free[looseKey(ours[key])]; other != "" {
			pairs[key] = other
			delete(free, looseKey(ours[key]))
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

func (d *differ) add(kind, part, aspect, ours, theirs string) {
	d.found = append(d.found, Difference{kind, d.operation, part, aspect, ours, theirs})
}

// aspect notes a difference unless both values are the same.
func (d *differ) aspect(part, aspect, ours, theirs string) {
	if ours != theirs {
		d.add(Differs, part, aspect, ours, theirs)
	}
}

// both reports whether a part exists on both sides, and notes it where only one has it.
func (d *differ) both(part string, ours, theirs bool, describe func() (string, string)) bool {
	if ours == theirs {
		return ours
	}
	left, right := describe()
	if ours {
		d.add(OnlyOurs, part, "exists", left, "")
	} else {
		d.add(OnlyUpstream, part, "exists", "", right)
	}
	return false
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
