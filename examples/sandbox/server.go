package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bbconform/bbconform/specs"
)

// DefaultCredential is the API key that the sandboxes ask for unless told otherwise. Whoever has it may call everything; each role has a
// key of its own beside it, see RoleCredential. It protects nothing.
const DefaultCredential = "sandbox-key"

// maxBody bounds a request body, in bytes.
const maxBody = 128 << 10

// Options are what a user of a reference building block may choose.
type Options struct {
	Fault      string           // name of the fault to plant; "" for a conformant server
	Credential string           // value of the Authorization header, alone or after "Bearer "; "" for DefaultCredential
	Clock      func() time.Time // nil for time.Now
	Catalogue  *specs.Catalogue // where the contracts are; nil for the embedded ones, which are then read once more
	// Reproducible makes identifiers follow from the requests and not from chance: whoever sends the requests of a run to a
	// fresh server again meets the same things under the same identifiers, in whatever order scenarios follow each other.
	Reproducible bool
}

// Config is what a building block hands to the server that carries it.
type Config struct {
	Options
	Operations []Operation // see Contract
	Faults     []Fault     // the catalogue that Options.Fault is looked up in
	Handlers   map[string]Handler
	// Secured says which operations need credentials; nil: those of which the contract says so.
	Secured func(Operation) bool
	// Refusal makes the answer to a request that is refused; nil: a JSON object with the reason in "detail". Statuses that
	// the contract declares without a body must be answered without one.
	Refusal func(op Operation, status int, reason string) Answer
}

// Server answers the operations of one building block. It is an http.Handler, safe for concurrent use.
type Server struct {
	config Config
	routes []*route
	fault  *Fault

	mu     sync.Mutex       // held while a handler runs
	repeat map[[32]byte]int // how often a request came; nil unless identifiers are reproducible
}

// New builds a server. Every operation must have a handler, and every handler an operation; a fault that is not in the
// catalogue is an error which lists near names.
func New(c Config) (*Server, error) {
	if c.Credential == "" {
		c.Credential = DefaultCredential
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	s := &Server{config: c}
	if c.Reproducible {
		s.repeat = map[[32]byte]int{}
	}
	if c.Fault != "" {
		f, err := FindFault(c.Faults, c.Fault)
		if err != nil {
			return nil, err
		}
		s.fault = &f
	}
	known := map[string]bool{}
	for _, op := range c.Operations {
		h := c.Handlers[op.ID]
		if h == nil {
			return nil, fmt.Errorf("build the sandbox: no handler for %s", describe(op))
		}
		known[op.ID] = true
		s.routes = append(s.routes, newRoute(op, h))
	}
	for id := range c.Handlers {
		if !known[id] {
			return nil, fmt.Errorf("build the sandbox: a handler for %q, which is no operation of the contract", id)
		}
	}
	return s, nil
}

// Faulty reports whether the server has this fault; it panics when the catalogue does not know the name.
func (s *Server) Faulty(name string) bool {
	if !slices.ContainsFunc(s.config.Faults, func(f Fault) bool { return f.Name == name }) {
		panic("sandbox: a handler asks for the fault " + name + ", which is not in the catalogue")
	}
	return s.fault != nil && s.fault.Name == name
}

// ServeHTTP finds the operation, makes the checks that all operations share, and answers.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rt, path, allowed := find(s.routes, r.Method, r.URL.EscapedPath())
	if rt == nil {
		s.noRoute(allowed).write(r.Context(), w)
		return
	}
	var fault *Fault
	if s.fault != nil && s.fault.Operation == rt.operation.ID {
		fault = s.fault
	}
	answer := s.answer(rt, path, r, fault)
	reply := newReply(answer)
	if fault != nil {
		for _, c := range fault.Changes {
			if c.applies(answer.Status) {
				c.apply(reply)
			}
		}
	}
	reply.write(r.Context(), w)
}

func (s *Server) noRoute(allowed []string) *reply {
	if len(allowed) == 0 {
		return newReply(refusal(Operation{}, http.StatusNotFound, "there is nothing at this address"))
	}
	a := refusal(Operation{}, http.StatusMethodNotAllowed, "this address does not know the method")
	a.Header = http.Header{"Allow": {strings.Join(allowed, ", ")}}
	return newReply(a)
}

// aborted reports whether a panic is the one with which a handler ends a connection on purpose.
func aborted(p any) bool {
	err, ok := p.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}

// answer makes the shared checks and calls the handler.
func (s *Server) answer(rt *route, path map[string]string, r *http.Request, fault *Fault) (answer Answer) {
	defer func() {
		if p := recover(); p != nil && !aborted(p) {
			// A mistake of the sandbox must not look like one of its planted faults that leak: nothing of it is shown.
			answer = refusal(rt.operation, http.StatusInternalServerError, "the sandbox made a mistake")
		}
	}()
	body, no, by := s.check(rt.operation, path, r, fault)
	if no != nil && !fault.despite(by) {
		return *no
	}
	call := &Call{
		Operation: rt.operation.ID, Request: r, Path: path, Query: r.URL.Query(), Body: rt.operation.decode(r, body), Now: s.config.Clock(), server: s,
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	call.seed = s.seed(r, body)
	done := rt.handler(call).made(fault)
	if no != nil {
		return *no
	}
	return done
}

// check makes the checks that all operations share. It returns the body and, where the request is refused, the answer and the check
// that says so.
func (s *Server) check(op Operation, path map[string]string, r *http.Request, fault *Fault) ([]byte, *Answer, Check) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if no, by := s.admits(op, r, fault); no != nil {
		return body, no, by
	}
	refuse := func(status int, reason string) ([]byte, *Answer, Check) {
		a := s.refuse(op.ID, status, reason)
		return body, &a, CheckContract
	}
	switch {
	case err != nil:
		return refuse(http.StatusBadRequest, "the body could not be read")
	case len(body) > maxBody:
		return refuse(http.StatusRequestEntityTooLarge, "the body is too large")
	}
	if op.Check != nil && !fault.leaves(CheckContract) && !(fault.leaves(CheckForms) && isForm(r)) {
		for _, finding := range op.Check(r, path, body) {
			if !fault.overlooks(finding) {
				return refuse(http.StatusBadRequest, strings.TrimSpace(finding.Place+" "+finding.Message))
			}
		}
	}
	return body, nil, ""
}

func (s *Server) secured(op Operation) bool {
	if s.config.Secured != nil {
		return s.config.Secured(op)
	}
	return op.Secured
}

// admits lets a request in, or gives the answer to whoever is not let in, and the check that says so.
func (s *Server) admits(op Operation, r *http.Request, fault *Fault) (*Answer, Check) {
	given := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !s.secured(op) || fault.leaves(CheckCredentials) || fault.leaves(CheckRightCredentials) && given != "" {
		return nil, ""
	}
	role, known := s.identify(op, given)
	switch {
	case !known:
		a := s.refuse(op.ID, http.StatusUnauthorized, "the credentials are missing or wrong")
		if a.Header == nil {
			a.Header = http.Header{}
		}
		a.Header.Set("WWW-Authenticate", "ApiKey")
		return &a, CheckCredentials
	case !role.May && !fault.leaves(CheckRole):
		a := s.refuse(op.ID, http.StatusForbidden, "the role "+role.Name+" may not do this")
		return &a, CheckRole
	}
	return nil, ""
}

func (s *Server) refuse(operation string, status int, reason string) Answer {
	op := Operation{ID: operation}
	for _, r := range s.routes {
		if r.operation.ID == operation {
			op = r.operation
		}
	}
	if s.config.Refusal != nil {
		return s.config.Refusal(op, status, reason)
	}
	return refusal(op, status, reason)
}

func refusal(_ Operation, status int, reason string) Answer {
	return Answer{Status: status, Body: Object{"detail": reason}}
}

// made gives the answer a body that shares nothing with the handler's state, made while that is still locked: as text, unless a
// fault has yet to change it.
func (a Answer) made(fault *Fault) Answer {
	switch {
	case a.Body == nil:
	case fault != nil && len(fault.Changes) > 0:
		a.Body = Normal(a.Body)
	default:
		a.text = encode(a.Body)
	}
	return a
}

// errGone ends an answer of which the caller no longer waits for the end.
var errGone = errors.New("the caller is gone")

// wait returns after d, or with errGone when the caller gave up before.
func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return errGone
	}
}
