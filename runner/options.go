package runner

import (
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// Progress is told what happens, one call at a time.
type Progress interface {
	Planned(p *plan.Plan)
	ScenarioStarted(s *plan.Scenario)
	ScenarioEnded(s reports.Scenario) // without exchanges
	Ended(final reports.Results)
}

// Recorder keeps what happens, at once and on disk; *reports.Writer is one. It must be safe for concurrent use.
type Recorder interface {
	Plan(scenarios []reports.Scenario) error
	Exchange(scenarioID string, e reports.Exchange) error
	Scenario(s reports.Scenario) error
	Close(final reports.Results) error
}

// Options are what a run needs to know.
type Options struct {
	Plan        *plan.Plan
	Target      *target.Target
	Catalogue   *specs.Catalogue
	Environment target.Environment
	Tool        reports.Tool
	Arguments   []string // of the command, for the record
	Rerun       string   // command that runs one scenario again, see reports.Run
	Concurrency int      // scenarios at a time, and requests; 0: as many as the target bears, at most its limits.concurrency
	Seed        int64    // 0: scenarios start in the order of the plan; otherwise in an order made from it
	FailFast    bool     // no scenario is started after one that failed
	Evidence    int      // bytes of a body that are kept; default 64 KiB
	ID          string   // of the run, goes into unique test data; default: random
	Record      func(header reports.Results) (Recorder, error)
	Progress    Progress // may be nil
}

// Outcome is how a run ended.
type Outcome struct {
	Results reports.Results
	Exit    int // one of the exit codes
}
