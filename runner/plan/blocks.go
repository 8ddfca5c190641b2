package plan

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/identifier"
	"github.com/bbconform/bbconform/runner/problem"
)

// blockNames are the building blocks that were asked for or, when none were, all that the target names or, without a target, all that
// have features.
func (o Options) blockNames() ([]string, error) {
	if len(o.Selection.Blocks) > 0 {
		return o.Selection.Blocks, nil
	}
	if o.Target != nil {
		names := o.Target.Names()
		if len(names) == 0 {
			return nil, problem.Usage("Name one in the configuration under buildingBlocks, or give --url consent=http://….",
				errors.New("the target names no building block"))
		}
		return names, nil
	}
	entries, err := fs.ReadDir(o.Features, ".")
	if err != nil {
		return nil, fmt.Errorf("list the features: %w", err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		return nil, problem.Usage("A folder of features holds one folder a building block.", fmt.Errorf("there are no features in %s", o.FeaturesName))
	}
	return names, nil
}

// addressed are those of some building blocks that the addresses of the selection are in. Nil: an address does not say.
func (o Options) addressed(names []string, ledger *identifier.Ledger) []string {
	var found []string
	for _, address := range o.Selection.Addresses {
		id := strings.Trim(address, "/ ")
		ids := []string{id}
		if ledger.Entry(id) != nil {
			ids = ledger.Successors(id)
		}
		for _, id := range ids {
			name, _, _ := strings.Cut(id, "/")
			if isLocation(address) || !slices.Contains(names, name) {
				return nil
			}
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	return found
}

// blocks resolves the building blocks of a plan.
func (o Options) blocks(ledger *identifier.Ledger) ([]*Block, error) {
	names, err := o.blockNames()
	if err != nil {
		return nil, err
	}
	if len(o.Selection.Blocks) == 0 {
		if addressed := o.addressed(names, ledger); len(addressed) > 0 {
			names = addressed // what is wrong with another one must not keep a scenario from being run
		}
	}
	var blocks []*Block
	for _, name := range names {
		bare, version, _ := strings.Cut(name, "@")
		entry := o.Target.Entry(bare)
		if o.Target != nil && entry == nil {
			return nil, problem.Usage(fmt.Sprintf("Add it under buildingBlocks, or give --url %s=http://….", bare),
				fmt.Errorf("the target has no building block %q%s", bare, problem.Suggestion(bare, o.Target.Names(), "it has: ")))
		}
		if version == "" && entry != nil && entry.Version != "" {
			name = bare + "@" + entry.Version
		}
		ref, err := o.Catalogue.Resolve(name)
		if err != nil {
			if o.Target != nil && o.Target.HasKey("buildingBlocks."+bare) && len(o.Selection.Blocks) == 0 {
				err = problem.Mistakes{o.Target.MistakeAt("buildingBlocks."+bare, "%v", err)}
			}
			return nil, problem.Usage("`bbconform specs list` shows the building blocks and versions. A part of a scenario's identifier is written with a slash: /"+bare+".", err)
		}
		if slices.ContainsFunc(blocks, func(b *Block) bool { return b.Ref == ref }) {
			continue
		}
		if i := slices.IndexFunc(blocks, func(b *Block) bool { return b.Ref.Name == ref.Name }); i >= 0 {
			return nil, problem.Usage("Test one version after the other.",
				fmt.Errorf("%s and %s in one run: their scenarios have the same identifiers", blocks[i].Ref, ref))
		}
		block, err := o.Catalogue.Block(ref)
		if err != nil {
			return nil, problem.Usage("", err)
		}
		blocks = append(blocks, &Block{Ref: ref, Block: block, Entry: entry})
	}
	return blocks, nil
}
