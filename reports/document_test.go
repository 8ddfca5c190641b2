package reports

import "testing"

func TestRerunCommand(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"": "bbconform run --scenario 'features/a b.feature:3'",
		"bbconform run consent --url consent=http://h --scenario {scenario}": "bbconform run consent --url consent=http://h --scenario 'features/a b.feature:3'",
		"\x1b[2J {scenario}": `\x1b[2J 'features/a b.feature:3'`,
	} {
		if got := (Run{Rerun: template}).RerunCommand("features/a b.feature:3"); got != want {
			t.Errorf("%q gives %q", template, got)
		}
	}
}
