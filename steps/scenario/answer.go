package scenario

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
)

// Prepared is a request with the instances that it is about.
type Prepared struct {
	*request.Prepared
	used []*Instance
}

// Operation is the operation that the request calls, with its body in the media type in which it is sent.
func (b *Prepared) Operation() *specs.Operation { return b.Draft.Operation }

// isAbout reports whether the request names an instance in its address or its body as what it is about: by a path parameter, or, where
// it has none, anywhere.
func (b *Prepared) isAbout(inst *Instance) bool {
	_, inPath := b.Path[inst.Spec.Parameter]
	return inst.Spec.Parameter == "" || inPath
}

// Answer is an exchange that has an answer.
type Answer struct {
	Prepared *Prepared
	Exchange *exchange.Exchange

	meaning   specs.Meaning   // what it says to whoever made the request
	json      bool            // the body is one JSON document
	pending   []specs.Finding // undeclared status, as long as no sentence has said what the answer has to be
	eitherWay bool            // it may be accepted or refused
	anonymous bool            // the request presented nothing, as the target's configuration has nothing to present
	key       string          // of the configuration, under which it would have what its caller presents
}

func newAnswer(b *Prepared, x *exchange.Exchange) *Answer {
	a := &Answer{Prepared: b, Exchange: x}
	if x.Err == nil {
		a.meaning, a.json = b.Operation().Meaning(x.Status, x.Body), values.IsJSON(x.Body)
	}
	return a
}

// Purpose is the purpose that a check of the answer has: what was made in preparation counts once it is checked.
func (a *Answer) Purpose() exchange.Purpose {
	if a.Exchange.Request.Purpose == exchange.Preparing {
		return exchange.Testing
	}
	return a.Exchange.Request.Purpose
}

// Operation is the operationId of what was called.
func (a *Answer) Operation() string { return a.Prepared.Operation().ID }

// Status is the status of the answer, and 0 where there is none.
func (a *Answer) Status() int { return a.Exchange.Status }

// Accepted reports whether the answer says that what was asked for is done, or will be. It is the specification that says what an answer
// says (specs.Operation.Meaning): nothing in this house asks a status for it.
func (a *Answer) Accepted() bool { return a.meaning == specs.Accepted }

// Refused reports whether the answer says that it is not done, because of the request.
func (a *Answer) Refused() bool { return a.meaning == specs.Refused }

// InWords is the status of the answer, and what makes a refusal of it where the status does not say so: "404 Not Found", "200 OK, which
// the specification calls a refusal: responseCode is 01".
func (a *Answer) InWords() string {
	text := fmt.Sprint(a.Status())
	if status := http.StatusText(a.Status()); status != "" {
		text += " " + status
	}
	if rule, refused := a.Prepared.Operation().RefusedBy(a.Status(), a.Exchange.Body); refused {
		text += ", which the specification calls a refusal: " + a.seenBy(rule)
	}
	return text
}

// seenBy is what an answer has in the field of a rule, in words.
func (a *Answer) seenBy(rule specs.Condition) string {
	return rule.Field + " is " + values.Short(a.At(rule.Field).String())
}

// mayBeUndeclared reports whether the answer is a refusal whose status need not be declared: many contracts do not say how a request is
// refused. That holds for 4xx alone, of which HTTP says that they refuse; what else is a refusal is one by its declaration.
func (a *Answer) mayBeUndeclared() bool { return a.Refused() && a.Status()/100 == 4 }

// refusalInWords is how an operation may refuse a request.
func refusalInWords(op *specs.Operation) string {
	words := "refused (any 4xx"
	for _, rule := range op.Refusals() {
		words += ", or a 2xx in which " + rule.String()
	}
	return words + ")"
}

// acceptanceInWords is how an operation accepts a request.
func acceptanceInWords(op *specs.Operation) string {
	codes := make([]string, 0, len(op.Success()))
	for _, code := range op.Success() {
		codes = append(codes, fmt.Sprint(code))
	}
	words := "accepted (" + strings.Join(codes, " or ")
	for _, rule := range op.Refusals() {
		words += ", unless " + rule.String()
	}
	return words + ")"
}

// EitherWay reports whether the request might be accepted or refused.
func (a *Answer) EitherWay() bool { return a.eitherWay }

// At reads a value of the body. It does not exist when the body is not JSON. The empty path is the whole body.
func (a *Answer) At(path string) gjson.Result {
	if !a.json {
		return gjson.Result{}
	}
	if path == "" {
		path = "@this"
	}
	return gjson.GetBytes(a.Exchange.Body, path)
}

// List returns the list of an answer: at a path, or, where that is empty, the answer itself or the one list in it. Of several lists it
// is the one that the contract declares. What is no list does not exist.
func (a *Answer) List(path string) gjson.Result {
	if path != "" {
		return a.At(path)
	}
	root := a.At("")
	if root.IsArray() {
		return root
	}
	var lists, declared []gjson.Result
	root.ForEach(func(name, value gjson.Result) bool {
		if value.IsArray() {
			lists = append(lists, value)
			if a.Prepared.Operation().Declares(a.Status(), specs.EscapeName(name.Str)) {
				declared = append(declared, value)
			}
		}
		return true
	})
	if len(declared) > 0 {
		lists = declared
	}
	if len(lists) != 1 {
		return gjson.Result{}
	}
	return lists[0]
}

// Reading is a value of an answer that a sentence is about.
type Reading struct {
	Answer   *Answer
	Location string // dotted; empty: the whole answer
	Value    gjson.Result
}

// What is how checks name the value.
func (r Reading) What() string {
	if r.Location == "" {
		return "the answer"
	}
	return r.Location
}

// Parent returns what the value is part of: an object, a list or the whole answer.
func (r Reading) Parent() gjson.Result {
	i := strings.LastIndexByte(r.Location, '.')
	if i < 0 {
		return r.Answer.At("@this")
	}
	return r.Answer.At(r.Location[:i])
}

func (r Reading) shown() string { return values.Shown(r.Value) }
