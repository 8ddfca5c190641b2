package language

import (
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/verdict"
)

// KindOf finds a kind of instance by its name in the singular or the plural. It returns the singular. The error is a fault of the suite
// and lists what there is.
func KindOf(block *specs.Block, name string) (string, specs.Resource, error) {
	if singular, spec, ok := lookUpKind(block, name); ok {
		return singular, spec, nil
	}
	names := slices.Sorted(maps.Keys(block.Resources))
	return "", specs.Resource{}, verdict.SuiteFaultf("building block %s knows nothing called %q; there are: %s", block.Ref(), name, strings.Join(names, ", "))
}

// lookUpKind is KindOf for whoever needs no error. Of kinds with the same plural it takes the first by their names.
func lookUpKind(block *specs.Block, name string) (singular string, spec specs.Resource, ok bool) {
	if spec, ok := block.Resources[name]; ok {
		return name, spec, true
	}
	for known, of := range block.Resources {
		if of.Plural == name && (!ok || known < singular) {
			singular, spec, ok = known, of, true
		}
	}
	return singular, spec, ok
}

// MaxAtOnce bounds how many requests a sentence may send side by side.
const MaxAtOnce = 32
