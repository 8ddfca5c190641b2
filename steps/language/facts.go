package language

// Facts are what a definition declares of its sentence, beside the words: what must have come before it, what is there after it, and
// what it does with operations and with the state of the building block. Lint, coverage and the baselines of a scenario are made of
// them; nothing is read out of the words.
type Facts struct {
	Needs    Items    // what must be there before the sentence
	Parts    Parts    // what the parts that may be left out need beside that, by their first word
	Makes    Items    // what is there after the sentence
	Kinds    Roles    // what the sentence does with the kinds of instances that its values name, by the name of the value
	Kind     string   // kind of instance that it is about without naming it; empty: none
	Effect   Effect   // on operations
	Breaks   string   // the fault that it puts into the request, where no <fault> says so
	Compares Baseline // the state before the calls with which it compares
}

// Items is a set of what a scenario has at one of its sentences, and of what a building block has.
type Items uint32

// What a scenario has at one of its sentences.
const (
	AnAnswer  Items = 1 << iota // that sentences call "it"
	Pages                       // of a list that was read whole
	ABatch                      // the answers to a request that was sent several times at once
	ASlice                      // a list that was read from its second entry on
	ARequest                    // that is being prepared
	AFault                      // "it" is the answer to a request with a fault
	AControl                    // the operation of "it" was accepted before
	ASentBody                   // the body of an accepted request
	AMemory                     // what was remembered as <name>
	ACall                       // a call that came after what the sentence is about, and before the sentence
	ARepeat                     // the same request was sent before

	// What a building block has.

	Reading // an operation that reads the kind that the sentence is about
	Listing // an operation that lists <resources>
	APerson // a person on whose behalf the operation is called
	Paging  // parameters that divide the list of <operation> into pages
	Offset  // parameters that say where the list of <operation> begins and how long it is
)

// Parts are the items that parts of a sentence need, by the first word of the part.
type Parts map[string]Items

// Has reports whether all of some items are there.
func (i Items) Has(items Items) bool { return i&items == items }

// Role says what a sentence does with the kind of instance that one of its values names.
type Role int

// What sentences do with kinds of instances.
const (
	Mentioned   Role = iota // nothing with an instance
	TheInstance             // there must be one, or another one where the sentence says "other"
	TheOther                // there must be another one
	ThePerson               // there must be another one, on whose behalf the operation is called
	Made                    // it makes one
	MadeOther               // it makes another one
	MadeWith                // it makes one for each that it makes of <resources>, which must be of those that are made with one
)

// Roles are what a sentence does with the kinds that its values name, by the name of the value.
type Roles map[string]Role

// Effect says what a sentence does with operations, as far as its values do not show it.
type Effect int

// The effects of sentences.
const (
	NoEffect     Effect = iota
	Prepares            // prepares a request
	Calls               // calls the operation that it names
	MustCall            // the same, and it must be accepted
	Attempts            // the same, and it may be refused
	Sends               // sends the request that was prepared
	Tries               // the same, and it may be refused
	Breaks              // breaks the request that was prepared
	Changes             // changes the request that was prepared
	LeavesOut           // leaves something out of it that is optional
	Writes              // says how its body is written
	Accepts             // asserts that it is accepted
	Refuses             // asserts that it is refused
	HasStatus           // asserts a status
	AllowsEither        // asserts neither
)

// Calls reports whether a sentence with this effect sends a request that it is about.
func (e Effect) Calls() bool {
	switch e {
	case Calls, MustCall, Attempts, Sends, Tries:
		return true
	}
	return false
}

// Baseline is the state before the calls that a sentence compares with. Such a sentence would pass with a target whose read
// operation never works, if it had not been seen to work; so the state is looked at before the first of the calls that it follows.
type Baseline int

// What is looked at.
const (
	NoBaseline  Baseline = iota
	WasReadable          // the instance, before any call
	AsItWas              // the instance, before the first of the calls in a row that the sentence follows
	WasListed            // that the list of <resources> holds the instance, before any call
)
