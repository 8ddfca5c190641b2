package narrative

import "github.com/bbconform/bbconform/reports"

// Ink colours a piece of text for the terminal. The zero ink leaves it as it is.
type Ink struct{ On bool }

func (i Ink) paint(code, s string) string {
	if !i.On || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// Bold paints what stands out.
func (i Ink) Bold(s string) string { return i.paint("1", s) }

// Dim paints what is beside the point.
func (i Ink) Dim(s string) string { return i.paint("2", s) }

// Seen paints what was seen and is wrong.
func (i Ink) Seen(s string) string { return i.paint("31", s) }

// Want paints what was expected.
func (i Ink) Want(s string) string { return i.paint("32", s) }

// Verdict colours a text by verdict; the words carry the meaning, the colour only repeats it.
func (i Ink) Verdict(v reports.Verdict, s string) string {
	code := map[reports.Verdict]string{reports.Passed: "1;32", reports.Failed: "1;31", reports.Inconclusive: "1;33", reports.Waived: "1;35", reports.NotApplicable: "1;36"}[v]
	return i.paint(code, s)
}
