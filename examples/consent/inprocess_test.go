package consent

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
)

// inProcess answers requests without a wire: hundreds of walks with a faulty server cost a fraction. What ends a connection ends the
// answer here as well.
type inProcess struct{ handler http.Handler }

func (p inProcess) RoundTrip(r *http.Request) (*http.Response, error) {
	asked := r.Clone(r.Context())
	asked.RequestURI = r.URL.RequestURI()
	if asked.Body == nil {
		asked.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	if !served(p.handler, w, asked) && w.Body.Len() == 0 {
		return nil, errors.New("the connection was closed")
	}
	answer := w.Result()
	if answer.ContentLength > int64(w.Body.Len()) {
		answer.Body = io.NopCloser(io.MultiReader(strings.NewReader(w.Body.String()), brokenOff{}))
	}
	return answer, nil
}

// served reports whether a request was answered to the end.
func served(handler http.Handler, w http.ResponseWriter, r *http.Request) (whole bool) {
	defer func() {
		if p := recover(); p != nil && p != http.ErrAbortHandler { //nolint:errorlint // panics carry that very value
			panic(p)
		}
	}()
	handler.ServeHTTP(w, r)
	return true
}

type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
