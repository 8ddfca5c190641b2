// Package upstream holds the contracts of a building block against the published files that they were written from: the differences
// between them, and the errata that explain these.
//
// It knows building blocks and their contracts, and is asked by nobody but whoever wants to know how the library stands to what
// GovStack published. What is a fact of a contract, and can therefore differ, is said in operation.go, schema.go and content.go.
package upstream
