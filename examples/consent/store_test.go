package consent

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

type emptyFolder = fstest.MapFS

func TestStoreLetsTheOldestGo(t *testing.T) {
	t.Parallel()
	s := newStore(kind{field: "policy"})
	long := strings.Repeat("x", 1<<20)
	for i := range 20 {
		s.put(fmt.Sprint(i), version{object: Object{"id": fmt.Sprint(i), "name": long}})
	}
	if s.bytes > maxBytes {
		t.Errorf("%d bytes are kept, want at most %d", s.bytes, maxBytes)
	}
	if _, ok := s.find("0"); ok {
		t.Error("the oldest is still there")
	}
	if _, ok := s.find("19"); !ok {
		t.Error("the newest is gone")
	}
	for _, thing := range s.things.All() {
		s.drop(thing.id)
	}
	if s.bytes != 0 {
		t.Errorf("nothing is left, and yet %d bytes", s.bytes)
	}
}

func TestStoreLetsOldVersionsGo(t *testing.T) {
	t.Parallel()
	s := newStore(kind{field: "policy"})
	for i := range 2 * maxVersions {
		s.put("one", version{object: Object{"version": i}})
	}
	one, _ := s.find("one")
	if len(one.versions) != maxVersions || one.current().object["version"] != 2*maxVersions-1 {
		t.Errorf("%d versions, the last %v", len(one.versions), one.current().object)
	}
}
