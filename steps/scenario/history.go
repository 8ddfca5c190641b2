package scenario

import (
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// History is what a scenario has called so far, and what came of it.
type History struct {
	called   map[string]int       // how often each operation was called
	accepted map[acceptance]bool  // by a control or by a call
	last     map[string]*Prepared // the last request of each operation that sentences speak of
	prepared []*Prepared          // calls that made nothing by themselves and brought the instances into their state
	sent     []sentBody
	changed  string // the operation that changed something last
}

// acceptance is an operation with the role as which it was accepted: what one role may do says nothing of another.
type acceptance struct{ operation, role string }

// sentBody is the body of an accepted request, for the sentences that ask whether a value is as it was sent.
type sentBody struct {
	tree  []byte      // JSON
	about []*Instance // that the request was about, or made
}

func newHistory() *History {
	return &History{called: map[string]int{}, accepted: map[acceptance]bool{}, last: map[string]*Prepared{}}
}

// WasAccepted reports whether an operation was accepted before from a role, by a control or by a call.
func (h *History) WasAccepted(operation, role string) bool {
	return h.accepted[acceptance{operation, role}]
}

// TimesCalled returns how often an operation was called.
func (h *History) TimesCalled(operation string) int { return h.called[operation] }

// keepSent keeps the body of an accepted request.
func (h *History) keepSent(b *Prepared, made ...*Instance) {
	if b.Body != nil {
		h.sent = append(h.sent, sentBody{tree: b.Body, about: slices.Concat(made, b.used)})
	}
}

// LastSent returns what was sent last at a location of an accepted request, about an instance where one is given. The empty location is
// the whole body.
func (h *History) LastSent(location string, inst *Instance) (gjson.Result, error) {
	path := location
	if path == "" {
		path = "@this"
	}
	for _, sent := range slices.Backward(h.sent) {
		if inst != nil && !slices.Contains(sent.about, inst) {
			continue
		}
		if value := gjson.GetBytes(sent.tree, path); value.Exists() {
			return value, nil
		}
	}
	return gjson.Result{}, verdict.SuiteFaultf("nothing was sent as %q in an accepted request", location)
}

// IsJudged reports whether a value of an instance is for a scenario to judge: the contract of the answer that gives the instance
// declares it, or it was sent. What a target adds of its own, a counter or the moment of the last read, may be anything.
func (h *History) IsJudged(inst *Instance, a *Answer, location string) bool {
	if a.Prepared.Operation().Declares(a.Status(), values.Join(inst.Spec.Object, location)) {
		return true
	}
	return slices.ContainsFunc(h.sent, func(sent sentBody) bool {
		return slices.Contains(sent.about, inst) && gjson.GetBytes(sent.tree, values.Join(inst.SentObject(), location)).Exists()
	})
}

// Memory is what sentences have remembered: values of answers as JSON, by name.
type Memory map[string]string

// Remember keeps a value, as JSON, under a name.
func (m Memory) Remember(name, raw string) { m[name] = raw }

// Recall returns a remembered value. The error is a fault of the suite.
func (m Memory) Recall(name string) (string, error) {
	raw, ok := m[name]
	if !ok {
		return "", verdict.SuiteFaultf("nothing is remembered as %q", name)
	}
	return raw, nil
}
