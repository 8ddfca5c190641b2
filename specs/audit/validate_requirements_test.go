package audit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
	"github.com/bbconform/bbconform/specs/upstream"
)

const voucherRequirements = `requirements:
  - id: govstack-bb-vouchers-fr-6.1-1
    clause: "6.1"
    level: REQUIRED
    summary: A voucher is activated before it is worth anything.
    operations: [activate]
    serviceAPIs: [vouchers]
    verification: automatic
    check: Activates one and reads it.
    source: {file: spec/6.md, line: 7}
  - id: govstack-cfr-security#req-1
    clause: 6.2
    level: OPTIONAL
    observability: OBSERVABLE
    mutability: REPLACEABLE
    summary: Nobody overhears.
    verification: declared
    evidence: A report of a penetration test.
    source: {file: spec/6.md, line: 9}
`

func TestValidateRequirements(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		of, change string
		want       string // words of the only problem; empty: none
	}{
		"sound":              {},
		"id":                 {"govstack-bb-vouchers-fr-6.1-1", "PAY 1", `requirements.yaml:2: "PAY 1" is no identifier`},
		"same id":            {"govstack-bb-vouchers-fr-6.1-1", "govstack-cfr-security#req-1", `requirements.yaml:11: the requirement govstack-cfr-security#req-1 is there twice`},
		"level":              {"level: REQUIRED", "level: MUST", `has the level "MUST"; it is one of: REQUIRED, RECOMMENDED, OPTIONAL`},
		"verification":       {"verification: declared", "verification: sworn", `has the verification "sworn"; it is one of: automatic, observable, declared`},
		"observability":      {"OBSERVABLE", "SEEN", `has the observability "SEEN"`},
		"mutability":         {"REPLACEABLE", "FIRM", `has the mutability "FIRM"`},
		"summary":            {"summary: Nobody overhears.", "summary: ''", "needs clause, summary and source {file, line}"},
		"lines":              {"summary: Nobody overhears.", "summary: |\n      Nobody\n      overhears.", "has several lines"},
		"source":             {", line: 9", "", "needs clause, summary and source {file, line}"},
		"check":              {"    check: Activates one and reads it.\n", "", "is automatic: say in check what a check would do"},
		"evidence":           {"    evidence: A report of a penetration test.\n", "", "is declared: say in evidence what would show it"},
		"nothing to call":    {"    operations: [activate]\n", "", "is automatic: name the operations that would be called"},
		"unknown operation":  {"[activate]", "[activat]", `names the operation "activat", which there is not; there are: activate, activated, cancel`},
		"unknown API":        {"[vouchers]", "[coupons]", `names the service API "coupons", which there is not; there are: vouchers`},
		"unknown key":        {"check:", "chekc:", `vouchers/1/requirements.yaml:9: unknown field "chekc"`},
		"nothing at all":     {voucherRequirements, "# none\n", "vouchers/1/requirements.yaml: the file is empty"},
		"an empty list":      {voucherRequirements, "requirements: []\n", ""},
		"clause as a number": {`clause: "6.1"`, "clause: 6.10", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := fixture.VoucherFiles()
			if !strings.Contains(voucherRequirements, test.of) {
				t.Fatalf("the requirements do not hold %q", test.of)
			}
			files["vouchers/1/requirements.yaml"] = strings.Replace(voucherRequirements, test.of, test.change, 1)
			var got []string
			for _, p := range ValidateRequirements(specs.NewCatalogue(fixture.FS(files)), specs.Ref{Name: "vouchers", Version: "1"}) {
				got = append(got, p.String())
			}
			if (test.want == "") != (len(got) == 0) || len(got) > 1 || test.want != "" && !strings.Contains(got[0], test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestRequirementsOfNoBuildingBlock(t *testing.T) {
	t.Parallel()
	files := fixture.VoucherFiles()
	c := specs.NewCatalogue(fixture.FS(files))
	if problems := ValidateRequirements(c, specs.Ref{Name: "cross-functional", Version: "2.1.0"}); len(problems) != 1 || !strings.Contains(problems[0].Message, "need title and upstream") {
		t.Error(problems)
	}
	files["cross-functional/2.1.0/requirements.yaml"] = "title: For all\nupstream: {repository: https://example.org, commit: abc, licence: Apache-2.0}\n" +
		strings.ReplaceAll(strings.ReplaceAll(voucherRequirements, "    operations: [activate]\n", ""), "    serviceAPIs: [vouchers]\n", "")
	c = specs.NewCatalogue(fixture.FS(files))
	if problems := ValidateRequirements(c, specs.Ref{Name: "cross-functional", Version: "2.1.0"}); len(problems) != 0 {
		t.Error(problems)
	}
	refs, err := c.Refs()
	if err != nil || fmt.Sprint(refs) != "[vouchers@1]" {
		t.Error(refs, err)
	}
	refs, err = c.RequirementRefs()
	if err != nil || fmt.Sprint(refs) != "[cross-functional@2.1.0 vouchers@1]" {
		t.Error(refs, err)
	}
	ref, err := c.ResolveRequirements("cross-functional")
	if err != nil || ref.Version != "2.1.0" {
		t.Error(ref, err)
	}
	list, err := c.Requirements(ref)
	if err != nil || list.Title != "For all" || len(list.Requirements) != 2 || list.Requirements[0].Clause != "6.1" {
		t.Errorf("%+v, %v", list, err)
	}
	for text, want := range map[string]specs.Clause{"6.10": "6.10", `"6.10"`: "6.10", "7": "7", "'6.2.3'": "6.2.3", "6.2.3": "6.2.3", "Annex A": "Annex A"} {
		var r specs.Requirement
		if err := yamlfile.Decode("x", []byte("clause: "+text+" # why\n"), &r); err != nil || r.Clause != want {
			t.Errorf("%s: %q, %v", text, r.Clause, err)
		}
	}
	if err := yamlfile.Decode("x", []byte("clause: [6]\n"), &specs.Requirement{}); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Error(err)
	}
	if again, _ := c.Requirements(ref); again != list {
		t.Error("parsed twice")
	}
	for _, selection := range []string{"cross", "cross-functional@1"} {
		if _, err := c.ResolveRequirements(selection); err == nil || !strings.Contains(err.Error(), "there are those of: cross-functional@2.1.0, vouchers@1") {
			t.Error(err)
		}
	}
	if _, err := c.Requirements(specs.Ref{Name: "coupons", Version: "1"}); err == nil || !strings.Contains(err.Error(), `no requirements of "coupons@1"`) {
		t.Error(err)
	}
}

func TestBlockWithoutContracts(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"cms/1/block.yaml": "name: cms\ntitle: CMS\nversion: '1'\nsummary: s\nupstream: {repository: r, commit: c, licence: l}\n",
	}
	block := func() *specs.Block {
		b, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "cms", Version: "1"})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if problems := Validate(block()); len(problems) != 1 || !strings.Contains(problems[0].Message, "no contract is named, and there is no requirements.yaml") {
		t.Error(problems)
	}
	if list, err := block().Requirements(); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	files["cms/1/requirements.yaml"] = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(voucherRequirements,
		"    operations: [activate]\n", ""), "    serviceAPIs: [vouchers]\n", ""), "automatic", "observable")
	b := block()
	if problems := Validate(b); len(problems) != 0 {
		t.Error(problems)
	}
	if list, err := b.Requirements(); err != nil || len(list) != 2 || specs.CountRequirements(list, func(r specs.Requirement) bool { return r.Level == specs.Required }) != 1 {
		t.Error(list, err)
	}
	agreement, err := upstream.Agree(b, nil)
	if err != nil || !agreement.Holds() || agreement.Ours != 0 {
		t.Errorf("%+v, %v", agreement, err)
	}
	if _, err := b.Operation("any"); err == nil || !strings.Contains(err.Error(), "there are none") {
		t.Error(err)
	}
}
