package record

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/verdict"
)

// index is what is held in memory of a run: where its pieces lie in the journal, and what is counted. A scenario takes its identifier and
// some 150 bytes, and 8 more for each exchange, whatever those carry.
type index struct {
	mu      sync.Mutex
	byID    map[string]*entry
	entries []*entry // in the order in which they were first heard of
	tally   *verdict.Tally
	early   map[*entry][]string // operations that were called before it was known for which building block
	lost    map[*entry]string   // why an outcome could not be written, in words
	latest  time.Time           // end of the last thing that happened
}

// entry is where one scenario lies.
type entry struct {
	id    string
	block string // building block, name@version; empty: it is not known yet
	at    extent // of its outcome, or of what the plan says of it while it has none; of length 0: neither
	sent  exchanges
	order int32
	ended bool // it has an outcome
}

func newIndex() *index {
	return &index{byID: map[string]*entry{}, tally: verdict.NewTally(), early: map[*entry][]string{}, lost: map[*entry]string{}}
}

// of returns the entry of a scenario, which may be a new one. The caller holds the lock.
func (x *index) of(id string) *entry {
	e := x.byID[id]
	if e == nil {
		e = &entry{id: id}
		x.byID[id] = e
		x.entries = append(x.entries, e)
	}
	return e
}

// ended reports whether a scenario has an outcome.
func (x *index) ended(id string) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.byID[id]
	return e != nil && e.ended
}

// place takes over where a scenario belongs, and counts the calls that were made before that was known.
func (x *index) place(e *entry, s *reports.Scenario) {
	e.order = int32(max(0, min(s.Order, 1<<31-1)))
	if e.block == "" {
		e.block = s.BuildingBlock
		for _, operation := range x.early[e] {
			x.tally.Call(e.block, operation, 1)
		}
		delete(x.early, e)
	}
}

func (x *index) plan(s *reports.Scenario, at extent) {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.of(s.ID)
	if e.ended {
		return
	}
	x.place(e, s)
	e.at = at
}

func (x *index) exchange(scenario string, one *reports.Exchange, at extent) {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.of(scenario)
	e.sent.add(one.Number, at)
	if e.block == "" {
		x.early[e] = append(x.early[e], one.Operation)
	} else {
		x.tally.Call(e.block, one.Operation, 1)
	}
	x.until(one.Started, one.Milliseconds)
}

func (x *index) scenario(s *reports.Scenario, at extent) {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.of(s.ID)
	x.place(e, s)
	e.at, e.ended = at, true
	delete(x.lost, e)
	x.tally.Add(s, e.sent.count())
	x.until(s.Started, s.Milliseconds)
}

// lose notes that a scenario ended and that its outcome could not be written.
func (x *index) lose(s *reports.Scenario, why string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.of(s.ID)
	x.place(e, s)
	x.lost[e] = why
}

func (x *index) until(started time.Time, ms float64) {
	if end := started.Add(phrase.Span(ms)); end.After(x.latest) {
		x.latest = end
	}
}

// sort puts the entries into the order of the plan.
func (x *index) sort() {
	slices.SortStableFunc(x.entries, func(a, b *entry) int { return cmp.Compare(a.order, b.order) })
}

// exchanges says where the exchanges of a scenario lie, as numbers of variable length: of each its number, offset and length.
type exchanges []byte

func (x *exchanges) add(number int, at extent) {
	b := binary.AppendVarint(*x, int64(number))
	b = binary.AppendUvarint(b, uint64(at.offset))
	*x = binary.AppendUvarint(b, uint64(at.length))
}

// numbered is an exchange and where it lies.
type numbered struct {
	number int64
	extent
}

// list returns them by their number: concurrent calls reach the journal in any order.
func (x exchanges) list() []numbered {
	var all []numbered
	for b := []byte(x); len(b) > 0; {
		number, n := binary.Varint(b)
		offset, m := binary.Uvarint(b[n:])
		length, o := binary.Uvarint(b[n+m:])
		all = append(all, numbered{number, extent{int64(offset), int64(length)}})
		b = b[n+m+o:]
	}
	slices.SortStableFunc(all, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
	return all
}

func (x exchanges) count() int { return len(x.list()) }
