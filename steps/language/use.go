package language

import (
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/request"
)

// Use is one thing that a sentence touches.
type Use struct {
	Step      int // index of the sentence, from 0
	Kind      UseKind
	Operation string // operationId; Follow carries it over from the sentence that named it
	Part      string // "body field", "query parameter", "header", "path parameter"; "body" for the whole of it; "name" for a row of a table
	Field     string
	Fault     string // as in Fault.Name; or "is missing", "is not readable", "no credentials", "on behalf of nobody" and the like
	Resource  string // in the singular or the plural, as the sentence has it
	Body      string // of a request or a call: how its body is written (see WrittenAs); empty: as the sample has it
	Outcome   string // what is expected of the operation: OutcomeAccepted, OutcomeRefused, OutcomeEither, or a status such as "404"
}

// Expects returns what the outcome of a use says of the operation that it is about: it is accepted, or refused, or neither of them for
// sure. A status of success says nothing where the specification refuses with one.
func (u Use) Expects(op *specs.Operation) specs.Meaning {
	switch {
	case u.Kind != UseOutcome:
		return specs.Neither
	case u.Outcome == OutcomeAccepted, strings.HasPrefix(u.Outcome, "2") && len(op.Refusals()) == 0:
		return specs.Accepted
	case u.Outcome == OutcomeRefused, strings.HasPrefix(u.Outcome, "4"):
		return specs.Refused
	}
	return specs.Neither
}

// UseKind is the kind of a Use.
type UseKind string

// The kinds of uses.
const (
	UseBlock    UseKind = "block"    // the building block is named (in Field)
	UseResource UseKind = "resource" // an instance of this kind is needed
	UseRequest  UseKind = "request"  // a request to the operation is prepared
	UseCall     UseKind = "call"     // the operation is called
	UseBody     UseKind = "body"     // how the body of the request is written (in Body)
	UseField    UseKind = "field"    // a field of the request is set or left out
	UseFault    UseKind = "fault"    // a field of the request, or the request, is broken
	UseOutcome  UseKind = "outcome"  // an outcome of the operation is asserted
)

// What may be expected of an operation.
const (
	OutcomeAccepted = "accepted"
	OutcomeRefused  = "refused"
	OutcomeEither   = "either" // accepted or refused
)

// Uses returns what a single sentence touches. What it leaves to the sentences before it, such as the operation, is empty.
func (v *Vocabulary) Uses(text string) []Use {
	d, args, ok := v.Parse(Sentence{Text: text})
	if !ok {
		return nil
	}
	return d.uses(args)
}

func (d *Definition) uses(a Args) []Use {
	var uses []Use
	add := func(u Use) { uses = append(uses, u) }
	if block := a.Get("block"); block != "" {
		add(Use{Kind: UseBlock, Field: block})
	}
	for _, name := range []string{"resource", "resources", "need", "person"} {
		if resource := a.Get(name); resource != "" {
			add(Use{Kind: UseResource, Resource: resource})
		}
	}
	op := a.Get("operation")
	switch d.Effect {
	case Prepares:
		add(Use{Kind: UseRequest, Operation: op})
	case Calls, MustCall, Attempts, Sends, Tries:
		add(Use{Kind: UseCall, Operation: op})
	case Breaks:
		fault := a.Get("fault")
		if fault == "" {
			fault = d.Breaks
		}
		part := a.Get("part")
		if part == "" && (fault == request.BodyMissing || fault == request.BodyUnreadable) {
			part = "body"
		}
		add(Use{Kind: UseFault, Part: part, Field: a.Get("field"), Fault: fault})
	case Writes:
		add(Use{Kind: UseBody, Body: a.BodyMedia()})
	case Changes, LeavesOut:
		if a.Get("part") != "" {
			add(Use{Kind: UseField, Part: a.Get("part"), Field: a.Get("field")})
		}
	}
	for _, row := range a.Changes() {
		add(Use{Kind: UseField, Operation: op, Part: "name", Field: row[0]})
	}
	switch d.Effect {
	case MustCall, Accepts:
		add(Use{Kind: UseOutcome, Operation: op, Outcome: OutcomeAccepted})
	case Attempts, Tries, AllowsEither:
		add(Use{Kind: UseOutcome, Operation: op, Outcome: OutcomeEither})
	case Refuses:
		add(Use{Kind: UseOutcome, Outcome: OutcomeRefused})
	}
	if status := a.Get("status"); status != "" {
		add(Use{Kind: UseOutcome, Outcome: status})
	}
	return uses
}

// Follow returns what the sentences of a scenario touch, each with the operation that it is about. Sentences that fit no
// definition are left out.
func (v *Vocabulary) Follow(sentences []Sentence) []Use {
	var all []Use
	request, called, body := "", "", "" // the operations that "its" and "it" stand for, and how the body of the former is written
	for i, sentence := range sentences {
		d, args, ok := v.Parse(sentence)
		if !ok {
			continue
		}
		for _, u := range d.uses(args) {
			u.Step = i
			switch u.Kind {
			case UseRequest:
				request, body = u.Operation, ""
			case UseBody:
				u.Operation, body = request, u.Body
			case UseCall:
				if u.Operation == "" {
					u.Operation, u.Body = request, body
				}
				called = u.Operation
			case UseField, UseFault:
				if u.Operation == "" {
					u.Operation = request
				}
			case UseOutcome:
				if u.Operation == "" {
					u.Operation = called
				}
			}
			all = append(all, u)
		}
	}
	return all
}
