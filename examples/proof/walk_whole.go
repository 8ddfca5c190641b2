//go:build !race

package proof

import "github.com/bbconform/bbconform/runner/runnertest"

// walk is what variants have to pass, and runs side by side: all scenarios.
func (p *proof) walk() *runnertest.Suite { return p.suite }
