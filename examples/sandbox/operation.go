package sandbox

import (
	"net/http"
	"net/url"
	"time"

	"github.com/bbconform/bbconform/specs"
)

// Operation is what the server needs to know of one operation of a contract.
type Operation struct {
	ID      string
	Method  string
	Path    string // template, for example /data/{registryName}/{versionNumber}
	Secured bool   // the contract demands credentials
	Roles   []Role // of the building block; those that may not call the operation are among them
	// Check holds a request against the contract; nil checks nothing. The path parameters are decoded.
	Check func(r *http.Request, path map[string]string, body []byte) []Finding
	// Decode reads a body of a content type as JSON would say it; nil reads JSON alone. What cannot be read is nil.
	Decode func(contentType string, body []byte) any
}

func (op Operation) decode(r *http.Request, body []byte) any {
	if op.Decode != nil {
		return op.Decode(r.Header.Get("Content-Type"), body)
	}
	decoded, _ := Decode(body)
	return decoded
}

// Finding is something in a request that is not as the contract has it.
type Finding struct {
	Code    string // kebab-case, as package specs names it: missing-field, wrong-type, …
	Place   string // where in the request
	Message string
}

// Handler answers one operation. The request it is given conforms to the contract, unless a fault overlooks something.
type Handler func(c *Call) Answer

// Call is a request that passed the checks that all operations share.
type Call struct {
	Operation string
	Request   *http.Request
	Path      map[string]string // path parameters, decoded
	Query     url.Values
	Body      any // the JSON body, or a form as JSON would have it, numbers as json.Number; nil when there is none or it cannot be read
	Now       time.Time

	server *Server
	seed   []byte // of identifiers; nil: they are random
	made   uint32 // identifiers so far
}

// Faulty reports whether the server was built with this fault. The name must be in the catalogue of the building block:
// a name that is not is a mistake in the handler, and panics.
func (c *Call) Faulty(name string) bool { return c.server.Faulty(name) }

// IsForm reports whether the body came as a form.
func (c *Call) IsForm() bool { return isForm(c.Request) }

// IsFormInOneLine reports whether the body came as application/x-www-form-urlencoded.
func (c *Call) IsFormInOneLine() bool {
	return specs.KindOf(c.Request.Header.Get("Content-Type")) == specs.LineForm
}

func isForm(r *http.Request) bool { return specs.KindOf(r.Header.Get("Content-Type")).IsForm() }

// Object returns the JSON body, or an empty object when it is not one.
func (c *Call) Object() Object {
	o, _ := c.Body.(Object)
	if o == nil {
		return Object{}
	}
	return o
}

// Get returns the value at a dotted path of the JSON body, nil when there is none.
func (c *Call) Get(path string) any { return Get(c.Body, path) }

// Text returns the string at a dotted path of the JSON body, "" when there is none.
func (c *Call) Text(path string) string { return Text(c.Body, path) }

// Header returns the value of a request header.
func (c *Call) Header(name string) string { return c.Request.Header.Get(name) }

// Int returns an integer query parameter, or fallback when it is missing or no integer.
func (c *Call) Int(name string, fallback int) int { return integer(c.Query.Get(name), fallback) }

// Refuse answers in the way in which the building block refuses, with a reason for a person.
func (c *Call) Refuse(status int, reason string) Answer {
	return c.server.refuse(c.Operation, status, reason)
}

// Answer is what an operation answers, before it is encoded.
type Answer struct {
	Status int
	Header http.Header
	Body   any // encoded as JSON; nil: no body

	text []byte // of Body, where it is encoded already
}

// OK answers 200 with a JSON body.
func OK(body any) Answer { return Answer{Status: http.StatusOK, Body: body} }

// Created answers 201 with a JSON body.
func Created(body any) Answer { return Answer{Status: http.StatusCreated, Body: body} }

// Empty answers with a status and no body.
func Empty(status int) Answer { return Answer{Status: status} }
