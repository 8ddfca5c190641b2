package audit

import (
	"maps"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// document looks for what the validator lets pass. Each of these was found in a published contract.
func (l *linter) document(doc *openapi3.T) {
	for _, template := range slices.Sorted(maps.Keys(doc.Paths.Map())) {
		item := doc.Paths.Value(template)
		if strings.ContainsAny(template, "?#") {
			l.add(item.Origin, "query-in-path", "the path %s holds a query; declare query parameters instead", template)
		}
		l.parameters(item.Parameters)
		operations := item.Operations()
		for _, method := range slices.Sorted(maps.Keys(operations)) {
			l.operation(method, template, operations[method])
		}
	}
	if doc.Components != nil {
		for _, name := range slices.Sorted(maps.Keys(doc.Components.SecuritySchemes)) {
			if scheme := doc.Components.SecuritySchemes[name].Value; scheme != nil && scheme.In == contract.InHeader && !isHeaderName(scheme.Name) {
				l.add(scheme.Origin, "header-name", "%q is no name of a header; it cannot be sent", scheme.Name)
			}
		}
	}
	_ = doc.WalkSchemas(func(_ string, ref *openapi3.SchemaRef) error {
		l.schema(ref.Value)
		return nil
	})
}

func (l *linter) operation(method, template string, operation *openapi3.Operation) {
	l.parameters(operation.Parameters)
	if body := contract.BodyOf(operation); body != nil {
		if method == http.MethodGet || method == http.MethodHead {
			l.add(operation.Origin, "body-on-get", "%s %s has a body, which many clients cannot send", method, template)
		}
		l.content(body.Origin, body.Content)
	}
	for _, status := range slices.Sorted(maps.Keys(contract.AnswersOf(operation))) {
		answer := contract.AnswersOf(operation)[status]
		if status == "204" && len(answer.Content) > 0 {
			l.add(answer.Origin, "content-on-204", "%s %s declares a body for 204, which never has one", method, template)
		}
		l.content(answer.Origin, answer.Content)
		for _, name := range slices.Sorted(maps.Keys(answer.Headers)) {
			if !isHeaderName(name) {
				l.add(answer.Origin, "header-name", "%q is no name of a header; it cannot be sent", name)
			}
		}
	}
}

func (l *linter) parameters(parameters openapi3.Parameters) {
	for _, ref := range parameters {
		if p := ref.Value; p != nil && p.In == contract.InHeader && !isHeaderName(p.Name) {
			l.add(p.Origin, "header-name", "%q is no name of a header; it cannot be sent", p.Name)
		}
	}
}

func (l *linter) content(origin *openapi3.Origin, content openapi3.Content) {
	for _, name := range slices.Sorted(maps.Keys(content)) {
		base, _, err := mime.ParseMediaType(name)
		if err != nil || !strings.Contains(base, "/") {
			at := origin
			if media := content[name]; media != nil && media.Origin != nil {
				at = media.Origin
			}
			l.add(at, "media-type", "%q is no media type", name)
		}
		l.encoding(origin, name, content[name])
	}
}

// encoding looks at what is said of the fields of a form.
func (l *linter) encoding(origin *openapi3.Origin, mediaType string, media *openapi3.MediaType) {
	if media == nil || len(media.Encoding) == 0 {
		return
	}
	if media.Origin != nil {
		origin = media.Origin
	}
	if !strings.HasPrefix(mediatype.Base(mediaType), "multipart/") && mediatype.KindOf(mediaType) != mediatype.LineForm {
		l.add(origin, "idle-encoding", "encoding says nothing about %s: only forms have it", mediaType)
		return
	}
	form := schema.OrEmpty(schema.Merged(mediatype.Schema(media)))
	for _, name := range slices.Sorted(maps.Keys(media.Encoding)) {
		if declared, _ := schema.StepInto(form, name); declared == nil {
			l.add(origin, "encoding-undeclared", "encoding speaks of a field %q, which the schema does not declare", name)
		}
	}
}

// tokenCharacters are those that a token may have (RFC 9110, section 5.6.2).
const tokenCharacters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// isHeaderName reports whether s is a token.
func isHeaderName(s string) bool { return s != "" && strings.Trim(s, tokenCharacters) == "" }

func (l *linter) schema(s *openapi3.Schema) {
	m := schema.Merged(s)
	for _, name := range s.Required {
		if len(m.Properties) > 0 && m.Properties[name] == nil && len(schema.Alternatives(m)) == 0 {
			l.add(s.Origin, "required-undeclared", "%q is required but not declared", name)
		}
	}
	if s.Origin != nil {
		if _, given := s.Origin.Fields.Lookup("format"); given && s.Format == "" {
			l.add(s.Origin, "empty-format", `format is the empty string, which is no format`)
		}
	}
	if s.Extensions[schema.NullableExtension] == true {
		l.add(s.Origin, "swagger-keyword", "x-nullable means nothing in OpenAPI 3; say nullable, or type null from 3.1 on")
	}
	for _, v := range s.Enum {
		if s.Type != nil && !hasType(s, v) {
			l.add(s.Origin, "enum-type", "%s is listed as a value but is not %s", wording.JSON(v), schema.Demand(s))
		}
	}
	if idle := idleKeyword(s); idle != "" {
		l.add(s.Origin, "idle-keyword", "%s says nothing about %s", idle, schema.Demand(s))
	}
}

// hasType reports whether a listed value is of the type of its schema.
func hasType(s *openapi3.Schema, v any) bool {
	if v == nil {
		return schema.IsNullable(s)
	}
	bare := &openapi3.Schema{Type: s.Type}
	return bare.VisitJSON(v) == nil
}

// idleKeyword returns a keyword that has no effect on the type of its schema.
func idleKeyword(s *openapi3.Schema) string {
	if s.Type.IsEmpty() {
		return ""
	}
	texts := s.MinLength != 0 || s.MaxLength != nil || s.Pattern != ""
	numbers := s.Min != nil || s.Max != nil || s.MultipleOf != nil
	lists := s.MinItems != 0 || s.MaxItems != nil || s.Items != nil
	switch {
	case texts && !s.Type.Permits(openapi3.TypeString):
		return "minLength, maxLength or pattern"
	case numbers && !s.Type.Permits(openapi3.TypeNumber) && !s.Type.Permits(openapi3.TypeInteger):
		return "minimum, maximum or multipleOf"
	case lists && !s.Type.Permits(openapi3.TypeArray):
		return "items, minItems or maxItems"
	case len(s.Properties) > 0 && !s.Type.Permits(openapi3.TypeObject):
		return "properties"
	}
	return ""
}
