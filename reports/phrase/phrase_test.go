package phrase

import (
	"testing"
	"time"
)

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
}
