package proof

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/runner/runnertest"
	"github.com/bbconform/bbconform/specs"
)

// variantsPass holds that no freedom of an implementation leads to a finding.
func (p *proof) variantsPass(t *testing.T) {
	for _, v := range runs(freedom.General(), p.Variants) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			p.variantPasses(t, v)
		})
	}
}

func (p *proof) variantPasses(t *testing.T, v freedom.Variant) {
	t.Helper()
	build := p.New
	if v.Build != nil {
		build = v.Build
	}
	handler, err := build(sandbox.Options{Catalogue: p.catalogue, Clock: v.Clock})
	if err != nil {
		t.Fatal(err)
	}
	if v.Serve == nil {
		v.Serve = httptest.NewServer
	}
	server := v.Serve(freedom.Together(v.Wire, p.held(t), v.Before)(handler))
	defer server.Close()
	outcome := run(t, p.walk(), runnertest.Target{
		URL: server.URL + v.Path, Credential: sandbox.DefaultCredential, Trust: trust(t, server),
		RequestsPerSecond: v.RequestsPerSecond, Concurrency: v.Concurrency,
	}, nil)
	passedAsOne(t, outcome)
	if t.Failed() {
		t.Log(v.About)
	}
}

// trust is the configuration of a target whose certificate no system knows; nothing where it has none.
func trust(t *testing.T, server *httptest.Server) []string {
	t.Helper()
	if server.TLS == nil {
		return nil
	}
	file := filepath.Join(t.TempDir(), "authority.pem")
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, authority, 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{file}
}

// held holds every answer of a building block against its contract. A variant that breaks it proves nothing.
func (p *proof) held(t *testing.T) freedom.Middleware {
	t.Helper()
	loaded, err := p.catalogue.Block(specs.Ref{Name: p.Name, Version: p.Version})
	if err != nil {
		t.Fatal(err)
	}
	operations, err := loaded.Operations()
	if err != nil {
		t.Fatal(err)
	}
	paths := make([]*regexp.Regexp, len(operations))
	for i, op := range operations {
		paths[i] = regexp.MustCompile("^" + regexp.MustCompile(`\\\{[^}]+\\\}`).ReplaceAllString(regexp.QuoteMeta(op.Path), "[^/]+") + "$")
	}
	return freedom.Rewrite(func(r *http.Request, a *freedom.Answer) {
		for i, op := range operations {
			if op.Method != r.Method || !paths[i].MatchString(r.URL.EscapedPath()) {
				continue
			}
			for _, finding := range op.CheckAnswer(specs.Answer{Status: a.Status, Header: a.Fields, Body: a.Body, Refusal: true}) {
				t.Errorf("the variant is not conformant itself: %s: %s\n%s", op.ID, finding.Message, a.Body)
			}
			return
		}
	})
}
