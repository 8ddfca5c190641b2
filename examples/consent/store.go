package consent

import (
	"encoding/json"
	"slices"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Object is a thing as it is sent and answered. Once stored it is never changed in place: a change makes a new one.
type Object = sandbox.Object

// What a store keeps at most, so that a sandbox can run for weeks: the oldest thing gives way to the newest, and of each
// thing only the latest versions can still be read.
const (
	maxBytes    = 6 << 20 // of JSON, per kind of object
	maxVersions = 50
)

// kind is what the five kinds of objects differ in.
type kind struct {
	field    string              // under which one is sent and answered
	schema   string              // schemaName of its revisions; "" where changes leave none
	snapshot func(Object) Object // what a revision says of it; nil: all of it
	owner    func(Object) string // whose it is, which never changes; nil: nobody's
}

// version is a thing as it was from one change to the next.
type version struct {
	object   Object
	revision *revision // nil where changes leave none
	bytes    int
}

// thing is one object with its history, the oldest version first.
type thing struct {
	id       string
	owner    string // "" where its kind has none
	versions []version
}

func (t *thing) current() version { return t.versions[len(t.versions)-1] }
func (t *thing) first() version   { return t.versions[0] }

// at returns the version that a revision recorded.
func (t *thing) at(revisionID string) (version, bool) {
	for _, v := range t.versions {
		if v.revision != nil && v.revision.ID == revisionID {
			return v, true
		}
	}
	return version{}, false
}

// store keeps all things of one kind in the order in which they were made.
type store struct {
	kind
	things *sandbox.Collection[*thing]
	owned  map[string][]*thing // by their owner, oldest first
	bytes  int
}

func newStore(k kind) *store {
	return &store{kind: k, things: sandbox.NewCollection[*thing](maxBytes), owned: map[string][]*thing{}}
}

func (s *store) find(id string) (*thing, bool) { return s.things.Get(id) }

// objects returns what is stored now, oldest first.
func (s *store) objects() []Object {
	return currentOf(s.things.All())
}

func currentOf(things []*thing) []Object {
	out := make([]Object, len(things))
	for i, t := range things {
		out[i] = t.current().object
	}
	return out
}

// put stores a new version of a thing, which may be its first.
func (s *store) put(id string, v version) {
	v.bytes = size(v)
	t, ok := s.find(id)
	if !ok {
		t = &thing{id: id}
		s.things.Put(id, t)
		if s.owner != nil {
			t.owner = s.owner(v.object)
			s.owned[t.owner] = append(s.owned[t.owner], t)
		}
	}
	t.versions = append(t.versions, v)
	s.bytes += v.bytes
	if len(t.versions) > maxVersions {
		s.bytes -= t.versions[0].bytes
		t.versions = append([]version(nil), t.versions[1:]...)
	}
	s.makeRoom()
}

// amend changes the current version of a thing without making a new one.
func (s *store) amend(t *thing, o Object) {
	v := &t.versions[len(t.versions)-1]
	s.bytes -= v.bytes
	v.object = o
	v.bytes = size(*v)
	s.bytes += v.bytes
	s.makeRoom()
}

// makeRoom lets go of the oldest things, a quarter at once: every time that it happens, the pages of a list shift.
func (s *store) makeRoom() {
	if s.bytes <= maxBytes {
		return
	}
	for _, oldest := range s.things.All() {
		if s.bytes <= maxBytes*3/4 || s.things.Len() == 1 {
			return
		}
		s.drop(oldest.id)
	}
}

func (s *store) drop(id string) {
	t, ok := s.find(id)
	if !ok {
		return
	}
	for _, v := range t.versions {
		s.bytes -= v.bytes
	}
	s.things.Delete(id)
	if s.owner != nil {
		s.owned[t.owner] = slices.DeleteFunc(s.owned[t.owner], func(o *thing) bool { return o == t })
		if len(s.owned[t.owner]) == 0 {
			delete(s.owned, t.owner)
		}
	}
}

// size is roughly what a version takes, in bytes of JSON.
func size(v version) int {
	n := weight(v.object)
	if v.revision != nil {
		n += len(v.revision.SerializedSnapshot)
	}
	return n
}

func weight(v any) int {
	switch v := v.(type) {
	case Object:
		n := 2
		for name, value := range v {
			n += len(name) + 4 + weight(value)
		}
		return n
	case []any:
		n := 2
		for _, entry := range v {
			n += 1 + weight(entry)
		}
		return n
	case string:
		return len(v) + 2
	case json.Number:
		return len(v)
	}
	return len("false")
}
