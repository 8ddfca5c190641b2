package render

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// version1 is a document of a real run of a small building block, written by the release before version 2 of the format: a failure, a
// deviation, a part that is not claimed, and an operation at fault although no scenario failed by it.
const version1 = "../record/testdata/results-version-1.json"

func TestDocumentsOfVersion1AreReported(t *testing.T) {
	t.Parallel()
	f, err := record.Open(version1)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := f.Results()
	if want := (reports.Counts{Total: 7, Passed: 3, Failed: 1, Inconclusive: 1, NotApplicable: 1, Waived: 1}); r.Counts != want {
		t.Errorf("counts %+v, want %+v", r.Counts, want)
	}
	const sentence = "Not conformant: 1 of 6 scenarios failed, at the operations toyRead and toyCreate. 1 scenario could not be decided. 1 scenario is not applicable."
	if r.Verdict != reports.Failed || r.Sentence != sentence {
		t.Errorf("%s: %s", r.Verdict, r.Sentence)
	}
	for name, want := range map[string]string{
		"html":     "No scenario failed by this operation alone.",
		"junit":    `<property name="deviation" value="T-1">`,
		"messages": "Scenario Outline: A toy needs its",
		"summary":  "Not conformant: 1 of 6 scenarios failed",
	} {
		if text := string(rendered(t, f, name)); !strings.Contains(text, want) {
			t.Errorf("%s does not have %q:\n%s", name, want, text)
		}
	}
	if text := explained(t, f, "", ExplainOptions{}); !strings.Contains(text, "Waived: A toy is listed") || !strings.Contains(text, sentence) {
		t.Error(text)
	}
	if text := explained(t, f, "a.feature:47", ExplainOptions{}); !strings.Contains(text, "expected:  404") || !strings.Contains(text, "curl --include --request GET") {
		t.Error(text)
	}
}
