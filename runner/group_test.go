package runner

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/problem"
)

// casesFeature has four cases of a refusal that begin alike, of which the last is refused with another name; lines 14 to 17.
const casesFeature = `@service-api:keeping @operation:toyCreate
Feature: Toys are checked

  Scenario Outline: <field> <fault>
    Given the "toys" building block
    And an existing toy
    And a valid "toyCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused

    Examples:
      | field | fault                  |
      | name  | is missing             |
      | name  | is null                |
      | name  | is of another type     |
      | name  | is longer than allowed |
`

// purposes are those of the exchanges of a scenario, in their order.
func (r *record) purposes(line int) []string {
	var all []string
	for _, e := range r.exchanges[r.at(line).ID] {
		all = append(all, e.Purpose)
	}
	return all
}

func TestCasesShareWhatTheyBeginWith(t *testing.T) {
	t.Parallel()
	box, server := toys.NewServer(t, nil)
	o, rec := runOf(t, server.URL, casesFeature, nil)
	if outcome := mustRun(t, o); outcome.Results.Verdict != reports.Passed || outcome.Results.Counts.Passed != 4 {
		t.Errorf("%s", outcome.Results.Sentence)
	}
	if n := box.Kept(); n != 0 {
		t.Errorf("%d toys are left", n)
	}
	want := []string{"preparation", "control", "request", "control", "cleanup", "cleanup", "cleanup"}
	if diff := cmp.Diff(want, rec.purposes(14)); diff != "" {
		t.Error(diff)
	}
	owner := rec.at(14)
	if diff := cmp.Diff([]int{2, 3, 4}, owner.Steps[4].Exchanges); diff != "" {
		t.Error("the control that was repeated is not with the sentence that sent the first:", diff)
	}
	for line := 15; line <= 17; line++ {
		s := rec.at(line)
		if diff := cmp.Diff([]string{"request"}, rec.purposes(line)); diff != "" {
			t.Errorf("%d: %s", line, diff)
		}
		var shared [][]reports.Shared
		for _, step := range s.Steps {
			if step.Verdict != reports.Passed {
				t.Errorf("%d: %+v", line, step)
			}
			shared = append(shared, step.Shared)
		}
		from := func(number int) []reports.Shared {
			return []reports.Shared{{Scenario: owner.ID, Exchanges: []int{number}}}
		}
		if diff := cmp.Diff([][]reports.Shared{nil, from(1), nil, nil, from(2), nil}, shared); diff != "" {
			t.Errorf("%d: %s", line, diff)
		}
	}
}

func TestACaseByItselfSharesNothing(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, nil)
	o, rec := runOf(t, server.URL, casesFeature, nil)
	o.Plan.Scenarios = o.Plan.Scenarios[2:3]
	mustRun(t, o)
	if diff := cmp.Diff([]string{"preparation", "control", "request", "cleanup", "cleanup"}, rec.purposes(16)); diff != "" {
		t.Error(diff)
	}
	for _, step := range rec.at(16).Steps {
		if step.Shared != nil {
			t.Errorf("%+v", step)
		}
	}
}

// TestSharingEndsWhereACaseFails holds that a case which fails leaves nothing of itself to those after it.
func TestSharingEndsWhereACaseFails(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, accepting(`"name":null`))
	o, rec := runOf(t, server.URL, casesFeature, nil)
	mustRun(t, o)
	passed := map[int]reports.Verdict{14: reports.Passed, 15: reports.Failed, 16: reports.Passed, 17: reports.Passed}
	if diff := cmp.Diff(passed, rec.verdicts()); diff != "" {
		t.Error(diff)
	}
	for line, want := range map[int][]string{
		14: {"preparation", "control", "request", "cleanup", "cleanup"}, // nobody relies on its control
		15: {"request"},
		16: {"preparation", "control", "request", "control", "cleanup", "cleanup", "cleanup"},
		17: {"request"},
	} {
		if diff := cmp.Diff(want, rec.purposes(line)); diff != "" {
			t.Errorf("%d: %s", line, diff)
		}
	}
	if shared := rec.at(17).Steps[1].Shared; len(shared) != 1 || shared[0].Scenario != rec.at(16).ID {
		t.Errorf("got %+v", shared)
	}
}

// accepting makes a toy of whatever has something in its body.
func accepting(what string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPost {
			return false
		}
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		if !strings.Contains(string(body), what) {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"id":"accepted","name":"accepted"}`)
		return true
	}
}

// TestAControlThatIsNotAcceptedAgain holds that nothing passes beside a control that was accepted once, unless it passes by itself.
func TestAControlThatIsNotAcceptedAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		posts func(n int) bool // whether the n-th, from 1, is refused without a look
		want  reports.Verdict
		notes string
	}{
		"refuses for good":  {func(n int) bool { return n > 6 }, reports.Inconclusive, "first right after another one"},
		"refuses once":      {func(n int) bool { return n == 7 }, reports.Passed, "is not accepted after them: it answers 400 Bad Request"},
		"refuses never":     {func(int) bool { return false }, reports.Passed, ""},
		"refuses all there": {func(int) bool { return true }, reports.Inconclusive, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var posts atomic.Int64
			_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method != http.MethodPost || !c.posts(int(posts.Add(1))) {
					return false
				}
				w.WriteHeader(http.StatusBadRequest)
				return true
			})
			o, rec := runOf(t, server.URL, casesFeature, nil)
			mustRun(t, o)
			for line := 14; line <= 17; line++ {
				s := rec.at(line)
				if s.Verdict != c.want || !strings.Contains(strings.Join(s.Notes, "\n"), c.notes) || c.notes == "" && len(s.Notes) > 0 {
					t.Errorf("%d: %s: %s %q", line, s.Verdict, s.Reason, s.Notes)
				}
				for i, e := range rec.exchanges[s.ID] {
					if e.Number != i+1 {
						t.Errorf("%d: exchange %d has the number %d", line, i+1, e.Number)
					}
				}
			}
		})
	}
}

// TestWhatIsAcceptedNoMoreAfterARefusal holds that a refused request after which the same request without its fault is refused proves
// nothing, also by itself.
func TestWhatIsAcceptedNoMoreAfterARefusal(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	spoilt := false
	_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete {
			mu.Lock()
			spoilt = false
			mu.Unlock()
		}
		if r.Method != http.MethodPost {
			return false
		}
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		mu.Lock()
		defer mu.Unlock()
		spoilt = spoilt || strings.Contains(string(body), `"name":null`)
		if spoilt {
			w.WriteHeader(http.StatusBadRequest)
		}
		return spoilt
	})
	o, rec := runOf(t, server.URL, casesFeature, nil)
	mustRun(t, o)
	for line, want := range map[int]reports.Verdict{14: reports.Passed, 15: reports.Inconclusive, 16: reports.Passed, 17: reports.Passed} {
		if s := rec.at(line); s.Verdict != want {
			t.Errorf("%d: %s: %s", line, s.Verdict, s.Reason)
		}
	}
	if s := rec.at(15); !strings.Contains(s.Reason, "accepted before the refusals, and is not accepted after them: it answers 400 Bad Request") || s.Steps[5].Verdict != reports.Inconclusive {
		t.Errorf("%s %+v", s.Reason, s.Steps[5])
	}
}

func TestASeedKeepsGroupsTogether(t *testing.T) {
	t.Parallel()
	_, outline, _ := strings.Cut(casesFeature, "\n\n")
	together := toys.WholeFeature + "\n  @operation:toyCreate\n" + strings.ReplaceAll(outline, "    Given the \"toys\" building block\n    And", "    Given")
	orders := map[string]bool{}
	for seed := range int64(5) {
		o, _ := runOf(t, "http://127.0.0.1:1", together, func(o *Options) { o.Seed = seed })
		order, sizes := "", map[int]int{}
		for _, group := range (&run{Options: o}).order() {
			sizes[len(group)]++
			order += " " + group[0].ID
		}
		orders[order] = true
		if diff := cmp.Diff(map[int]int{1: 6, 4: 1}, sizes); diff != "" {
			t.Errorf("seed %d: %s", seed, diff)
		}
	}
	if len(orders) < 3 {
		t.Errorf("five seeds make %d orders", len(orders))
	}
}

func TestStoppingWithinAGroup(t *testing.T) {
	t.Parallel()
	t.Run("after the first failure", func(t *testing.T) {
		t.Parallel()
		box, server := toys.NewServer(t, accepting(`"name":null`))
		o, rec := runOf(t, server.URL, casesFeature, func(o *Options) { o.FailFast = true })
		mustRun(t, o)
		want := map[int]reports.Verdict{14: reports.Passed, 15: reports.Failed, 16: reports.Inconclusive, 17: reports.Inconclusive}
		if diff := cmp.Diff(want, rec.verdicts()); diff != "" {
			t.Error(diff)
		}
		if s := rec.at(17); !strings.HasPrefix(s.Reason, "Not run: ") || box.Kept() != 0 {
			t.Errorf("%s; %d toys are left", s.Reason, box.Kept())
		}
	})
	t.Run("from outside", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		var posts atomic.Int64
		box, server := toys.NewServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
			if r.Method == http.MethodPost && posts.Add(1) == 5 { // the request of the third case
				cancel()
				toys.UntilGone(r)
				return true
			}
			return false
		})
		o, rec := runOf(t, server.URL, casesFeature, nil)
		outcome, err := Run(ctx, o)
		if err != nil || outcome.Exit != problem.ExitInconclusive || outcome.Results.Complete {
			t.Errorf("%v: %+v", err, outcome)
		}
		for line := 14; line <= 17; line++ { // that their control still is accepted was never seen
			if s := rec.at(line); s.Verdict != reports.Inconclusive || s.Reason == "" {
				t.Errorf("%d: %s: %s", line, s.Verdict, s.Reason)
			}
		}
		if box.Kept() != 0 {
			t.Errorf("%d toys are left", box.Kept())
		}
	})
}
