package problem

import (
	"errors"
	"fmt"
	"testing"
)

func TestExitCodesAndHints(t *testing.T) {
	t.Parallel()
	usage := Usage("Write it so.", errors.New("no such block"))
	for _, test := range []struct {
		err  error
		code int
		hint string
	}{
		{nil, ExitConformant, ""},
		{usage, ExitUsage, "Write it so."},
		{fmt.Errorf("plan: %w", usage), ExitUsage, "Write it so."},
		{&Error{Err: errors.New("unreachable"), Code: ExitInconclusive}, ExitInconclusive, ""},
		{errors.New("disk full"), ExitFault, ""},
	} {
		if code, hint := ExitCode(test.err), Hint(test.err); code != test.code || hint != test.hint {
			t.Errorf("%v: exit code %d, hint %q", test.err, code, hint)
		}
	}
	if mistakes := (Mistakes{{Message: "m"}}); !errors.As(Usage("", mistakes), &mistakes) || usage.Error() != "no such block" {
		t.Error("the error itself is lost")
	}
}

func TestMistakesSayWhere(t *testing.T) {
	t.Parallel()
	mistakes := Mistakes{{"a.feature", 3, "no steps"}, {"a.feature", 0, "holds no feature"}, {Message: "buildingBlocks: expected a url"}}
	if want := "a.feature:3: no steps\na.feature: holds no feature\nbuildingBlocks: expected a url"; mistakes.Error() != want {
		t.Errorf("got %q", mistakes.Error())
	}
}

func TestSuggestion(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		word  string
		known []string
		want  string
	}{
		{"consnt", []string{"payments", "consent"}, ` (did you mean "consent"?)`},
		{"CONSENT", []string{"payments", "consent"}, ` (did you mean "consent"?)`},
		{"weather", []string{"payments", "consent"}, ` (known: consent, payments)`},
		{"abc", []string{"xyz"}, ` (known: xyz)`},
		{"consent", nil, ""},
	} {
		if got := Suggestion(test.word, test.known, "known: "); got != test.want {
			t.Errorf("%s: got %q", test.word, got)
		}
	}
}
