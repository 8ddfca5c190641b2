package steps

import (
	"fmt"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
)

// inTheLibrary says the example of a definition, which is of another building block, in the words of the library.
func inTheLibrary(d Definition) Sentence {
	_, text, _ := strings.Cut(d.Example, " ")
	text = strings.NewReplacer(
		"configPolicyDelete", "bookDelete", "configDataAgreementUpdate", "bookUpdate", "configPolicyCreate", "bookCreate", "configPolicyRead", "bookRead",
		"configPolicyList", "bookList", "readStatus", "jobRead", `"serviceIndividualConsentRecordUpdate" is attempted with`, `"bookUpdate" is attempted with`,
		"serviceIndividualConsentRecordUpdate", "loanRead", "serviceIndividualConsentRecordCreate", "loanCreate", "serviceIndividualUpdate", "bookUpdate",
		`field "policy.name"`, `field "book.title"`, `"name" is`, `"title" is`, ":name}", ":title}", `"revisionId"`, `"limit"`,
		"for the other individual", "for the other book", `"consent" building`, `"library" building`, "firstName", "title",
		"data agreement", "book", "policies", "books", "policy", "book", "individual", "member",
	).Replace(text)
	sentence := Sentence{Text: text, Phase: Outcome}
	switch {
	case !d.Table:
	case strings.Contains(text, "loan"):
		sentence.Table = [][]string{{"bookId", "book-1"}}
	case strings.Contains(text, "bookList"):
		sentence.Table = [][]string{{"limit", "7"}}
	default:
		sentence.Table = [][]string{{"book.pages", "7"}}
	}
	switch d.Effect {
	case language.Prepares, language.MustCall, language.Breaks, language.Changes, language.LeavesOut, language.Writes:
		sentence.Phase = Preparation
	case language.Calls, language.Attempts, language.Sends, language.Tries:
		sentence.Phase = Action
	}
	return sentence
}

// requestFor is the operation whose request a sentence can be about.
func requestFor(text string) string {
	for word, operation := range map[string]string{"query": "bookList", "behalf": "loanCreate", "form": "noteCreate", "image/": "textCreate"} {
		if strings.Contains(text, word) {
			return operation
		}
	}
	return "bookCreate"
}

// everything is a scenario that has all that a sentence may need, whichever it is. The request that is being prepared fits the sentence,
// and "it" is the answer to a request with a fault where that is what the sentence is about.
func everything(t *testing.T, base string, d Definition, sentence Sentence) (*Scenario, *wire) {
	t.Helper()
	client := &wire{base: base}
	s := NewScenario(Environment{Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: client, HasCredentials: true, Run: "run", Scenario: t.Name()})
	say := func(text string) {
		t.Helper()
		for _, sentence := range sentencesOf(t, text) {
			s.BeginStep(sentence.Phase)
			if err := Say(t.Context(), s, sentence); err != nil {
				t.Fatalf("%s: %v", sentence.Text, err)
			}
		}
	}
	say(`
		Given the "library" building block
		And an existing member
		And another existing member
		And an existing loan
		And an existing record
		And an existing shelf
		And another existing book
		And "loanCreate" has been called on behalf of the other member
		And a valid "bookCreate" request
		When it is sent 2 times at once`)
	batch := s.batch
	say("Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent")
	refused := s.last
	say("When \"bookList\" is read from its second entry on")
	slice := s.firstEntries
	say("When every page of \"bookList\" is read, 50 entries at a time")
	pages, list := s.pages, s.last
	say("Given its \"books.0\" is remembered as \"first revision\"\nAnd its \"books.0\" is remembered as \"latest revision\"\nWhen \"bookRead\" is called")
	s.pages, s.firstEntries, s.batch = pages, slice, batch
	switch {
	case d.Needs.Has(language.AFault):
		s.last = refused
	case d.Needs.Has(language.AnAnswer | language.Listing):
		s.last = batch[0]
	case strings.Contains(sentence.Text, `its "books"`):
		s.last = list
	}
	for _, of := range s.namespace {
		for _, inst := range of.all {
			inst.baseline, inst.listedAtBaseline = inst.lastKnown, true
		}
	}
	say("Given a valid \"" + requestFor(sentence.Text) + "\" request")
	for _, d := range []*request.Draft{s.draft, draftOf(t, s, sentence)} {
		b, err := s.build(t.Context(), d, s.bindings(), withoutFaults)
		if err != nil {
			t.Fatal(err)
		}
		s.repeat[d.Operation.ID] = b
	}
	client.seen = nil
	s.BeginStep(sentence.Phase)
	return s, client
}

// draftOf is the draft of a request to the operation that a sentence names, or else the one that is being prepared.
func draftOf(t *testing.T, s *Scenario, sentence Sentence) *request.Draft {
	t.Helper()
	_, args, _ := vocabulary().Parse(sentence)
	if args.Get("operation") == "" {
		return s.draft
	}
	d, err := s.newDraft(blocks.Operation(t, blocks.Library, args.Get("operation")))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// takeAway takes something away that a scenario has.
var takeAway = map[language.Items]func(*Scenario){
	language.AnAnswer:  func(s *Scenario) { s.last = nil },
	language.Pages:     func(s *Scenario) { s.pages = nil },
	language.ABatch:    func(s *Scenario) { s.batch = nil },
	language.ASlice:    func(s *Scenario) { s.firstEntries = nil },
	language.ARequest:  func(s *Scenario) { s.draft = nil },
	language.AFault:    func(s *Scenario) { s.last, s.controlled = s.batch[0], nil },
	language.AControl:  func(s *Scenario) { clear(s.accepted); clear(s.called) },
	language.ASentBody: func(s *Scenario) { s.sent = nil },
	language.AMemory:   func(s *Scenario) { clear(s.remembered) },
	language.ARepeat:   func(s *Scenario) { clear(s.repeat) },
	language.ACall: func(s *Scenario) {
		for _, of := range s.namespace {
			for _, inst := range of.all {
				inst.baseline, inst.listedAtBaseline = "", false
			}
		}
	},
}

// onlyWith takes away everything that is not needed.
func onlyWith(needs language.Items) func(*Scenario) {
	if needs&(language.Pages|language.ABatch|language.ASlice|language.AControl) != 0 {
		needs |= language.AnAnswer // they come with one
	}
	return func(s *Scenario) {
		for _, item := range slices.Sorted(maps.Keys(takeAway)) {
			if !needs.Has(item) && (item != language.AFault || needs.Has(language.AnAnswer) && s.last.prepared.Faulty) {
				takeAway[item](s)
			}
		}
	}
}

// without are sentences like one that name what the building block does not have.
var without = map[language.Items]*strings.Replacer{
	language.Reading:    strings.NewReplacer("the book", "the shelf"),
	language.Listing:    strings.NewReplacer("list of books", "list of members"),
	language.Paging:     strings.NewReplacer("bookList", "loanList"),
	language.Offset:     strings.NewReplacer("bookList", "bookPages"),
	language.APrincipal: strings.NewReplacer(`"loanRead"`, `"bookRead"`),
}

// needsOf are all needs of a sentence, with those of the parts that it has.
func needsOf(d Definition, args language.Args) language.Items {
	needs := d.Needs
	for part, more := range d.Parts {
		if args.Has(part) {
			needs |= more
		}
	}
	return needs
}

// sayings are the example of a definition, and the same with each part that needs something of its own, and about the other one.
func sayings(d Definition) []Sentence {
	example := inTheLibrary(d)
	all := []Sentence{example}
	add := func(text string) {
		if text != example.Text {
			another := example
			another.Text = text
			all = append(all, another)
		}
	}
	for part := range d.Parts {
		switch _, args, _ := vocabulary().Parse(example); {
		case args.Has(part):
		case part == "again":
			add(example.Text + " again")
		case strings.Contains(d.Sentence, "[, as it reads"):
			add(example.Text + ", as it reads")
		default:
			panic("no saying has the part " + part + " of " + d.Sentence)
		}
	}
	if strings.Contains(d.Sentence, "[other ]") {
		add(strings.ReplaceAll(example.Text, "the book", "the other book"))
	}
	if strings.Contains(d.Sentence, "[ for the other <resource>]") && !strings.Contains(example.Text, "the other") && !strings.Contains(example.Text, "again") {
		if before, with := strings.CutSuffix(example.Text, ", with"); with {
			add(before + " for the other book, with")
		} else {
			add(example.Text + " for the other book")
		}
	}
	return all
}

// What a definition declares of its sentence is true: with all that it needs, the sentence has something to say; without any of it, the
// suite is at fault, and without what it does not need it is not. What it makes is there afterwards, it calls what it declares to call,
// and it reads the state where it says that it does.
func TestFactsAreTrue(t *testing.T) {
	t.Parallel()
	for _, d := range Vocabulary() {
		for _, sentence := range sayings(d) {
			t.Run(strings.NewReplacer("/", "_", `"`, "").Replace(sentence.Text), func(t *testing.T) {
				t.Parallel()
				server := httptest.NewServer(newLibrary(t, "lends twice"))
				defer server.Close()
				parsed, args, ok := vocabulary().Parse(sentence)
				if !ok || parsed.Sentence != d.Sentence {
					t.Fatalf("%q fits %q", sentence.Text, parsed.Sentence)
				}
				verdictOf := func(sentence Sentence, prepare func(*Scenario)) (string, error, *Scenario, *wire) {
					s, client := everything(t, server.URL, d, sentence)
					prepare(s)
					err := Say(t.Context(), s, sentence)
					return said{err: err}.verdict(), err, s, client
				}
				verdict, err, s, client := verdictOf(sentence, func(s *Scenario) {})
				if verdict == "suite" || verdict == "harness" {
					t.Fatalf("with everything: %v", err)
				}
				needs := needsOf(d, args)
				checkMakes(t, d, args, s)
				checkRequests(t, d, args, needs, client)
				if verdict, err, _, _ := verdictOf(sentence, onlyWith(needs)); verdict == "suite" || verdict == "harness" {
					t.Errorf("with no more than it needs: %s, %v", verdict, err)
				}
				for item, take := range takeAway {
					if !needs.Has(item) {
						continue
					}
					if verdict, err, _, _ := verdictOf(sentence, take); verdict != "suite" {
						t.Errorf("without %s: %s, %v", nameOf(item), verdict, err)
					}
				}
				for item, replacer := range without {
					another := sentence
					another.Text = replacer.Replace(sentence.Text)
					if !needs.Has(item) || another.Text == sentence.Text && item != language.APrincipal {
						continue
					}
					if verdict, err, _, _ := verdictOf(another, func(s *Scenario) {
						if item == language.APrincipal {
							s.draft, _ = s.newDraft(blocks.Operation(t, blocks.Library, "bookRead"))
						}
					}); verdict != "suite" {
						t.Errorf("%s, without %s: %s, %v", another.Text, nameOf(item), verdict, err)
					}
				}
				checkKinds(t, d, args, sentence, verdictOf)
			})
		}
	}
}

func nameOf(item language.Items) string {
	return map[language.Items]string{
		language.AnAnswer: "an answer", language.Pages: "pages", language.ABatch: "a batch", language.ASlice: "a slice", language.ARequest: "a request", language.AFault: "a fault", language.AControl: "a control",
		language.ASentBody: "a sent body", language.AMemory: "a memory", language.ACall: "a call", language.ARepeat: "a repeat", language.Reading: "reading", language.Listing: "listing",
		language.APrincipal: "a principal", language.Paging: "paging", language.Offset: "offset",
	}[item]
}

// checkMakes checks that what a sentence makes is there after it.
func checkMakes(t *testing.T, d Definition, args language.Args, s *Scenario) {
	t.Helper()
	for item, there := range map[language.Items]bool{
		language.AnAnswer: s.last != nil, language.Pages: s.pages != nil, language.ABatch: len(s.batch) > 0, language.ASlice: s.firstEntries != nil, language.ARequest: s.draft != nil,
		language.AMemory: s.remembered[args.Get("name")].raw != "",
	} {
		if d.Makes.Has(item) && !there {
			t.Errorf("it makes no %s", nameOf(item))
		}
	}
	if taken := language.AnAnswer | language.Pages | language.ABatch | language.ASlice; d.Makes.Has(language.AnAnswer) {
		for item, there := range map[language.Items]bool{language.Pages: s.pages != nil, language.ABatch: s.batch != nil, language.ASlice: s.firstEntries != nil} {
			if there != d.Makes.Has(item) {
				t.Errorf("there is %s: %v, of %b", nameOf(item), there, d.Makes&taken)
			}
		}
	}
}

// checkRequests checks that a sentence sends what its effect says, and that it reads what it declares to read.
func checkRequests(t *testing.T, d Definition, args language.Args, needs language.Items, client *wire) {
	t.Helper()
	sent := map[exchange.Purpose][]string{}
	for _, r := range client.seen {
		sent[r.Purpose] = append(sent[r.Purpose], r.Operation.ID)
	}
	called := sent[exchange.Testing]
	if d.Effect == language.MustCall {
		called = slices.Concat(called, sent[exchange.Preparing])
	}
	if op := args.Get("operation"); op != "" && d.Effect.Calls() && !slices.Contains(called, op) || d.Effect.Calls() && len(called) == 0 {
		t.Errorf("it calls nothing of that name: %v", sent)
	}
	if makes := slices.ContainsFunc(slices.Collect(maps.Values(d.Kinds)), func(r language.Role) bool { return r == language.Made || r == language.MadeOther }); makes != (len(sent[exchange.Preparing]) > 0) && !d.Effect.Calls() && d.Effect != language.Prepares {
		t.Errorf("it makes something: %v, %v", makes, sent)
	}
	if !d.Effect.Calls() && len(sent[exchange.Testing])+len(sent[exchange.Control]) > 0 {
		t.Errorf("it calls something: %v", sent)
	}
	if reads := slices.Contains(sent[exchange.Observing], "bookRead"); reads != needs.Has(language.Reading) && d.Effect != language.Refuses {
		t.Errorf("it reads the state: %v", sent)
	}
	if lists := slices.Contains(sent[exchange.Observing], "bookList"); lists != needs.Has(language.Listing) {
		t.Errorf("it lists the state: %v", sent)
	}
}

// checkKinds checks what a sentence does with the kinds that it names.
func checkKinds(t *testing.T, d Definition, args language.Args, sentence Sentence, verdictOf func(Sentence, func(*Scenario)) (string, error, *Scenario, *wire)) {
	t.Helper()
	names := map[string]language.Role{}
	for name, role := range d.Kinds {
		if args.Get(name) != "" {
			names[args.Get(name)] = role
			if role == language.TheInstance && args.Has("other") {
				names[args.Get(name)] = language.TheOther
			}
		}
	}
	if d.Kind != "" {
		names[d.Kind] = language.TheInstance
	}
	for name, role := range names {
		verdict, err, s, _ := verdictOf(sentence, func(s *Scenario) {
			kind, _, err := s.resource(name)
			if err != nil {
				t.Fatal(err)
			}
			switch of := s.ofKind(kind); role {
			case language.TheInstance:
				of.current, of.all = nil, nil
			case language.Made:
				of.current = nil
			default:
				of.other = nil
			}
		})
		kind, _, _ := s.resource(name)
		switch role {
		case language.Made:
			if s.ofKind(kind).current == nil {
				t.Errorf("it makes no %s: %v", kind, err)
			}
		case language.MadeOther:
			if s.ofKind(kind).other == nil {
				t.Errorf("it makes no other %s: %v", kind, err)
			}
		case language.TheInstance, language.TheOther, language.ThePrincipal:
			if verdict != "suite" {
				t.Errorf("without the %s: %s, %v", fmt.Sprint(role, " ", name), verdict, err)
			}
		}
	}
}
