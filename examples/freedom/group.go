package freedom

import (
	"fmt"
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Choice is a variant that makes choices where a building block leaves them: C is what it calls them.
type Choice[C any] struct {
	Variant
	Choose func(*C) // nil: the building block is as it is
}

// Group is variants of one building block that have nothing to do with each other, so that they can share a run.
type Group struct {
	Together Variant
	Apart    []Variant // each by itself
}

// GroupOf makes variants of choices. Build makes the building block with choices.
func GroupOf[C any](build func(sandbox.Options, C) (http.Handler, error), choices ...Choice[C]) Group {
	chosen := func(choices ...Choice[C]) func(sandbox.Options) (http.Handler, error) {
		return func(o sandbox.Options) (http.Handler, error) {
			var all C
			for _, c := range choices {
				if c.Choose != nil {
					c.Choose(&all)
				}
			}
			return build(o, all)
		}
	}
	variants := make([]Variant, len(choices))
	for i, c := range choices {
		variants[i] = c.Variant
	}
	g := sharing(variants...)
	g.Together.Build = chosen(choices...)
	for i, c := range choices {
		g.Apart[i].Build = chosen(c)
	}
	return g
}

// sharing makes a group of variants that leave the building block as it is.
func sharing(variants ...Variant) Group {
	g := Group{Together: variants[0], Apart: variants}
	for _, v := range variants[1:] {
		g.Together = g.Together.With(v)
	}
	return g
}

// With is a variant that takes the freedoms of two, the other one outermost. It panics where both of them build the building block,
// serve it, or set its clock.
func (v Variant) With(other Variant) Variant {
	if v.Build != nil && other.Build != nil || v.Serve != nil && other.Serve != nil || v.Clock != nil && other.Clock != nil {
		panic(fmt.Sprintf("freedom: %q and %q cannot share a run", v.Name, other.Name))
	}
	both := v
	both.Name, both.About = v.Name+" + "+other.Name, v.About+" "+other.About
	if both.Build == nil {
		both.Build = other.Build
	}
	if both.Clock == nil {
		both.Clock = other.Clock
	}
	if both.Serve == nil {
		both.Serve, both.Path = other.Serve, other.Path
	}
	both.Before, both.Wire = Together(other.Before, v.Before), Together(other.Wire, v.Wire)
	both.RequestsPerSecond = max(v.RequestsPerSecond, other.RequestsPerSecond)
	both.Concurrency = max(v.Concurrency, other.Concurrency)
	return both
}
