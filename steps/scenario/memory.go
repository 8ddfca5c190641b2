package scenario

import "github.com/bbconform/bbconform/steps/verdict"

// Memory is what sentences have remembered: values of answers as JSON, by name.
type Memory map[string]string

// Recall returns a remembered value. The error is a fault of the suite.
func (m Memory) Recall(name string) (string, error) {
	raw, ok := m[name]
	if !ok {
		return "", verdict.SuiteFaultf("nothing is remembered as %q", name)
	}
	return raw, nil
}
