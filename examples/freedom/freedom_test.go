package freedom

import (
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

const said = `{"id":"a/b","list":[{"n":1825,"ok":true}],"at":"2026-03-02T09:30:00Z","none":null}`

// speaker answers every request in the plainest way: what is sent to /refuse it refuses.
func speaker() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/refuse" {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = io.WriteString(w, said)
	})
}

// TestVariantsSayItOtherwise holds that each general variant of answers does change what is said, and not what is meant: a
// variant that does nothing would prove nothing.
func TestVariantsSayItOtherwise(t *testing.T) {
	t.Parallel()
	want, err := sandbox.Decode([]byte(said))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []Variant{furtherFields(), otherJSON(), otherTimes()} {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			handler := v.Before(speaker())
			for n := range 4 { // as many as take turns
				a := Listen(handler, httptest.NewRequest(http.MethodGet, "/", http.NoBody))
				got, ok := a.JSON()
				if !ok || string(a.Body) == said {
					t.Errorf("%d: nothing is said otherwise, or no JSON: %q", n, a.Body)
				}
				if same := reflect.DeepEqual(got, want); same != (v.Name == "JSON" && !strings.Contains(string(a.Body), "1825.0e0")) {
					t.Errorf("%d: the same is meant: %v\n%s", n, same, a.Body)
				}
				if sandbox.Text(got, "id") != "a/b" || sandbox.Get(got, "list.0.ok") != true {
					t.Errorf("%d: what was said is lost: %s", n, a.Body)
				}
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	declared := func(_ *http.Request, status int) bool { return status == http.StatusTeapot }
	handler := Refusals(declared).Before(speaker())
	seen, bodies := map[int]bool{}, map[string]bool{}
	for range 26 * 7 {
		a := Listen(handler, httptest.NewRequest(http.MethodGet, "/refuse", http.NoBody))
		if a.Status/100 != 4 {
			t.Fatalf("it is not refused: %d", a.Status)
		}
		seen[a.Status], bodies[string(a.Body)] = true, true
	}
	if len(seen) != 25 || seen[http.StatusTeapot] || len(bodies) != 7 {
		t.Errorf("%d statuses and %d bodies, 418 among them: %v", len(seen), len(bodies), seen[http.StatusTeapot])
	}
	if a := Listen(handler, httptest.NewRequest(http.MethodGet, "/", http.NoBody)); a.Status != http.StatusOK || string(a.Body) != said {
		t.Errorf("what is accepted is answered with %d %s", a.Status, a.Body)
	}
}

// TestInUse holds that others act before the run and in its course, that they remove some of what they made, and that they stop.
func TestInUse(t *testing.T) {
	t.Parallel()
	var added []int
	removed := 0
	handler := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodDelete {
			removed++
		}
	})
	used := InUse(func(_ http.Handler, n int) []*http.Request {
		added = append(added, n)
		return []*http.Request{OthersRequest(http.MethodDelete, "/", "")}
	})(handler)
	if len(added) != othersBefore {
		t.Fatalf("%d were there before, want %d", len(added), othersBefore)
	}
	for range othersEvery * othersMost {
		used.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/", http.NoBody))
	}
	if len(added) != othersMost || !slices.IsSorted(added) || added[othersMost-1] != othersMost-1 {
		t.Errorf("%d were added, want %d: %v", len(added), othersMost, added)
	}
	if want := othersMost - othersBefore - othersKeep; removed != want {
		t.Errorf("%d were removed, want %d", removed, want)
	}
	defer func() {
		if recover() == nil {
			t.Error("others who are refused are not missed")
		}
	}()
	Others(speaker(), OthersRequest(http.MethodGet, "/refuse", ""))
}
