package specs

import "errors"

var errNotYet = errors.New("specs: not written yet")

// Validate: every operation in exactly one service API, in a contract, resources name existing operations, ...
func (b *Block) Validate() []Problem { return nil }

type Problem struct {
	File    string
	Line    int
	Code    string
	Message string
}

func (p Problem) String() string          { return p.Message }
func Lint(path string) ([]Problem, error) { return nil, errNotYet }
