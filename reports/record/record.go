package record

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// record is what is kept in memory of a run: where its pieces lie in the journal, and what is counted. It grows with
// the number of exchanges (a few words each), never with what they carry.
type record struct {
	mu       sync.Mutex
	byID     map[string]*outcome
	outcomes []*outcome // in the order in which they were first heard of
	latest   time.Time  // end of the last thing that happened
}

// outcome is what is known of one scenario.
type outcome struct {
	id    string
	order int
	block string // building block, name@version

	serviceAPI string
	operation  string
	deviation  string
	verdict    reports.Verdict // empty: it has no end
	lost       string          // why its outcome could not be written, in words

	planned   extent
	scenario  extent
	exchanges []numbered
	calls     map[string]int // operation to exchanges
	findings  map[string]int // operation at fault to findings
}

type numbered struct {
	number int
	extent
}

func newRecord() *record { return &record{byID: map[string]*outcome{}} }

// of returns what is known of a scenario, which may be nothing yet. The caller holds the lock.
func (r *record) of(id string) *outcome {
	o := r.byID[id]
	if o == nil {
		o = &outcome{id: id, calls: map[string]int{}, findings: map[string]int{}}
		r.byID[id] = o
		r.outcomes = append(r.outcomes, o)
	}
	return o
}

// ended reports whether the scenario has an outcome.
func (r *record) ended(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.byID[id]
	return o != nil && o.verdict != ""
}

// describe takes over what a plan or an outcome says of a scenario.
func (o *outcome) describe(s *reports.Scenario) {
	o.order, o.block, o.serviceAPI, o.operation = s.Order, s.BuildingBlock, s.ServiceAPI, s.Operation
}

func (r *record) plan(s *reports.Scenario, at extent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.of(s.ID)
	o.describe(s)
	o.planned = at
}

func (r *record) exchange(scenario string, e *reports.Exchange, at extent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.of(scenario)
	o.exchanges = append(o.exchanges, numbered{e.Number, at})
	if e.Operation != "" {
		o.calls[e.Operation]++
	}
	r.until(e.Started, e.Milliseconds)
}

func (r *record) scenario(s *reports.Scenario, at extent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.of(s.ID)
	o.describe(s)
	o.scenario, o.verdict, o.deviation, o.lost = at, s.Verdict, s.Deviation, ""
	clear(o.findings)
	for _, f := range s.Findings {
		if f.Operation != "" {
			o.findings[f.Operation]++
		}
	}
	r.until(s.Started, s.Milliseconds)
}

// lose notes that a scenario ended and that its outcome could not be written.
func (r *record) lose(s *reports.Scenario, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.of(s.ID)
	o.describe(s)
	o.lost = why
}

func (r *record) until(started time.Time, ms float64) {
	if end := started.Add(phrase.Span(ms)); end.After(r.latest) {
		r.latest = end
	}
}

// sorted returns the outcomes in the order of the plan, and the exchanges of each by their number: concurrent calls
// reach the journal in any order.
func (r *record) sorted() []*outcome {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := slices.Clone(r.outcomes)
	slices.SortStableFunc(all, func(a, b *outcome) int { return cmp.Compare(a.order, b.order) })
	for _, o := range all {
		slices.SortStableFunc(o.exchanges, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	}
	return all
}
