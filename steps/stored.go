package steps

import (
	"context"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Every request has values that no other request has (${unique}). What was stored from it is known by them, under whatever
// identifier it was stored.

// listHoldsNothing is `the list of <resources> holds nothing of what was refused`.
func listHoldsNothing(ctx context.Context, s *Scenario, args language.Args) error {
	a := s.last
	switch {
	case a == nil || !a.prepared.Faulty || s.controlled == nil:
		return verdict.SuiteFaultf("no request with a fault was sent, of which something could be stored")
	case !a.refused():
		return s.mustBeRefused(a)
	}
	if err := s.carriesToken(a.prepared); err != nil {
		return err
	}
	control, refused := 0, 0
	// A list that holds what is not valid breaks the contract for that reason; it is not the list that is at fault.
	last, err := s.listed(ctx, args, true, func(entries []gjson.Result) bool {
		control = count(entries, holdsText(s.controlled.Token))
		refused = count(entries, holdsText(a.prepared.Token))
		return control > 0
	})
	if err != nil {
		return err
	}
	if control == 0 {
		return verdict.Inconclusivef("the list of %s does not show what was accepted either", args.Get("resources"))
	}
	return s.expectState(last, exchange.Observing, Check{
		What: "the list of " + args.Get("resources"), Expected: "nothing of what was refused", Actual: "found " + values.Times(refused), Passed: refused == 0,
	}, specs.Finding{Code: "unexpected-entry", Message: "what was refused is stored all the same"})
}

// listHoldsOnce is `the list of <resources> holds what was sent exactly once`.
func listHoldsOnce(ctx context.Context, s *Scenario, args language.Args) error {
	a := s.last
	if a == nil {
		return verdict.SuiteFaultf("nothing was sent yet that could be stored")
	}
	if err := s.mustBeAccepted(a, a.checked()); err != nil {
		return err
	}
	if err := s.carriesToken(a.prepared); err != nil {
		return err
	}
	found := 0
	last, err := s.listed(ctx, args, false, func(entries []gjson.Result) bool {
		found = count(entries, holdsText(a.prepared.Token))
		return found == 1
	})
	if err != nil {
		return err
	}
	f := specs.Finding{Code: "missing-entry", Message: "the list does not hold what was stored"}
	if found > 1 {
		f.Code, f.Message = "duplicate-entry", "what was sent once is stored more than once"
	}
	return s.expectState(last, exchange.Observing, Check{
		What: "the list of " + args.Get("resources"), Expected: "what was sent, exactly once", Actual: "found " + values.Times(found), Passed: found == 1,
	}, f)
}

// carriesToken makes sure that a request can be told from every other.
func (s *Scenario) carriesToken(b *preparedRequest) error {
	if !strings.Contains(string(b.Body), b.Token) {
		return verdict.SuiteFaultf("the sample request of %s has no ${unique} in its body, by which it could be found", b.operation().ID)
	}
	return nil
}

// holdsText reports which values have a text anywhere within, however it is escaped.
func holdsText(text string) func(gjson.Result) bool {
	return func(v gjson.Result) bool {
		return slices.ContainsFunc(values.Texts(v, nil), func(within string) bool { return strings.Contains(within, text) })
	}
}

// listed reads the list of a kind, again while take is not content with its entries and others change it, and returns the last page.
func (s *Scenario) listed(ctx context.Context, args language.Args, unjudged bool, take func([]gjson.Result) bool) (*answer, error) {
	_, spec, err := s.resource(args.Get("resources"))
	if err != nil {
		return nil, err
	}
	if spec.List == "" {
		return nil, verdict.SuiteFaultf("building block %s has no operation that lists %s", s.block.Ref(), spec.Plural)
	}
	kind := &instance{spec: spec}
	var before []string
	for readings := 1; ; readings++ {
		var last *answer
		var all []gjson.Result
		p := &pager{s: s, operation: spec.List, listPath: spec.ListPath, bindings: s.bindings(), size: searchSize, purpose: exchange.Observing, unjudged: unjudged}
		seen := map[string]bool{} // on an earlier page: a list that grows at its front shows an entry again on the next
		err = p.read(ctx, func(a *answer, entries []gjson.Result) bool {
			last = a
			ids := kind.identifiers(entries)
			for i, id := range ids {
				if !seen[id] {
					all = append(all, entries[i])
				}
			}
			for _, id := range ids {
				seen[id] = true
			}
			return true
		})
		now := kind.identifiers(all)
		if err != nil || take(all) || p.pages < 2 || readings == maxReadings || slices.Equal(now, before) {
			return last, err
		}
		before = now
	}
}
