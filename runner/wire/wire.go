// Package wire is the only place where bytes cross between the harness and a target. What goes out gets its base URL, headers and
// credentials here, what comes in is bounded, and everything that is recorded of either is redacted here and nowhere else.
//
// It knows the configuration of a target, the requests and answers of steps, and of a scenario no more than an identifier. It knows no plan.
//
//   - Wire, Endpoint, Client: how a target, a building block of it, and a scenario are connected. All requests of scenarios go
//     through one door, where what holds for all of them together belongs.
//   - connections: TLS trust, proxy, attempts, limits of what is read.
//   - callers: what each role of a building block presents, and its other caller; credentials and access tokens.
//   - evidence and the redactor.
//   - what the answers show of a building block as a whole: readiness, health, and whom it lets in.
package wire

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/pace"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// Wire is the connection to one target. It is safe for concurrent use.
type Wire struct {
	endpoints map[specs.Ref]*Endpoint
	redactor  *Redactor
	door      *door
	bodies    *budget
	agent     string
	evidence  int // bytes of a body that are kept
	record    func(scenarioID string, e reports.Exchange) error
	warnings  []string
	closers   []*http.Transport

	now     func() time.Time
	pause   func(context.Context, time.Duration) error
	limit   time.Duration // of one answer
	limited limiter
	rest    time.Duration // the longest that the target is left alone when it wants to be
}

// limiter makes a context that ends after a while, for a cause. It is WithPatience but in tests, which say themselves when
// the time is over.
type limiter func(ctx context.Context, after time.Duration, cause error) (context.Context, context.CancelFunc)

// The bounds of what is read from the target.
const (
	maxBody     = 8 << 20   // bytes of a body that are read, after decompression
	maxHeaders  = 256 << 10 // bytes of the headers of an answer
	maxEvidence = 64 << 10  // bytes of a body that are kept as evidence, unless chosen otherwise
)

// Options are what a wire needs to know.
type Options struct {
	Target         *target.Target // limits, trust, proxy, pace, and what must not be written
	BuildingBlocks []BuildingBlock
	Environment    target.Environment
	Pace           *pace.Pace // how many requests are under way at a time; nil: as many as come, up to the target's limits.concurrency
	UserAgent      string     // empty: "bbconform"
	Evidence       int        // bytes of a body that are kept; 0: 64 KiB
}

// BuildingBlock is a building block that is to be reached.
type BuildingBlock struct {
	Block      *specs.Block          // its roles, and where its specification wants credentials when none are configured
	Configured *target.BuildingBlock // base URLs, headers and credentials; nil: none
}

// Open prepares the connections to the building blocks of a target. Secrets and certificates are read here, so that a missing
// one is known before the first request.
func Open(o Options) (*Wire, error) {
	env := o.Environment.WithDefaults()
	w := &Wire{
		endpoints: map[specs.Ref]*Endpoint{},
		redactor:  newRedactor(o.Target.Redact),
		door:      &door{pace: cmp.Or(o.Pace, pace.Fixed(o.Target.Limits.ForConcurrency())), pacer: newPacer(o.Target.RequestsPerSecond, env.Pause)},
		bodies:    newBudget(),
		limit:     o.Target.Limits.ForAnswer(),
		limited:   WithPatience,
		rest:      o.Target.Limits.ForRetryAfter(),
		evidence:  cmp.Or(max(o.Evidence, 0), maxEvidence),
		now:       env.Now,
		pause:     env.Pause,
		agent:     cmp.Or(o.UserAgent, "bbconform"),
	}
	if u, err := url.Parse(o.Target.Proxy); err == nil && u.User != nil {
		password, _ := u.User.Password()
		w.redactor.learn(password)
	}
	common, err := newConnections(o.Target, target.Authentication{}, "", env)
	if err != nil {
		return nil, err
	}
	w.closers = append(w.closers, common)
	for _, block := range o.BuildingBlocks {
		e, err := w.newEndpoint(block, o.Target, common, env)
		if err != nil {
			w.Close()
			return nil, err
		}
		w.endpoints[block.Block.Ref()] = e
	}
	return w, nil
}

// Record chooses where evidence goes. It is called before the first request of a scenario.
func (w *Wire) Record(record func(scenarioID string, e reports.Exchange) error) {
	w.record = record
}

// Warnings are what a reader of the report must know about how the target is reached.
func (w *Wire) Warnings() []string { return w.warnings }

// Redactor removes from texts what must not be written.
func (w *Wire) Redactor() *Redactor { return w.redactor }

// Endpoint is how a building block is reached that the wire was opened to; nil for any other.
func (w *Wire) Endpoint(block specs.Ref) *Endpoint { return w.endpoints[block] }

// Close ends every connection that is kept.
func (w *Wire) Close() {
	for _, c := range w.closers {
		c.CloseIdleConnections()
	}
}
