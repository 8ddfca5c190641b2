package examples

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
)

// Target is a server that answers everything in the same useless way. No scenario may pass against it.
type Target struct {
	Name  string // kebab-case
	About string // one sentence

	answer http.HandlerFunc
}

// Running is a degenerate target that has been started.
type Running struct {
	URL string

	server *http.Server
	cancel context.CancelFunc
	open   sync.WaitGroup // connections, and the goroutine that accepts them
}

// Start serves the target on loopback, on a free port, until Stop.
func (t Target) Start() (*Running, error) {
	l, err := net.Listen("tcp", DefaultListen)
	if err != nil {
		return nil, fmt.Errorf("start the target %s: %w", t.Name, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	r := &Running{URL: "http://" + l.Addr().String(), cancel: cancel}
	r.server = &http.Server{
		// No time limits: being endless is what some of these are for. Stop ends them.
		Handler:     r.counted(t.answer),
		BaseContext: func(net.Listener) context.Context { return ctx },
		ConnState:   r.count,
		ErrorLog:    log.New(io.Discard, "", 0),
	}
	r.open.Add(1)
	go func() {
		defer r.open.Done()
		if err := r.server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			cancel() // the listener is gone; callers see refused connections
		}
	}()
	return r, nil
}

// count follows each connection from its beginning to its end.
func (r *Running) count(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		r.open.Add(1)
	case http.StateClosed, http.StateHijacked: // who hijacks is counted as long as it answers
		r.open.Done()
	}
}

func (r *Running) counted(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		r.open.Add(1)
		defer r.open.Done()
		answer(w, req)
	}
}

// Stop closes the listener and every connection and waits until nothing of the target runs any more.
func (r *Running) Stop() {
	r.cancel()
	_ = r.server.Close() // an error of closing a listener leaves nothing to do
	r.open.Wait()
}
