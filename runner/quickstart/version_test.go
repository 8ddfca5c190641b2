package quickstart

import (
	"strings"
	"testing"
)

func TestOnlyTheCommandAnswersEarlyAndOnlyWithItsVersion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args    []string
		program string
		early   bool
	}{
		{[]string{"bbconform", "version"}, command, true},
		{[]string{"anything", "version"}, "example.org/own", false},
		{[]string{"bbconform", "version"}, command + "/runner/cli.test", false},
		{[]string{"bbconform", "version", "--help"}, command, false},
		{[]string{"bbconform", "--help"}, command, false},
		{[]string{"bbconform"}, command, false},
		{nil, command, false},
	} {
		answer, ok := early(c.args, func() string { return c.program })
		if ok != c.early {
			t.Errorf("%q of %s is answered early: %v", c.args, c.program, ok)
		}
		if ok && (answer != Line() || !strings.HasPrefix(answer, "bbconform "+Version+" ") || !strings.HasSuffix(answer, "\n")) {
			t.Errorf("the answer is %q", answer)
		}
	}
}
