package reports

// Verdict is the outcome of a scenario, a service API, a building block or a run, in the sense of ISO/IEC 9646-1.
type Verdict string

// The verdicts. Only Passed counts in favour of the target.
const (
	Passed        Verdict = "passed"
	Failed        Verdict = "failed"
	Inconclusive  Verdict = "inconclusive"   // the harness could not decide; Reason says why
	NotApplicable Verdict = "not applicable" // the target does not claim the capability; Reason says so
	Waived        Verdict = "waived"         // failed, and recorded as a known deviation
)

// Counts says how many scenarios had which verdict.
type Counts struct {
	Total         int `json:"total"`
	Passed        int `json:"passed"`
	Failed        int `json:"failed"`
	Inconclusive  int `json:"inconclusive"`
	NotApplicable int `json:"notApplicable"`
	Waived        int `json:"waived"`
}

// Label is the verdict as reports show it.
func (v Verdict) Label() string {
	switch v {
	case Passed:
		return "Passed"
	case Failed:
		return "Failed"
	case Inconclusive:
		return "Inconclusive"
	case NotApplicable:
		return "Not applicable"
	case Waived:
		return "Waived"
	}
	return "Not reached"
}

// Of returns how many scenarios have the verdict v.
func (c Counts) Of(v Verdict) int {
	switch v {
	case Passed:
		return c.Passed
	case Failed:
		return c.Failed
	case Inconclusive:
		return c.Inconclusive
	case NotApplicable:
		return c.NotApplicable
	case Waived:
		return c.Waived
	}
	return 0
}

// Add counts one more scenario with the verdict v.
func (c *Counts) Add(v Verdict) {
	c.Total++
	switch v {
	case Passed:
		c.Passed++
	case Failed:
		c.Failed++
	case NotApplicable:
		c.NotApplicable++
	case Waived:
		c.Waived++
	default: // whatever is not known to be one of the others decides nothing
		c.Inconclusive++
	}
}

// Applicable is the denominator of a result: the scenarios that say something about the target, or should.
func (c Counts) Applicable() int { return c.Total - c.NotApplicable }

// Verdict is that of a group of scenarios (a service API, an operation): the gravest that one of them has. A group
// without scenarios is inconclusive.
func (c Counts) Verdict() Verdict {
	switch {
	case c.Failed > 0:
		return Failed
	case c.Inconclusive > 0:
		return Inconclusive
	case c.Waived > 0:
		return Waived
	case c.Passed > 0:
		return Passed
	case c.NotApplicable > 0:
		return NotApplicable
	}
	return Inconclusive
}

// Conclusion is the verdict of a whole building block or run: passed, failed or inconclusive. Known deviations leave
// it passed as long as something passed; a run in which nothing did proves nothing.
func (c Counts) Conclusion() Verdict {
	switch {
	case c.Failed > 0:
		return Failed
	case c.Inconclusive > 0, c.Passed == 0:
		return Inconclusive
	}
	return Passed
}
