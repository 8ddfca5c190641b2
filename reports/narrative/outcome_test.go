package narrative

import (
	"testing"

	"github.com/bbconform/bbconform/reports"
)

func TestOutcome(t *testing.T) {
	t.Parallel()
	answered := &reports.Message{Status: 503}
	for want, e := range map[string]reports.Exchange{
		"503 Service Unavailable":                    {Answer: answered},
		"503 Service Unavailable, asked again alone": {Answer: answered, AskedAgain: "503 Service Unavailable while another request was in flight"},
		"no answer":                             {},
		"no answer: the connection was refused": {Error: "the connection was refused"},
	} {
		if got := Outcome(&e); got != want {
			t.Errorf("got %q, expected %q", got, want)
		}
	}
}
