package plan

import (
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

// Coverage says what the scenarios of a plan exercise of one operation, and out of what.
type Coverage struct {
	Operation *specs.Operation
	Scenarios int      // that are about it
	Accepted  int      // of these, that expect it to be accepted
	Refused   int      // of these, that expect it to be refused
	Statuses  []string // that the contract declares
	Exercised []string // of Statuses, those that a scenario expects
	Fields    []string // that a request may hold, as specs.Field.String has them
	Sent      []string // of Fields, those that a request sends
	Broken    []string // of Fields, those that a scenario breaks
	Bodies    []string // media types that the contract takes a body in
	SentAs    []string // of Bodies, those in which a request is sent
}

// Covered reports whether scenarios exercise the operation both ways: it does what it is for, and it refuses what is wrong.
func (c Coverage) Covered() bool { return c.Accepted > 0 && c.Refused > 0 }

// CoverageOf computes the coverage of every operation of the plan's building blocks, in their order. The plan must not be
// one made with ListOnly.
func CoverageOf(p *Plan) ([]Coverage, error) {
	var all []Coverage
	for _, planned := range p.Blocks {
		operations, err := planned.Block.Operations()
		if err != nil {
			return nil, err
		}
		byID := map[string]*Coverage{}
		first := len(all)
		for _, operation := range operations {
			all = append(all, Coverage{Operation: operation, Statuses: operation.Statuses(), Fields: operation.RequestFieldNames(), Bodies: operation.MediaTypes()})
		}
		for i := first; i < len(all); i++ {
			byID[all[i].Operation.ID] = &all[i]
			sample, err := planned.Block.Sample(all[i].Operation.ID)
			if err != nil {
				return nil, err
			}
			all[i].addSample(sample)
		}
		for _, s := range planned.Scenarios {
			if err := cover(planned.Block, byID, s); err != nil {
				return nil, err
			}
		}
	}
	for i := range all {
		all[i].keepDeclared()
	}
	return all, nil
}

// cover adds what one scenario exercises.
func cover(block *specs.Block, byID map[string]*Coverage, s *Scenario) error {
	about := byID[s.Operation]
	if about != nil {
		about.Scenarios++
	}
	accepted, refused := false, false
	for _, use := range steps.Follow(s.Sentences(s.Steps())) {
		c := byID[use.Operation]
		if c == nil {
			continue
		}
		switch use.Kind {
		case steps.UseCall:
			if use.Body == "" {
				break
			}
			sent, err := steps.WrittenAs(block, c.Operation, use.Body)
			if err != nil {
				return err
			}
			c.SentAs = append(c.SentAs, sent.MediaType())
		case steps.UseField:
			c.Sent = append(c.Sent, c.fieldsNamed(use)...)
		case steps.UseFault:
			c.Broken = append(c.Broken, c.fieldsNamed(use)...)
		case steps.UseOutcome:
			c.Exercised = append(c.Exercised, c.statusesOf(use.Outcome)...)
			accepted = accepted || c == about && use.Expects(c.Operation) == specs.Accepted
			refused = refused || c == about && use.Expects(c.Operation) == specs.Refused
		}
	}
	if accepted {
		about.Accepted++
	}
	if refused {
		about.Refused++
	}
	return nil
}

// statusesOf are the declared statuses that an expected outcome can meet. A refusal may be any of the declared ones.
func (c *Coverage) statusesOf(outcome string) []string {
	of := func(class string) []string {
		var found []string
		for _, status := range c.Statuses {
			if strings.HasPrefix(status, class) || status == "default" {
				found = append(found, status)
			}
		}
		return found
	}
	switch outcome {
	case steps.OutcomeAccepted:
		return of("2")
	case steps.OutcomeRefused:
		return c.Operation.RefusalStatuses()
	case steps.OutcomeEither:
		return nil
	}
	return []string{outcome}
}

// fieldsNamed are the fields that a sentence means. Where it says a name alone, every field of that name is meant.
func (c *Coverage) fieldsNamed(use steps.Use) []string {
	part := map[string]string{
		"body field": specs.InBody, "query parameter": specs.InQuery, "header": specs.InHeader, "path parameter": specs.InPath,
	}[use.Part]
	var found []string
	for _, field := range c.Fields {
		in, name, _ := strings.Cut(field, " ")
		if strings.EqualFold(name, use.Field) && (part == in || part == "") {
			found = append(found, field)
		}
	}
	return found
}

// addSample adds what the sample request holds. Path parameters are always sent.
func (c *Coverage) addSample(sample *specs.Sample) {
	for _, field := range c.Operation.Parameters() {
		if field.In == specs.InPath {
			c.Sent = append(c.Sent, field.String())
		}
	}
	for in, values := range map[string]map[string]any{specs.InPath: sample.Path, specs.InQuery: sample.Query, specs.InHeader: sample.Header} {
		for name := range values {
			c.Sent = append(c.Sent, in+" "+name)
		}
	}
	if own, err := sample.Of(c.Operation); err == nil && sample.Body != nil {
		c.SentAs = append(c.SentAs, own.MediaType())
	}
	c.addSampleBody("", sample.Body)
	for _, body := range sample.Bodies {
		c.addSampleBody("", body)
	}
}

func (c *Coverage) addSampleBody(name string, value any) {
	if name != "" {
		c.Sent = append(c.Sent, specs.InBody+" "+name)
		name += "."
	}
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			c.addSampleBody(name+strings.ReplaceAll(key, ".", `\.`), member)
		}
	case []any:
		for _, member := range value {
			c.addSampleBody(name+"0", member) // the contract has one schema for all entries
		}
	}
}

// keepDeclared keeps of each list what is declared, once, in the declared order.
func (c *Coverage) keepDeclared() {
	within := func(declared, seen []string) []string {
		return slices.DeleteFunc(slices.Clone(declared), func(s string) bool { return !slices.Contains(seen, s) })
	}
	c.Exercised = within(c.Statuses, c.Exercised)
	c.Sent = within(c.Fields, c.Sent)
	c.Broken = within(c.Fields, c.Broken)
	c.SentAs = within(c.Bodies, c.SentAs)
}

// Total is a coverage summed up, for one line.
type Total struct {
	Operations, Covered  int
	Scenarios            int
	Statuses, Exercised  int
	Fields, Sent, Broken int
	Bodies, SentAs       int
}

// TotalOf sums up coverages.
func TotalOf(all []Coverage) Total {
	var t Total
	for _, c := range all {
		t.Operations++
		t.Scenarios += c.Scenarios
		t.Statuses += len(c.Statuses)
		t.Exercised += len(c.Exercised)
		t.Fields += len(c.Fields)
		t.Sent += len(c.Sent)
		t.Broken += len(c.Broken)
		t.Bodies += len(c.Bodies)
		t.SentAs += len(c.SentAs)
		if c.Covered() {
			t.Covered++
		}
	}
	return t
}
