package identifier

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// LedgerFile is the name of the ledger in a folder of features.
const LedgerFile = "retired.yaml"

// below ends an entry of the ledger that stands for a scenario and all that is below it: the rows of an outline, the scenarios of a file.
const below = "/*"

// Ledger lists the identifiers that were in use and are no more.
type Ledger struct {
	entries []Retired
	byID    map[string]int // index into entries
}

// Retired is an identifier that is no longer in use, and is never given to another scenario.
type Retired struct {
	ID         string   `yaml:"id"`                   // with /* at its end: and all that is below it
	ReplacedBy []string `yaml:"replacedBy,omitempty"` // identifiers of scenarios or outlines; with /* at its end: the rest is as it was
	Reason     string   `yaml:"reason,omitempty"`     // why it is no more; must be given where nothing replaces it
}

// ReadLedger reads the ledger of a folder of features. Without one, nothing was retired. An error names the file, and the line or the entry.
func ReadLedger(features fs.FS) (*Ledger, error) {
	data, err := fs.ReadFile(features, LedgerFile)
	if errors.Is(err, fs.ErrNotExist) {
		return &Ledger{}, nil
	} else if err != nil {
		return nil, fmt.Errorf("read the ledger of retired identifiers: %w", err)
	}
	var file struct {
		Retired []Retired `yaml:"retired"`
	}
	err = yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&file)
	var located yaml.Error
	switch {
	case errors.Is(err, io.EOF): // it is empty
	case errors.As(err, &located) && located.GetToken() != nil:
		return nil, fmt.Errorf("%s:%d: %s", LedgerFile, located.GetToken().Position.Line, located.GetMessage())
	case err != nil:
		return nil, fmt.Errorf("%s: %w", LedgerFile, err)
	}
	return newLedger(file.Retired)
}

func newLedger(entries []Retired) (*Ledger, error) {
	l := &Ledger{entries: entries, byID: map[string]int{}}
	for i, e := range entries {
		if err := e.check(); err != nil {
			return nil, fmt.Errorf("%s: entry %d (%s): %w", LedgerFile, i+1, e.ID, err)
		}
		if first, twice := l.byID[e.ID]; twice {
			return nil, fmt.Errorf("%s: entry %d (%s): entry %d has the same id", LedgerFile, i+1, e.ID, first+1)
		}
		l.byID[e.ID] = i
	}
	for i, e := range entries {
		if _, err := l.successors(e.Whole(), nil); err != nil {
			return nil, fmt.Errorf("%s: entry %d (%s): %w", LedgerFile, i+1, e.ID, err)
		}
	}
	return l, nil
}

// Whole is the identifier itself, without the /* that stands for all below it.
func (e Retired) Whole() string { return strings.TrimSuffix(e.ID, below) }

func (e Retired) check() error {
	if !strings.Contains(e.Whole(), "/") {
		return errors.New("the id is no identifier: write it as `bbconform list` shows it")
	}
	if len(e.ReplacedBy) == 0 && strings.TrimSpace(e.Reason) == "" {
		return errors.New("expected replacedBy, or the reason why nothing replaces it")
	}
	for _, r := range e.ReplacedBy {
		if !strings.Contains(strings.TrimSuffix(r, below), "/") {
			return fmt.Errorf("%q in replacedBy is no identifier: write it as `bbconform list` shows it", r)
		}
		if strings.HasSuffix(r, below) && !strings.HasSuffix(e.ID, below) {
			return fmt.Errorf("%q in replacedBy ends with %s, and the id does not", r, below)
		}
	}
	return nil
}

// Entries lists what was retired, in the order of the ledger.
func (l *Ledger) Entries() []Retired {
	if l == nil {
		return nil
	}
	return slices.Clone(l.entries)
}

// Entry is the entry that retires an identifier: its own or, without one, that of the nearest above it which stands for all below. Nil: it
// is not retired.
func (l *Ledger) Entry(id string) *Retired {
	if l == nil || len(l.byID) == 0 {
		return nil
	}
	if i, ok := l.byID[id]; ok {
		return &l.entries[i]
	}
	for above := id; above != ""; {
		if i, ok := l.byID[above+below]; ok {
			return &l.entries[i]
		}
		cut := strings.LastIndexByte(above, '/')
		if cut < 0 {
			break
		}
		above = above[:cut]
	}
	return nil
}

// Successors are the identifiers that stand for a retired one today: where a successor was retired in its turn, those that replaced that.
// There are none where nothing replaces it, or it is not retired.
func (l *Ledger) Successors(id string) []string {
	found, _ := l.successors(id, nil) // circles were refused when the ledger was read
	return found
}

func (l *Ledger) successors(id string, after []string) ([]string, error) {
	e := l.Entry(id)
	if e == nil {
		if len(after) == 0 {
			return nil, nil
		}
		return []string{id}, nil
	}
	if slices.Contains(after, e.ID) {
		return nil, fmt.Errorf("it comes back to %s: an identifier is never used again", e.ID)
	}
	after = append(slices.Clone(after), e.ID)
	var found []string
	for _, r := range e.ReplacedBy {
		if whole, ok := strings.CutSuffix(r, below); ok {
			r = whole + strings.TrimPrefix(id, e.Whole())
		}
		next, err := l.successors(r, after)
		if err != nil {
			return nil, err
		}
		for _, n := range next {
			if !slices.Contains(found, n) {
				found = append(found, n)
			}
		}
	}
	return found, nil
}
