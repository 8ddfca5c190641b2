package upstream

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

// inventory is the part of inventory.json that errata must account for.
type inventory struct {
	Blocks []struct {
		Name  string `json:"name"` // with bb- before it
		Files []struct {
			Path    string   `json:"path"` // with the repository before it
			Defects []defect `json:"defects"`
		} `json:"files"`
		Contradictions []contradiction `json:"contradictions"`
	} `json:"building_blocks"`
}

// defect is a fault of one file: it cannot be read, is not valid, or breaks a rule of OpenAPI.
type defect struct {
	Code  string `json:"code"`
	Where string `json:"where"` // may be empty
	Msg   string `json:"msg"`
}

// contradiction is a place where a contract and GovStack's own suite, mock or pages do not agree.
type contradiction struct {
	Kind     string   `json:"kind"`
	Contract string   `json:"contract"`
	Upstream string   `json:"upstream"`
	Files    []string `json:"files"`
}

// entry is a defect or a contradiction of the inventory.
type entry struct {
	bb    string // without bb-
	key   string // in testdata/inventory.yaml
	about string
	files []string // that it is in, without the repository
	names []string // of operations, paths, fields and files
}

// entries returns all defects and contradictions, each with the key that follows from what identifies it.
func (i inventory) entries() []entry {
	key := func(parts ...string) string {
		sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
		return hex.EncodeToString(sum[:4])
	}
	var entries []entry
	for _, bb := range i.Blocks {
		name := strings.TrimPrefix(bb.Name, "bb-")
		for _, c := range bb.Contradictions {
			text := c.Contract + " " + c.Upstream
			var files []string
			for _, file := range c.Files {
				file, _, _ = strings.Cut(file, ":") // the line
				files, text = append(files, file), text+" "+path.Base(file)
			}
			entries = append(entries, entry{
				bb: name, key: key(bb.Name, c.Kind, c.Contract, c.Upstream), files: files, names: namesIn(text),
				about: fmt.Sprintf("contradiction (%s): contract: %s; upstream: %s", c.Kind, c.Contract, c.Upstream),
			})
		}
		for _, f := range bb.Files {
			for _, d := range f.Defects {
				names := namesIn(d.Where + " " + d.Msg)
				for _, property := range regexp.MustCompile(`properties/(\w+)`).FindAllStringSubmatch(d.Where, -1) {
					names = append(names, property[1])
				}
				entries = append(entries, entry{
					bb: name, key: key(f.Path, d.Code, d.Where, d.Msg), names: names,
					files: []string{strings.TrimPrefix(f.Path, bb.Name+"/")},
					about: fmt.Sprintf("%s: %s %s: %s", f.Path, d.Code, d.Where, d.Msg),
				})
			}
		}
	}
	return entries
}

// namesIn returns what is a name rather than a word of English: addresses, fields, statuses, files.
func namesIn(text string) []string {
	found := regexp.MustCompile(`[/\w{}.:-]*[\w}/]`).FindAllString(text, -1)
	isName := regexp.MustCompile(`[a-z][A-Z]|/|_|\w-\w|^\d{3}$|[a-z]\.[a-z]|\w\d\w|^uuid$`)
	found = slices.DeleteFunc(found, func(word string) bool { return !isName.MatchString(word) })
	slices.Sort(found)
	return slices.Compact(found)
}

// accounts is testdata/inventory.yaml: by building block, what becomes of the entries of the inventory, by their keys.
type accounts struct {
	Errata  map[string]map[string][]string `yaml:"errata"`  // identifiers of the errata that tell the entry
	LeftOut map[string]map[string]string   `yaml:"leftOut"` // why none has to
}

func readAccounts(t *testing.T) accounts {
	t.Helper()
	const file = "../testdata/inventory.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list accounts
	if err := yaml.UnmarshalWithOptions(data, &list, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return list
}

// TestAccountsNameErrata holds what can be held without the inventory: that the errata of the list exist, and in the same
// building block.
func TestAccountsNameErrata(t *testing.T) {
	t.Parallel()
	catalogue, list, seen := specs.NewCatalogue(specs.Embedded()), readAccounts(t), map[string]string{}
	wellFormed := regexp.MustCompile(`^[0-9a-f]{8}$`)
	check := func(bb, key string) {
		if !wellFormed.MatchString(key) {
			t.Errorf("%s: %q is no key: expected are eight hexadecimal digits, in quotation marks", bb, key)
		}
		if other := seen[key]; other != "" {
			t.Errorf("the key %s is listed for %s and for %s", key, other, bb)
		}
		seen[key] = bb
	}
	for bb, keys := range list.Errata {
		blocks := versionsOf(t, catalogue, bb)
		for key, ids := range keys {
			check(bb, key)
			if len(ids) == 0 {
				t.Errorf("%s: %s has no erratum; if it needs none, it belongs to leftOut, with a reason", bb, key)
			}
			for _, id := range ids {
				if block, _ := findErratum(blocks, id); block == nil {
					t.Errorf("%s: %s is accounted for by %s, which no specs/%s/VERSION/%s has", bb, key, id, bb, specs.BlockFile)
				}
			}
		}
	}
	for bb, keys := range list.LeftOut {
		for key, reason := range keys {
			if check(bb, key); reason == "" {
				t.Errorf("%s: %s is left out without a reason", bb, key)
			}
		}
	}
}

// TestInventoryIsAccountedFor holds that the list and the inventory are about the same entries, and that an erratum has at
// least one name in common with what it accounts for. That it tells the matter is for people to read.
func TestInventoryIsAccountedFor(t *testing.T) {
	t.Parallel()
	facts, list, catalogue := fixture.ReadFacts[inventory](t, "inventory.json"), readAccounts(t), specs.NewCatalogue(specs.Embedded())
	byKey := map[string]entry{}
	for _, e := range facts.entries() {
		if other, taken := byKey[e.key]; taken {
			t.Errorf("two entries have the key %s: %s, and %s", e.key, other.about, e.about)
		}
		byKey[e.key] = e
		if list.LeftOut[e.bb][e.key] != "" {
			continue
		}
		ids := list.Errata[e.bb][e.key]
		if len(ids) == 0 {
			t.Errorf("testdata/inventory.yaml has no '%s' below errata, %s: name the errata that tell this, or write one. %s", e.key, e.bb, e.about)
			continue
		}
		blocks := versionsOf(t, catalogue, e.bb)
		for _, id := range ids {
			if block, erratum := findErratum(blocks, id); block != nil && !isAbout(block, erratum, e) {
				t.Errorf("%s names neither the file nor any of %s, and so cannot account for '%s': %s", id, strings.Join(e.names, ", "), e.key, e.about)
			}
		}
	}
	stale := func(bb, key string) {
		if byKey[key].bb != bb {
			t.Errorf("testdata/inventory.yaml: the inventory of %s has no entry '%s' any more; take it out", bb, key)
		}
	}
	for bb, keys := range list.Errata {
		for key := range keys {
			stale(bb, key)
		}
	}
	for bb, keys := range list.LeftOut {
		for key := range keys {
			stale(bb, key)
		}
	}
}

// versionsOf returns all versions of a building block that are embedded.
func versionsOf(t *testing.T, catalogue *specs.Catalogue, name string) []*specs.Block {
	t.Helper()
	refs, err := catalogue.Refs()
	if err != nil {
		t.Fatal(err)
	}
	var blocks []*specs.Block
	for _, ref := range refs {
		if ref.Name != name {
			continue
		}
		block, err := catalogue.Block(ref)
		if err != nil {
			t.Fatal(err)
		}
		blocks = append(blocks, block)
	}
	if len(blocks) == 0 {
		t.Fatalf("specs/%s/VERSION/%s is missing", name, specs.BlockFile)
	}
	return blocks
}

// findErratum returns an erratum and the version of the building block that has it; nil where none does.
func findErratum(blocks []*specs.Block, id string) (*specs.Block, specs.Erratum) {
	for _, b := range blocks {
		if i := slices.IndexFunc(b.Errata, func(e specs.Erratum) bool { return e.ID == id }); i >= 0 {
			return b, b.Errata[i]
		}
	}
	return nil, specs.Erratum{}
}

// isAbout reports whether an erratum holds one of the names of an entry, or names a file that it is in.
func isAbout(b *specs.Block, e specs.Erratum, entry entry) bool {
	text := strings.ToLower(strings.Join([]string{e.Where, e.Wrong, e.Reading, e.Suggestion}, " "))
	return slices.ContainsFunc(entry.files, func(file string) bool { return namesFile(b, e, file) }) ||
		slices.ContainsFunc(entry.names, func(name string) bool { return strings.Contains(text, strings.ToLower(name)) })
}

// namesFile reports whether an erratum names a published file: by its path, by its name, by a folder that it is in ("api/",
// "test/openAPI"), by a pattern ("api/*/*.yml"), or by the contract that was made of it ("data contract"). Where the building
// block has one contract of one file, every place is in that file.
func namesFile(b *specs.Block, e specs.Erratum, file string) bool {
	where := strings.Join(strings.Fields(e.Where), " ")
	for _, c := range b.Contracts {
		if !slices.Contains(c.Upstream, file) {
			continue
		}
		if len(b.Contracts) == 1 && len(c.Upstream) == 1 || strings.Contains(where, c.Name+" contract") || strings.Contains(where, c.Title) {
			return true
		}
	}
	if strings.Contains(where+" "+e.Wrong, path.Base(file)) {
		return true
	}
	for folder := path.Dir(file); folder != "."; folder = path.Dir(folder) {
		slash := "/"
		if strings.Contains(folder, "/") {
			slash = "/?" // with one in it already it is no word of English
		}
		if regexp.MustCompile(regexp.QuoteMeta(folder) + slash + `($|[^/\w"{*.])`).MatchString(where) {
			return true
		}
	}
	for _, part := range regexp.MustCompile(`[,;:]| and `).Split(where, -1) {
		if part = strings.TrimSpace(part); strings.Contains(part, "*") && (matchesPattern(part, file) || matchesPattern(part, path.Base(file))) {
			return true
		}
	}
	return false
}
