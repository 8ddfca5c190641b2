package request

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs"
)

// unwritten is a text that is sent as it is where a file would be written in base64.
type unwritten string

// anotherFile is a file of a media type that the contract does not name. Content and name stay as they are.
func anotherFile(f specs.Field) (any, error) {
	if len(f.Types) == 0 {
		return nil, errors.New("the contract does not say of which media type the file must be")
	}
	for _, candidate := range []string{"application/x-unexpected", "text/x-unexpected", "image/x-unexpected"} {
		family, _, _ := strings.Cut(candidate, "/")
		if !slices.ContainsFunc(f.Types, func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), family+"/*") }) {
			return &specs.File{Type: candidate}, nil
		}
	}
	return nil, fmt.Errorf("the contract allows every media type: %s", strings.Join(f.Types, ", "))
}

// anotherEntry is a text in place of a list whose entries are something else. A form has no other way to send something that is no list.
func anotherEntry(f specs.Field) (any, error) {
	const text = "not-what-it-should-be"
	switch {
	case !f.Schema.Type.Is(openapi3.TypeArray):
		return nil, errors.New("it is sent as fields of their own: break one of these")
	case len(f.Types) > 0:
		return nil, errors.New("it is a list of files: break one of these, such as \"" + f.Name + ".0\"")
	case !forbids(f.Schema, []any{text}):
		return nil, errors.New("in this place everything is a list of texts")
	}
	return text, nil
}

// firstEntry is what fills a list that is empty. A form has no null.
func firstEntry(f specs.Field) any {
	if f.Notation == specs.Spread {
		return "x"
	}
	return nil
}
