package scenario

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"

	"github.com/google/uuid"
)

// fresh gives out values that are used nowhere else: they depend on the run, the scenario, the seed and what they are for.
type fresh struct {
	run, scenario string
	seed          int64
	given         int // how many tokens were given out
}

// token returns letters and digits that were not given out before.
func (f *fresh) token() string {
	f.given++
	return f.tokenOf(fmt.Sprint(f.given))
}

// tokenOf returns letters and digits that are the same whenever what is the same.
func (f *fresh) tokenOf(what string) string {
	sum := f.digest(what)
	return "u" + hex.EncodeToString(sum[:])[:11]
}

// uuid returns a UUID (RFC 9562, version 4) that is the same whenever what is the same.
func (f *fresh) uuid(what string) string {
	sum := f.digest("uuid " + what)
	return uuid.NewHash(sha256.New(), uuid.Nil, sum[:], 4).String()
}

// number returns an integer of ten digits within 31 bits that is the same whenever what is the same. There are some 1.1
// thousand million of them, so that two requests of one run hardly ever get the same.
func (f *fresh) number(what string) int64 {
	const least, most = 1_000_000_000, math.MaxInt32
	sum := f.digest("number " + what)
	return least + int64(binary.BigEndian.Uint64(sum[:8])%(most-least+1))
}

// digest is where everything fresh comes from: no two runs, scenarios or whats have the same.
func (f *fresh) digest(what string) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d\x00%s", f.run, f.scenario, f.seed, what))
}
