package runnertest

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Serve serves a handler on loopback until the test has ended.
func Serve(t testing.TB, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server
}
