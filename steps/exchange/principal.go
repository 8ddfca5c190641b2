package exchange

import "net/http"

// Principal says as whom a request is made, and what it presents to prove that.
type Principal struct {
	Role     string // as the building block declares it; empty: it declares none, and has one caller without a name
	Another  bool   // the second caller of the role, in place of the first
	Presents Presents
}

// Presents says what a request presents of its caller.
type Presents int

// What a request may present.
const (
	AsConfigured Presents = iota // whatever the target's configuration holds for the caller, nothing included
	Nothing                      // nothing, although something may be configured
	NeverIssued                  // something well-formed that was never issued
)

// Credentials is what the configuration of a target has for a caller, as far as a scenario needs to know.
type Credentials struct {
	// Missing: the configuration has nothing for the caller, and nothing stands in, so that nothing can be called as it.
	Missing bool
	// Demandable: requests can be made with them, without them and with wrong ones, so that the target could demand them although
	// its contract does not.
	Demandable bool
	// Anonymous: there is nothing at all that could be presented, no certificate either.
	Anonymous bool
	// Headers are those that the configuration has sent with each request of the caller.
	Headers http.Header
	// ID is equal for callers who present the same.
	ID string
	// Same are the other callers of roles who present the same.
	Same []Principal
	// Key is where they stand in the configuration, or belong, for messages.
	Key string
}

// Callers knows what the configuration has for a caller. What the principal presents does not matter to it.
type Callers func(Principal) Credentials

// Everybody are callers who all present the same.
func Everybody(c Credentials) Callers {
	return func(Principal) Credentials { return c }
}
