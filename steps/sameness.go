package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

func isTheIdentifier(_ context.Context, s *Scenario, a language.Args) error {
	inst, err := named(s, a)
	if err != nil {
		return err
	}
	r, err := s.It.Read(a.Get("location"))
	if err != nil || leftOut(s, r, a) {
		return err
	}
	return s.Judge.MustBe(r, "the identifier of the "+a.Get("other")+inst.Kind+", "+inst.ID, values.Equal(r.Value, gjson.Parse(inst.ID)))
}

func isAsSent(_ context.Context, s *Scenario, a language.Args) error {
	if answer := s.It.Answer; answer != nil && !answer.Accepted() {
		return s.Judge.MustBeAccepted(answer) // nothing counts as sent
	}
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	from := a.Get("location")
	if a.Has("in") {
		from = a.Get("sent")
	}
	sent, err := s.History.LastSent(from, nil)
	if err != nil {
		return err
	}
	return compareSent(s, r.Answer, r.Location, sent, r.Value, a.Fields("fields"))
}

// compareSent checks that a value holds everything that was sent.
func compareSent(s *Scenario, a *scenario.Answer, location string, sent, seen gjson.Result, apart []string) error {
	differences := values.Missing(sent, seen, "", apart)
	what := location
	if what == "" {
		what = "the answer"
	}
	if len(differences) == 0 {
		s.Note(Check{What: what, Expected: "as sent: " + values.Short(sent.Raw), Actual: values.Shown(seen), Passed: true})
		return nil
	}
	var findings []specs.Finding
	for _, d := range differences[:min(len(differences), 10)] {
		where := strings.Trim(location+"."+d.Location, ".")
		s.Note(Check{What: where, Expected: d.Expected + ", as sent", Actual: d.Actual})
		findings = append(findings, specs.Finding{
			Code: "wrong-value", Location: where, Expected: d.Expected + ", as sent", Actual: d.Actual, Message: "the value is not the one that was sent",
		})
	}
	return s.Judge.Blame(a, findings...)
}

// agreesWith is `its "<location>" agrees with the [other ]<resource>`, or with what is remembered. What a target adds of its own may be
// anything.
func agreesWith(_ context.Context, s *Scenario, a language.Args) error {
	what, expected, err := counterpart(s, a)
	if err != nil {
		return err
	}
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	if a.Has("is") && !values.Present(r.Value) && values.Present(r.Parent()) {
		s.Note(Check{What: r.What(), Expected: "nothing, or no value that contradicts " + what, Actual: "nothing", Passed: true})
		return nil
	}
	differences, compared := values.Contradictions(gjson.Parse(expected), r.Value, "")
	op := r.Answer.Prepared.Operation()
	differences = slices.DeleteFunc(differences, func(d values.Difference) bool {
		return !op.Declares(r.Answer.Status(), values.Join(r.Location, d.Location))
	})
	if len(differences) > 0 {
		d := differences[0]
		return s.Judge.Expect(r.Answer, Check{What: values.Join(r.What(), d.Location), Expected: d.Expected + ", as " + what + " has it", Actual: d.Actual},
			specs.Finding{Code: "wrong-value", Location: values.Join(r.Location, d.Location), Message: "the value contradicts " + what})
	}
	return s.Judge.MustBe(r, "values of "+what+", and none that contradicts it", compared > 0)
}

// counterpart returns what a value has to agree with, in words and as JSON.
func counterpart(s *Scenario, a language.Args) (what, raw string, err error) {
	if name := a.Get("name"); name != "" {
		raw, err = s.Memory.Recall(name)
		return "the remembered " + name, raw, err
	}
	inst, err := named(s, a)
	if err != nil {
		return "", "", err
	}
	raw, err = s.Instances.LastKnown(inst)
	if err == nil && raw == "" {
		err = verdict.Inconclusivef("nothing is known of the %s but its identifier", inst.Kind)
	}
	return "the " + a.Get("other") + inst.Kind, raw, err
}

// asItReads checks that the entry of an instance has the values that its read operation answers. Entries may show less than that.
func asItReads(ctx context.Context, s *Scenario, r scenario.Reading, inst *scenario.Instance, entries []gjson.Result, apart []string) error {
	read, object, err := s.Observer.Read(ctx, inst)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !inst.IsEntry(entry) {
			continue
		}
		differences, compared := values.Contradictions(object, entry, "")
		differences = slices.DeleteFunc(differences, func(d values.Difference) bool {
			return slices.Contains(apart, d.Location) || slices.Contains(apart, values.WithoutIndexes(d.Location)) || !s.History.IsJudged(inst, read, d.Location)
		})
		if len(differences) > 0 {
			d := differences[0]
			return s.Judge.Expect(r.Answer, Check{
				What: fmt.Sprintf("%s of the %s in %s", d.Location, inst.Kind, r.What()), Expected: d.Expected + ", as it reads", Actual: d.Actual,
			}, specs.Finding{Code: "wrong-value", Location: values.Join(r.Location, d.Location), Message: "the list shows another value than reading does"})
		}
		err = s.Judge.Expect(r.Answer, Check{
			What: "the " + inst.Kind + " in " + r.What(), Expected: "values of it beside its identifier, as it reads", Actual: values.Plural(compared, "value", "values") + " as it reads", Passed: compared > 1,
		}, specs.Finding{Code: "missing-field", Location: r.Location, Message: "the list shows nothing of what it holds"})
		if err != nil {
			return err
		}
	}
	return nil
}
