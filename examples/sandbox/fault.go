package sandbox

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Fault is one way in which a server can be wrong on purpose. A server has at most one.
//
// A fault is planted in one of four ways, which may be combined: Changes spoil the answers of the operation, Leave and
// Overlook switch off checks of its requests, Despite makes them without effect, and a handler asks Call.Faulty for the name and misbehaves itself.
type Fault struct {
	Name      string // readable, with the operation before the slash: "create/identifier-wrong"
	About     string // one sentence: what goes wrong
	Operation string // operationId at fault; a scenario about it must fail
	Changes   []Change
	Leave     []Check
	Overlook  []Overlook
	Despite   []Check // that refuse, while what was asked for is done all the same
}

// Check names a check of requests that all operations share and that a fault can switch off.
type Check string

// The checks that can be left out.
const (
	CheckCredentials      Check = "credentials"       // whether there are any, and whether they are right
	CheckRightCredentials Check = "right credentials" // whether they are right; a request without any is still refused
	CheckRole             Check = "role"              // whether the role whose key it is may call the operation
	CheckContract         Check = "contract"          // the request against the contract
	CheckForms            Check = "forms"             // the same, of requests whose body is a form
)

// Overlook names findings about a request that a fault lets pass.
type Overlook struct {
	Code  string // code of the finding, "" for any
	Place string // the end of its place, dots and slashes alike ("policy.name"), "" for any
}

func (o Overlook) matches(f Finding) bool {
	if o.Code != "" && o.Code != f.Code {
		return false
	}
	plain := strings.NewReplacer("/", ".", " ", ".").Replace
	return o.Place == "" || strings.HasSuffix("."+plain(f.Place), "."+plain(o.Place))
}

func (f *Fault) despite(c Check) bool { return f != nil && slices.Contains(f.Despite, c) }

func (f *Fault) leaves(c Check) bool { return f != nil && slices.Contains(f.Leave, c) }

func (f *Fault) overlooks(finding Finding) bool {
	return f != nil && slices.ContainsFunc(f.Overlook, func(o Overlook) bool { return o.matches(finding) })
}

// FindFault returns the fault of a name. The error for an unknown one lists those that come near.
func FindFault(faults []Fault, name string) (Fault, error) {
	for _, f := range faults {
		if f.Name == name {
			return f, nil
		}
	}
	names := make([]string, len(faults))
	for i, f := range faults {
		names[i] = f.Name
	}
	if near := Near(names, name, 5); len(near) > 0 {
		return Fault{}, fmt.Errorf("there is no fault %q; did you mean %s?", name, strings.Join(near, ", "))
	}
	return Fault{}, fmt.Errorf("there is no fault %q; there are %s", name, strings.Join(names, ", "))
}

// Near returns at most limit of the names that resemble one, the closest first; none when nothing does.
func Near(names []string, name string, limit int) []string {
	type candidate struct {
		name     string
		distance int
	}
	var near []candidate
	part := strings.ToLower(name)
	for _, n := range names {
		d := levenshtein.ComputeDistance(strings.ToLower(n), part)
		if part != "" && strings.Contains(strings.ToLower(n), part) {
			d = min(d, 1)
		}
		if d <= 2+len(name)/4 {
			near = append(near, candidate{n, d})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return a.distance - b.distance })
	out := make([]string, 0, limit)
	for _, c := range near[:min(limit, len(near))] {
		out = append(out, c.name)
	}
	return out
}
