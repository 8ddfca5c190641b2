package reports

// ink colours a piece of text for the terminal. The zero ink leaves it as it is.
type Ink struct{ On bool }

func (i Ink) paint(code, s string) string {
	if !i.On || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (i Ink) Bold(s string) string { return i.paint("1", s) }
func (i Ink) Dim(s string) string  { return i.paint("2", s) }
func (i Ink) Seen(s string) string { return i.paint("31", s) } // what was seen and is wrong
func (i Ink) Want(s string) string { return i.paint("32", s) } // what was expected

// verdict colours a text by verdict; the words carry the meaning, the colour only repeats it.
func (i Ink) Verdict(v Verdict, s string) string {
	code := map[Verdict]string{Passed: "1;32", Failed: "1;31", Inconclusive: "1;33", Waived: "1;35", NotApplicable: "1;36"}[v]
	return i.paint(code, s)
}
