package contract

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestCheckRequest(t *testing.T) {
	t.Parallel()
	const good = `{"name":"n","made":"2024-02-29T00:00:00Z","secret":"s"}`
	const uuid = "0190f3a5-7c1d-7000-8000-000000000001"
	tests := map[string]struct {
		path, query, trace, mediaType, body string
		want                                string
	}{
		"conforms":          {"1", "q=x&limit=5", uuid, "application/json", good, ""},
		"path too long":     {"12345", "q=x", uuid, "application/json", good, "too-long path id"},
		"query missing":     {"1", "", uuid, "application/json", good, "missing-parameter query q"},
		"query not listed":  {"1", "q=z", uuid, "application/json", good, "not-in-enumeration query q"},
		"query no number":   {"1", "q=x&limit=a", uuid, "application/json", good, "wrong-type query limit"},
		"query too large":   {"1", "q=x&limit=101", uuid, "application/json", good, "out-of-range query limit"},
		"query empty":       {"1", "q=x&limit=", uuid, "application/json", good, "wrong-type query limit"},
		"query unknown":     {"1", "q=x&w=1", uuid, "application/json", good, "unknown-parameter query w"},
		"header missing":    {"1", "q=x", "", "application/json", good, "missing-header header X-Trace"},
		"header no UUID":    {"1", "q=x", "1", "application/json", good, "wrong-header header X-Trace"},
		"body missing":      {"1", "q=x", uuid, "application/json", "", "missing-body body"},
		"body of a type":    {"1", "q=x", uuid, "text/csv", "a,b", "wrong-content-type header Content-Type"},
		"readOnly":          {"1", "q=x", uuid, "application/json", strings.Replace(good, `{`, `{"id":"1",`, 1), "read-only-field body /id"},
		"field missing":     {"1", "q=x", uuid, "application/json", `{"name":"n","made":"2024-02-29T00:00:00Z"}`, "missing-field body /secret"},
		"no JSON":           {"1", "q=x", uuid, "application/json", `{`, "not-json body"},
		"form":              {"1", "q=x", uuid, "application/x-www-form-urlencoded", "n=1&l=1&l=2", ""},
		"form without type": {"1", "q=x", uuid, "application/x-www-form-urlencoded", "n=a&l=1", "wrong-type body /n"},
		"form with more":    {"1", "q=x", uuid, "application/x-www-form-urlencoded", "n=1&z=1", "unknown-field body /z"},
	}
	for version, contract := range map[string]string{"3.0": fixture.Things, "3.1": fixture.Things31()} {
		o := operation(t, contract, "changeThing")
		for name, test := range tests {
			t.Run(version+" "+name, func(t *testing.T) {
				t.Parallel()
				r, err := http.NewRequestWithContext(t.Context(), o.Method, "https://target.example/base/things/"+test.path+"?"+test.query, nil)
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Content-Type", test.mediaType)
				if test.trace != "" {
					r.Header.Set("X-Trace", test.trace)
				}
				findings := o.CheckRequest(r, map[string]string{"id": test.path}, []byte(test.body))
				if diff := cmp.Diff(test.want, found(findings)); diff != "" {
					t.Error(diff)
				}
				for _, f := range findings {
					if !strings.HasPrefix(f.Contract, "contracts/main.yaml:") {
						t.Errorf("no line: %+v", f)
					}
				}
			})
		}
	}
}

func TestCheckRequestWithoutBody(t *testing.T) {
	t.Parallel()
	o := operation(t, fixture.Things, "readThing")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://target.example/things/1", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(o.CheckRequest(r, map[string]string{"id": "1"}, []byte("{}"))); got != "unexpected-body body" {
		t.Error(got)
	}
	if got := found(o.CheckRequest(r, nil, nil)); got != "missing-parameter path id" {
		t.Error(got)
	}
}
