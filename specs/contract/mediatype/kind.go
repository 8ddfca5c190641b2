package mediatype

import (
	"strings"
)

// Kind is a way in which bodies are written down. Several media types may share one.
type Kind int

// The kinds of bodies.
const (
	JSONBody Kind = iota // JSON, and YAML, of which JSON is a part: values that have types
	PartForm             // multipart/form-data: fields in parts of their own, some of which may be files
	LineForm             // application/x-www-form-urlencoded: fields that are bare texts, in one line
	XMLBody              // any XML, as text
	TextBody             // any other text
	FileBody             // anything else, byte for byte
)

// KindOf returns how bodies of a media type are written. Parameters such as a charset make no difference.
func KindOf(mediaType string) Kind {
	base := Base(mediaType)
	switch {
	case IsJSON(base), strings.HasSuffix(base, "yaml"):
		return JSONBody
	case base == "multipart/form-data":
		return PartForm
	case base == "application/x-www-form-urlencoded":
		return LineForm
	case base == "application/xml" || base == "text/xml" || strings.HasSuffix(base, "+xml"):
		return XMLBody
	case strings.HasPrefix(base, "text/"), base == "application/jwt", strings.HasSuffix(base, "+jwt"):
		return TextBody
	}
	return FileBody
}

// CanBeEmpty reports whether a body of a media type may have no bytes: a text, a file, a form without fields, a stream without lines. No
// other notation has a value that is written as nothing.
func CanBeEmpty(mediaType string) bool {
	base := Base(mediaType)
	switch KindOf(base) {
	case TextBody:
		return strings.HasPrefix(base, "text/")
	case FileBody:
		return base != "application/*"
	case LineForm:
		return true
	}
	return false
}

// IsLines reports whether bodies of a media type are JSON documents, one a line (or a record, RFC 7464), of which there may be none.
func IsLines(mediaType string) bool {
	switch Base(mediaType) {
	case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/json-seq":
		return true
	}
	return false
}

// HasFields reports whether a body of the kind consists of fields that can be named.
func (k Kind) HasFields() bool { return k == JSONBody || k.IsForm() }

// IsForm reports whether a body of the kind is a form.
func (k Kind) IsForm() bool { return k == PartForm || k == LineForm }
