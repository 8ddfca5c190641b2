package audit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// refusals looks at the rules by which a 2xx is a refusal: each names one condition, and each of its operations can meet it.
func (v *validator) refusals() {
	for i, r := range v.block.Refusals {
		node := fmt.Sprintf("$.refusals[%d]", i)
		if !v.condition(node, r.When) {
			continue
		}
		ids := r.Operations
		if len(ids) == 0 {
			ids = v.block.OperationIDs()
		}
		for j, id := range ids {
			at := node
			if len(r.Operations) > 0 {
				at = fmt.Sprintf("%s.operations[%d]", node, j)
			}
			v.operation(at, "a refusal", id)
			if o, err := v.block.Operation(id); err == nil {
				v.refusal(at, o, r.When)
			}
		}
	}
}

// condition reports whether a condition says one thing about one field.
func (v *validator) condition(node string, c contract.Condition) bool {
	said := 0
	for _, is := range []bool{len(c.Is) > 0, len(c.IsNot) > 0, c.IsPresent, c.IsNotEmpty} {
		if is {
			said++
		}
	}
	if c.Field == "" || said != 1 {
		v.report(node, "missing-value", "a refusal needs when with the name of a field, and exactly one of is, isNot, isPresent: true and isNotEmpty: true")
		return false
	}
	for _, value := range slices.Concat(c.Is, c.IsNot) {
		if !contract.IsScalar(value) {
			v.report(node, "unknown-value", "a refusal compares %s with %s; values are texts, numbers, true and false", c.Field, wording.JSON(value))
			return false
		}
	}
	return true
}

// refusal looks at a rule for one operation. What no answer of it can hold would never be a refusal, or always.
func (v *validator) refusal(node string, o *contract.Operation, c contract.Condition) {
	var fields []*openapi3.Schema
	for _, status := range o.SuccessStatuses() {
		if s := o.AnswerField(contract.StatusCode(status), c.Field); s != nil {
			fields = append(fields, s)
		}
	}
	if len(fields) == 0 {
		v.report(node, "unknown-field", "%s: no answer of success (%s) declares the field %q", o.ID, strings.Join(o.SuccessStatuses(), ", "), c.Field)
		return
	}
	if c.IsNotEmpty && !slices.ContainsFunc(fields, canBeEmpty) {
		v.report(node, "wrong-type", "%s: %s is neither a text, a list nor an object, so that it is never empty; use is, isNot or isPresent", o.ID, c.Field)
	}
	for _, value := range slices.Concat(c.Is, c.IsNot) {
		var why string
		conforms := slices.ContainsFunc(fields, func(s *openapi3.Schema) bool {
			why = o.WhyNot(s, value)
			return why == ""
		})
		if !conforms {
			v.report(node, "unknown-value", "%s: %s is never %s: %s", o.ID, c.Field, wording.JSON(value), why)
		}
	}
}

// canBeEmpty reports whether a schema allows a text, a list or an object.
func canBeEmpty(s *openapi3.Schema) bool {
	m := schema.OrEmpty(schema.Merged(s))
	if m.Type == nil {
		return true
	}
	return m.Type.Includes(openapi3.TypeString) || m.Type.Includes(openapi3.TypeArray) || m.Type.Includes(openapi3.TypeObject)
}
