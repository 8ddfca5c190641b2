package pace

// Summary is what was used.
type Summary struct {
	Adaptive bool
	Limit    int // the most that could have been
	Least    int // at a time, once it had begun
	Most     int
	Last     int
	Falls    []Fall // in the order of their first
}

// Fall is how often the number fell for one reason.
type Fall struct {
	Why   Why
	Times int
}

// Why is why the number fell.
type Why string

// Why the number may fall.
const (
	BecauseTurnedAway Why = "turned away"    // 429 or 503, while others were in flight
	BecauseLost       Why = "not answered"   // no connection, or no answer in time
	BecauseSlower     Why = "slower answers" // than with fewer at a time
)
