// Package steps is the vocabulary: the sentences that features are written in, and what each of them does.
package steps
