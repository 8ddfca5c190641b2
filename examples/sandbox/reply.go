package sandbox

import (
	"bytes"
	"context"
	"net/http"
	"strconv"
	"time"
)

// reply is an answer on its way to the wire, where changes are made to it.
type reply struct {
	status    int
	header    http.Header
	body      any    // decoded JSON
	has       bool   // there is a JSON body (which may be null)
	encoded   []byte // of body, where it is as it was made; it is not changed then
	raw       []byte
	after     string
	delay     time.Duration
	truncated bool
	hangUp    bool
}

func newReply(a Answer) *reply {
	r := &reply{status: a.Status, header: http.Header{}, body: a.Body, has: a.Body != nil, encoded: a.text}
	for k, v := range a.Header {
		r.header[k] = v
	}
	if r.has {
		r.header.Set("Content-Type", "application/json")
	}
	return r
}

func (r *reply) set(name, value string) {
	if value == "" {
		r.header[http.CanonicalHeaderKey(name)] = nil // an explicit nil also keeps net/http from guessing one
		return
	}
	r.header.Set(name, value)
}

func (r *reply) write(ctx context.Context, w http.ResponseWriter) {
	if wait(ctx, r.delay) != nil || r.hangUp {
		panic(http.ErrAbortHandler)
	}
	data := r.bytes()
	for k, v := range r.header {
		w.Header()[k] = v
	}
	w.Header().Set("Cache-Control", "no-store")
	if r.status != http.StatusNoContent && r.status != http.StatusNotModified {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	}
	w.WriteHeader(r.status)
	if r.truncated {
		_, _ = w.Write(data[:len(data)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(data) // a caller that is gone is not our concern
}

// bytes encodes the body, the marked duplicate keys under the name of the field that they repeat.
func (r *reply) bytes() []byte {
	data := r.raw
	switch {
	case r.encoded != nil:
		data = r.encoded
	case r.has:
		data = encode(r.body)
		if mark := []byte(`\u0001":`); bytes.Contains(data, mark) {
			data = bytes.ReplaceAll(data, mark, []byte(`":`))
		}
	}
	return append(data, r.after...)
}
