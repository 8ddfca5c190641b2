package sample

import (
	"maps"
	"slices"

	"github.com/bbconform/bbconform/specs/contract"
)

// Request is a valid request, with placeholders for what differs from run to run; see Expand. It must not be changed.
//
// A body is what JSON says, or would say, where it consists of fields, a form's too; of other media types it is the text, or
// a File. The same body is sent in every media type whose bodies consist of fields, unless Bodies has another one for it.
type Request struct {
	Path   map[string]any `yaml:"path"`
	Query  map[string]any `yaml:"query"`
	Header map[string]any `yaml:"header"`
	// MediaType is that of Body, where it is not the one that the contract prefers (see Operation.MediaType), or where the
	// contract names a range of them, such as image/*.
	MediaType string         `yaml:"mediaType"`
	Body      any            `yaml:"body"`
	Bodies    map[string]any `yaml:"bodies"` // by media type
}

// Of returns the operation as the sample's own body is sent: in the media type that it names, or the one that the contract
// prefers.
func (s *Request) Of(o *contract.Operation) (*contract.Operation, error) {
	if s.MediaType != "" {
		return o.As(s.MediaType)
	}
	return o.Original(), nil
}

// MediaTypes returns the media types of which the sample has a body for the operation, its own first and the others by name.
func (s *Request) MediaTypes(o *contract.Operation) []string {
	var own string
	if view, err := s.Of(o); err == nil && s.Body != nil {
		own = view.MediaType()
	}
	var others []string
	for _, name := range append(slices.Collect(maps.Keys(s.Bodies)), o.MediaTypes()...) {
		if view, err := o.As(name); err == nil && name != own && !slices.Contains(others, name) && s.BodyOf(view) != nil {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	if own == "" {
		return others
	}
	return append([]string{own}, others...)
}

// BodyOf returns the body for an operation in its media type (see As), and nil where the sample has none that fits.
func (s *Request) BodyOf(o *contract.Operation) any {
	if body, ok := s.Bodies[o.MediaType()]; ok {
		return body
	}
	own, err := s.Of(o)
	_, isFile := s.Body.(*contract.File)
	alike := err == nil && !isFile && o.BodyKind().HasFields() && own.BodyKind().HasFields()
	if err != nil || own.MediaType() != o.MediaType() && !alike {
		return nil
	}
	return s.Body
}
