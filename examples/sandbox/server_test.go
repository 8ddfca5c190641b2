package sandbox_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// things is a building block of three operations, small enough to see what the framework adds.
func things(t *testing.T, fault string, faults ...sandbox.Fault) *httptest.Server {
	t.Helper()
	requireName := func(_ *http.Request, _ map[string]string, body []byte) []sandbox.Finding {
		v, err := sandbox.Decode(body)
		switch {
		case err != nil:
			return []sandbox.Finding{{Code: "not-json", Message: "no JSON"}}
		case sandbox.Get(v, "thing.name") == nil:
			return []sandbox.Finding{{Code: "missing-field", Place: "body thing.name", Message: "is missing"}}
		}
		return nil
	}
	s, err := sandbox.New(sandbox.Config{
		Options: sandbox.Options{Fault: fault},
		Faults:  faults,
		Operations: []sandbox.Operation{
			{
				ID: "create", Method: "POST", Path: "/things", Secured: true, Check: requireName,
				Roles: []sandbox.Role{{Name: "maker", May: true}, {Name: "viewer"}},
			},
			{ID: "read", Method: "GET", Path: "/things/{id}"},
			{ID: "special", Method: "GET", Path: "/things/special"},
			{ID: "value", Method: "GET", Path: "/things/{id}/{field}.{ext}"},
		},
		Handlers: map[string]sandbox.Handler{
			"create": func(c *sandbox.Call) sandbox.Answer { return sandbox.Created(c.Object()) },
			"read": func(c *sandbox.Call) sandbox.Answer {
				if c.Path["id"] == "none" {
					return c.Refuse(404, "no such thing")
				}
				return sandbox.OK(sandbox.Object{"id": c.Path["id"], "n": 7, "ok": true, "gone": nil,
					"list": []any{sandbox.Object{"id": "a1"}, sandbox.Object{"id": "b2"}}})
			},
			"special": func(*sandbox.Call) sandbox.Answer { return sandbox.OK("special") },
			"value": func(c *sandbox.Call) sandbox.Answer {
				return sandbox.OK([]string{c.Path["id"], c.Path["field"], c.Path["ext"]})
			},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return server
}

// unkept keeps no connection: those of the default client are closed by whichever test ends first.
var unkept = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// send makes a request with the credentials "sandbox-key", unless they are given otherwise.
func send(t *testing.T, method, url, body, credentials string) (int, http.Header, string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if credentials != "" {
		r.Header.Set("Authorization", credentials)
	}
	resp, err := unkept.Do(r)
	if err != nil {
		return 0, nil, "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return resp.StatusCode, resp.Header, string(data), err
}

func TestSharedChecks(t *testing.T) {
	t.Parallel()
	server := things(t, "")
	const named = `{"thing":{"name":"x"}}`
	for _, tt := range []struct {
		about, method, path, body, credentials string
		status                                 int
		answer                                 string
	}{
		{"accepted", "POST", "/things", named, sandbox.DefaultCredential, 201, named},
		{"as a role", "POST", "/things", named, "sandbox-key-maker", 201, named},
		{"as another of the role", "POST", "/things", named, "Bearer sandbox-key-maker-2", 201, named},
		{"as a role that may not", "POST", "/things", named, "sandbox-key-viewer", 403, "the role viewer may not do this"},
		{"as another that may not", "POST", "/things", named, "sandbox-key-viewer-2", 403, "the role viewer"},
		{"as a role that there is not", "POST", "/things", named, "sandbox-key-owner", 401, "credentials"},
		{"bearer", "POST", "/things", named, "Bearer " + sandbox.DefaultCredential, 201, named},
		{"no credentials", "POST", "/things", named, "", 401, "credentials"},
		{"wrong credentials", "POST", "/things", named, "other", 401, "credentials"},
		{"field missing", "POST", "/things", `{"thing":{}}`, sandbox.DefaultCredential, 400, "thing.name"},
		{"unreadable", "POST", "/things", `{`, sandbox.DefaultCredential, 400, "no JSON"},
		{"too large", "POST", "/things", strings.Repeat(" ", 200<<10), sandbox.DefaultCredential, 413, "too large"},
		{"unknown path", "GET", "/nothing", "", "", 404, "nothing at this address"},
		{"unknown method", "DELETE", "/things", "", "", 405, "method"},
		{"decoded parameter", "GET", "/things/a%2Fb%20c", "", "", 200, `"id":"a/b c"`},
		{"the particular path wins", "GET", "/things/special", "", "", 200, `"special"`},
		{"two parameters in a segment", "GET", "/things/1/child.name.json", "", "", 200, `["1","child.name","json"]`},
		{"refused by the handler", "GET", "/things/none", "", "", 404, `{"detail":"no such thing"}`},
	} {
		t.Run(tt.about, func(t *testing.T) {
			t.Parallel()
			status, header, body, err := send(t, tt.method, server.URL+tt.path, tt.body, tt.credentials)
			if err != nil {
				t.Fatal(err)
			}
			if status != tt.status || !strings.Contains(body, tt.answer) {
				t.Errorf("got %d %s, want %d with %s", status, body, tt.status, tt.answer)
			}
			if ct := header.Get("Content-Type"); ct != "application/json" {
				t.Errorf("content type %q", ct)
			}
		})
	}
}

func TestSwitchedOffChecks(t *testing.T) {
	t.Parallel()
	faults := []sandbox.Fault{
		{Name: "create/no-credentials", Operation: "create", Leave: []sandbox.Check{sandbox.CheckCredentials}},
		{Name: "create/any-credentials", Operation: "create", Leave: []sandbox.Check{sandbox.CheckRightCredentials}},
		{Name: "create/any-role", Operation: "create", Leave: []sandbox.Check{sandbox.CheckRole}},
		{Name: "create/anything", Operation: "create", Leave: []sandbox.Check{sandbox.CheckContract}},
		{Name: "create/nameless", Operation: "create", Overlook: []sandbox.Overlook{{Code: "missing-field", Place: "thing.name"}}},
		{Name: "read/anything", Operation: "read", Leave: []sandbox.Check{sandbox.CheckContract, sandbox.CheckCredentials}},
	}
	const named, key = `{"thing":{"name":"x"}}`, sandbox.DefaultCredential
	for _, tt := range []struct {
		fault, body, credentials string
		status                   int
	}{
		{"create/no-credentials", named, "", 201},
		{"create/no-credentials", named, "other", 201},
		{"create/no-credentials", `{}`, key, 400},
		{"create/any-credentials", named, "", 401},
		{"create/any-credentials", named, "other", 201},
		{"create/any-role", named, "sandbox-key-viewer", 201},
		{"create/any-role", named, "sandbox-key-owner", 401},
		{"create/anything", `{`, key, 201},
		{"create/anything", `{`, "", 401},
		{"create/nameless", `{"thing":{}}`, key, 201},
		{"create/nameless", `{`, key, 400},
		{"read/anything", `{}`, key, 400}, // a fault of another operation
		{"read/anything", named, "", 401},
	} {
		t.Run(tt.fault, func(t *testing.T) {
			t.Parallel()
			server := things(t, tt.fault, faults...)
			if status, _, body, err := send(t, "POST", server.URL+"/things", tt.body, tt.credentials); err != nil || status != tt.status {
				t.Errorf("got %d %s (%v), want %d", status, body, err, tt.status)
			}
		})
	}
}

func TestUnknownFault(t *testing.T) {
	t.Parallel()
	faults := []sandbox.Fault{{Name: "create/not-stored"}, {Name: "list/page-repeats"}, {Name: "read/stale"}}
	for name, want := range map[string]string{
		"list/page-repeat": `did you mean list/page-repeats?`,
		"stale":            `did you mean read/stale?`,
		"create/notstored": `did you mean create/not-stored?`,
		"something else":   `there are create/not-stored, list/page-repeats, read/stale`,
	} {
		_, err := sandbox.New(sandbox.Config{Options: sandbox.Options{Fault: name}, Faults: faults})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", name, err, want)
		}
	}
}

func TestEveryOperationHasOneHandler(t *testing.T) {
	t.Parallel()
	ops := []sandbox.Operation{{ID: "read", Method: "GET", Path: "/x"}}
	h := func(*sandbox.Call) sandbox.Answer { return sandbox.OK(nil) }
	if _, err := sandbox.New(sandbox.Config{Operations: ops}); err == nil || !strings.Contains(err.Error(), "read (GET /x)") {
		t.Errorf("no handler: %v", err)
	}
	both := map[string]sandbox.Handler{"read": h, "write": h}
	if _, err := sandbox.New(sandbox.Config{Operations: ops, Handlers: both}); err == nil || !strings.Contains(err.Error(), `"write"`) {
		t.Errorf("no operation: %v", err)
	}
}

func TestMistakesOfHandlersShowNothing(t *testing.T) {
	t.Parallel()
	s, err := sandbox.New(sandbox.Config{
		Operations: []sandbox.Operation{{ID: "read", Method: "GET", Path: "/x"}},
		Handlers: map[string]sandbox.Handler{"read": func(c *sandbox.Call) sandbox.Answer {
			return sandbox.OK(c.Faulty("not/in-the-catalogue"))
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/x", nil))
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/x", nil)) // the lock must be free again
	if w.Code != 500 || strings.Contains(w.Body.String(), "catalogue") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}
