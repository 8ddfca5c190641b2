package steps

import (
	"context"
	"slices"
	"strconv"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

const (
	searchSize = 100   // entries a page, where a list is searched
	maxPages   = 1_000 // of one list

	// What others add or remove while a list is being read moves entries to a page that was read before, or to two pages. So a list
	// that does not hold what it should is read again, until it holds it, or stands still: what is wrong then is wrong with the list.
	maxReadings = 10
)

// pages are the pages of a list that was read whole.
type pages struct {
	operation string
	read      int              // how many, the empty one at the end included
	entries   [][]gjson.Result // of each page that has any
	last      *answer          // the last of these, or else the first of all
	again     func(context.Context) (*pages, error)
}

// pager reads a list page by page, through whichever parameters the contract has for that.
type pager struct {
	s         *Scenario
	operation string
	listPath  string // empty: the answer, or the one list in it
	bindings  *bindings
	size      int
	purpose   exchange.Purpose
	unjudged  bool // an answer that does not conform to the contract is read all the same

	pages int // that were read
	first int // entries on the first of them
}

// setPage asks for a page of a list: where it starts, and how many entries it has.
func setPage(d *request.Draft, start, size int) error {
	paging, _ := request.PagingOf(d.Operation)
	for _, value := range []struct {
		name string
		n    int
	}{{paging.Start, start}, {paging.Size, size}} {
		field, err := request.FieldOf(d.Operation, specs.InQuery, value.name)
		if err != nil {
			return err
		}
		d.Set(field, strconv.Itoa(value.n))
	}
	return nil
}

// call sends the request of a page.
func (p *pager) call(ctx context.Context, b *preparedRequest, want want) (*answer, error) {
	if !p.unjudged {
		return p.s.call(ctx, b, p.purpose, want)
	}
	x, err := p.s.send(ctx, b, p.purpose)
	if err != nil {
		return nil, err
	}
	a := &answer{prepared: b, exchange: x, json: x.Err == nil && values.IsJSON(x.Body)}
	if x.Err != nil || x.TooLarge || !a.accepted() && want == wantAccepted {
		return p.s.judge(b, x, want)
	}
	p.s.noteContract(b, x)
	return a, nil
}

// read calls take with each page until it returns false or the list ends.
func (p *pager) read(ctx context.Context, take func(*answer, []gjson.Result) bool) error {
	op, err := p.s.operation(p.operation)
	if err != nil {
		return err
	}
	paging, paged := request.PagingOf(op)
	previous, total := "", 0
	for p.pages = 0; ; {
		d, err := p.s.newDraft(op)
		if err != nil {
			return err
		}
		if paged {
			at := total
			if paging.ByPage {
				at = p.pages + 1
			}
			if err := setPage(d, at, p.size); err != nil {
				return err
			}
		}
		b, err := p.s.build(ctx, d, p.bindings, withoutFaults)
		if err != nil {
			return err
		}
		want := wantAccepted
		if p.pages > 0 {
			want = wantEither // some refuse a page beyond the last
		}
		a, err := p.call(ctx, b, want)
		if err != nil {
			return err
		}
		if !a.accepted() {
			return limited(a)
		}
		list := a.at(p.listPath)
		if p.listPath == "" {
			list = onlyList(a)
		}
		if !list.IsArray() {
			return p.s.blame(p.purpose, a.exchange.Number, specs.Finding{
				Code: "missing-field", Operation: op.ID, Location: p.listPath, Expected: "a list", Actual: values.Shown(list), Message: "the answer holds no list",
			})
		}
		entries := list.Array()
		if p.pages++; p.pages == 1 {
			p.first = len(entries)
		}
		total += len(entries)
		more := take(a, entries)
		if !more || !paged || p.ends(a, len(entries), paging.ByPage) || list.Raw == previous {
			return nil
		}
		if p.pages == maxPages {
			return verdict.Inconclusivef("the list of %s has more than %d pages: a target with less in it is needed", op.ID, maxPages)
		}
		previous = list.Raw
	}
}

// ends reports whether a page is the last one. A page with fewer entries than were asked for need not be, as a target may cap the
// size of its pages.
func (p *pager) ends(a *answer, entries int, byPage bool) bool {
	next := a.at("next")
	switch {
	case entries == 0:
		return true
	case byPage && next.Exists():
		return !values.Present(next) || next.Type == gjson.String && next.Str == ""
	case entries >= p.size:
		return false
	}
	return p.pages > 1 && entries < p.first // all but the last one are filled as much as the first
}

func everyPageIsRead(ctx context.Context, s *Scenario, a language.Args) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	op, err := s.operation(a.Get("operation"))
	if err != nil {
		return err
	}
	if err := request.CheckPaging(op); err != nil {
		return err
	}
	size := a.Count()
	if size < 1 {
		return verdict.SuiteFaultf("a page has at least one entry")
	}
	listPath := ""
	for _, spec := range s.block.Resources {
		if spec.List == op.ID {
			listPath = spec.ListPath
		}
	}
	d, err := s.newDraft(op)
	if err != nil {
		return err
	}
	if _, err := s.build(ctx, d, s.bindings(), withoutFaults); err != nil { // what the request refers to is made first
		return err
	}
	if err := s.takeBaselines(ctx); err != nil {
		return err
	}
	s.setIt(nil)
	p := &pager{s: s, operation: op.ID, listPath: listPath, bindings: s.bindings(), size: size, purpose: exchange.Testing}
	s.pages, err = p.all(ctx)
	if err != nil {
		return err
	}
	s.last = s.pages.last
	return nil
}

// all reads every page.
func (p *pager) all(ctx context.Context) (*pages, error) {
	read := &pages{operation: p.operation, again: p.all}
	err := p.read(ctx, func(a *answer, entries []gjson.Result) bool {
		read.read++
		if len(entries) > 0 {
			read.entries = append(read.entries, entries)
		}
		if len(entries) > 0 || read.last == nil {
			read.last = a
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	return read, nil
}

// readUntilHeld returns all entries. The pages are read again while they do not hold each of some instances of a kind exactly once.
func (s *Scenario) readUntilHeld(ctx context.Context, instances ...*instance) ([]gjson.Result, error) {
	var before []string
	for readings := 1; ; readings++ {
		entries, err := s.allPages()
		held := !slices.ContainsFunc(instances, func(inst *instance) bool { return count(entries, inst.isEntryOf) != 1 })
		if err != nil || held || readings == maxReadings || s.pages.read < 2 {
			return entries, err
		}
		now := instances[0].identifiers(entries)
		if slices.Equal(now, before) {
			return entries, nil
		}
		before = now
		if s.pages, err = s.pages.again(ctx); err != nil {
			return nil, err
		}
		s.last = s.pages.last
	}
}

// identifiers are those of the entries of a list of instances of the same kind, or else the entries themselves.
func (inst *instance) identifiers(entries []gjson.Result) []string {
	ids := make([]string, len(entries))
	for i, entry := range entries {
		ids[i] = entry.Raw
		if id := entry.Get(inst.spec.ListID); inst.spec.ListID != "" && id.Exists() {
			ids[i] = id.Raw
		}
	}
	return ids
}

// allPages returns the entries of the pages that were read.
func (s *Scenario) allPages() ([]gjson.Result, error) {
	if s.pages == nil {
		return nil, verdict.SuiteFaultf("no pages were read")
	}
	var all []gjson.Result
	for _, entries := range s.pages.entries {
		all = append(all, entries...)
	}
	return all, nil
}

func pagesHoldEach(ctx context.Context, s *Scenario, a language.Args) error {
	name, _, err := s.resource(a.Get("resources"))
	if err != nil {
		return err
	}
	if len(s.ofKind(name).all) == 0 {
		return verdict.SuiteFaultf("the scenario made no %s", a.Get("resources"))
	}
	instances := slices.DeleteFunc(slices.Clone(s.ofKind(name).all), func(inst *instance) bool { return inst.removed })
	entries, err := s.readUntilHeld(ctx, instances...)
	if err != nil {
		return err
	}
	for _, inst := range instances {
		if err := s.onPages(inst, entries); err != nil {
			return err
		}
	}
	return nil
}

// pagesHoldAtMost is pagesHold where the specification leaves open whether the list holds the instance at all.
func pagesHoldAtMost(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := s.toCompare(a)
	if err != nil {
		return err
	}
	entries, err := s.allPages()
	if err != nil {
		return err
	}
	if count(entries, inst.isEntryOf) > 0 {
		return pagesHold(ctx, s, a)
	}
	r := s.pagesRead()
	s.note(Check{What: r.what(), Expected: "the " + inst.kind + " " + inst.id + ", at most once", Actual: "found " + values.Times(0), Passed: true})
	return nil
}

func pagesHold(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := s.toCompare(a)
	if err != nil {
		return err
	}
	entries, err := s.readUntilHeld(ctx, inst)
	if err != nil {
		return err
	}
	if err := s.onPages(inst, entries); err != nil || !a.Has("as") {
		return err
	}
	return s.asItReads(ctx, s.pagesRead(), inst, entries, a.Fields("fields"))
}

// pagesRead is the pages as something that checks speak of.
func (s *Scenario) pagesRead() reading {
	return reading{answer: s.pages.last, location: "pages of " + s.pages.operation}
}

func (s *Scenario) onPages(inst *instance, entries []gjson.Result) error {
	return s.listHolds(s.pagesRead(), "the "+inst.kind+" "+inst.id, count(entries, inst.isEntryOf), true)
}

func pagesAreBounded(_ context.Context, s *Scenario, a language.Args) error {
	entries, err := s.allPages()
	if err != nil {
		return err
	}
	largest := 0
	for _, page := range s.pages.entries {
		largest = max(largest, len(page))
	}
	n := a.Count()
	return s.expect(s.pages.last, Check{
		What: "pages of " + s.pages.operation, Expected: "entries, at most " + strconv.Itoa(n) + " a page",
		Actual: values.Plural(len(entries), "entry", "entries") + ", at most " + strconv.Itoa(largest) + " a page", Passed: len(entries) > 0 && largest <= n,
	}, specs.Finding{Code: "wrong-count", Message: "a page holds more entries than were asked for"})
}
