package sample

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// The folders of a building block in which samples lie: requests, each named for its operation, and answers, each named for its
// operation and status.
const (
	RequestsFolder = "requests"
	AnswersFolder  = "answers"
)

// Folder reads the samples of one building block, each once, when it is asked for. It is safe for concurrent use.
type Folder struct {
	owner  string // whose they are, for errors: "consent@1.1.0"
	path   string // of the building block, for errors: "consent/1.1.0"
	folder fs.FS

	mu       sync.Mutex
	requests map[string]*Request // by operationId
	answers  map[string]*Answer  // by OPERATION.STATUS
}

// NewFolder returns the samples of a building block, whose files are folder. Owner is its name in errors, and path what
// their files are called in them.
func NewFolder(owner, path string, folder fs.FS) *Folder {
	return &Folder{owner: owner, path: path, folder: folder, requests: map[string]*Request{}, answers: map[string]*Answer{}}
}

// Request returns the valid request of an operation, from requests/OPERATION.yaml. Numbers in it are int64 or float64, and files
// have been read.
func (f *Folder) Request(operationID string) (*Request, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if sample := f.requests[operationID]; sample != nil {
		return sample, nil
	}
	name := path.Join(RequestsFolder, operationID+".yaml")
	data, err := fs.ReadFile(f.folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("building block %s has no sample request for %q: %s is missing", f.owner, operationID, name)
	} else if err != nil {
		return nil, fmt.Errorf("read the sample request of %s %s: %w", f.owner, operationID, err)
	}
	sample := &Request{}
	where := path.Join(f.path, name)
	if err := yamlfile.Decode(where, data, sample); err != nil && !errors.Is(err, yamlfile.ErrEmpty) {
		return nil, fmt.Errorf("read the sample request of %s: %w", operationID, err)
	}
	sample.Body = yamlfile.PlainNumbers(sample.Body)
	for _, values := range []map[string]any{sample.Path, sample.Query, sample.Header, sample.Bodies} {
		for _, key := range slices.Collect(maps.Keys(values)) {
			values[key] = yamlfile.PlainNumbers(values[key])
		}
	}
	if sample.Body, err = filesOf(f.folder, sample.Body); err == nil {
		_, err = filesOf(f.folder, sample.Bodies)
	}
	if err != nil {
		return nil, fmt.Errorf("read the sample request of %s: %s: %w", operationID, where, err)
	}
	f.requests[operationID] = sample
	return sample, nil
}

// Answer returns the valid answer of an operation with a status as the contract declares it, from answers/OPERATION.STATUS.yaml.
// Numbers in it are int64 or float64.
func (f *Folder) Answer(operationID, status string) (*Answer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	key := operationID + "." + status
	if sample := f.answers[key]; sample != nil {
		return sample, nil
	}
	name := path.Join(AnswersFolder, key+".yaml")
	data, err := fs.ReadFile(f.folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("building block %s has no sample answer %s of %q: %s is missing", f.owner, status, operationID, name)
	} else if err != nil {
		return nil, fmt.Errorf("read the sample answer %s of %s %s: %w", status, f.owner, operationID, err)
	}
	sample := &Answer{}
	if err := yamlfile.Decode(path.Join(f.path, name), data, sample); err != nil {
		return nil, fmt.Errorf("read the sample answer %s of %s: %w", status, operationID, err)
	}
	sample.Body = yamlfile.PlainNumbers(sample.Body)
	for _, key := range slices.Collect(maps.Keys(sample.Header)) {
		sample.Header[key] = yamlfile.PlainNumbers(sample.Header[key])
	}
	f.answers[key] = sample
	return sample, nil
}
