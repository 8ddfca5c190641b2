package specs

import (
	"errors"
	"io/fs"
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"
)

var errNotYet = errors.New("specs: not written yet")

type Ref struct{ Name, Version string }

func (r Ref) String() string { return r.Name + "@" + r.Version }

type Catalogue struct{}

func NewCatalogue(fsys fs.FS) *Catalogue                            { return &Catalogue{} }
func (c *Catalogue) Refs() ([]Ref, error)                           { return nil, errNotYet }
func (c *Catalogue) Resolve(sel string) (Ref, error)                { return Ref{}, errNotYet }
func (c *Catalogue) Block(ref Ref) (*Block, error)                  { return nil, errNotYet }
func Overlay(own, base fs.FS) fs.FS                                 { return base }
func OwnFolder(dir string) (fs.FS, error)                           { return nil, errNotYet }
func (b *Block) Ref() Ref                                           { return Ref{b.Name, b.Version} }
func (b *Block) OperationIDs() []string                             { return nil }
func (b *Block) ServiceAPIOf(operationID string) (ServiceAPI, bool) { return ServiceAPI{}, false }
func (b *Block) Operation(id string) (*Operation, error)            { return nil, errNotYet }
func (b *Block) Operations() ([]*Operation, error)                  { return nil, errNotYet }
func (b *Block) Sample(operationID string) (*Sample, error)         { return nil, errNotYet }

// Validate: every operation in exactly one service API, in a contract, resources name existing operations, ...
func (b *Block) Validate() []Problem { return nil }

type Operation struct {
	ID, Method, Path, Summary string
	Contract                  ContractInfo
	ServiceAPI                string
	Security                  bool
}

func (o *Operation) Statuses() []string                   { return nil }
func (o *Operation) Success() []int                       { return nil }
func (o *Operation) DeclaresRefusal() bool                { return false }
func (o *Operation) Parameters() []Field                  { return nil }
func (o *Operation) Fields() []Field                      { return nil }
func (o *Operation) RequestFieldNames() []string          { return nil } // "query offset", "body policy.id"
func (o *Operation) Field(in, name string) (Field, error) { return Field{}, errNotYet }
func (o *Operation) MediaType() string                    { return "" }
func (o *Operation) BodyRequired() bool                   { return false }
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

type Difference struct{ Kind, Operation, Place, Aspect, Ours, Theirs string }

func (d Difference) Key() string { return d.Operation + " | " + d.Place + " | " + d.Aspect }

// Document is a loaded OpenAPI file, to be compared.
type Document struct{}

func LoadDocument(path string) (*Document, error)          { return nil, errNotYet }
func (b *Block) Documents() ([]*Document, error)           { return nil, errNotYet }
func Diff(ours []*Document, theirs *Document) []Difference { return nil }

type Explanation struct {
	Explained   map[string][]string // key of a difference → ids of errata
	Unexplained []Difference
	Stale       []Erratum
}

func Explain(b *Block, differences []Difference) Explanation { return Explanation{} }
