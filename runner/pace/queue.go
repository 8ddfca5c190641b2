package pace

import "slices"

// waiter waits for its turn.
type waiter struct {
	turn    chan struct{} // closed when it has come
	request *Turn         // nil: it is a scenario
}

// line is who waits, in the order in which they came.
type line []*waiter

func (l *line) join(t *Turn) *waiter {
	w := &waiter{make(chan struct{}), t}
	*l = append(*l, w)
	return w
}

// first takes the first out of the line and tells it that its turn has come.
func (l *line) first() *Turn {
	w := (*l)[0]
	*l = slices.Delete(*l, 0, 1)
	close(w.turn)
	return w.request
}

// leave takes a waiter out of the line, and reports whether it still stood there.
func (l *line) leave(w *waiter) bool {
	i := slices.Index(*l, w)
	if i < 0 {
		return false
	}
	*l = slices.Delete(*l, i, i+1)
	return true
}

// queue holds the requests in flight, and those that wait.
type queue struct {
	flying   map[*Turn]bool
	ordinary line
	beside   line // sent side by side on purpose: they wait for nobody but one that is alone
	alone    line
	shut     bool // one is alone in flight
}

// dispatch lets go whose turn it is, as long as fewer are in flight than the level allows. Who wants to be alone keeps the ordinary ones
// from being sent, so that it need not wait forever.
func (q *queue) dispatch(l *level) {
	if q.shut {
		return
	}
	for len(q.beside) > 0 {
		q.begin(q.beside.first(), l)
	}
	switch {
	case len(q.alone) == 0:
		for len(q.ordinary) > 0 && len(q.flying) < l.at {
			q.begin(q.ordinary.first(), l)
		}
	case len(q.flying) == 0:
		q.shut = true
		q.begin(q.alone.first(), l)
	}
}

// begin counts a request as in flight.
func (q *queue) begin(t *Turn, l *level) {
	q.flying[t] = true
	n := len(q.flying)
	t.generation, t.beside = l.generation, n
	for other := range q.flying {
		other.others = max(other.others, n-1)
		other.crowded = other.crowded || n > l.at
	}
}

func (q *queue) ended(t *Turn) {
	delete(q.flying, t)
	if t.alone {
		q.shut = false
	}
}
