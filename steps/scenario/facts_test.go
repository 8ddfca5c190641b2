package scenario_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/verdict"
)

// inTheLibrary says the example of a definition, which is of another building block, in the words of the library.
func inTheLibrary(d steps.Definition) language.Sentence {
	_, text, _ := strings.Cut(d.Example, " ")
	text = strings.NewReplacer(
		"configPolicyDelete", "bookDelete", "configDataAgreementUpdate", "bookUpdate", "configPolicyCreate", "bookCreate", "configPolicyRead", "bookRead",
		"configPolicyList", "bookList", "readStatus", "jobRead", `"serviceIndividualConsentRecordUpdate" is attempted with`, `"bookUpdate" is attempted with`,
		"serviceIndividualConsentRecordUpdate", "loanRead", "serviceIndividualConsentRecordCreate", "loanCreate", "serviceIndividualUpdate", "bookUpdate",
		`field "policy.name"`, `field "book.title"`, `"name" is`, `"title" is`, ":name}", ":title}", `"revisionId"`, `"limit"`,
		"the administrator", "the librarian", "the auditor", "the visitor", "for the other individual", "for the other book", `"consent" building`, `"library" building`, "firstName", "title",
		"data agreement", "book", "policies", "books", "policy", "book", "individual", "member",
	).Replace(text)
	sentence := language.Sentence{Text: text, Phase: language.Outcome}
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
		sentence.Phase = language.Preparation
	case language.Calls, language.Attempts, language.Sends, language.Tries:
		sentence.Phase = language.Action
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
func everything(t *testing.T, d steps.Definition, sentence language.Sentence, args language.Args) (*scenario.Scenario, *blocks.Wire) {
	t.Helper()
	client := &blocks.Wire{Base: "http://library", Handler: blocks.NewLibrary(t, "lends twice")}
	s := steps.NewScenario(scenario.Environment{Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: client, Callers: blocks.Callers, Run: "run", Scenario: t.Name()})
	say := func(phase language.Phase, text string) {
		t.Helper()
		s.BeginStep(phase)
		if err := steps.Say(t.Context(), s, language.Sentence{Text: text, Phase: phase}); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	given := func(text string) { t.Helper(); say(language.Preparation, text) }
	when := func(text string) { t.Helper(); say(language.Action, text) }
	for _, text := range []string{
		`the "library" building block`, "an existing member", "another existing member", "an existing loan", "an existing record", "an existing shelf",
		"another existing book", `"loanCreate" has been called on behalf of the other member`, `a valid "bookCreate" request`,
	} {
		given(text)
	}
	when("it is sent 2 times at once")
	batch := s.It.Batch
	given(`a valid "bookCreate" request`)
	given("its body is missing")
	when("it is sent")
	refused := s.It.Answer
	when(`"bookList" is read from its second entry on`)
	slice := s.It.Slice
	when(`every page of "bookList" is read, 50 entries at a time`)
	pages, list := s.It.Pages, s.It.Answer
	given(`its "books.0" is remembered as "first revision"`)
	given(`its "books.0" is remembered as "latest revision"`)
	when(`"bookRead" is called`)
	it := s.It
	it.Pages, it.Slice, it.Batch = pages, slice, batch
	switch {
	case d.Needs.Has(language.AFault):
		it.Answer = refused
	case d.Needs.Has(language.AnAnswer | language.Listing):
		it.Answer = batch[0]
	case strings.Contains(sentence.Text, `its "books"`):
		it.Answer = list
	}
	s.SeeAll()
	given("a valid \"" + requestFor(sentence.Text) + "\" request")
	s.Repeatable(t, requestFor(sentence.Text))
	if op := args.Get("operation"); op != "" {
		s.Repeatable(t, op)
	}
	client.Seen = nil
	s.BeginStep(sentence.Phase)
	return s, client
}

// takenAway are the things that a scenario has and that can be taken away.
const takenAway = language.AnAnswer | language.Pages | language.ABatch | language.ASlice | language.ARequest | language.AFault | language.AControl | language.ASentBody |
	language.AMemory | language.ACall | language.ARepeat

// unneeded is everything that can be taken away from a sentence with some needs.
func unneeded(needs language.Items) language.Items {
	if needs&(language.Pages|language.ABatch|language.ASlice|language.AControl) != 0 {
		needs |= language.AnAnswer // they come with one
	}
	rest := takenAway &^ needs
	if needs.Has(language.AnAnswer) {
		rest &^= language.AFault // "it" is what the sentence needs it to be
	}
	return rest
}

// without are sentences like one that name what the building block does not have.
var without = map[language.Items]*strings.Replacer{
	language.Reading: strings.NewReplacer("the book", "the shelf"),
	language.Listing: strings.NewReplacer("list of books", "list of members"),
	language.Paging:  strings.NewReplacer("bookList", "loanList"),
	language.Offset:  strings.NewReplacer("bookList", "bookPages"),
	language.APerson: strings.NewReplacer(`"loanRead"`, `"bookRead"`),
}

// needsOf are all needs of a sentence, with those of the parts that it has.
func needsOf(d steps.Definition, args language.Args) language.Items {
	needs := d.Needs
	for part, more := range d.Parts {
		if args.Has(part) {
			needs |= more
		}
	}
	return needs
}

// sayings are the example of a definition, and the same with each part that needs something of its own, and about the other one.
func sayings(d steps.Definition) []language.Sentence {
	example := inTheLibrary(d)
	all := []language.Sentence{example}
	add := func(text string) {
		if text != example.Text {
			another := example
			another.Text = text
			all = append(all, another)
		}
	}
	for part := range d.Parts {
		switch args, _ := d.Parse(example); {
		case args.Has(part):
		case part == "again":
			add(example.Text + " again")
		case strings.Contains(d.Sentence, "[, as it reads"):
			add(example.Text + ", as it reads")
		default:
			panic("no saying has the part " + part + " of " + d.Sentence)
		}
	}
	switch loan := strings.NewReplacer("book", "loan", "member", "loan"); {
	case strings.Contains(d.Sentence, "[ for the other <need>]"):
		add(loan.Replace(example.Text) + " for the other member")
	case strings.Contains(d.Sentence, "[, each with its own <need>]"):
		add(loan.Replace(example.Text) + ", each with its own book")
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

// trial says a sentence in a scenario that has everything but what is taken away first.
type trial struct {
	t          *testing.T
	definition steps.Definition
	sentence   language.Sentence
	args       language.Args
	needs      language.Items
}

// ran is what came of a trial.
type ran struct {
	suite, harness bool
	err            error
	scenario       *scenario.Scenario
	client         *blocks.Wire
}

func (try trial) say(sentence language.Sentence, takeAway func(*scenario.Scenario)) ran {
	try.t.Helper()
	s, client := everything(try.t, try.definition, sentence, try.args)
	takeAway(s)
	err := steps.Say(try.t.Context(), s, sentence)
	r := ran{err: err, scenario: s, client: client, harness: err != nil}
	for _, known := range []any{new(*verdict.Failure), new(*verdict.Inconclusive), new(*verdict.NotApplicable)} {
		if errors.As(err, known) {
			r.harness = false
		}
	}
	if errors.As(err, new(*verdict.SuiteFault)) {
		r.suite, r.harness = true, false
	}
	return r
}

// What a definition declares of its sentence is true: with all that it needs, the sentence has something to say; without any of it, the
// suite is at fault, and without what it does not need it is not. What it makes is there afterwards, it calls what it declares to call,
// and it reads the state where it says that it does.
func TestFactsAreTrue(t *testing.T) {
	t.Parallel()
	for _, d := range steps.Vocabulary() {
		for _, sentence := range sayings(d) {
			t.Run(strings.NewReplacer("/", "_", `"`, "").Replace(sentence.Text), func(t *testing.T) {
				t.Parallel()
				args, ok := d.Parse(sentence)
				if !ok {
					t.Fatalf("%q is no %q", sentence.Text, d.Sentence)
				}
				try := trial{t, d, sentence, args, needsOf(d, args)}
				whole := try.say(sentence, func(*scenario.Scenario) {})
				if whole.suite || whole.harness {
					t.Fatalf("with everything: %v", whole.err)
				}
				try.checkMakes(whole)
				try.checkRequests(whole)
				try.checkNeeds()
				try.checkKinds()
			})
		}
	}
}

// checkNeeds checks that a sentence needs what it declares, and nothing else.
func (try trial) checkNeeds() {
	try.t.Helper()
	if r := try.say(try.sentence, func(s *scenario.Scenario) { s.Forget(unneeded(try.needs)) }); r.suite || r.harness {
		try.t.Errorf("with no more than it needs: %v", r.err)
	}
	for item := language.Items(1); item <= takenAway; item <<= 1 {
		if !try.needs.Has(item) || !takenAway.Has(item) {
			continue
		}
		if r := try.say(try.sentence, func(s *scenario.Scenario) { s.Forget(item) }); !r.suite {
			try.t.Errorf("without %s: %v", nameOf(item), r.err)
		}
	}
	for item, replacer := range without {
		another := try.sentence
		another.Text = replacer.Replace(another.Text)
		if !try.needs.Has(item) || another.Text == try.sentence.Text && item != language.APerson {
			continue
		}
		r := try.say(another, func(s *scenario.Scenario) {
			if item != language.APerson {
				return
			}
			if err := s.Requests.Prepare(try.t.Context(), scenario.Call{Operation: "bookRead"}); err != nil {
				try.t.Fatal(err)
			}
		})
		if !r.suite {
			try.t.Errorf("%s, without %s: %v", another.Text, nameOf(item), r.err)
		}
	}
}

func nameOf(item language.Items) string {
	return map[language.Items]string{
		language.AnAnswer: "an answer", language.Pages: "pages", language.ABatch: "a batch", language.ASlice: "a slice", language.ARequest: "a request",
		language.AFault: "a fault", language.AControl: "a control", language.ASentBody: "a sent body", language.AMemory: "a memory", language.ACall: "a call",
		language.ARepeat: "a repeat", language.Reading: "reading", language.Listing: "listing", language.APerson: "a principal",
		language.Paging: "paging", language.Offset: "offset",
	}[item]
}

// checkMakes checks that what a sentence makes is there after it, and that nothing else came with a new answer.
func (try trial) checkMakes(r ran) {
	try.t.Helper()
	const makeable = language.AnAnswer | language.Pages | language.ABatch | language.ASlice | language.ARequest | language.AMemory
	has, makes := r.scenario.Has(try.args.Get("name")), try.definition.Makes
	if makes&^makeable != 0 {
		try.t.Errorf("nothing shows whether it makes %b", makes&^makeable)
	}
	for item := language.Items(1); item <= makeable; item <<= 1 {
		replaced := makes.Has(language.AnAnswer) && (item == language.Pages || item == language.ABatch || item == language.ASlice)
		if makes.Has(item) && !has.Has(item) || replaced && has.Has(item) != makes.Has(item) {
			try.t.Errorf("there is %s: %v", nameOf(item), has.Has(item))
		}
	}
}

// checkRequests checks that a sentence sends what its effect says, and that it reads what it declares to read.
func (try trial) checkRequests(r ran) {
	try.t.Helper()
	d := try.definition
	sent := map[exchange.Purpose][]string{}
	for _, r := range r.client.Seen {
		sent[r.Purpose] = append(sent[r.Purpose], r.Operation.ID)
	}
	called := sent[exchange.Testing]
	if d.Effect == language.MustCall {
		called = slices.Concat(called, sent[exchange.Preparing])
	}
	makes := false
	for _, role := range d.Kinds {
		makes = makes || role == language.Made || role == language.MadeOther
	}
	op := try.args.Get("operation")
	switch {
	case d.Effect.Calls() && (len(called) == 0 || op != "" && !slices.Contains(called, op)):
		try.t.Errorf("it does not call what it should: %v", sent)
	case !d.Effect.Calls() && len(sent[exchange.Testing])+len(sent[exchange.Control]) > 0:
		try.t.Errorf("it calls something: %v", sent)
	case !d.Effect.Calls() && d.Effect != language.Prepares && makes != (len(sent[exchange.Preparing]) > 0):
		try.t.Errorf("it makes something: %v, %v", makes, sent)
	}
	if reads := slices.Contains(sent[exchange.Observing], "bookRead"); reads != try.needs.Has(language.Reading) && d.Effect != language.Refuses {
		try.t.Errorf("it reads the state: %v", sent)
	}
	if lists := slices.Contains(sent[exchange.Observing], "bookList"); lists != try.needs.Has(language.Listing) {
		try.t.Errorf("it lists the state: %v", sent)
	}
}

// checkKinds checks what a sentence does with the kinds that it names.
func (try trial) checkKinds() {
	try.t.Helper()
	names := map[string]language.Role{}
	for name, role := range try.definition.Kinds {
		if kind := try.args.Get(name); kind != "" {
			names[kind] = role
			if role == language.TheInstance && try.args.Has("other") {
				names[kind] = language.TheOther
			}
		}
	}
	if try.definition.Kind != "" {
		names[try.definition.Kind] = language.TheInstance
	}
	for name, role := range names {
		r := try.say(try.sentence, func(s *scenario.Scenario) {
			switch of := s.InstancesOf(try.t, name); role {
			case language.TheInstance:
				of.Current, of.All = nil, nil
			case language.Made:
				of.Current = nil
			default:
				of.Other = nil
			}
		})
		of := r.scenario.InstancesOf(try.t, name)
		switch role {
		case language.Made:
			if of.Current == nil {
				try.t.Errorf("it makes no %s: %v", name, r.err)
			}
		case language.MadeOther:
			if of.Other == nil {
				try.t.Errorf("it makes no other %s: %v", name, r.err)
			}
		case language.TheInstance, language.TheOther, language.ThePerson:
			if !r.suite {
				try.t.Errorf("without the %s: %v", name, r.err)
			}
		}
	}
}
