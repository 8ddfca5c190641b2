package examples_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples"
)

// small is a building block that says which fault it was built with.
func small(name string, faults ...string) examples.Block {
	b := examples.Block{Name: name, Version: "1.0"}
	for _, f := range faults {
		b.Faults = append(b.Faults, examples.Fault{Name: f, Operation: "x"})
	}
	b.New = func(o examples.Options) (http.Handler, error) {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "%s %s %s", name, r.URL.Path, o.Fault)
		}), nil
	}
	return b
}

// unkept keeps no connection: those of the default client are closed by whichever test ends first.
var unkept = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := unkept.Get(url) //nolint:noctx // loopback
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return string(body)
}

func TestStart(t *testing.T) {
	t.Parallel()
	blocks := []examples.Block{small("one", "a/b"), small("two", "c/d")}
	s, err := examples.Start("", blocks, examples.Options{Fault: "c/d"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	if !strings.HasPrefix(s.URL("one"), "http://127.0.0.1:") {
		t.Errorf("%s is not on loopback", s.URL("one"))
	}
	if got := get(t, s.URL("one")+"/x"); got != "one /x " {
		t.Errorf("got %q", got)
	}
	if got := get(t, s.URL("one")+"//x"); got != "one //x " {
		t.Errorf("got %q: an empty segment must reach the building block", got)
	}
	if got := get(t, s.URL("one")); got != "one  " {
		t.Errorf("got %q", got)
	}
	if got := get(t, s.URL("three")+"/x"); !strings.Contains(got, "404") {
		t.Errorf("got %q", got)
	}
	if got := get(t, s.URL("two")+"/x/"); got != "two /x/ c/d" {
		t.Errorf("got %q: the fault belongs to two", got)
	}
}

func TestStartRefuses(t *testing.T) {
	t.Parallel()
	blocks := []examples.Block{small("one", "create/not-stored")}
	for about, tt := range map[string]struct{ listen, fault, want string }{
		"unknown fault": {"", "create/not-store", "did you mean create/not-stored?"},
		"no port":       {"localhost", "", "an address looks like"},
		"foreign":       {"192.0.2.1:0", "", "listen on 192.0.2.1:0"},
	} {
		if _, err := examples.Start(tt.listen, blocks, examples.Options{Fault: tt.fault}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", about, err, tt.want)
		}
	}
}
