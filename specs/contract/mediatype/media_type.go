// Package mediatype is about the types of bodies: which a contract declares, which is preferred, and how bodies of each are written.
package mediatype

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Words lists the media types of what a contract declares, by name.
func Words(content openapi3.Content) string {
	if len(content) == 0 {
		return "none"
	}
	return strings.Join(slices.Sorted(maps.Keys(content)), ", ")
}

// IsJSON reports whether bodies of a media type are JSON documents.
func IsJSON(mediaType string) bool {
	base := Base(mediaType)
	return base == "application/json" || base == "text/json" || strings.HasSuffix(base, "+json")
}

// Base is a media type without its parameters, in small letters.
func Base(mediaType string) string {
	base, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	return strings.TrimSpace(base)
}

// Preferred returns application/json, another JSON type, or the first one by name.
func Preferred(content openapi3.Content) string {
	names := slices.Sorted(maps.Keys(content))
	for _, likes := range []func(string) bool{
		func(name string) bool { return strings.EqualFold(name, "application/json") },
		IsJSON,
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

// LookUp returns what a contract declares for a media type. Parameters such as a charset make no difference, on
// either side.
func LookUp(content openapi3.Content, mediaType string) *openapi3.MediaType {
	if media := content.Get(mediaType); media != nil {
		return media
	}
	for _, key := range slices.Sorted(maps.Keys(content)) {
		if mediaType != "" && Base(key) == Base(mediaType) {
			return content[key]
		}
	}
	return nil
}

// IsRange reports whether a media type stands for several: image/*.
func IsRange(mediaType string) bool { return strings.Contains(mediaType, "*") }

// Schema returns the schema of what a contract declares for a media type, and nil where it has none.
func Schema(media *openapi3.MediaType) *openapi3.Schema {
	if media == nil || media.Schema == nil {
		return nil
	}
	return media.Schema.Value
}
