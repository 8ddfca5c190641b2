package specs

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/internal/wording"
)

const voucherBlock = `name: vouchers
title: Vouchers
version: "1"
summary: For tests.
upstream: {repository: https://example.org, commit: abc, licence: Apache-2.0}
contracts:
  - {name: requests, title: R, version: "1", file: contracts/requests.yaml, upstream: api/a.yaml, role: service}
  - {name: callbacks, title: C, version: "1", file: contracts/callbacks.yaml, upstream: [api/a.yaml, api/b.yaml], role: callback}
serviceAPIs:
  - {name: vouchers, title: Vouchers, operations: [activate, cancel, activated]}
callbacks:
  - {request: activate, callback: activated, about: requestID links them.}
states:
  - resource: voucher
    about: It is worth money while it is activated.
    states:
      - {name: pre-activated, value: "01", about: Printed.}
      - {name: activated, value: 2, about: It can be redeemed.}
    transitions:
      - {to: pre-activated}
      - {from: pre-activated, to: activated, by: activate, about: By its seller.}
`

// voucherFiles is a building block whose two contracts have an operation at the same address and share schemas.
func voucherFiles() map[string]string {
	const head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n"
	const schema = "content: {application/json: {schema: {$ref: 'common.yaml#/components/schemas/Voucher'}}}"
	return map[string]string{
		"vouchers/1/block.yaml": voucherBlock,
		"vouchers/1/contracts/requests.yaml": head + `  /vouchers:
    post: {operationId: activate, summary: s, requestBody: {` + schema + `}, responses: {"200": {description: d, ` + schema + `}}}
    put: {operationId: cancel, summary: s, responses: {"202": {description: d}, "204": {description: d}}}
`,
		"vouchers/1/contracts/callbacks.yaml": head + `  /vouchers:
    post: {operationId: activated, summary: s, requestBody: {` + schema + `}, responses: {default: {description: d, ` + schema + `}}}
`,
		"vouchers/1/contracts/common.yaml": `components:
  schemas:
    Voucher: {type: object, required: [serial], properties: {serial: {type: string, maxLength: 4}, note: {}}}
`,
		"vouchers/1/requests/activate.yaml":          "body: {serial: A1}\n",
		"vouchers/1/requests/cancel.yaml":            "{}\n",
		"vouchers/1/requests/activated.yaml":         "body: {serial: A1}\n",
		"vouchers/1/answers/activate.200.yaml":       "header: {X-Id: 7}\nbody: {serial: A1, note: null}\n",
		"vouchers/1/answers/activated.default.yaml":  "body: {serial: A1}\n",
		"vouchers/1/contracts/notes/not-a-contract":  "x",
		"vouchers/1/requirements.yaml":               "requirements: []\n",
		"cross-functional/2.1.0/requirements.yaml":   "requirements: []\n",
		"cross-functional/2.1.0/notes/of/nobody.txt": "x",
	}
}

func TestValidateFlow(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file, of, change string // of block.yaml unless a file is named
		want             string // words of the only problem; empty: none
	}{
		"sound":              {},
		"role":               {of: "role: callback", change: "role: answer", want: `block.yaml:8: the contract "callbacks" has the role "answer"; the roles are: service, callback, third-party, third-party-answer (unknown-value)`},
		"third parties":      {of: "role: callback", change: "role: third-party-answer"},
		"callback":           {of: "callback: activated", change: "callback: activates", want: `block.yaml:12: callback of a pair names an operation that cannot be used`},
		"callback's about":   {of: ", about: requestID links them.", change: "", want: "block.yaml:12: a pair needs request, callback and about (what links the two) (missing-value)"},
		"same role":          {of: "callback: activated", change: "callback: cancel", want: "(same-role)"},
		"life without words": {of: "about: It is worth money while it is activated.", change: "about: ''", want: "block.yaml:14: the life of a resource needs resource, about and states (missing-value)"},
		"state":              {of: "about: Printed.", change: "about: ''", want: "block.yaml:17: a state needs name and about"},
		"two states":         {of: "    transitions:", change: "      - {name: activated, about: Again.}\n    transitions:", want: `block.yaml:19: the state "activated" is there twice`},
		"unknown state":      {of: "from: pre-activated", change: "from: printed", want: `block.yaml:21: a transition names the state "printed"; there are: activated, pre-activated (unknown-state)`},
		"no transition":      {of: "{to: pre-activated}", change: "{about: Nothing.}", want: "a transition needs from or to"},
		"transition's work":  {of: "by: activate,", change: "by: activates,", want: "a transition names an operation that cannot be used"},
		"answer is missing":  {file: "answers/activate.200.yaml", want: "answers/activate.200.yaml is missing (bad-sample)"},
		"unknown key":        {file: "answers/activate.200.yaml", of: "header", change: "headers", want: `answers/activate.200.yaml:1: unknown field "headers"`},
		"placeholder":        {file: "answers/activate.200.yaml", of: "A1", change: "'${data.none}'", want: "names the datum \"none\""},
		"homeless answer":    {file: "answers/cancel.200.yaml", of: "", change: "{}", want: "answers/cancel.200.yaml: no operation declares this answer"},
		"answer of a 4xx":    {file: "answers/activated.default.yaml", of: "A1", change: "A2"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := voucherFiles()
			file := "vouchers/1/" + wording.Or(test.file, "block.yaml")
			switch {
			case test.of == "" && test.change == "" && test.file != "":
				delete(files, file)
			case !strings.Contains(files[file], test.of):
				t.Fatalf("%s does not hold %q", file, test.of)
			default:
				files[file] = strings.Replace(files[file], test.of, test.change, 1)
			}
			block, err := NewCatalogue(mapFS(files)).Block(Ref{"vouchers", "1"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range Validate(block) {
				got = append(got, p.String())
			}
			switch {
			case test.want == "" && len(got) > 0, test.want != "" && len(got) != 1, test.want != "" && !strings.Contains(got[0], test.want):
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestUpstreamIsOneOrSeveral(t *testing.T) {
	t.Parallel()
	block, err := NewCatalogue(mapFS(voucherFiles())).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	got := []Paths{block.Contracts[0].Upstream, block.Contracts[1].Upstream}
	if diff := cmp.Diff([]Paths{{"api/a.yaml"}, {"api/a.yaml", "api/b.yaml"}}, got); diff != "" {
		t.Error(diff)
	}
	files := voucherFiles()
	files["vouchers/1/block.yaml"] = strings.Replace(voucherBlock, "upstream: api/a.yaml", "upstream: {api: a.yaml}", 1)
	if _, err := NewCatalogue(mapFS(files)).Block(Ref{"vouchers", "1"}); err == nil || !strings.Contains(err.Error(), "vouchers/1/block.yaml:7: ") {
		t.Error(err)
	}
}

// TestSameAddressInTwoRoles shows that a request and a callback may have the same method and path, and that a file which
// several contracts refer to is the same thing for all of them.
func TestSameAddressInTwoRoles(t *testing.T) {
	t.Parallel()
	block, err := NewCatalogue(mapFS(voucherFiles())).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	operations, err := block.Operations()
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]Role{}
	for _, o := range operations {
		roles[o.ID+" "+o.Method+" "+o.Path] = o.Contract.Role
		if s := o.bodySchema(); s != nil && s != operations[0].bodySchema() {
			t.Errorf("%s has a schema of its own", o.ID)
		}
	}
	want := map[string]Role{
		"activate POST /vouchers": RoleService, "cancel PUT /vouchers": RoleService, "activated POST /vouchers": RoleCallback,
	}
	if diff := cmp.Diff(want, roles); diff != "" {
		t.Error(diff)
	}
}

func TestContractsThatShareMayBeOfTwoVersions(t *testing.T) {
	t.Parallel()
	files := voucherFiles()
	name := "vouchers/1/contracts/callbacks.yaml"
	files[name] = strings.Replace(files[name], "openapi: 3.0.3", "openapi: 3.1.0", 1)
	block, err := NewCatalogue(mapFS(files)).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"activate", "activated"} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		a := Answer{Status: 200, Header: map[string][]string{"Content-Type": {"application/json"}}, Body: []byte(`{"serial":"A1234","note":null}`)}
		if got := found(o.CheckAnswer(a)); got != "too-long body /serial" {
			t.Errorf("%s: %s", id, got)
		}
	}
}

func TestOneBrokenContractAmongThoseThatShare(t *testing.T) {
	t.Parallel()
	files := voucherFiles()
	files["vouchers/1/contracts/requests.yaml"] = strings.ReplaceAll(files["vouchers/1/contracts/requests.yaml"], "/Voucher'", "/Coupon'")
	block, err := NewCatalogue(mapFS(files)).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := block.ContractFiles()[0].Document(); err == nil || !strings.Contains(err.Error(), "Coupon") {
		t.Error(err)
	}
	if document, err := block.ContractFiles()[1].Document(); err != nil || document.doc.Paths.Len() != 1 {
		t.Error(err)
	}
}

func TestSampledStatuses(t *testing.T) {
	t.Parallel()
	block, err := NewCatalogue(mapFS(voucherFiles())).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{"activate": {"200"}, "cancel": {}, "activated": {"default"}} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, SampledStatuses(o)); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
	if weak := operation(t, things, "choose").WeakStatuses(); len(weak) != 1 || weak[0] != "200" {
		t.Error(weak)
	}
	things := operation(t, things, "readThing")
	if diff := cmp.Diff([]string{"206"}, things.WeakStatuses()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"200", "201", "203", "206"}, SampledStatuses(things)); diff != "" {
		t.Error(diff)
	}
}

func TestSampleAnswer(t *testing.T) {
	t.Parallel()
	block, err := NewCatalogue(mapFS(voucherFiles())).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := block.Operation("activate")
	if err != nil {
		t.Fatal(err)
	}
	sample, err := block.SampleAnswer("activate", "200")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := block.SampleAnswer("activate", "200"); again != sample {
		t.Error("read twice")
	}
	answer, err := sample.Of(o, "200")
	if err != nil || answer.Status != 200 || answer.Header.Get("X-Id") != "7" || answer.Header.Get("Content-Type") != "application/json" ||
		string(answer.Body) != `{"note":null,"serial":"A1"}` {
		t.Errorf("%+v %s, %v", answer, answer.Body, err)
	}
	if got := o.CheckAnswer(answer); got != nil {
		t.Error(got)
	}
	if _, err := sample.Of(o, "404"); err == nil || !strings.Contains(err.Error(), "declares no answer 404; it declares 200") {
		t.Error(err)
	}
	if _, err := block.SampleAnswer("activate", "201"); err == nil || !strings.Contains(err.Error(), "answers/activate.201.yaml is missing") {
		t.Error(err)
	}
	read := operation(t, things, "readThing")
	text, err := (&SampleAnswer{Body: "short"}).Of(read, "201")
	if err != nil || string(text.Body) != "short" || read.CheckAnswer(text) != nil {
		t.Errorf("%s, %v", text.Body, err)
	}
	if _, err := (&SampleAnswer{Body: int64(1)}).Of(read, "201"); err == nil || !strings.Contains(err.Error(), "write it as a text") {
		t.Error(err)
	}
	xml := &SampleAnswer{Header: map[string]any{"Content-Type": "application/xml"}, Body: "<a/>"}
	if got, err := xml.Of(read, "203"); err != nil || string(got.Body) != "<a/>" {
		t.Error(err)
	}
}

// TestContractsThatShareAreUsedSideBySide is for the race detector: one contract is in use while another is read.
func TestContractsThatShareAreUsedSideBySide(t *testing.T) {
	t.Parallel()
	block, err := NewCatalogue(mapFS(voucherFiles())).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			o, err := block.Operation([]string{"activate", "activated"}[i%2])
			if err != nil {
				t.Error(err)
				return
			}
			a := Answer{Status: 200, Header: map[string][]string{"Content-Type": {"application/json"}}, Body: []byte(`{"serial":"A1","note":null}`)}
			if got := o.CheckAnswer(a); got != nil {
				t.Error(got)
			}
		})
	}
	wg.Wait()
}
