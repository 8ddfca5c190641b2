package specs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

// SampleAnswer is a valid answer of an operation, with the same placeholders as a sample request. It must not be changed.
type SampleAnswer struct {
	Header map[string]any `yaml:"header"`
	Body   any            `yaml:"body"` // what JSON says; of other media types the text
}

// answersFolder is where sample answers lie, each named for its operation and status.
const answersFolder = "answers"

// SampleAnswer returns the valid answer of an operation with a status as the contract declares it, from
// answers/OPERATION.STATUS.yaml. Numbers in it are int64 or float64.
func (b *Block) SampleAnswer(operationID, status string) (*SampleAnswer, error) {
	b.loaded.mu.Lock()
	defer b.loaded.mu.Unlock()
	key := operationID + "." + status
	if sample := b.loaded.answers[key]; sample != nil {
		return sample, nil
	}
	name := path.Join(answersFolder, key+".yaml")
	data, err := fs.ReadFile(b.loaded.folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("building block %s has no sample answer %s of %q: %s is missing", b.Ref(), status, operationID, name)
	} else if err != nil {
		return nil, fmt.Errorf("read the sample answer %s of %s %s: %w", status, b.Ref(), operationID, err)
	}
	sample := &SampleAnswer{}
	if err := decodeStrictly(path.Join(b.Name, b.Version, name), data, sample); err != nil {
		return nil, fmt.Errorf("read the sample answer %s of %s: %w", status, operationID, err)
	}
	sample.Body = plainNumbers(sample.Body)
	for _, key := range slices.Collect(maps.Keys(sample.Header)) {
		sample.Header[key] = plainNumbers(sample.Header[key])
	}
	b.loaded.answers[key] = sample
	return sample, nil
}

// SampledStatuses returns the statuses, as the contract names them, of which there must be a sample answer: every 2xx that
// says what its body is like, or "default" where no 2xx is declared.
func (o *Operation) SampledStatuses() []string {
	return slices.DeleteFunc(o.SuccessStatuses(), func(status string) bool { return !o.answersWithSchema(status) })
}

// SuccessStatuses returns the statuses of success as the contract names them, sorted: every 2xx, or "default" where no 2xx is
// declared.
func (o *Operation) SuccessStatuses() []string {
	statuses := slices.DeleteFunc(o.Statuses(), func(status string) bool { return !strings.HasPrefix(status, "2") })
	if len(statuses) == 0 && o.operation.Responses.Default() != nil {
		return []string{"default"}
	}
	return statuses
}

// answersWithSchema reports whether an answer of a status has a body of which the contract says something.
func (o *Operation) answersWithSchema(status string) bool {
	ref := o.operation.Responses.Value(status)
	if ref == nil || ref.Value == nil || !allowsBody(statusCode(status)) || o.Method == http.MethodHead {
		return false
	}
	for _, media := range ref.Value.Content {
		if schemaOf(media) != nil {
			return true
		}
	}
	return false
}

// statusCode returns a status that a declared one stands for: "200" and "2XX" for 200, "default" for 200.
func statusCode(declared string) int {
	if code, err := strconv.Atoi(strings.ReplaceAll(strings.ToUpper(declared), "XX", "00")); err == nil {
		return code
	}
	return http.StatusOK
}

// Answer makes an answer of a sample whose placeholders are filled. The content type is the one of the sample's header, or
// else the preferred one of the contract.
func (o *Operation) Answer(status string, sample *SampleAnswer) (Answer, error) {
	a := Answer{Status: statusCode(status), Header: http.Header{}}
	for name, value := range sample.Header {
		a.Header.Set(name, asText(value))
	}
	ref := o.operation.Responses.Value(status)
	if ref == nil || ref.Value == nil {
		return a, fmt.Errorf("%s declares no answer %s; it declares %s", o.ID, status, strings.Join(o.Statuses(), ", "))
	}
	if sample.Body == nil && !slices.ContainsFunc(slices.Collect(maps.Keys(ref.Value.Content)), isJSON) {
		return a, nil
	}
	if a.Header.Get("Content-Type") == "" {
		a.Header.Set("Content-Type", preferredMediaType(ref.Value.Content))
	}
	if !isJSON(a.Header.Get("Content-Type")) {
		text, ok := sample.Body.(string)
		if !ok {
			return a, fmt.Errorf("the body of %s %s is %s: write it as a text", o.ID, status, a.Header.Get("Content-Type"))
		}
		a.Body = []byte(text)
		return a, nil
	}
	var err error
	if a.Body, err = json.Marshal(sample.Body); err != nil {
		return a, fmt.Errorf("write the body of %s %s: %w", o.ID, status, err)
	}
	return a, nil
}
