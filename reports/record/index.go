package record

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
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
	names   names             // of building blocks and operations
	lost    map[*entry]string // why an outcome could not be written, in words
	latest  time.Time         // end of the last thing that happened
}

// entry is where one scenario lies.
type entry struct {
	id    string
	at    extent // of its outcome, or of what the plan says of it while it has none; of length 0: neither
	sent  exchanges
	order int32
	block int32 // number of the name of its building block
	ended bool  // it has an outcome
}

func newIndex() *index {
	return &index{byID: map[string]*entry{}, tally: verdict.NewTally(), lost: map[*entry]string{}}
}

// of returns the entry of a scenario, which may be a new one. The caller holds the lock.
func (x *index) of(id string) *entry {
	e := x.byID[id]
	if e == nil {
		e = &entry{id: id, block: x.names.number("")}
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

// describe takes over what a plan or an outcome says of a scenario.
func (x *index) describe(e *entry, s *reports.Scenario) {
	e.order = int32(max(0, min(s.Order, math.MaxInt32)))
	e.block = x.names.number(s.BuildingBlock)
}

func (x *index) plan(s *reports.Scenario, at extent) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if e := x.of(s.ID); !e.ended {
		x.describe(e, s)
		e.at = at
	}
}

func (x *index) exchange(scenario string, sent *reports.Exchange, at extent) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.of(scenario).sent.add(piece{int64(sent.Number), x.names.number(sent.Operation), at})
	x.until(sent.Started, sent.Milliseconds)
}

func (x *index) scenario(s *reports.Scenario, at extent) {
	x.mu.Lock()
	defer x.mu.Unlock()
	e := x.of(s.ID)
	x.describe(e, s)
	e.at, e.ended = at, true
	delete(x.lost, e)
	x.tally.Add(s, len(e.sent.list()))
	x.until(s.Started, s.Milliseconds)
}

// lose notes that a scenario ended and that its outcome could not be written.
func (x *index) lose(s *reports.Scenario, why string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.lost[x.of(s.ID)] = why
}

func (x *index) until(started time.Time, ms float64) {
	if end := started.Add(phrase.Span(ms)); end.After(x.latest) {
		x.latest = end
	}
}

// finish puts the entries into the order of the plan, and counts what no outcome has said: the calls, and the scenarios without one.
func (x *index) finish(j *journal) error {
	slices.SortStableFunc(x.entries, func(a, b *entry) int { return cmp.Compare(a.order, b.order) })
	for _, e := range x.entries {
		sent := e.sent.list()
		for _, p := range sent {
			x.tally.Call(x.names.list[e.block], x.names.list[p.operation], 1)
		}
		if e.ended {
			continue
		}
		s, err := x.undecided(e, j)
		if err != nil {
			return fmt.Errorf("scenario %s: %w", e.id, err)
		}
		x.tally.Add(&s, len(sent))
	}
	return nil
}

// exchanges says where the exchanges of a scenario lie, as numbers of variable length.
type exchanges []byte

// piece is an exchange: its number, that of the name of its operation, and where it lies.
type piece struct {
	number    int64
	operation int32
	extent
}

func (x *exchanges) add(p piece) {
	b := binary.AppendVarint(*x, p.number)
	b = binary.AppendUvarint(b, uint64(p.operation))
	b = binary.AppendUvarint(b, uint64(p.offset))
	*x = binary.AppendUvarint(b, uint64(p.length))
}

// list returns them by their number: concurrent calls reach the journal in any order.
func (x exchanges) list() []piece {
	var all []piece
	b := []byte(x)
	next := func() uint64 {
		n, size := binary.Uvarint(b)
		b = b[size:]
		return n
	}
	for len(b) > 0 {
		number, size := binary.Varint(b)
		b = b[size:]
		all = append(all, piece{number, int32(next()), extent{int64(next()), int64(next())}})
	}
	slices.SortStableFunc(all, func(a, b piece) int { return cmp.Compare(a.number, b.number) })
	return all
}

// names holds each of a few names once.
type names struct {
	list    []string
	numbers map[string]int32
}

// number is that of a name, from 0.
func (n *names) number(name string) int32 {
	found, ok := n.numbers[name]
	if !ok {
		if n.numbers == nil {
			n.numbers = map[string]int32{}
		}
		found = int32(len(n.list))
		n.list = append(n.list, name)
		n.numbers[name] = found
	}
	return found
}
