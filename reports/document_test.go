package reports

import "testing"

func TestRerunCommand(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"": "bbconform run 'features/a b.feature:3'", // the end of the line is an argument of run
		"bbconform run consent --url consent=http://h --scenario {scenario}":     "bbconform run consent --url consent=http://h --scenario 'features/a b.feature:3'",
		"bbconform run --url 'consent=http://h/{scenario}' {scenario} --verbose": "bbconform run --url 'consent=http://h/{scenario}' 'features/a b.feature:3' --verbose",
		"\x1b[2J {scenario}": `\x1b[2J 'features/a b.feature:3'`,
	} {
		if got := (Run{Rerun: template}).RerunCommand("features/a b.feature:3"); got != want {
			t.Errorf("%q gives %q", template, got)
		}
	}
	const id = "consent/policies/a-policy-is-checked-before-it-is-created/policy.url/is-of-another-type"
	if got := (Run{Rerun: "bbconform run {scenario}"}).RerunCommand(id); got != "bbconform run "+id {
		t.Errorf("an identifier needs no quotes: %s", got)
	}
}

func TestTitle(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		s    Scenario
		want string
	}{
		{Scenario{Name: "It is in time"}, "It is in time"},
		{Scenario{Name: "It is in time", Case: "8, s\x1b"}, `It is in time [8, s\x1b]`},
		{Scenario{Case: "8"}, "[8]"},
		{Scenario{}, ""},
	} {
		if got := test.s.Title(); got != test.want {
			t.Errorf("got %q instead of %q", got, test.want)
		}
	}
}
