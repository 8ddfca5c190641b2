// Package verdicts_test holds what bbconform says of the consent building block against servers of which the truth is known.
package verdicts_test

import (
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/proof"
)

func TestVerdicts(t *testing.T) {
	t.Parallel()
	block, err := examples.Find(consent.Name)
	if err != nil {
		t.Fatal(err)
	}
	proof.Verdicts(t, proof.Block{Block: block, Variants: variants(), FewestScenarios: 500, FewestFaults: 60})
}
