package digitalregistries

// Choices are what the specification leaves to whoever implements it. The zero value is what New chooses; a test of bbconform
// holds that every other choice conforms as well.
type Choices struct {
	// DatabaseID gives a new database its identifier; nil: they are counted.
	DatabaseID func() int
	// Versions keeps what a database was beside what it is, as a database with an identifier of its own (DRS-4, DR-ERR-16).
	Versions bool
	// ByCode names databases by their code (DR-ERR-16).
	ByCode bool
	// Replace leaves of a changed record only what was written. Whether values that are not written stay is not said of update.
	Replace bool
	// KeyOnly finds the record of which a field is read by the registry's own key alone (DR-ERR-07).
	KeyOnly bool
	// Lenient answers a change, a deletion and a look into the log as done where there is nothing to change, to delete or to see.
	Lenient bool
}
