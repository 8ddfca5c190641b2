package specs

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
)

// Sample is a valid request, with placeholders for what differs from run to run; see Expand. It must not be changed.
type Sample struct {
	Path   map[string]any `yaml:"path"`
	Query  map[string]any `yaml:"query"`
	Header map[string]any `yaml:"header"`
	Body   any            `yaml:"body"`
}

// requestsFolder is where sample requests lie, each named for its operation.
const requestsFolder = "requests"

// Sample returns the valid request of an operation, from requests/OPERATION.yaml. Numbers in it are int64 or float64.
func (b *Block) Sample(operationID string) (*Sample, error) {
	b.loaded.mu.Lock()
	defer b.loaded.mu.Unlock()
	if sample := b.loaded.samples[operationID]; sample != nil {
		return sample, nil
	}
	name := path.Join(requestsFolder, operationID+".yaml")
	data, err := fs.ReadFile(b.loaded.folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("building block %s has no sample request for %q: %s is missing", b.Ref(), operationID, name)
	} else if err != nil {
		return nil, fmt.Errorf("read the sample request of %s %s: %w", b.Ref(), operationID, err)
	}
	sample := &Sample{}
	where := path.Join(b.Name, b.Version, name)
	if err := decodeStrictly(where, data, sample); err != nil && !errors.Is(err, errEmptyFile) {
		return nil, fmt.Errorf("read the sample request of %s: %w", operationID, err)
	}
	sample.Body = plainNumbers(sample.Body)
	for _, values := range []map[string]any{sample.Path, sample.Query, sample.Header} {
		for _, key := range slices.Collect(maps.Keys(values)) {
			values[key] = plainNumbers(values[key])
		}
	}
	b.loaded.samples[operationID] = sample
	return sample, nil
}

// plainNumbers turns the unsigned numbers that the YAML decoder makes into signed ones, in place where it can.
func plainNumbers(v any) any {
	switch v := v.(type) {
	case uint64:
		if v <= math.MaxInt64 {
			return int64(v)
		}
	case map[string]any:
		for key, value := range v {
			v[key] = plainNumbers(value)
		}
	case []any:
		for i, value := range v {
			v[i] = plainNumbers(value)
		}
	}
	return v
}
