package sandbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/http"

	"github.com/google/uuid"
)

// NewID returns a fresh random UUID, version 4.
func NewID() string { return uuid.NewString() }

// NewID gives a new thing its identifier, a UUID: a random one unless the server was built to be reproducible.
func (c *Call) NewID() string {
	if c.seed == nil {
		return NewID()
	}
	sum := c.next()
	return uuid.Must(uuid.NewRandomFromReader(bytes.NewReader(sum[:]))).String() // 32 bytes are enough for one
}

// NewNumber gives a new thing its number: the given one, which is the next in order, unless the server was built to be
// reproducible. Then the order says nothing, and the number has nine digits.
func (c *Call) NewNumber(next int) int {
	if c.seed == nil {
		return next
	}
	sum := c.next()
	return 100_000_000 + int(binary.BigEndian.Uint32(sum[:4])%900_000_000)
}

// next is another value that follows from the request.
func (c *Call) next() [32]byte {
	c.made++
	return sha256.Sum256(binary.BigEndian.AppendUint32(c.seed, c.made))
}

// seed is what identifiers of a request follow from: all of the request, and how often it came before.
func (s *Server) seed(r *http.Request, body []byte) []byte {
	if s.repeat == nil {
		return nil
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s\n%s", r.Method, r.URL.RequestURI(), body))
	s.repeat[sum]++
	return binary.BigEndian.AppendUint32(sum[:], uint32(s.repeat[sum])) //nolint:gosec // nobody sends a request so often
}
