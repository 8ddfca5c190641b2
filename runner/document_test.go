package runner

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
	disk "github.com/bbconform/bbconform/reports/record"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/target"
)

// dying keeps a copy of the journal as a process that is killed at the end would leave it.
type dying struct {
	*disk.Writer
	journal, left string
}

func (d *dying) Close(final reports.Results) error {
	text, err := os.ReadFile(d.journal)
	if err == nil {
		err = os.WriteFile(d.left, text, 0o600)
	}
	if err != nil {
		return err
	}
	return d.Writer.Close(final)
}

// TestDocumentsSayWhatTheRunSays holds that verdicts and sentences follow from what is recorded: of a run that ended, its document and the
// one that is recovered of its journal say the same. There is a failure, a known deviation, a part that is not claimed, and an operation at
// fault although no scenario failed by it.
func TestDocumentsSayWhatTheRunSays(t *testing.T) {
	t.Parallel()
	var posts atomic.Int32
	_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		var answer string
		switch {
		case r.Method == http.MethodGet && r.URL.Path == "/toys":
			answer = `[]`
		case r.Method == http.MethodPost && posts.Add(1) == 8:
			answer = `{"id":"toy-1"}`
		default:
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprint(w, answer)
		return true
	})
	const more = `
  @operation:toyRead
  Scenario: A toy is not there
    Given an existing toy
    When "toyRead" is called
    Then the answer is 404 and conforms to the contract
`
	dir, killed := t.TempDir(), t.TempDir()
	o, _ := runOf(t, server.URL, toys.WholeFeature+more, func(o *Options) {
		o.Concurrency = 1
		o.Target.BuildingBlocks["toys"].Deviations = []target.Deviation{{ID: "T-1", Operation: "toyList", Reason: "Lists are coming.", Owner: "R. Person", Expires: target.Date{Year: 9999, Month: 1, Day: 1}}}
		o.Target.BuildingBlocks["toys"].NotClaimed = []target.NotClaimed{{ServiceAPI: "throwing", Reason: "Kept for ever."}}
		o.Record = func(header reports.Results) (Recorder, error) {
			w, err := disk.Create(dir, header)
			return &dying{w, filepath.Join(dir, reports.JournalName), filepath.Join(killed, reports.JournalName)}, err
		}
	})
	said := mustRun(t, o).Results
	const want = "Not conformant: 1 of 6 scenarios failed, at the operations toyCreate and toyRead. 1 scenario could not be decided. 1 scenario is not applicable."
	if said.Verdict != reports.Failed || said.Sentence != want {
		t.Errorf("%s: %s", said.Verdict, said.Sentence)
	}
	if err := disk.Recover(killed); err != nil {
		t.Fatal(err)
	}
	for name, folder := range map[string]string{"of the run": dir, "recovered": killed} {
		f, err := disk.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := f.Verify(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		r := f.Results()
		if diff := cmp.Diff(said.BuildingBlocks, r.BuildingBlocks); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if r.Counts != said.Counts || r.Verdict != said.Verdict || !strings.HasPrefix(r.Sentence, want) || !slices.Equal(r.Deviations, said.Deviations) {
			t.Errorf("%s: %s: %s, %+v", name, r.Verdict, r.Sentence, r.Deviations)
		}
		if r.Complete == (name == "recovered") || strings.Contains(r.Sentence, "The run was cut short: its process ended") == r.Complete {
			t.Errorf("%s: complete %v: %s", name, r.Complete, r.Sentence)
		}
		if uris := f.Sources(); !slices.Equal(uris, []string{"features/toys/a.feature"}) {
			t.Errorf("%s: sources %v", name, uris)
		}
	}
}
