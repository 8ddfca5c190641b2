package consent

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/specs"
)

// Whatever a conformant server answers, rightly or wrongly called, conforms to the contract.
func TestAnswersConformToTheContract(t *testing.T) {
	t.Parallel()
	answered := map[string]bool{}
	for part, run := range parts {
		c := start(t)
		c.observe = func(operation string, a answer) {
			answered[operation] = answered[operation] || a.status == 200
			found := c.operations[operation].CheckAnswer(specs.Answer{
				Status: a.status, Header: a.header, Body: []byte(a.raw), Refusal: a.status >= 400,
			})
			for _, f := range found {
				t.Errorf("%s: %s answers %d: %s %s: %s", part, operation, a.status, f.Code, f.Location, f.Message)
			}
			if bad := broken("", a.body); len(bad) > 0 {
				t.Errorf("%s: %s answers hashes that are not those of their texts: %s", part, operation, strings.Join(bad, ", "))
			}
		}
		run(c)
	}
	operations, _ := contract()
	for id := range operations {
		if !answered[id] {
			t.Errorf("%s was never answered with 200", id)
		}
	}
}

func TestUnknownFaultIsRefused(t *testing.T) {
	t.Parallel()
	_, err := New(sandbox.Options{Fault: "configPolicyUpdate/update-not-aplied", Catalogue: catalogue()})
	if err == nil || !strings.Contains(err.Error(), "configPolicyUpdate/update-not-applied") {
		t.Errorf("the error should name what comes near: %v", err)
	}
}

func TestUnknownVersionIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := New(sandbox.Options{Catalogue: specs.NewCatalogue(emptyFolder{})}); err == nil {
		t.Error("a catalogue without the building block should be refused")
	}
}
