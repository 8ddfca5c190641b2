package reports

import "iter"

// File is an open result document.
type File struct{}

// Open reads the header of a results.json, or of the one in the folder path.
func Open(path string) (*File, error) { panic("soon") }

// Close closes the file.
func (f *File) Close() error { panic("soon") }

// Results is the document without its scenarios.
func (f *File) Results() Results { panic("soon") }

// Scenarios reads the scenarios one at a time, in the order of the plan. It may be called more than once.
func (f *File) Scenarios() iter.Seq2[Scenario, error] { panic("soon") }
