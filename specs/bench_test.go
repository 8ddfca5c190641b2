package specs

import (
	"testing"
	"time"

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

// TestLoadingIsQuick bounds the time to load a building block. It is generous: a machine that is busy with other tests is
// slow, and the benchmark is what measures.
func TestLoadingIsQuick(t *testing.T) { //nolint:paralleltest // it measures
	refs, err := NewCatalogue(Embedded()).Refs()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range refs {
		best := time.Hour
		for range 3 {
			start := time.Now()
			block, err := NewCatalogue(Embedded()).Block(ref)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := block.Operations(); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
		}
		t.Logf("%s: %v", ref, best)
		if limit := 500 * time.Millisecond; best > limit {
			t.Errorf("loading %s took %v, more than %v", ref, best, limit)
		}
	}
}
