package specs

import (
	"testing"

	"github.com/bbconform/bbconform/specs/contract"
)

// What the three building blocks that refuse with 200 answer by their own contracts.
func TestRefusalsOfTheLibrary(t *testing.T) {
	t.Parallel()
	catalogue := NewCatalogue(Embedded())
	for _, test := range []struct {
		block, operation string
		status           int
		body             string
		want             contract.Meaning
	}{
		{"payments@3.0", "redeemVoucher", 200, `{"status": 1, "message": "Voucher redeemed"}`, contract.Accepted},
		{"payments@3.0", "redeemVoucher", 200, `{"status": 0, "message": "Voucher expired"}`, contract.Refused},
		{"payments@3.0", "createVouchers", 200, `{"ResponseCode": "00"}`, contract.Accepted},
		{"payments@3.0", "createVouchers", 200, `{"ResponseCode": "01"}`, contract.Refused},
		{"payments@3.0", "cancelVouchers", 200, `{"responseCode": "01"}`, contract.Refused},
		{"payments@3.0", "registerBeneficiaries", 200, `{"responseCode": "01"}`, contract.Accepted}, // it declares 400
		{"payments@3.0", "registerBeneficiaries", 400, `{"ResponseCode": "01"}`, contract.Refused},
		{"payments@1.0", "validatePrepayment", 200, `{"ResponseCode": "01"}`, contract.Refused},
		{"identity@1.0.2", "post-client", 200, `{"response": {"clientId": "x"}, "errors": []}`, contract.Accepted},
		{"identity@1.0.2", "post-client", 200, `{"response": null, "errors": [{"errorCode": "duplicate_client_id"}]}`, contract.Refused},
		{"identity@1.0.2", "shareCredential", 200, `{"errors": {"errorCode": "RES-SER-401"}}`, contract.Refused},
		{"emarketplace@0.1", "init", 200, `{"message": {"ack": {"status": "ACK"}}}`, contract.Accepted},
		{"emarketplace@0.1", "init", 200, `{"message": {"ack": {"status": "NACK"}}, "error": {"code": "30001"}}`, contract.Refused},
		{"emarketplace@0.1", "init", 400, `{"message": {"ack": {"status": "NACK"}}}`, contract.Refused},
		{"consent@1.1.0", "configPolicyRead", 200, `{"errors": ["x"], "status": 0}`, contract.Accepted},
	} {
		ref, err := catalogue.Resolve(test.block)
		if err != nil {
			t.Fatal(err)
		}
		block, err := catalogue.Block(ref)
		if err != nil {
			t.Fatal(err)
		}
		o, err := block.Operation(test.operation)
		if err != nil {
			t.Fatal(err)
		}
		if got := o.Meaning(test.status, []byte(test.body)); got != test.want {
			t.Errorf("%s %s: %d %s is %s, not %s", test.block, test.operation, test.status, test.body, got, test.want)
		}
	}
}
