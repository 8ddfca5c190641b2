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
		s.It.Answer, s.Requests.lastControl = s.It.Batch[0], nil
	}
	if has(language.AnAnswer) {
		s.It.Answer = nil
	}
	if has(language.Pages) {
		s.It.Pages = nil
	}
	if has(language.ABatch) {
		s.It.Batch = nil
	}
	if has(language.ASlice) {
		s.It.Slice = nil
	}
	if has(language.ARequest) {
		s.Requests.draft = nil
	}
	if has(language.AControl) {
		clear(s.History.accepted)
		clear(s.History.called)
	}
	if has(language.ASentBody) {
		s.History.sent = nil
	}
	if has(language.AMemory) {
		clear(s.Memory)
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
		language.AnAnswer: s.It.Answer != nil, language.Pages: s.It.Pages != nil, language.ABatch: len(s.It.Batch) > 0, language.ASlice: s.It.Slice != nil,
		language.ARequest: s.Requests.draft != nil, language.AMemory: s.Memory[name] != "",
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
	for _, of := range s.Instances.names.kinds {
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
	d := s.Requests.draft
	var err error
	if d.Operation.ID != operation {
		if d, err = s.Instances.subject.draft(operation); err != nil {
			t.Fatal(err)
		}
	}
	if s.History.last[operation], err = s.Instances.prepare(t.Context(), d, Bindings{}, false); err != nil {
		t.Fatal(err)
	}
}

// InstancesOf are those of a kind, by its name in the singular or the plural.
func (s *Scenario) InstancesOf(t *testing.T, kind string) *Instances {
	t.Helper()
	name, _, err := s.Instances.subject.kind(kind)
	if err != nil {
		t.Fatal(err)
	}
	return s.Instances.names.Of(name)
}
