package examples

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/specs"
)

// DefaultListen is loopback with a free port: nobody else can reach a sandbox unless somebody says so.
const DefaultListen = "127.0.0.1:0"

// stopLimit bounds how long a stopping server waits for the answers that are under way.
const stopLimit = 5 * time.Second

// Sandbox is a running server of reference building blocks: one listener, one path prefix a building block.
type Sandbox struct {
	base   string
	server *http.Server
	failed chan error
}

// Start listens and serves in the background until Stop. An address without a host ("", ":8080") means loopback; port 0
// picks a free one. The fault of o, if any, must be one of exactly the given building blocks.
func Start(listen string, blocks []Block, o Options) (*Sandbox, error) {
	handler, err := Handler(blocks, o)
	if err != nil {
		return nil, err
	}
	address, err := loopbackUnlessSaid(listen)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w; another port, or 0 for a free one, may do", address, err)
	}
	s := &Sandbox{base: "http://" + reachable(l.Addr()), failed: make(chan error, 1), server: newServer(handler)}
	go func() {
		if err := s.server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.failed <- err
		}
	}()
	return s, nil
}

// URL returns the base URL of a building block.
func (s *Sandbox) URL(name string) string { return s.base + prefix(name) }

// Wait returns nil when ctx is done, or before that with the reason why the server ended. It does not stop the server.
func (s *Sandbox) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-s.failed:
		return fmt.Errorf("serve the sandbox: %w", err)
	}
}

// Stop ends the server: it waits a little for answers that are under way, and then closes every connection.
func (s *Sandbox) Stop() {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	if s.server.Shutdown(ctx) != nil {
		_ = s.server.Close() // the connections are given up; nothing is lost but the answers on them
	}
}

// Handler serves building blocks below a path prefix each: /consent, /digital-registries.
func Handler(blocks []Block, o Options) (http.Handler, error) {
	if o.Catalogue == nil {
		o.Catalogue = specs.NewCatalogue(specs.Embedded())
	}
	if err := checkFault(blocks, o.Fault); err != nil {
		return nil, err
	}
	served := prefixes{}
	for _, b := range blocks {
		own := o
		if _, err := sandbox.FindFault(b.Faults, o.Fault); err != nil {
			own.Fault = ""
		}
		h, err := b.New(own)
		if err != nil {
			return nil, err
		}
		served[prefix(b.Name)] = http.StripPrefix(prefix(b.Name), h)
	}
	return served, nil
}

// prefixes are handlers by the first segment of the path. http.ServeMux would redirect requests with an empty segment, which a
// building block has to refuse.
type prefixes map[string]http.Handler

func (p prefixes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if h := p[prefix(first)]; h != nil {
		h.ServeHTTP(w, r)
		return
	}
	http.NotFound(w, r)
}

func prefix(name string) string { return "/" + name }

// checkFault reports a fault that none of the building blocks has.
func checkFault(blocks []Block, name string) error {
	if name == "" {
		return nil
	}
	var all []Fault
	for _, b := range blocks {
		all = append(all, b.Faults...)
	}
	_, err := sandbox.FindFault(all, name)
	return err
}

func newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // callers that hang up are what a harness does
	}
}

func loopbackUnlessSaid(listen string) (string, error) {
	if listen == "" {
		return DefaultListen, nil
	}
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return "", fmt.Errorf("listen on %q: %w; an address looks like 127.0.0.1:8080", listen, err)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port), nil
}

// reachable is the address under which this machine reaches a listener that listens on all of its addresses.
func reachable(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	return a.String()
}

// FaultNames returns the names of all faults of a building block, sorted.
func (b Block) FaultNames() []string {
	names := make([]string, len(b.Faults))
	for i, f := range b.Faults {
		names[i] = f.Name
	}
	slices.SortFunc(names, strings.Compare)
	return names
}
