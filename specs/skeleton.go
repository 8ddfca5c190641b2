package specs

import (
	"errors"
	"net/http"
)

var errNotYet = errors.New("specs: not written yet")

// Validate: every operation in exactly one service API, in a contract, resources name existing operations, ...
func (b *Block) Validate() []Problem { return nil }

func (o *Operation) CheckAnswer(a Answer) []Finding { return nil }
func (o *Operation) CheckRequest(r *http.Request, path map[string]string, body []byte) []Finding {
	return nil
}

type Answer struct {
	Status  int
	Header  http.Header
	Body    []byte
	Request *http.Request
	Refusal bool
}
type Finding struct{ Code, Operation, Message, Place, Expected, Actual, Contract string }

type Problem struct {
	File    string
	Line    int
	Code    string
	Message string
}

func (p Problem) String() string          { return p.Message }
func Lint(path string) ([]Problem, error) { return nil, errNotYet }
