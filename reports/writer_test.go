package reports

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
)

// readAll reads every scenario of a document.
func readAll(t *testing.T, f *File) []Scenario {
	t.Helper()
	var all []Scenario
	for s, err := range f.Scenarios() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

func openDir(t *testing.T, dir string) *File {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func simple(order int, v Verdict) Scenario {
	return Scenario{ID: fmt.Sprintf("features/a.feature:%d", order+1), Order: order, Name: fmt.Sprint("scenario ", order), File: "features/a.feature",
		Line: order + 1, BuildingBlock: "consent@1.1.0", Verdict: v, Started: sampleStart, Milliseconds: 1}
}

func TestWriterPutsScenariosInTheOrderOfThePlan(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "made", "on", "the", "way")
	w, err := Create(dir, Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	const n = 40
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			s := simple(n-1-i, Passed)
			for number := 3; number >= 1; number-- { // concurrent calls come in any order
				e := Exchange{Number: number, Operation: "op", Request: Message{Method: "GET", URL: "http://h/" + s.ID}}
				if err := w.Exchange(s.ID, e); err != nil {
					t.Error(err)
				}
			}
			s.Exchanges = []Exchange{{Number: 99}} // not written: the journal has them
			if err := w.Scenario(s); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if err := w.Close(Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
	f := openDir(t, dir)
	all := readAll(t, f)
	if len(all) != n {
		t.Fatalf("%d scenarios, want %d", len(all), n)
	}
	for i, s := range all {
		if s.Order != i || len(s.Exchanges) != 3 || s.Exchanges[0].Number != 1 || s.Exchanges[2].Number != 3 || s.Exchanges[0].Request.URL != "http://h/"+s.ID {
			t.Fatalf("scenario %d is %+v", i, s)
		}
	}
	if got, want := f.Results().Counts, (Counts{Total: n, Passed: n}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, JournalName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the journal is still there: %v", err)
	}
}

func TestWriterCountsAndConcludes(t *testing.T) {
	t.Parallel()
	f := openSample(t, sampleHeader(t), sampleScenarios(t))
	r := f.Results()
	if want := (Counts{Total: 11, Passed: 4, Failed: 3, Inconclusive: 2, NotApplicable: 1, Waived: 1}); r.Counts != want {
		t.Errorf("counts %+v, want %+v", r.Counts, want)
	}
	if r.Verdict != Failed || r.BuildingBlocks[0].Verdict != Failed || r.BuildingBlocks[1].Verdict != Passed {
		t.Errorf("verdicts %s, %s, %s", r.Verdict, r.BuildingBlocks[0].Verdict, r.BuildingBlocks[1].Verdict)
	}
	verdicts := map[string]Verdict{}
	for _, b := range r.BuildingBlocks {
		for _, a := range b.ServiceAPIs {
			verdicts[a.Name] = a.Verdict
		}
	}
	if want := fmt.Sprint(map[string]Verdict{"configuration": Failed, "individual": Inconclusive, "audit": Inconclusive, "data": Waived}); fmt.Sprint(verdicts) != want {
		t.Errorf("service APIs %v, want %v", verdicts, want)
	}
	create := r.BuildingBlocks[0].Operations[0]
	if create.Counts != (Counts{Total: 3, Passed: 2, Failed: 1}) || create.Calls != 5 || create.Findings != 2 {
		t.Errorf("operation %+v", create)
	}
	if r.Deviations[0].Used != 1 || r.Deviations[1].Used != 0 {
		t.Errorf("deviations %+v", r.Deviations)
	}
}

func TestWriterClaimsNoMoreThanItRecorded(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		stated    Verdict
		complete  bool
		scenarios []Verdict
		want      Verdict
	}{
		{"passed", "", true, []Verdict{Passed}, Passed},
		{"passed with a known deviation", "", true, []Verdict{Passed, Waived, NotApplicable}, Passed},
		{"stated too good", Passed, true, []Verdict{Passed, Failed}, Failed},
		{"stated too good, undecided", Passed, true, []Verdict{Passed, Inconclusive}, Inconclusive},
		{"stated worse", Failed, true, []Verdict{Passed}, Failed},
		{"nothing was run", Passed, true, nil, Inconclusive},
		{"nothing passed", "", true, []Verdict{NotApplicable, NotApplicable}, Inconclusive},
		{"only deviations", "", true, []Verdict{Waived}, Inconclusive},
		{"cut short", Passed, false, []Verdict{Passed}, Inconclusive},
		{"cut short after a failure", Passed, false, []Verdict{Failed}, Failed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var scenarios []Scenario
			for i, v := range test.scenarios {
				scenarios = append(scenarios, simple(i, v))
			}
			header := Results{Complete: test.complete, Verdict: test.stated, Sentence: "As stated.", BuildingBlocks: []BuildingBlock{{Name: "consent", Version: "1.1.0"}}}
			r := openSample(t, header, scenarios).Results()
			if r.Verdict != test.want {
				t.Errorf("verdict %s, want %s", r.Verdict, test.want)
			}
			if corrected := r.Sentence != "As stated."; corrected != (test.want != test.stated) {
				t.Errorf("sentence %q", r.Sentence)
			}
		})
	}
}

func TestPlannedScenariosAreNeverMissing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := Create(dir, Results{})
	if err != nil {
		t.Fatal(err)
	}
	planned := []Scenario{simple(0, ""), simple(1, ""), simple(2, "")}
	planned[1].Steps = []Step{{Keyword: "Given", Text: "something", Line: 7}}
	if err := w.Plan(planned); err != nil {
		t.Fatal(err)
	}
	if err := w.Exchange(planned[1].ID, Exchange{Number: 1, Operation: "op"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Scenario(simple(2, Passed)); err != nil {
		t.Fatal(err)
	}
	if err := w.Scenario(simple(2, Failed)); err == nil {
		t.Error("a second outcome was taken")
	}
	if err := w.Close(Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(Results{Complete: true}); err == nil {
		t.Error("closing twice is no error")
	}
	if err := w.Exchange(planned[0].ID, Exchange{Number: 1}); err == nil {
		t.Error("an exchange was taken after the end")
	}
	all := readAll(t, openDir(t, dir))
	if len(all) != 3 || all[0].Verdict != Inconclusive || all[1].Reason != reasonNoEnd || len(all[1].Steps) != 1 || len(all[1].Exchanges) != 1 || all[2].Verdict != Passed {
		t.Errorf("scenarios %+v", all)
	}
}

func TestCreateLeavesNoOldReport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{ResultsName, "junit.xml", "index.html", "notes.txt", JournalName} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Create(dir, Results{})
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
	if want := []string{JournalName, JournalName + ".previous", "notes.txt"}; !slices.Equal(names, want) {
		t.Errorf("the folder holds %v, want %v", names, want)
	}
	if err := w.Close(Results{}); err != nil {
		t.Fatal(err)
	}
}

func TestTwoRunsInOneFolderKeepTheirJournals(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := Create(dir, Results{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := Create(dir, Results{})
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Scenario(simple(0, Passed)); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, JournalName)); err != nil {
		t.Errorf("the first run removed the journal of the second: %v", err)
	}
	if err := second.Close(Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
}

// fullDisk takes a number of bytes and then no more, and writes what still fits, as a real one does.
type fullDisk struct {
	storage
	room int
}

var errFull = errors.New("no space left on device")

func (d *fullDisk) WriteAt(p []byte, at int64) (int, error) {
	if len(p) <= d.room {
		d.room -= len(p)
		return d.storage.WriteAt(p, at)
	}
	n, err := d.storage.WriteAt(p[:d.room], at)
	d.room = 0
	return n, errors.Join(errFull, err)
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := Create(dir, Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if err := w.Exchange(simple(i, "").ID, Exchange{Number: 1, Operation: "op"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Scenario(simple(0, Passed)); err != nil {
		t.Fatal(err)
	}
	disk := &fullDisk{storage: w.journal.file, room: 20}
	w.journal.file = disk
	if err := w.Scenario(simple(1, Failed)); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
	disk.room = 1 << 20 // somebody made room
	if err := w.Scenario(simple(2, Passed)); err != nil {
		t.Errorf("what comes later is not written: %v", err)
	}
	if err := w.Close(Results{Complete: true, Verdict: Passed}); err != nil {
		t.Fatal(err)
	}
	f := openDir(t, dir)
	r := f.Results()
	all := readAll(t, f)
	if r.Complete || r.Verdict != Inconclusive || !strings.Contains(r.Interruption, errFull.Error()) || len(r.Warnings) != 1 {
		t.Errorf("header %+v", r)
	}
	if len(all) != 3 || all[0].Verdict != Passed || all[1].Verdict != Inconclusive || !strings.Contains(all[1].Reason, reasonLost) || len(all[1].Exchanges) != 1 || all[2].Verdict != Passed {
		t.Errorf("scenarios %+v", all)
	}
}

func TestCloseThatCannotWriteKeepsTheJournal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := Create(dir, Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Scenario(simple(0, Passed)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, ResultsName), 0o700); err != nil { // in the way of the rename
		t.Fatal(err)
	}
	err = w.Close(Results{Complete: true})
	if err == nil || !strings.Contains(err.Error(), JournalName) {
		t.Fatalf("error %v", err)
	}
	if err := os.Remove(filepath.Join(dir, ResultsName)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrUnfinished) {
		t.Errorf("error %v, want ErrUnfinished", err)
	}
	if err := Recover(dir); err != nil {
		t.Fatal(err)
	}
	if all := readAll(t, openDir(t, dir)); len(all) != 1 || all[0].Verdict != Passed {
		t.Errorf("recovered %+v", all)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestHeaderStandsBeforeTheScenarios(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(writeSample(t, t.TempDir(), sampleHeader(t), sampleScenarios(t)))
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b) {
		t.Fatal("it is no JSON")
	}
	head, rest, _ := strings.Cut(string(b), "\n  \"scenarios\": [\n")
	if !strings.HasPrefix(head, "{\n  \"format\": \""+Format+"\",\n  \"complete\": true,") || strings.Contains(rest, `"configuration":`) {
		t.Errorf("the document begins with %.200s", head)
	}
	if lines := strings.Count(rest, "\n"); lines != 11+2 {
		t.Errorf("%d lines for 11 scenarios", lines)
	}
}

func TestEndOfARunThatDoesNotSayIt(t *testing.T) {
	t.Parallel()
	r := openSample(t, Results{}, []Scenario{simple(0, Passed)}).Results()
	if want := sampleStart.Add(time.Millisecond); !r.Run.Ended.Equal(want) {
		t.Errorf("ended %v, want %v", r.Run.Ended, want)
	}
}
