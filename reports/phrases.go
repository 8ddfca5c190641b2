package reports

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Label is the verdict as reports show it.
func (v Verdict) Label() string {
	switch v {
	case Passed:
		return "Passed"
	case Failed:
		return "Failed"
	case Inconclusive:
		return "Inconclusive"
	case NotApplicable:
		return "Not applicable"
	case Waived:
		return "Waived"
	}
	return "Not reached"
}

// verdicts in the order in which reports list them: what needs attention first.
var verdicts = []Verdict{Failed, Inconclusive, Waived, NotApplicable, Passed}

// of returns how many scenarios have the verdict v.
func (c Counts) of(v Verdict) int {
	switch v {
	case Passed:
		return c.Passed
	case Failed:
		return c.Failed
	case Inconclusive:
		return c.Inconclusive
	case NotApplicable:
		return c.NotApplicable
	case Waived:
		return c.Waived
	}
	return 0
}

// untested is what the run says nothing about: what the runner names, and service APIs without a scenario.
func (b BuildingBlock) untested() []NotTested {
	all := append([]NotTested(nil), b.NotTested...)
	for _, a := range b.ServiceAPIs {
		if a.Counts.Total == 0 && a.Verdict != Failed {
			all = append(all, NotTested{b.Label() + ", service API " + a.Title, cmp.Or(a.Reason, "none of its scenarios was selected")})
		}
	}
	return all
}

// capital begins a sentence with a capital letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// moment writes a time the same everywhere: in UTC, with the month in words.
func moment(t time.Time) string {
	if t.IsZero() {
		return "at an unknown time"
	}
	return t.UTC().Format("2 January 2006, 15:04 UTC")
}

// duration writes a time span given in milliseconds with no more precision than it deserves.
func duration(milliseconds float64) string {
	switch d := time.Duration(sane(milliseconds) * float64(time.Millisecond)); {
	case d > 0 && d < 10*time.Millisecond:
		return strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', 1, 64) + " ms"
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Round(time.Millisecond).Milliseconds())
	case d < time.Minute:
		return strconv.FormatFloat(d.Round(100*time.Millisecond).Seconds(), 'f', 1, 64) + " s"
	case d < time.Hour:
		d = d.Round(time.Second)
		return fmt.Sprintf("%d min %d s", d/time.Minute, d%time.Minute/time.Second)
	default:
		d = d.Round(time.Minute)
		return fmt.Sprintf("%d h %d min", d/time.Hour, d%time.Hour/time.Minute)
	}
}

// sane bounds a time span in milliseconds of a foreign document.
func sane(milliseconds float64) float64 { return max(0, min(milliseconds, 1e12)) }

// seconds writes a time span given in milliseconds as machines read it.
func seconds(milliseconds float64) string {
	return strconv.FormatFloat(milliseconds/1000, 'f', 3, 64)
}

// size writes a number of bytes.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return plural(int(n), "byte")
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

// statusLine writes an HTTP status with its name.
func statusLine(status int) string {
	if status == 0 {
		return "no status"
	}
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// outcomeLine says in a few words how an exchange ended.
func (e *Exchange) outcomeLine() string {
	if e.Answer == nil {
		if e.Error == "" {
			return "no answer"
		}
		return "no answer: " + firstLine(e.Error, 200)
	}
	return statusLine(e.Answer.Status)
}

// place is where the scenario, or a step of it, stands in its feature file.
func (s *Scenario) place(step *Step) string {
	line := s.Line
	if step != nil && step.Line > 0 {
		line = step.Line
	}
	return Visible(s.File) + ":" + strconv.Itoa(line)
}

// sentence is the step as it stands in the feature.
func (t *Step) sentence() string {
	return Visible(strings.TrimSpace(strings.TrimSpace(t.Keyword) + " " + t.Text))
}

// readable is the kept text of a body as people read it: JSON is indented, what does not show is written out.
func (b *Body) readable() string {
	if b.Base64 {
		return b.Text
	}
	if b.Truncated {
		return VisibleBlock(b.Text)
	}
	return readableText(b.Text)
}

// remarks says what is special about what was kept of a body; it is empty when the body is whole and as sent.
func (b *Body) remarks() string {
	var all []string
	if b.Base64 {
		all = append(all, "not text, shown in base64")
	}
	if b.Truncated {
		all = append(all, "only the beginning was kept")
	}
	if b.Redacted {
		all = append(all, "secret values are hidden")
	}
	return strings.Join(all, "; ")
}

// facts says how long a body was and how to recognise the whole of it.
func (b *Body) facts() string {
	s := size(b.Bytes)
	if b.Truncated && b.SHA256 != "" {
		s += ", SHA-256 " + Visible(b.SHA256)
	}
	return s
}
