package scenario

import (
	"context"
	"fmt"
	"sync"

	"github.com/bbconform/bbconform/steps/exchange"
)

// caller sends requests and has their answers judged.
type caller struct {
	scenario string // identifier of the one that sends
	client   exchange.Client
	record   *Recorder
	history  *History
	judge    *Judge

	changes int // how many requests were sent that may have changed something, whatever they were answered
}

// call sends a request and judges the answer.
func (c *caller) call(ctx context.Context, b *Prepared, purpose exchange.Purpose, want Want) (*Answer, error) {
	x, err := c.send(ctx, b, purpose)
	if err != nil {
		return nil, err
	}
	return c.judge.judge(b, x, want)
}

// send sends a request and returns what came of it, whatever that is.
func (c *caller) send(ctx context.Context, b *Prepared, purpose exchange.Purpose) (*exchange.Exchange, error) {
	o := c.do(ctx, b, purpose, false)
	if err := c.count(o); err != nil {
		return nil, err
	}
	return o.exchange, nil
}

// outcome is what came of one request.
type outcome struct {
	prepared *Prepared
	exchange *exchange.Exchange
	err      error
}

// sendAll sends several requests side by side. Each outcome is to be counted.
func (c *caller) sendAll(ctx context.Context, requests []*Prepared, purpose exchange.Purpose) []outcome {
	outcomes := make([]outcome, len(requests))
	var all sync.WaitGroup
	for i, b := range requests {
		all.Go(func() { outcomes[i] = c.do(ctx, b, purpose, true) })
	}
	all.Wait()
	return outcomes
}

// do sends a request and takes note of nothing.
func (c *caller) do(ctx context.Context, b *Prepared, purpose exchange.Purpose, atOnce bool) outcome {
	request := *b.Request
	request.Purpose, request.AtOnce = purpose, atOnce
	x, err := c.client.Do(ctx, &request)
	if err == nil {
		x.Request = &request
	}
	return outcome{b, x, err}
}

// count takes note of an outcome. The error is a fault of the harness.
func (c *caller) count(o outcome) error {
	op := o.prepared.Operation().ID
	c.history.called[op]++
	if o.exchange == nil || o.exchange.Request.Purpose != exchange.Observing && o.prepared.Draft.IsChanging() {
		c.changes++
	}
	if o.err != nil {
		return fmt.Errorf("send the request of operation %s: %w", op, o.err)
	}
	for _, number := range o.exchange.Earlier {
		c.record.exchanged(number)
	}
	c.record.exchanged(o.exchange.Number)
	return nil
}
