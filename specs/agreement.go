package specs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Agreement says how the contracts of a building block, all together, stand to the published files.
type Agreement struct {
	Ref         Ref
	Upstream    int // operations in the published files, each once however many files describe it
	Ours        int // operations in our contracts
	Explanation     // of the differences
}

// Differences is how many differences there are, explained or not.
func (a *Agreement) Differences() int { return len(a.Explained) + len(a.Unexplained) }

// Holds reports whether every difference has an erratum, and every pattern of an erratum a difference.
func (a *Agreement) Holds() bool { return len(a.Unexplained) == 0 && len(a.Stale) == 0 }

// Agree holds the contracts of the building block against the published files that they name as their upstream. A published
// file is held against those of our operations that it describes too. What none of our contracts that name it has is
// only-upstream; an operation of ours that none of its contract's files describes is only-ours. Load opens a published file
// by its path in the upstream repository.
func (b *Block) Agree(load func(path string) (*Document, error)) (*Agreement, error) {
	documents, err := b.Documents()
	if err != nil {
		return nil, err
	}
	a := &Agreement{Ref: b.Ref()}
	d := &differ{}
	var (
		ours     = make([]map[string]route, len(documents))
		known    = make([]map[string]bool, len(documents)) // of ours, those that a published file describes
		upstream = map[string]bool{}
		done     = map[string]bool{}
	)
	for i, document := range documents {
		ours[i], known[i] = routesOf(document), map[string]bool{}
		a.Ours += len(ours[i])
	}
	for _, info := range b.Contracts {
		for _, file := range info.Upstream {
			if done[file] || isProse(file) {
				continue
			}
			done[file] = true
			theirs, err := load(file)
			if err != nil {
				return nil, fmt.Errorf("contract %q of %s, upstream %s: %w", info.Name, b.Ref(), file, err)
			}
			rest := routesOf(theirs)
			for _, r := range rest {
				upstream[r.loose()] = true
			}
			all := routesOf(theirs)
			for i, holder := range b.Contracts {
				if slices.Contains(holder.Upstream, file) {
					for mine, other := range d.compareAll(ours[i], all) {
						known[i][mine] = true
						delete(rest, other)
					}
				}
			}
			d.onlyUpstream(rest)
		}
	}
	for i := range documents {
		for key := range known[i] {
			delete(ours[i], key)
		}
		d.onlyOurs(ours[i])
	}
	a.Upstream = len(upstream)
	a.Explanation = Explain(b, d.sorted())
	return a, nil
}

// isProse reports whether a path of the upstream repository is a page of text: our operations were taken from its words, so
// that there is nothing to compare them with.
func isProse(file string) bool { return strings.HasSuffix(strings.ToLower(file), ".md") }

// Published returns how the published contracts of a building block are opened in dir, where each lies in a form that can
// be loaded: for PATH of the repository bb-NAME it is DIR/bb-NAME/PATH.json, with "_" in place of blanks. A folder
// bb-NAME-vMAJOR comes first, where there is one: it holds a version that the repository has replaced.
func Published(dir string, ref Ref) func(path string) (*Document, error) {
	major, _, _ := strings.Cut(ref.Version, ".")
	return func(path string) (*Document, error) {
		file := filepath.FromSlash(strings.ReplaceAll(path, " ", "_") + ".json")
		name := filepath.Join(dir, "bb-"+ref.Name+"-v"+major, file)
		if _, err := os.Stat(name); err != nil {
			name = filepath.Join(dir, "bb-"+ref.Name, file)
		}
		document, err := LoadDocument(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no %s; upstream is a path of the repository that has a loadable copy there, or a page of text (.md)", name)
		}
		return document, err
	}
}
