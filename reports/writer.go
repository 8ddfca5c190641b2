package reports

// Writer records a run as it happens. It is safe for concurrent use.
type Writer struct{}

// Create opens <dir>/journal.ndjson for a run that begins; dir is made when it is missing. Results and renderings of
// an earlier run are removed from dir, so that they cannot be taken for those of this one.
func Create(dir string, header Results) (*Writer, error) { panic("soon") }

// Plan announces scenarios before they run. One that never gets an outcome is reported as inconclusive.
// Calling it is optional, and it may be called more than once.
func (w *Writer) Plan(scenarios []Scenario) error { panic("soon") }

// Exchange records an exchange of a scenario as soon as it is over.
func (w *Writer) Exchange(scenarioID string, e Exchange) error { panic("soon") }

// Scenario records the outcome of a scenario. Its Exchanges are not written again.
func (w *Writer) Scenario(s Scenario) error { panic("soon") }

// Close writes <dir>/results.json in the order of the plan and removes the journal. Counts are always those of the
// recorded scenarios; verdicts and sentences are filled in where final leaves them empty.
func (w *Writer) Close(final Results) error { panic("soon") }

// Recover makes results.json of the journal that a run which died left in dir.
func Recover(dir string) error { panic("soon") }
