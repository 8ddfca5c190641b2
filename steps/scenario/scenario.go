// Package scenario is one scenario while it is being carried out: which instances there are, what was called, what came of it. Each part
// has one job and knows only those below it:
//
//	Scenario     what sentences say: prepare, call, send, read, remember
//	baselines    looks at the state before calls, for the sentences that compare with it
//	Observer     looks at the state through read and list operations
//	Provisioner  prepares requests and provides the instances that they are about; controls and their doubles
//	caller       sends requests
//	Judge        turns exchanges into answers, and answers into findings
//	History      what was called, accepted and sent
//	Namespace    what "the policy" and "the other policy" mean
//	Recorder     what the current sentence leaves behind
//
// A new sentence needs none of this to change, as long as it asks for what is there. Nothing here reads a sentence: what one says comes
// as names and numbers.
package scenario

import (
	"context"
	"net/http"
	"time"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Environment is what a scenario is given by the run.
type Environment struct {
	Catalogue      *specs.Catalogue
	Ref            specs.Ref             // building block and version under test
	Client         exchange.Client       // sends requests to the target
	Data           map[string]any        // the target's own test data by name, in place of the block's defaults
	HasCredentials bool                  // the target's configuration holds credentials
	Anonymous      bool                  // it holds nothing at all that could be presented, no certificate either
	Headers        http.Header           // that the target's configuration gives: for parameters of an operation, in place of the sample's
	Run            string                // identifier of the run; goes into unique values
	Scenario       string                // identifier of the scenario; goes into unique values
	About          string                // operation that the scenario is about; failed assertions are held against it
	Sentences      []language.Sentence   // of the scenario, in order: some state has to be looked at before it is changed
	Comparisons    []language.Comparison // that these sentences make
	Seed           int64
	Clock          func() time.Time                                 // nil: the real one
	Wait           func(ctx context.Context, d time.Duration) error // nil: a real timer; used between polls
	Deadline       time.Duration                                    // limit of one answer, for words only: the Client holds it
}

// Scenario is the state of one scenario. It is used by one sentence at a time.
type Scenario struct {
	*Provisioner // the instances that sentences speak of
	Judge        *Judge
	Observer     *Observer
	History      *History

	env       Environment
	record    *Recorder
	baselines *baselines

	draft       *request.Draft // the request that is being prepared; nil: none is
	it          *It
	lastControl *Prepared // of the last request with a fault
}

// It is what sentences mean by "it", and what came with it.
type It struct {
	Answer *Answer        // nil: there is none yet
	Batch  []*Answer      // the answers of requests that were sent at once
	Pages  *Pages         // of a list that was read whole
	Slice  []gjson.Result // the first entries of a list that was then read from its second entry on

	targets []refusalTarget // what the request, which has a fault, is about, as it was before
}

// New begins a scenario.
func New(env Environment) *Scenario {
	if env.Clock == nil {
		env.Clock = time.Now
	}
	if env.Wait == nil {
		env.Wait = wait
	}
	record, history, it := newRecorder(), newHistory(), &It{}
	judge := &Judge{record: record, history: history, about: env.About, anonymous: env.Anonymous, deadline: env.Deadline}
	calls := &caller{client: env.Client, record: record, history: history, judge: judge}
	provisioner := &Provisioner{
		subject: &subject{catalogue: env.Catalogue, ref: env.Ref}, names: newNamespace(), history: history, memory: Memory{}, it: it, caller: calls,
		fresh: &fresh{run: env.Run, scenario: env.Scenario, seed: env.Seed},
		data:  env.Data, headers: env.Headers, clock: env.Clock, unidentified: map[string]*Answer{}, failedLookups: map[string]*Answer{},
	}
	observer := &Observer{subject: provisioner.subject, provisioner: provisioner, caller: calls, judge: judge}
	return &Scenario{
		Provisioner: provisioner, Judge: judge, Observer: observer, History: history, env: env, record: record, it: it,
		baselines: &baselines{observer: observer, record: record, sentences: env.Sentences, comparisons: env.Comparisons},
	}
}

// BeginStep begins a sentence.
func (s *Scenario) BeginStep(phase language.Phase) { s.record.begin(phase) }

// EndStep returns what the sentence left behind.
func (s *Scenario) EndStep() StepRecord { return s.record.end() }

// MustBeAbout makes sure that the building block under test has a name.
func (s *Scenario) MustBeAbout(block string) error {
	if block != s.env.Ref.Name {
		return verdict.SuiteFaultf("the scenario is about the building block %q, but %s is being tested", block, s.env.Ref)
	}
	return s.subject.load()
}

// Now is the present time, by the clock of whoever runs the tests.
func (s *Scenario) Now() time.Time { return s.env.Clock() }

// It returns what sentences mean by "it".
func (s *Scenario) It() *It { return s.it }

// setIt makes an answer what sentences call "it". Whatever came with the one before it is gone.
func (s *Scenario) setIt(it It) { *s.it = it }

// Answer returns the answer that sentences call "it". Could says for what a sentence wants it: "be accepted", "have a header".
func (s *Scenario) Answer(could string) (*Answer, error) {
	if s.it.Answer == nil {
		return nil, verdict.SuiteFaultf("there is no answer yet that could %s", could)
	}
	return s.it.Answer, nil
}

// Read reads what a sentence calls `its "<location>"`. It fails where there is no answer or no JSON; whether the value is there is
// for the sentence to ask.
func (s *Scenario) Read(location string) (Reading, error) {
	if s.it.Answer == nil {
		return Reading{}, verdict.SuiteFaultf("there is no answer yet that %q could be read from", location)
	}
	if err := s.Resolve(); err != nil {
		return Reading{}, err
	}
	a := s.it.Answer
	r := Reading{Answer: a, Location: location}
	if !a.json {
		actual := "a body that is no JSON"
		if len(a.Exchange.Body) == 0 {
			actual = "no body"
		}
		return r, s.Judge.Expect(a, Check{What: r.What(), Expected: "an answer with a JSON body", Actual: actual},
			specs.Finding{Code: "missing-body", Location: location, Message: "the answer cannot be read"})
	}
	r.Value = a.At(location)
	return r, nil
}

// Resolve fails on a status that the contract does not declare, once it is clear that no refusal is asked for.
func (s *Scenario) Resolve() error { return s.Judge.resolve(s.it.Answer) }

// ResolveUnlessRefused does the same, but leaves a refusal to the sentence that asks for it: sentences about the state may come before
// that one.
func (s *Scenario) ResolveUnlessRefused() error {
	if s.it.Answer != nil && s.it.Answer.Refused() {
		return nil
	}
	return s.Resolve()
}

// RefusedAttempt reports whether the last request was attempted and refused, so that nothing can be in the answer.
func (s *Scenario) RefusedAttempt() bool {
	return s.it.Answer != nil && s.it.Answer.eitherWay && s.it.Answer.Refused()
}

// PassAsRefused records that something holds because the request was refused.
func (s *Scenario) PassAsRefused(what, expected string) error {
	s.record.Note(Check{What: what, Expected: expected, Actual: "refused: " + s.it.Answer.InWords(), Passed: true})
	return nil
}

// Note records a check that decides nothing by itself.
func (s *Scenario) Note(c Check) { s.record.Note(c) }

// Remember keeps a value, as JSON, under a name.
func (s *Scenario) Remember(name, raw string) { s.memory[name] = raw }

// Recall returns a remembered value as JSON.
func (s *Scenario) Recall(name string) (string, error) { return s.memory.Recall(name) }

// Find returns the current instance of a kind, or the other one. Nothing is made.
func (s *Scenario) Find(kind string, other bool) (*Instance, error) { return s.find(kind, other) }

// FindState is Find for a sentence about the state: the last answer must not owe anything that no sentence has asked for.
func (s *Scenario) FindState(kind string, other bool) (*Instance, error) {
	if err := s.ResolveUnlessRefused(); err != nil {
		return nil, err
	}
	return s.find(kind, other)
}

// FindReadable is Find for a sentence that compares with what the read operation of the instance answers.
func (s *Scenario) FindReadable(kind string, other bool) (*Instance, error) {
	inst, err := s.find(kind, other)
	if err != nil {
		return nil, err
	}
	return inst, s.subject.readable(inst)
}

// All returns the instances of a kind, by its name in the singular or the plural, that were made for sentences to speak of and are still
// there.
func (s *Scenario) All(kind string) ([]*Instance, error) {
	name, _, err := s.subject.kind(kind)
	if err != nil {
		return nil, err
	}
	var all []*Instance
	for _, inst := range s.names.Of(name).All {
		if !inst.Removed {
			all = append(all, inst)
		}
	}
	if len(s.names.Of(name).All) == 0 {
		return nil, verdict.SuiteFaultf("the scenario made no %s", kind)
	}
	return all, nil
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
