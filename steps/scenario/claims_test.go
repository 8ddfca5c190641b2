package scenario

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/steps/exchange"
)

// TestAListIsNotBlamedForWhatOthersMade holds, of a list that is read to prepare something, that entries of a list are judged by the scenario that made them, and by every scenario where
// nobody of the run did.
func TestAListIsNotBlamedForWhatOthersMade(t *testing.T) {
	t.Parallel()
	broken := func(ids ...string) http.Handler {
		var books []string
		for _, id := range ids {
			books = append(books, fmt.Sprintf(`{"id":%q,"title":null}`, id))
		}
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = fmt.Fprintf(w, `{"books":[%s],"total":%d}`, strings.Join(books, ","), len(books))
		})
	}
	for name, test := range map[string]struct {
		ids      []string
		want     string
		remarked bool
	}{
		"made by another scenario": {[]string{"others"}, "passed", true},
		"made by the scenario":     {[]string{"own"}, "inconclusive", false},
		"made by nobody":           {[]string{"there before"}, "inconclusive", false},
		"one of each":              {[]string{"others", "own"}, "inconclusive", true},
		"very many of others":      {slices.Repeat([]string{"others"}, 30), "passed", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			claims := &Claims{}
			s, _ := inLibrary(t, broken(test.ids...), func(env *Environment) { env.Claims = claims })
			create := s.Instances.subject.block.Resources["book"].Create
			claims.make(s.Instances.names, create, gjson.Parse(`"own"`))
			claims.make(newNamespace(), create, gjson.Parse(`"others"`))
			b, err := s.Instances.request(t.Context(), "bookList", Bindings{})
			if err != nil {
				t.Fatal(err)
			}
			x, err := s.Instances.caller.send(t.Context(), b, exchange.Testing)
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Judge.judge(b, x, WantAny)
			if got := ending(err); got != test.want {
				t.Errorf("%s: %v", got, err)
			}
			if notes := strings.Join(s.EndStep().Notes, " "); strings.Contains(notes, "entries that other scenarios made") != test.remarked {
				t.Errorf("notes %q", notes)
			}
		})
	}
}

func TestClaimsAreBounded(t *testing.T) {
	t.Parallel()
	claims, one, another := &Claims{}, newNamespace(), newNamespace()
	id := func(i int) gjson.Result { return gjson.Parse(fmt.Sprint(i)) }
	for i := range 2 * mostClaims {
		claims.make(one, "bookCreate", id(i))
	}
	if claims.areOthers(another, "bookCreate", id(0)) || !claims.areOthers(another, "bookCreate", id(2*mostClaims-1)) || claims.areOthers(one, "bookCreate", id(2*mostClaims-1)) {
		t.Error("the oldest are forgotten first, the newest are known, and one's own are no other's")
	}
	if len(claims.owners) != mostClaims || len(claims.order) != mostClaims {
		t.Errorf("%d are kept", len(claims.owners))
	}
	if (*Claims)(nil).areOthers(one, "bookCreate", id(1)) {
		t.Error("where nobody counts, nothing is another's")
	}
}
