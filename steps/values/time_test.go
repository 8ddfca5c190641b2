package values

import "testing"

func TestDatesAndTimes(t *testing.T) {
	t.Parallel()
	for text, is := range map[string]bool{
		"2024-05-01T10:00:00Z": true, "2024-05-01T10:00:00.123456+02:00": true, "2024-05-01 10:00:00": true, "2024-05-01T10:00:00": true,
		"2024-05-01": false, "10:00": false, "": false, "2024-02-30T10:00:00Z": false, "1714557600": false, "Wed, 01 May 2024 10:00:00 GMT": false,
	} {
		if IsDateAndTime(text) != is {
			t.Errorf("%q: %v", text, !is)
		}
	}
}
