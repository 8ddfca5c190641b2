package wire

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/steps/exchange"
)

// Client sends the requests of one scenario. It implements exchange.Client.
type Client struct {
	endpoint *Endpoint
	scenario string

	mu        sync.Mutex
	number    int               // of the last exchange
	calls     map[string]int    // exchanges by operation
	statuses  map[int]int       // of the answers, by the number of the exchange
	gates     map[int]*AuthGate // of the callers, likewise
	notes     []string
	failed    error                // a fault of the harness: evidence that could not be written
	held      int64                // bytes of the budget, for the last answer, which the scenario looks at
	misplaced []exchange.Principal // callers with whose credentials something was sent that they may not do, each once
}

// Client is the one by which a scenario reaches the building block. What it sends is recorded under the scenario's identifier.
func (e *Endpoint) Client(scenarioID string) *Client {
	return &Client{endpoint: e, scenario: scenarioID, calls: map[string]int{}, statuses: map[int]int{}, gates: map[int]*AuthGate{}}
}

// Do implements exchange.Client.
func (c *Client) Do(ctx context.Context, r *exchange.Request) (*exchange.Exchange, error) {
	c.Done()
	x := &exchange.Exchange{Request: r, Number: c.begin(r.Operation.ID)}
	u, err := c.endpoint.url(r.Operation, r.Path, r.Query)
	if err != nil {
		return nil, err
	}
	x.URL = u.String()
	door := c.endpoint.wire.door
	var sent turn
	var fault error
	if door.through(ctx, door.entry(r.AtOnce), func(t turn) (s signal) { sent = t; s, fault = c.send(ctx, x, u, t); return }) != nil {
		x.Err = interrupted(ctx) // nothing was sent, nothing is recorded
	}
	if fault == nil && x.AskedAgain != "" {
		return c.askAgain(ctx, x, sent, u)
	}
	return x, fault
}

// send lets a request go, takes what comes back into x, and records both. An error is a fault of the harness.
func (c *Client) send(ctx context.Context, x *exchange.Exchange, u *url.URL, t turn) (signal, error) {
	e, w, r := c.endpoint, c.endpoint.wire, x.Request
	as := e.caller(r.As)
	if as.presence == nil {
		return signal{}, fmt.Errorf("the configuration has nothing for %s (%s)", as.words, as.key)
	}
	limited, cancel := w.limited(ctx, w.limit, errAnswerLimit)
	defer cancel()
	tried := &attempts{}
	limited = context.WithValue(limited, attemptsKey{}, tried)
	var body any
	if r.Body != nil {
		body = r.Body
	}
	req, err := retryablehttp.NewRequestWithContext(limited, r.Operation.Method, x.URL, body)
	if err != nil {
		return signal{}, fmt.Errorf("build the request %s: %w", r.Operation.ID, err)
	}
	req.URL = u // as it is, without the cleaning that parsing it again could bring
	req.Header = as.header(r, w.agent)
	if err := as.credentials.apply(limited, req.Header, r.As); err != nil {
		x.Err = w.withoutToken(ctx, err)
		return signal{}, nil
	}

	started, moment := w.now(), e.health.now()
	clock := time.Now() // monotonic, whatever w.now is
	resp, err := as.clientFor(r.As).Do(req)
	var got answerBody
	memory := &share{ctx: limited, budget: w.bodies}
	if err == nil {
		x.Status, x.Header = resp.StatusCode, resp.Header
		got, err = readBody(resp, memory)
		x.Body, x.TooLarge = got.data, got.tooLarge
	}
	x.Duration = time.Since(clock) - memory.waited
	x.Attempts = max(1, tried.count())
	if err != nil {
		x.Err = w.noAnswer(ctx, limited, err, tried, u.Host)
	}
	x.AskedAgain = e.again.why(x, t)
	e.again.saw(x, t)
	e.health.saw(x, moment)
	if x.AskedAgain == "" {
		as.gate.saw(x)
	}
	c.remark(x, tried, got, u.Host)
	c.hold(memory, r.AtOnce)
	return signalOf(x, tried), c.keep(x, req.Header, started)
}

var _ exchange.Client = (*Client)(nil)

// Done says that nobody looks at the last answer any more: the memory that it takes is others' then. The next request says so as well.
func (c *Client) Done() {
	c.mu.Lock()
	held := c.held
	c.held = 0
	c.mu.Unlock()
	if held > 0 {
		c.endpoint.wire.bodies.give(held)
	}
}

// hold keeps the share of an answer while the scenario looks at it. Of several that are sent at once none is held: they would wait for
// each other.
func (c *Client) hold(s *share, atOnce bool) {
	if atOnce {
		s.keep(0)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held += s.taken
}

// begin counts an exchange and returns its number.
func (c *Client) begin(operation string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.number++
	c.calls[operation]++
	return c.number
}

// remark notes what a reader must know to understand the exchange.
func (c *Client) remark(x *exchange.Exchange, tried *attempts, got answerBody, host string) {
	var notes []string
	at := fmt.Sprintf("Exchange %d (%s): ", x.Number, x.Request.Operation.ID)
	if x.Attempts > 1 {
		why := "a kept connection turned out to be closed"
		if first := tried.firstFailure(); first != nil {
			why = inWords(first, host)
		}
		notes = append(notes, fmt.Sprintf("%sneeded %d attempts; first %s.", at, x.Attempts, c.endpoint.wire.redactor.Words(why)))
	}
	if no, ok := errors.AsType[*exchange.NoAnswer](x.Err); ok && no.Kind == exchange.Closed && tried.onKeptConnection() {
		notes = append(notes, at+"the connection had been kept from an earlier request; the target may have closed it before the request arrived.")
	}
	if x.AskedAgain != "" {
		notes = append(notes, at+remarkAgain(x))
	}
	if got.note != "" {
		notes = append(notes, at+got.note)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.statuses[x.Number], c.gates[x.Number] = x.Status, c.endpoint.Gate(x.Request.As)
	as := x.Request.As
	if role, ok := x.Request.Block.Role(as.Role); ok && as.Presents == exchange.AsConfigured && !x.Request.Block.MayCall(role, x.Request.Operation.ID) && !slices.Contains(c.misplaced, as) {
		c.misplaced = append(c.misplaced, as)
	}
	c.notes = append(c.notes, notes...)
}

// Misplaced are the callers with whose credentials something was sent that they may not do, each once.
func (c *Client) Misplaced() []exchange.Principal {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.misplaced)
}

// Status is that of the answer of an exchange, by its number; 0 when none came.
func (c *Client) Status(number int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.statuses[number]
}

// Gate is that of the caller who made an exchange, by its number; nil when none was made.
func (c *Client) Gate(number int) *AuthGate {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.gates[number]
}

// Calls counts the exchanges by operation.
func (c *Client) Calls() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.calls)
}

// Notes are what a reader must know to understand the exchanges, in their order.
func (c *Client) Notes() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.notes)
}

// Fault is why evidence could not be kept; nil when all of it was.
func (c *Client) Fault() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed
}

// keep writes the evidence.
func (c *Client) keep(x *exchange.Exchange, sent http.Header, started time.Time) error {
	w := c.endpoint.wire
	e := reports.Exchange{
		Number:       x.Number,
		Operation:    x.Request.Operation.ID,
		Role:         x.Request.As.Role,
		Another:      x.Request.As.Another,
		Purpose:      string(x.Request.Purpose),
		Started:      started,
		Milliseconds: reports.Milliseconds(x.Duration),
		Attempts:     x.Attempts,
		AskedAgain:   x.AskedAgain,
		Request:      w.requestEvidence(x, sent),
	}
	if x.Status != 0 {
		answer := w.answerEvidence(x)
		e.Answer = &answer
	}
	if x.Err != nil {
		e.Error = w.redactor.Words(x.Err.Error())
	}
	if err := w.record(c.scenario, e); err != nil {
		err = fmt.Errorf("keep the evidence of %s: %w", x.Request.Operation.ID, err)
		c.mu.Lock()
		c.failed = err
		c.mu.Unlock()
		return err
	}
	return nil
}
