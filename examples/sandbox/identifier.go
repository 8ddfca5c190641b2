package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/http"
)

// NewID returns a fresh random UUID, version 4.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: the runtime ends the program rather than give weak randomness
	return uuid(b)
}

func uuid(b [16]byte) string {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// NewID gives a new thing its identifier, a UUID: a random one unless the server was built to be reproducible.
func (c *Call) NewID() string {
	if c.seed == nil {
		return NewID()
	}
	sum := c.next()
	return uuid([16]byte(sum[:16]))
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
