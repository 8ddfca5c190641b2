// Package phrase writes numbers, times and sizes as all reports do.
package phrase

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Capital begins a sentence with a capital letter.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Moment writes a time the same everywhere: in UTC, with the month in words.
func Moment(t time.Time) string {
	if t.IsZero() {
		return "at an unknown time"
	}
	return t.UTC().Format("2 January 2006, 15:04 UTC")
}

// Duration writes a time span given in milliseconds with no more precision than it deserves.
func Duration(milliseconds float64) string {
	switch d := time.Duration(Bounded(milliseconds) * float64(time.Millisecond)); {
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

// Bounded bounds a time span in milliseconds of a foreign document.
func Bounded(milliseconds float64) float64 { return max(0, min(milliseconds, 1e12)) }

// Seconds writes a time span given in milliseconds as machines read it.
func Seconds(milliseconds float64) string {
	return strconv.FormatFloat(milliseconds/1000, 'f', 3, 64)
}

// Size writes a number of bytes.
func Size(n int64) string {
	switch {
	case n < 1<<10:
		return Plural(int(n), "byte")
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

// StatusLine writes an HTTP status with its name.
func StatusLine(status int) string {
	if status == 0 {
		return "no status"
	}
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// Number writes n with a comma between thousands.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Plural writes a number and its noun.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Number(n) + " " + noun + "s"
}

// Enumerate joins names as a sentence does: "a, b and c".
func Enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// Span is a time span given in milliseconds.
func Span(ms float64) time.Duration {
	return time.Duration(Bounded(ms) * float64(time.Millisecond))
}
