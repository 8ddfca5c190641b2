package runner

import (
	"slices"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

// What is refused with a status of success, by a rule of the building block, exercises that status.
func TestCoverageOfRefusalsInBodies(t *testing.T) {
	t.Parallel()
	block, err := specs.NewCatalogue(specs.Embedded()).Block(specs.Ref{Name: "payments", Version: "3.0"})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{"redeemVoucher": {"200"}, "registerBeneficiaries": {"400"}, "lookUpBeneficiary": {}} {
		operation, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		c := Coverage{Operation: operation, Statuses: operation.Statuses()}
		if got := c.expects(steps.OutcomeRefused); !slices.Equal(got, want) {
			t.Errorf("a refusal of %s exercises %q, not %q", id, got, want)
		}
	}
}
