// Package blocks is small building blocks for the tests of this house. They are data; whoever serves one does so in a test.
package blocks

import (
	"embed"
	"sync"
	"testing"

	"github.com/bbconform/bbconform/specs"
)

//go:embed library till
var files embed.FS

// Library has books, members and loans: create, read, change, delete and lists of several kinds, requests on behalf of somebody, bodies of
// every media type.
var Library = specs.Ref{Name: "library", Version: "1.0.0"}

// Catalogue holds them all.
var Catalogue = sync.OnceValue(func() *specs.Catalogue { return specs.NewCatalogue(files) })

// Block loads one of them.
func Block(t testing.TB, ref specs.Ref) *specs.Block {
	t.Helper()
	block, err := Catalogue().Block(ref)
	if err != nil {
		t.Fatal(err)
	}
	return block
}

// Operation returns an operation of one of them.
func Operation(t testing.TB, ref specs.Ref, id string) *specs.Operation {
	t.Helper()
	op, err := Block(t, ref).Operation(id)
	if err != nil {
		t.Fatal(err)
	}
	return op
}
