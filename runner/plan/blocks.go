package plan

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

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

// blocks resolves the building blocks of a plan.
func (o Options) blocks() ([]*Block, error) {
	names, err := o.blockNames()
	if err != nil {
		return nil, err
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
			return nil, problem.Usage("`bbconform specs list` shows the building blocks and versions.", err)
		}
		if slices.ContainsFunc(blocks, func(b *Block) bool { return b.Ref == ref }) {
			continue
		}
		block, err := o.Catalogue.Block(ref)
		if err != nil {
			return nil, problem.Usage("", err)
		}
		blocks = append(blocks, &Block{Ref: ref, Block: block, Entry: entry})
	}
	return blocks, nil
}
