package target

import (
	"fmt"
	"time"
)

// Date is a day, written YYYY-MM-DD.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads a day written YYYY-MM-DD.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a day written YYYY-MM-DD", s)
	}
	return Date{t.Year(), t.Month(), t.Day()}, nil
}

// String writes the day as YYYY-MM-DD; the zero value is empty.
func (d Date) String() string {
	if d == (Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Before reports whether the day is over at the time t, in t's own time zone.
func (d Date) Before(t time.Time) bool {
	return d.String() < t.Format(time.DateOnly)
}

// Duration is a length of time, written like 500ms, 10s or 2m.
type Duration time.Duration

// or returns the duration, or otherwise when none was given.
func (d Duration) or(otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return time.Duration(d)
}
