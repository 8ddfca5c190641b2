package contract

import (
	"slices"
	"strings"
)

// Meaning is what an answer says to whoever made the request.
type Meaning int

// The meanings of an answer.
const (
	Neither  Meaning = iota // it does not say: an interim answer, a redirection, a fault of the server
	Accepted                // what was asked for is done, or will be
	Refused                 // it is not done, because of the request
)

// String returns the meaning in a word: "accepted", "refused" or "neither".
func (m Meaning) String() string {
	switch m {
	case Accepted:
		return "accepted"
	case Refused:
		return "refused"
	}
	return "neither"
}

// Meaning says what an answer of the operation means: 2xx is accepted, 4xx is refused, anything else is neither (RFC 9110,
// chapter 15). Where block.yaml has a rule for it (Refusal), the body can turn a 2xx into a refusal, and only that. Body is the
// whole body; nil where there is none. Whether the answer conforms to the contract is another question: CheckAnswer holds it
// against what is declared for its status, whatever it means.
func (o *Operation) Meaning(status int, body []byte) Meaning {
	switch {
	case status >= 400 && status <= 499:
		return Refused
	case status < 200 || status > 299:
		return Neither
	}
	if _, refused := o.RefusedBy(status, body); refused {
		return Refused
	}
	return Accepted
}

// RefusedBy returns the rule of block.yaml by which an answer is a refusal although its status is a 2xx, and false where there
// is no such rule.
func (o *Operation) RefusedBy(status int, body []byte) (Condition, bool) {
	if status < 200 || status > 299 {
		return Condition{}, false
	}
	for _, condition := range o.refusals {
		if condition.holds(body) {
			return condition, true
		}
	}
	return Condition{}, false
}

// Refusals returns the conditions under which an answer with a 2xx is a refusal, in the order of block.yaml. They must not be
// changed.
func (o *Operation) Refusals() []Condition { return o.refusals }

// RefusalStatuses returns the statuses with which the operation may be refused, as the contract declares them: every 4xx,
// "default", and the statuses of success where a rule makes a refusal of what they carry. Where nothing is declared, a refusal
// may still be any 4xx (see CheckAnswer).
func (o *Operation) RefusalStatuses() []string {
	return slices.DeleteFunc(o.Statuses(), func(status string) bool {
		return status != "default" && !strings.HasPrefix(status, "4") && !(strings.HasPrefix(status, "2") && len(o.refusals) > 0)
	})
}

// DeclaresRefusal reports whether it is said how a request is refused: by the contract, with a 4xx or "default", or by a rule of
// block.yaml.
func (o *Operation) DeclaresRefusal() bool { return len(o.RefusalStatuses()) > 0 }
