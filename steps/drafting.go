package steps

import (
	"context"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/verdict"
)

func aValidRequest(ctx context.Context, s *Scenario, a Args) error {
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
func (s *Scenario) currentDraft() (*draft, error) {
	if s.draft == nil {
		return nil, verdict.SuiteFaultf("a sentence such as `a valid \"…\" request` must come first")
	}
	return s.draft, nil
}

func breakField(_ context.Context, s *Scenario, a Args) error {
	d, err := s.currentDraft()
	if err != nil {
		return err
	}
	f, err := fieldFault(d.op, a.Get("part"), a.Get("field"), a.Get("fault"))
	if err != nil {
		return err
	}
	d.faults = append(d.faults, f)
	d.altered = d.altered || partNames[a.Get("part")] == specs.InBody
	return nil
}

func breakBody(fault string) func(context.Context, *Scenario, Args) error {
	return func(_ context.Context, s *Scenario, _ Args) error {
		d, err := s.currentDraft()
		if err != nil {
			return err
		}
		f, err := bodyFault(d.op, fault)
		if err != nil {
			return err
		}
		d.faults = append(d.faults, f)
		d.altered = true
		return nil
	}
}

func carriesCredentials(c exchange.Credentials) func(context.Context, *Scenario, Args) error {
	return func(_ context.Context, s *Scenario, _ Args) error {
		d, err := s.currentDraft()
		if err != nil {
			return err
		}
		if !d.op.Security && !s.env.HasCredentials {
			return &verdict.NotApplicable{Reason: "the contract demands no credentials here, and the configuration of the target has none that it " +
				"could demand by itself"}
		}
		d.faults = append(d.faults, credentialsFault(c))
		return nil
	}
}

func madeOnBehalf(b principal) func(context.Context, *Scenario, Args) error {
	return func(_ context.Context, s *Scenario, a Args) error {
		d, err := s.currentDraft()
		if err != nil {
			return err
		}
		if b == principalOther {
			if err := s.checkPerson(d.op, a.Get("person")); err != nil {
				return err
			}
			if _, err := s.otherInstance(a.Get("person")); err != nil {
				return err
			}
			d.principal = principalOther
			return nil
		}
		if err := checkIdentity(s.block, d.op.ID); err != nil {
			return err
		}
		d.faults = append(d.faults, principalFault(b))
		return nil
	}
}

func setField(_ context.Context, s *Scenario, a Args) error {
	return s.changeDraft(a, change{value: a.Get("value")})
}

func setFieldRemembered(_ context.Context, s *Scenario, a Args) error {
	if _, ok := s.remembered[a.Get("name")]; !ok {
		return verdict.SuiteFaultf("nothing is remembered as %q", a.Get("name"))
	}
	return s.changeDraft(a, change{remembered: a.Get("name")})
}

func leaveOutField(_ context.Context, s *Scenario, a Args) error {
	return s.changeDraft(a, change{leaveOut: true})
}

func (s *Scenario) changeDraft(a Args, c change) error {
	d, err := s.currentDraft()
	if err != nil {
		return err
	}
	if c.field, err = fieldOf(d.op, partNames[a.Get("part")], a.Get("field")); err != nil {
		return err
	}
	d.changes = append(d.changes, c)
	d.altered = d.altered || c.field.In == specs.InBody
	return nil
}
