package contract_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

// TestSameAddressInTwoRoles shows that a request and a callback may have the same method and path, and that a file which
// several contracts refer to is the same thing for all of them.
func TestSameAddressInTwoRoles(t *testing.T) {
	t.Parallel()
	block, err := specs.NewCatalogue(fixture.FS(fixture.VoucherFiles())).Block(specs.Ref{Name: "vouchers", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	operations, err := block.Operations()
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]contract.Kind{}
	for _, o := range operations {
		roles[o.ID+" "+o.Method+" "+o.Path] = o.Contract.Kind
		if o.MediaType() == "" {
			continue
		}
		body, err := o.Field(contract.InBody, "")
		if err != nil {
			t.Fatal(err)
		}
		if first, err := operations[0].Field(contract.InBody, ""); err != nil || body.Schema != first.Schema {
			t.Errorf("%s has a schema of its own, %v", o.ID, err)
		}
	}
	want := map[string]contract.Kind{
		"activate POST /vouchers": contract.Service, "cancel PUT /vouchers": contract.Service, "activated POST /vouchers": contract.Callback,
	}
	if diff := cmp.Diff(want, roles); diff != "" {
		t.Error(diff)
	}
}

func TestContractsThatShareMayBeOfTwoVersions(t *testing.T) {
	t.Parallel()
	files := fixture.VoucherFiles()
	name := "vouchers/1/contracts/callbacks.yaml"
	files[name] = strings.Replace(files[name], "openapi: 3.0.3", "openapi: 3.1.0", 1)
	block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "vouchers", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"activate", "activated"} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		a := contract.Answer{Status: 200, Header: map[string][]string{"Content-Type": {"application/json"}}, Body: []byte(`{"serial":"A1234","note":null}`)}
		if got := o.CheckAnswer(a); len(got) != 1 || got[0].Code != finding.TooLong || got[0].Location != "body /serial" {
			t.Errorf("%s: %v", id, got)
		}
	}
}

func TestOneBrokenContractAmongThoseThatShare(t *testing.T) {
	t.Parallel()
	files := fixture.VoucherFiles()
	files["vouchers/1/contracts/requests.yaml"] = strings.ReplaceAll(files["vouchers/1/contracts/requests.yaml"], "/Voucher'", "/Coupon'")
	block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "vouchers", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := block.ContractFiles()[0].Document(); err == nil || !strings.Contains(err.Error(), "Coupon") {
		t.Error(err)
	}
	if document, err := block.ContractFiles()[1].Document(); err != nil || document.OpenAPI().Paths.Len() != 1 {
		t.Error(err)
	}
}

// TestContractsThatShareAreUsedSideBySide is for the race detector: one contract is in use while another is read.
func TestContractsThatShareAreUsedSideBySide(t *testing.T) {
	t.Parallel()
	block, err := specs.NewCatalogue(fixture.FS(fixture.VoucherFiles())).Block(specs.Ref{Name: "vouchers", Version: "1"})
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
			a := contract.Answer{Status: 200, Header: map[string][]string{"Content-Type": {"application/json"}}, Body: []byte(`{"serial":"A1","note":null}`)}
			if got := o.CheckAnswer(a); got != nil {
				t.Error(got)
			}
		})
	}
	wg.Wait()
}
