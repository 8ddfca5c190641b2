package render

import "github.com/bbconform/bbconform/reports"

// feed brings the scenarios that were read to one rendering.
type feed struct {
	read chan read
	done chan struct{} // closed when the rendering takes no more
}

type read struct {
	scenario reports.Scenario
	err      error
}

func newFeed() *feed { return &feed{read: make(chan read, 8), done: make(chan struct{})} }

func (f *feed) send(r read) {
	select {
	case f.read <- r:
	case <-f.done:
	}
}

func (f *feed) scenarios(yield func(reports.Scenario, error) bool) {
	for r := range f.read {
		if !yield(r.scenario, r.err) {
			return
		}
	}
}
