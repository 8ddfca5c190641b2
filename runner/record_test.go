package runner

import (
	"sync"

	"github.com/bbconform/bbconform/reports"
)

// record keeps in memory what a run records.
type record struct {
	mu        sync.Mutex
	header    reports.Results
	planned   []reports.Scenario
	exchanges map[string][]reports.Exchange
	scenarios map[string]reports.Scenario
	order     []string // in which scenarios ended
	final     *reports.Results
	fail      func(what string) error
}

func newRecord() *record {
	return &record{exchanges: map[string][]reports.Exchange{}, scenarios: map[string]reports.Scenario{}}
}

func (r *record) begin(header reports.Results) (Recorder, error) {
	r.header = header
	return r, r.failing("begin")
}

func (r *record) failing(what string) error {
	if r.fail == nil {
		return nil
	}
	return r.fail(what)
}

func (r *record) Plan(s []reports.Scenario) error {
	r.planned = append(r.planned, s...)
	return r.failing("plan")
}

func (r *record) Exchange(id string, e reports.Exchange) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.exchanges[id] = append(r.exchanges[id], e)
	return r.failing("exchange")
}

func (r *record) Scenario(s reports.Scenario) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scenarios[s.ID] = s
	r.order = append(r.order, s.ID)
	return r.failing("scenario")
}

func (r *record) Close(final reports.Results) error {
	r.final = &final
	return r.failing("close")
}
