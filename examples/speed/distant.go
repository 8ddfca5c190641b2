package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// distant is a target that costs time: the reference building blocks behind a network, or with room for few at a time.
type distant struct {
	delay   time.Duration // added to each answer
	atMost  int           // requests at a time; 0: as many as come
	refuses bool          // what is more than that, with 503, instead of having it wait
}

func (d distant) String() string {
	words := fmt.Sprintf("%s added to each answer", d.delay)
	switch {
	case d.atMost == 0:
		return words
	case d.refuses:
		return fmt.Sprintf("%s, %d at a time, others are refused with 503", words, d.atMost)
	}
	return fmt.Sprintf("%s, %d at a time, others wait", words, d.atMost)
}

// arguments have this program serve it.
func (d distant) arguments(target string) []string {
	return []string{"--serve", target, "--delay", d.delay.String(), "--at-most", fmt.Sprint(d.atMost), fmt.Sprintf("--refuse=%v", d.refuses)}
}

// serve serves it until it is interrupted. It writes a target configuration when it can be asked.
func (d distant) serve(target string) error {
	blocks := examples.Blocks()
	handler, err := examples.Handler(blocks, examples.Options{})
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "product: reference building blocks, %s\nbuildingBlocks:\n", d)
	for _, b := range blocks {
		fmt.Fprintf(&text, "  %s:\n    url: http://%s/%s\n    authentication: {type: apiKey, header: Authorization, key: %s}\n",
			b.Name, listener.Addr(), b.Name, sandbox.DefaultCredential)
	}
	if err := os.WriteFile(target, []byte(text.String()), 0o600); err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server := &http.Server{Handler: d.wrap(handler), ReadHeaderTimeout: time.Minute}
	go func() { <-ctx.Done(); _ = server.Close() }()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (d distant) wrap(next http.Handler) http.Handler {
	late := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(d.delay)
		next.ServeHTTP(w, r)
	})
	if d.atMost == 0 {
		return late
	}
	room := make(chan struct{}, d.atMost)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !d.refuses {
			room <- struct{}{}
			defer func() { <-room }()
			late.ServeHTTP(w, r)
			return
		}
		select {
		case room <- struct{}{}:
			// What is answered makes room before anybody can read it: whoever asks then is not one too many.
			answer := &held{header: http.Header{}}
			late.ServeHTTP(answer, r)
			<-room
			answer.send(w)
		default:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
}

// held is an answer that is not sent yet.
type held struct {
	header http.Header
	status int
	body   []byte
}

func (h *held) Header() http.Header { return h.header }

func (h *held) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

func (h *held) Write(b []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	h.body = append(h.body, b...)
	return len(b), nil
}

func (h *held) send(w http.ResponseWriter) {
	for name, values := range h.header {
		w.Header()[name] = values
	}
	if h.status != 0 {
		w.WriteHeader(h.status)
	}
	_, _ = w.Write(h.body)
}

// against starts it in a process of its own and measures a run of bbconform against it, which must end conformant.
func (d distant) against(program, own, folder string, arguments ...string) (cost, error) {
	target := filepath.Join(folder, "distant.yaml")
	return served(exec.Command(own, d.arguments(target)...), 1, func() *exec.Cmd {
		return exec.Command(program, append([]string{"run", "--target", target, "--out", filepath.Join(folder, "report"), "--quiet"}, arguments...)...)
	})
}

// What the time of a target with room for few is compared with: so many requests at a time, with a shorter delay, as all waits there.
const (
	room      = 2
	roomDelay = 5 // the delay, divided by
)

// distantRuns measures whole runs against a network with a delay, and against a target that has room for two requests at a time: as
// bbconform finds that out by itself, compared with what it takes when it is told.
func distantRuns(o options, most aims) ([]figure, error) {
	middle := func(d distant, arguments ...string) (wall, memory float64, err error) {
		var all []cost
		for range o.runs {
			c, err := d.against(o.program, o.own, o.folder, arguments...)
			if err != nil {
				return 0, 0, fmt.Errorf("%s: %w", d, err)
			}
			all = append(all, c)
		}
		return mid(all, func(c cost) float64 { return c.wall.Seconds() }), mid(all, func(c cost) float64 { return c.memoryMB }), nil
	}
	far := distant{delay: o.delay}
	wall, memory, err := middle(far)
	if err != nil {
		return nil, err
	}
	figures := []figure{
		{"a whole run with " + far.String(), wall, "s", theAims.distant, most.distant},
		{"peak memory of it", memory, "MB", theAims.memory, most.memory},
	}
	for _, refuses := range []bool{false, true} {
		narrow := distant{delay: o.delay / roomDelay, atMost: room, refuses: refuses}
		told, _, err := middle(narrow, "--concurrency", fmt.Sprint(room))
		if err != nil {
			return nil, err
		}
		found, _, err := middle(narrow)
		if err != nil {
			return nil, err
		}
		figures = append(figures,
			figure{what: "--concurrency 2, with " + narrow.String(), value: told, unit: "s"},
			figure{what: "without it", value: found, unit: "s"},
			figure{"the same as a ratio", found / told, "x", theAims.found, most.found})
	}
	return figures, nil
}
