package contract

import (
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

// receiptsWith is that contract with rules of refusal.
func receiptsWith(t testing.TB, rules string) *Set {
	t.Helper()
	return contractsWith(t, fixture.Receipts, rules)
}

func TestMeaningByStatus(t *testing.T) {
	t.Parallel()
	o := operation(t, fixture.Receipts, "coded")
	for status, want := range map[int]Meaning{
		0: Neither, 100: Neither, 199: Neither, 200: Accepted, 204: Accepted, 299: Accepted, 300: Neither, 302: Neither, 399: Neither,
		400: Refused, 404: Refused, 429: Refused, 464: Refused, 499: Refused, 500: Neither, 503: Neither, 599: Neither,
	} {
		for _, body := range []string{"", `{"code": "01", "errors": [{}]}`, "<html>"} {
			if got := o.Meaning(status, []byte(body)); got != want {
				t.Errorf("%d %s is %s, not %s", status, body, got, want)
			}
		}
	}
}

func TestMeaningByBody(t *testing.T) {
	t.Parallel()
	const (
		code     = "{field: code, is: '01'}"
		codes    = "{field: code, is: ['01', '02']}"
		not      = "{field: code, isNot: ['00']}"
		zero     = "{field: status, is: 0}"
		half     = "{field: share, is: [0.5, 1000.0]}"
		undone   = "{field: done, is: false}"
		nack     = "{field: message.ack.status, is: NACK}"
		dotted   = `{field: 'dotted\.name', is: bad}`
		entry    = "{field: errors.0, isPresent: true}"
		reason   = "{field: reason, isPresent: true}"
		detail   = "{field: detail, isPresent: true}"
		errs     = "{field: errors, isNotEmpty: true}"
		message  = "{field: reason, isNotEmpty: true}"
		object   = "{field: detail, isNotEmpty: true}"
		negative = "{field: status, isNot: [1, 2]}"
	)
	for when, answers := range map[string]map[string]Meaning{
		code: {
			`{"code": "01"}`: Refused, `{"code": "00"}`: Accepted, `{"code": "02"}`: Accepted, `{}`: Accepted, `{"code": null}`: Accepted,
			`{"code": 1}`: Accepted, `{"code": ["01"]}`: Accepted, `{"code": {"01": "01"}}`: Accepted, `{"Code": "01"}`: Accepted,
			``: Accepted, ` `: Accepted, `01`: Accepted, `"01"`: Accepted, `null`: Accepted, `[{"code": "01"}]`: Accepted,
			`<code>01</code>`: Accepted, `{"code": "01"`: Accepted, `{"code": "01"} and more`: Refused, "\xef\xbb\xbf{\"code\": \"01\"}": Refused,
			`{"code": "\u0030\u0031"}`: Refused,
		},
		codes: {`{"code": "01"}`: Refused, `{"code": "02"}`: Refused, `{"code": "00"}`: Accepted, `{"code": "03"}`: Accepted},
		not: {
			`{"code": "00"}`: Accepted, `{"code": "01"}`: Refused, `{"code": "99"}`: Refused, `{"code": 0}`: Refused, `{"code": []}`: Refused,
			`{}`: Accepted, `{"code": null}`: Accepted, `[]`: Accepted, `nothing`: Accepted,
		},
		zero: {
			`{"status": 0}`: Refused, `{"status": 0.0}`: Refused, `{"status": -0}`: Refused, `{"status": 0e5}`: Refused, `{"status": 0.00e-9}`: Refused,
			`{"status": 1}`: Accepted, `{"status": 0.1}`: Accepted, `{"status": 1e-300}`: Accepted, `{"status": "0"}`: Accepted, `{"status": false}`: Accepted,
			`{"status": null}`: Accepted, `{"status": ""}`: Accepted, `{"status": 1e999999}`: Accepted, `{"status": ` + strings.Repeat("9", 1000) + `}`: Accepted,
		},
		half: {
			`{"share": 0.5}`: Refused, `{"share": 0.50}`: Refused, `{"share": 5e-1}`: Refused, `{"share": 1000}`: Refused, `{"share": 1E+3}`: Refused,
			`{"share": 0.5000000000000000000001}`: Accepted, `{"share": 1000.1}`: Accepted,
		},
		undone: {
			`{"done": false}`: Refused, `{"done": true}`: Accepted, `{"done": null}`: Accepted, `{"done": 0}`: Accepted, `{"done": "false"}`: Accepted, `{}`: Accepted,
		},
		nack: {
			`{"message": {"ack": {"status": "NACK"}}}`: Refused, `{"message": {"ack": {"status": "ACK"}}}`: Accepted, `{"message": {"ack": "NACK"}}`: Accepted,
			`{"message": {}}`: Accepted, `{"message": null}`: Accepted, `{"status": "NACK"}`: Accepted, `{"message.ack.status": "NACK"}`: Accepted,
		},
		dotted: {`{"dotted.name": "bad"}`: Refused, `{"dotted": {"name": "bad"}}`: Accepted},
		entry:  {`{"errors": [{}]}`: Refused, `{"errors": []}`: Accepted, `{"errors": [null]}`: Accepted, `{"errors": {"0": 1}}`: Refused},
		reason: {`{"reason": "no"}`: Refused, `{"reason": ""}`: Refused, `{"reason": null}`: Accepted, `{}`: Accepted, `no`: Accepted},
		detail: {`{"detail": {}}`: Refused, `{"detail": false}`: Refused, `{"detail": null}`: Accepted},
		errs: {
			`{"errors": [{"errorCode": "x"}]}`: Refused, `{"errors": [null]}`: Refused, `{"errors": []}`: Accepted, `{"errors": null}`: Accepted, `{}`: Accepted,
			`{"errors": {"a": 1}}`: Refused, `{"errors": {}}`: Accepted, `{"errors": "much"}`: Refused, `{"errors": ""}`: Accepted,
			`{"errors": 0}`: Accepted, `{"errors": 1}`: Accepted, `{"errors": true}`: Accepted,
		},
		message:  {`{"reason": "no"}`: Refused, `{"reason": ""}`: Accepted, `{"reason": " "}`: Refused},
		object:   {`{"detail": {"a": null}}`: Refused, `{"detail": {}}`: Accepted},
		negative: {`{"status": 1.0}`: Accepted, `{"status": 2}`: Accepted, `{"status": 3}`: Refused},
	} {
		o, err := receiptsWith(t, "refusals:\n  - {operations: [coded], when: "+when+"}\n").Operation("coded")
		if err != nil {
			t.Fatal(err)
		}
		for body, want := range answers {
			if got := o.Meaning(200, []byte(body)); got != want {
				t.Errorf("when %s, 200 %.60q is %s, not %s", when, body, got, want)
			}
			if got := o.Meaning(404, []byte(body)); got != Refused {
				t.Errorf("when %s, 404 %.60q is %s", when, body, got)
			}
			if got := o.Meaning(500, []byte(body)); got != Neither {
				t.Errorf("when %s, 500 %.60q is %s", when, body, got)
			}
		}
	}
}

// A rule is for the operations that it names, and for all where it names none; of several rules any refuses.
func TestRefusalsOfOperations(t *testing.T) {
	t.Parallel()
	block := receiptsWith(t, "refusals:\n  - {operations: [coded, declared], when: {field: code, is: '01'}}\n  - {when: {field: errors, isNotEmpty: true}}\n")
	for id, want := range map[string][]Meaning{"coded": {Refused, Refused}, "declared": {Refused, Refused}, "any": {Accepted, Refused}, "bare": {Accepted, Refused}} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		got := []Meaning{o.Meaning(200, []byte(`{"code": "01"}`)), o.Meaning(202, []byte(`{"errors": [1]}`))}
		if !slices.Equal(got, want) {
			t.Errorf("of %s: %v, not %v", id, got, want)
		}
	}
	o, err := block.Operation("coded")
	if err != nil {
		t.Fatal(err)
	}
	if rule, refused := o.RefusedBy(200, []byte(`{"code": "01"}`)); !refused || rule.String() != `code is "01"` {
		t.Errorf("refused by %q, %t", rule, refused)
	}
	if rule, refused := o.RefusedBy(404, []byte(`{"code": "01"}`)); refused {
		t.Errorf("404 is refused by %q, and not by its status", rule)
	}
}

// An answer that refuses in its body is held against the contract of its status all the same.
func TestRefusalInBodyConforms(t *testing.T) {
	t.Parallel()
	o, err := receiptsWith(t, "refusals:\n  - {operations: [coded], when: {field: code, isNot: '00'}}\n").Operation("coded")
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string][]string{`{"code": "01"}`: nil, `{"code": "03"}`: {finding.NotInEnumeration}} {
		a := Answer{Status: 200, Header: map[string][]string{"Content-Type": {"application/json"}}, Body: []byte(body), Refusal: true}
		var got []string
		for _, f := range o.CheckAnswer(a) {
			got = append(got, f.Code)
		}
		if o.Meaning(200, []byte(body)) != Refused || !slices.Equal(got, want) {
			t.Errorf("%s is %s with the findings %q, not %q", body, o.Meaning(200, []byte(body)), got, want)
		}
	}
}

func TestRefusalStatuses(t *testing.T) {
	t.Parallel()
	plain, ruled := contracts(t, fixture.Receipts), receiptsWith(t, "refusals:\n  - {operations: [coded, declared, any], when: {field: code, is: '01'}}\n")
	for id, want := range map[string][2][]string{
		"coded": {nil, {"200"}}, "declared": {{"409"}, {"200", "409"}}, "any": {{"default"}, {"default"}}, "bare": {nil, nil},
	} {
		for i, block := range []*Set{plain, ruled} {
			o, err := block.Operation(id)
			if err != nil {
				t.Fatal(err)
			}
			if got := o.RefusalStatuses(); len(got)+len(want[i]) > 0 && !slices.Equal(got, want[i]) || o.DeclaresRefusal() != (len(want[i]) > 0) {
				t.Errorf("%s is refused with %q, %t; not with %q", id, got, o.DeclaresRefusal(), want[i])
			}
		}
	}
}

// The view of an operation in another media type refuses as the operation does.
func TestRefusalOfView(t *testing.T) {
	t.Parallel()
	o, err := contractsWith(t, fixture.Things, "refusals:\n  - {when: {field: code, is: x}}\n").Operation("changeThing")
	if err != nil {
		t.Fatal(err)
	}
	view, err := o.As("application/x-www-form-urlencoded")
	if err != nil {
		t.Fatal(err)
	}
	if got := view.Meaning(200, []byte(`{"code": "x"}`)); got != Refused {
		t.Errorf("as a form it is %s", got)
	}
}

func TestConditionWords(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]Condition{
		`code is "01"`:                    {Field: "code", Is: Values{"01"}},
		`status is 0 or 2`:                {Field: "status", Is: Values{int64(0), int64(2)}},
		`code is not "00"`:                {Field: "code", IsNot: Values{"00"}},
		"reason is present":               {Field: "reason", IsPresent: true},
		"errors is not empty":             {Field: "errors", IsNotEmpty: true},
		"code is not said to be anything": {Field: "code"},
	} {
		if got := c.String(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
