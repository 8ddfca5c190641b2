package wording

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"":             nil,
		"policy":       {"policy"},
		"policy.name":  {"policy", "name"},
		"write.0.id":   {"write", "0", "id"},
		`a.1.c\.d`:     {"a", "1", "c.d"},
		`a\.b\.c`:      {"a.b.c"},
		"a..b":         {"a", "", "b"},
		"a.":           {"a", ""},
		`a\b.c`:        {`a\b`, "c"},
		"a\x00b.c":     {"a\x00b", "c"},
		"größe.straße": {"größe", "straße"},
	} {
		if got := SplitName(name); !slices.Equal(got, want) {
			t.Errorf("SplitName(%q) is %q, not %q", name, got, want)
		}
	}
}

// What is escaped and joined is divided into the same steps again.
func TestEscapeName(t *testing.T) {
	t.Parallel()
	steps := []string{"a.b", "c", "..", "", "d\x00e", `f\g`}
	escaped := make([]string, len(steps))
	for i, step := range steps {
		escaped[i] = EscapeName(step)
	}
	if got := SplitName(strings.Join(escaped, ".")); !slices.Equal(got, steps) {
		t.Errorf("%q became %q", steps, got)
	}
}

func TestDidYouMean(t *testing.T) {
	t.Parallel()
	many := []string{"readPolicy", "listPolicies", "createPolicy", "deletePolicy", "readAgreement", "listAgreements", "createAgreement", "Größe", "deleteAgreement"}
	for word, want := range map[string]string{
		"readpolicy":     "did you mean readPolicy, ",
		"CREATEAGREMENT": "did you mean createAgreement, ",
		"grösse":         "did you mean Größe, ",
	} {
		if got := DidYouMean(word, slices.Clone(many)); !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s", word, got)
		}
	}
	if got := DidYouMean("x", slices.Clone(many[:2])); got != "there are: listPolicies, readPolicy" {
		t.Errorf("of few: %s", got)
	}
	if got := DidYouMean("x", nil); got != "there are none" {
		t.Errorf("of none: %s", got)
	}
}
