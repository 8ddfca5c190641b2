package steps

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
		{"is missing", "left out, where the contract requires it (not for path parameters)", missing},
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

func faultNames() []string {
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
	return Fault{}, verdict.SuiteFaultf("there is no fault %q; there are: %s", name, strings.Join(faultNames(), ", "))
}

// partNames maps the parts of a request, as sentences name them, to where a field is.
var partNames = map[string]string{
	"body field": specs.InBody, "query parameter": specs.InQuery, "header": specs.InHeader, "path parameter": specs.InPath,
}

// CheckApplicable reports why a fault cannot be applied to a field of an operation: the field does not exist, or the contract
// allows what the fault would send. The part is as in sentences: "body field", "query parameter", "header", "path parameter".
func CheckApplicable(op *specs.Operation, part, field, fault string) error {
	in, ok := partNames[part]
	if !ok {
		return verdict.SuiteFaultf("a request has no %q", part)
	}
	f, err := op.Field(in, field)
	if err != nil {
		return verdict.SuiteFaultf("%v", err)
	}
	way, err := findFault(fault)
	if err != nil {
		return err
	}
	if _, err := way.violate(f, nil, "u1"); err != nil {
		return verdict.SuiteFaultf("%s of operation %s: %q cannot be applied: %v", f, op.ID, fault, err)
	}
	return nil
}

// fault is one thing that is broken about a request.
type fault struct {
	name  string // as sentences name it
	apply func(p *parts, token string) error
}

// fieldFault breaks one field.
func fieldFault(op *specs.Operation, part, field, name string) (fault, error) {
	if err := CheckApplicable(op, part, field, name); err != nil {
		return fault{}, err
	}
	f, err := op.Field(partNames[part], field)
	if err != nil {
		return fault{}, verdict.SuiteFaultf("%v", err)
	}
	way, err := findFault(name)
	if err != nil {
		return fault{}, err
	}
	return fault{name: part + " " + field + " " + name, apply: func(p *parts, token string) error {
		if name == "is missing" {
			return p.remove(f)
		}
		now, _ := p.get(f)
		value, err := way.violate(f, now, token)
		if err != nil {
			return verdict.SuiteFaultf("%s of operation %s: %q cannot be applied: %v", f, op.ID, name, err)
		}
		return p.set(f, value)
	}}, nil
}

// CheckBodyApplicable reports why a fault cannot be applied to the body as a whole: "is missing" or "is not readable".
func CheckBodyApplicable(op *specs.Operation, fault string) error {
	switch {
	case op.MediaType() == "":
		return verdict.SuiteFaultf("operation %s takes no body", op.ID)
	case fault == bodyMissing && !op.BodyRequired():
		return verdict.SuiteFaultf("the contract does not require a body for operation %s", op.ID)
	case fault == bodyUnreadable && slices.Contains([]specs.BodyKind{specs.LineForm, specs.TextBody, specs.FileBody}, op.BodyKind()):
		return verdict.SuiteFaultf("the body of operation %s is %s (%s), of which any beginning can be read; say what else is wrong with it, or leave the fault out",
			op.ID, wordOf(op.BodyKind()), op.MediaType())
	}
	return nil
}

// Faults of the body or the request as a whole.
const (
	bodyMissing      = "is missing"
	bodyUnreadable   = "is not readable"
	noCredentials    = "no credentials"
	wrongCredentials = "wrong credentials"
	nobody           = "on behalf of nobody"
	somebodyUnknown  = "on behalf of somebody unknown"
)

func bodyFault(op *specs.Operation, name string) (fault, error) {
	if err := CheckBodyApplicable(op, name); err != nil {
		return fault{}, err
	}
	return fault{name: "body " + name, apply: func(p *parts, _ string) error {
		if name == bodyMissing {
			p.body, p.hasBody = nil, false
		}
		p.unreadable = name == bodyUnreadable
		return nil
	}}, nil
}

func credentialsFault(c exchange.Credentials) fault {
	name := noCredentials
	if c == exchange.Wrong {
		name = wrongCredentials
	}
	return fault{name: name, apply: func(p *parts, _ string) error {
		p.credentials = c
		return nil
	}}
}

func principalFault(b principal) fault {
	name := nobody
	if b == principalUnknown {
		name = somebodyUnknown
	}
	return fault{name: name, apply: func(p *parts, token string) error {
		now := p.header[p.identity]
		delete(p.header, p.identity)
		if b == principalUnknown {
			p.header[p.identity] = values.Text(unknownLike(now, token))
		}
		return nil
	}}
}

// checkIdentity reports why a request cannot be made on behalf of nobody or of another.
func checkIdentity(block *specs.Block, operation string) error {
	if block.Identity == nil || !slices.Contains(block.Identity.Operations, operation) {
		return verdict.SuiteFaultf("operation %s is not made on behalf of anybody: see identity.operations of building block %s", operation, block.Ref())
	}
	return nil
}
