package scenario

import (
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
)

// Instance is one thing of a kind that the building block keeps, such as a policy.
type Instance struct {
	Kind    string // in the singular
	Spec    specs.Resource
	ID      string // JSON
	Removed bool

	known    string               // JSON, as the target gave it last; empty when it never did
	source   *Answer              // that gave it
	previous string               // known before that answer
	madeWith map[string]*Instance // by kind
	draft    *request.Draft       // that made it
	implicit bool                 // it was made because something needed it

	baseline         string // JSON of what its read operation answered before calls; empty: not looked at
	baselineStep     int    // before which sentence that was, from 1
	listedAtBaseline bool   // its list operation held it before calls
}

// Source is the answer that gave the instance last; nil: none did.
func (inst *Instance) Source() *Answer { return inst.source }

// Known returns the instance as the target gave it last, as JSON; empty: it never did.
func (inst *Instance) Known() string { return inst.known }

// Baseline returns what the read operation of the instance answered before the calls that a sentence follows, as JSON. It is empty
// where nobody looked.
func (inst *Instance) Baseline() string { return inst.baseline }

// WasListed reports whether the list of its kind was seen to hold the instance before any call.
func (inst *Instance) WasListed() bool { return inst.listedAtBaseline }

// update keeps what an answer gives of the instance.
func (inst *Instance) update(a *Answer) {
	if object := a.At(inst.Spec.Object); values.Present(object) {
		if inst.source != a {
			inst.previous = inst.known
		}
		inst.known, inst.source = object.Raw, a
	}
}

// isIn reports whether an answer gives the instance: at the location of its kind, with its identifier.
func (inst *Instance) isIn(a *Answer) bool {
	id := inst.idWithin()
	return id != "" && values.Equal(a.At(inst.Spec.Object+"."+id), gjson.Parse(inst.ID))
}

// idWithin returns the path of the identifier within the object of an instance, or nothing when it has none there.
func (inst *Instance) idWithin() string {
	path := inst.Spec.ID
	if inst.Spec.SentID != "" {
		path = inst.Spec.SentID
	}
	if within, ok := strings.CutPrefix(path, inst.Spec.Object+"."); ok {
		return within
	}
	if inst.Spec.SentID != "" {
		return path[strings.LastIndexByte(path, '.')+1:]
	}
	return ""
}

// SentObject returns the path of the instance in the body of its create operation.
func (inst *Instance) SentObject() string {
	if i := strings.LastIndexByte(inst.Spec.SentID, '.'); i > 0 {
		return inst.Spec.SentID[:i]
	}
	return inst.Spec.Object
}

// IsEntry reports whether an entry of a list is the instance: by its identifier, wherever lists of its kind have it.
func (inst *Instance) IsEntry(entry gjson.Result) bool {
	id := gjson.Parse(inst.ID)
	if entry.Type != gjson.JSON {
		return values.Equal(entry, id)
	}
	for _, path := range []string{inst.Spec.ListID, inst.idWithin()} {
		if path != "" && values.Equal(entry.Get(path), id) {
			return true
		}
	}
	return false
}

// identifiers are those of the entries of a list of a kind, or else the entries themselves.
func identifiers(spec specs.Resource, entries []gjson.Result) []string {
	ids := make([]string, len(entries))
	for i, entry := range entries {
		ids[i] = entry.Raw
		if id := entry.Get(spec.ListID); spec.ListID != "" && id.Exists() {
			ids[i] = id.Raw
		}
	}
	return ids
}

// Count counts the entries of a list that fit.
func Count(entries []gjson.Result, fits func(gjson.Result) bool) int {
	n := 0
	for _, entry := range entries {
		if fits(entry) {
			n++
		}
	}
	return n
}
