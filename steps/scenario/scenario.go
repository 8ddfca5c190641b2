// Package scenario is one scenario while it is being carried out: which instances there are, what was called, what came of it. Each part
// has one job and knows only those below it:
//
//	Scenario     holds the parts that sentences ask
//	Requests     prepares, changes and sends the requests that sentences speak of
//	Lists        reads lists page by page
//	controls     sends the controls of refusals, about doubles where that is needed
//	origin       what cases of a refusal share that continue in one state: preparation, control
//	baselines    looks at the state before calls, for the sentences that compare with it
//	Observer     looks at the state through read and list operations
//	Provisioner  prepares requests and provides the instances that they are about
//	registrar    takes note of what calls made, changed and removed
//	caller       sends requests
//	It           what sentences mean by "it"
//	Judge        turns exchanges into answers, and answers into findings
//	History      what was called, accepted and sent
//	Namespace    what "the policy" and "the other policy" mean
//	Recorder     what the current sentence leaves behind
//
// A new sentence needs none of this to change, as long as it asks for what is there. Nothing here reads a sentence: what one says comes
// as names and numbers.
package scenario

import (
	"cmp"
	"context"
	"time"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Environment is what a scenario is given by the run.
type Environment struct {
	Catalogue   *specs.Catalogue
	Ref         specs.Ref             // building block and version under test
	Client      exchange.Client       // sends requests to the target
	Data        map[string]any        // the target's own test data by name, in place of the block's defaults
	Callers     exchange.Callers      // what the target's configuration has for whom; nil: nothing for anybody
	Run         string                // identifier of the run; goes into unique values
	Scenario    string                // identifier of the scenario
	Name        string                // goes into unique values in its place; empty: the identifier
	About       string                // operation that the scenario is about; failed assertions are held against it
	Sentences   []language.Sentence   // of the scenario, in order: some state has to be looked at before it is changed
	Comparisons []language.Comparison // that these sentences make
	Bystanders  Bystanders
	Claims      *Claims // of all scenarios that run side by side; nil: there are no others
	Seed        int64
	Clock       func() time.Time                                 // nil: the real one
	Wait        func(ctx context.Context, d time.Duration) error // nil: a real timer; used between polls
	Deadline    time.Duration                                    // limit of one answer, for words only: the Client holds it
}

// Bystanders says when it is looked at what a request with a fault is not about, and could reach all the same.
type Bystanders int

// When bystanders are looked at.
const (
	Ignored         Bystanders = iota // never
	WatchedAtTheEnd                   // before the first request with a fault, and before the control is repeated
	Watched                           // before and after each request with a fault
)

// Scenario is the state of one scenario. It is used by one sentence at a time.
type Scenario struct {
	It        *It          // what sentences mean by "it"
	Instances *Provisioner // what they mean by "the policy"
	Requests  *Requests    // what they prepare, change and send
	Lists     *Lists       // what they read page by page
	Observer  *Observer    // the state
	Judge     *Judge       // what answers have to be
	History   *History     // what was called and sent
	Memory    Memory       // what they remembered

	ref    specs.Ref
	clock  func() time.Time
	record *Recorder
	origin *origin // of the state
}

// New begins a scenario.
func New(env Environment) *Scenario {
	if env.Clock == nil {
		env.Clock = time.Now
	}
	if env.Wait == nil {
		env.Wait = wait
	}
	if env.Callers == nil {
		env.Callers = exchange.Everybody(exchange.Credentials{Anonymous: true})
	}
	record, history, names, memory := newRecorder(), newHistory(), newNamespace(), Memory{}
	block := &subject{catalogue: env.Catalogue, ref: env.Ref}
	judge := &Judge{record: record, history: history, about: env.About, callers: env.Callers, deadline: env.Deadline}
	it := &It{judge: judge}
	calls := &caller{scenario: env.Scenario, client: env.Client, record: record, history: history, judge: judge}
	register := &registrar{
		subject: block, names: names, history: history, caller: calls, claims: env.Claims,
		unidentified: map[string]*Answer{}, failedLookups: map[string]*Answer{},
	}
	judge.own = register.own
	instances := &Provisioner{
		subject: block, names: names, registrar: register, memory: memory, it: it, caller: calls,
		fresh: &fresh{run: env.Run, scenario: cmp.Or(env.Name, env.Scenario), seed: env.Seed}, data: env.Data, callers: env.Callers, clock: env.Clock,
	}
	register.request = instances.request // a lookup asks a list, and a list may ask for an instance
	from := &origin{scenario: env.Scenario, client: env.Client}
	observer := &Observer{subject: block, provisioner: instances, caller: calls, judge: judge, looks: map[*Instance]look{}}
	before := &baselines{observer: observer, record: record, sentences: env.Sentences, comparisons: env.Comparisons}
	return &Scenario{
		It: it, Instances: instances, Observer: observer, Judge: judge, History: history, Memory: memory,
		Requests: &Requests{
			provisioner: instances, registrar: register, controls: &controls{instances, register, calls}, observer: observer, baselines: before,
			origin: from, bystanders: env.Bystanders, caller: calls, it: it, callers: env.Callers, wait: env.Wait,
		},
		Lists: &Lists{provisioner: instances, observer: observer, baselines: before, caller: calls, it: it},
		ref:   env.Ref, clock: env.Clock, record: record, origin: from,
	}
}

// BeginStep begins a sentence.
func (s *Scenario) BeginStep(phase language.Phase) {
	s.record.begin(phase)
	if s.origin.left && s.record.step <= s.origin.request {
		s.record.relied(s.origin.scenario, s.origin.sent[s.record.step])
	}
}

// EndStep returns what the sentence left behind.
func (s *Scenario) EndStep() StepRecord {
	record := s.record.end()
	if !s.origin.left {
		s.origin.sent = append(s.origin.sent, record.Exchanges)
	}
	return record
}

// MustBeAbout makes sure that the building block under test has a name.
func (s *Scenario) MustBeAbout(block string) error {
	if block != s.ref.Name {
		return verdict.SuiteFaultf("the scenario is about the building block %q, but %s is being tested", block, s.ref)
	}
	return s.Instances.subject.load()
}

// Now is the present time, by the clock of whoever runs the tests.
func (s *Scenario) Now() time.Time { return s.clock() }

// Note records a check that decides nothing by itself.
func (s *Scenario) Note(c Check) { s.record.Note(c) }
