package consent

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func TestCatalogueOfFaults(t *testing.T) {
	t.Parallel()
	operations, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(Faults()); n < 60 {
		t.Errorf("%d faults, want at least 60", n)
	}
	names, faulty := map[string]bool{}, map[string]bool{}
	form := regexp.MustCompile(`^[a-zA-Z]+/[a-z]+(-[a-z]+)*$`)
	for _, f := range Faults() {
		if names[f.Name] {
			t.Errorf("%s: there are two of this name", f.Name)
		}
		names[f.Name], faulty[f.Operation] = true, true
		if operations[f.Operation] == nil {
			t.Errorf("%s: there is no operation %q", f.Name, f.Operation)
		}
		if !form.MatchString(f.Name) || !strings.HasPrefix(f.Name, f.Operation+"/") {
			t.Errorf("%s: the name should be the operation, a slash, and what is wrong", f.Name)
		}
		if !strings.HasSuffix(f.About, ".") {
			t.Errorf("%s: about should be a sentence: %q", f.Name, f.About)
		}
	}
	for id := range operations {
		if !faulty[id] {
			t.Errorf("%s has no fault", id)
		}
	}
}

// A misspelt name of a fault would never be planted.
func TestHandlersAskForFaultsThatExist(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`\.wrong\(c, "([^"]+)"\)`)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllStringSubmatch(string(source), -1) {
			known := slices.ContainsFunc(Faults(), func(f sandbox.Fault) bool { return strings.HasSuffix(f.Name, "/"+m[1]) })
			if !known {
				t.Errorf("%s asks for the fault %q, which no operation has", file, m[1])
			}
		}
	}
}

// Every fault can be seen from outside, and one that spoils an answer or lets a request pass in the operation that it names.
func TestEveryFaultShows(t *testing.T) {
	t.Parallel()
	right := map[string][]step{}
	for part := range parts {
		right[part] = walk(t, part, "", nil)
		if d := difference(right[part], walk(t, part, "", nil)); d != nil {
			t.Fatalf("two walks with a conformant server differ: %+v", d)
		}
	}
	for _, f := range Faults() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			d := firstDifference(t, f, right)
			if d == nil {
				t.Fatal("the server answers as if it were conformant")
			}
			planted := len(f.Changes)+len(f.Leave)+len(f.Overlook) > 0
			if planted && d[0].operation != f.Operation {
				t.Errorf("it shows first in %s, number %d:\nright %s\nwrong %s", d[0].operation, d[0].number, d[0].seen, d[1].seen)
			}
		})
	}
}

// firstDifference walks until a fault shows, through the parts that call its operation. Requests that should be refused and
// are not show among the refusals, everything else sooner.
func firstDifference(t *testing.T, f sandbox.Fault, right map[string][]step) []step {
	t.Helper()
	order := []string{"policies", "agreements", "individuals", "webhooks", "views", "signatures", "consent", "refusals", "refused"}
	if len(f.Leave)+len(f.Overlook) > 0 {
		slices.Reverse(order)
	}
	for _, part := range order {
		if !slices.ContainsFunc(right[part], func(s step) bool { return s.operation == f.Operation }) {
			continue
		}
		if d := difference(right[part], walk(t, part, f.Name, right[part])); d != nil {
			return d
		}
	}
	return nil
}

// difference returns the first step in which two walks differ, as the one and the other saw it.
func difference(a, b []step) []step {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return []step{a[i], b[i]}
		}
	}
	if len(a) != len(b) {
		return []step{{operation: "the number of answers"}, {}}
	}
	return nil
}
