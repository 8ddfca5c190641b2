package sandbox_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Requests that are sent again, in whatever order, meet the same identifiers where these are reproducible, and nowhere else.
func TestReproducibleIdentifiers(t *testing.T) {
	t.Parallel()
	answers := func(reproducible bool, bodies ...string) map[string][]string {
		s, err := sandbox.New(sandbox.Config{
			Options:    sandbox.Options{Reproducible: reproducible},
			Operations: []sandbox.Operation{{ID: "create", Method: "POST", Path: "/things"}},
			Handlers: map[string]sandbox.Handler{"create": func(c *sandbox.Call) sandbox.Answer {
				return sandbox.OK([]any{c.NewID(), c.NewID(), c.NewNumber(1)})
			}},
		})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][]string{}
		for _, body := range bodies {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/things", strings.NewReader(body)))
			got[body] = append(got[body], w.Body.String())
		}
		return got
	}
	one, again := answers(true, "a", "b", "b"), answers(true, "b", "a", "b")
	if !slices.Equal(one["a"], again["a"]) || !slices.Equal(one["b"], again["b"]) {
		t.Errorf("the same requests met %v and %v", one, again)
	}
	// The values themselves stay the same too, so that a recorded run can be made again.
	if want := `["6dc78d34-fc4c-4f19-8278-78dec80fc93e","4c40851b-2acc-40cd-8be0-deeac1564520",214816458]`; strings.TrimSpace(one["a"][0]) != want {
		t.Errorf("the identifiers are %s, not %s", one["a"][0], want)
	}
	if one["b"][0] == one["b"][1] || one["a"][0] == one["b"][0] {
		t.Errorf("two things have the same identifiers: %v", one)
	}
	if chance := answers(false, "a"); slices.Equal(chance["a"], answers(false, "a")["a"]) || !strings.Contains(chance["a"][0], ",1]") {
		t.Errorf("without it, identifiers are %v", chance)
	}
}
