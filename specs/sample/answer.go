package sample

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Answer is a valid answer of an operation, with the same placeholders as a sample request. It must not be changed.
type Answer struct {
	Header map[string]any `yaml:"header"`
	Body   any            `yaml:"body"` // what JSON says, of a stream of lines each line or the only one; of other media types the text
}

// Statuses returns the statuses of an operation, as its contract names them, of which there must be a sample answer: every
// 2xx that says what its body is like, or "default" where no 2xx is declared.
func Statuses(o *contract.Operation) []string {
	return slices.DeleteFunc(o.SuccessStatuses(), func(status string) bool { return !o.DescribesBody(status) })
}

// Of makes an answer of an operation with a status, as the contract names it, of a sample whose placeholders are filled. The
// content type is the one of the sample's header, or else the preferred one of the contract.
func (s *Answer) Of(o *contract.Operation, status string) (contract.Answer, error) {
	a := contract.Answer{Status: contract.StatusCode(status), Header: http.Header{}}
	for name, value := range s.Header {
		a.Header.Set(name, wording.Text(value))
	}
	var err error
	content, declared := o.AnswerContent(status)
	if !declared {
		return a, fmt.Errorf("%s declares no answer %s; it declares %s", o.ID, status, strings.Join(o.Statuses(), ", "))
	}
	if s.Body == nil && !slices.ContainsFunc(slices.Collect(maps.Keys(content)), mediatype.IsJSON) {
		return a, nil
	}
	if a.Header.Get("Content-Type") == "" {
		a.Header.Set("Content-Type", mediatype.Preferred(content))
	}
	if mediatype.IsLines(a.Header.Get("Content-Type")) {
		a.Body, err = lines(s.Body)
		return a, err
	}
	if !mediatype.IsJSON(a.Header.Get("Content-Type")) {
		text, ok := s.Body.(string)
		if !ok {
			return a, fmt.Errorf("the body of %s %s is %s: write it as a text", o.ID, status, a.Header.Get("Content-Type"))
		}
		a.Body = []byte(text)
		return a, nil
	}
	if a.Body, err = json.Marshal(s.Body); err != nil {
		return a, fmt.Errorf("write the body of %s %s: %w", o.ID, status, err)
	}
	return a, nil
}

// lines writes a stream of JSON documents, one a line.
func lines(value any) ([]byte, error) {
	if text, ok := value.(string); ok {
		return []byte(text), nil
	}
	entries, ok := value.([]any)
	if !ok {
		entries = []any{value}
	}
	var body []byte
	for _, entry := range entries {
		line, err := json.Marshal(entry)
		if err != nil {
			return nil, err
		}
		body = append(append(body, line...), '\n')
	}
	return body, nil
}
