package specs

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

func mediaTypeWords(content openapi3.Content) string {
	if len(content) == 0 {
		return "none"
	}
	return strings.Join(slices.Sorted(maps.Keys(content)), ", ")
}

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

func schemaOf(media *openapi3.MediaType) *openapi3.Schema {
	if media == nil || media.Schema == nil {
		return nil
	}
	return media.Schema.Value
}
