package contract

import (
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
)

// WeakStatuses returns those of SuccessStatuses that are weak: content is to be expected, and the contract says nothing of it
// that an answer could contradict. That is so
//
//   - where content is declared without a schema, unless it is meant for people and not for programs: a page, an image;
//   - where a schema is declared, and an empty object, a list of empty objects, or a text of any wording conforms to it;
//   - where no content is declared at all, not even a header, although something was asked for: by GET, or by POST with 200 or
//     201, which promise a result and a new thing (RFC 9110, 15.3.1 and 15.3.2).
//
// A success without content is not weak where its status says everything: 204 and 205, 202, any answer to HEAD, PUT, PATCH
// and DELETE, and whatever is answered to the sender of a callback.
func (o *Operation) WeakStatuses() []string {
	return slices.DeleteFunc(o.SuccessStatuses(), func(status string) bool { return !o.isWeak(status) })
}

func (o *Operation) isWeak(status string) bool {
	ref := o.operation.Responses.Value(status)
	if ref == nil || ref.Value == nil || o.Method == http.MethodHead || !allowsBody(StatusCode(status)) {
		return false
	}
	if len(ref.Value.Content) == 0 {
		return len(ref.Value.Headers) == 0 && o.promisesContent(status)
	}
	for name, media := range ref.Value.Content {
		if !isForPeople(name) && o.acceptsNothing(status, name, mediatype.Schema(media)) {
			return true
		}
	}
	return false
}

// promisesContent reports whether an answer of a status is to be expected to have content, even though none is declared.
func (o *Operation) promisesContent(status string) bool {
	switch code := StatusCode(status); o.Method {
	case http.MethodGet:
		return code != http.StatusAccepted
	case http.MethodPost:
		isRange := strings.HasSuffix(strings.ToUpper(status), "XX") // it may well be 204
		toSender := o.Contract.Kind == Callback || o.Contract.Kind == ThirdPartyAnswer
		return (code == http.StatusOK || code == http.StatusCreated) && !isRange && !toSender
	}
	return false
}

// isForPeople reports whether content of a media type is for people to look at, and no data that a contract could describe.
func isForPeople(mediaType string) bool {
	if mediatype.IsRange(mediaType) {
		return false
	}
	kind := mediatype.KindOf(mediaType)
	return kind == mediatype.FileBody || kind == mediatype.TextBody && strings.HasPrefix(mediatype.Base(mediaType), "text/")
}

// acceptsNothing reports whether a body that says nothing conforms to what is declared for a media type.
func (o *Operation) acceptsNothing(status, mediaType string, s *openapi3.Schema) bool {
	if s == nil {
		return true
	}
	if mediatype.IsRange(mediaType) {
		mediaType = "application/json"
	}
	if mediatype.KindOf(mediaType) != mediatype.JSONBody {
		return false
	}
	anyWording := strings.Repeat("~", max(1, int(schema.OrEmpty(schema.Merged(s)).MinLength)))
	return slices.ContainsFunc([]string{`{}`, `[{}]`, `"` + anyWording + `"`}, func(body string) bool {
		answer := Answer{Status: StatusCode(status), Header: http.Header{"Content-Type": {mediaType}}, Body: []byte(body)}
		found := o.checkAnswer(answer, &checker{operation: o, direction: schema.AsAnswer, unplaced: true})
		return !slices.ContainsFunc(found, func(f finding.Finding) bool { return strings.HasPrefix(f.Location, "body") })
	})
}
