package runner

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/problem"
)

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
	for _, s := range o.Plan.Scenarios {
		if err := r.recorder.Plan([]reports.Scenario{withoutOutcome(s, s.Steps())}); err != nil {
			return nil, fmt.Errorf("record the plan: %w", err)
		}
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
