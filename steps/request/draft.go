// Package request is a request from the sample of its operation to the bytes that are sent: what is changed about it, what is broken,
// how its body is written. It knows contracts and samples. Of sentences it knows the words for faults and for bodies, and of a running
// scenario only what a Source answers.
package request

import (
	"net/http"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Draft is a request before its values are known: the sample of an operation, and what was said about it since.
type Draft struct {
	Operation *specs.Operation // with its body in the media type in which it is sent
	Others    []string         // kinds of which the other instance is meant

	block   *specs.Block
	sample  *specs.Sample
	altered bool // something about the body was changed or broken
	changes []change
	faults  []fault
	as      exchange.Principal
	person  person
}

// change sets or leaves out one value of a valid request.
type change struct {
	field      specs.Field
	value      string // may hold placeholders
	remembered string // name of a remembered value, in place of value
	leaveOut   bool
}

// person says on whose behalf a request is made.
type person int

const (
	current person = iota
	other
)

// New begins a draft with the sample request of an operation. The error is a fault of the suite: there is no sample, or it is of a
// media type that the operation does not take.
func New(block *specs.Block, op *specs.Operation) (*Draft, error) {
	sample, err := block.Sample(op.ID)
	if err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	if op, err = sample.Of(op); err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	return &Draft{Operation: op, block: block, sample: sample, as: exchange.Principal{Role: block.CallerOf(op.ID)}}, nil
}

// Set gives a field another value, in which placeholders are replaced when the request is prepared. What reads like a number or a truth
// value becomes one where the contract says so.
func (d *Draft) Set(f specs.Field, value string) { d.change(change{field: f, value: value}) }

// SetRemembered gives a field a value that was remembered under a name.
func (d *Draft) SetRemembered(f specs.Field, name string) {
	d.change(change{field: f, remembered: name})
}

// LeaveOut takes a field of the sample out of the request.
func (d *Draft) LeaveOut(f specs.Field) { d.change(change{field: f, leaveOut: true}) }

func (d *Draft) change(c change) {
	d.changes = append(d.changes, c)
	d.altered = d.altered || c.field.In == specs.InBody
}

// WriteAs says how the body is written, in the words of BodyMedia or as a media type. It comes before anything about the body is
// changed or broken: a field that was found in one media type would be sent in another.
func (d *Draft) WriteAs(media string) error {
	if d.altered {
		return verdict.SuiteFaultf("%s", BodyMediaTooLate)
	}
	op, err := WrittenAs(d.block, d.Operation, media)
	if err == nil {
		d.Operation = op
	}
	return err
}

// BodyMediaTooLate is what WriteAs answers when it comes too late.
const BodyMediaTooLate = "how the body is written must be said before anything about the body is changed or broken"

// BreakField puts a fault of Faults into a field; in is as in specs.Field. The error says why the contract leaves no room for it.
func (d *Draft) BreakField(in, field, name string) error {
	f, err := fieldFault(d.Operation, in, field, name)
	if err != nil {
		return err
	}
	d.faults = append(d.faults, f)
	d.altered = d.altered || in == specs.InBody
	return nil
}

// BreakBody puts BodyMissing or BodyUnreadable into the request. The error says why the contract leaves no room for it.
func (d *Draft) BreakBody(name string) error {
	f, err := bodyFault(d.Operation, name)
	if err != nil {
		return err
	}
	d.faults = append(d.faults, f)
	d.altered = true
	return nil
}

// As is as whom the request is made while nothing is wrong with it.
func (d *Draft) As() exchange.Principal { return d.as }

// CallAs makes the request as a caller of a role: the first, or another one. The error says that the role may not call the operation.
func (d *Draft) CallAs(role string, another bool) error {
	found, err := CheckCaller(d.block, d.Operation.ID, role)
	if err == nil {
		d.as = exchange.Principal{Role: found.Name, Another: another}
	}
	return err
}

// CarryCredentialsOf makes the request present what is configured for a role that may not call the operation, which is a fault. The error
// says that it may.
func (d *Draft) CarryCredentialsOf(role string) error {
	found, err := CheckStranger(d.block, d.Operation.ID, role)
	if err == nil {
		d.faults = append(d.faults, func(c *content, _ string) error {
			c.as = exchange.Principal{Role: found.Name}
			return nil
		})
	}
	return err
}

// Present makes the request present something else than what is configured for its caller, which is a fault.
func (d *Draft) Present(p exchange.Presents) { d.faults = append(d.faults, credentialsFault(p)) }

// OnBehalfOfOther makes the request on behalf of the other instance of the kind on whose behalf requests are made. The error says that
// the operation is made on behalf of nobody.
func (d *Draft) OnBehalfOfOther() error {
	if err := CheckPerson(d.block, d.Operation.ID); err != nil {
		return err
	}
	d.person = other
	return nil
}

// BreakPerson puts OnBehalfOfNobody or OnBehalfOfUnknown into the request. The error says that the operation is made on behalf of
// nobody anyhow.
func (d *Draft) BreakPerson(name string) error {
	if err := CheckPerson(d.block, d.Operation.ID); err != nil {
		return err
	}
	d.faults = append(d.faults, personFault(name))
	return nil
}

// CheckPerson reports why a request cannot be made on behalf of nobody or of another.
func CheckPerson(block *specs.Block, operation string) error {
	if block.Identity == nil || !slices.Contains(block.Identity.Operations, operation) {
		return verdict.SuiteFaultf("operation %s is not made on behalf of anybody: see identity.operations of building block %s", operation, block.Ref())
	}
	return nil
}

// IsFaulty reports whether the draft has a fault.
func (d *Draft) IsFaulty() bool { return len(d.faults) > 0 }

// IsAboutOther reports whether the request is made for, on behalf of, or as another than the current one.
func (d *Draft) IsAboutOther() bool { return len(d.Others) > 0 || d.person == other || d.as.Another }

// Remembers reports whether the request holds a value of an earlier answer, which fits no other instance than the one it came from.
func (d *Draft) Remembers() bool {
	return slices.ContainsFunc(d.changes, func(c change) bool {
		return c.remembered != "" || strings.Contains(c.value, "${remembered.")
	})
}

// IsChanging reports whether an accepted request may change the state of the target.
func (d *Draft) IsChanging() bool {
	switch d.Operation.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	return true
}

// Plain is the draft with its own changes and as its own caller, without its faults and about whatever it is prepared for.
func (d *Draft) Plain() *Draft {
	p := *d
	p.Others, p.person, p.faults = nil, current, nil
	return &p
}
