package steps

import (
	"context"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

func aValidRequest(ctx context.Context, s *Scenario, a language.Args) error {
	op, err := s.operation(a.Get("operation"))
	if err != nil {
		return err
	}
	d, err := s.draftOf(op, a)
	if err != nil {
		return err
	}
	// What the request refers to is made now, while the scenario is being prepared.
	if _, err := s.build(ctx, d, s.bindings(), withoutFaults); err != nil {
		return err
	}
	s.draft = d
	return nil
}

// currentDraft returns the request that a sentence with "its" is about.
func (s *Scenario) currentDraft() (*request.Draft, error) {
	if s.draft == nil {
		return nil, verdict.SuiteFaultf("a sentence such as `a valid \"…\" request` must come first")
	}
	return s.draft, nil
}

// aboutDraft is what a sentence does with the request that is being prepared.
func aboutDraft(do func(d *request.Draft, a language.Args) error) func(context.Context, *Scenario, language.Args) error {
	return func(_ context.Context, s *Scenario, a language.Args) error {
		d, err := s.currentDraft()
		if err != nil {
			return err
		}
		return do(d, a)
	}
}

func bodyIs(d *request.Draft, a language.Args) error { return d.WriteAs(a.BodyMedia()) }

func breakField(d *request.Draft, a language.Args) error {
	return d.BreakField(a.In(), a.Get("field"), a.Get("fault"))
}

func breakBody(fault string) func(*request.Draft, language.Args) error {
	return func(d *request.Draft, _ language.Args) error { return d.BreakBody(fault) }
}

func breakPrincipal(fault string) func(*request.Draft, language.Args) error {
	return func(d *request.Draft, _ language.Args) error { return d.BreakPrincipal(fault) }
}

func carriesCredentials(c exchange.Credentials) func(context.Context, *Scenario, language.Args) error {
	return func(_ context.Context, s *Scenario, _ language.Args) error {
		d, err := s.currentDraft()
		if err != nil {
			return err
		}
		if !d.Operation.Security && !s.env.HasCredentials {
			return &verdict.NotApplicable{Reason: "the contract demands no credentials here, and the configuration of the target has none that it " +
				"could demand by itself"}
		}
		d.Present(c)
		return nil
	}
}

func madeOnBehalfOfOther(_ context.Context, s *Scenario, a language.Args) error {
	d, err := s.currentDraft()
	if err != nil {
		return err
	}
	return s.onBehalfOfOther(d, a.Get("person"))
}

// onBehalfOfOther makes a request on behalf of the other person, who must be there.
func (s *Scenario) onBehalfOfOther(d *request.Draft, person string) error {
	if err := d.OnBehalfOfOther(); err != nil {
		return err
	}
	name, _, err := s.resource(person)
	if err != nil {
		return err
	}
	if name != s.block.Identity.Resource {
		return verdict.SuiteFaultf("requests are made on behalf of an %s, not of a %s", s.block.Identity.Resource, name)
	}
	_, err = s.otherInstance(name)
	return err
}

func setField(d *request.Draft, a language.Args) error {
	return onField(d, a, func(f specs.Field) { d.Set(f, a.Get("value")) })
}

func setFieldRemembered(_ context.Context, s *Scenario, a language.Args) error {
	d, err := s.currentDraft()
	if err != nil {
		return err
	}
	if _, err := s.memory(a.Get("name")); err != nil {
		return err
	}
	return onField(d, a, func(f specs.Field) { d.SetRemembered(f, a.Get("name")) })
}

func leaveOutField(d *request.Draft, a language.Args) error { return onField(d, a, d.LeaveOut) }

// onField does something with the field that a sentence names.
func onField(d *request.Draft, a language.Args, do func(specs.Field)) error {
	f, err := request.FieldOf(d.Operation, a.In(), a.Get("field"))
	if err == nil {
		do(f)
	}
	return err
}
