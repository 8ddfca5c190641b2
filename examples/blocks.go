package examples

// Blocks returns the reference building blocks, sorted by name.
func Blocks() []Block {
	return []Block{}
}
