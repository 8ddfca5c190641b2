package target

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/specs"
)

func consentBlock(t *testing.T) *specs.Block {
	t.Helper()
	block, err := specs.NewCatalogue(specs.Embedded()).Block(specs.Ref{Name: "consent", Version: "1.1.0"})
	if err != nil {
		t.Fatal(err)
	}
	return block
}

// configured parses what stands below a building block.
func configured(t *testing.T, lines string) (*Target, error) {
	t.Helper()
	return Parse("t.yaml", []byte("buildingBlocks:\n  consent:\n    url: http://127.0.0.1\n"+lines))
}

func TestWhoPresentsWhat(t *testing.T) {
	t.Parallel()
	block := consentBlock(t)
	const (
		all     = "    authentication: {type: bearer, token: {env: ALL}}\n"
		auditor = "    roles:\n      auditor:\n        authentication: {type: bearer, token: {env: AUDITOR}}\n"
		whole   = "buildingBlocks.consent.authentication"
		theirs  = "buildingBlocks.consent.roles.auditor"
	)
	type principal struct {
		role    string
		another bool
	}
	for name, test := range map[string]struct {
		lines string
		want  map[principal]string // key of the authentication, its token; "! KEY" where something is missing
	}{
		"nothing at all": {"", map[principal]string{
			{"auditor", false}: whole + " ", {"individual", false}: whole + " ", {"individual", true}: whole + " ", {"auditor", true}: "! " + theirs + ".another", {"", false}: whole + " ",
		}},
		"one for all": {all, map[principal]string{
			{"auditor", false}: whole + " ALL", {"individual", false}: whole + " ALL", {"individual", true}: whole + " ALL", {"auditor", true}: "! " + theirs + ".another",
		}},
		"one of its own": {all + auditor, map[principal]string{
			{"auditor", false}: theirs + ".authentication AUDITOR", {"individual", false}: whole + " ALL", {"", false}: whole + " ALL", {"auditor", true}: "! " + theirs + ".another",
		}},
		"one alone": {auditor, map[principal]string{
			{"auditor", false}: theirs + ".authentication AUDITOR", {"individual", false}: "! buildingBlocks.consent.roles.individual.authentication",
			{"individual", true}: "! buildingBlocks.consent.roles.individual.authentication", {"", false}: "! " + whole,
		}},
		"none for the others": {"    authentication: {type: none}\n" + auditor, map[principal]string{
			{"auditor", false}: theirs + ".authentication AUDITOR", {"individual", false}: whole + " ", {"", false}: whole + " ",
		}},
		"none for one": {all + "    roles:\n      auditor: {authentication: {type: none}}\n", map[principal]string{
			{"auditor", false}: theirs + ".authentication ", {"individual", false}: whole + " ALL",
		}},
		"a secret header for all": {"    headers: {X-Key: {env: KEY}}\n" + auditor, map[principal]string{{"individual", false}: whole + " "}},
		"a plain header for all":  {"    headers: {X-Client: me}\n" + auditor, map[principal]string{{"individual", false}: "! buildingBlocks.consent.roles.individual.authentication"}},
		"headers alone":           {"    roles:\n      auditor: {headers: {X-Key: {env: KEY}}}\n", map[principal]string{{"auditor", false}: whole + " ", {"individual", false}: "! buildingBlocks.consent.roles.individual.authentication"}},
		"two of a role": {auditor + "        another: {authentication: {type: bearer, token: {env: SECOND}}}\n", map[principal]string{
			{"auditor", false}: theirs + ".authentication AUDITOR", {"auditor", true}: theirs + ".another.authentication SECOND",
		}},
		"two by a header": {auditor + "        another: {headers: {X-Client: second}}\n", map[principal]string{{"auditor", true}: theirs + ".authentication AUDITOR"}},
		"another person":  {"    roles:\n      individual: {authentication: {type: bearer, token: {env: ONE}}, another: {authentication: {type: bearer, token: {env: TWO}}}}\n", map[principal]string{{"individual", true}: "buildingBlocks.consent.roles.individual.another.authentication TWO"}},
		"another one by all": {all + "    roles:\n      auditor: {another: {authentication: {type: bearer, token: {env: TWO}}}}\n", map[principal]string{
			{"auditor", false}: whole + " ALL", {"auditor", true}: theirs + ".another.authentication TWO",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := configured(t, test.lines)
			if err != nil {
				t.Fatal(err)
			}
			for who, want := range test.want {
				role, _ := block.Role(who.role)
				p, known := c.BuildingBlocks["consent"].Principal(block, role, who.another)
				got := p.At + " " + p.Authentication.Token.Env
				if !known {
					got = "! " + p.At
				}
				if got != want {
					t.Errorf("%v: got %q, want %q", who, got, want)
				}
			}
		})
	}
}

func TestHeadersOfCallers(t *testing.T) {
	t.Parallel()
	block := consentBlock(t)
	c, err := configured(t, "    headers: {X-Client: all, X-Zone: z}\n    authentication: {type: none}\n    roles:\n      auditor: {headers: {x-client: auditor, X-Key: {env: KEY}}, another: {headers: {X-Client: second}}}\n")
	if err != nil {
		t.Fatal(err)
	}
	role, _ := block.Role("auditor")
	const at = "buildingBlocks.consent."
	for another, want := range map[bool]map[string]PlacedSecret{
		false: {"X-Client": {Secret{Value: "auditor"}, at + "roles.auditor.headers.x-client"}, "X-Zone": {Secret{Value: "z"}, at + "headers.X-Zone"}, "X-Key": {Secret{Env: "KEY"}, at + "roles.auditor.headers.X-Key"}},
		true:  {"X-Client": {Secret{Value: "second"}, at + "roles.auditor.another.headers.X-Client"}, "X-Zone": {Secret{Value: "z"}, at + "headers.X-Zone"}, "X-Key": {Secret{Env: "KEY"}, at + "roles.auditor.headers.X-Key"}},
	} {
		p, known := c.BuildingBlocks["consent"].Principal(block, role, another)
		if diff := cmp.Diff(want, p.Headers); diff != "" || !known || p.Anonymous() {
			t.Errorf("another %v: %v\n%s", another, known, diff)
		}
	}
	individual, _ := block.Role("individual")
	if p, _ := c.BuildingBlocks["consent"].Principal(block, individual, false); !p.Anonymous() || p.Headers["X-Client"].Value != "all" {
		t.Errorf("the individual is %+v", p)
	}
}

func TestMistakesInRoles(t *testing.T) {
	t.Parallel()
	const roles = "    roles:\n      auditor:"
	for lines, want := range map[string]string{
		roles + "\n":                                                             "t.yaml:5: buildingBlocks.consent.roles.auditor: expected authentication, headers or another",
		roles + " {authentification: {}}\n":                                      `t.yaml:5: unknown key "authentification" (did you mean "authentication"?)`,
		roles + " {authentication: {}}\n":                                        "t.yaml:5: buildingBlocks.consent.roles.auditor: expected authentication, headers or another",
		roles + " {another: {headers: {}}}\n":                                    "t.yaml:5: buildingBlocks.consent.roles.auditor.another: expected authentication or headers that differ",
		roles + "\n        authentication: {type: bearer}\n":                     "t.yaml:6: buildingBlocks.consent.roles.auditor.authentication: type bearer needs token",
		roles + "\n        headers: {Authorization: x}\n":                        "t.yaml:6: buildingBlocks.consent.roles.auditor.headers.Authorization: carries credentials",
		roles + "\n        another:\n          authentication: {type: baerer}\n": `t.yaml:7: buildingBlocks.consent.roles.auditor.another.authentication.type: unknown type "baerer" (did you mean "bearer"?)`,
		roles + "\n        another:\n          headers: {Cookie: x}\n":           "t.yaml:7: buildingBlocks.consent.roles.auditor.another.headers.Cookie: carries credentials",
		roles + "\n        authentication: &a {type: bearer, token: {env: A}}\n        another: {authentication: *a}\n": "t.yaml:7: buildingBlocks.consent.roles.auditor.another: presents what the role presents",
		roles + "\n        authentication: {type: bearer, token: {env: A, file: b}}\n":                                  "t.yaml:6: buildingBlocks.consent.roles.auditor.authentication.token: expected either env or file",
	} {
		if _, err := configured(t, lines); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngot  %v\nwant %s", lines, err, want)
		}
	}
	c, err := configured(t, "    roles:\n      auditors: {authentication: {type: none}}\n")
	if err != nil {
		t.Fatal(err)
	}
	mistakes := c.CheckAgainst(consentBlock(t))
	if len(mistakes) != 1 || mistakes[0].Line != 5 || mistakes[0].Message != `buildingBlocks.consent.roles.auditors: consent@1.1.0 has no role "auditors" (did you mean "auditor"?)` {
		t.Errorf("%+v", mistakes)
	}
}

func TestSecretsOfRoles(t *testing.T) {
	t.Parallel()
	c, err := Parse("t.yaml", []byte(`product: P
buildingBlocks:
  consent:
    url: http://consent.example.org
    roles:
      auditor:
        authentication: {type: bearer, token: written-1}
        headers: {X-Api-Key: written-2}
        another:
          authentication: {type: basic, username: me, password: written-3}
      individual:
        authentication: {type: bearer, token: {env: INDIVIDUAL}}
`))
	if err != nil {
		t.Fatal(err)
	}
	warnings := strings.Join(c.Warnings(time.Now()), "\n")
	for _, want := range []string{
		"buildingBlocks.consent.roles.auditor.authentication.token: the secret itself is written in the configuration",
		"buildingBlocks.consent.roles.auditor.another.authentication.password: the secret itself is written in the configuration",
		"buildingBlocks.consent: credentials are sent to http://consent.example.org without encryption",
	} {
		if strings.Count(warnings, want) != 1 {
			t.Errorf("%q is not told once: %s", want, warnings)
		}
	}
	data, err := json.Marshal(c.Redacted(allSecret{}))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "written-") || !strings.Contains(string(data), `"env":"INDIVIDUAL"`) || strings.Count(string(data), reports.Redacted) != 3 {
		t.Errorf("the report shows %s", data)
	}
}

// allSecret takes tokens, passwords and keys for secrets.
type allSecret struct{}

func (allSecret) Text(s string) string { return s }

func (allSecret) SecretField(name string) bool { return name == "token" || name == "password" }

func (allSecret) SecretHeader(name string) bool { return name == "X-Api-Key" }
