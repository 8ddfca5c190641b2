package steps

import (
	"net/http"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/language"
)

// codeCase is a scenario that a till passes which says with a code that it refuses, and what becomes of it with faults.
type codeCase struct {
	about  string
	text   string
	faults map[string]string // of the till: verdict, and code of the finding where there is one
}

var codeCases = []codeCase{
	{"it is accepted", "When \"transferCreate\" is called\nThen it is accepted", map[string]string{
		"refuses transferCreate": "failed not-accepted",
	}},
	{"a preparation", "Given an existing transfer\nThen the transfer can be read", map[string]string{
		"refuses transferCreate": "inconclusive not-accepted",
	}},
	{"a call of the preparation", "Given \"transferUpdate\" has been called\nThen its \"transfer.amount\" is 13", map[string]string{
		"refuses transferUpdate": "inconclusive not-accepted",
	}},
	{"it is refused", `
		Given a valid "transferCreate" request
		But its body field "transfer.amount" is below the allowed range
		When it is sent
		Then it is refused`, map[string]string{
		"accepts everything":             "failed not-refused",
		"refuses with an accepting code": "failed not-refused",
		"refuses transferCreate":         "inconclusive not-accepted", // the control is refused, so that the refusal shows nothing
		"refusal leaks":                  "failed leaks-internals",
		"refusal against the contract":   "failed wrong-type",
		"refuses with 201":               "failed undeclared-status", // only a 4xx need not be declared
		"breaks down":                    "failed not-refused",
	}},
	{"it is refused with a status", `
		Given a valid "transferCreate" request
		But its body field "transfer.amount" is below the allowed range
		When it is sent
		Then it is refused with 200`, map[string]string{
		"accepts everything":             "failed not-refused",
		"refuses with an accepting code": "failed not-refused",
		"breaks down":                    "failed not-refused",
	}},
	{"a refusal changes nothing", `
		Given a valid "transferUpdate" request
		But its body field "transfer.amount" is below the allowed range
		When it is sent
		Then it is refused
		And the transfer is unchanged`, map[string]string{
		"refuses, and does it": "failed changed-though-refused",
		"accepts everything":   "failed not-refused",
	}},
	{"a refusal removes nothing", `
		Given a valid "transferDelete" request
		But it carries no credentials
		When it is sent
		Then it is refused
		And the transfer can be read`, map[string]string{
		"refuses, and does it": "failed changed-though-refused",
	}},
	{"nothing is stored of what was refused", `
		Given a valid "transferCreate" request
		But it carries wrong credentials
		When it is sent
		Then it is refused
		And the list of transfers holds nothing of what was refused`, map[string]string{
		"refuses, and does it": "failed unexpected-entry",
		"refuses transferList": "failed not-accepted",
	}},
	{"nothing is stored of what should have been refused", `
		Given a valid "transferCreate" request
		But it carries wrong credentials
		When it is sent
		Then the list of transfers holds nothing of what was refused`, map[string]string{
		"accepts everything":             "failed not-refused",
		"refuses with an accepting code": "failed not-refused",
	}},
	{"a refusal after a call", `
		Given an existing transfer
		And "transferRead" has been called
		And "transferDelete" has been called
		When "transferRead" is called
		Then it is refused`, map[string]string{
		"delete not applied":             "failed not-refused",
		"refuses with an accepting code": "failed not-refused",
	}},
	{"an attempt that is refused", `
		Given an existing transfer
		When "transferUpdate" is attempted with
			| transfer.amount | -1 |
		Then the transfer is unchanged`, map[string]string{
		"accepts everything": "failed wrong-value",
		"breaks down":        "failed not-accepted",
		"refusal leaks":      "failed leaks-internals",
		"refuses with 201":   "failed undeclared-status",
	}},
	{"what cannot be in the answer of an attempt that is refused", `
		Given an existing transfer
		And its "transfer.reference" is remembered as "reference"
		When "transferUpdate" is attempted with
			| transfer.amount | -1 |
		Then its "transfer.reference" is not the remembered "reference"`, map[string]string{
		"refuses with an accepting code": "failed missing-field",
	}},
	{"exactly one answer is accepted", "Given a valid \"payeePay\" request\nWhen it is sent 4 times at once\nThen exactly one answer is accepted", map[string]string{
		"pays twice":       "failed wrong-count",
		"refusal leaks":    "failed leaks-internals",
		"breaks down":      "failed not-refused",
		"refuses payeePay": "failed wrong-count",
	}},
	{"all answers are accepted", "Given a valid \"transferCreate\" request\nWhen it is sent 3 times at once, each with values of its own\nThen all answers are accepted", map[string]string{
		"refuses transferCreate": "failed not-accepted",
	}},
	{"nothing is found", "Given an existing transfer\nWhen \"transferSearch\" is called with\n| reference | Nothing of that name |\nThen nothing is found", map[string]string{
		"search ignored":                 "failed unexpected-entry",
		"refusal leaks":                  "failed leaks-internals",
		"refuses with an accepting code": "failed unexpected-entry",
		"breaks down":                    "failed not-accepted",
	}},
	{"nothing is found of what was deleted", "Given an existing transfer\nAnd \"transferDelete\" has been called\nWhen \"transferRead\" is called\nThen nothing is found", map[string]string{
		"delete not applied": "failed unexpected-entry",
	}},
	{"the time of an answer", "Given an existing transfer\nWhen \"transferRead\" is called\nThen it answers within 20 seconds", map[string]string{
		"refuses transferRead": "failed not-accepted",
	}},
	{"it can be read", "When \"transferCreate\" is called\nThen it is accepted\nAnd the transfer can be read", map[string]string{
		"refuses transferRead": "failed not-accepted",
	}},
	{"it can no longer be read", "Given an existing transfer\nWhen \"transferDelete\" is called\nThen it is accepted\nAnd the transfer can no longer be read", map[string]string{
		"delete not applied":     "failed still-there",
		"unknown is found":       "passed", // the only one is gone
		"refuses transferRead":   "inconclusive not-accepted",
		"refuses transferDelete": "failed not-accepted",
		"breaks down":            "failed not-accepted",
	}},
	{"it reads as sent", "Given an existing transfer\nWhen \"transferUpdate\" is called\nThen it is accepted\nAnd the transfer reads as sent", map[string]string{
		"refuses transferRead":   "failed not-accepted",
		"refuses transferUpdate": "failed not-accepted",
	}},
	{"it is as sent", "When \"transferCreate\" is called\nThen its \"transfer\" is as sent", map[string]string{
		"refuses transferCreate": "failed not-accepted",
	}},
	{"the list no longer contains it", "Given an existing transfer\nWhen \"transferDelete\" is called\nThen it is accepted\nAnd the list of transfers no longer contains the transfer", map[string]string{
		"delete not applied":   "failed unexpected-entry",
		"refuses transferList": "inconclusive not-accepted",
	}},
	{"the list holds what was sent", "When \"transferCreate\" is called\nThen the list of transfers holds what was sent exactly once", map[string]string{
		"refuses transferCreate": "failed not-accepted",
		"list incomplete":        "failed missing-entry",
	}},
	{"pages, of which the one beyond the last is refused", `
		Given 4 existing transfers
		When every page of "transferList" is read, 2 entries at a time
		Then the pages hold each of the transfers exactly once
		And no page holds more than 2 entries`, map[string]string{
		"list incomplete": "failed missing-entry",
		"breaks down":     "failed not-accepted",
		"refusal leaks":   "failed leaks-internals",
	}},
	{"a call that is repeated", "Given an existing transfer\nWhen \"transferRead\" is called until its \"transfer.amount\" is \"12.5\", for at most 2 seconds\nThen it is accepted", map[string]string{
		"refuses transferRead": "failed not-accepted",
	}},
	{"an identifier that a list tells", "Given an existing payee\nWhen \"payeeDelete\" is called\nThen it is accepted", map[string]string{
		"refuses payeeList":   "inconclusive not-accepted",
		"refuses payeeCreate": "inconclusive not-accepted",
	}},
	{"an identifier that a list tells of what was called for", "When \"payeeCreate\" is called\nThen it is accepted\nWhen \"payeeDelete\" is called\nThen it is accepted", map[string]string{
		"refuses payeeList":   "failed not-accepted",
		"refuses payeeCreate": "failed not-accepted",
	}},
}

// What an answer means is what the specification says of it: a building block that refuses with 200 and a code passes and fails like any
// other.
func TestRefusalsByACode(t *testing.T) {
	t.Parallel()
	for _, c := range codeCases {
		t.Run(c.about, func(t *testing.T) {
			t.Parallel()
			tellOf(t, blocks.Till, blocks.NewTill(t, ""), c.text).mustBe(t, "passed", "")
			if mistakes := Lint(blocks.Block(t, blocks.Till), sentencesOf(t, c.text)); len(mistakes) > 0 {
				t.Errorf("lint: %v", mistakes)
			}
			for fault, want := range c.faults {
				verdict, code, _ := strings.Cut(want, " ")
				if said := tellOf(t, blocks.Till, blocks.NewTill(t, fault), c.text); said.verdict() != verdict || said.code() != code {
					t.Errorf("%q: %s %s at %q, want %s: %v", fault, said.verdict(), said.code(), said.sentence, want, said.err)
				}
			}
		})
	}
}

// Whoever says the same to everything passes nothing, whatever it is that he says.
func TestTheSameCodeForEverythingPassesNothing(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"00", "01"} {
		for _, c := range codeCases {
			always := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				blocks.Reply(w, 200, blocks.Object{"responseCode": code})
			})
			if code == "00" && strings.HasSuffix(c.text, "accepted") && !strings.Contains(c.text, "payee") {
				continue // it asks for acceptance and nothing else
			}
			if said := tellOf(t, blocks.Till, always, c.text); said.verdict() != "failed" && said.verdict() != "inconclusive" {
				t.Errorf("%s with %s: %s, %v", c.about, code, said.verdict(), said.err)
			}
		}
	}
}

// Both the status and what makes a refusal of it are told.
func TestARefusalByACodeIsToldInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, fault, says string }{
		{"When \"transferCreate\" is called\nThen it is accepted", "refuses transferCreate",
			"a valid request is not accepted (status), expected accepted (200, unless responseCode is not \"00\"), " +
				"got 200 OK, which the specification calls a refusal: responseCode is 09"},
		{"Given a valid \"transferCreate\" request\nBut its body is missing\nWhen it is sent\nThen it is refused", "accepts everything",
			"a request that must be refused is accepted (status), expected refused (any 4xx, or a 2xx in which responseCode is not \"00\"), got 200 OK"},
		{"Given an existing transfer\nWhen \"transferDelete\" is called\nThen it is accepted\nAnd the transfer can no longer be read", "refuses transferDelete",
			"200 OK, which the specification calls a refusal: responseCode is 09"},
	} {
		said := tellOf(t, blocks.Till, blocks.NewTill(t, c.fault), c.text)
		if said.err == nil || !strings.Contains(said.err.Error(), c.says) {
			t.Errorf("%s: %v\nwant %s", c.text, said.err, c.says)
		}
	}
	// What cannot be removed is a note, in the same words.
	s := NewScenario(Environment{
		Catalogue: blocks.Catalogue(), Ref: blocks.Till, Client: &blocks.Wire{Base: "http://till", Handler: blocks.NewTill(t, "refuses transferDelete")}, Run: "run",
	})
	for _, text := range []string{`the "till" building block`, "an existing transfer"} {
		if err := Say(t.Context(), s, Sentence{Text: text, Phase: Preparation}); err != nil {
			t.Fatal(err)
		}
	}
	if notes := s.Cleanup(t.Context()).Notes; len(notes) != 1 || !strings.Contains(notes[0], "transferDelete answered 200 OK, which the specification calls a refusal: responseCode is 09") {
		t.Errorf("notes %q", notes)
	}
}

// Lint and coverage follow the specification, too: with which statuses an operation refuses, and what a status says.
func TestStatusesOfRefusals(t *testing.T) {
	t.Parallel()
	refused := func(block, operation, status string) string {
		ref := map[string]specs.Ref{"till": blocks.Till, "library": blocks.Library}[block]
		text := "Given a valid \"" + operation + "\" request\nBut it carries no credentials\nWhen it is sent\nThen it is refused with " + status
		var all []string
		for _, m := range Lint(blocks.Block(t, ref), sentencesOf(t, text)) {
			all = append(all, m.Message)
		}
		return strings.Join(all, "\n")
	}
	for _, c := range []struct{ block, operation, status, says string }{
		{"till", "transferCreate", "200", ""},
		{"till", "transferCreate", "400", "does not declare 400 as a refusal but 200"},
		{"library", "bookCreate", "400", ""},
		{"library", "bookCreate", "200", "does not declare 200 as a refusal but 400"},
		{"library", "bookDelete", "204", "does not declare 204 as a refusal but none"},
	} {
		if got := refused(c.block, c.operation, c.status); c.says == "" && got != "" || !strings.Contains(got, c.says) {
			t.Errorf("%s %s: %q, want %q", c.operation, c.status, got, c.says)
		}
	}
	till, library := blocks.Operation(t, blocks.Till, "transferCreate"), blocks.Operation(t, blocks.Library, "bookCreate")
	for _, c := range []struct {
		outcome string
		op      *specs.Operation
		want    specs.Meaning
	}{
		{language.OutcomeAccepted, till, specs.Accepted}, {language.OutcomeRefused, till, specs.Refused}, {language.OutcomeEither, till, specs.Neither},
		{"200", till, specs.Neither}, {"200", library, specs.Accepted}, {"404", till, specs.Refused}, {"404", library, specs.Refused}, {"500", library, specs.Neither},
	} {
		if got := (Use{Kind: UseOutcome, Outcome: c.outcome}).Expects(c.op); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.outcome, c.op.ID, got, c.want)
		}
	}
	if got := (Use{Kind: UseCall}).Expects(library); got != specs.Neither {
		t.Errorf("a call expects %s", got)
	}
}
