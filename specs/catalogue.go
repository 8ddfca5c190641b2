package specs

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/specs/internal/concurrent"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// BlockFile is the name of the file that makes a folder a building block in one version.
const BlockFile = "block.yaml"

// Catalogue is a collection of building blocks. It is safe for concurrent use.
type Catalogue struct {
	fsys fs.FS

	mu           sync.Mutex
	blocks       map[Ref]*blockEntry
	requirements map[Ref]*requirementsEntry
}

// blockEntry makes sure that a block is parsed once, whoever asks first.
type blockEntry struct {
	once  sync.Once
	block *Block
	err   error
}

// NewCatalogue returns the building blocks of fsys, which has the shape of Embedded: NAME/VERSION/block.yaml. It reads
// nothing yet.
func NewCatalogue(fsys fs.FS) *Catalogue {
	return &Catalogue{fsys: fsys, blocks: map[Ref]*blockEntry{}, requirements: map[Ref]*requirementsEntry{}}
}

// Files returns the folders that the catalogue was made of.
func (c *Catalogue) Files() fs.FS { return c.fsys }

// Refs returns what building blocks there are, by name and then from the oldest to the newest version. Only folder names
// are read.
func (c *Catalogue) Refs() ([]Ref, error) { return c.refsWith(BlockFile) }

// refsWith returns the folders that hold a file.
func (c *Catalogue) refsWith(file string) ([]Ref, error) {
	names, err := fs.ReadDir(c.fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("list the building blocks: %w", err)
	}
	var refs []Ref
	for _, name := range names {
		if !name.IsDir() || strings.HasPrefix(name.Name(), ".") {
			continue
		}
		versions, err := fs.ReadDir(c.fsys, name.Name())
		if err != nil {
			return nil, fmt.Errorf("list the versions of %s: %w", name.Name(), err)
		}
		for _, version := range versions {
			ref := Ref{name.Name(), version.Name()}
			if version.IsDir() && exists(c.fsys, path.Join(ref.Name, ref.Version, file)) {
				refs = append(refs, ref)
			}
		}
	}
	slices.SortFunc(refs, func(a, b Ref) int {
		if n := strings.Compare(a.Name, b.Name); n != 0 {
			return n
		}
		return compareVersions(a.Version, b.Version)
	})
	return refs, nil
}

// Resolve reads a selection: "consent" is the newest version there is, "consent@1.1.0" exactly that one. The error of a
// selection that names nothing lists what there is.
func (c *Catalogue) Resolve(sel string) (Ref, error) {
	refs, err := c.Refs()
	if err != nil {
		return Ref{}, err
	}
	ref, ok := resolve(refs, sel)
	if !ok {
		return Ref{}, fmt.Errorf("there is no building block %q; there are: %s", sel, orNone(refs))
	}
	return ref, nil
}

// resolve finds what a selection names. Refs are sorted, so that the newest version comes last.
func resolve(refs []Ref, sel string) (Ref, bool) {
	name, version, exact := strings.Cut(strings.TrimSpace(sel), "@")
	for _, ref := range slices.Backward(refs) {
		if ref.Name == name && (!exact || ref.Version == version) {
			return ref, true
		}
	}
	return Ref{}, false
}

// Block returns the building block that ref names. Its block.yaml is parsed once; contracts and sample requests are read
// when they are asked for.
func (c *Catalogue) Block(ref Ref) (*Block, error) {
	c.mu.Lock()
	entry := c.blocks[ref]
	if entry == nil {
		entry = &blockEntry{}
		c.blocks[ref] = entry
	}
	c.mu.Unlock()
	entry.once.Do(func() { entry.block, entry.err = c.load(ref) })
	return entry.block, entry.err
}

// Blocks returns several building blocks, which are parsed side by side.
func (c *Catalogue) Blocks(refs []Ref) ([]*Block, error) {
	return concurrent.Map(refs, c.Block)
}

func (c *Catalogue) load(ref Ref) (*Block, error) {
	dir := path.Join(ref.Name, ref.Version)
	folder, err := fs.Sub(c.fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("open building block %s: %w", ref, err)
	}
	data, err := fs.ReadFile(folder, BlockFile)
	if errors.Is(err, fs.ErrNotExist) {
		refs, _ := c.Refs()
		return nil, fmt.Errorf("there is no building block %q; there are: %s", ref, orNone(refs))
	} else if err != nil {
		return nil, fmt.Errorf("read building block %s: %w", ref, err)
	}
	block := &Block{}
	if err := yamlfile.Decode(path.Join(dir, BlockFile), data, block); err != nil {
		return nil, fmt.Errorf("read building block %s: %w", ref, err)
	}
	if block.Name != ref.Name || block.Version != ref.Version {
		return nil, fmt.Errorf("%s/%s says that it is %q in version %q; the folder's names and the file must agree",
			dir, BlockFile, block.Name, block.Version)
	}
	block.loaded = newLoaded(block, folder, func() (*Requirements, error) { return c.Requirements(ref) })
	return block, nil
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

func orNone(refs []Ref) string {
	if len(refs) == 0 {
		return "none"
	}
	names := make([]string, len(refs))
	for i, ref := range refs {
		names[i] = ref.String()
	}
	return strings.Join(names, ", ")
}
