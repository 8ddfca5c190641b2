// Package steps is the vocabulary: the sentences that features are written in, and what each of them does.
//
// A sentence works on a Scenario, which knows the building block, what has been made and remembered so far, and the last
// answer. All requests go through a Client and every answer is held against the contract, whether a sentence asks for it or
// not. Nothing here knows how a run happens or how it is reported.
package steps
