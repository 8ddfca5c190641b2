package runner

import (
	"context"
	"io"
	"io/fs"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/specs"
)

// Date is a day, written YYYY-MM-DD.
type Date struct{ Year, Month, Day int }

// Duration is a span of time, written like 10s or 2m.
type Duration time.Duration

// LoadTarget reads a target's configuration.
func LoadTarget(env Environment, file string) (*Target, error) { panic("soon") }

// ParseTarget reads a target's configuration from data; file is its name in messages.
func ParseTarget(file string, data []byte) (*Target, error) { panic("soon") }

// SetURL applies BLOCK=URL or BLOCK.CONTRACT=URL, as --url takes it.
func (t *Target) SetURL(flag string) error { panic("soon") }

// Warnings says what a reader of the report must know about the configuration.
func (t *Target) Warnings(now time.Time) []string { panic("soon") }

// TargetSchema is the JSON Schema of bbconform.yaml.
func TargetSchema() []byte { panic("soon") }

// Template is a commented bbconform.yaml to start from.
func Template() string { panic("soon") }

// Selection chooses scenarios. Everything that is given must hold.
type Selection struct {
	Blocks []string // NAME or NAME@VERSION; empty: all that the target names
	Tags   string   // tag expression, for example "@smoke and not @alone"
	Names  []string // parts of scenario names; one must be found in the name
	Places []string // FILE:LINE or FILE; one must hold
	Custom []string // in words, what took the place of the embedded features or contracts
}

// PlanOptions are what a plan is made from.
type PlanOptions struct {
	Catalogue    *specs.Catalogue
	Features     fs.FS   // one folder a building block
	FeaturesName string  // of that file system in messages and results; empty: "features"
	Target       *Target // nil: every building block that has features, for listing
	Selection    Selection
	ListOnly     bool // sentences are not matched, contracts are not read
}

// Plan is what a run will do.
type Plan struct {
	Blocks    []*PlannedBlock
	Scenarios []*PlannedScenario // in the order of the results
	Selection []string           // in words, one a filter; empty: everything
	Excluded  int                // scenarios of these building blocks that the selection leaves out
	Sources   []reports.Source   // of the features
}

// PlannedBlock is a building block of a plan.
type PlannedBlock struct {
	Ref       specs.Ref
	Block     *specs.Block
	Target    *BlockTarget // nil: none was given
	Scenarios []*PlannedScenario
	Excluded  int // scenarios that the selection leaves out
}

// PlannedScenario is a scenario, or a row of an outline.
type PlannedScenario struct {
	ID         string // FILE:LINE
	Order      int
	Name       string
	Feature    string
	File       string
	Line       int
	Source     string
	Tags       []string
	Block      *PlannedBlock
	Operation  string
	ServiceAPI string
	Alone      bool   // must not run beside others
	NotClaimed string // why it is not applicable; empty: it is
	Steps      []PlannedStep
}

// PlannedStep is a sentence of a scenario.
type PlannedStep struct {
	Keyword string // as written: Given, And, …
	Text    string
	Line    int
	Table   [][]string
}

// NewPlan reads the features of the selected building blocks, selects, and matches every sentence.
func NewPlan(o PlanOptions) (*Plan, error) { panic("soon") }

// Write prints the plan for --dry-run.
func (p *Plan) Write(w io.Writer) error { panic("soon") }

// Progress is told what happens, one call at a time.
type Progress interface {
	Planned(p *Plan)
	ScenarioStarted(s *PlannedScenario)
	ScenarioEnded(s reports.Scenario) // without exchanges
	Ended(final reports.Results)
}

// Recorder keeps what happens; *reports.Writer is one.
type Recorder interface {
	Plan(scenarios []reports.Scenario) error
	Exchange(scenarioID string, e reports.Exchange) error
	Scenario(s reports.Scenario) error
	Close(final reports.Results) error
}

// Options are what a run needs to know.
type Options struct {
	Plan        *Plan
	Target      *Target
	Catalogue   *specs.Catalogue
	Environment Environment
	Tool        reports.Tool
	Arguments   []string // of the command, for the record
	Rerun       string   // command that runs one scenario again, see reports.Run
	Concurrency int      // scenarios at a time; default 4
	Seed        int64    // 0: scenarios start in the order of the plan; otherwise in an order made from it
	FailFast    bool     // no scenario is started after one that failed
	Record      func(header reports.Results) (Recorder, error)
	Progress    Progress // may be nil
}

// Outcome is how a run ended.
type Outcome struct {
	Results reports.Results
	Exit    int
}

// Run carries out a plan. An error says that it could not be; a target that does not answer gives both, an outcome
// in which everything is inconclusive and the error that says why.
func Run(ctx context.Context, o Options) (*Outcome, error) { panic("soon") }
