// Package exchange is what passes between a scenario and the target: a request before it is sent, and what came of it. Whoever sends
// requests needs this room and no other of the house; nothing here knows sentences, scenarios or verdicts.
package exchange

import (
	"context"
	"net/http"
	"time"

	"github.com/bbconform/bbconform/specs"
)

// Client sends requests to the target. It must be safe for concurrent use.
type Client interface {
	// Do sends r and returns what came of it. An error means that r could not be built or sent for a reason that lies with the
	// harness. Where the target gave no answer, the error is nil and Exchange.Err says why.
	Do(ctx context.Context, r *Request) (*Exchange, error)
}

// Request is one request to an operation, before base URL, authentication and configured headers are added.
type Request struct {
	Block     *specs.Block
	Operation *specs.Operation
	Path      string // escaped, starts with /, below the base path of the contract
	Query     string // escaped, without the question mark; empty: none
	Header    http.Header
	Body      []byte // nil: none
	MediaType string // of Body; empty where there is none
	As        Principal
	Purpose   Purpose
	AtOnce    bool // it is sent side by side with others on purpose, and does not wait until fewer are under way
}

// Purpose says why a request is sent.
type Purpose string

// Why requests are sent.
const (
	Preparing Purpose = "preparation" // to bring about what the scenario starts from
	Control   Purpose = "control"     // the same request without its fault, which must be accepted
	Testing   Purpose = "request"     // what the scenario is about
	Observing Purpose = "observation" // to see the state afterwards
	Cleaning  Purpose = "cleanup"     // to remove what was made
)

// Exchange is a request and what came of it.
type Exchange struct {
	Number   int // within the scenario, from 1
	Request  *Request
	URL      string // as it was sent
	Status   int
	Header   http.Header
	Body     []byte        // at most 8 MiB
	TooLarge bool          // the body went on after that
	Duration time.Duration // from sending to the end of the body
	Attempts int
	Earlier  []int // numbers of the exchanges before it with the same request, which was turned away (429, 503) and asked again alone
	Err      error // nil, or a *NoAnswer

	AskedAgain string // why the request was sent once more, in words; empty: it was not
}

// NoAnswer says why an exchange has no answer.
type NoAnswer struct {
	Kind   NoAnswerKind
	Reason string // in words
	Cause  error
}

// Error returns the reason in words.
func (e *NoAnswer) Error() string { return e.Reason }

// Unwrap returns the cause.
func (e *NoAnswer) Unwrap() error { return e.Cause }

// NoAnswerKind is the kind of a NoAnswer. It decides the verdict.
type NoAnswerKind string

// The kinds of a missing answer.
const (
	NotConnected NoAnswerKind = "not connected" // no connection was established: nothing is known of the target
	Closed       NoAnswerKind = "closed"        // the request was sent, then the connection ended or what came was not HTTP
	TooSlow      NoAnswerKind = "too slow"      // the request was sent, and the time limit of an answer passed
	Interrupted  NoAnswerKind = "interrupted"   // the run or the scenario was stopped from outside
)
