package contract

import (
	"encoding/base64"
	"encoding/json"
)

// File is something that a request holds byte for byte: a file in a form, or a whole body. In a sample it is written as an
// object whose only field is $file:
//
//	$file:
//	  name: certificate.pdf       # under which it is sent
//	  type: application/pdf       # of the file; without it, the one that the contract gives
//	  from: certificate.pdf       # a file that lies beside the sample, taken as it is; or
//	  content: Name, ${unique}    # a text, in which placeholders are filled; or
//	  base64: JVBERi0xLjcK        # bytes
//	  headers: {X-Page: 1}        # of its part of the form, where the contract asks for some
//
// It must not be changed.
type File struct {
	Name    string // may be empty
	Type    string // may be empty
	Headers map[string]any
	Content []byte

	Verbatim bool   // Content has no placeholders to be filled
	From     string // the file beside the samples that Content was read from; may be empty
}

// MarshalJSON writes the file as JSON has it: its bytes in base64.
func (f *File) MarshalJSON() ([]byte, error) {
	return json.Marshal(base64.StdEncoding.EncodeToString(f.Content))
}

// With returns the file with another content.
func (f *File) With(content []byte) *File {
	other := *f
	other.Content, other.Verbatim, other.From = content, true, ""
	return &other
}
