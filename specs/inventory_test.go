package specs

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inventory is the part of inventory.json that errata must account for.
type inventory struct {
	Blocks []struct {
		Name  string `json:"name"` // with bb- before it
		Files []struct {
			Path    string `json:"path"` // with the repository before it
			Defects []struct {
				Code string `json:"code"`
			} `json:"defects"`
		} `json:"files"`
		Contradictions []contradiction `json:"contradictions"`
	} `json:"building_blocks"`
}

// contradiction is a place where a contract and GovStack's own suite, mock or pages do not agree.
type contradiction struct {
	Kind     string   `json:"kind"`
	Contract string   `json:"contract"`
	Upstream string   `json:"upstream"`
	Files    []string `json:"files"`
}

// versionsOf returns all versions of a building block that are embedded.
func versionsOf(t *testing.T, catalogue *Catalogue, name string) []*Block {
	t.Helper()
	refs, err := catalogue.Refs()
	if err != nil {
		t.Fatal(err)
	}
	var blocks []*Block
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
		t.Fatalf("specs/%s/VERSION/%s is missing", name, blockFile)
	}
	return blocks
}

// TestDefectsAreErrata holds that every published file in which a defect was found is named by the place of an erratum, and
// that every known contradiction is told by one. Any version of the building block may do it.
func TestDefectsAreErrata(t *testing.T) {
	t.Parallel()
	catalogue := NewCatalogue(Embedded())
	for _, bb := range readFacts[inventory](t, "inventory.json").Blocks {
		name := strings.TrimPrefix(bb.Name, "bb-")
		if name == "template" { // GovStack's form for a new building block
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			blocks := versionsOf(t, catalogue, name)
			for _, f := range bb.Files {
				var codes []string
				for _, d := range f.Defects {
					codes = append(codes, d.Code)
				}
				file := strings.TrimPrefix(f.Path, bb.Name+"/")
				if len(codes) > 0 && !slices.ContainsFunc(blocks, func(b *Block) bool { return b.namesFile(file) }) {
					t.Errorf("%s: no erratum's place names %q, in which were found: %s", name, file, strings.Join(slices.Compact(codes), ", "))
				}
			}
			for i, c := range bb.Contradictions {
				if !slices.ContainsFunc(blocks, func(b *Block) bool { return b.tells(c) }) {
					t.Errorf("%s: no erratum tells contradiction %d (%s): contract: %s; upstream: %s. Expected is one that names any of: %s",
						name, i+1, c.Kind, c.Contract, c.Upstream, strings.Join(c.words(), ", "))
				}
			}
		})
	}
}

// namesFile reports whether the place of an erratum names a published file: by its path, by its name, by its folder ("api/"),
// by a pattern ("api/*/*.yml"), or by the contract that was made of it ("data contract"). Where the building block has one
// contract of one file, every place is in that file.
func (b *Block) namesFile(file string) bool {
	var words []string
	for _, c := range b.Contracts {
		if slices.Contains(c.Upstream, file) {
			words = append(words, c.Name+" contract", c.Title)
			if len(b.Contracts) == 1 && len(c.Upstream) == 1 && len(b.Errata) > 0 {
				return true
			}
		}
	}
	folder := regexp.MustCompile(regexp.QuoteMeta(path.Dir(file)) + `/($|[^\w"{])`)
	return slices.ContainsFunc(b.Errata, func(e Erratum) bool {
		place := strings.Join(strings.Fields(e.Place), " ")
		if strings.Contains(place, path.Base(file)) || folder.MatchString(place) {
			return true
		}
		for _, part := range regexp.MustCompile(`[,;:]| and `).Split(place, -1) {
			if part = strings.TrimSpace(part); strings.Contains(part, "*") && (matchesPattern(part, file) || matchesPattern(part, path.Base(file))) {
				return true
			}
		}
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(place), strings.ToLower(word)) })
	})
}

// words returns what is a name rather than a word of English: addresses, fields, statuses, files.
func (c contradiction) words() []string {
	text := c.Contract + " " + c.Upstream
	for _, file := range c.Files {
		text += " " + path.Base(file)
	}
	found := regexp.MustCompile(`[/\w{}.:-]*[\w}/]`).FindAllString(text, -1)
	isName := regexp.MustCompile(`[a-z][A-Z]|/|_|\w-\w|^\d{3}$|[a-z]\.[a-z]|\w\d\w|^uuid$`)
	found = slices.DeleteFunc(found, func(word string) bool { return !isName.MatchString(word) })
	slices.Sort(found)
	return slices.Compact(found)
}

// tells reports whether an erratum holds one of the names of a contradiction, or says much the same in words.
func (b *Block) tells(c contradiction) bool {
	longWords := func(text string) []string {
		words := regexp.MustCompile(`[a-z]{5,}`).FindAllString(strings.ToLower(text), -1)
		slices.Sort(words)
		return slices.Compact(words)
	}
	theirs := longWords(c.Contract + " " + c.Upstream)
	return slices.ContainsFunc(b.Errata, func(e Erratum) bool {
		text := strings.ToLower(strings.Join([]string{e.Place, e.Wrong, e.Reading, e.Suggestion}, " "))
		if slices.ContainsFunc(c.words(), func(word string) bool { return strings.Contains(text, strings.ToLower(word)) }) {
			return true
		}
		ours := longWords(text)
		shared := slices.DeleteFunc(slices.Clone(theirs), func(word string) bool { return !slices.Contains(ours, word) })
		return len(shared) >= 4
	})
}
