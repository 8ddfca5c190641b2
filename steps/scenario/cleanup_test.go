package scenario

import (
	"context"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/internal/blocks"
)

func TestWhatCannotBeRemovedIsANote(t *testing.T) {
	t.Parallel()
	s := New(Environment{Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: &blocks.Wire{Base: "http://127.0.0.1:1"}, Run: "run"})
	if err := s.MustBeAbout("library"); err != nil {
		t.Fatal(err)
	}
	gone := func() *Instance {
		return &Instance{Kind: "book", Spec: s.Instances.subject.block.Resources["book"], ID: `"gone"`}
	}
	s.Instances.names.made = []*Instance{gone()}
	if record := s.Cleanup(t.Context()); len(record.Notes) != 1 || !strings.Contains(record.Notes[0], "the book gone was not removed") {
		t.Errorf("notes %q", record.Notes)
	}
	s.Instances.names.made = []*Instance{gone(), gone()}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if record := s.Cleanup(ctx); len(record.Notes) != 1 {
		t.Errorf("went on after the run was stopped: %q", record.Notes)
	}
}
