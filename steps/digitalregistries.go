package steps

import (
	"context"

	"github.com/bbconform/bbconform/specs"
)

// The own sentences of digital registries.
const groupDigitalRegistries = "Digital registries"

func digitalRegistriesSentences() []Definition {
	return []Definition{
		{
			Group:    groupDigitalRegistries,
			Sentence: `the value is "<value>"`,
			Example:  `Then the value is "${record:firstName}"`,
			About:    "Accepted; the answer is the value itself, or an object whose `value` it is.",
			run:      theValueIs,
		},
	}
}

func theValueIs(ctx context.Context, s *Scenario, args Args) error {
	want, err := s.expandText(ctx, args.Get("value"))
	if err != nil {
		return err
	}
	if s.last == nil {
		return suiteFault("there is no answer yet that could be a value")
	}
	a := s.last
	if err := s.mustBeAccepted(a, a.checked()); err != nil {
		return err
	}
	value := a.at("")
	if value.IsObject() {
		value = value.Get("value")
	}
	return s.expect(a, Check{What: "the value", Expected: quoted(want), Actual: shown(value), Passed: hasText(value, want)},
		specs.Finding{Code: "wrong-value", Message: "another value is answered"})
}
