package steps

// Table returns the vocabulary as Markdown: a table for each group, and one for the faults.
func Table() string { return "" }
