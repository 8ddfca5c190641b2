package steps

import (
	"context"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// The group of the own sentences of digital registries.
const groupDigitalRegistries = "Digital registries"

func digitalRegistriesSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupDigitalRegistries,
				Sentence: `it gives "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then it gives "Mira"`,
				About:    "Accepted; the answer is the value itself, or an object whose `value` it is.",
			},
			does: itGives,
		}, {
			Definition: language.Definition{
				Group:    groupDigitalRegistries,
				Sentence: `it gives the record's "<field>"`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kind: "record"},
				Example:  `Then it gives the record's "firstName"`,
				About:    "The same for the value that the current record had when it was made or answered last.",
			},
			does: itGives,
		},
	}
}

func itGives(ctx context.Context, s *Scenario, a language.Args) error {
	answer, err := s.It.For("give a value")
	if err != nil {
		return err
	}
	want, err := givenValue(ctx, s, a)
	if err != nil {
		return err
	}
	if err := s.Judge.MustBeAccepted(answer); err != nil {
		return err
	}
	value := answer.At("")
	if value.IsObject() {
		value = value.Get("value")
	}
	return s.Judge.Expect(answer, Check{What: "the value", Expected: values.Quoted(want), Actual: values.Shown(value), Passed: values.HasText(value, want)},
		specs.Finding{Code: "wrong-value", Message: "another value is answered"})
}

// givenValue returns the text of a sentence, or the value of a field of the record.
func givenValue(ctx context.Context, s *Scenario, a language.Args) (string, error) {
	field := a.Get("field")
	if field == "" {
		return s.Instances.Expand(ctx, a.Get("value"))
	}
	inst, err := s.Instances.Find("record", false)
	if err != nil {
		return "", err
	}
	object, err := s.Instances.LastKnown(inst)
	if err != nil {
		return "", err
	}
	value := gjson.Get(object, field)
	if !values.Present(value) {
		return "", verdict.Inconclusivef("the record was never answered with a %q that could be compared", field)
	}
	return value.String(), nil
}
