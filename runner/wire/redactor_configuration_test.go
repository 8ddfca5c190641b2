package wire

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
)

func TestConfigurationInReports(t *testing.T) {
	t.Parallel()
	configuration, err := target.Parse("t.yaml", []byte(`product: Toys
limits: {answer: 5s}
buildingBlocks:
  consent:
    url: http://127.0.0.1
    authentication: {type: basic, username: me, password: written-down}
    headers: {X-Open: open, X-API-Key: closed-value, X-Env: {env: NAME}}
    data: {registry: people, adminPassword: pw, password: pw, list: [1, {token: tk}]}
    deviations: [{operation: o, reason: r, owner: w, expires: 2030-01-02}]
  digital-registries:
    url: http://127.0.0.1
    authentication: {type: oauth2, tokenURL: "http://h", clientID: c, clientSecret: {file: f}, parameters: {password: pw}}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"product": "Toys", "limits": map[string]any{"answer": "5s"},
		"buildingBlocks": map[string]any{
			"consent": map[string]any{
				"url":            "http://127.0.0.1",
				"authentication": map[string]any{"type": "basic", "username": "me", "password": reports.Redacted},
				"headers":        map[string]any{"X-Open": "open", "X-API-Key": reports.Redacted, "X-Env": map[string]any{"env": "NAME"}},
				"data":           map[string]any{"registry": "people", "adminPassword": "pw", "password": reports.Redacted, "list": []any{1, map[string]any{"token": reports.Redacted}}},
				"deviations":     []any{map[string]any{"operation": "o", "reason": "r", "owner": "w", "expires": "2030-01-02"}},
			},
			"digital-registries": map[string]any{
				"url": "http://127.0.0.1",
				"authentication": map[string]any{
					"type": "oauth2", "tokenURL": "http://h", "clientID": "c", "clientSecret": map[string]any{"file": "f"}, "parameters": map[string]any{"password": reports.Redacted},
				},
			},
		},
	}
	if diff := cmp.Diff(want, configuration.Redacted(newRedactor(target.Redact{}))); diff != "" {
		t.Error(diff)
	}
}

// Whatever a configuration asks to be redacted, it can be shown.
func FuzzConfigurationInReports(f *testing.F) {
	f.Add("redact: {fields: [nationalId, '', '-_'], headers: [x-session, ' ']}\n")
	f.Add("product: a\nredact: {fields: [product]}\n")
	f.Fuzz(func(t *testing.T, text string) {
		target, err := target.Parse("t.yaml", []byte(text))
		if err != nil {
			return
		}
		shown := target.Redacted(newRedactor(target.Redact))
		if _, err := json.Marshal(shown); err != nil {
			t.Error(err)
		}
	})
}
