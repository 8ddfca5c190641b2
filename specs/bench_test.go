package specs

import (
	"testing"

	"github.com/bbconform/bbconform/specs/internal/concurrent"
)

// BenchmarkLoadBlock measures what one building block costs until its first operation can be called.
func BenchmarkLoadBlock(b *testing.B) {
	refs, err := NewCatalogue(Embedded()).Refs()
	if err != nil {
		b.Fatal(err)
	}
	for _, ref := range refs {
		b.Run(ref.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				block, err := NewCatalogue(Embedded()).Block(ref)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := block.Operations(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoadAll measures what all building blocks cost together, requirements included.
func BenchmarkLoadAll(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := NewCatalogue(Embedded())
		refs, err := c.Refs()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := concurrent.Map(refs, func(ref Ref) (int, error) {
			block, err := c.Block(ref)
			if err != nil {
				return 0, err
			}
			operations, err := block.Operations()
			return len(operations), err
		}); err != nil {
			b.Fatal(err)
		}
		if refs, err = c.RequirementRefs(); err != nil {
			b.Fatal(err)
		}
		if _, err := c.AllRequirements(refs); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkList measures what it costs to know what there is: every block.yaml, and nothing else.
func BenchmarkList(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := NewCatalogue(Embedded())
		refs, err := c.Refs()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Blocks(refs); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRequirements measures what the requirements of one specification cost.
func BenchmarkRequirements(b *testing.B) {
	refs, err := NewCatalogue(Embedded()).RequirementRefs()
	if err != nil {
		b.Fatal(err)
	}
	for _, ref := range refs {
		b.Run(ref.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := NewCatalogue(Embedded()).Requirements(ref); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
