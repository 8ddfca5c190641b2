package page

// htmlLimit is the size in bytes below which the page stays: it must open on a phone and pass as an attachment. Only a
// run with far more than a thousand scenarios, or with hundreds of failures, is larger.
const sizeLimit = 1_500_000

// longestCurl is by how many bytes the command that repeats a request may be longer than what is shown of its body.
const longestCurl = 1 << 10

// budget says how much evidence the page shows; results.json has all of it.
type budget struct {
	main    int  // bytes of a body of the exchange that shows a failure
	other   int  // bytes of any other body
	headers bool // of other exchanges
	checks  bool // of scenarios that passed
	lines   lines
	alike   int // inconclusive scenarios of one reason that are shown; 0: all. The others are named
}

// lines says which exchanges are only named, one a line.
type lines int

const (
	noLines     lines = iota
	aroundLines       // those that prepare and clean up
	allLines          // all but those that show a failure
)

// asLine reports whether an exchange other than the main one is only named.
func (b budget) asLine(purpose string) bool {
	return b.lines == allLines || b.lines == aroundLines && (purpose == "preparation" || purpose == "cleanup")
}

// budgets from the most generous to the thriftiest.
var budgets = []budget{
	{64 << 10, 16 << 10, true, true, noLines, 0},
	{32 << 10, 4 << 10, true, true, noLines, 0},
	{16 << 10, 2 << 10, true, true, noLines, 0},
	{8 << 10, 2 << 10, false, true, noLines, 0},
	{8 << 10, 1 << 10, false, true, noLines, 0},
	{8 << 10, 1 << 10, false, true, aroundLines, 0},
	{6 << 10, 600, false, true, aroundLines, 0},
	{6 << 10, 1 << 10, false, false, aroundLines, 0},
	{6 << 10, 600, false, false, aroundLines, 0},
	{4 << 10, 400, false, false, aroundLines, 0},
	{4 << 10, 300, false, false, aroundLines, 0},
	{4 << 10, 250, false, false, aroundLines, 0},
	{3 << 10, 200, false, false, aroundLines, 0},
	{3 << 10, 150, false, false, aroundLines, 0},
	{3 << 10, 100, false, false, aroundLines, 0},
	{3 << 10, 100, false, false, aroundLines, 20},
	{2 << 10, 0, false, false, allLines, 20},
	{1 << 10, 0, false, false, allLines, 10},
	{500, 0, false, false, allLines, 3},
}
