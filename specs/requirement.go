package specs

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"github.com/bbconform/bbconform/specs/internal/concurrent"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// RequirementsFile is the name of the file that lists what the specification's text demands.
const RequirementsFile = "requirements.yaml"

// Requirement is one demand of a specification's text.
type Requirement struct {
	ID            string       `yaml:"id"`     // GovStack's own where it has one: "govstack-cfr-security#req-1"
	Clause        Clause       `yaml:"clause"` // section, for example "6.2.3"; the chapter where sections have no numbers
	Level         Level        `yaml:"level"`
	Observability string       `yaml:"observability"` // OBSERVABLE or AUDITABLE, where GovStack says it
	Mutability    string       `yaml:"mutability"`    // EXTENSIBLE, REPLACEABLE or IMMUTABLE, where GovStack says it
	Summary       string       `yaml:"summary"`       // one line in our own words
	Operations    []string     `yaml:"operations"`    // that it is about
	ServiceAPIs   []string     `yaml:"serviceAPIs"`   // names of those that it is about
	Verification  Verification `yaml:"verification"`
	Check         string       `yaml:"check"`    // what a check would do; for Automatic and Observable
	Evidence      string       `yaml:"evidence"` // what would show it; for Declared
	Source        Source       `yaml:"source"`
}

// Clause is the number of a section.
type Clause string

// UnmarshalYAML takes the number as it is written: 6.10 is not 6.1.
func (c *Clause) UnmarshalYAML(node ast.Node) error {
	if _, scalar := node.(ast.ScalarNode); !scalar {
		return fmt.Errorf("line %d: a clause is the number of a section", node.GetToken().Position.Line)
	}
	*c = Clause(node.GetToken().Value)
	return nil
}

// Source is where a requirement stands in the published text.
type Source struct {
	File string `yaml:"file"` // in the upstream repository
	Line int    `yaml:"line"`
}

// Level says how much a requirement demands.
type Level string

// The levels of GovStack, from the strictest on.
const (
	Required    Level = "REQUIRED"
	Recommended Level = "RECOMMENDED"
	Optional    Level = "OPTIONAL"
)

// Levels returns the levels, the strictest first.
func Levels() []Level { return []Level{Required, Recommended, Optional} }

// Verification says how it can be found out whether a product meets a requirement.
type Verification string

// The ways of verification.
const (
	Automatic  Verification = "automatic"  // by calling the operations that it is about
	Observable Verification = "observable" // by looking at what any call shows: headers, TLS, error answers
	Declared   Verification = "declared"   // by evidence that the vendor supplies
)

// Verifications returns the ways of verification, from the one that tells most to the one that tells least.
func Verifications() []Verification { return []Verification{Automatic, Observable, Declared} }

// Requirements is a requirements.yaml: what the text of one specification demands.
type Requirements struct {
	Title        string        `yaml:"title"`    // only where there is no block.yaml to say it
	Upstream     Upstream      `yaml:"upstream"` // likewise
	Requirements []Requirement `yaml:"requirements"`
}

// requirementsEntry makes sure that a file is parsed once, whoever asks first.
type requirementsEntry struct {
	once sync.Once
	list *Requirements
	err  error
}

// RequirementRefs returns what there are requirements of: building blocks and, without a block.yaml, the cross-functional
// requirements that hold for all of them. Only folder names are read.
func (c *Catalogue) RequirementRefs() ([]Ref, error) { return c.refsWith(RequirementsFile) }

// Requirements returns the requirements of a specification. Its file is parsed once, when it is first asked for. A building
// block without one has none.
func (c *Catalogue) Requirements(ref Ref) (*Requirements, error) {
	c.mu.Lock()
	entry := c.requirements[ref]
	if entry == nil {
		entry = &requirementsEntry{}
		c.requirements[ref] = entry
	}
	c.mu.Unlock()
	entry.once.Do(func() { entry.list, entry.err = c.readRequirements(ref) })
	return entry.list, entry.err
}

func (c *Catalogue) readRequirements(ref Ref) (*Requirements, error) {
	name := path.Join(ref.Name, ref.Version, RequirementsFile)
	data, err := fs.ReadFile(c.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		if exists(c.fsys, path.Join(ref.Name, ref.Version, BlockFile)) {
			return &Requirements{}, nil
		}
		refs, _ := c.RequirementRefs()
		return nil, fmt.Errorf("there are no requirements of %q; there are those of: %s", ref, orNone(refs))
	} else if err != nil {
		return nil, fmt.Errorf("read the requirements of %s: %w", ref, err)
	}
	list := &Requirements{}
	if err := yamlfile.Decode(name, data, list); err != nil {
		return nil, fmt.Errorf("read the requirements of %s: %w", ref, err)
	}
	for i := range list.Requirements {
		r := &list.Requirements[i]
		for _, text := range []*string{&r.Summary, &r.Check, &r.Evidence} {
			*text = strings.TrimSpace(*text)
		}
	}
	return list, nil
}

// AllRequirements returns those of several specifications, which are parsed side by side.
func (c *Catalogue) AllRequirements(refs []Ref) ([]*Requirements, error) {
	return concurrent.Map(refs, c.Requirements)
}

// ResolveRequirements is Resolve among what there are requirements of: "cross-functional" is one of them.
func (c *Catalogue) ResolveRequirements(sel string) (Ref, error) {
	refs, err := c.RequirementRefs()
	if err != nil {
		return Ref{}, err
	}
	ref, ok := resolve(refs, sel)
	if !ok {
		return Ref{}, fmt.Errorf("there are no requirements of %q; there are those of: %s", sel, orNone(refs))
	}
	return ref, nil
}

// CountRequirements counts those that keep returns true for.
func CountRequirements(list []Requirement, keep func(Requirement) bool) int {
	return len(slices.DeleteFunc(slices.Clone(list), func(r Requirement) bool { return !keep(r) }))
}
