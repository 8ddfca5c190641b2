package cli_test

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/features"
	"github.com/bbconform/bbconform/runner/cli"
	"github.com/bbconform/bbconform/runner/identifier"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// TestIdentifiersOfTheLibrary holds that every scenario of the library has an identifier of its own that can be written anywhere, that none
// was in use before, and that what replaces retired ones is there.
func TestIdentifiersOfTheLibrary(t *testing.T) {
	t.Parallel()
	planned, err := plan.New(plan.Options{Catalogue: specs.NewCatalogue(specs.Embedded()), Features: features.FS, ListOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, warning := range planned.Warnings {
		t.Error(warning)
	}
	plain := regexp.MustCompile(`^[a-z-]+(/[A-Za-z0-9._-]+){2,}$`) // nothing that has to be quoted, and no digest
	seen, byCase := map[string]bool{}, map[string]string{}
	for _, s := range planned.Scenarios {
		place := fmt.Sprintf("%s:%d", s.File, s.Line)
		if !plain.MatchString(s.ID) {
			t.Errorf("%s: the identifier %s has other characters than letters, digits, hyphens, points and underscores, or is too long: give the scenario a simpler name, or other cells", place, s.ID)
		}
		if seen[s.ID] {
			t.Errorf("%s: another scenario is called %s: give it a name, or a row, of its own", place, s.ID)
		}
		seen[s.ID] = true
		if before, taken := byCase[s.Block.Ref.Name+s.File+s.Name+"["+s.Case+"]"]; taken {
			t.Errorf("%s: CI systems cannot tell it from %s, which has the same name: give it a name of its own", place, before)
		}
		byCase[s.Block.Ref.Name+s.File+s.Name+"["+s.Case+"]"] = s.ID
	}
	if len(seen) < 900 {
		t.Errorf("only %d scenarios were looked at", len(seen))
	}
}

// TestLedgerOfTheLibrary holds that the ledger is there, and sends nobody to a building block without features.
func TestLedgerOfTheLibrary(t *testing.T) {
	t.Parallel()
	if _, err := features.FS.ReadFile(identifier.LedgerFile); err != nil {
		t.Fatal(err)
	}
	ledger, err := identifier.ReadLedger(features.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range ledger.Entries() {
		for _, id := range ledger.Successors(e.Whole()) {
			block, _, _ := strings.Cut(id, "/")
			if _, err := features.FS.ReadDir(block); err != nil {
				t.Errorf("%s: %s is replaced by %s, and there are no features for %s", identifier.LedgerFile, e.ID, id, block)
			}
		}
	}
}

// TestIdentifiersThatAreShown holds that what the README, the help and the template of a target show is there.
func TestIdentifiersThatAreShown(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var help strings.Builder
	for _, command := range []string{"run", "explain"} {
		code := cli.Run(t.Context(), cli.Environment{
			Args: []string{command, "--help"}, Stdout: &help, Stderr: io.Discard, Directory: t.TempDir(), Getenv: func(string) string { return "" },
		})
		if code != problem.ExitConformant {
			t.Fatalf("%s --help exits with %d", command, code)
		}
	}
	address := regexp.MustCompile(`\bfeatures/[a-z-]+/[a-z-]+\.feature(:[0-9]+)?|(^|[^/a-z])(consent/policies(/[A-Za-z0-9._-]+)*)`)
	for where, text := range map[string]string{"README": string(readme), "help": help.String(), "template": target.Template()} {
		shown := address.FindAllStringSubmatch(text, -1)
		if len(shown) == 0 {
			t.Errorf("the %s shows no scenario", where)
		}
		for _, m := range shown {
			written := cmp.Or(m[3], m[0])
			_, err := plan.New(plan.Options{
				Catalogue: specs.NewCatalogue(specs.Embedded()), Features: features.FS, ListOnly: true, Selection: plan.Selection{Addresses: []string{written}},
			})
			if err != nil {
				t.Errorf("the %s shows %s: %v", where, written, err)
			}
		}
	}
}
