package toys

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// Server keeps toys as the contract says, apart from what change makes of it.
type Server struct {
	mu     sync.Mutex
	toys   map[string]map[string]any
	next   int
	change func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
}

// NewServer serves until the test ends. What it does with a request is for change to say; nil: as the contract has it.
func NewServer(t testing.TB, change func(http.ResponseWriter, *http.Request) bool) (*Server, *httptest.Server) {
	t.Helper()
	s := &Server{toys: map[string]map[string]any{}, change: change}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, server
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.change != nil && s.change(w, r) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	id, single := strings.CutPrefix(r.URL.Path, "/toys/")
	toy := s.toys[id]
	switch {
	case r.URL.Path == "/toys" && r.Method == http.MethodPost:
		data, _ := io.ReadAll(r.Body)
		var sent map[string]any
		name, _ := "", false
		if json.Unmarshal(data, &sent) == nil {
			name, _ = sent["name"].(string)
		}
		if name == "" || len(name) > 40 {
			w.Header().Del("Content-Type")
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.next++
		sent["id"] = fmt.Sprint("toy-", s.next)
		s.toys[sent["id"].(string)] = sent
		_ = json.NewEncoder(w).Encode(sent)
	case r.URL.Path == "/toys":
		all := []map[string]any{}
		for _, t := range s.toys {
			all = append(all, t)
		}
		_ = json.NewEncoder(w).Encode(all)
	case single && toy != nil && r.Method == http.MethodGet:
		_ = json.NewEncoder(w).Encode(toy)
	case single && toy != nil && r.Method == http.MethodDelete:
		delete(s.toys, id)
		w.WriteHeader(http.StatusNoContent)
	default:
		w.Header().Del("Content-Type")
		w.WriteHeader(http.StatusNotFound)
	}
}

// Kept is how many toys there are.
func (s *Server) Kept() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.toys)
}

// UntilGone waits until the client has given up. The server notices that only when it has read the request.
func UntilGone(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}
