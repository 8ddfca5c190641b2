package specs

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// BodyKind is a way in which bodies are written down. Several media types may share one.
type BodyKind int

// The kinds of bodies.
const (
	JSONBody BodyKind = iota // JSON, and YAML, of which JSON is a part: values that have types
	PartForm                 // multipart/form-data: fields in parts of their own, some of which may be files
	LineForm                 // application/x-www-form-urlencoded: fields that are bare texts, in one line
	XMLBody                  // any XML, as text
	TextBody                 // any other text
	FileBody                 // anything else, byte for byte
)

// KindOf returns how bodies of a media type are written. Parameters such as a charset make no difference.
func KindOf(mediaType string) BodyKind {
	base := baseType(mediaType)
	switch {
	case isJSON(base), strings.HasSuffix(base, "yaml"):
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

// HasFields reports whether a body of the kind consists of fields that can be named.
func (k BodyKind) HasFields() bool { return k == JSONBody || k.IsForm() }

// IsForm reports whether a body of the kind is a form.
func (k BodyKind) IsForm() bool { return k == PartForm || k == LineForm }

// isJSON reports whether bodies of a media type are JSON documents.
func isJSON(mediaType string) bool {
	base := baseType(mediaType)
	return base == "application/json" || base == "text/json" || strings.HasSuffix(base, "+json")
}

// baseType is a media type without its parameters, in small letters.
func baseType(mediaType string) string {
	base, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	return strings.TrimSpace(base)
}

// preferredMediaType returns application/json, another JSON type, or the first one by name.
func preferredMediaType(content openapi3.Content) string {
	names := slices.Sorted(maps.Keys(content))
	for _, likes := range []func(string) bool{
		func(name string) bool { return strings.EqualFold(name, "application/json") },
		isJSON,
	} {
		if i := slices.IndexFunc(names, likes); i >= 0 {
			return names[i]
		}
	}
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// lookUpMediaType returns what a contract declares for a media type. Parameters such as a charset make no difference, on
// either side.
func lookUpMediaType(content openapi3.Content, mediaType string) *openapi3.MediaType {
	if media := content.Get(mediaType); media != nil {
		return media
	}
	for _, key := range slices.Sorted(maps.Keys(content)) {
		if mediaType != "" && baseType(key) == baseType(mediaType) {
			return content[key]
		}
	}
	return nil
}

// isRange reports whether a media type stands for several: image/*.
func isRange(mediaType string) bool { return strings.Contains(mediaType, "*") }
