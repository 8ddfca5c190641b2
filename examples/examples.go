// Package examples shows what conformance looks like: reference building blocks that run in memory, the faults that can be
// planted in them, and degenerate targets that answer nonsense to everything.
package examples

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Options are what a user of a reference building block may choose.
type Options = sandbox.Options

// Fault is one way in which a reference building block can be wrong on purpose.
type Fault = sandbox.Fault

// Block is a reference building block.
type Block struct {
	Name    string // as in the specification catalogue
	Version string
	Faults  []Fault
	New     func(Options) (http.Handler, error)
}

// String gives "name@version".
func (b Block) String() string { return b.Name + "@" + b.Version }

// Find returns the reference building block of a name, "consent" or "consent@1.1.0". The error lists those that there are.
func Find(name string) (Block, error) {
	blocks := Blocks()
	known := make([]string, len(blocks))
	for i, b := range blocks {
		if b.Name == name || b.String() == name {
			return b, nil
		}
		known[i] = b.String()
	}
	return Block{}, fmt.Errorf("there is no reference building block %q; there are %s", name, strings.Join(known, ", "))
}
