package verdict

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
)

func TestAVerdictIsWhatTheScenariosSay(t *testing.T) {
	t.Parallel()
	const passed, failed, inconclusive, waived, na = reports.Passed, reports.Failed, reports.Inconclusive, reports.Waived, reports.NotApplicable
	for name, test := range map[string]struct {
		stated   reports.Verdict
		complete bool
		verdicts []reports.Verdict
		want     reports.Verdict
	}{
		"passed":                        {"", true, []reports.Verdict{passed}, passed},
		"passed with a known deviation": {"", true, []reports.Verdict{passed, waived, na}, passed},
		"stated too good":               {passed, true, []reports.Verdict{passed, failed}, failed},
		"stated too good, undecided":    {passed, true, []reports.Verdict{passed, inconclusive}, inconclusive},
		"stated worse":                  {failed, true, []reports.Verdict{passed}, passed},
		"nothing was run":               {passed, true, nil, inconclusive},
		"nothing passed":                {"", true, []reports.Verdict{na, na}, inconclusive},
		"only deviations":               {"", true, []reports.Verdict{waived}, inconclusive},
		"cut short":                     {passed, false, []reports.Verdict{passed}, inconclusive},
		"cut short after a failure":     {passed, false, []reports.Verdict{failed}, failed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var scenarios []reports.Scenario
			for _, v := range test.verdicts {
				scenarios = append(scenarios, ended(1, "read", v)...)
			}
			r := concluded(reports.Results{Complete: test.complete, Verdict: test.stated, Sentence: "As stated.", BuildingBlocks: []reports.BuildingBlock{block("a", "")}}, 1, scenarios)
			if r.Verdict != test.want || r.Sentence == "As stated." {
				t.Errorf("verdict %s, want %s: %s", r.Verdict, test.want, r.Sentence)
			}
		})
	}
}

// What a finding proves holds whatever became of the scenario, unless a known deviation covers it or the target does not claim the operation.
func TestBlame(t *testing.T) {
	t.Parallel()
	found := func(change func(*reports.Finding)) reports.Finding {
		f := reports.Finding{Code: "missing-field", Operation: "read", Proven: true}
		change(&f)
		return f
	}
	for name, test := range map[string]struct {
		verdict    reports.Verdict
		finding    reports.Finding
		notClaimed string
		want       string // operations that failed
	}{
		"failed":                         {reports.Failed, reports.Finding{}, "", "write"},
		"failed by another operation":    {reports.Failed, found(func(*reports.Finding) {}), "", "read write"}, // a scenario about write failed all the same
		"failed, nothing proven":         {reports.Failed, found(func(f *reports.Finding) { f.Proven = false }), "", "write"},
		"passed, and proven":             {reports.Passed, found(func(*reports.Finding) {}), "", "read"},
		"inconclusive, and proven":       {reports.Inconclusive, found(func(*reports.Finding) {}), "", "read"},
		"inconclusive, nothing proven":   {reports.Inconclusive, found(func(f *reports.Finding) { f.Proven = false }), "", ""},
		"covered by a known deviation":   {reports.Inconclusive, found(func(f *reports.Finding) { f.Deviation = "d" }), "", ""},
		"of an operation not claimed":    {reports.Inconclusive, found(func(*reports.Finding) {}), "not offered", ""},
		"of an operation not listed":     {reports.Inconclusive, found(func(f *reports.Finding) { f.Operation = "other" }), "", ""},
		"of no operation":                {reports.Inconclusive, found(func(f *reports.Finding) { f.Operation = "" }), "", ""},
		"failed, and a known deviation":  {reports.Failed, found(func(f *reports.Finding) { f.Deviation = "d" }), "", "write"},
		"waived, and proven all through": {reports.Waived, found(func(f *reports.Finding) { f.Deviation = "d" }), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			header := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", test.notClaimed)}}
			r := concluded(header, 1, ended(1, "read", reports.Passed), finding(ended(1, "write", test.verdict), test.finding))
			b := r.BuildingBlocks[0]
			var failed []string
			for _, o := range b.Operations {
				if o.Verdict == reports.Failed {
					failed = append(failed, o.ID)
				}
			}
			if got := strings.Join(failed, " "); got != test.want {
				t.Errorf("failed %q, want %q", got, test.want)
			}
			fails := test.want != "" || name == "of an operation not listed"
			if (r.Verdict == reports.Failed) != fails || b.Verdict != r.Verdict || fails != strings.HasPrefix(r.Sentence, "Not conformant: ") {
				t.Errorf("verdict %s: %s", r.Verdict, r.Sentence)
			}
			if test.notClaimed != "" && b.Operations[0].Verdict != reports.NotApplicable {
				t.Errorf("an operation that is not claimed is %s", b.Operations[0].Verdict)
			}
		})
	}
}

func TestServiceAPIsSayWhy(t *testing.T) {
	t.Parallel()
	header := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", "")}}
	header.BuildingBlocks[0].ServiceAPIs = append(header.BuildingBlocks[0].ServiceAPIs,
		reports.ServiceAPI{Name: "other"}, reports.ServiceAPI{Name: "none", NotClaimed: "not offered"})
	other := ended(1, "", reports.NotApplicable)
	other[0].ServiceAPI = "none"
	proven := reports.Finding{Operation: "read", Proven: true}
	type said struct {
		Verdict reports.Verdict
		Reason  string
	}
	of := func(scenarios ...[]reports.Scenario) []said {
		var all []said
		for _, a := range concluded(header, 1, scenarios...).BuildingBlocks[0].ServiceAPIs {
			all = append(all, said{a.Verdict, a.Reason})
		}
		return all
	}
	want := []said{
		{reports.Failed, "An operation answered against its contract, although no scenario about it failed."},
		{reports.Inconclusive, "No scenario was selected."},
		{reports.NotApplicable, "not offered"},
	}
	if diff := cmp.Diff(want, of(finding(ended(1, "write", reports.Inconclusive), proven), other)); diff != "" {
		t.Error(diff)
	}
	want = []said{{reports.Failed, ""}, {reports.Inconclusive, "No scenario was selected."}, {reports.Inconclusive, "not offered"}}
	if diff := cmp.Diff(want, of(ended(1, "write", reports.Failed))); diff != "" {
		t.Error(diff)
	}
}

func TestConcludeLeavesTheHeaderOfTheCallerAsItIs(t *testing.T) {
	t.Parallel()
	header := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", "")}, Deviations: []reports.Deviation{{ID: "d"}}}
	waived := ended(1, "read", reports.Waived)
	waived[0].Deviation = "d"
	r := concluded(header, 1, waived)
	if diff := cmp.Diff(block("a", ""), header.BuildingBlocks[0]); diff != "" || header.Deviations[0].Used != 0 || r.Deviations[0].Used != 1 {
		t.Errorf("%s, %+v, %+v", diff, header.Deviations, r.Deviations)
	}
}

func TestDisagreement(t *testing.T) {
	t.Parallel()
	tally := func() *Tally {
		t := NewTally()
		for _, s := range [][]reports.Scenario{ended(1, "read", reports.Passed), finding(ended(1, "write", reports.Inconclusive), reports.Finding{Operation: "read", Proven: true})} {
			t.Add(&s[0], 1)
			t.Call("a@1.0", "read", 2)
		}
		return t
	}
	for name, test := range map[string]struct {
		change       func(*reports.Results)
		want         string
		overstatment string
	}{
		"nothing":                {func(*reports.Results) {}, "", ""},
		"another sentence":       {func(r *reports.Results) { r.Sentence = "All is well." }, "", ""},
		"a count":                {func(r *reports.Results) { r.Counts.Passed++ }, "counts", "counts"},
		"a nicer verdict":        {func(r *reports.Results) { r.Verdict = reports.Passed }, "verdict", "verdict"},
		"of a building block":    {func(r *reports.Results) { r.BuildingBlocks[0].Verdict = reports.Inconclusive }, "verdict on a@1.0", "verdict on a@1.0"},
		"count of one":           {func(r *reports.Results) { r.BuildingBlocks[0].Counts.Total++ }, "counts of a@1.0", "counts of a@1.0"},
		"of a service API":       {func(r *reports.Results) { r.BuildingBlocks[0].ServiceAPIs[0].Verdict = reports.Passed }, "verdict on service API service", ""},
		"count of a service API": {func(r *reports.Results) { r.BuildingBlocks[0].ServiceAPIs[0].Counts.Failed++ }, "counts of service API service", "counts of service API service"},
		"of an operation":        {func(r *reports.Results) { r.BuildingBlocks[0].Operations[0].Verdict = reports.Passed }, "verdict on operation read", ""},
		"calls":                  {func(r *reports.Results) { r.BuildingBlocks[0].Operations[0].Calls = 1 }, "counts of operation read", "counts of operation read"},
		"findings":               {func(r *reports.Results) { r.BuildingBlocks[0].Operations[0].Findings = 0 }, "counts of operation read", "counts of operation read"},
		"a deviation": {func(r *reports.Results) { r.Deviations = []reports.Deviation{{ID: "d", Used: 1}} },
			"count of what the known deviation d waived", "count of what the known deviation d waived"},
	} {
		r := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", "")}}
		Conclude(&r, tally())
		test.change(&r)
		if got := Disagreement(&r, tally()); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
		if got := Overstatement(&r, tally()); got != test.overstatment {
			t.Errorf("%s: of version 1: got %q, want %q", name, got, test.overstatment)
		}
	}

	// A verdict that is graver than the scenarios make it is taken of version 1 alone.
	r := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", "")}}
	passed := NewTally()
	passed.Add(&ended(1, "read", reports.Passed)[0], 1)
	Conclude(&r, passed)
	r.Verdict, r.BuildingBlocks[0].Verdict = reports.Failed, reports.Failed
	if got := Disagreement(&r, passed); got != "verdict on a@1.0" {
		t.Errorf("got %q", got)
	}
	if got := Overstatement(&r, passed); got != "" {
		t.Errorf("of version 1: got %q", got)
	}

	// Whoever says that a run is complete must have run everything.
	r = reports.Results{Complete: true}
	missing := NewTally()
	missing.Add(&unreached(1)[0], 0)
	Conclude(&r, missing)
	r.Complete = true
	if got := Disagreement(&r, missing); got != "completeness" {
		t.Errorf("got %q", got)
	}
}
