package values

import "time"

// instant reads a date and time with its offset.
func instant(text string) (time.Time, bool) {
	if len(text) < len("2006-01-02T15:04Z") || len(text) > 64 || text[4] != '-' || text[7] != '-' || text[10] != 'T' {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	return t, err == nil
}

// dateTimeLayouts are the ways to write a date and a time in RFC 3339 and ISO 8601 that are met in the wild.
var dateTimeLayouts = []string{
	time.RFC3339Nano, "2006-01-02t15:04:05.999999999z07:00", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05.999999999Z0700", "20060102T150405Z0700",
}

// IsDateAndTime reports whether a text is a date and a time.
func IsDateAndTime(text string) bool {
	_, ok := DateAndTime(text)
	return ok
}

// DateAndTime reads a date and time. One without a time zone is taken for UTC.
func DateAndTime(text string) (time.Time, bool) {
	for _, layout := range dateTimeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
