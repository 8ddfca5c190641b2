package scenario

import (
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/steps/values"
)

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
