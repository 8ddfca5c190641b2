package target

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/problem"
)

const sampleTarget = `product: Registry One
version: 1.10
vendor: Ministry of Examples
contact: tests@example.org
buildingBlocks:
  consent:
    version: "1.1.0"
    url: https://consent.example.org/api/
    authentication:
      type: oauth2
      tokenURL: https://id.example.org/token
      clientID: tester
      clientSecret: {env: CONSENT_SECRET}
      scopes: [consent, audit]
      parameters: {audience: consent}
    headers:
      Information-Mediator-Client: SANDBOX/GOV/1/consent
      X-Gateway: {file: secrets/gateway}
    notClaimed:
      - serviceAPI: auditing
        reason: Another product does that.
    data:
      individualHeader: X-Individual
      nested: {list: [1, two, 3.5, true, null]}
    deviations:
      - operation: configPolicyUpdate
        finding: missing-field
        reason: Corrected in 1.11.
        owner: Consent team
        expires: 2030-12-31
  digital-registries:
    urls:
      data: http://127.0.0.1:8081
      database: http://127.0.0.1:8082
    authentication: {type: apiKey, header: Authorization, key: {file: key}}
limits: {answer: 5s, readiness: 500ms, scenario: 1m30s}
requestsPerSecond: 12.5
trust: [ca.pem]
proxy: environment
redact:
  fields: [nationalId]
  headers: [X-Session]
`

func TestParseTarget(t *testing.T) {
	t.Parallel()
	got, err := Parse("dir/bbconform.yaml", []byte(sampleTarget))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"consent", "digital-registries"}, got.Names()); diff != "" {
		t.Error(diff)
	}
	consent := got.BuildingBlocks["consent"]
	want := &BuildingBlock{
		Version: "1.1.0", URL: "https://consent.example.org/api/",
		Authentication: Authentication{
			Type: "oauth2", TokenURL: "https://id.example.org/token", ClientID: "tester", ClientSecret: Secret{Env: "CONSENT_SECRET"},
			Scopes: []string{"consent", "audit"}, Parameters: map[string]string{"audience": "consent"},
		},
		Headers:    map[string]Secret{"Information-Mediator-Client": {Value: "SANDBOX/GOV/1/consent"}, "X-Gateway": {File: "secrets/gateway"}},
		NotClaimed: []NotClaimed{{ServiceAPI: "auditing", Reason: "Another product does that."}},
		Data: map[string]any{
			"individualHeader": "X-Individual", "nested": map[string]any{"list": []any{1, "two", 3.5, true, nil}},
		},
		Deviations: []Deviation{{
			Operation: "configPolicyUpdate", Finding: "missing-field", Reason: "Corrected in 1.11.", Owner: "Consent team",
			Expires: Date{2030, time.December, 31},
		}},
	}
	if diff := cmp.Diff(want, consent); diff != "" {
		t.Error(diff)
	}
	if got.Version != "1.10" {
		t.Errorf("version %q: a number that was written must not be rounded", got.Version)
	}
	if got.Limits.Scenario != Duration(90*time.Second) || got.RequestsPerSecond != 12.5 || got.Proxy != "environment" {
		t.Errorf("got %+v", got)
	}
	if base := consent.BaseURL("consent"); base != "https://consent.example.org/api" {
		t.Errorf("base %q", base)
	}
	if base := got.BuildingBlocks["digital-registries"].BaseURL("database"); base != "http://127.0.0.1:8082" {
		t.Errorf("base %q", base)
	}
}

func TestMistakesAreNamedWithTheirLine(t *testing.T) {
	t.Parallel()
	block := func(lines string) string {
		return "buildingBlocks:\n  consent:\n    url: http://127.0.0.1\n" + lines
	}
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"unknown key": {
			block("    autentication: {type: none}\n"),
			[]string{`t.yaml:4: unknown key "autentication" (did you mean "authentication"?)`},
		},
		"unknown key far from any": {
			"zzzzzzzzzzzz: 1\n",
			[]string{`t.yaml:1: unknown key "zzzzzzzzzzzz" (known here: buildingBlocks, contact, insecure, limits, product,`},
		},
		"several at once, in the order of the file": {
			"prodct: x\nlimits:\n  answr: 1s\ninsecure: maybe\n",
			[]string{`t.yaml:1: unknown key "prodct"`, `t.yaml:3: unknown key "answr" (did you mean "answer"?)`, "t.yaml:4: insecure: expected true or false, found \"maybe\""},
		},
		"wrong type of a list":    {"trust: ca.pem\n", []string{`t.yaml:1: trust: expected a list, found "ca.pem"`}},
		"wrong type of a mapping": {"buildingBlocks: [consent]\n", []string{"t.yaml:1: buildingBlocks: expected keys and values, found a list"}},
		"wrong type of text":      {"product: true\n", []string{"t.yaml:1: product: expected text"}},
		"text that is a list":     {"product: [a]\n", []string{"t.yaml:1: product: expected text"}},
		"duration without unit":   {"limits:\n  answer: 10\n", []string{"t.yaml:2: limits.answer: expected a duration above nothing such as 500ms, 10s or 2m, found 10"}},
		"negative duration":       {"limits:\n  answer: -1s\n", []string{"t.yaml:2: limits.answer: expected a duration"}},
		"not a day": {
			block("    deviations:\n      - {operation: x, reason: r, owner: o, expires: 2030-02-30}\n"),
			[]string{"t.yaml:5: buildingBlocks.consent.deviations[0].expires: expected a day written YYYY-MM-DD"},
		},
		"written twice":         {"product: a\nproduct: b\n", []string{`t.yaml:2: `}},
		"a second document":     {"product: a\n---\nproduct: b\n", []string{"t.yaml:3: a second document begins here"}},
		"not YAML":              {"product: [\n", []string{"t.yaml:1: is not YAML"}},
		"not YAML either":       {"a: b: c\n", []string{"t.yaml:1: is not YAML"}},
		"alias without anchor":  {"product: *x\n", []string{"t.yaml:1: "}},
		"alias of itself":       {"buildingBlocks: &x\n  consent:\n    url: http://127.0.0.1\n    data: *x\n", []string{"t.yaml:"}},
		"no URL":                {"buildingBlocks:\n  consent:\n    version: 1.1.0\n", []string{"t.yaml:2: buildingBlocks.consent: expected a url"}},
		"nothing for a block":   {"buildingBlocks:\n  consent:\n", []string{"t.yaml:2: buildingBlocks.consent: expected a url"}},
		"URL without scheme":    {"buildingBlocks:\n  consent:\n    url: localhost:80\n", []string{"t.yaml:3: buildingBlocks.consent.url: expected a URL that begins with http:// or https://"}},
		"credentials in a URL":  {"buildingBlocks:\n  consent:\n    urls:\n      a: http://u:hunter2@h\n", []string{"t.yaml:4: buildingBlocks.consent.urls.a: credentials do not belong into the URL"}},
		"query in a URL":        {"buildingBlocks:\n  consent:\n    url: http://h/?a=b\n", []string{"t.yaml:3: buildingBlocks.consent.url: a base URL has no query"}},
		"unknown type":          {block("    authentication:\n      type: baerer\n"), []string{`t.yaml:5: buildingBlocks.consent.authentication.type: unknown type "baerer" (did you mean "bearer"?)`}},
		"secret is missing":     {block("    authentication:\n      type: bearer\n"), []string{"t.yaml:4: buildingBlocks.consent.authentication: type bearer needs token"}},
		"not of that type":      {block("    authentication:\n      type: bearer\n      token: abcdefgh\n      header: X\n"), []string{"t.yaml:7: buildingBlocks.consent.authentication.header: does not belong to type bearer"}},
		"half a certificate":    {block("    authentication:\n      certificate: c.pem\n"), []string{"certificate and privateKey go together"}},
		"env and file":          {block("    authentication: {type: bearer, token: {env: A, file: b}}\n"), []string{"authentication.token: expected either env or file"}},
		"neither env nor file":  {block("    authentication: {type: bearer, token: {value: b}}\n"), []string{`t.yaml:4: unknown key "value"`}},
		"header with secrets":   {block("    headers:\n      authorization: x\n"), []string{"t.yaml:5: buildingBlocks.consent.headers.authorization: carries credentials"}},
		"header of the request": {block("    headers:\n      Host: x\n"), []string{"t.yaml:5: buildingBlocks.consent.headers.Host: is set for each request"}},
		"no name of a header":   {block("    headers:\n      \"X Y\": x\n"), []string{`t.yaml:5: buildingBlocks.consent.headers.X Y: "X Y" is not the name of a header`}},
		"not claimed what":      {block("    notClaimed:\n      - reason: r\n"), []string{"t.yaml:5: buildingBlocks.consent.notClaimed[0]: expected either serviceAPI or operation"}},
		"not claimed why":       {block("    notClaimed:\n      - operation: o\n"), []string{"expected a reason"}},
		"deviation of nothing":  {block("    deviations:\n      - {reason: r, owner: o, expires: 2030-01-01}\n"), []string{"t.yaml:5: buildingBlocks.consent.deviations[0]: expected at least one of operation"}},
		"deviation for ever":    {block("    deviations:\n      - {operation: o}\n"), []string{"expected reason", "expected owner", "expected expires"}},
		"proxy":                 {"proxy: squid\n", []string{"t.yaml:1: proxy: expected none, environment, or the URL"}},
		"requests":              {"requestsPerSecond: -1\n", []string{"t.yaml:1: requestsPerSecond: expected"}},
		"requests as text":      {"requestsPerSecond: many\n", []string{"t.yaml:1: requestsPerSecond: expected a number"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse("t.yaml", []byte(test.text))
			if err == nil {
				t.Fatal("no error")
			}
			if problem.ExitCode(err) != problem.ExitUsage {
				t.Errorf("exit code %d", problem.ExitCode(err))
			}
			rest := err.Error()
			for _, want := range test.want {
				i := strings.Index(rest, want)
				if i < 0 {
					t.Fatalf("got\n%s\nwithout\n%s", err, want)
				}
				rest = rest[i+len(want):]
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("a password is shown: %v", err)
			}
		})
	}
}

func TestAnchorsAndMergeKeys(t *testing.T) {
	t.Parallel()
	got, err := Parse("t.yaml", []byte(`buildingBlocks:
  consent: &common
    url: http://127.0.0.1:1
    authentication: &auth {type: bearer, token: {env: TOKEN}}
  digital-registries:
    <<: *common
    url: http://127.0.0.1:2
  other:
    url: http://127.0.0.1:3
    authentication: *auth
`))
	if err != nil {
		t.Fatal(err)
	}
	for name, base := range map[string]string{"consent": "http://127.0.0.1:1", "digital-registries": "http://127.0.0.1:2", "other": "http://127.0.0.1:3"} {
		b := got.BuildingBlocks[name]
		if b.URL != base || b.Authentication.Token.Env != "TOKEN" {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

func TestLoadTarget(t *testing.T) {
	t.Parallel()
	env := Environment{ReadFile: func(string) ([]byte, error) { return nil, fs.ErrNotExist }}
	_, err := Load(env, "bbconform.yaml")
	if problem.ExitCode(err) != problem.ExitUsage || !strings.Contains(problem.Hint(err), "bbconform init") {
		t.Errorf("got %v, %q", err, problem.Hint(err))
	}
	env.ReadFile = func(string) ([]byte, error) { return nil, errors.New("denied") }
	if _, err = Load(env, "x"); problem.ExitCode(err) != problem.ExitUsage || !strings.Contains(err.Error(), "denied") {
		t.Errorf("got %v", err)
	}
	env.ReadFile = func(string) ([]byte, error) { return []byte("product: x\n"), nil }
	if target, err := Load(env, "x"); err != nil || target.Product != "x" {
		t.Errorf("got %v, %v", target, err)
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	target, err := Parse("t.yaml", []byte(`insecure: true
buildingBlocks:
  consent:
    url: http://consent.example.org
    authentication: {type: bearer, token: "written-down"}
    headers: {X-Open: value}
    deviations:
      - {id: OLD, operation: a, reason: r, owner: o, expires: 2026-06-30}
      - {operation: a, reason: r, owner: o, expires: 2026-07-01}
  digital-registries:
    url: http://127.0.0.1
    authentication: {type: bearer, token: {env: TOKEN}}
`))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(target.Warnings(time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)), "\n")
	for _, want := range []string{
		"Certificates are not verified", "buildingBlocks.consent.authentication.token: the secret itself is written",
		"credentials are sent to http://consent.example.org without encryption", "deviation OLD expired on 2026-06-30",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no warning %q in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "\n"); n != 3 {
		t.Errorf("%d warnings instead of 4:\n%s", n+1, got)
	}
	if strings.Contains(got, "written-down") {
		t.Error("the secret is shown")
	}
}

func TestSecretsAreFound(t *testing.T) {
	t.Parallel()
	env := Environment{
		Getenv: func(name string) string { return map[string]string{"TOKEN": "from the environment"}[name] },
		ReadFile: func(name string) ([]byte, error) {
			if name == "dir/key" {
				return []byte("from a file\r\n"), nil
			}
			if name == "/abs/empty" {
				return []byte("\n"), nil
			}
			if name == "dir/two" {
				return []byte("a\nb"), nil
			}
			return nil, fs.ErrNotExist
		},
	}.WithDefaults()
	for _, test := range []struct {
		secret      Secret
		want, wrong string
	}{
		{Secret{Env: "TOKEN"}, "from the environment", ""},
		{Secret{File: "key"}, "from a file", ""},
		{Secret{Value: "itself"}, "itself", ""},
		{Secret{Env: "NONE"}, "", "at: the environment variable NONE is not set"},
		{Secret{File: "none"}, "", "at: read the secret: file does not exist"},
		{Secret{File: "/abs/empty"}, "", "at: the file /abs/empty is empty"},
		{Secret{File: "two"}, "", "control characters or line breaks"},
	} {
		got, err := (&Target{File: "dir/bbconform.yaml"}).Resolve(env, test.secret, "at")
		if got != test.want || (err == nil) != (test.wrong == "") || err != nil && !strings.Contains(err.Error(), test.wrong) {
			t.Errorf("%+v: %q, %v", test.secret, got, err)
		}
	}
}

// nothingHidden is a redaction that hides nothing.
type nothingHidden struct{}

func (nothingHidden) Text(s string) string     { return s }
func (nothingHidden) SecretField(string) bool  { return false }
func (nothingHidden) SecretHeader(string) bool { return false }

func FuzzParseTarget(f *testing.F) {
	f.Add(sampleTarget)
	f.Add(template)
	f.Add("a: &a [*a]\n<<: *a\n? x\n")
	f.Add("product: !!str 1\nbuildingBlocks: {? [a] : b}\n")
	f.Fuzz(func(t *testing.T, text string) {
		target, err := Parse("t.yaml", []byte(text))
		if err != nil {
			if problem.ExitCode(err) != problem.ExitUsage {
				t.Errorf("exit code %d for %v", problem.ExitCode(err), err)
			}
			return
		}
		target.Warnings(time.Unix(0, 0))
		target.Redacted(nothingHidden{})
	})
}
