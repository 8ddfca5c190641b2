package wire

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bbconform/bbconform/runner/pace"
	"github.com/bbconform/bbconform/steps/exchange"
)

// signal is what came of a request, as far as it says how many at a time the target bears.
type signal struct {
	outcome pace.Outcome
	kind    string // of answers that take about as long as each other
	took    time.Duration
}

// signalOf reads what an exchange says. Answers of an operation are compared with each other, and those that refuse apart from those that
// accept, which take longer. An answer that was too large was not read to its end.
func signalOf(x *exchange.Exchange, tried *attempts) signal {
	none, ok := errors.AsType[*exchange.NoAnswer](x.Err)
	first := tried.firstFailure()
	switch {
	case ok && none.Kind == exchange.TooSlow, first != nil && neverConnected(first):
		return signal{outcome: pace.Lost}
	case x.Err != nil, x.TooLarge, turnsAwayForNow(x.Status):
		return signal{}
	}
	return signal{pace.Answered, fmt.Sprintf("%s %s %dxx", x.Request.Block.Ref(), x.Request.Operation.ID, x.Status/100), x.Duration}
}

// turnsAwayForNow reports whether a status says that nothing was done because there was too much to do.
func turnsAwayForNow(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}
