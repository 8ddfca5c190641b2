package specs

import (
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml/ast"
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

// CountRequirements counts those that keep returns true for.
func CountRequirements(list []Requirement, keep func(Requirement) bool) int {
	return len(slices.DeleteFunc(slices.Clone(list), func(r Requirement) bool { return !keep(r) }))
}
