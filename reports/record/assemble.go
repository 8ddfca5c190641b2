package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/verdict"
)

// Reasons of scenarios that have no outcome of their own.
const (
	reasonNoEnd = "the run ended before this scenario did"
	reasonLost  = "its outcome could not be written to disk: "
)

// assemble writes the result document: the header first, so that a reader can tell at once what it has before it,
// then the scenarios in the order of the plan, one a line. Exchanges are copied from the journal as they lie there.
func assemble(path string, header reports.Results, j *journal, r *record) error {
	outcomes := r.sorted()
	for _, o := range outcomes {
		if o.verdict == "" { // nothing was decided, so nothing may look as if it was
			o.verdict, o.deviation = reports.Inconclusive, ""
		}
	}
	if header.Format == "" {
		header.Format = reports.Format
	}
	if header.Run.Ended.IsZero() {
		header.Run.Ended = r.latest
	}
	verdict.Conclude(&header, tallyOf(outcomes))

	return WriteAtomically(path, func(w io.Writer) error {
		b := new(bytes.Buffer)
		e := json.NewEncoder(b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(header); err != nil {
			return fmt.Errorf("encode the header: %w", err)
		}
		head := bytes.TrimSuffix(bytes.TrimRight(b.Bytes(), "\n"), []byte("\n}"))
		if _, err := fmt.Fprintf(w, "%s,\n  \"scenarios\": [", head); err != nil {
			return err
		}
		separator := "\n"
		for _, o := range outcomes {
			if _, err := io.WriteString(w, separator); err != nil {
				return err
			}
			if err := assembleScenario(w, o, j); err != nil {
				return fmt.Errorf("scenario %s: %w", o.id, err)
			}
			separator = ",\n"
		}
		_, err := io.WriteString(w, "\n  ]\n}\n")
		return err
	})
}

// tallyOf counts the outcomes of a run.
func tallyOf(outcomes []*outcome) *verdict.Tally {
	t := verdict.NewTally()
	for _, o := range outcomes {
		t.Add(o.block, o.serviceAPI, o.operation, o.deviation, o.verdict)
		for op, n := range o.calls {
			t.AddAnswers(o.block, op, n, 0)
		}
		for op, n := range o.findings {
			t.AddAnswers(o.block, op, 0, n)
		}
	}
	return t
}

// assembleScenario writes one scenario in one line, its exchanges last.
func assembleScenario(w io.Writer, o *outcome, j *journal) error {
	if o.scenario.length > 0 {
		// the closing brace makes room for the exchanges
		if err := j.copyTo(w, extent{o.scenario.offset, o.scenario.length - 1}); err != nil {
			return err
		}
	} else {
		b, err := undecided(o, j)
		if err != nil {
			return err
		}
		if _, err := w.Write(b[:len(b)-1]); err != nil {
			return err
		}
	}
	if len(o.exchanges) > 0 {
		separator := `,"exchanges":[`
		for _, e := range o.exchanges {
			if _, err := io.WriteString(w, separator); err != nil {
				return err
			}
			if err := j.copyTo(w, e.extent); err != nil {
				return err
			}
			separator = ","
		}
		if _, err := io.WriteString(w, "]"); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "}")
	return err
}

// undecided is the outcome of a scenario that has none: what the plan says of it, and why nothing more is known.
func undecided(o *outcome, j *journal) ([]byte, error) {
	s := reports.Scenario{ID: o.id, Name: o.id, Order: o.order, BuildingBlock: o.block, ServiceAPI: o.serviceAPI, Operation: o.operation}
	if o.planned.length > 0 {
		if err := j.decode(o.planned, &s); err != nil {
			return nil, fmt.Errorf("read its plan: %w", err)
		}
	}
	s.Verdict, s.Reason, s.Deviation = reports.Inconclusive, reasonNoEnd, ""
	if o.lost != "" {
		s.Reason = reasonLost + o.lost
	}
	if s.Steps == nil {
		s.Steps = []reports.Step{}
	}
	b := new(bytes.Buffer)
	err := encode(b, s)
	return b.Bytes(), err
}

// WriteAtomically writes a file whole or not at all: readers see the old one or the new one.
func WriteAtomically(path string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(temp, 64<<10)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = temp.Sync() // a rename that survives a power cut must not lead to an empty file
	}
	err = errors.Join(err, temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}
