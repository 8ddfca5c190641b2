package record_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// fullDisk takes a number of bytes and then no more, and writes what still fits, as a real one does.
type fullDisk struct {
	record.Storage
	room int
}

var errFull = errors.New("no space left on device")

func (d *fullDisk) WriteAt(p []byte, at int64) (int, error) {
	if len(p) <= d.room {
		d.room -= len(p)
		return d.Storage.WriteAt(p, at)
	}
	n, err := d.Storage.WriteAt(p[:d.room], at)
	d.room = 0
	return n, errors.Join(errFull, err)
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w, err := record.Create(dir, reports.Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if err := w.Exchange(sample.Simple(i, "").ID, reports.Exchange{Number: 1, Operation: "op"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Scenario(sample.Simple(0, reports.Passed)); err != nil {
		t.Fatal(err)
	}
	disk := &fullDisk{room: 20}
	w.WrapStorage(func(s record.Storage) record.Storage { disk.Storage = s; return disk })
	if err := w.Scenario(sample.Simple(1, reports.Failed)); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
	disk.room = 1 << 20 // somebody made room
	if err := w.Scenario(sample.Simple(2, reports.Passed)); err != nil {
		t.Errorf("what comes later is not written: %v", err)
	}
	if err := w.Close(reports.Results{Complete: true, Verdict: reports.Passed}); err != nil {
		t.Fatal(err)
	}
	f := sample.OpenDir(t, dir)
	r := f.Results()
	all := sample.ReadAll(t, f)
	if r.Complete || r.Verdict != reports.Inconclusive || !strings.Contains(r.Interruption, errFull.Error()) || len(r.Warnings) != 1 {
		t.Errorf("header %+v", r)
	}
	if len(all) != 3 || all[0].Verdict != reports.Passed || all[1].Verdict != reports.Inconclusive || !strings.Contains(all[1].Reason, record.ReasonLost) || len(all[1].Exchanges) != 1 || all[2].Verdict != reports.Passed {
		t.Errorf("scenarios %+v", all)
	}
}
