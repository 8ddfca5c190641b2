package runner

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
)

// toyServer keeps toys as the contract says, apart from what change makes of it.
type toyServer struct {
	mu     sync.Mutex
	toys   map[string]map[string]any
	next   int
	change func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
}

func newToyServer(t testing.TB, change func(http.ResponseWriter, *http.Request) bool) (*toyServer, *httptest.Server) {
	t.Helper()
	s := &toyServer{toys: map[string]map[string]any{}, change: change}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, server
}

func (s *toyServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.change != nil && s.change(w, r) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	id, single := strings.CutPrefix(r.URL.Path, "/toys/")
	toy := s.toys[id]
	switch {
	case r.URL.Path == "/toys" && r.Method == http.MethodPost:
		data, _ := io.ReadAll(r.Body)
		var sent map[string]any
		name, _ := "", false
		if json.Unmarshal(data, &sent) == nil {
			name, _ = sent["name"].(string)
		}
		if name == "" || len(name) > 40 {
			w.Header().Del("Content-Type")
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.next++
		sent["id"] = fmt.Sprint("toy-", s.next)
		s.toys[sent["id"].(string)] = sent
		_ = json.NewEncoder(w).Encode(sent)
	case r.URL.Path == "/toys":
		all := []map[string]any{}
		for _, t := range s.toys {
			all = append(all, t)
		}
		_ = json.NewEncoder(w).Encode(all)
	case single && toy != nil && r.Method == http.MethodGet:
		_ = json.NewEncoder(w).Encode(toy)
	case single && toy != nil && r.Method == http.MethodDelete:
		delete(s.toys, id)
		w.WriteHeader(http.StatusNoContent)
	default:
		w.Header().Del("Content-Type")
		w.WriteHeader(http.StatusNotFound)
	}
}

const runFeature = toyFeature + `
  @operation:toyList
  Scenario: A toy is listed
    Given an existing toy
    When "toyList" is called
    Then it is accepted
    And the answer contains the toy

  @operation:toyDelete @service-api:throwing
  Scenario: A toy is thrown away
    Given an existing toy
    When "toyDelete" is called
    Then it is accepted
    And the toy can no longer be read
`

// runOf prepares a run of the features against base.
func runOf(t testing.TB, base, features string, change func(*Options)) (Options, *record) {
	t.Helper()
	rec := newRecord()
	target := &Target{Product: "Toy box", BuildingBlocks: map[string]*BlockTarget{"toys": {URL: base}}, order: []string{"toys"}}
	target.Limits.Readiness = Duration(500 * time.Millisecond)
	o := Options{
		Target: target, Catalogue: toysCatalogue(), Tool: reports.Tool{Name: "bbconform", Version: "test"}, Record: rec.begin,
		Environment: Environment{Now: time.Now, ReadFile: os.ReadFile},
	}
	if change != nil {
		change(&o)
	}
	if o.Plan == nil {
		var err error
		o.Plan, err = NewPlan(PlanOptions{
			Catalogue: o.Catalogue, Features: toyFeatures(map[string]string{"a.feature": features}), Target: o.Target,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return o, rec
}

func mustRun(t testing.TB, o Options) *Outcome {
	t.Helper()
	outcome, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

// verdicts lists the scenarios by line.
func (r *record) verdicts() map[int]reports.Verdict {
	out := map[int]reports.Verdict{}
	for _, s := range r.scenarios {
		out[s.Line] = s.Verdict
	}
	return out
}

func (r *record) at(line int) reports.Scenario {
	for _, s := range r.scenarios {
		if s.Line == line {
			return s
		}
	}
	return reports.Scenario{}
}

// watcher follows a run.
type watcher struct {
	t       testing.TB
	busy    atomic.Bool
	planned *Plan
	started []string
	ended   []reports.Scenario
	final   *reports.Results
	at      func(*PlannedScenario)
}

func (w *watcher) alone() func() {
	if w.busy.Swap(true) {
		w.t.Error("two calls at a time")
	}
	return func() { w.busy.Store(false) }
}

func (w *watcher) Planned(p *Plan) { defer w.alone()(); w.planned = p }

func (w *watcher) ScenarioStarted(s *PlannedScenario) {
	defer w.alone()()
	w.started = append(w.started, s.ID)
	if w.at != nil {
		w.at(s)
	}
}

func (w *watcher) ScenarioEnded(s reports.Scenario) { defer w.alone()(); w.ended = append(w.ended, s) }

func (w *watcher) Ended(f reports.Results) { defer w.alone()(); w.final = &f }

// featureHead is what stands before the scenarios of runFeature.
func featureHead() string {
	head, _, _ := strings.Cut(runFeature, "  @smoke")
	return head
}

// featureFrom is runFeature from a line on.
func featureFrom(line string) string {
	_, rest, _ := strings.Cut(runFeature, line)
	return line + rest
}
