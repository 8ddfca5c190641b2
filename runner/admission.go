package runner

import (
	"fmt"
	"net/http"
	"slices"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

// admission watches whether a building block lets anybody in. As long as it answers 401 or 403 to all that is presented as the
// configuration has it, nobody can say whether the building block is wrong or the credentials are.
type admission struct {
	mu     sync.Mutex
	inside bool // somebody was let in
	status int  // with which others were turned away; 0: nobody was
	lost   bool // something was answered 404
	found  bool // something was answered otherwise
}

// saw takes an exchange into account.
func (a *admission) saw(x *steps.Exchange) {
	if x.Status == 0 || x.Request.Credentials != steps.AsConfigured {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if x.Status == http.StatusNotFound {
		a.lost = true
	} else {
		a.found = true
	}
	if turnsAway(x.Status) {
		a.status = x.Status
	} else {
		a.inside = true
	}
}

// turned is the status with which everybody was turned away; 0 when somebody was let in, or nobody has asked.
func (a *admission) turned() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.inside {
		return 0
	}
	return a.status
}

// nowhere reports whether nothing that was asked for is there.
func (a *admission) nowhere() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.lost && !a.found
}

func turnsAway(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden
}

// turnedAway reports whether a scenario failed for no other reason than that it was turned away.
func (p *performance) turnedAway(result reports.Scenario) bool {
	return result.Verdict == reports.Failed && len(result.Findings) > 0 && !slices.ContainsFunc(result.Findings, func(f reports.Finding) bool {
		return !turnsAway(p.client.status(f.Exchange))
	})
}

// held is the outcome of a scenario that was turned away. It is a failure as soon as anybody is let in.
type held struct {
	scenario *PlannedScenario
	result   reports.Scenario
	calls    map[string]int
	proven   []reports.Finding
}

// hold keeps an outcome back while nobody has been let in, and reports whether it did.
func (r *run) hold(h held) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.admission(h.scenario.Block.Ref).turned() == 0 {
		return false
	}
	r.held = append(r.held, h)
	return true
}

// release records the outcomes that were held back: as failures once somebody was let in, and as inconclusive at the end of the
// run, when nobody was.
func (r *run) release(ended bool) {
	var due []held
	r.mu.Lock()
	r.held = slices.DeleteFunc(r.held, func(h held) bool {
		status := r.admission(h.scenario.Block.Ref).turned()
		if status != 0 && !ended {
			return false
		}
		if status != 0 {
			h.inconclusive(status)
		}
		due = append(due, h)
		return true
	})
	r.mu.Unlock()
	for _, h := range due {
		r.end(h.scenario, h.result, h.calls, h.proven)
	}
}

func (h *held) inconclusive(status int) {
	h.result.Verdict, h.proven = reports.Inconclusive, nil
	h.result.Reason = "The target lets nobody in: " + statusWords(status) + " is its answer to every request with what the configuration has under authentication"
	for i := range h.result.Steps {
		if s := &h.result.Steps[i]; s.Verdict == reports.Failed {
			s.Verdict = reports.Inconclusive
		}
	}
}

func (r *run) admission(ref specs.Ref) *admission { return r.transport.endpoints[ref].admission }

// shutOut says of each building block that let nobody in, or was not there at all, what to look at.
func (r *run) shutOut() []string {
	var found []string
	for _, b := range r.Plan.Blocks {
		e := r.transport.endpoints[b.Ref]
		status := e.admission.turned()
		switch {
		case e.admission.nowhere():
			found = append(found, fmt.Sprintf("%s answered 404 Not Found to every request. Is its URL right? The paths of the contract are appended to it.", b.Ref))
		case status == 0:
		case b.Target == nil || b.Target.Anonymous():
			found = append(found, fmt.Sprintf("%s let nobody in (%s), and the configuration has no credentials for it: they belong under authentication.",
				b.Ref, statusWords(status)))
		default:
			found = append(found, fmt.Sprintf("%s let nobody in: %s was the answer to every request with the credentials of the configuration. "+
				"Are they right, and may they do what is tested?", b.Ref, statusWords(status)))
		}
	}
	return found
}

func statusWords(status int) string { return fmt.Sprintf("%d %s", status, http.StatusText(status)) }
