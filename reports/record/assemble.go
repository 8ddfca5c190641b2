package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/verdict"
)

// Reasons of scenarios that have no outcome of their own.
const (
	reasonNoEnd = "the run ended before this scenario did"
	reasonLost  = "its outcome could not be written to disk: "
)

// assemble writes the result document: the header first, so that a reader can tell at once what it has before it, then the sources, and
// then the scenarios in the order of the plan, one a line. Sources, outcomes and exchanges are copied from the journal as they lie there.
func assemble(path string, header reports.Results, j *journal, sources []source, x *index) error {
	if err := x.finish(j); err != nil {
		return err
	}
	header.Format, header.Sources = reports.Format, nil
	if header.Run.Ended.IsZero() {
		header.Run.Ended = x.latest
	}
	complete(&header)
	verdict.Conclude(&header, x.tally)

	return WriteAtomically(path, func(w io.Writer) error {
		if err := assembleHeader(w, header); err != nil {
			return err
		}
		if len(sources) > 0 {
			if err := assembleList(w, "sources", sources, func(s source) error { return j.copyTo(w, s.at) }); err != nil {
				return err
			}
		}
		if err := assembleList(w, "scenarios", x.entries, func(e *entry) error { return x.assembleScenario(w, e, j) }); err != nil {
			return err
		}
		_, err := io.WriteString(w, "\n}\n")
		return err
	})
}

// complete gives a header the members that a document always has.
func complete(header *reports.Results) {
	header.BuildingBlocks = append([]reports.BuildingBlock{}, header.BuildingBlocks...) // the caller's stay as they are
	for i := range header.BuildingBlocks {
		b := &header.BuildingBlocks[i]
		b.Contracts = append([]reports.Contract{}, b.Contracts...)
		b.ServiceAPIs = append([]reports.ServiceAPI{}, b.ServiceAPIs...)
		b.Operations = append([]reports.Operation{}, b.Operations...)
		if b.URLs == nil {
			b.URLs = map[string]string{}
		}
	}
}

// assembleHeader writes everything up to the first list, without the brace that closes the document.
func assembleHeader(w io.Writer, header reports.Results) error {
	b := new(bytes.Buffer)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(header); err != nil {
		return fmt.Errorf("encode the header: %w", err)
	}
	_, err := w.Write(bytes.TrimSuffix(bytes.TrimRight(b.Bytes(), "\n"), []byte("\n}")))
	return err
}

// assembleList writes a member of the document that is a list, one entry a line.
func assembleList[T any](w io.Writer, name string, all []T, write func(T) error) error {
	if _, err := fmt.Fprintf(w, ",\n  %q: [", name); err != nil {
		return err
	}
	separator := "\n"
	for _, one := range all {
		if _, err := io.WriteString(w, separator); err != nil {
			return err
		}
		if err := write(one); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		separator = ",\n"
	}
	_, err := io.WriteString(w, "\n  ]")
	return err
}

// assembleScenario writes one scenario in one line, its exchanges last.
func (x *index) assembleScenario(w io.Writer, e *entry, j *journal) error {
	if e.ended {
		// the closing brace makes room for the exchanges
		if err := j.copyTo(w, extent{e.at.offset, e.at.length - 1}); err != nil {
			return err
		}
	} else {
		s, err := x.undecided(e, j)
		if err != nil {
			return err
		}
		b := new(bytes.Buffer)
		if err := encode(b, s); err != nil {
			return err
		}
		if _, err := w.Write(b.Bytes()[:b.Len()-1]); err != nil {
			return err
		}
	}
	separator := `,"exchanges":[`
	for _, at := range e.sent.list() {
		if _, err := io.WriteString(w, separator); err != nil {
			return err
		}
		if err := j.copyTo(w, at.extent); err != nil {
			return err
		}
		separator = ","
	}
	end := "}"
	if len(e.sent) > 0 {
		end = "]}"
	}
	_, err := io.WriteString(w, end)
	return err
}

// undecided is the outcome of a scenario that has none: what the plan says of it, and why nothing more is known. Nothing was decided, so
// nothing may look as if it was.
func (x *index) undecided(e *entry, j *journal) (reports.Scenario, error) {
	s := reports.Scenario{ID: e.id, Name: e.id, Order: int(e.order), BuildingBlock: x.names.list[e.block]}
	if e.at.length > 0 {
		if err := j.decode(e.at, &s); err != nil {
			return s, fmt.Errorf("read its plan: %w", err)
		}
	}
	s.Verdict, s.Reason, s.Deviation, s.Findings, s.Exchanges = reports.Inconclusive, reasonNoEnd, "", nil, nil
	if why := x.lost[e]; why != "" {
		s.Reason = reasonLost + why
	}
	if s.Steps == nil {
		s.Steps = []reports.Step{}
	}
	for i := range s.Steps {
		s.Steps[i].Verdict = ""
	}
	return s, nil
}
