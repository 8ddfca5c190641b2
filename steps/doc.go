// Package steps is the vocabulary: the sentences that features are written in, grouped by subject, and what each of them does. A
// sentence that belongs to one building block lies in a file named for it. A new sentence is a definition, which declares what it needs
// and makes, beside a function that asks a scenario for what is there; lint, coverage and the documentation follow from the declaration.
//
// Below it, each room knowing those under it alone:
//
//	scenario   one scenario while it is being carried out: instances, calls, judgement, the state
//	language   what is known of sentences without saying them: notation, declared facts, lint, coverage, documentation
//	request    from the sample of an operation to the bytes that are sent: changes, faults, media types
//	values     JSON values compared and shown
//	exchange   what passes between a scenario and the target; whoever sends requests needs this room alone
//	verdict    how a sentence ends that does not pass
//
// Nothing here knows how a run happens or how it is reported. Every answer is held against the contract, whether a sentence asks for it
// or not.
package steps
