package consent

import (
	"crypto/sha1" // the algorithm that the specification names for serializedHash; it protects nothing here
	"encoding/hex"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Choices are what the specification leaves to whoever implements it. The zero value is what New chooses; a test of bbconform
// holds that every other choice conforms as well.
type Choices struct {
	// Identifier gives a new thing its identifier. Sent is the one that the request has for it, "" where it has none (CON-ERR-08).
	Identifier func(sent string) string
	// Hash writes the SHA-1 of a snapshot (CON-ERR-11); nil: in hexadecimal.
	Hash func(sum []byte) string
	// PayloadHash is the hash of what is signed, of which no algorithm is named (CON-ERR-11); nil: as Hash.
	PayloadHash func(text string) string
	// Payload is the JSON text that is signed (CON-ERR-39); nil: the fields of the signature under their own names.
	Payload func(fields Object) string
	// Serialise writes snapshots; nil: on one line.
	Serialise func(any) string
	// Arrange puts the entries of a list in their order; nil: oldest first.
	Arrange func([]Object)
	// PageSize is how many entries a page has at most, also where more are asked for (CON-ERR-14); 0: as many as are asked for.
	PageSize int
	// Repeatable answers consent that was given before with the record that exists, in place of a refusal (CON-ERR-21).
	Repeatable bool
	// HideWithdrawn leaves consent that was withdrawn out of the list for verification (CON-ERR-24).
	HideWithdrawn bool
	// KeepEnded leaves data agreements that have ended where they can be read, out of use (CON-ERR-20).
	KeepEnded bool
}

func (h Choices) identifier(c *sandbox.Call, sent string) string {
	if h.Identifier == nil {
		return c.NewID()
	}
	return h.Identifier(sent)
}

func (h Choices) hash(text string) string {
	sum := sha1.Sum([]byte(text))
	if h.Hash == nil {
		return hex.EncodeToString(sum[:])
	}
	return h.Hash(sum[:])
}

func (h Choices) payloadHash(text string) string {
	if h.PayloadHash == nil {
		return h.hash(text)
	}
	return h.PayloadHash(text)
}

func (h Choices) payload(fields Object) string {
	if h.Payload == nil {
		return serialise(fields)
	}
	return h.Payload(fields)
}

func (h Choices) serialise(v any) string {
	if h.Serialise == nil {
		return serialise(v)
	}
	return h.Serialise(v)
}
