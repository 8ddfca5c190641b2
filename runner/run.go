package runner

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/runner/wire"
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
	Concurrency int      // scenarios at a time; default 4
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

// defaultConcurrency is how many scenarios are carried out at a time.
const defaultConcurrency = 4

// Run carries out a plan. An error says that it could not be, with a hint and an exit code (see Error). A target that
// does not answer, and a fault of bbconform itself, give both: an outcome as far as it is known, and the error.
// A context that is done ends the run cleanly: what is known is kept, the rest is inconclusive, and the exit code is
// ExitInconclusive whatever had failed before.
func Run(ctx context.Context, o Options) (*Outcome, error) {
	r, err := newRun(o)
	if err != nil {
		return nil, err
	}
	defer r.wire.Close()
	header := r.header()
	if r.recorder, err = o.Record(header); err != nil {
		return nil, fmt.Errorf("begin the record of the run: %w", err)
	}
	r.wire.Record(r.recorder.Exchange)
	planned := make([]reports.Scenario, len(o.Plan.Scenarios))
	for i, s := range o.Plan.Scenarios {
		planned[i] = withoutOutcome(s)
	}
	if err := r.recorder.Plan(planned); err != nil {
		return nil, fmt.Errorf("record the plan: %w", err)
	}
	r.tell(func(p Progress) { p.Planned(o.Plan) })

	unreachable := r.wire.Ready(ctx, o.Plan.Addresses(), o.Target.Limits.ForReadiness())
	if unreachable != nil && ctx.Err() == nil {
		r.halt("the target could not be reached: " + unreachable.Error())
	}
	r.performPlan(ctx)
	r.recordGated(true)

	results := r.results(header)
	if err := r.recorder.Close(results); err != nil {
		r.fault(fmt.Errorf("write the results: %w", err))
	}
	r.tell(func(p Progress) { p.Ended(results) })
	outcome := &Outcome{Results: results, Exit: r.exit(results)}
	switch {
	case len(r.faults) > 0:
		return outcome, &problem.Error{Err: errors.Join(r.faults...), Hint: "This is a fault of bbconform or of its surroundings, not of the target.", Code: problem.ExitFault}
	case unreachable != nil && !r.interrupted:
		return outcome, &problem.Error{Err: fmt.Errorf("the target does not answer:\n%w", unreachable), Hint: r.unreachableHint(), Code: problem.ExitInconclusive}
	}
	return outcome, nil
}

// run is one run under way.
type run struct {
	Options
	env      target.Environment
	wire     *wire.Wire
	recorder Recorder
	waivers  map[specs.Ref]waivers
	started  time.Time

	state // what changes while it is under way
}

func newRun(o Options) (*run, error) {
	if o.Concurrency <= 0 {
		o.Concurrency = defaultConcurrency
	}
	if o.ID == "" {
		var id [5]byte
		if _, err := rand.Read(id[:]); err != nil {
			return nil, fmt.Errorf("choose an identifier for the run: %w", err)
		}
		o.ID = hex.EncodeToString(id[:])
	}
	env := o.Environment.WithDefaults()
	reached := wire.Options{Target: o.Target, Environment: env, Evidence: o.Evidence}
	for _, b := range o.Plan.Blocks {
		reached.BuildingBlocks = append(reached.BuildingBlocks, wire.BuildingBlock{Ref: b.Ref, Configured: b.Entry, CredentialHeader: b.Block.Authentication.Header})
	}
	if o.Tool.Version != "" {
		reached.UserAgent = "bbconform/" + o.Tool.Version
	}
	t, err := wire.Open(reached)
	if err != nil {
		return nil, err
	}
	r := &run{Options: o, env: env, wire: t, waivers: map[specs.Ref]waivers{}, started: env.Now()}
	r.tally = newTally()
	for _, b := range o.Plan.Blocks {
		r.waivers[b.Ref] = newWaivers(b.Ref.Name, b.Entry, r.started)
	}
	return r, nil
}

// exit is the exit code of the command.
func (r *run) exit(results reports.Results) int {
	switch {
	case len(r.faults) > 0:
		return problem.ExitFault
	case r.interrupted:
		return problem.ExitInconclusive // whoever stopped it knows; a pipeline must not take a part for the whole
	case results.Verdict == reports.Failed:
		return problem.ExitNotConformant
	case results.Verdict == reports.Passed:
		return problem.ExitConformant
	}
	return problem.ExitInconclusive
}

// unreachableHint says what to look at when the target does not answer.
func (r *run) unreachableHint() string {
	if p := r.Target.Proxy; p == "" || p == "none" {
		for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"} {
			if r.env.Getenv(name) != "" {
				return fmt.Sprintf("%s is set, but no proxy is used unless the configuration says `proxy: environment`.", name)
			}
		}
	}
	return "Is the target running, and is its URL right? limits.readiness in the configuration gives it more time."
}

// platform names the system that the run happens on.
func platform() string { return runtime.GOOS + "/" + runtime.GOARCH }
