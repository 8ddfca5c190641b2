package reports

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// survey reads the document once before anything is made of it. It holds the header against the scenarios: renderings
// show counts of both, and a document whose counts do not agree with its scenarios was changed by hand. And it measures
// how much evidence there is.
func (f *File) survey() error {
	f.surveyed.Do(func() { f.mismatch = f.compare() })
	return f.mismatch
}

func (f *File) compare() error {
	t := newTally()
	seen := map[string]bool{}
	f.sizes = newEstimate()
	var exchanges []exchangeSizes
	measured := func(d *jsontext.Decoder, s *Scenario) error {
		light := struct {
			*Scenario
			Exchanges []exchangeSizes `json:"exchanges"`
		}{Scenario: s}
		err := json.UnmarshalDecode(d, &light)
		exchanges = light.Exchanges
		return err
	}
	for s, err := range f.each(measured) {
		if err != nil {
			return err
		}
		f.sizes.add(&s, exchanges)
		if seen[s.ID] {
			return fmt.Errorf("%s: two scenarios have the id %s: make the report again from a run", f.path, quoted(s.ID))
		}
		seen[s.ID] = true
		t.add(s.BuildingBlock, s.ServiceAPI, s.Operation, s.Deviation, s.Verdict)
	}
	r := f.header
	conclude(&r, t)
	what := ""
	switch {
	case r.Counts != f.header.Counts:
		what = "counts"
	case r.Verdict != f.header.Verdict:
		what = "verdict"
	}
	for i, b := range r.BuildingBlocks {
		h := f.header.BuildingBlocks[i]
		switch {
		case b.Counts != h.Counts:
			what = "counts of " + b.Ref()
		case b.Verdict != h.Verdict:
			what = "verdict on " + b.Ref()
		}
		for j, a := range b.ServiceAPIs {
			if a.Counts != h.ServiceAPIs[j].Counts {
				what = "counts of service API " + a.Name
			}
		}
		for j, o := range b.Operations {
			if o.Counts != h.Operations[j].Counts {
				what = "counts of operation " + o.ID
			}
		}
	}
	if what != "" {
		return fmt.Errorf("%s: its %s are not those of its scenarios, so it was changed after the run: make the report again from a run", f.path, Visible(what))
	}
	return nil
}
