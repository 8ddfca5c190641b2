package runner

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

// scenarioClient sends the requests of one scenario. It implements steps.Client.
type scenarioClient struct {
	transport *transport
	ref       specs.Ref
	scenario  string

	mu       sync.Mutex
	number   int            // of the last exchange
	calls    map[string]int // exchanges by operation
	statuses map[int]int    // of the answers, by the number of the exchange
	notes    []string
	failed   error // a fault of the harness: evidence that could not be written
}

func (t *transport) forScenario(ref specs.Ref, id string) *scenarioClient {
	return &scenarioClient{transport: t, ref: ref, scenario: id, calls: map[string]int{}, statuses: map[int]int{}}
}

// errAnswerLimit is why a request was given up whose answer took too long.
var errAnswerLimit = errors.New("the time limit of an answer has passed")

// Do implements steps.Client.
func (c *scenarioClient) Do(ctx context.Context, r *steps.Request) (*steps.Exchange, error) {
	t := c.transport
	e := t.endpoints[c.ref]
	if e == nil {
		return nil, fmt.Errorf("send %s: %s is not part of the plan", r.Operation.ID, c.ref)
	}
	x := &steps.Exchange{Request: r, Number: c.begin(r.Operation.ID)}
	u, err := e.url(r.Operation, r.Path, r.Query)
	if err != nil {
		return nil, err
	}
	x.URL = u.String()
	if err := t.pacer.wait(ctx); err != nil {
		x.Err = interrupted(ctx)
		return x, nil // nothing was sent, nothing is recorded
	}

	limited, cancel := context.WithTimeoutCause(ctx, t.limit, errAnswerLimit)
	defer cancel()
	tried := &attempts{}
	limited = context.WithValue(limited, attemptsKey{}, tried)
	var body any
	if r.Body != nil {
		body = r.Body
	}
	req, err := retryablehttp.NewRequestWithContext(limited, r.Operation.Method, x.URL, body)
	if err != nil {
		return nil, fmt.Errorf("build the request %s: %w", r.Operation.ID, err)
	}
	req.URL = u // as it is, without the cleaning that parsing it again could bring
	req.Header = e.header(r, t.agent)
	if err := e.credentials.apply(limited, req.Header, r.Credentials); err != nil {
		x.Err = c.withoutToken(ctx, err)
		return x, nil
	}
	client := e.client
	if r.Credentials != steps.AsConfigured && e.credentials.kind == "mtls" {
		client = e.anonymous
	}

	started := t.now()
	clock := time.Now() // monotonic, whatever t.now is
	resp, err := client.Do(req)
	var got answerBody
	if err == nil {
		x.Status, x.Header = resp.StatusCode, resp.Header
		got, err = readBody(resp)
		x.Body, x.TooLarge = got.data, got.tooLarge
	}
	x.Duration = time.Since(clock)
	x.Attempts = max(1, tried.count())
	if err != nil {
		x.Err = t.noAnswer(ctx, limited, err, tried, u.Host)
	}
	e.health.saw(x)
	e.admission.saw(x)
	c.remark(x, tried, got, u.Host)
	return x, c.keep(x, req.Header, started)
}

// begin counts an exchange and returns its number.
func (c *scenarioClient) begin(operation string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.number++
	c.calls[operation]++
	return c.number
}

// header puts together what goes before the body. A configured header is added unless the operation declares one of
// that name: its value is the scenario's business then, which may be to leave it out.
func (e *endpoint) header(r *steps.Request, agent string) http.Header {
	// Without a word about encodings, an answer might come in any (RFC 9110, 12.5.3).
	h := http.Header{"User-Agent": {agent}, "Accept": {"application/json, */*;q=0.1"}, "Accept-Encoding": {"identity"}}
	declared := map[string]bool{}
	if len(e.headers) > 0 {
		for _, p := range r.Operation.Parameters() {
			if p.In == "header" {
				declared[http.CanonicalHeaderKey(p.Name)] = true
			}
		}
	}
	for name, values := range e.headers {
		if !declared[name] {
			h[name] = values
		}
	}
	if r.MediaType != "" {
		h.Set("Content-Type", r.MediaType)
	}
	for name, values := range r.Header {
		h[http.CanonicalHeaderKey(name)] = values
	}
	return h
}

// noAnswer says why there is no answer, or no whole one. Whether the target is to blame depends on whether the request
// can have reached it.
func (t *transport) noAnswer(ctx, limited context.Context, err error, tried *attempts, host string) *steps.NoAnswer {
	no := &steps.NoAnswer{Cause: err}
	switch {
	case ctx.Err() != nil:
		return interrupted(ctx)
	case errors.Is(context.Cause(limited), errAnswerLimit) && tried.wasConnected():
		no.Kind = steps.TooSlow
		no.Reason = fmt.Sprintf("no complete answer within %s (limits.answer)", t.limit)
	case !tried.wasConnected(), neverConnected(err): // a kept connection was closed, and there was no other to be had
		no.Kind = steps.NotConnected
		no.Reason = inWords(err, host)
		if errors.Is(context.Cause(limited), errAnswerLimit) && !neverConnected(err) {
			no.Reason = fmt.Sprintf("no connection to %s within %s (limits.answer)", host, t.limit)
		}
	default:
		no.Kind = steps.Closed
		no.Reason = inWords(err, host)
		if tlsInWords(err, host) != "" {
			no.Kind = steps.NotConnected // in TLS 1.3 a client's certificate is refused after the handshake
		}
	}
	no.Reason = t.redactor.words(no.Reason)
	return no
}

// interrupted is the reason of what was stopped from outside.
func interrupted(ctx context.Context) *steps.NoAnswer {
	cause := context.Cause(ctx)
	reason := "the run was interrupted"
	if s, ok := errors.AsType[*stopped](cause); ok {
		reason = s.reason
	}
	return &steps.NoAnswer{Kind: steps.Interrupted, Reason: reason, Cause: cause}
}

// stopped is the cause of a context that this package ends, in words.
type stopped struct{ reason string }

func (s *stopped) Error() string { return s.reason }

func (c *scenarioClient) withoutToken(ctx context.Context, err error) *steps.NoAnswer {
	if ctx.Err() != nil {
		return interrupted(ctx)
	}
	return &steps.NoAnswer{Kind: steps.NotConnected, Reason: c.transport.redactor.words(err.Error()), Cause: err}
}

// remark notes what a reader must know to understand the exchange.
func (c *scenarioClient) remark(x *steps.Exchange, tried *attempts, got answerBody, host string) {
	var notes []string
	at := fmt.Sprintf("Exchange %d (%s): ", x.Number, x.Request.Operation.ID)
	if x.Attempts > 1 {
		why := "a kept connection turned out to be closed"
		if first := tried.firstFailure(); first != nil {
			why = inWords(first, host)
		}
		notes = append(notes, fmt.Sprintf("%sneeded %d attempts; first %s.", at, x.Attempts, c.transport.redactor.words(why)))
	}
	if no, ok := errors.AsType[*steps.NoAnswer](x.Err); ok && no.Kind == steps.Closed && tried.onKeptConnection() {
		notes = append(notes, at+"the connection had been kept from an earlier request; the target may have closed it before the request arrived.")
	}
	if got.note != "" {
		notes = append(notes, at+got.note)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.statuses[x.Number] = x.Status
	c.notes = append(c.notes, notes...)
}

// status is that of the answer of an exchange; 0 when none came.
func (c *scenarioClient) status(number int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.statuses[number]
}

// keep writes the evidence.
func (c *scenarioClient) keep(x *steps.Exchange, sent http.Header, started time.Time) error {
	t := c.transport
	e := reports.Exchange{
		Number:       x.Number,
		Operation:    x.Request.Operation.ID,
		Purpose:      string(x.Request.Purpose),
		Started:      started,
		Milliseconds: milliseconds(x.Duration),
		Attempts:     x.Attempts,
		Request:      t.requestEvidence(x, sent),
	}
	if x.Status != 0 {
		answer := t.answerEvidence(x)
		e.Answer = &answer
	}
	if x.Err != nil {
		e.Error = t.redactor.words(x.Err.Error())
	}
	if err := t.record(c.scenario, e); err != nil {
		err = fmt.Errorf("keep the evidence of %s: %w", x.Request.Operation.ID, err)
		c.mu.Lock()
		c.failed = err
		c.mu.Unlock()
		return err
	}
	return nil
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}
