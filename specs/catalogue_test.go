package specs

import (
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func minimalBlock(name, version string) string {
	return "name: " + name + "\ntitle: T\nversion: " + version + "\n"
}

func TestCatalogueRefs(t *testing.T) {
	t.Parallel()
	c := NewCatalogue(fixture.FS(map[string]string{
		"payments/1.10/block.yaml":        minimalBlock("payments", "1.10"),
		"payments/1.9/block.yaml":         minimalBlock("payments", "1.9"),
		"payments/3.0.0-alpha/block.yaml": minimalBlock("payments", "3.0.0-alpha"),
		"payments/3.0.0/block.yaml":       minimalBlock("payments", "3.0.0"),
		"consent/1.1.0/block.yaml":        minimalBlock("consent", "1.1.0"),
		"consent/draft/notes.txt":         "no block",
		"block.go":                        "package specs",
	}))
	refs, err := c.Refs()
	if err != nil {
		t.Fatal(err)
	}
	want := "consent@1.1.0, payments@1.9, payments@1.10, payments@3.0.0-alpha, payments@3.0.0"
	if got := orNone(refs); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for selection, want := range map[string]string{
		"payments": "payments@3.0.0", "payments@1.9": "payments@1.9", "consent": "consent@1.1.0",
	} {
		if ref, err := c.Resolve(selection); err != nil || ref.String() != want {
			t.Errorf("Resolve(%q) = %v, %v; want %s", selection, ref, err, want)
		}
	}
	for _, selection := range []string{"", "consents", "consent@9", "@1.1.0"} {
		if _, err := c.Resolve(selection); err == nil || !strings.Contains(err.Error(), "there are: consent@1.1.0, payments@1.9") {
			t.Errorf("Resolve(%q): %v", selection, err)
		}
	}
}

func TestCatalogueReadsStrictly(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ file, want string }{
		"unknown key":  {minimalBlock("a", "1") + "serviceApis: []\n", `a/1/block.yaml:4: unknown field "serviceApis"`},
		"repeated key": {minimalBlock("a", "1") + "title: U\n", `a/1/block.yaml:4: `},
		"wrong type":   {"name: a\nversion: 1\ntitle: [x]\n", `a/1/block.yaml:3: `},
		"other name":   {minimalBlock("b", "1"), `the folder's names and the file must agree`},
		"empty":        {"", "a/1/block.yaml: the file is empty"},
		"no YAML":      {"name: [", "a/1/block.yaml:1: "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := NewCatalogue(fixture.FS(map[string]string{"a/1/block.yaml": test.file})).Block(Ref{"a", "1"})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one line: %q", err)
			}
		})
	}
}

func TestCatalogueParsesOnce(t *testing.T) {
	t.Parallel()
	c := NewCatalogue(fixture.FS(map[string]string{"a/1/block.yaml": minimalBlock("a", "1")}))
	blocks := make([]*Block, 8)
	var wg sync.WaitGroup
	for i := range blocks {
		wg.Go(func() {
			var err error
			if blocks[i], err = c.Block(Ref{"a", "1"}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, b := range blocks {
		if b != blocks[0] {
			t.Fatal("parsed more than once")
		}
	}
	if _, err := c.Block(Ref{"b", "1"}); err == nil || !strings.Contains(err.Error(), `no building block "b@1"; there are: a@1`) {
		t.Error(err)
	}
}

func TestOverlay(t *testing.T) {
	t.Parallel()
	base := fixture.FS(map[string]string{
		"a/1/block.yaml": "base", "a/1/requests/x.yaml": "base", "a/1/requests/y.yaml": "base",
		"b/1/block.yaml": "base", "b/1/requests/x.yaml": "base",
	})
	own := fixture.FS(map[string]string{
		"a/1/block.yaml": "own", "a/1/requests/x.yaml": "own", // whole
		"b/1/requests/x.yaml": "own", // one file
		"c/1/block.yaml":      "own", // new
	})
	got := map[string]string{}
	layered := Overlay(own, base)
	for _, name := range []string{"a/1/block.yaml", "a/1/requests/x.yaml", "a/1/requests/y.yaml", "b/1/block.yaml", "b/1/requests/x.yaml", "c/1/block.yaml"} {
		got[name] = readOr(layered, name)
	}
	want := map[string]string{
		"a/1/block.yaml": "own", "a/1/requests/x.yaml": "own", "a/1/requests/y.yaml": "missing",
		"b/1/block.yaml": "base", "b/1/requests/x.yaml": "own", "c/1/block.yaml": "own",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	refs, err := NewCatalogue(layered).Refs()
	if err != nil || orNone(refs) != "a@1, b@1, c@1" {
		t.Errorf("%v, %v", refs, err)
	}
}

func readOr(fsys fs.FS, name string) string {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return "missing"
	}
	return string(data)
}
