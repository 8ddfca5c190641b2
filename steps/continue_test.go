package steps

import (
	"net/http"
	"slices"
	"testing"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// a case of a refusal, without its fault
const (
	beforeTheFault = "Given the \"library\" building block\nAnd an existing book\nAnd a valid \"bookUpdate\" request\n"
	afterTheFault  = "\nWhen it is sent\nThen it is refused"
)

// continued says the sentences of another case in the state of a scenario that passed.
func (s said) continued(t *testing.T, name, fault string) said {
	t.Helper()
	sentences := sentencesOf(t, beforeTheFault+fault+afterTheFault)
	c, ok := refusalCaseOf(sentences)
	if !ok {
		t.Fatal("this is no case of a refusal")
	}
	next := said{scenario: s.scenario, client: &blocks.Wire{Base: s.client.Base, Handler: s.client.Handler}}
	s.scenario.Continue(Case{Scenario: name, Client: next.client, Sentences: sentences, Request: c.Request})
	for _, sentence := range sentences {
		s.scenario.BeginStep(sentence.Phase)
		next.err = Say(t.Context(), s.scenario, sentence)
		next.records = append(next.records, s.scenario.EndStep())
		if next.err != nil {
			next.sentence = sentence.Text
			break
		}
	}
	return next
}

// beginning says the sentences of a case, and leaves what was made where it is.
func beginning(t *testing.T, handler http.Handler, fault string, options ...func(*Environment)) said {
	t.Helper()
	sentences := sentencesOf(t, beforeTheFault+fault+afterTheFault)
	client := &blocks.Wire{Base: "http://library", Handler: handler}
	env := Environment{
		Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: client, Callers: exchange.Everybody(exchange.Credentials{Demandable: true}),
		Run: "run", Scenario: "first", Sentences: sentences, Bystanders: WatchedAtTheEnd,
	}
	for _, option := range options {
		option(&env)
	}
	s := said{scenario: NewScenario(env), client: client}
	for _, sentence := range sentences {
		s.scenario.BeginStep(sentence.Phase)
		s.err = Say(t.Context(), s.scenario, sentence)
		s.records = append(s.records, s.scenario.EndStep())
		if s.err != nil {
			break
		}
	}
	return s
}

func shared(records []StepRecord) [][]Shared {
	var all [][]Shared
	for _, r := range records {
		all = append(all, r.Shared)
	}
	return all
}

func TestCasesContinueInOneState(t *testing.T) {
	t.Parallel()
	first := beginning(t, blocks.NewLibrary(t, ""), `But its body field "book.pages" is missing`)
	first.mustBe(t, "passed", "")
	if want := []string{"preparation bookCreate", "preparation bookCreate", "control bookUpdate", "observation bookRead", "observation bookRead", "request bookUpdate", "observation bookRead"}; !slices.Equal(first.client.Purposes(), want) {
		t.Errorf("sent %q\nwant %q", first.client.Purposes(), want)
	}
	if !first.scenario.CanServe() {
		t.Fatal("it serves nobody")
	}
	second := first.continued(t, "second", `But its body field "book.title" is of another type`)
	second.mustBe(t, "passed", "")
	third := second.continued(t, "third", `But it carries no credentials`)
	third.mustBe(t, "passed", "")
	for name, s := range map[string]said{"second": second, "third": third} {
		if want := []string{"request bookUpdate", "observation bookRead"}; !slices.Equal(s.client.Purposes(), want) {
			t.Errorf("%s sent %q\nwant %q", name, s.client.Purposes(), want)
		}
	}
	for name, c := range map[string]struct {
		of   said
		look Shared
	}{"second": {second, Shared{Scenario: "first", Exchanges: []int{7}}}, "third": {third, Shared{Scenario: "second", Exchanges: []int{2}}}} {
		want := [][]Shared{nil, {{Scenario: "first", Exchanges: []int{1}}}, nil, nil, {{Scenario: "first", Exchanges: []int{2, 3}}, c.look}, nil}
		if got := shared(c.of.records); !slices.EqualFunc(got, want, func(a, b []Shared) bool {
			return slices.EqualFunc(a, b, func(x, y Shared) bool { return x.Scenario == y.Scenario && slices.Equal(x.Exchanges, y.Exchanges) })
		}) {
			t.Errorf("%s shares %v, want %v", name, got, want)
		}
	}

	first.scenario.Return()
	repeated, err := first.scenario.RepeatControl(t.Context(), true)
	if err != nil || !repeated.Accepted || repeated.Refused || len(repeated.Exchanges) != 2 {
		t.Errorf("%v: %+v", err, repeated)
	}
	bystander, control := first.client.Seen[len(first.client.Seen)-2], first.client.Seen[len(first.client.Seen)-1]
	if control.Purpose != exchange.Control || control.Path != second.client.First(exchange.Testing, "bookUpdate").Path || bystander.Path == control.Path {
		t.Errorf("the control is repeated at %s after a look at %s", control.Path, bystander.Path)
	}
	if record := first.scenario.Cleanup(t.Context()); len(record.Notes) > 0 || len(record.Exchanges) != 2 {
		t.Errorf("%+v", record)
	}
}

// TestWhatACaseChangesIsSeenByIt holds that a case is compared with how things were before it, and not with how they were in the
// beginning.
func TestWhatACaseChangesIsSeenByIt(t *testing.T) {
	t.Parallel()
	library := blocks.NewLibrary(t, "")
	broken := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && r.Header.Get("Authorization") == "" { // it is refused, and done all the same
			r.Header.Set("Authorization", "key")
			library.ServeHTTP(&discarded{header: http.Header{}}, r)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		library.ServeHTTP(w, r)
	})
	first := beginning(t, broken, `But its body field "book.pages" is missing`)
	first.mustBe(t, "passed", "")
	first.continued(t, "second", `But it carries no credentials`).mustBe(t, "failed", "changed-though-refused")
}

// discarded is an answer that nobody gets.
type discarded struct{ header http.Header }

func (d *discarded) Header() http.Header         { return d.header }
func (d *discarded) Write(b []byte) (int, error) { return len(b), nil }
func (d *discarded) WriteHeader(int)             {}

func TestWhatTheControlTouchedServesNobody(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), `
		Given an existing book
		And its "book.title" is remembered as "title"
		And a valid "bookUpdate" request
		And its body field "book.title" is set to the remembered "title"
		But its body field "book.pages" is missing
		When it is sent
		Then it is refused`, func(env *Environment) { env.Bystanders = WatchedAtTheEnd })
	said.mustBe(t, "passed", "")
	if said.scenario.CanServe() {
		t.Error("its control changed what the refused request was about, and others are to begin with that")
	}
	if tell(t, blocks.NewLibrary(t, ""), "Given an existing book\nWhen \"bookRead\" is called\nThen it is accepted").scenario.CanServe() {
		t.Error("there was no control, and others are to rely on it")
	}
}
