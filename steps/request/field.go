package request

import (
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/verdict"
)

// FieldOf finds a field of an operation; in is as in specs.Field. The error is a fault of the suite and lists what there is.
func FieldOf(op *specs.Operation, in, name string) (specs.Field, error) {
	f, err := op.Field(in, name)
	if err != nil {
		return specs.Field{}, verdict.SuiteFaultf("%v", err)
	}
	return f, nil
}

// NamedField finds a field by its name alone, a parameter before a field of the body. Where that would be ambiguous, the part goes
// before the name: "query limit", "body active".
func NamedField(op *specs.Operation, name string) (specs.Field, error) {
	for _, in := range []string{specs.InPath, specs.InQuery, specs.InHeader, specs.InBody} {
		if rest, ok := strings.CutPrefix(name, in+" "); ok {
			return FieldOf(op, in, strings.TrimSpace(rest))
		}
	}
	for _, in := range []string{specs.InPath, specs.InQuery, specs.InHeader} {
		if f, err := op.Field(in, name); err == nil {
			return f, nil
		}
	}
	if op.MediaType() == "" {
		var names []string
		for _, f := range op.Parameters() {
			names = append(names, f.Name)
		}
		return specs.Field{}, verdict.SuiteFaultf("operation %s has no parameter %q, and takes no body; its parameters are: %s", op.ID, name, strings.Join(names, ", "))
	}
	return FieldOf(op, specs.InBody, name)
}

// InSample reports whether the sample request of an operation, in its media type, has a value for a field.
func InSample(block *specs.Block, op *specs.Operation, in, field string) bool {
	sample, err := block.Sample(op.ID)
	if err != nil {
		return false
	}
	var there bool
	switch in {
	case specs.InPath:
		_, there = sample.Path[field]
	case specs.InQuery:
		_, there = sample.Query[field]
	case specs.InHeader:
		_, there = sample.Header[field]
	default:
		_, there = getAt(sample.BodyOf(op), specs.SplitName(field))
	}
	return there
}
