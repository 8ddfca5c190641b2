package plan

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

func TestCoverage(t *testing.T) {
	t.Parallel()
	p, err := New(Options{Catalogue: toys.Catalogue(), Features: toys.Folder(map[string]string{"a.feature": toys.WholeFeature})})
	if err != nil {
		t.Fatal(err)
	}
	all, err := CoverageOf(p)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]Coverage{}
	for _, c := range all {
		byID[c.Operation.ID] = c
	}
	create := byID["toyCreate"]
	create.Operation = nil
	want := Coverage{
		Scenarios: 3, Accepted: 1, Refused: 2,
		Statuses: []string{"200", "400"}, Exercised: []string{"200", "400"},
		Fields: []string{"header X-Declared", "body colour", "body name"}, Sent: []string{"body colour", "body name"}, Broken: []string{"body name"},
		Bodies: []string{"application/json"}, SentAs: []string{"application/json"},
	}
	if diff := cmp.Diff(want, create); diff != "" || !create.Covered() {
		t.Errorf("toyCreate: %s", diff)
	}
	if c := byID["toyList"]; c.Scenarios != 1 || c.Accepted != 1 || c.Refused != 0 || c.Covered() {
		t.Errorf("toyList: %+v", c)
	}
	if diff := cmp.Diff([]string{"200"}, byID["toyRead"].Exercised); diff != "" {
		t.Errorf("toyRead: %s", diff)
	}
	total := TotalOf(all)
	if total.Operations != 4 || total.Covered != 1 || total.Scenarios != 6 || total.Statuses != 7 || total.Fields != 5 || total.Broken != 1 || total.Bodies != 1 || total.SentAs != 1 {
		t.Errorf("together: %+v", total)
	}
}

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
		if got := c.statusesOf(steps.OutcomeRefused); !slices.Equal(got, want) {
			t.Errorf("a refusal of %s exercises %q, not %q", id, got, want)
		}
	}
}
