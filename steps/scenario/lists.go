package scenario

import (
	"context"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Lists reads lists for sentences: page by page, or from an entry on. Their answers become "it".
type Lists struct {
	provisioner *Provisioner
	observer    *Observer
	baselines   *baselines
	caller      *caller
	it          *It
}

// ReadPages reads the list of an operation page by page. "It" is the last page.
func (l *Lists) ReadPages(ctx context.Context, operation string, size int) error {
	if err := l.it.Resolve(); err != nil {
		return err
	}
	d, err := l.provisioner.subject.draft(operation)
	if err != nil {
		return err
	}
	if err := request.CheckPaging(d.Operation); err != nil {
		return err
	}
	if size < 1 {
		return verdict.SuiteFaultf("a page has at least one entry")
	}
	if _, err := l.provisioner.prepare(ctx, d, Bindings{}, false); err != nil { // what the request refers to is made first
		return err
	}
	if err := l.baselines.take(ctx); err != nil {
		return err
	}
	l.it.set(spoken{})
	pages, err := l.observer.pager(operation, l.listPathOf(operation), Bindings{}, size, exchange.Testing).all(ctx)
	if err != nil {
		return err
	}
	l.it.set(spoken{Answer: pages.Last, Pages: pages})
	return nil
}

// listPathOf is where the answer of a list operation has its list, as far as a kind of instances says so.
func (l *Lists) listPathOf(operation string) string {
	for _, kind := range l.provisioner.subject.kinds() {
		if spec := l.provisioner.subject.block.Resources[kind]; spec.List == operation {
			return spec.ListPath
		}
	}
	return ""
}

// Pages returns the pages that were read last.
func (l *Lists) Pages() (*Pages, error) {
	if l.it.Pages == nil {
		return nil, verdict.SuiteFaultf("no pages were read")
	}
	return l.it.Pages, nil
}

// PagesThatHold returns the pages that were read last. They are read again while they do not hold each of some instances of a kind
// exactly once, and others change the list.
func (l *Lists) PagesThatHold(ctx context.Context, instances ...*Instance) (*Pages, error) {
	var before []string
	for readings := 1; ; readings++ {
		pages, err := l.Pages()
		if err != nil {
			return nil, err
		}
		entries := pages.Entries()
		held := !slices.ContainsFunc(instances, func(inst *Instance) bool { return Count(entries, inst.IsEntry) != 1 })
		if held || pages.read < 2 {
			return pages, nil
		}
		now := identifiers(instances[0].Spec, entries)
		if slices.Equal(now, before) {
			return pages, nil
		}
		if readings == maxReadings {
			l.observer.judge.record.unsettled()
			return pages, nil
		}
		before = now
		if pages, err = pages.again(ctx); err != nil {
			return nil, err
		}
		l.it.set(spoken{Answer: pages.Last, Pages: pages})
	}
}

// stableReadings is how often a list must have begun with the same entries before and after a reading that does not fit them, before
// that is held against it: what others put at its beginning in between may be gone when it is read again.
const stableReadings = 4

// ReadFromSecond reads the first two entries of a list, and one entry from the second on, which becomes "it". Others may use
// the list too: what it begins with is read before and after, and where both differ from what is to be compared, that says nothing.
func (l *Lists) ReadFromSecond(ctx context.Context, operation string) error {
	if err := l.it.Resolve(); err != nil {
		return err
	}
	op, err := l.provisioner.subject.operation(operation)
	if err != nil {
		return err
	}
	if err := request.CheckOffset(op); err != nil {
		return err
	}
	if err := l.baselines.take(ctx); err != nil {
		return err
	}
	l.it.set(spoken{})
	stable := 0
	for range maxReadings {
		head, _, err := l.slice(ctx, op, 0, 2)
		if err != nil {
			return err
		}
		entries, a, err := l.slice(ctx, op, 1, 1)
		if err != nil {
			return err
		}
		again, _, err := l.slice(ctx, op, 0, 2)
		if err != nil {
			return err
		}
		switch {
		case IsSecond(head, entries):
			l.it.set(spoken{Answer: a, Slice: head})
			return nil
		case IsSecond(again, entries):
			l.it.set(spoken{Answer: a, Slice: again})
			return nil
		case sameEntries(head, again):
			if stable++; stable == stableReadings {
				l.it.set(spoken{Answer: a, Slice: head})
				return nil
			}
		}
	}
	l.observer.judge.record.unsettled()
	return verdict.Inconclusivef("others change the list of %s faster than it can be read", op.ID)
}

// slice reads some entries of a list.
func (l *Lists) slice(ctx context.Context, op *specs.Operation, offset, limit int) ([]gjson.Result, *Answer, error) {
	d, err := l.provisioner.subject.draft(op.ID)
	if err != nil {
		return nil, nil, err
	}
	if err := setPage(d, offset, limit); err != nil {
		return nil, nil, err
	}
	b, err := l.provisioner.prepare(ctx, d, Bindings{}, false)
	if err != nil {
		return nil, nil, err
	}
	a, err := l.caller.call(ctx, b, exchange.Testing, WantAccepted)
	if err != nil {
		return nil, nil, err
	}
	list := a.List("")
	if !list.IsArray() {
		return nil, nil, l.caller.judge.noList(a, exchange.Testing, "", list)
	}
	return list.Array(), a, nil
}

// sameEntries compares two readings of a list by what the entries are called, as they may hold what changes with every reading.
func sameEntries(a, b []gjson.Result) bool {
	return slices.EqualFunc(a, b, func(x, y gjson.Result) bool { return EntryName(x) == EntryName(y) })
}

// IsSecond reports whether the second of the first entries of a list is the only one of what was read from there on.
func IsSecond(first, entries []gjson.Result) bool {
	return len(first) > 1 && len(entries) == 1 && EntryName(first[1]) == EntryName(entries[0])
}

// EntryName is the identifier of an entry, or all of it where it has none.
func EntryName(entry gjson.Result) string {
	if id := entry.Get("id"); values.Present(id) {
		return id.String()
	}
	return entry.Raw
}
