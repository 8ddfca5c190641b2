package wire

import (
	"context"
	"errors"
	"fmt"

	"github.com/bbconform/bbconform/steps/exchange"
)

// errAnswerLimit is why a request was given up whose answer took too long.
var errAnswerLimit = errors.New("the time limit of an answer has passed")

// noAnswer says why there is no answer, or no whole one. Whether the target is to blame depends on whether the request
// can have reached it.
func (w *Wire) noAnswer(ctx, limited context.Context, err error, tried *attempts, host string) *exchange.NoAnswer {
	no := &exchange.NoAnswer{Cause: err}
	switch {
	case ctx.Err() != nil:
		return interrupted(ctx)
	case errors.Is(context.Cause(limited), errAnswerLimit) && tried.wasConnected():
		no.Kind = exchange.TooSlow
		no.Reason = fmt.Sprintf("no complete answer within %s (limits.answer)", w.limit)
	case !tried.wasConnected(), neverConnected(err): // a kept connection was closed, and there was no other to be had
		no.Kind = exchange.NotConnected
		no.Reason = inWords(err, host)
		if errors.Is(context.Cause(limited), errAnswerLimit) && (!neverConnected(err) || errors.Is(err, context.Canceled)) {
			no.Reason = fmt.Sprintf("no connection to %s within %s (limits.answer)", host, w.limit)
		}
	default:
		no.Kind = exchange.Closed
		no.Reason = inWords(err, host)
		if tlsInWords(err, host) != "" {
			no.Kind = exchange.NotConnected // in TLS 1.3 a client's certificate is refused after the handshake
		}
	}
	no.Reason = w.redactor.Words(no.Reason)
	return no
}

// interrupted is the reason of what was stopped from outside.
func interrupted(ctx context.Context) *exchange.NoAnswer {
	cause := context.Cause(ctx)
	reason := "the run was interrupted"
	if s, ok := errors.AsType[*stopped](cause); ok {
		reason = s.reason
	}
	return &exchange.NoAnswer{Kind: exchange.Interrupted, Reason: reason, Cause: cause}
}

// Stopped is the cause of a context that the harness ends, in words for the reason of what was interrupted by it.
func Stopped(reason string) error { return &stopped{reason} }

type stopped struct{ reason string }

func (s *stopped) Error() string { return s.reason }

// withoutToken is why a request was not sent for which there is no access token.
func (w *Wire) withoutToken(ctx context.Context, err error) *exchange.NoAnswer {
	if ctx.Err() != nil {
		return interrupted(ctx)
	}
	return &exchange.NoAnswer{Kind: exchange.NotConnected, Reason: w.redactor.Words(err.Error()), Cause: err}
}
