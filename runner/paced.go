package runner

import (
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/pace"
)

// paceHeader is what is known of the pace before anything has happened.
func (r *run) paceHeader() *reports.Pace { return &reports.Pace{Adaptive: r.pace.Summary().Adaptive} }

// paceUsed is what the pace was.
func (r *run) paceUsed() *reports.Pace {
	s := r.pace.Summary()
	used := &reports.Pace{Adaptive: s.Adaptive, Least: s.Least, Most: s.Most, Last: s.Last}
	for _, f := range s.Falls {
		used.Falls = append(used.Falls, reports.Fall{Why: whyFewer(f.Why), Times: f.Times})
	}
	return used
}

// whyFewer says in words why there were fewer at a time.
func whyFewer(why pace.Why) string {
	switch why {
	case pace.BecauseTurnedAway:
		return "429 or 503"
	case pace.BecauseLost:
		return "a request without an answer in time, or a connection that was refused"
	}
	return "slower answers"
}
