package specs

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestRolesSayWhoMayCall(t *testing.T) {
	t.Parallel()
	files := fixture.VoucherFiles()
	block := func() *Block {
		t.Helper()
		b, err := NewCatalogue(fixture.FS(files)).Block(Ref{"vouchers", "1"})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if b := block(); b.CallerOf("activate") != "" || len(b.RolesOf("activate")) > 0 {
		t.Error("without roles, a caller has a name")
	}
	files["vouchers/1/block.yaml"] += `roles:
  - {name: voucher-seller, title: Seller, about: Who sells., operations: [cancel], receives: [activated]}
  - {name: issuer, title: Issuer, about: Who issues., serviceAPIs: [vouchers]}
  - {name: bank, title: Bank, about: Who hears of it., receives: [activated]}
`
	b := block()
	callers := map[string][]string{}
	for _, id := range []string{"activate", "cancel", "nothing"} {
		for _, r := range b.RolesOf(id) {
			callers[id] = append(callers[id], r.Name)
		}
	}
	if diff := cmp.Diff(map[string][]string{"activate": {"issuer"}, "cancel": {"voucher-seller", "issuer"}}, callers); diff != "" {
		t.Error(diff)
	}
	if b.CallerOf("cancel") != "voucher-seller" || b.CallerOf("activate") != "issuer" || b.CallerOf("nothing") != "" {
		t.Error("an operation is not called as the first that may call it")
	}
	seller, ok := b.Role("voucher seller")
	if again, _ := b.Role("voucher-seller"); !ok || seller.Words() != "voucher seller" || again.Name != seller.Name || !seller.Calls() {
		t.Errorf("the seller is %+v", seller)
	}
	if _, ok := b.Role("seller"); ok {
		t.Error("a part of a name names a role")
	}
	if bank, _ := b.Role("bank"); bank.Calls() {
		t.Error("who is only called calls")
	}
}
