package steps

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

func valueIs(ctx context.Context, s *Scenario, a language.Args) error {
	want, err := s.expandText(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	r, err := s.read(a.Get("location"))
	if err != nil || s.leftOut(r, a) {
		return err
	}
	return s.mustBe(r, "the text "+values.Quoted(want), r.value.Type == gjson.String && values.SameText(r.value.Str, want))
}

// leftOut reports whether a value need not be there and is not. Null is there.
func (s *Scenario) leftOut(r reading, a language.Args) bool {
	if !a.Has("where") || r.value.Exists() {
		return false
	}
	s.note(Check{What: r.what(), Expected: "nothing, as the contract does not require it, or what is right", Actual: values.Shown(r.value), Passed: true})
	return true
}

func valueIsNot(ctx context.Context, s *Scenario, a language.Args) error {
	other, err := s.expandText(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.mustBe(r, "something other than "+values.Quoted(other), values.Present(r.value) && !values.SameText(r.value.String(), other))
}

func numberIs(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("field"))
	if err != nil {
		return err
	}
	want := a.Get("number")
	return s.mustBe(r, "the number "+want, r.value.Type == gjson.Number && values.SameNumber(r.value.Raw, want))
}

func booleanIs(want bool) func(context.Context, *Scenario, language.Args) error {
	return func(_ context.Context, s *Scenario, a language.Args) error {
		r, err := s.read(a.Get("location"))
		if err != nil {
			return err
		}
		return s.mustBe(r, fmt.Sprint(want), r.value.IsBool() && r.value.Bool() == want)
	}
}

func isPresent(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.mustBe(r, "something", values.Present(r.value))
}

func isAbsent(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	if !values.Present(r.parent()) {
		return s.expect(r.answer, Check{What: r.what(), Expected: "nothing in something", Actual: "what it would be part of is not there either"},
			specs.Finding{Code: "missing-field", Location: r.location})
	}
	return s.mustBe(r, "nothing", !values.Present(r.value))
}

func isEmpty(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.mustBe(r, "an empty text, list or object", values.Present(r.value) && values.IsEmpty(r.value))
}

func isNotEmpty(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil || s.leftOut(r, a) {
		return err
	}
	return s.mustBe(r, "something that is not empty", values.Present(r.value) && !values.IsEmpty(r.value))
}

func isAbsentOrEmpty(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	if !values.Present(r.parent()) {
		return s.expect(r.answer, Check{What: r.what(), Expected: "nothing in something", Actual: "what it would be part of is not there either"},
			specs.Finding{Code: "missing-field", Location: r.location})
	}
	return s.mustBe(r, "nothing, or something empty", !values.Present(r.value) || values.IsEmpty(r.value))
}

func isDateTime(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.mustBe(r, "a date and time as in RFC 3339 or ISO 8601", r.value.Type == gjson.String && values.IsDateAndTime(r.value.Str))
}

func isPresentTime(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	now, margin := s.env.Clock(), time.Duration(a.Count())*time.Hour
	t, ok := values.DateAndTime(r.value.String())
	ok = ok && r.value.Type == gjson.String && t.After(now.Add(-margin)) && t.Before(now.Add(margin))
	return s.mustBe(r, fmt.Sprintf("%s, give or take %s", now.UTC().Format(time.RFC3339), values.Plural(a.Count(), "hour", "hours")), ok)
}

func isRemembered(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	if err := s.mustBe(r, "something to remember", values.Present(r.value)); err != nil {
		return err
	}
	s.remembered[a.Get("name")] = memory{raw: r.value.Raw}
	return nil
}

func (s *Scenario) memory(name string) (memory, error) {
	m, ok := s.remembered[name]
	if !ok {
		return memory{}, verdict.SuiteFaultf("nothing is remembered as %q", name)
	}
	return m, nil
}

func isTheRemembered(_ context.Context, s *Scenario, a language.Args) error {
	m, err := s.memory(a.Get("name"))
	if err != nil {
		return err
	}
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.mustBe(r, "the remembered "+a.Get("name")+", "+values.Short(m.raw), values.Equal(r.value, gjson.Parse(m.raw)))
}

func isNotTheRemembered(_ context.Context, s *Scenario, a language.Args) error {
	m, err := s.memory(a.Get("name"))
	if err != nil {
		return err
	}
	expected := "something other than the remembered " + a.Get("name") + ", " + values.Short(m.raw)
	if s.refusedAttempt() {
		return s.passAsRefused(a.Get("location"), expected)
	}
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.mustBe(r, expected, values.Present(r.value) && !values.Equal(r.value, gjson.Parse(m.raw)))
}

func isTheIdentifier(_ context.Context, s *Scenario, a language.Args) error {
	inst, err := s.named(a)
	if err != nil {
		return err
	}
	r, err := s.read(a.Get("location"))
	if err != nil || s.leftOut(r, a) {
		return err
	}
	return s.mustBe(r, "the identifier of the "+a.Get("other")+inst.kind+", "+inst.id, values.Equal(r.value, gjson.Parse(inst.id)))
}

func isAsSent(_ context.Context, s *Scenario, a language.Args) error {
	if s.last != nil && !s.last.accepted() {
		return s.mustBeAccepted(s.last, s.last.checked()) // nothing counts as sent
	}
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	from := a.Get("location")
	if a.Has("in") {
		from = a.Get("sent")
	}
	sent, err := s.lastSent(from, nil)
	if err != nil {
		return err
	}
	return s.compareSent(r.answer, r.location, sent, r.value, a.Fields("fields"))
}

// lastSent returns what was sent last at a location of an accepted request, about an instance where one is given.
func (s *Scenario) lastSent(location string, inst *instance) (gjson.Result, error) {
	path := location
	if path == "" {
		path = "@this"
	}
	for i := len(s.sent) - 1; i >= 0; i-- {
		sent := s.sent[i]
		if inst != nil && !contains(sent.about, inst) {
			continue
		}
		if value := gjson.GetBytes(sent.tree, path); value.Exists() {
			return value, nil
		}
	}
	return gjson.Result{}, verdict.SuiteFaultf("nothing was sent as %q in an accepted request", location)
}

func contains(instances []*instance, inst *instance) bool {
	for _, other := range instances {
		if other == inst {
			return true
		}
	}
	return false
}

// compareSent checks that a value holds everything that was sent.
func (s *Scenario) compareSent(a *answer, location string, sent, seen gjson.Result, apart []string) error {
	differences := values.Missing(sent, seen, "", apart)
	what := location
	if what == "" {
		what = "the answer"
	}
	if len(differences) == 0 {
		s.note(Check{What: what, Expected: "as sent: " + values.Short(sent.Raw), Actual: values.Shown(seen), Passed: true})
		return nil
	}
	var findings []specs.Finding
	for _, d := range differences[:min(len(differences), 10)] {
		where := strings.Trim(location+"."+d.Location, ".")
		s.note(Check{What: where, Expected: d.Expected + ", as sent", Actual: d.Actual})
		findings = append(findings, specs.Finding{
			Code: "wrong-value", Operation: s.operationAtFault(a), Location: where, Expected: d.Expected + ", as sent", Actual: d.Actual, Message: "the value is not the one that was sent",
		})
	}
	return s.blame(a.checked(), a.exchange.Number, findings...)
}
