package audit

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestValidateRoles(t *testing.T) {
	t.Parallel()
	const (
		issuer = "{name: issuer, title: Issuer, about: Who issues., operations: [activate, cancel]"
		hears  = ", receives: [activated]}"
		seller = "{name: seller, title: Seller, about: Who sells., "
	)
	for name, test := range map[string]struct {
		roles string
		want  []string
	}{
		"right":             {roles: issuer + hears},
		"by service API":    {roles: "{name: issuer, title: Issuer, about: Who issues., serviceAPIs: [vouchers]" + hears},
		"in two roles":      {roles: issuer + "}, " + seller + "operations: [activate], receives: [activated]}"},
		"no name":           {roles: strings.Replace(issuer, "issuer", "The issuer", 1) + hears, want: []string{"missing-value: a role needs a name of small letters, digits and dashes, a title and about (who it is)"}},
		"no about":          {roles: strings.Replace(issuer, "Who issues.", "''", 1) + hears, want: []string{"missing-value: a role needs a name of small letters, digits and dashes, a title and about (who it is)"}},
		"twice":             {roles: issuer + hears + ", " + strings.Replace(seller, "seller", "issuer", 1) + "operations: [cancel]}", want: []string{`repeated-name: the role "issuer" is there twice`}},
		"idle":              {roles: issuer + hears + ", {name: idle, title: Idle, about: Nobody.}", want: []string{`missing-value: the role "idle" neither calls the building block (serviceAPIs, operations) nor is called by it (receives)`}},
		"person":            {roles: issuer + ", person: citizen" + hears, want: []string{`unknown-resource: the role "issuer" names the resource "citizen", which there is not`}},
		"unknown API":       {roles: issuer + ", serviceAPIs: [voucher]" + hears, want: []string{`unknown-service-api: the role "issuer" names the service API "voucher", which there is not; there are: vouchers`}},
		"unknown operation": {roles: issuer + hears + ", " + seller + "operations: [activates]}", want: []string{`unknown-operation: the role "seller" names an operation that cannot be used: building block vouchers@1 has no operation "activates"; there are: activate, activated, cancel`}},
		"twice over":        {roles: issuer + ", serviceAPIs: [vouchers]" + hears, want: []string{`repeated-operation: the role "issuer" may call activate twice over`, `repeated-operation: the role "issuer" may call cancel twice over`}},
		"wrong way in":      {roles: issuer + hears + ", " + seller + "operations: [activated]}", want: []string{`wrong-direction: the role "seller" calls activated, which the building block calls itself: it belongs under receives`}},
		"wrong way out":     {roles: issuer + ", receives: [activated, cancel]}", want: []string{`wrong-direction: the role "issuer" receives cancel, which goes to the building block: it belongs under operations`}},
		"nobody calls":      {roles: strings.Replace(issuer, ", cancel", "", 1) + hears, want: []string{"callerless-operation: no role may call cancel"}},
		"nobody receives":   {roles: issuer + "}", want: []string{"receiverless-operation: no role receives activated"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := fixture.VoucherFiles()
			files["vouchers/1/block.yaml"] += "roles: [" + test.roles + "]\n"
			block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "vouchers", Version: "1"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range Validate(block) {
				if p.File != "vouchers/1/block.yaml" || p.Line == 0 {
					t.Errorf("it is not known where the problem is: %+v", p)
				}
				got = append(got, p.Code+": "+p.Message)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
