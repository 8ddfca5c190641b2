package steps

import (
	"context"
	"fmt"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// stillReadings is how often a list must have begun with the same entries before and after a reading that does not fit them, before
// that is held against it: what others put at its beginning in between may be gone when it is read again.
const stableReadings = 4

// isReadFromTheSecond reads the first two entries of a list, and one entry from the second on, which becomes "it". Others may use
// the list too: what it begins with is read before and after, and where both differ from what is to be compared, that says nothing.
func isReadFromTheSecond(ctx context.Context, s *Scenario, a language.Args) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	op, err := s.operation(a.Get("operation"))
	if err != nil {
		return err
	}
	if err := request.CheckOffset(op); err != nil {
		return err
	}
	if err := s.takeBaselines(ctx); err != nil {
		return err
	}
	s.setIt(nil)
	still := 0
	for range maxReadings {
		head, _, err := s.slice(ctx, op, 0, 2)
		if err != nil {
			return err
		}
		entries, a, err := s.slice(ctx, op, 1, 1)
		if err != nil {
			return err
		}
		again, _, err := s.slice(ctx, op, 0, 2)
		if err != nil {
			return err
		}
		switch {
		case overlaps(head, entries):
			s.last, s.firstEntries = a, head
			return nil
		case overlaps(again, entries):
			s.last, s.firstEntries = a, again
			return nil
		case sameEntries(head, again):
			if still++; still == stableReadings {
				s.last, s.firstEntries = a, head
				return nil
			}
		}
	}
	return verdict.Inconclusivef("others change the list of %s faster than it can be read", op.ID)
}

// slice reads some entries of a list.
func (s *Scenario) slice(ctx context.Context, op *specs.Operation, offset, limit int) ([]gjson.Result, *answer, error) {
	d, err := s.newDraft(op)
	if err != nil {
		return nil, nil, err
	}
	if err := setPage(d, offset, limit); err != nil {
		return nil, nil, err
	}
	b, err := s.build(ctx, d, s.bindings(), withoutFaults)
	if err != nil {
		return nil, nil, err
	}
	a, err := s.call(ctx, b, exchange.Testing, wantAccepted)
	if err != nil {
		return nil, nil, err
	}
	list := onlyList(a)
	if !list.IsArray() {
		return nil, nil, s.blame(exchange.Testing, a.exchange.Number, specs.Finding{
			Code: "missing-field", Operation: op.ID, Expected: "a list", Actual: values.Shown(list), Message: "the answer holds no list",
		})
	}
	return list.Array(), a, nil
}

// sameEntries compares two readings of a list by what the entries are called, as they may hold what changes with every reading.
func sameEntries(a, b []gjson.Result) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if entryName(a[i]) != entryName(b[i]) {
			return false
		}
	}
	return true
}

// overlaps reports whether the second entry of a list is the only one of what was read from there on.
func overlaps(head, entries []gjson.Result) bool {
	return len(head) > 1 && len(entries) == 1 && entryName(head[1]) == entryName(entries[0])
}

// entryName is the identifier of an entry, or all of it where it has none.
func entryName(entry gjson.Result) string {
	if id := entry.Get("id"); values.Present(id) {
		return id.String()
	}
	return entry.Raw
}

// beginsWithTheSecond is the outcome of isReadFromTheSecond.
func beginsWithTheSecond(_ context.Context, s *Scenario, _ language.Args) error {
	if s.last == nil || s.firstEntries == nil {
		return verdict.SuiteFaultf("no list was read from its second entry on")
	}
	r := reading{answer: s.last, location: "list of " + s.last.operation(), value: onlyList(s.last)}
	entries := r.value.Array()
	expected := "at least two entries in the whole list"
	if len(s.firstEntries) > 1 {
		expected = "one entry, the second of the whole list: " + values.Short(entryName(s.firstEntries[1]))
	}
	actual := fmt.Sprintf("%s in the whole list", values.Plural(len(s.firstEntries), "entry", "entries"))
	if len(entries) > 0 {
		actual = fmt.Sprintf("%s, the first of them: %s", values.Plural(len(entries), "entry", "entries"), values.Short(entryName(entries[0])))
	}
	return s.expect(r.answer, Check{What: r.what(), Expected: expected, Actual: actual, Passed: overlaps(s.firstEntries, entries)},
		specs.Finding{Code: "wrong-value", Location: "offset", Message: "the list does not begin where it should"})
}
