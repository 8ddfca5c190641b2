package reports

import "testing"

func TestAtATime(t *testing.T) {
	t.Parallel()
	for want, run := range map[string]Run{
		"4 scenarios at a time":                                    {Concurrency: 4},
		"1 scenario at a time":                                     {Concurrency: 1, Pace: &Pace{Least: 1, Most: 1, Last: 1}},
		"up to 64 scenarios at a time":                             {Concurrency: 64, Pace: &Pace{Adaptive: true}},
		"as many as the target bore, up to 64 scenarios at a time": {Concurrency: 64, Pace: &Pace{Adaptive: true, Least: 2, Most: 64, Last: 64}},
		"as many as the target bore, up to 8 scenarios at a time, 2 at the end; fewer after slower answers (3 times) and 429 or 503 (once)": {
			Concurrency: 64, Pace: &Pace{Adaptive: true, Least: 2, Most: 8, Last: 2, Falls: []Fall{{"slower answers", 3}, {"429 or 503", 1}}},
		},
	} {
		if got := run.AtATime(); got != want {
			t.Errorf("got %q, expected %q", got, want)
		}
	}
}
