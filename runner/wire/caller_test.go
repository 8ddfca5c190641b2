package wire

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps/exchange"
)

// as is a request that a caller makes.
func (w *toysWire) as(operation string, p exchange.Principal) *exchange.Exchange {
	w.t.Helper()
	r := w.request(operation)
	r.As = p
	return w.send(w.t.Context(), r)
}

func bearer(env string) target.Authentication {
	return target.Authentication{Type: "bearer", Token: target.Secret{Env: env}}
}

func TestEachCallerPresentsItsOwn(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, "%s|%s|%s", r.Header.Get("Authorization"), r.Header.Get("X-Key"), r.Header.Get("X-Client"))
	})
	w := newWireOf(t, toys.BlockWithRoles(t), s.URL, func(c *target.Target, env *target.Environment) {
		entry := c.BuildingBlocks["toys"]
		entry.Headers = map[string]target.Secret{"X-Client": {Value: "everybody"}}
		entry.Roles = map[string]*target.Role{
			"keeper":      {Authentication: bearer("KEEPER"), Another: &target.Caller{Authentication: bearer("SECOND"), Headers: map[string]target.Secret{"X-Client": {Value: "second"}}}},
			"toy-thrower": {Authentication: target.Authentication{Type: "apiKey", Header: "X-Key", Key: target.Secret{Env: "THROWER"}}},
		}
		env.Getenv = func(name string) string { return "secret-of-" + name }
	})
	keeper, second, thrower := exchange.Principal{Role: "keeper"}, exchange.Principal{Role: "keeper", Another: true}, exchange.Principal{Role: "toy-thrower"}
	for _, test := range []struct {
		as       exchange.Principal
		presents exchange.Presents
		want     string
	}{
		{keeper, exchange.AsConfigured, "Bearer secret-of-KEEPER||everybody"},
		{keeper, exchange.Nothing, "||everybody"},
		{keeper, exchange.NeverIssued, "Bearer " + wrongCredential + "||everybody"},
		{second, exchange.AsConfigured, "Bearer secret-of-SECOND||second"},
		{thrower, exchange.AsConfigured, "|secret-of-THROWER|everybody"},
		{thrower, exchange.Nothing, "||everybody"},
		{thrower, exchange.NeverIssued, "|" + wrongCredential + "|everybody"},
	} {
		test.as.Presents = test.presents
		if x := w.as("toyRead", test.as); string(x.Body) != test.want {
			t.Errorf("%+v: got %q, want %q", test.as, x.Body, test.want)
		}
		last := w.recorded[len(w.recorded)-1]
		if last.Role != test.as.Role || last.Another != test.as.Another {
			t.Errorf("%+v is recorded as made by %q, another %v", test.as, last.Role, last.Another)
		}
	}
	if data, _ := json.Marshal(w.recorded); strings.Contains(string(data), "secret-of") || !strings.Contains(string(data), "Bearer "+wrongCredential) {
		t.Errorf("recorded %s", data)
	}
	e := w.endpoint()
	if k, t2 := e.Credentials(keeper), e.Credentials(thrower); k.ID == t2.ID || k.ID == e.Credentials(second).ID || !k.Demandable || k.Missing || k.Anonymous || k.Key != "buildingBlocks.toys.roles.keeper.authentication" {
		t.Errorf("the keeper has %+v, the thrower %+v", k, t2)
	}
	if e.Credentials(second).Headers.Get("X-Client") != "second" {
		t.Error("the headers of another caller are not known")
	}
	none := e.Credentials(exchange.Principal{Role: "toy-thrower", Another: true})
	if !none.Missing || none.Key != "buildingBlocks.toys.roles.toy-thrower.another" {
		t.Errorf("another thrower has %+v", none)
	}
	warnings := e.Warnings()
	if len(warnings) != 1 || warnings[0] != "toys@1.0 is called as another toy thrower in some scenarios, and the configuration has nothing for that: they are inconclusive. It belongs under buildingBlocks.toys.roles.toy-thrower.another." {
		t.Errorf("warnings %q", warnings)
	}
	r := w.request("toyRead")
	r.As = exchange.Principal{Role: "toy-thrower", Another: true}
	if _, err := w.client.Do(t.Context(), r); err == nil || !strings.Contains(err.Error(), "another toy thrower") {
		t.Errorf("a request is made as somebody who is not configured: %v", err)
	}
}

func TestWhoPresentsTheSameIsOne(t *testing.T) {
	t.Parallel()
	var tokens atomic.Int32
	id := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"access_token":"issued-token-%d","token_type":"Bearer","expires_in":3600}`, tokens.Add(1))
	})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = fmt.Fprint(w, r.Header.Get("Authorization")) })
	w := newWireOf(t, toys.BlockWithRoles(t), s.URL, func(c *target.Target, _ *target.Environment) {
		c.BuildingBlocks["toys"].Authentication = target.Authentication{Type: "oauth2", TokenURL: id.URL, ClientID: "me", ClientSecret: target.Secret{Value: "client-secret"}}
	})
	for _, role := range []string{"keeper", "toy-thrower", ""} {
		if x := w.as("toyRead", exchange.Principal{Role: role}); string(x.Body) != "Bearer issued-token-1" {
			t.Errorf("%s: got %s", role, x.Body)
		}
	}
	if e := w.endpoint(); e.Credentials(exchange.Principal{Role: "keeper"}).ID != e.Credentials(exchange.Principal{Role: "toy-thrower"}).ID || len(e.made) != 1 {
		t.Error("who presents the same is told apart")
	}
}

// TestWhatIsPresentedDecidesWhoIsTheSame holds that callers are the same or not by what they present, whatever it is called in the
// configuration.
func TestWhatIsPresentedDecidesWhoIsTheSame(t *testing.T) {
	t.Parallel()
	key := func(s target.Secret) *target.Role {
		return &target.Role{Authentication: target.Authentication{Type: "apiKey", Header: "X-Key", Key: s}}
	}
	plain, first, second := target.Secret{Value: "one-secret"}, target.Secret{Env: "FIRST"}, target.Secret{Env: "SECOND"}
	client := func(secret target.Secret) *target.Role {
		return &target.Role{Authentication: target.Authentication{Type: "oauth2", TokenURL: "http://127.0.0.1:1/", ClientID: "me", ClientSecret: secret}}
	}
	with := func(r *target.Role, value string) *target.Role {
		r.Headers = map[string]target.Secret{"X-Client": {Value: value}}
		return r
	}
	for name, test := range map[string]struct {
		keeper, thrower *target.Role
		same            bool
	}{
		"one plain key":              {key(plain), key(plain), true},
		"two variables of one value": {key(first), key(second), true},
		"a variable and plain":       {key(first), key(plain), true},
		"two keys":                   {key(first), key(target.Secret{Env: "OTHER"}), false},
		"a key in another header":    {key(plain), &target.Role{Authentication: target.Authentication{Type: "apiKey", Header: "X-Other", Key: plain}}, false},
		"a key and a header":         {key(plain), &target.Role{Authentication: target.Authentication{Type: "none"}, Headers: map[string]target.Secret{"x-key": plain}}, true},
		"a key and a bearer":         {&target.Role{Authentication: target.Authentication{Type: "bearer", Token: plain}}, key(plain), false},
		"other headers":              {with(key(plain), "a"), with(key(plain), "b"), false},
		"the same headers":           {with(key(plain), "a"), with(key(first), "a"), true},
		"one client of OAuth":        {client(first), client(second), true},
		"two clients of OAuth":       {client(first), client(target.Secret{Env: "OTHER"}), false},
	} {
		w := newWireOf(t, toys.BlockWithRoles(t), "http://127.0.0.1:1", func(c *target.Target, env *target.Environment) {
			c.BuildingBlocks["toys"].Roles = map[string]*target.Role{"keeper": test.keeper, "toy-thrower": test.thrower}
			env.Getenv = func(name string) string {
				return map[string]string{"FIRST": "one-secret", "SECOND": "one-secret", "OTHER": "another-secret"}[name]
			}
		})
		keeper, thrower := w.endpoint().Credentials(exchange.Principal{Role: "keeper"}), w.endpoint().Credentials(exchange.Principal{Role: "toy-thrower"})
		if (keeper.ID == thrower.ID) != test.same || slices.Contains(thrower.Same, exchange.Principal{Role: "keeper"}) != test.same {
			t.Errorf("%s: the same is %v, %v; want %v", name, keeper.ID == thrower.ID, thrower.Same, test.same)
		}
	}
}

// TestACertificateForEachRole holds that each role has connections of its own, with its own certificate.
func TestACertificateForEachRole(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	later := time.Now().Add(time.Hour)
	pair(t, folder, "localhost", later)
	keeper := pair(t, folder, "keeper", later)
	thrower := pair(t, folder, "thrower", later)
	s := serveTLS(t, folder, "localhost", keeper, thrower)
	w := newWireOf(t, toys.BlockWithRoles(t), strings.Replace(s.URL, "127.0.0.1", "localhost", 1), func(c *target.Target, _ *target.Environment) {
		c.File, c.Trust = filepath.Join(folder, "bbconform.yaml"), []string{"localhost.pem"}
		c.BuildingBlocks["toys"].Roles = map[string]*target.Role{"keeper": {Authentication: mtls("keeper")}, "toy-thrower": {Authentication: mtls("thrower")}}
	})
	if k, other := w.endpoint().Credentials(exchange.Principal{Role: "keeper"}), w.endpoint().Credentials(exchange.Principal{Role: "toy-thrower"}); k.ID == other.ID {
		t.Error("two certificates are taken for one")
	}
	for range 2 { // also when connections are kept
		for role, want := range map[string]string{"keeper": "keeper", "toy-thrower": "thrower"} {
			if x := w.as("toyRead", exchange.Principal{Role: role}); x.Err != nil || string(x.Body) != want {
				t.Errorf("%s: %q, %v", role, x.Body, x.Err)
			}
		}
	}
	if no := none(t, w.as("toyRead", exchange.Principal{Role: "keeper", Presents: exchange.Nothing})); !strings.Contains(no.Reason, "certificate required") {
		t.Errorf("got %+v", no)
	}
	if err := w.Ready(t.Context(), []target.Address{{Block: w.block.Ref(), BaseURL: strings.Replace(s.URL, "127.0.0.1", "localhost", 1)}}, time.Minute); err != nil {
		t.Errorf("a target that asks everybody for a certificate is not ready: %v", err)
	}
}

// TestAGateForEachRole holds that a role which is turned away everywhere says nothing of the others, and that credentials of a role where
// they are not good for anything say nothing of that role.
func TestAGateForEachRole(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret-of-KEEPER" {
			w.WriteHeader(http.StatusForbidden)
		}
	})
	w := newWireOf(t, toys.BlockWithRoles(t), s.URL, func(c *target.Target, env *target.Environment) {
		c.BuildingBlocks["toys"].Roles = map[string]*target.Role{"keeper": {Authentication: bearer("KEEPER")}, "toy-thrower": {Authentication: bearer("THROWER")}}
		env.Getenv = func(name string) string { return "secret-of-" + name }
	})
	keeper, thrower := exchange.Principal{Role: "keeper"}, exchange.Principal{Role: "toy-thrower"}
	shut := func(p exchange.Principal) string {
		words, _ := w.endpoint().Gate(p).Shut()
		return words
	}
	w.as("toyList", thrower) // it may not
	if shut(thrower) != "" || len(w.endpoint().Warnings()) > 0 {
		t.Error("who is turned away where it has no business is said to be let in nowhere")
	}
	w.as("toyList", keeper)
	w.as("toyDelete", thrower)
	const want = "The target lets nobody in as the toy thrower: 403 Forbidden is its answer to every request with what the configuration has under buildingBlocks.toys.roles.toy-thrower.authentication"
	if shut(thrower) != want || shut(keeper) != "" {
		t.Errorf("the thrower: %q, the keeper: %q", shut(thrower), shut(keeper))
	}
	warnings := w.endpoint().Warnings()
	if len(warnings) != 1 || !strings.HasPrefix(warnings[0], "toys@1.0 let nobody in as the toy thrower: 403 Forbidden was the answer to every request with the credentials of the configuration (buildingBlocks.toys.roles.toy-thrower.authentication)") {
		t.Errorf("warnings %q", warnings)
	}
}
