package specs

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
