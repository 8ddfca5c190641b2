package request

import (
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Fault is one way to break a field, as sentences name it.
type Fault struct {
	Name  string // as sentences name it
	About string // what is sent, and what the contract must say for it

	// violate returns a value that the contract forbids, or none for a field that is left out.
	violate func(f specs.Field, now any, token string) (any, error)
}

// Faults returns the ways to break a field, in the order of the documentation.
func Faults() []Fault {
	return []Fault{
		{IsMissing, "left out, where the contract requires it (not for path parameters)", missing},
		{"is null", "null, where the contract does not allow that (body fields only; a form knows it only within an object)", null},
		{"is empty", "an empty text, list, object or file, where the contract does not allow that (not for path parameters, nor for lists in a form)", empty},
		{"is of another type", "an object in place of a text, a text in place of anything else; a file of another media type than the contract names", anotherType},
		{"is longer than allowed", "one character or entry more than the contract's maximum", tooLong},
		{"is shorter than allowed", "one character or entry less than the contract's minimum", tooShort},
		{"is not one of the allowed values", "a value outside of the contract's enumeration", notAllowed},
		{"does not match its format", "a text that is not of the contract's format or pattern", wrongFormat},
		{"is below the allowed range", "less than the contract's minimum", belowRange},
		{"is above the allowed range", "more than the contract's maximum", aboveRange},
		{"is unknown", "a well-formed identifier of nothing", unknown},
	}
}

// FaultNames returns the names of Faults.
func FaultNames() []string {
	faults := Faults()
	names := make([]string, len(faults))
	for i, f := range faults {
		names[i] = f.Name
	}
	return names
}

func findFault(name string) (Fault, error) {
	for _, f := range Faults() {
		if f.Name == name {
			return f, nil
		}
	}
	return Fault{}, verdict.SuiteFaultf("there is no fault %q; there are: %s", name, strings.Join(FaultNames(), ", "))
}

// CheckApplicable reports why a fault cannot be applied to a field of an operation: the field does not exist, or the contract allows
// what the fault would send. In is as in specs.Field.
func CheckApplicable(op *specs.Operation, in, field, name string) error {
	_, err := fieldFault(op, in, field, name)
	return err
}

// fault breaks one thing about a request. Token goes into values that are made up.
type fault func(c *content, token string) error

// fieldFault breaks one field.
func fieldFault(op *specs.Operation, in, field, name string) (fault, error) {
	f, err := FieldOf(op, in, field)
	if err != nil {
		return nil, err
	}
	way, err := findFault(name)
	if err != nil {
		return nil, err
	}
	if _, err := way.violate(f, nil, "u1"); err != nil {
		return nil, verdict.SuiteFaultf("%s of operation %s: %q cannot be applied: %v", f, op.ID, name, err)
	}
	return func(c *content, token string) error {
		if name == IsMissing {
			return c.remove(f)
		}
		now, _ := c.get(f)
		value, err := way.violate(f, now, token)
		if err != nil {
			return verdict.SuiteFaultf("%s of operation %s: %q cannot be applied: %v", f, op.ID, name, err)
		}
		return c.set(f, value)
	}, nil
}

// CheckBodyApplicable reports why a fault cannot be applied to the body as a whole: BodyMissing or BodyUnreadable.
func CheckBodyApplicable(op *specs.Operation, fault string) error {
	switch {
	case op.MediaType() == "":
		return verdict.SuiteFaultf("operation %s takes no body", op.ID)
	case fault == BodyMissing && !op.BodyRequired():
		return verdict.SuiteFaultf("the contract does not require a body for operation %s", op.ID)
	case fault == BodyUnreadable && slices.Contains([]specs.BodyKind{specs.LineForm, specs.TextBody, specs.FileBody}, op.BodyKind()):
		return verdict.SuiteFaultf("the body of operation %s is %s (%s), of which any beginning can be read; say what else is wrong with it, or leave the fault out",
			op.ID, wordOf(op.BodyKind()), op.MediaType())
	}
	return nil
}

// IsMissing is the name of the fault of a field that is left out.
const IsMissing = "is missing"

// Faults of the body or the request as a whole.
const (
	BodyMissing       = "is missing"
	BodyUnreadable    = "is not readable"
	NoCredentials     = "no credentials"
	WrongCredentials  = "wrong credentials"
	OthersCredentials = "credentials of another role"
	OnBehalfOfNobody  = "on behalf of nobody"
	OnBehalfOfUnknown = "on behalf of somebody unknown"
)

func bodyFault(op *specs.Operation, name string) (fault, error) {
	if err := CheckBodyApplicable(op, name); err != nil {
		return nil, err
	}
	return func(c *content, _ string) error {
		if name == BodyMissing {
			c.body, c.hasBody = nil, false
		}
		c.unreadable = name == BodyUnreadable
		return nil
	}, nil
}

func credentialsFault(presents exchange.Presents) fault {
	return func(c *content, _ string) error {
		c.as.Presents = presents
		return nil
	}
}

func personFault(name string) fault {
	return func(c *content, token string) error {
		now := c.header[c.identity]
		delete(c.header, c.identity)
		if name == OnBehalfOfUnknown {
			c.header[c.identity] = values.Text(unknownLike(now, token))
		}
		return nil
	}
}
