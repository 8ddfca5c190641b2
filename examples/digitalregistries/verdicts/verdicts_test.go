// Package verdicts_test holds what bbconform says of the digital registries building block against servers of which the truth is known.
package verdicts_test

import (
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/proof"
)

func TestVerdicts(t *testing.T) {
	t.Parallel()
	block, err := examples.Find(digitalregistries.Name)
	if err != nil {
		t.Fatal(err)
	}
	proof.Verdicts(t, proof.Block{Block: block, Variants: variants(), FewestScenarios: 300, FewestFaults: 40})
}
