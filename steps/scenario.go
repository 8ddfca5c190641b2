package steps

import (
	"context"
	"time"

	"github.com/bbconform/bbconform/specs"
)

// Environment is what a scenario is given by the run.
type Environment struct {
	Catalogue      *specs.Catalogue
	Ref            specs.Ref      // building block and version under test
	Client         Client         // sends requests to the target
	Data           map[string]any // the target's own test data by name, in place of the block's defaults
	HasCredentials bool           // the target's configuration holds credentials
	Run            string         // identifier of the run; goes into unique values
	Scenario       string         // identifier of the scenario; goes into unique values
	Sentences      []Sentence     // of the scenario, in order: some state has to be looked at before it is changed
	Seed           int64
	Clock          func() time.Time                                 // nil: the real one
	Wait           func(ctx context.Context, d time.Duration) error // nil: a real timer; used between polls
	Deadline       time.Duration                                    // limit of one answer, for words only: the Client holds it
}

// Sentence is a step of a scenario as the plan knows it.
type Sentence struct {
	Text  string
	Phase Phase
	Table [][]string
}
