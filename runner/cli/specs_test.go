package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// library is a folder of specifications with one small building block that has everything, and requirements that belong to
// none.
func library(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"vouchers/1.0/block.yaml": `name: vouchers
title: Vouchers
version: "1.0"
summary: Money on paper.
upstream: {repository: https://github.com/x/bb-vouchers, commit: abc1234, licence: Apache-2.0}
contracts:
  - {name: requests, title: Requests, version: "1", file: contracts/requests.yaml, upstream: [api/A B.yml], role: service}
  - {name: callbacks, title: Callbacks, version: "1", file: contracts/callbacks.yaml, upstream: [api/A B.yml], role: callback}
serviceAPIs:
  - {name: vouchers, title: Vouchers, operations: [activate, activated]}
callbacks:
  - {request: activate, callback: activated, about: The serial number links them.}
data:
  - {name: serial, value: '0417', about: Serial number of a voucher.}
  - name: shop
    value: {place: Riverside, goods: [bread, milk]}
    about: Where it can be spent.
  - name: picture
    value: |
      +----+
      | 10 |
    about: What is printed on it.
states:
  - resource: voucher
    about: Worth something only in between.
    states: [{name: activated, value: 2, about: Can be redeemed.}]
    transitions: [{to: activated, by: activate}, {from: activated, about: On its last day.}]
errata:
  - id: VOU-ERR-01
    kind: invalid
    place: api/A B.yml, <serial_number>
    wrong: It is named twice.
    reading: Once.
    suggestion: Name it once.
    explains: ['POST /vouchers | request body /serial | maxLength']
`,
		"vouchers/1.0/contracts/requests.yaml": `openapi: 3.0.3
info: {title: T, version: "1"}
paths:
  /vouchers:
    post:
      operationId: activate
      summary: Activate a voucher
      parameters: [{name: X-Caller, in: header, required: true, schema: {type: string}}]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [serial, agent]
              properties:
                serial: {type: string, maxLength: 4}
                agent: {type: object, required: [id], properties: {id: {type: string}}}
                shop: {type: object, required: [place], properties: {place: {type: string}}}
      responses: {"200": {description: d}, "202": {description: d}}
`,
		"vouchers/1.0/contracts/callbacks.yaml": `openapi: 3.0.3
info: {title: T, version: "1"}
paths:
  /done: {put: {operationId: activated, responses: {"200": {description: d}}}}
`,
		"vouchers/1.0/requirements.yaml": "requirements:\n" +
			"  - {id: govstack-bb-vouchers-fr-6.1-1, clause: 6.10, level: REQUIRED, summary: Is activated first., operations: [activate], verification: automatic, check: Activates it., source: {file: spec/6.md, line: 1}}\n" +
			"  - {id: govstack-bb-vouchers-fr-6.1-2, clause: 6.10, level: OPTIONAL, summary: 'Is printed, if need be.', verification: declared, evidence: A printed one., source: {file: spec/6.md, line: 2}}\n",
		"cross-functional/2.1.0/requirements.yaml": "title: For all\nupstream: {repository: r, commit: c, licence: l}\nrequirements:\n" +
			"  - {id: 'govstack-cfr-security#req-1', clause: security, level: REQUIRED, observability: OBSERVABLE, mutability: IMMUTABLE, summary: Nobody overhears., verification: observable, check: Looks at TLS., source: {file: s.md, line: 1}}\n",
		"../published/bb-vouchers/api/A_B.yml.json": `{"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {
  "/vouchers": {"post": {"parameters": [{"name": "X-Caller", "in": "header", "required": true, "schema": {"type": "string"}}],
    "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["serial", "agent"], "properties": {"serial": {"type": "string"},
      "agent": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
      "shop": {"type": "object", "required": ["place"], "properties": {"place": {"type": "string"}}}}}}}},
    "responses": {"200": {"description": "d"}, "202": {"description": "d"}}}},
  "/done": {"put": {"responses": {"200": {"description": "d"}}}}}}`,
	} {
		file := filepath.Join(dir, "specs", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ask runs one command on the library and returns what it prints.
func ask(t *testing.T, dir string, args ...string) (code int, out, errors string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Run(t.Context(), Environment{
		Args: append(args, "--specs", "specs"), Stdout: &stdout, Stderr: &stderr, Directory: dir,
		Getenv: func(string) string { return "" },
	})
	return code, stdout.String(), stderr.String()
}

func TestSpecsCommands(t *testing.T) {
	t.Parallel()
	dir := library(t)
	tests := map[string]struct {
		args  []string
		code  int
		holds []string // of both streams
		lacks []string
	}{
		"list": {[]string{"specs", "list"}, 0, []string{"vouchers ", "consent ", "https://github.com/x/bb-vouchers@abc1234"}, []string{"cross-functional"}},
		"list for READMEs": {[]string{"specs", "list", "--markdown"}, 0, []string{
			"| vouchers | 1.0 | 2 | 3 | 1 | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 2 | 1 | 0 | 1 | 1 | 0 | 1 |\n", "| **together** |  |",
		}, nil},
		"show": {[]string{"specs", "show", "vouchers"}, 0, []string{
			"Vouchers 1.0 (vouchers@1.0)\nMoney on paper.\n", "requests: Requests 1, requests to the building block (upstream api/A B.yml)",
			"callbacks from the building block to its caller", "POST /vouchers  answers 200, 202\n    Activate a voucher\n",
			"requires header X-Caller, body agent, body agent.id, body serial\n", "one of the callbacks from the building block",
			"whatever these answers contain, the contract says nothing that they could contradict: 200\n",
			"activate → activated\n    The serial number links them.", "States of a voucher  Worth something only in between.\n  activated (2)  Can be redeemed.\n",
			"(new) → activated  by activate\n", "activated → (gone)  On its last day.\n", "1 erratum (1 invalid)", "VOU-ERR-01 (invalid) api/A B.yml, <serial_number>",
			"  # Serial number of a voucher.\n  serial: \"0417\"\n  # Where it can be spent.\n  shop:\n    goods:\n      - bread\n      - milk\n    place: Riverside\n",
			"  # What is printed on it.\n  picture: |\n    +----+\n    | 10 |\n\nCorrections",
			"2 requirements: 1 REQUIRED, 0 RECOMMENDED, 1 OPTIONAL; 1 automatic, 0 observable, 1 declared",
			"  REQUIRED\n    govstack-bb-vouchers-fr-6.1-1  automatic\n      Is activated first.\n  OPTIONAL\n",
		}, []string{"shop.place", "map["}},
		"show how it refuses": {[]string{"specs", "show", "payments@3.0"}, 0, []string{"    a 2xx is a refusal when status is 0\n"}, nil},
		"show what is no building block": {[]string{"specs", "show", "cross-functional"}, 2, []string{
			"cross-functional has requirements and no operations", "see bbconform requirements cross-functional",
		}, nil},
		"show nothing": {[]string{"specs", "show", "coupons"}, 2, []string{`there is no building block "coupons"; there are: `}, nil},
		"errata":       {[]string{"specs", "errata", "vouchers"}, 0, []string{"wrong:   It is named twice.", "suggest: Name it once.", "\n1 erratum\n"}, nil},
		"errata to be filed": {[]string{"specs", "errata", "vouchers", "--markdown"}, 0, []string{
			"# Vouchers 1.0: errata of the published specification\n\nFound in [x/bb-vouchers](https://github.com/x/bb-vouchers/tree/abc1234) at commit `abc1234`: 1 erratum (1 invalid).\n",
			"\n## VOU-ERR-01: api/A B.yml, \\<serial\\_number\\>\n\n- **Kind:** invalid\n- **What is wrong:** It is named twice.\n- **How bbconform reads it:** Once.\n- **Suggestion:** Name it once.\n",
		}, nil},
		"errata in two forms": {[]string{"specs", "errata", "--markdown", "--json"}, 2, []string{"choose one of --markdown and --json"}, nil},
		"errata of nothing":   {[]string{"specs", "errata", "coupons"}, 2, []string{`there is no building block "coupons"`}, nil},
		"diff": {[]string{"specs", "diff", "vouchers", "published/bb-vouchers/api/A_B.yml.json"}, 0, []string{
			"POST /vouchers | request body /serial | maxLength\n  ours:   4\n  theirs: none\n  explained by VOU-ERR-01\n", "1 difference, 1 of them explained by errata",
		}, nil},
		"diff with everything": {[]string{"specs", "diff", "--published", "published", "vouchers"}, 0, []string{
			"BUILDING BLOCK  OPERATIONS UPSTREAM  OURS  DIFFERENCES  EXPLAINED BY ERRATA  STALE\n", "vouchers@1.0    2                    2     1            1                    0\n",
		}, nil},
		"diff with nothing":   {[]string{"specs", "diff", "vouchers"}, 2, []string{"the files to hold it against"}, nil},
		"diff without a copy": {[]string{"specs", "diff", "--published", "specs", "vouchers"}, 2, []string{`contract "requests" of vouchers@1.0, upstream api/A B.yml: there is no `}, nil},
		"requirements": {[]string{"requirements", "vouchers", "cross-functional"}, 0, []string{
			"vouchers@1.0\n  govstack-bb-vouchers-fr-6.1-1  6.10  REQUIRED, automatic\n    Is activated first.\n    operations: activate\n    check: Activates it.\n",
			"evidence: A printed one.", "cross-functional@2.1.0\n", "together: 3 requirements: 2 REQUIRED, 0 RECOMMENDED, 1 OPTIONAL; 1 automatic, 1 observable, 1 declared\n",
		}, nil},
		"requirements of a level":     {[]string{"requirements", "vouchers", "--level", "optional"}, 0, []string{"fr-6.1-2", "1 requirement:"}, []string{"fr-6.1-1"}},
		"requirements that are shown": {[]string{"requirements", "vouchers", "--verification", "declared,observable"}, 0, []string{"fr-6.1-2"}, []string{"fr-6.1-1"}},
		"unknown level":               {[]string{"requirements", "--level", "MUST"}, 2, []string{`there is no level "MUST"; the levels are REQUIRED, RECOMMENDED and OPTIONAL`}, nil},
		"unknown verification":        {[]string{"requirements", "--verification", "sworn"}, 2, []string{`there is no verification "sworn"`}, nil},
		"requirements in two forms":   {[]string{"requirements", "--csv", "--json"}, 2, []string{"choose one of --json and --csv"}, nil},
		"requirements of nothing":     {[]string{"requirements", "coupons"}, 2, []string{`no requirements of "coupons"; there are those of: `}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, errors := ask(t, dir, test.args...)
			if code != test.code {
				t.Errorf("exit code %d, want %d", code, test.code)
			}
			for _, want := range test.holds {
				if !strings.Contains(out+errors, want) {
					t.Errorf("%q is missing in:\n%s%s", want, out, errors)
				}
			}
			for _, odd := range test.lacks {
				if strings.Contains(out, odd) {
					t.Errorf("%q is in:\n%s", odd, out)
				}
			}
		})
	}
}

func TestUnexplainedDifferencesFail(t *testing.T) {
	t.Parallel()
	dir := library(t)
	file := filepath.Join(dir, "specs", "vouchers", "1.0", "block.yaml")
	block, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(block, []byte("| maxLength'"), []byte("| minLength'"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, _ := ask(t, dir, "specs", "diff", "--published", "published", "vouchers")
	if code != 1 || !strings.Contains(out, "vouchers@1.0, no erratum explains: POST /vouchers | request body /serial | maxLength\n") ||
		!strings.Contains(out, `VOU-ERR-01 is stale: "POST /vouchers | request body /serial | minLength" matches no difference`) {
		t.Errorf("%d\n%s", code, out)
	}
}

func TestRequirementsForPrograms(t *testing.T) {
	t.Parallel()
	dir := library(t)
	_, out, _ := ask(t, dir, "requirements", "cross-functional", "vouchers", "--json")
	var list []map[string]any
	if err := json.Unmarshal([]byte(out), &list); err != nil || len(list) != 3 {
		t.Fatalf("%v\n%s", err, out)
	}
	for key, want := range map[string]string{
		"id": "govstack-cfr-security#req-1", "bb": "cross-functional", "clause": "security", "level": "REQUIRED", "observability": "OBSERVABLE",
		"mutability": "IMMUTABLE", "verification": "observable", "summary": "Nobody overhears.", "source": "s.md:1",
	} {
		if list[0][key] != want {
			t.Errorf("%s is %v, want %s", key, list[0][key], want)
		}
	}
	if none, ok := list[0]["operations"].([]any); !ok || len(none) != 0 {
		t.Error(list[0]["operations"])
	}
	if one, ok := list[1]["operations"].([]any); !ok || len(one) != 1 || one[0] != "activate" || list[1]["clause"] != "6.10" {
		t.Error(list[1])
	}
	_, out, _ = ask(t, dir, "requirements", "vouchers", "--csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 3 || rows[0][0] != "id" || rows[2][8] != "Is printed, if need be." {
		t.Errorf("%v\n%s", err, out)
	}
	code, out, _ := ask(t, dir, "requirements", "vouchers", "--level", "RECOMMENDED", "--json")
	if code != 0 || out != "[]\n" {
		t.Errorf("%d %s", code, out)
	}
}

func TestErrataForPrograms(t *testing.T) {
	t.Parallel()
	_, out, _ := ask(t, library(t), "specs", "errata", "vouchers", "--json")
	var list []struct {
		ID, BB, Version, Commit, Kind, Place string
		Explains                             []string
	}
	if err := json.Unmarshal([]byte(out), &list); err != nil || len(list) != 1 || list[0].ID != "VOU-ERR-01" || list[0].BB != "vouchers" ||
		list[0].Commit != "abc1234" || list[0].Place != "api/A B.yml, <serial_number>" || len(list[0].Explains) != 1 {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestArticles(t *testing.T) {
	t.Parallel()
	for noun, want := range map[string]string{
		"voucher": "a voucher", "instance": "an instance", "application": "an application", "order": "an order", "event": "an event",
		"update": "an update", "user": "a user", "unit": "a unit", "request for help": "a request for help", "Order": "an Order", "": "a ",
	} {
		if got := withArticle(noun); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
