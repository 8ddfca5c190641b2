package contract

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/strictjson"
	"github.com/bbconform/bbconform/specs/internal/wording"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// Refusal is a rule by which an answer with a 2xx is a refusal all the same: some interfaces answer 200 and say in the body that
// they refuse.
type Refusal struct {
	Operations []string  `yaml:"operations"` // left out: all
	When       Condition `yaml:"when"`
}

// Condition is about one field of a body in JSON. It needs exactly one of Is, IsNot, IsPresent and IsNotEmpty. A body that is no
// JSON, a field that is not there and one that is null meet no condition, whichever it is: what is not said refuses nothing.
type Condition struct {
	Field      string `yaml:"field"`      // dotted, as the names of fields are: "message.ack.status"
	Is         Values `yaml:"is"`         // one of these
	IsNot      Values `yaml:"isNot"`      // none of these
	IsPresent  bool   `yaml:"isPresent"`  // there, whatever it is
	IsNotEmpty bool   `yaml:"isNotEmpty"` // a text, a list or an object with something in it
}

// Values are texts, numbers, true and false. YAML may give a single one as it is.
type Values []any

// UnmarshalYAML reads one value or a list of them.
func (v *Values) UnmarshalYAML(decode func(any) error) error {
	var value any
	if err := decode(&value); err != nil {
		return err
	}
	value = yamlfile.PlainNumbers(value)
	if list, ok := value.([]any); ok {
		*v = list
	} else {
		*v = Values{value}
	}
	return nil
}

// String returns the values as JSON writes them: "00" or "01".
func (v Values) String() string {
	words := make([]string, len(v))
	for i, value := range v {
		words[i] = wording.JSON(value)
	}
	return strings.Join(words, " or ")
}

// String returns the condition in words: `message.ack.status is "NACK"`.
func (c Condition) String() string {
	switch {
	case len(c.Is) > 0:
		return c.Field + " is " + c.Is.String()
	case len(c.IsNot) > 0:
		return c.Field + " is not " + c.IsNot.String()
	case c.IsPresent:
		return c.Field + " is present"
	case c.IsNotEmpty:
		return c.Field + " is not empty"
	}
	return c.Field + " is not said to be anything"
}

// holds reports whether a body meets the condition.
func (c Condition) holds(body []byte) bool {
	document, reader, err := strictjson.Read(body)
	if err != nil {
		return false
	}
	path := wording.SplitName(c.Field)
	value := strictjson.At(document, path)
	unreadable := func(f strictjson.Fault) bool { return f.Code == finding.OutOfRange && slices.Equal(f.Path, path) }
	if value == nil || slices.ContainsFunc(reader.Faults, unreadable) {
		return false
	}
	listed := func(declared any) bool { return sameValue(declared, value) }
	switch {
	case len(c.Is) > 0:
		return slices.ContainsFunc(c.Is, listed)
	case len(c.IsNot) > 0:
		return !slices.ContainsFunc(c.IsNot, listed)
	case c.IsNotEmpty:
		return hasSomething(value)
	}
	return c.IsPresent
}

// sameValue compares a value of block.yaml with one of an answer. Numbers are the same however they are written: 0, 0.0 and 0e1. A
// number is not the text of it.
func sameValue(declared, answered any) bool {
	number, isNumber := answered.(json.Number)
	if !isNumber {
		return IsScalar(declared) && declared == answered
	}
	switch declared.(type) {
	case string, bool:
		return false
	}
	a, ok := new(big.Rat).SetString(wording.JSON(declared))
	b, okToo := new(big.Rat).SetString(number.String())
	return ok && okToo && a.Cmp(b) == 0
}

// IsScalar reports whether a value is a text, a number, true or false.
func IsScalar(v any) bool {
	switch v.(type) {
	case string, bool, int64, uint64, float64:
		return true
	}
	return false
}

// hasSomething reports whether a text, a list or an object is not empty. Of a number, true or false it says nothing.
func hasSomething(v any) bool {
	switch v := v.(type) {
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case map[string]any:
		return len(v) > 0
	}
	return false
}
