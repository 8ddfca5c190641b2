package page

import (
	"cmp"
	"fmt"
	"html/template"
	"io"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/spool"
	"github.com/bbconform/bbconform/reports/phrase"
)

// page is everything that the templates need. Foreign strings in Results are made visible by the templates' function. What is shown of the
// scenarios lies in the spool, and is pasted where it belongs.
type page struct {
	*reports.Results
	Title        string
	Guide        []term
	Bar          []segment
	Blocks       []blockView
	Failures     []*group // by operation at fault
	Proven       []proof  // operations at fault although no scenario failed by them
	Inconclusive []*group // by reason
	NotClaimed   []*group // by reason
	Waived       spool.Pieces
	Passed       []*group // by feature
	NotTested    []reports.NotTested
	Errata       []erratumView
	Config       []setting
	Shortened    bool

	spool *spool.Spool
	out   io.Writer
}

// Paste writes pieces at the place in the page where a template asks for it: a template writes as it goes.
func (p *page) Paste(pieces spool.Pieces) (string, error) { return "", pieces.WriteTo(p.out, p.spool) }

// fewFailures is the number up to which the evidence of failures is shown without a click.
const fewFailures = 12

// builder makes the page. It takes as much evidence as its budget allows.
type builder struct {
	templates *template.Template
	header    *reports.Results
	budget    budget
	spool     *spool.Spool
	cards     *cards
	passes    *passWriter
	proofs    proofs
	failure   string // template of a failure

	failures, inconclusive, notClaimed, passed groups
	waived                                     spool.Pieces
}

func newBuilder(r *reports.Results, b budget, scratch string) (*builder, error) {
	templates, err := htmlTemplates()
	if err != nil {
		return nil, err
	}
	failure := "problem"
	if r.Counts.Failed <= fewFailures {
		failure = "openproblem"
	}
	return &builder{
		templates: templates, header: r, budget: b, spool: spool.New(scratch, sizeLimit),
		cards: newCards(b, r), passes: newPassWriter(b, r), proofs: proofs{}, failure: failure,
	}, nil
}

// add takes one scenario.
func (b *builder) add(s *reports.Scenario) error {
	if s.Verdict == reports.Passed {
		g := b.passed.of(s.BuildingBlock, s.File, s.Feature)
		if g.Count() == 0 {
			g.Title, g.About, g.Verdict = reports.Visible(s.Feature), reports.Visible(s.BuildingBlock), reports.Passed
		}
		since := b.spool.Size()
		anchor := b.cards.anchor(s.ID)
		if err := b.passes.entry(b.spool, s, anchor); err != nil {
			return err
		}
		g.Cards.Add(b.spool, since)
		return b.prove(s, anchor, cmp.Or(s.Title(), reports.Visible(s.ID)))
	}
	v := b.cards.card(s)
	if err := b.show(s, &v); err != nil {
		return err
	}
	if s.Verdict == reports.Failed {
		return nil
	}
	return b.prove(s, v.Anchor, v.Name)
}

// show puts a scenario that did not pass where it belongs.
func (b *builder) show(s *reports.Scenario, v *card) error {
	switch s.Verdict {
	case reports.Failed:
		if len(v.Faults) > 0 {
			v.Reason = "" // the details say it, and where
		}
		g := b.failures.of(v.Block, v.atFault)
		g.block, g.atFault, g.Verdict = v.Block, v.atFault, reports.Failed
		return b.put(&g.Cards, b.failure, v)
	case reports.Waived:
		return b.put(&b.waived, "problem", v)
	case reports.NotApplicable:
		g, err := b.ofReason(&b.notClaimed, v)
		if err != nil {
			return err
		}
		return b.put(&g.Cards, "notclaimed", v)
	}
	g, err := b.ofReason(&b.inconclusive, v)
	if err != nil {
		return err
	}
	switch {
	case !v.began:
		return b.put(&g.Names, "name", v)
	case b.budget.alike > 0 && g.Cards.Count >= b.budget.alike:
		return b.put(&g.Alike, "name", v)
	}
	return b.put(&g.Cards, "problem", v)
}

// ofReason is the group of a scenario's reason, which is said once.
func (b *builder) ofReason(groups *groups, v *card) (*group, error) {
	g := groups.of(v.Reason)
	if g.Count() == 0 {
		g.Verdict = v.Verdict
		if err := b.put(&g.Heading, "text", cmp.Or(phrase.Capital(v.Reason), "No reason was given")); err != nil {
			return nil, err
		}
	}
	v.Reason = "" // the heading says it
	return g, nil
}

// put executes a template and keeps what it makes as a further piece.
func (b *builder) put(pieces *spool.Pieces, name string, data any) error {
	since := b.spool.Size()
	if err := b.templates.ExecuteTemplate(b.spool, name, data); err != nil {
		return err
	}
	pieces.Add(b.spool, since)
	return nil
}

// write writes the page when all scenarios are in it.
func (b *builder) write(w io.Writer) error {
	r := b.header
	p := &page{
		Results: r, Title: fmt.Sprintf("%s: %s, conformance report", r.Verdict.Label(), reports.Visible(r.Target.Name())),
		Guide: glossary, Bar: bar(r.Counts), Shortened: b.budget != budgets[0],
		Failures: byOperation(b.failures, r), Inconclusive: bySize(b.inconclusive), NotClaimed: bySize(b.notClaimed), Passed: byFeature(b.passed, r),
		Waived: b.waived, Config: settings(r.Configuration), spool: b.spool, out: w,
	}
	p.Proven = b.proofs.of(r, p.Failures)
	p.describeBlocks()
	return b.templates.ExecuteTemplate(w, "report.tmpl", p)
}
