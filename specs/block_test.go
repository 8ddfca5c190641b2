package specs

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestUpstreamIsOneOrSeveral(t *testing.T) {
	t.Parallel()
	block, err := NewCatalogue(fixture.FS(fixture.VoucherFiles())).Block(Ref{"vouchers", "1"})
	if err != nil {
		t.Fatal(err)
	}
	got := []contract.Paths{block.Contracts[0].Upstream, block.Contracts[1].Upstream}
	if diff := cmp.Diff([]contract.Paths{{"api/a.yaml"}, {"api/a.yaml", "api/b.yaml"}}, got); diff != "" {
		t.Error(diff)
	}
	files := fixture.VoucherFiles()
	files["vouchers/1/block.yaml"] = strings.Replace(fixture.VoucherBlock, "upstream: api/a.yaml", "upstream: {api: a.yaml}", 1)
	if _, err := NewCatalogue(fixture.FS(files)).Block(Ref{"vouchers", "1"}); err == nil || !strings.Contains(err.Error(), "vouchers/1/block.yaml:7: ") {
		t.Error(err)
	}
}
