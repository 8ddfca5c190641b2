// Package yamlfile reads the YAML files of the library: strictly, with the lines of what is wrong.
package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
)

// ErrEmpty says that a file holds no document.
var ErrEmpty = errors.New("the file is empty")

// Decode decodes one YAML document into v. Unknown and repeated keys are errors, and an error names file and line.
func Decode(name string, data []byte, v any) error {
	decoder := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict())
	err := decoder.Decode(v)
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", name, ErrEmpty)
	}
	var located yaml.Error
	if errors.As(err, &located) && located.GetToken() != nil {
		return fmt.Errorf("%s:%d: %s", name, located.GetToken().Position.Line, located.GetMessage())
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
