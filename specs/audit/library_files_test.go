package audit

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/sample"
)

// TestNothingIsStray holds that every embedded file is one that somebody reads: a file with a misspelt name would otherwise
// lie there unnoticed.
func TestNothingIsStray(t *testing.T) {
	t.Parallel()
	catalogue := library()
	err := fs.WalkDir(specs.Embedded(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		parts := strings.Split(name, "/")
		below := path.Join(parts[2:]...)
		folder, _, _ := strings.Cut(below, "/")
		switch {
		case below == specs.BlockFile, below == specs.RequirementsFile:
		case (folder == sample.RequestsFolder || folder == sample.AnswersFolder) && len(parts) == 4: // held against the operations elsewhere
		case folder == "contracts" && isContract(t, catalogue, specs.Ref{Name: parts[0], Version: parts[1]}, below):
		default:
			t.Errorf("specs/%s belongs to nothing: it is neither named in block.yaml nor referred to by a contract", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// isContract reports whether a file is a contract of a building block, or whether one refers to it.
func isContract(t *testing.T, catalogue *specs.Catalogue, ref specs.Ref, file string) bool {
	t.Helper()
	block, err := catalogue.Block(ref)
	if err != nil {
		t.Error(err)
		return true
	}
	entries, _ := fs.ReadDir(block.Folder(), path.Dir(file))
	for _, info := range block.Contracts {
		if info.File == file {
			return true
		}
	}
	for _, entry := range entries {
		if data, err := fs.ReadFile(block.Folder(), path.Join(path.Dir(file), entry.Name())); err == nil && strings.Contains(string(data), path.Base(file)+"#") {
			return true
		}
	}
	return false
}
