package audit

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

const blockOfTrees = `name: fixture
title: Fixture
version: "1"
summary: For tests.
upstream: {repository: https://example.org, commit: abc, licence: Apache-2.0}
contracts:
  - {name: main, title: Main, version: "1", file: contracts/main.yaml, upstream: api/main.yaml, role: service}
serviceAPIs:
  - {name: trees, title: Trees, operations: [putTree]}
  - {name: things, title: Things, operations: [listThings, dropThings]}
resources:
  tree: {plural: trees, create: putTree, id: id, parameter: tree, list: listThings, listId: id}
  leaf: {plural: leaves, create: putTree, id: id, needs: [tree]}
data:
  - {name: soil, value: loam, about: What it stands in.}
errata:
  - {id: E1, kind: weak, place: everywhere, wrong: Much., reading: Little.}
`

func TestValidate(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change, of string // of block.yaml
		want       []string
	}{
		"sound":             {},
		"nothing said":      {"summary: ''", "summary: For tests.", []string{"1 missing-value: summary is missing"}},
		"source":            {"authentication: {source: hearsay}\nupstream:", "upstream:", []string{`5 unknown-value: authentication.source is "hearsay"`}},
		"twice in an API":   {"[listThings, dropThings, putTree]", "[listThings, dropThings]", []string{"10 repeated-operation: putTree is in the service APIs trees and things"}},
		"in no API":         {"[listThings]", "[listThings, dropThings]", []string{"9 homeless-operation: dropThings of contracts/main.yaml"}},
		"unknown operation": {"[listThings, dropThings, eatThings]", "[listThings, dropThings]", []string{"10 unknown-operation: eatThings"}},
		"name of an API":    {"{name: My Trees,", "{name: trees,", []string{"9 missing-value: small letters"}},
		"resource's operation": {
			"{plural: leaves, create: growLeaf, id: id,", "{plural: leaves, create: putTree, id: id,", []string{"13 unknown-operation: growLeaf"},
		},
		"needs":          {"needs: [root]", "needs: [tree]", []string{`13 unknown-resource: needs "root"`}},
		"circular":       {"listId: id, needs: [leaf]}", "listId: id}", []string{"12 circular-needs", "13 circular-needs"}},
		"plural":         {"{plural: trees, create: putTree, id: id, needs", "{plural: leaves, create: putTree, id: id, needs", []string{`12 repeated-name: "trees" means both`}},
		"path parameter": {"parameter: oak", "parameter: tree", []string{`12 unknown-parameter: "oak"`}},
		"list":           {"list: listThings}", "list: listThings, listId: id}", []string{"12 missing-value: no listId"}},
		"datum":          {"about: ''", "about: What it stands in.", []string{"15 missing-value"}},
		"kind":           {"kind: odd", "kind: weak", []string{"17 unknown-value: the kinds are: does not parse, invalid"}},
		"same id": {
			"  - {id: E1, kind: weak, place: everywhere, wrong: Much., reading: Little.}\n  - {id: E1, kind: weak, place: x, wrong: y, reading: z}\n",
			"  - {id: E1, kind: weak, place: everywhere, wrong: Much., reading: Little.}\n", []string{"18 repeated-name: E1"},
		},
		"identity": {
			"identity: {resource: bird, header: X, datum: nest, operations: [fly]}\ndata:", "data:",
			[]string{`14 unknown-resource: "bird"`, `14 unknown-datum: "nest"`, `14 unknown-operation: "fly"`},
		},
		"contract": {"file: contracts/none.yaml", "file: contracts/main.yaml", []string{"*"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{
				"fixture/1/contracts/main.yaml": fixture.Nested, "fixture/1/requests/putTree.yaml": "{}",
				"fixture/1/requests/listThings.yaml": "{}", "fixture/1/requests/dropThings.yaml": "{}",
			}
			if test.of != "" && !strings.Contains(blockOfTrees, test.of) {
				t.Fatalf("the block does not hold %q", test.of)
			}
			files["fixture/1/block.yaml"] = strings.Replace(blockOfTrees, wording.Or(test.of, "title: Fixture"), wording.Or(test.change, "title: Fixture"), 1)
			block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "fixture", Version: "1"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range Validate(block) {
				if p.Code != "homeless-sample" && p.Code != "bad-sample" {
					got = append(got, p.String())
				}
			}
			if len(test.want) == 1 && test.want[0] == "*" && len(got) > 0 {
				return
			}
			if len(got) != len(test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}
			for i, want := range test.want {
				head, words, _ := strings.Cut(want, ": ")
				line, code, _ := strings.Cut(head, " ")
				if !strings.HasPrefix(got[i], "fixture/1/block.yaml:"+line+": ") || !strings.HasSuffix(got[i], "("+code+")") || !strings.Contains(got[i], words) {
					t.Errorf("got %s, want %s", got[i], want)
				}
			}
		})
	}
}

func TestValidateSchemasOf31(t *testing.T) {
	t.Parallel()
	contract := strings.Replace(fixture.Things31(), `"206": {description: Anything, content: {application/json: {schema: {}}}}`,
		`"206": {description: Anything, content: {application/json: {schema: {$ref: "#/components/schemas/Thing", prefixItems: 7}}}}`, 1)
	files := fixture.Files(t, fixture.Things31())
	files["fixture/1/contracts/main.yaml"] = contract
	block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "fixture", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Validate(block) {
		if p.Code == "unusable-schema" || p.Code == "does-not-load" {
			return
		}
	}
	t.Error("a schema that cannot be compiled was not noticed")
}
