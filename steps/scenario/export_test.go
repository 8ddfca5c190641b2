package scenario

import (
	"testing"

	"github.com/bbconform/bbconform/steps/language"
)

// What tests of sentences need, which lie outside: to take away what a scenario has, and to see what it has.

// Forget takes things away that a scenario has.
func (s *Scenario) Forget(items language.Items) {
	has := items.Has
	if has(language.AFault) {
		s.it.Answer, s.lastControl = s.it.Batch[0], nil
	}
	if has(language.AnAnswer) {
		s.it.Answer = nil
	}
	if has(language.Pages) {
		s.it.Pages = nil
	}
	if has(language.ABatch) {
		s.it.Batch = nil
	}
	if has(language.ASlice) {
		s.it.Slice = nil
	}
	if has(language.ARequest) {
		s.draft = nil
	}
	if has(language.AControl) {
		clear(s.History.accepted)
		clear(s.History.called)
	}
	if has(language.ASentBody) {
		s.History.sent = nil
	}
	if has(language.AMemory) {
		clear(s.memory)
	}
	if has(language.ARepeat) {
		clear(s.History.last)
	}
	if has(language.ACall) {
		s.setBaselines(false)
	}
}

// Has returns which of the items a scenario has that sentences can make.
func (s *Scenario) Has(name string) language.Items {
	var items language.Items
	for item, there := range map[language.Items]bool{
		language.AnAnswer: s.it.Answer != nil, language.Pages: s.it.Pages != nil, language.ABatch: len(s.it.Batch) > 0, language.ASlice: s.it.Slice != nil,
		language.ARequest: s.draft != nil, language.AMemory: s.memory[name] != "",
	} {
		if there {
			items |= item
		}
	}
	return items
}

// SeeAll lets every instance have been seen before any call.
func (s *Scenario) SeeAll() { s.setBaselines(true) }

func (s *Scenario) setBaselines(seen bool) {
	for _, of := range s.names.kinds {
		for _, inst := range of.All {
			inst.baseline, inst.listedAtBaseline = "", seen
			if seen {
				inst.baseline = inst.known
			}
		}
	}
}

// Repeatable lets the request of an operation have been sent.
func (s *Scenario) Repeatable(t *testing.T, operation string) {
	t.Helper()
	d := s.draft
	var err error
	if d.Operation.ID != operation {
		if d, err = s.subject.draft(operation); err != nil {
			t.Fatal(err)
		}
	}
	if s.History.last[operation], err = s.prepare(t.Context(), d, Bindings{}, false); err != nil {
		t.Fatal(err)
	}
}

// InstancesOf are those of a kind, by its name in the singular or the plural.
func (s *Scenario) InstancesOf(t *testing.T, kind string) *Instances {
	t.Helper()
	name, _, err := s.subject.kind(kind)
	if err != nil {
		t.Fatal(err)
	}
	return s.names.Of(name)
}
