package request

import (
	"testing"
)

func TestSegmentsOfAPathStaySegments(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{"a b": "a%20b", "a/b": "a%2Fb", "..": "%2E%2E", ".": "%2E", "a?b#c": "a%3Fb%23c", "é": "%C3%A9", "%": "%25"} {
		if got := escapeSegment(value); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}
