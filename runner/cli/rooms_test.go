package cli_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// module is the path that all packages of this module begin with.
const module = "github.com/bbconform/bbconform"

// room is a folder of packages. A folder below it belongs to it as well, unless it has a line of its own.
type room struct {
	path  string
	may   string // import these rooms; "specs/..." is specs and every room below it
	tests string // its tests may import these as well
}

// rooms says which room may import which others of this module. A new room gets a line, and so does everybody who uses it.
var rooms = []room{
	{path: "specs"},
	{path: "features"},
	{
		path: "steps", tests: "steps/internal/blocks",
		may: "specs/... steps/verdict steps/values steps/exchange steps/request steps/language steps/scenario",
	},
	{path: "steps/verdict"},
	{path: "steps/values", may: "specs/..."},
	{path: "steps/exchange", may: "specs/..."},
	{path: "steps/request", may: "specs/... steps/verdict steps/values steps/exchange", tests: "steps/internal/blocks"},
	{path: "steps/language", may: "specs/... steps/verdict steps/request", tests: "steps/internal/blocks"},
	{
		path: "steps/scenario", tests: "steps/internal/blocks steps", // what sentences need is tested by saying them
		may: "specs/... steps/verdict steps/values steps/exchange steps/request steps/language",
	},
	{path: "steps/internal/blocks", may: "specs/... steps/exchange"},
	{path: "reports"},
	{path: "reports/phrase"},
	{path: "reports/internal/spool"},
	{path: "reports/verdict", may: "reports reports/phrase"},
	{path: "reports/record", may: "reports reports/phrase reports/verdict", tests: "reports/internal/sample"},
	{path: "reports/narrative", may: "reports reports/phrase"},
	{
		path: "reports/page", tests: "reports/internal/sample",
		may: "reports reports/phrase reports/record reports/narrative reports/internal/spool",
	},
	{
		path: "reports/render", tests: "reports/internal/sample",
		may: "reports reports/phrase reports/record reports/narrative reports/page reports/internal/spool",
	},
	{path: "reports/internal/sample", may: "reports reports/record"},
	{path: "examples", may: "specs/... reports reports/record", tests: "examples/... runner/runnertest"}, // reports: examples/speed reads what a run took
	{path: "examples/freedom", may: "examples"},
	{path: "examples/proof", may: "specs/... reports examples examples/freedom runner/runnertest"}, // for tests alone
	{path: "runner/problem"},
	{path: "runner/quickstart"},
	{path: "runner/identifier"},
	{path: "runner/pace"},
	{path: "runner/target", may: "specs/... reports runner/problem"},
	{path: "runner/wire", may: "specs/... steps/exchange reports runner/problem runner/pace runner/target", tests: "runner/internal/toys"},
	{path: "runner/plan", may: "specs/... steps/... reports runner/problem runner/identifier runner/target", tests: "runner/internal/toys"},
	{
		path: "runner", tests: "runner/internal/toys reports/record",
		may: "specs/... steps/... reports reports/verdict runner/problem runner/pace runner/target runner/wire runner/plan runner/quickstart",
	},
	{path: "runner/internal/toys", may: "specs/..."},
	{
		path: "runner/runnertest", tests: "examples", // for tests alone, and for examples/proof
		may: "specs/... features reports runner runner/problem runner/target runner/plan",
	},
	{
		path: "runner/cli", tests: "runner/identifier",
		may: "specs/... features steps/... reports reports/record reports/render examples runner runner/problem runner/target runner/plan " +
			"runner/quickstart",
	},
	{path: ".", may: "runner/cli"}, // the command itself
}

// TestImportsGoOneWay holds the direction of imports: specs, steps, runner, reports, an arrow reads "is used by", and within the runner
// from what knows little to what knows much.
func TestImportsGoOneWay(t *testing.T) {
	t.Parallel()
	for _, complaint := range wrongImports(os.DirFS("../.."), rooms) {
		t.Error(complaint)
	}
}

// wrongImports reads the imports of every Go file of a module, whatever it is built for, and says which are not allowed.
func wrongImports(files fs.FS, rooms []room) []string {
	var wrong []string
	used := map[string]bool{}
	err := fs.WalkDir(files, ".", func(file string, d fs.DirEntry, err error) error {
		switch name := path.Base(file); {
		case err != nil:
			return err
		case d.IsDir() && file != "." && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")):
			return fs.SkipDir // the go command passes over it as well
		case d.IsDir() || path.Ext(file) != ".go":
			return nil
		}
		from := roomOf(path.Dir(file), rooms)
		if from == nil {
			wrong = append(wrong, fmt.Sprintf("%s is in no room: give its folder a line in the table of rooms", file))
			return nil
		}
		used[from.path] = true
		text, err := fs.ReadFile(files, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), module+"/")
			to := roomOf(imported, rooms)
			switch {
			case !ours:
			case to == nil:
				wrong = append(wrong, fmt.Sprintf("%s imports %s, which is in no room: give it a line in the table of rooms", file, imported))
			case !from.lets(to, strings.HasSuffix(file, "_test.go")):
				wrong = append(wrong, fmt.Sprintf("%s imports %s: %s may import %s, and nothing else of this module", file, imported, from.path, allowed(from)))
			}
		}
		return nil
	})
	if err != nil {
		wrong = append(wrong, err.Error())
	}
	for _, r := range rooms {
		if !used[r.path] {
			wrong = append(wrong, fmt.Sprintf("%s is in the table of rooms and holds no Go file: take its line out", r.path))
		}
	}
	return wrong
}

// roomOf finds the room that a folder belongs to: the one with the longest path.
func roomOf(folder string, rooms []room) *room {
	var found *room
	for i := range rooms {
		r := &rooms[i]
		if (folder == r.path || strings.HasPrefix(folder, r.path+"/")) && (found == nil || len(r.path) > len(found.path)) {
			found = r
		}
	}
	return found
}

// lets reports whether a room may import another, in a test or elsewhere.
func (r *room) lets(other *room, test bool) bool {
	names := r.may
	if test {
		names += " " + r.tests
	}
	return r.path == other.path || slices.ContainsFunc(strings.Fields(names), func(name string) bool {
		house, whole := strings.CutSuffix(name, "/...")
		return house == other.path || whole && strings.HasPrefix(other.path, house+"/")
	})
}

func allowed(r *room) string {
	if r.may == "" {
		return "no other room"
	}
	return strings.Join(strings.Fields(r.may), ", ")
}

// TestWrongImportsAreFound holds that the check above can fail.
func TestWrongImportsAreFound(t *testing.T) {
	t.Parallel()
	table := []room{{path: "specs"}, {path: "specs/audit", may: "specs"}, {path: "steps", may: "specs/...", tests: "examples"}, {path: "examples", may: "specs"}}
	sound := map[string]string{
		"specs/a.go": "", "specs/contract/a.go": "specs", "specs/b.go": "specs/contract", "specs/audit/a.go": "specs", "steps/a.go": "specs/audit",
		"steps/b_test.go": "examples", "examples/a.go": "specs", "testdata/a.go": "nowhere", ".ci/a.go": "nowhere",
	}
	for name, test := range map[string]struct {
		more map[string]string // file to what it imports
		want []string
	}{
		"sound":             {},
		"back":              {map[string]string{"specs/back.go": "steps"}, []string{"specs/back.go imports steps: specs may import no other room, and nothing else of this module"}},
		"back within":       {map[string]string{"specs/contract/back.go": "specs/audit"}, []string{"specs/contract/back.go imports specs/audit: specs may import no other room, and nothing else of this module"}},
		"aside":             {map[string]string{"examples/x.go": "specs/audit"}, []string{"examples/x.go imports specs/audit: examples may import specs, and nothing else of this module"}},
		"what tests may":    {map[string]string{"steps/x.go": "examples"}, []string{"steps/x.go imports examples: steps may import specs/..., and nothing else of this module"}},
		"another platform":  {map[string]string{"specs/x_windows.go": "steps"}, []string{"specs/x_windows.go imports steps: specs may import no other room, and nothing else of this module"}},
		"into a new room":   {map[string]string{"steps/x.go": "new"}, []string{"steps/x.go imports new, which is in no room: give it a line in the table of rooms"}},
		"out of a new room": {map[string]string{"new/x.go": "specs"}, []string{"new/x.go is in no room: give its folder a line in the table of rooms"}},
		"like another":      {map[string]string{"specs2/x.go": "specs"}, []string{"specs2/x.go is in no room: give its folder a line in the table of rooms"}},
	} {
		files := fstest.MapFS{}
		for file, imported := range sound {
			files[file] = goFile(imported)
		}
		for file, imported := range test.more {
			files[file] = goFile(imported)
		}
		if diff := cmp.Diff(test.want, wrongImports(files, table)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}

	want := []string{"steps is in the table of rooms and holds no Go file: take its line out"}
	if diff := cmp.Diff(want, wrongImports(fstest.MapFS{"specs/a.go": goFile("")}, []room{{path: "specs"}, {path: "steps"}})); diff != "" {
		t.Error(diff)
	}
}

// goFile imports a folder of the module; an empty one is none.
func goFile(imported string) *fstest.MapFile {
	text := "package p\n\nimport \"net/http\"\n"
	if imported != "" {
		text += fmt.Sprintf("import %q\n", module+"/"+imported)
	}
	return &fstest.MapFile{Data: []byte(text)}
}
