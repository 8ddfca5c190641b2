package steps

import (
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
)

// named returns the instance that a sentence speaks of as "the [other] <resource>". Nothing is made.
func named(s *Scenario, a language.Args) (*scenario.Instance, error) {
	return s.Instances.Find(a.Get("resource"), a.Has("other"))
}

// toCompare returns the instance that a sentence speaks of, which can be read where the sentence says "as it reads".
func toCompare(s *Scenario, a language.Args) (*scenario.Instance, error) {
	if a.Has("as") {
		return s.Instances.FindReadable(a.Get("resource"), a.Has("other"))
	}
	return named(s, a)
}

// leftOut reports whether a value need not be there and is not. Null is there.
func leftOut(s *Scenario, r scenario.Reading, a language.Args) bool {
	if !a.Has("where") || r.Value.Exists() {
		return false
	}
	s.Note(Check{What: r.What(), Expected: "nothing, as the contract does not require it, or what is right", Actual: values.Shown(r.Value), Passed: true})
	return true
}
