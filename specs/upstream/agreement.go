package upstream

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
)

// Agreement says how the contracts of a building block, all together, stand to the published files.
type Agreement struct {
	Ref         specs.Ref
	Upstream    int // operations in the published files, each once for every contract of ours that it belongs to
	Ours        int // operations in our contracts
	Explanation     // of the differences
}

// Differences is how many differences there are, explained or not.
func (a *Agreement) Differences() int { return len(a.Explained) + len(a.Unexplained) }

// Holds reports whether every difference has an erratum, and every pattern of an erratum a difference.
func (a *Agreement) Holds() bool { return len(a.Unexplained) == 0 && len(a.Stale) == 0 }

// Agree holds the contracts of a building block against the published files that they name as their upstream. A published
// file is held against those of our operations that it describes too. What none of our contracts that name it has is
// only-upstream; an operation of ours that none of its contract's files describes is only-ours. Load opens a published file
// by its path in the upstream repository.
func Agree(b *specs.Block, load func(path string) (*contract.Document, error)) (*Agreement, error) {
	c, err := newComparison(b)
	if err != nil {
		return nil, err
	}
	a := &Agreement{Ref: b.Ref()}
	upstream, done := map[string]bool{}, map[string]bool{}
	for i, info := range b.Contracts {
		a.Ours += len(c.ours[i])
		for _, file := range info.Upstream {
			if done[file] || isProse(file) {
				continue
			}
			done[file] = true
			theirs, err := load(file)
			if err != nil {
				return nil, fmt.Errorf("contract %q of %s, upstream %s: %w", info.Name, b.Ref(), file, err)
			}
			for _, operation := range c.hold(theirs, contractsOf(b, file)) {
				upstream[operation] = true
			}
		}
	}
	for i := range b.Contracts {
		c.onlyOurs(c.unknown(i))
	}
	a.Upstream = len(upstream)
	a.Explanation = Explain(b, c.sorted())
	return a, nil
}

// DiffWith compares the contracts of a building block with other OpenAPI files, taken together. A file is held against the contracts that name
// it as their upstream, or else against those that have an operation in common with it, or else against all. Where a contract
// gathers several published files and fewer are given, only what they describe is compared.
func DiffWith(b *specs.Block, theirs ...*contract.Document) ([]Difference, error) {
	c, err := newComparison(b)
	if err != nil {
		return nil, err
	}
	files := map[int]int{} // how many a contract was held against
	for _, document := range theirs {
		contracts := c.matching(document)
		c.hold(document, contracts)
		for _, i := range contracts {
			files[i]++
		}
	}
	for i := range b.Contracts {
		partly := len(c.known[i]) > 0 && files[i] < len(b.Contracts[i].Upstream)
		if files[i] > 0 && !partly {
			c.onlyOurs(c.unknown(i))
		}
	}
	return c.sorted(), nil
}

// comparison holds the contracts of a building block against several files.
type comparison struct {
	differ
	block *specs.Block
	ours  []map[string]contract.Route // by contract
	known []map[string]bool           // those of ours that a file describes
}

func newComparison(b *specs.Block) (*comparison, error) {
	documents, err := b.Documents()
	if err != nil {
		return nil, err
	}
	c := &comparison{block: b}
	for _, document := range documents {
		c.ours = append(c.ours, document.Routes())
		c.known = append(c.known, map[string]bool{})
	}
	return c, nil
}

// hold compares a file with contracts, of which several may have the same operation: the same address can be called by the
// one who asks and by the one who answers. It returns the operations of the file, each with the contract that it belongs to.
func (c *comparison) hold(theirs *contract.Document, contracts []int) []string {
	var operations []string
	all, rest := theirs.Routes(), theirs.Routes()
	for _, i := range contracts {
		for mine, other := range c.compareAll(c.ours[i], all) {
			c.known[i][mine] = true
			operations = append(operations, fmt.Sprint(i, " ", mine))
			delete(rest, other)
		}
	}
	c.onlyUpstream(rest)
	return slices.AppendSeq(operations, maps.Keys(rest))
}

// unknown returns the operations of a contract that no file describes.
func (c *comparison) unknown(member int) map[string]contract.Route {
	rest := maps.Clone(c.ours[member])
	maps.DeleteFunc(rest, func(key string, _ contract.Route) bool { return c.known[member][key] })
	return rest
}

// matching returns the contracts that a file should be held against.
func (c *comparison) matching(theirs *contract.Document) []int {
	name := "/" + publishedName(filepath.ToSlash(theirs.Name))
	var byName, byOperation, all []int
	for i, info := range c.block.Contracts {
		all = append(all, i)
		if slices.ContainsFunc(info.Upstream, func(file string) bool { return strings.HasSuffix(name, "/"+publishedName(file)) }) {
			byName = append(byName, i)
		}
		if len(pair(c.ours[i], theirs.Routes())) > 0 {
			byOperation = append(byOperation, i)
		}
	}
	switch {
	case len(byName) > 0:
		return byName
	case len(byOperation) > 0:
		return byOperation
	}
	return all
}

// contractsOf returns the contracts that name a published file.
func contractsOf(b *specs.Block, file string) []int {
	var contracts []int
	for i, info := range b.Contracts {
		if slices.Contains(info.Upstream, file) {
			contracts = append(contracts, i)
		}
	}
	return contracts
}

// publishedName is a path without what a copy of the file may have otherwise: blanks, a second extension.
func publishedName(file string) string {
	name := strings.ReplaceAll(file, " ", "_")
	for _, extension := range []string{".json", ".yaml", ".yml"} {
		if twice, ok := strings.CutSuffix(name, extension+".json"); ok {
			return twice + extension
		}
	}
	return name
}

// isProse reports whether a path of the upstream repository is a page of text: our operations were taken from its words, so
// that there is nothing to compare them with.
func isProse(file string) bool { return strings.HasSuffix(strings.ToLower(file), ".md") }

// Published returns how the published contracts of a building block are opened in dir, where each lies in a form that can
// be loaded: for PATH of the repository bb-NAME it is DIR/bb-NAME/PATH.json, with "_" in place of blanks. A folder
// bb-NAME-vMAJOR comes first, where there is one: it holds a version that the repository has replaced.
func Published(dir string, ref specs.Ref) func(path string) (*contract.Document, error) {
	major, _, _ := strings.Cut(ref.Version, ".")
	return func(path string) (*contract.Document, error) {
		file := filepath.FromSlash(strings.ReplaceAll(path, " ", "_") + ".json")
		name := filepath.Join(dir, "bb-"+ref.Name+"-v"+major, file)
		if _, err := os.Stat(name); err != nil {
			name = filepath.Join(dir, "bb-"+ref.Name, file)
		}
		document, err := contract.LoadDocument(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no %s; upstream is a path of the repository that has a loadable copy there, or a page of text (.md)", name)
		}
		return document, err
	}
}
