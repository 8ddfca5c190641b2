//go:build race

package proof

import "github.com/bbconform/bbconform/runner/runnertest"

// walk is what variants have to pass, and runs side by side. With the race detector, which takes ten times as long, it is the
// shortest walk: what a variant answers makes no difference to what runs side by side.
func (p *proof) walk() *runnertest.Suite { return p.suite.Tagged("@smoke") }
