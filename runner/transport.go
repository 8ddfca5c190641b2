package runner

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// transport is where bytes cross the wire: every request of a run goes through it, and everything that is recorded of
// a request is redacted here.
type transport struct {
	endpoints map[specs.Ref]*endpoint
	redactor  *redactor
	door      *door
	limit     time.Duration                                                                     // of one answer
	limited   func(context.Context, time.Duration, error) (context.Context, context.CancelFunc) // a context that ends after a limit; tests end it themselves
	evidence  int                                                                               // bytes of a body that are kept
	now       func() time.Time
	pause     func(context.Context, time.Duration) error
	agent     string
	record    func(scenarioID string, e reports.Exchange) error
	warnings  []string
	closers   []*http.Transport
}

// The bounds of what is read from the target.
const (
	maxBody     = 8 << 20   // bytes of a body that are read, after decompression
	maxHeaders  = 256 << 10 // bytes of the headers of an answer
	maxEvidence = 64 << 10  // bytes of a body that are kept as evidence, unless chosen otherwise
)

// WireOptions are what a wire needs to know.
type WireOptions struct {
	Target         *target.Target // limits, trust, proxy, pace, and what must not be written
	BuildingBlocks []WireBlock
	Environment    target.Environment
	UserAgent      string // empty: "bbconform"
	Evidence       int    // bytes of a body that are kept; 0: 64 KiB
}

// WireBlock is a building block that is to be reached.
type WireBlock struct {
	Ref              specs.Ref
	Configured       *target.BuildingBlock // base URLs, headers and credentials; nil: none
	CredentialHeader string                // where the specification wants credentials when none are configured; empty: Authorization
}

// newTransport prepares the connections to the building blocks of a target. Secrets and certificates are read here, so that a missing
// one is known before the first request.
func newTransport(o WireOptions) (*transport, error) {
	env := o.Environment.WithDefaults()
	t := &transport{
		endpoints: map[specs.Ref]*endpoint{},
		redactor:  newRedactor(o.Target.Redact),
		door:      &door{pacer: newPacer(o.Target.RequestsPerSecond, env.Pause)},
		limit:     o.Target.Limits.ForAnswer(),
		limited:   context.WithTimeoutCause,
		evidence:  cmp.Or(max(o.Evidence, 0), maxEvidence),
		now:       env.Now,
		pause:     env.Pause,
		agent:     cmp.Or(o.UserAgent, "bbconform"),
	}
	if u, err := url.Parse(o.Target.Proxy); err == nil && u.User != nil {
		password, _ := u.User.Password()
		t.redactor.learn(password)
	}
	common, err := newHTTPTransport(o.Target, target.Authentication{}, "", env)
	if err != nil {
		return nil, err
	}
	t.closers = append(t.closers, common)
	for _, block := range o.BuildingBlocks {
		e, err := t.newEndpoint(block, o.Target, common, env)
		if err != nil {
			t.close()
			return nil, err
		}
		t.endpoints[block.Ref] = e
	}
	return t, nil
}

// Record chooses where evidence goes. It is called before the first request of a scenario.
func (t *transport) Record(record func(scenarioID string, e reports.Exchange) error) {
	t.record = record
}

// Warnings are what a reader of the report must know about how the target is reached.
func (t *transport) Warnings() []string { return t.warnings }

// Redactor removes from texts what must not be written.
func (t *transport) Redactor() *redactor { return t.redactor }

// Endpoint is how a building block is reached that the wire was opened to; nil for any other.
func (t *transport) Endpoint(block specs.Ref) *endpoint { return t.endpoints[block] }

// close ends every connection that is kept.
func (t *transport) close() {
	for _, c := range t.closers {
		c.CloseIdleConnections()
	}
}
