package identifier

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func ledgerOf(text string) (*Ledger, error) {
	return ReadLedger(fstest.MapFS{LedgerFile: {Data: []byte(text)}})
}

func TestLedger(t *testing.T) {
	t.Parallel()
	l, err := ledgerOf(`
retired:
  - {id: c/p/old, replacedBy: [c/p/newer]}
  - {id: c/p/newer, replacedBy: [c/p/newest, c/p/other]}
  - {id: c/p/gone, reason: Nobody asks for it.}
  - {id: c/p/outline/*, replacedBy: [c/p/renamed/*]}
  - {id: c/p/outline/kept, replacedBy: [c/p/plain]}
  - {id: c/p/row, replacedBy: [c/p/row/with/a-column]}
  - {id: c/file/*, replacedBy: [c/moved/*, c/p/beside]}
`)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"c/p/old":                "c/p/newest c/p/other",
		"c/p/newer":              "c/p/newest c/p/other",
		"c/p/outline":            "c/p/renamed",
		"c/p/outline/a/b":        "c/p/renamed/a/b",
		"c/p/outline/kept":       "c/p/plain",
		"c/p/row":                "c/p/row/with/a-column",
		"c/file/a-scenario/a/b":  "c/moved/a-scenario/a/b c/p/beside",
		"c/p/gone":               "",
		"c/p/outlines":           "-",
		"c/p/newest":             "-",
		"c/p/row/with/a-column":  "-", // only the row itself was retired
		"c/p/gone/and-its-other": "-",
		"c/files/a-scenario":     "-",
		"c":                      "-",
		"":                       "-",
	} {
		if e := l.Entry(id); (e == nil) != (want == "-") {
			t.Errorf("%s: entry %+v", id, e)
		}
		if got := strings.Join(l.Successors(id), " "); got != strings.TrimPrefix(want, "-") {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	if ids := l.Entries(); len(ids) != 7 || ids[3].Whole() != "c/p/outline" {
		t.Errorf("got %+v", ids)
	}
}

func TestWithoutALedgerNothingIsRetired(t *testing.T) {
	t.Parallel()
	none, err := ReadLedger(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	empty, err := ledgerOf("# nothing yet\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*Ledger{none, empty, nil} {
		if l.Entry("c/p/a") != nil || len(l.Entries()) != 0 || len(l.Successors("c/p/a")) != 0 {
			t.Errorf("got %+v", l)
		}
	}
}

func TestMistakesInALedger(t *testing.T) {
	t.Parallel()
	for want, text := range map[string]string{
		`retired.yaml:2: `: "retired:\n  - {id: c/p/a, replacedby: [c/p/b]}\n",
		"retired.yaml:1: ": "[",
		"retired.yaml: entry 1 (a): the id is no identifier":                            "retired: [{id: a, reason: r}]",
		"retired.yaml: entry 1 (): the id is no identifier":                             "retired: [{reason: r}]",
		"retired.yaml: entry 1 (c/p/a): expected replacedBy, or the reason":             "retired: [{id: c/p/a}]",
		`retired.yaml: entry 1 (c/p/a): "b" in replacedBy is no identifier`:             "retired: [{id: c/p/a, replacedBy: [b]}]",
		`retired.yaml: entry 1 (c/p/a): "c/p/b/*" in replacedBy ends with /*`:           "retired: [{id: c/p/a, replacedBy: [c/p/b/*]}]",
		"retired.yaml: entry 2 (c/p/a): entry 1 has the same id":                        "retired: [{id: c/p/a, reason: r}, {id: c/p/a, reason: r}]",
		"retired.yaml: entry 1 (c/p/a): it comes back to c/p/a":                         "retired: [{id: c/p/a, replacedBy: [c/p/b]}, {id: c/p/b, replacedBy: [c/p/a]}]",
		"retired.yaml: entry 1 (c/p/a): it comes back to c/p/a: an identifier is never": "retired: [{id: c/p/a, replacedBy: [c/p/a]}]",
		"retired.yaml: entry 1 (c/p/a/*): it comes back to c/p/a/*":                     "retired: [{id: c/p/a/*, replacedBy: [c/p/a/deeper/*]}]",
	} {
		if _, err := ledgerOf(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v\ninstead of %s", text, err, want)
		}
	}
}

func FuzzLedger(f *testing.F) {
	f.Add("retired:\n  - {id: c/p/a/*, replacedBy: [c/p/b/*]}\n", "c/p/a/x")
	f.Add("retired: [{id: c/p/a, reason: r}]", "c/p/a")
	f.Fuzz(func(t *testing.T, text, id string) {
		l, err := ledgerOf(text)
		if err != nil {
			return
		}
		for _, s := range l.Successors(id) {
			if l.Entry(s) != nil {
				t.Errorf("%s is replaced by %s, which is retired", id, s)
			}
		}
		if slices.Contains(l.Successors(id), id) {
			t.Errorf("%s comes back", id)
		}
	})
}
