package record_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func TestWriterPutsScenariosInTheOrderOfThePlan(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "made", "on", "the", "way")
	w, err := record.Create(dir, reports.Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	const n = 40
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			s := sample.Simple(n-1-i, reports.Passed)
			for number := 3; number >= 1; number-- { // concurrent calls come in any order
				e := reports.Exchange{Number: number, Operation: "op", Request: reports.Message{Method: "GET", URL: "http://h/" + s.ID}}
				if err := w.Exchange(s.ID, e); err != nil {
					t.Error(err)
				}
			}
			s.Exchanges = []reports.Exchange{{Number: 99}} // not written: the journal has them
			if err := w.Scenario(s); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if err := w.Close(reports.Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
	f := sample.OpenDir(t, dir)
	all := sample.ReadAll(t, f)
	if len(all) != n {
		t.Fatalf("%d scenarios, want %d", len(all), n)
	}
	for i, s := range all {
		if s.Order != i || len(s.Exchanges) != 3 || s.Exchanges[0].Number != 1 || s.Exchanges[2].Number != 3 || s.Exchanges[0].Request.URL != "http://h/"+s.ID {
			t.Fatalf("scenario %d is %+v", i, s)
		}
	}
	if got, want := f.Results().Counts, (reports.Counts{Total: n, Passed: n}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, reports.JournalName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the journal is still there: %v", err)
	}
}

func TestWriterCountsAndConcludes(t *testing.T) {
	t.Parallel()
	f := sample.Open(t, sample.Header(t), sample.Scenarios(t))
	r := f.Results()
	if want := (reports.Counts{Total: 11, Passed: 4, Failed: 3, Inconclusive: 2, NotApplicable: 1, Waived: 1}); r.Counts != want {
		t.Errorf("counts %+v, want %+v", r.Counts, want)
	}
	if r.Verdict != reports.Failed || r.BuildingBlocks[0].Verdict != reports.Failed || r.BuildingBlocks[1].Verdict != reports.Passed {
		t.Errorf("verdicts %s, %s, %s", r.Verdict, r.BuildingBlocks[0].Verdict, r.BuildingBlocks[1].Verdict)
	}
	verdicts := map[string]reports.Verdict{}
	for _, b := range r.BuildingBlocks {
		for _, a := range b.ServiceAPIs {
			verdicts[a.Name] = a.Verdict
		}
	}
	if want := fmt.Sprint(map[string]reports.Verdict{"configuration": reports.Failed, "individual": reports.Inconclusive, "audit": reports.Inconclusive, "data": reports.Waived}); fmt.Sprint(verdicts) != want {
		t.Errorf("service APIs %v, want %v", verdicts, want)
	}
	create := r.BuildingBlocks[0].Operations[0]
	if create.Counts != (reports.Counts{Total: 3, Passed: 2, Failed: 1}) || create.Calls != 5 || create.Findings != 2 {
		t.Errorf("operation %+v", create)
	}
	if r.Deviations[0].Used != 1 || r.Deviations[1].Used != 0 {
		t.Errorf("deviations %+v", r.Deviations)
	}
}

func TestPlannedScenariosAreNeverMissing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := record.Create(dir, reports.Results{})
	if err != nil {
		t.Fatal(err)
	}
	planned := []reports.Scenario{sample.Simple(0, ""), sample.Simple(1, ""), sample.Simple(2, "")}
	planned[1].Steps = []reports.Step{{Keyword: "Given", Text: "something", Line: 7}}
	if err := w.Plan(planned); err != nil {
		t.Fatal(err)
	}
	if err := w.Exchange(planned[1].ID, reports.Exchange{Number: 1, Operation: "op"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Scenario(sample.Simple(2, reports.Passed)); err != nil {
		t.Fatal(err)
	}
	if err := w.Scenario(sample.Simple(2, reports.Failed)); err == nil {
		t.Error("a second outcome was taken")
	}
	if err := w.Close(reports.Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(reports.Results{Complete: true}); err == nil {
		t.Error("closing twice is no error")
	}
	if err := w.Exchange(planned[0].ID, reports.Exchange{Number: 1}); err == nil {
		t.Error("an exchange was taken after the end")
	}
	all := sample.ReadAll(t, sample.OpenDir(t, dir))
	if len(all) != 3 || all[0].Verdict != reports.Inconclusive || all[1].Reason != record.ReasonNoEnd || len(all[1].Steps) != 1 || len(all[1].Exchanges) != 1 || all[2].Verdict != reports.Passed {
		t.Errorf("scenarios %+v", all)
	}
}

func TestCreateLeavesNoOldReport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{reports.ResultsName, "junit.xml", "index.html", "notes.txt", reports.JournalName} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w, err := record.Create(dir, reports.Results{})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
		if info, err := e.Info(); err == nil && runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has permissions %o", e.Name(), info.Mode().Perm())
		}
	}
	if want := []string{reports.JournalName, reports.JournalName + ".previous", "notes.txt"}; !slices.Equal(names, want) {
		t.Errorf("the folder holds %v, want %v", names, want)
	}
	if err := w.Close(reports.Results{}); err != nil {
		t.Fatal(err)
	}
}

func TestTwoRunsInOneFolderKeepTheirJournals(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := record.Create(dir, reports.Results{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := record.Create(dir, reports.Results{})
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Scenario(sample.Simple(0, reports.Passed)); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(reports.Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, reports.JournalName)); err != nil {
		t.Errorf("the first run removed the journal of the second: %v", err)
	}
	if err := second.Close(reports.Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
}

func TestCloseThatCannotWriteKeepsTheJournal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := record.Create(dir, reports.Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Scenario(sample.Simple(0, reports.Passed)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, reports.ResultsName), 0o700); err != nil { // in the way of the rename
		t.Fatal(err)
	}
	err = w.Close(reports.Results{Complete: true})
	if err == nil || !strings.Contains(err.Error(), reports.JournalName) {
		t.Fatalf("error %v", err)
	}
	if err := os.Remove(filepath.Join(dir, reports.ResultsName)); err != nil {
		t.Fatal(err)
	}
	if _, err := record.Open(dir); !errors.Is(err, record.ErrUnfinished) {
		t.Errorf("error %v, want ErrUnfinished", err)
	}
	if err := record.Recover(dir); err != nil {
		t.Fatal(err)
	}
	if all := sample.ReadAll(t, sample.OpenDir(t, dir)); len(all) != 1 || all[0].Verdict != reports.Passed {
		t.Errorf("recovered %+v", all)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestHeaderStandsBeforeTheScenarios(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(sample.Write(t, t.TempDir(), sample.Header(t), sample.Scenarios(t)))
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b) {
		t.Fatal("it is no JSON")
	}
	head, rest, _ := strings.Cut(string(b), "\n  \"scenarios\": [\n")
	if !strings.HasPrefix(head, "{\n  \"format\": \""+reports.Format+"\",\n  \"complete\": true,") || strings.Contains(rest, `"configuration":`) {
		t.Errorf("the document begins with %.200s", head)
	}
	if lines := strings.Count(rest, "\n"); lines != 11+2 {
		t.Errorf("%d lines for 11 scenarios", lines)
	}
}

func TestEndOfARunThatDoesNotSayIt(t *testing.T) {
	t.Parallel()
	r := sample.Open(t, reports.Results{}, []reports.Scenario{sample.Simple(0, reports.Passed)}).Results()
	if want := sample.Start.Add(time.Millisecond); !r.Run.Ended.Equal(want) {
		t.Errorf("ended %v, want %v", r.Run.Ended, want)
	}
}
