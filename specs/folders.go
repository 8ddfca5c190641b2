package specs

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// OwnFolder opens a folder on disk that has the shape of Embedded. Links that lead out of it are refused.
func OwnFolder(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the specifications in %s: %w", dir, err)
	}
	return root.FS(), nil
}

// Overlay lays own over base. A building block in one version that own holds whole, which is to say with its block.yaml,
// takes the place of the one of base, and nothing of base shows through. Where own has single files only, each takes the
// place of the file of the same name: that is how a contract is exchanged without repeating the rest.
func Overlay(own, base fs.FS) fs.FS { return overlay{own, base} }

type overlay struct{ own, base fs.FS }

// ownsWhole reports whether name lies in a building block that own holds whole.
func (o overlay) ownsWhole(name string) bool {
	parts := strings.SplitN(name, "/", 3)
	return len(parts) >= 2 && exists(o.own, path.Join(parts[0], parts[1], BlockFile))
}

// Open opens the file of own, and otherwise the one of base.
func (o overlay) Open(name string) (fs.File, error) {
	file, err := o.own.Open(name)
	if err == nil || o.ownsWhole(name) {
		return file, err
	}
	return o.base.Open(name)
}

// ReadDir lists both, each name once.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.own, name)
	if o.ownsWhole(name) {
		return entries, err
	}
	below, errBelow := fs.ReadDir(o.base, name)
	if err != nil && errBelow != nil {
		return nil, errBelow
	}
	for _, entry := range below {
		if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == entry.Name() }) {
			entries = append(entries, entry)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}
