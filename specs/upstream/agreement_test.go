package upstream

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

// paid is a building block of two contracts that gather three published files between them. The address of the callback is
// the one of a request too, and both contracts have it.
func paid(t *testing.T) *specs.Block {
	t.Helper()
	head := "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n"
	block, err := specs.NewCatalogue(fixture.FS(map[string]string{
		"paid/1.0/block.yaml": `name: paid
title: Paid
version: "1.0"
contracts:
  - {name: requests, title: R, version: "1", file: contracts/requests.yaml, upstream: [api/X Y/Pay.yml, api/Both.yml, spec/8.md], role: service}
  - {name: callbacks, title: C, version: "1", file: contracts/callbacks.yaml, upstream: api/Both.yml, role: callback}
serviceAPIs:
  - {name: paying, title: Paying, operations: [pay, report, ask]}
callbacks:
  - {request: pay, callback: report, about: The number of the payment links the two.}
errata:
  - {id: E1, kind: weak, place: p, wrong: w, reading: r, explains: ["PUT /told | operation | exists", "POST /same | answer 202 | exists"]}
  - {id: E2, kind: weak, place: p, wrong: w, reading: r, explains: ["GET /none | *"]}
`,
		"paid/1.0/contracts/requests.yaml": head + `  /same: {post: {operationId: pay, responses: {"202": {description: d}}}}
  /told: {put: {operationId: ask, responses: {"200": {description: d}}}}
`,
		"paid/1.0/contracts/callbacks.yaml": head + `  /same: {post: {operationId: report, responses: {"200": {description: d}}}}
`,
	})).Block(specs.Ref{Name: "paid", Version: "1.0"})
	if err != nil {
		t.Fatal(err)
	}
	return block
}

// publishedFolder writes the published files of paid in a form that can be loaded.
func publishedFolder(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	for name, paths := range map[string]string{
		"api/X_Y/Pay.yml.json": `"/same": {"post": {"operationId": "a", "responses": {"202": {"description": "d"}}}}`,
		"api/Both.yml.json": `"/same": {"post": {"operationId": "b", "responses": {"200": {"description": "d"}}}},
			"/more": {"get": {"operationId": "c", "responses": {"200": {"description": "d"}}}}`,
	} {
		name = filepath.Join(dir, folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700),
			os.WriteFile(name, []byte(`{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {`+paths+`}}`), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAgree(t *testing.T) {
	t.Parallel()
	block := paid(t)
	for _, folder := range []string{"bb-paid", "bb-paid-v1"} {
		agreement, err := Agree(block, Published(publishedFolder(t, folder), block.Ref()))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range agreement.Explained {
			got = append(got, d.Key()+" by "+strings.Join(d.Errata, ", "))
		}
		for _, d := range agreement.Unexplained {
			got = append(got, d.Key())
		}
		for _, s := range agreement.Stale {
			got = append(got, s.Erratum+" "+s.Pattern)
		}
		want := []string{
			"POST /same | answer 202 | exists by E1", // the request, against the file of both
			"PUT /told | operation | exists by E1",   // taken from a page of text
			"GET /more | operation | exists",
			"POST /same | answer 200 | exists",
			"E2 GET /none | *",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if agreement.Upstream != 3 || agreement.Ours != 3 || agreement.Differences() != 4 || agreement.Holds() {
			t.Errorf("%+v", agreement)
		}
	}
	_, err := Agree(block, Published(t.TempDir(), block.Ref()))
	if err == nil || !strings.Contains(err.Error(), `contract "requests" of paid@1.0, upstream api/X Y/Pay.yml: there is no `) {
		t.Error(err)
	}
}

func TestDiffWith(t *testing.T) {
	t.Parallel()
	block := paid(t)
	dir := publishedFolder(t, "copies")
	load := func(name string) *contract.Document {
		d, err := contract.LoadDocument(filepath.Join(dir, "copies", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	pay, both := load("api/X_Y/Pay.yml.json"), load("api/Both.yml.json")
	other := document(t, "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {/told: {put: {responses: {'200': {description: d}}}}}\n")
	nothing := document(t, "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n")
	tests := map[string]struct {
		theirs []*contract.Document
		want   []string
	}{
		"one of several":         {[]*contract.Document{pay}, nil},
		"of both":                {[]*contract.Document{both}, []string{"GET /more | operation | exists", "POST /same | answer 200 | exists", "POST /same | answer 202 | exists"}},
		"by operation":           {[]*contract.Document{other}, nil},
		"in common with nothing": {[]*contract.Document{nothing}, []string{"POST /same | operation | exists", "POST /same | operation | exists", "PUT /told | operation | exists"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := DiffWith(block, test.theirs...)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range found {
				got = append(got, d.Key())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
