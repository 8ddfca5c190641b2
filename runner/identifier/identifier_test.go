package identifier

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestIdentifiersAreReadable(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		columns []string
		cells   []string
		want    string
	}{
		{"A new policy is stored as it was sent", nil, nil, "c/p/a-new-policy-is-stored-as-it-was-sent"},
		{"The auditor's list: 3.0, with its \"policy.name\" - and more…", nil, nil, "c/p/the-auditors-list-3.0-with-its-policy.name-and-more"},
		{`A policy is checked: "<field>" <fault>`, []string{"field", "fault"}, []string{"policy.name", "is missing"}, "c/p/a-policy-is-checked/policy.name/is-missing"},
		{"Policies are not read with <credentials>", []string{"credentials"}, []string{"no credentials"}, "c/p/policies-are-not-read-with/no-credentials"},
		{"In time", []string{"n"}, []string{"8"}, "c/p/in-time/8"},
		{"<n>", []string{"n"}, []string{"8"}, "c/p/n/8"},
		{"What <is> no column", []string{"n"}, []string{"8"}, "c/p/what-is-no-column/8"},
		{"A header", []string{"name"}, []string{"Information-Mediator-Client"}, "c/p/a-header/Information-Mediator-Client"},
		{"A number", []string{"n"}, []string{"-1"}, "c/p/a-number/-1"},
		{"Ünïcode, Прямо, नमस्ते, 漢字", nil, nil, "c/p/ünïcode-прямо-नमस्ते-漢字"},
		{"می\u200cخواهم", nil, nil, "c/p/میخواهم"},
		{"", nil, nil, "c/p/unnamed"},
		{"?!", nil, nil, "c/p/unnamed"},
	} {
		got := Of("c/p", test.name, test.columns...)
		if test.cells != nil {
			got = Below(got, test.cells)
		}
		if got != test.want {
			t.Errorf("%q %q: %s, want %s", test.name, test.cells, got, test.want)
		}
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"consent/policies.feature":         "consent/policies",
		"digital-registries/a/b_c.feature": "digital-registries/a/b_c",
		"toys/Deep.feature":                "toys/Deep",
	} {
		if got := Place(file); got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
	}
	if a, b := Place("toys/a (b).feature"), Place("toys/a [b].feature"); a == b || !strings.HasPrefix(a, "toys/a-b~") || !strings.HasPrefix(b, "toys/a-b~") {
		t.Errorf("got %s and %s", a, b)
	}
}

// Whatever two rows have in their cells, their identifiers differ, and each is what a command line, a fragment and an attribute can hold.
func TestRowsAreToldApart(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a very long value ", 20)
	rows := [][]string{
		{"a", "b"}, {"b", "a"}, {"a/b", ""}, {"a", ""}, {"", "a"}, {"", ""}, {" ", ""}, {"empty", ""}, {"a b", ""}, {"A", "b"}, {"a", "b", ""},
		{"a\"b", ""}, {"a'b", ""}, {"a<b", ""}, {"a&b", ""}, {"a\nb", ""}, {"a\x1b[2Jb", ""}, {"a\u202eb", ""}, {"a\xffb", ""}, {"a  b", ""}, {"$(a)", ""}, {"`a`", ""}, {"~a", ""},
		{"1", "x"}, {"+1", "x"}, {"1 ", "x"}, {"%31", "x"}, {"é", "x"}, {"e\u0301", "x"},
		{long, "x"}, {long, "y"}, {long + "x", ""}, {strings.Repeat("a", Longest-2), "b"}, {strings.Repeat("a", Longest), "b"}, {strings.Repeat("a", Longest), "c"},
		{strings.Repeat("漢", 3*Longest), ""}, {strings.Repeat("漢", 3*Longest+1), ""},
	}
	seen := map[string][]string{}
	for _, row := range rows {
		id := Below("c/p/outline", row)
		if before, twice := seen[id]; twice {
			t.Errorf("%q and %q are both called %s", before, row, id)
		}
		seen[id] = row
		checkIdentifier(t, id)
	}
}

var (
	fit = regexp.MustCompile(`^[\p{L}\p{M}\p{N}._~/-]+$`)
	// of the three parts, each with its digest
	longest = 3*(Longest+len("~0123456789")) + len("//")
)

func checkIdentifier(t *testing.T, id string) {
	t.Helper()
	if !utf8.ValidString(id) || !fit.MatchString(id) || strings.Contains(id, "//") || strings.HasSuffix(id, "/") || utf8.RuneCountInString(id) > longest {
		t.Errorf("%q is no identifier", id)
	}
}

func TestLongNamesAreCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("policy ", 40)
	a, b := Of("c/p", long+"a"), Of("c/p", long+"b")
	if a == b || !strings.HasPrefix(a, "c/p/policy-policy-") || !regexp.MustCompile(`[a-z]~[0-9a-f]{10}$`).MatchString(a) {
		t.Errorf("got %s and %s", a, b)
	}
	checkIdentifier(t, a)
	if place := Place(strings.Repeat("folder/", 100) + "x.feature"); utf8.RuneCountInString(place) > Longest+11 {
		t.Errorf("%d characters: %s", utf8.RuneCountInString(place), place)
	}
}

// Numbers and digests are never mistaken for each other.
func TestNumbered(t *testing.T) {
	t.Parallel()
	if got := Numbered("c/p/a", 2); got != "c/p/a~2" {
		t.Errorf("got %s", got)
	}
}

func FuzzIdentifiers(f *testing.F) {
	f.Add("A policy: <field>", "field", "policy.name", "is missing")
	f.Add("", "", "", "")
	f.Add("<a><b>", "a", "\x00", "~/..")
	f.Fuzz(func(t *testing.T, name, column, first, second string) {
		id := Of(Place("toys/x.feature"), name, column)
		checkIdentifier(t, id)
		row := Below(id, []string{first, second})
		checkIdentifier(t, row)
		if other := Below(id, []string{first, second + "x"}); other == row {
			t.Errorf("two rows are called %s", row)
		}
		if !strings.HasPrefix(row, id+"/") {
			t.Errorf("%s does not begin with that of its outline, %s", row, id)
		}
	})
}
