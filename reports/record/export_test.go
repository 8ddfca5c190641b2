package record

// What the tests of this room need to see of its inside.

// Storage is what a journal needs of a file.
type Storage = storage

// Exchange the file of a journal for another.
func (w *Writer) WrapStorage(wrap func(Storage) Storage) { w.journal.file = wrap(w.journal.file) }

// The reasons of scenarios that have no outcome of their own.
const (
	ReasonNoEnd = reasonNoEnd
	ReasonLost  = reasonLost
)
