package specs

import (
	"errors"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
)

var errNotYet = errors.New("specs: not written yet")

func (b *Block) Sample(operationID string) (*Sample, error) { return nil, errNotYet }

// Validate: every operation in exactly one service API, in a contract, resources name existing operations, ...
func (b *Block) Validate() []Problem { return nil }

func (o *Operation) Parameters() []Field                  { return nil }
func (o *Operation) Fields() []Field                      { return nil }
func (o *Operation) RequestFieldNames() []string          { return nil } // "query offset", "body policy.id"
func (o *Operation) Field(in, name string) (Field, error) { return Field{}, errNotYet }
func (o *Operation) CheckAnswer(a Answer) []Finding       { return nil }
func (o *Operation) CheckRequest(r *http.Request, path map[string]string, body []byte) []Finding {
	return nil
}

type Field struct {
	In, Name string
	Required bool
	Schema   *openapi3.Schema
}
type Answer struct {
	Status  int
	Header  http.Header
	Body    []byte
	Request *http.Request
	Refusal bool
}
type Finding struct{ Code, Operation, Message, Place, Expected, Actual, Contract string }
type Sample struct {
	Path, Query, Header map[string]any
	Body                any
}

// Expand returns v with every ${…} of its strings replaced by what lookup returns; a string that is one placeholder
// alone takes the value's own type.
func Expand(v any, lookup func(expr string) (any, error)) (any, error) { return nil, errNotYet }

type Problem struct {
	File    string
	Line    int
	Code    string
	Message string
}

func (p Problem) String() string          { return p.Message }
func Lint(path string) ([]Problem, error) { return nil, errNotYet }
