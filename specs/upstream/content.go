package upstream

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
)

// compareContent compares media types and what is sent in them. The preferred one of each side stands for the body; others
// are named.
func (d *differ) compareContent(part string, ours, theirs openapi3.Content) {
	d.aspect(part, "media types", mediatype.Words(ours), mediatype.Words(theirs))
	first, second := mediatype.Preferred(ours), mediatype.Preferred(theirs)
	if first != "" && second != "" {
		d.compareSchemas(part, mediatype.Schema(ours[first]), mediatype.Schema(theirs[second]))
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		other, ok := theirs[name]
		if !ok {
			continue
		}
		d.aspect(part+" "+name, "encoding", encodingWords(ours[name]), encodingWords(other))
		if name != first && name != second {
			d.compareSchemas(part+" "+name, mediatype.Schema(ours[name]), mediatype.Schema(other))
		}
	}
}

// encodingWords says how the fields of a form are written.
func encodingWords(media *openapi3.MediaType) string {
	if media == nil || len(media.Encoding) == 0 {
		return "as usual"
	}
	words := make([]string, 0, len(media.Encoding))
	for _, name := range slices.Sorted(maps.Keys(media.Encoding)) {
		e := media.Encoding[name]
		words = append(words, fmt.Sprintf("%s as %s", name, strings.Join(strings.Fields(strings.Join([]string{
			e.ContentType, e.Style, explodeWord(e.Explode), reservedWord(e.AllowReserved), strings.Join(slices.Sorted(maps.Keys(e.Headers)), " "),
		}, " ")), " ")))
	}
	return strings.Join(words, ", ")
}

func explodeWord(explode *bool) string {
	switch {
	case explode == nil:
		return ""
	case *explode:
		return "exploded"
	}
	return "not exploded"
}

func reservedWord(allowed bool) string {
	if allowed {
		return "unescaped"
	}
	return ""
}
