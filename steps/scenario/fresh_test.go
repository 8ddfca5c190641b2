package scenario

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"testing"

	"github.com/bbconform/bbconform/specs"
)

// freshOf expands the placeholders that are new in each request, as one request of a scenario would.
func freshOf(t *testing.T, s *Scenario) map[string]any {
	t.Helper()
	e := &expansion{ctx: t.Context(), binding: &binding{p: s.Instances}, token: s.Instances.fresh.token()}
	v, err := specs.Expand(map[string]any{"unique": "${unique}", "uuid": "${uuid}", "number": "${number}", "text": "TXN${number}", "again": "${uuid}/${number}"}, e.Placeholder)
	if err != nil {
		t.Fatal(err)
	}
	return v.(map[string]any)
}

func TestFreshValues(t *testing.T) {
	t.Parallel()
	uuid4 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	env := func(run, scenario string, seed int64) Environment {
		return Environment{Run: run, Scenario: scenario, Seed: seed}
	}
	seen := map[any]string{}
	for _, e := range []Environment{env("r1", "s", 1), env("r2", "s", 1), env("r1", "other", 1), env("r1", "s", 2)} {
		s := New(e)
		for range 50 {
			v := freshOf(t, s)
			n, ok := v["number"].(int64)
			if !ok || n < 1_000_000_000 || n > math.MaxInt32 {
				t.Errorf("%v is not an integer of ten digits within 31 bits", v["number"])
			}
			if id, _ := v["uuid"].(string); !uuid4.MatchString(id) {
				t.Errorf("%v is not a UUID of version 4", v["uuid"])
			}
			if v["again"] != fmt.Sprintf("%v/%d", v["uuid"], n) || v["text"] != fmt.Sprint("TXN", n) {
				t.Errorf("one request has several values for one placeholder: %v", v)
			}
			if data, err := json.Marshal(v["number"]); err != nil || string(data) != fmt.Sprint(n) {
				t.Errorf("%v is sent as %s, %v", n, data, err)
			}
			for _, name := range []string{"unique", "uuid", "number"} {
				if other, twice := seen[v[name]]; twice {
					t.Errorf("%v was %s before, and is %s again", v[name], other, name)
				}
				seen[v[name]] = name
			}
		}
	}
}

func TestFreshValuesAreReproducible(t *testing.T) {
	t.Parallel()
	e := Environment{Run: "r", Scenario: "s", Seed: 7}
	a, b := New(e), New(e)
	for range 3 {
		if one, two := freshOf(t, a), freshOf(t, b); fmt.Sprint(one) != fmt.Sprint(two) {
			t.Errorf("%v, then %v", one, two)
		}
	}
}
