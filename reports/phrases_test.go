package reports

import (
	"strings"
	"testing"
	"time"
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

func TestPhrases(t *testing.T) {
	t.Parallel()
	same := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	same(Duration(0), "0 ms")
	same(Duration(0.44), "0.4 ms")
	same(Duration(999), "999 ms")
	same(Duration(59_900), "59.9 s")
	same(Duration(61_000), "1 min 1 s")
	same(Duration(3_660_000), "1 h 1 min")
	same(Duration(-5), "0 ms")
	same(Size(1), "1 byte")
	same(Size(1023), "1,023 bytes")
	same(Size(65536), "64.0 KiB")
	same(Number(1234567), "1,234,567")
	same(Number(999), "999")
	same(Plural(1, "scenario"), "1 scenario")
	same(Plural(0, "scenario"), "0 scenarios")
	same(Enumerate([]string{"a", "b", "c"}), "a, b and c")
	same(Moment(time.Date(2026, 1, 2, 23, 4, 5, 0, time.FixedZone("", 3600))), "2 January 2026, 22:04 UTC")
	same(Moment(time.Time{}), "at an unknown time")
	same(StatusLine(404), "404 Not Found")
	same(StatusLine(799), "799")
	same(Capital("äbc"), "Äbc")
	same(Capital(""), "")
	same(FirstLine("  a\nb", 100), "a …")
	same(FirstLine(strings.Repeat("é", 10), 5), "éé …")
}

func TestSentences(t *testing.T) {
	t.Parallel()
	block := func(title string, c Counts) BuildingBlock {
		return BuildingBlock{Name: title, Title: title, Version: "1.0", Counts: c}
	}
	tests := []struct {
		name   string
		header Results
		want   string
	}{
		{"passed", Results{Complete: true, Verdict: Passed, Counts: Counts{Total: 12, Passed: 12}, Target: Target{Product: "P"}, BuildingBlocks: []BuildingBlock{block("A", Counts{})}},
			"P conforms to everything that was tested of A 1.0: all 12 scenarios passed."},
		{"passed in part", Results{Complete: true, Verdict: Passed, Counts: Counts{Total: 1, Passed: 1}, Run: Run{Selection: []string{"@smoke"}}},
			"The target conforms to everything that was tested of the specification: the one scenario passed. Only part of the scenarios was selected, so this is no statement about the whole."},
		{"waived", Results{Complete: true, Verdict: Passed, Counts: Counts{Total: 5, Passed: 2, Waived: 2, NotApplicable: 1}, Target: Target{Product: "P", Version: "2"}, BuildingBlocks: []BuildingBlock{block("A", Counts{}), block("B", Counts{})}},
			"P 2 conforms to everything that was tested of A 1.0 and B 1.0: 2 of 4 scenarios passed; the other 2 failed and are recorded as known deviations."},
		{"failed in one of two", Results{Complete: true, Verdict: Failed, Counts: Counts{Total: 9, Failed: 1, Passed: 8}, BuildingBlocks: []BuildingBlock{block("A", Counts{}), block("B", Counts{Failed: 1})}},
			"The target does not conform to B 1.0: 1 of 9 scenarios failed."},
		{"failed by answers alone", Results{Complete: true, Verdict: Failed, Counts: Counts{Total: 2, Inconclusive: 1, Passed: 1}, BuildingBlocks: []BuildingBlock{block("A", Counts{})}},
			"The target does not conform to A 1.0: answers broke the contract, although no scenario failed by that alone, and 1 could not be decided."},
		{"undecided", Results{Complete: true, Verdict: Inconclusive, Counts: Counts{Total: 3, Inconclusive: 2, Passed: 1}, BuildingBlocks: []BuildingBlock{block("A", Counts{})}},
			"No verdict on A 1.0: 2 of 3 scenarios could not be decided."},
		{"nothing", Results{Complete: true, Verdict: Inconclusive}, "No verdict on the specification: no scenario was run."},
		{"cut short", Results{Verdict: Inconclusive, Interruption: "it was interrupted", Counts: Counts{Total: 2, Passed: 2}, BuildingBlocks: []BuildingBlock{block("A", Counts{})}},
			"The run was cut short (it was interrupted). No verdict on A 1.0."},
		{"cut short and failed", Results{Verdict: Failed, Counts: Counts{Total: 2, Failed: 1, Inconclusive: 1}, BuildingBlocks: []BuildingBlock{block("A", Counts{})}},
			"The run was cut short. The target does not conform to A 1.0: 1 of 2 scenarios failed, and 1 could not be decided."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := runSentence(&test.header); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
