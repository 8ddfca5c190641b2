package steps_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/steps"
)

// TestReadmeIsTheVocabulary holds that README.md in this folder is the list of sentences as it is.
func TestReadmeIsTheVocabulary(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(steps.Table(), string(text)); diff != "" {
		t.Errorf("README.md is not what `bbconform steps --markdown` prints (-printed +README.md):\n%s", diff)
	}
}
