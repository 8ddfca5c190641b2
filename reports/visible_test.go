package reports

import (
	"strings"
	"testing"
)

func TestVisible(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, line, block string }{
		{"plain", "plain", "plain"},
		{"Ünïcode ශ්\u200dරී 漢字 😀", "Ünïcode ශ්\u200dරී 漢字 😀", "Ünïcode ශ්\u200dරී 漢字 😀"},
		{"a\tb\nc", `a\tb\nc`, "a\tb\nc"},
		{"a\r\nb\rc", `a\r\nb\rc`, "a\nb\\rc"},
		{"\x1b[31m\x00\x7f", `\x1b[31m\x00\x7f`, `\x1b[31m\x00\x7f`},
		{"\u009b2J", `\u{9b}2J`, `\u{9b}2J`},
		{"\u202eabc\u2066\ufeff\u00ad", `\u{202e}abc\u{2066}\u{feff}\u{ad}`, `\u{202e}abc\u{2066}\u{feff}\u{ad}`},
		{"a\u2028b\ufffe\U000E0041", `a\u{2028}b\u{fffe}\u{e0041}`, `a\u{2028}b\u{fffe}\u{e0041}`},
		{"\xff\xfe", `\xff\xfe`, `\xff\xfe`},
	}
	for _, test := range tests {
		if got := Visible(test.in); got != test.line {
			t.Errorf("visible(%q) = %q, want %q", test.in, got, test.line)
		}
		if got := VisibleBlock(test.in); got != test.block {
			t.Errorf("visibleBlock(%q) = %q, want %q", test.in, got, test.block)
		}
	}
}

func TestFirstLine(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"  a\nb", 100, "a …"},
		{strings.Repeat("é", 10), 5, "éé …"},
	} {
		if got := FirstLine(test.text, test.limit); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
