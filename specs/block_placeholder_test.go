package specs

import "testing"

func TestCheckPlaceholder(t *testing.T) {
	t.Parallel()
	block := &Block{
		Resources: map[string]Resource{"data agreement": {}},
		Data:      []Datum{{Name: "client"}},
	}
	for expr, want := range map[string]bool{
		"unique": true, "uuid": true, "number": true, "scenario": true, "today": true, "now": true, "data.client": true, "data.none": false,
		"remembered.x": true, "remembered.": false, "data agreement": true, "other data agreement": true,
		"data agreement:a.b|0": true, "policy": false, "": false, "uniq": false, "uuid:1": false,
	} {
		if err := block.CheckPlaceholder(expr); (err == nil) != want {
			t.Errorf("%q: %v", expr, err)
		}
	}
}
