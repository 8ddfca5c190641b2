package specs

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/bbconform/bbconform/specs/internal/concurrent"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// RequirementRefs returns what there are requirements of: building blocks and, without a block.yaml, the cross-functional
// requirements that hold for all of them. Only folder names are read.
func (c *Catalogue) RequirementRefs() ([]Ref, error) { return c.refsWith(RequirementsFile) }

// Requirements returns the requirements of a specification. Its file is parsed once, when it is first asked for. A building
// block without one has none.
func (c *Catalogue) Requirements(ref Ref) (*Requirements, error) {
	c.mu.Lock()
	entry := c.requirements[ref]
	if entry == nil {
		entry = &requirementsEntry{}
		c.requirements[ref] = entry
	}
	c.mu.Unlock()
	entry.once.Do(func() { entry.list, entry.err = c.readRequirements(ref) })
	return entry.list, entry.err
}

func (c *Catalogue) readRequirements(ref Ref) (*Requirements, error) {
	name := path.Join(ref.Name, ref.Version, RequirementsFile)
	data, err := fs.ReadFile(c.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		if exists(c.fsys, path.Join(ref.Name, ref.Version, BlockFile)) {
			return &Requirements{}, nil
		}
		refs, _ := c.RequirementRefs()
		return nil, fmt.Errorf("there are no requirements of %q; there are those of: %s", ref, orNone(refs))
	} else if err != nil {
		return nil, fmt.Errorf("read the requirements of %s: %w", ref, err)
	}
	list := &Requirements{}
	if err := yamlfile.Decode(name, data, list); err != nil {
		return nil, fmt.Errorf("read the requirements of %s: %w", ref, err)
	}
	for i := range list.Requirements {
		r := &list.Requirements[i]
		for _, text := range []*string{&r.Summary, &r.Check, &r.Evidence} {
			*text = strings.TrimSpace(*text)
		}
	}
	return list, nil
}

// AllRequirements returns those of several specifications, which are parsed side by side.
func (c *Catalogue) AllRequirements(refs []Ref) ([]*Requirements, error) {
	return concurrent.Map(refs, c.Requirements)
}

// ResolveRequirements is Resolve among what there are requirements of: "cross-functional" is one of them.
func (c *Catalogue) ResolveRequirements(sel string) (Ref, error) {
	refs, err := c.RequirementRefs()
	if err != nil {
		return Ref{}, err
	}
	ref, ok := resolve(refs, sel)
	if !ok {
		return Ref{}, fmt.Errorf("there are no requirements of %q; there are those of: %s", sel, orNone(refs))
	}
	return ref, nil
}
