package scenario

import (
	"context"
	"strconv"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
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

// pager reads a list page by page, through whichever parameters the contract has for that.
type pager struct {
	*Observer
	operation string
	listPath  string // empty: the answer, or the one list in it
	bindings  Bindings
	size      int
	purpose   exchange.Purpose
	lenient   bool // an answer that does not conform to the contract is read all the same

	pages int // that were read
	first int // entries on the first of them
}

func (o *Observer) pager(operation, listPath string, bindings Bindings, size int, purpose exchange.Purpose) *pager {
	return &pager{Observer: o, operation: operation, listPath: listPath, bindings: bindings, size: size, purpose: purpose}
}

// read calls take with each page until it returns false or the list ends.
func (p *pager) read(ctx context.Context, take func(*Answer, []gjson.Result) bool) error {
	previous, total := "", 0
	for p.pages = 0; ; {
		d, err := p.provisioner.draft(p.operation, p.bindings)
		if err != nil {
			return err
		}
		paging, paged := request.PagingOf(d.Operation)
		if paged {
			at := total
			if paging.ByPage {
				at = p.pages + 1
			}
			if err := setPage(d, at, p.size); err != nil {
				return err
			}
		}
		b, err := p.provisioner.prepare(ctx, d, p.bindings, false)
		if err != nil {
			return err
		}
		want := WantAccepted
		if p.pages > 0 {
			want = WantEither // some refuse a page beyond the last
		}
		a, err := p.page(ctx, b, want)
		if err != nil {
			return err
		}
		if !a.Accepted() {
			return limited(a)
		}
		list := a.List(p.listPath)
		if !list.IsArray() {
			return p.judge.noList(a, p.purpose, p.listPath, list)
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
			return verdict.Inconclusivef("the list of %s has more than %d pages: a target with less in it is needed", p.operation, maxPages)
		}
		previous = list.Raw
	}
}

// page sends the request of a page.
func (p *pager) page(ctx context.Context, b *Prepared, want Want) (*Answer, error) {
	if !p.lenient {
		return p.caller.call(ctx, b, p.purpose, want)
	}
	x, err := p.caller.send(ctx, b, p.purpose)
	if err != nil {
		return nil, err
	}
	a := newAnswer(b, x)
	if x.Err != nil || x.TooLarge || !a.Accepted() && want == WantAccepted {
		return p.judge.judge(b, x, want)
	}
	p.judge.noteContract(b, x)
	return a, nil
}

// ends reports whether a page is the last one. A page with fewer entries than were asked for need not be, as a target may cap the
// size of its pages.
func (p *pager) ends(a *Answer, entries int, byPage bool) bool {
	next := a.At("next")
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

// noList fails on an answer that should hold a list.
func (j *Judge) noList(a *Answer, purpose exchange.Purpose, location string, value gjson.Result) error {
	return j.record.Blame(purpose, a.Exchange.Number, specs.Finding{
		Code: "missing-field", Operation: a.Operation(), Location: location, Expected: "a list", Actual: values.Shown(value), Message: "the answer holds no list",
	})
}

// all reads every page.
func (p *pager) all(ctx context.Context) (*Pages, error) {
	read := &Pages{Operation: p.operation, again: p.all}
	err := p.read(ctx, func(a *Answer, entries []gjson.Result) bool {
		read.read++
		if len(entries) > 0 {
			read.Pages = append(read.Pages, entries)
		}
		if len(entries) > 0 || read.Last == nil {
			read.Last = a
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	return read, nil
}
