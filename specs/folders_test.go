package specs

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestOwnFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, content := range fixture.Files(t, fixture.Nested) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	own, err := OwnFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	catalogue := NewCatalogue(Overlay(own, Embedded()))
	block, err := catalogue.Block(Ref{"fixture", "1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := block.Operation("putTree"); err != nil {
		t.Error(err)
	}
	embeddedRefs, _ := NewCatalogue(Embedded()).Refs()
	refs, err := catalogue.Refs()
	if err != nil || len(refs) != len(embeddedRefs)+1 {
		t.Error(refs, err)
	}
	if _, err := OwnFolder(filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there was opened")
	}
}
