package audit

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestValidateRefusals(t *testing.T) {
	t.Parallel()
	const once = "missing-value: a refusal needs when with the name of a field, and exactly one of is, isNot, isPresent: true and isNotEmpty: true"
	for rule, want := range map[string][]string{
		"{operations: [coded], when: {field: code, is: '01'}}":                   nil,
		"{operations: [coded, declared], when: {field: code, is: ['01', '02']}}": nil,
		"{operations: [any], when: {field: message.ack.status, is: NACK}}":       nil,
		"{operations: [coded], when: {field: status, is: 0}}":                    nil,
		"{operations: [coded], when: {field: share, isNot: [0.5, 1]}}":           nil,
		"{operations: [coded], when: {field: done, is: false}}":                  nil,
		"{operations: [coded], when: {field: reason, isPresent: true}}":          nil,
		"{operations: [coded], when: {field: errors, isNotEmpty: true}}":         nil,
		`{operations: [coded], when: {field: 'dotted\.name', is: x}}`:            nil,
		"{operations: [coded], when: {field: code}}":                             {once},
		"{operations: [coded]}":                                                  {once},
		"{operations: [coded], when: {is: '01'}}":                                {once},
		"{operations: [coded], when: {field: code, is: []}}":                     {once},
		"{operations: [coded], when: {field: code, isPresent: false}}":           {once},
		"{operations: [coded], when: {field: code, is: '01', isNotEmpty: true}}": {once},
		"{operations: [coded], when: {field: code, is: '01', isNot: '00'}}":      {once},
		"{operations: [coded], when: {field: code, is: [null]}}":                 {"unknown-value: a refusal compares code with null; values are texts, numbers, true and false"},
		"{operations: [coded], when: {field: code, isNot: [{a: 1}]}}":            {`unknown-value: a refusal compares code with {"a":1}; values are texts, numbers, true and false`},
		"{operations: [coded, paint], when: {field: code, is: '01'}}":            {`unknown-operation: a refusal names an operation that cannot be used: building block fixture@1 has no operation "paint"; there are: any, bare, coded, declared`},
		"{operations: [coded], when: {field: cod, is: '01'}}":                    {`unknown-field: coded: no answer of success (200) declares the field "cod"`},
		"{operations: [coded], when: {field: message.ack, is: NACK}}":            {`unknown-value: coded: message.ack is never "NACK": it is a string, not an object (expected: an object)`},
		"{operations: [any], when: {field: message.nack.status, is: NACK}}":      {`unknown-field: any: no answer of success (default) declares the field "message.nack.status"`},
		"{operations: [bare], when: {field: code, is: '01'}}":                    {`unknown-field: bare: no answer of success (204) declares the field "code"`},
		"{when: {field: code, is: '01'}}":                                        {`unknown-field: bare: no answer of success (204) declares the field "code"`},
		"{operations: [coded], when: {field: code, is: '03'}}":                   {`unknown-value: coded: code is never "03": it is not one of the values that the contract lists (expected: one of "00", "01", "02")`},
		"{operations: [coded], when: {field: reason, isNot: [none, 1]}}":         {`unknown-value: coded: reason is never 1: it is a number, not a string (expected: a string)`},
		"{operations: [coded], when: {field: status, is: '0'}}":                  {`unknown-value: coded: status is never "0": it is a string, not an integer (expected: an integer)`},
		"{operations: [coded], when: {field: status, isNotEmpty: true}}":         {"wrong-type: coded: status is neither a text, a list nor an object, so that it is never empty; use is, isNot or isPresent"},
	} {
		for _, version := range []string{"3.0.3", "3.1.0"} {
			files := fixture.Files(t, strings.Replace(fixture.Receipts, "3.0.3", version, 1))
			files["fixture/1/block.yaml"] += "refusals:\n  - " + rule + "\n"
			block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "fixture", Version: "1"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range Validate(block) {
				if p.Code == "bad-sample" {
					continue // there are none
				}
				if p.Line != 11 {
					t.Errorf("%s: the line is %d, not 11", rule, p.Line)
				}
				got = append(got, p.Code+": "+p.Message)
			}
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("OpenAPI %s, %s:\ngot  %q\nwant %q", version, rule, got, want)
			}
		}
	}
}

// A sample answer of a success that the building block's own rule takes for a refusal shows that one of them is wrong.
func TestValidateRefusingSample(t *testing.T) {
	t.Parallel()
	for code, refusing := range map[string]bool{"00": false, "01": true} {
		files := fixture.Files(t, fixture.Receipts)
		files["fixture/1/block.yaml"] += "refusals:\n  - {operations: [coded], when: {field: code, is: '01'}}\n"
		files["fixture/1/answers/coded.200.yaml"] = "body: {code: '" + code + "'}\n"
		block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "fixture", Version: "1"})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range Validate(block) {
			if p.Code == "refusing-sample" {
				found = true
				if p.File != "fixture/1/answers/coded.200.yaml" || !strings.Contains(p.Message, `code is "01"`) {
					t.Errorf("the problem is %s", p)
				}
			}
		}
		if found != refusing {
			t.Errorf("a sample with the code %s: refusing is %t", code, found)
		}
	}
}
