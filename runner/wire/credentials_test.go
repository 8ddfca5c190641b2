package wire

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps/exchange"
)

func TestWhatRequestsPresent(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		auth                     target.Authentication
		configured, without, bad string
		header                   string
	}{
		"none":   {target.Authentication{}, "", "", "Bearer " + wrongCredential, "Authorization"},
		"bearer": {target.Authentication{Type: "bearer", Token: target.Secret{Env: "S"}}, "Bearer s3cr3t-value", "", "Bearer " + wrongCredential, "Authorization"},
		"basic": {
			target.Authentication{Type: "basic", Username: "me", Password: target.Secret{Env: "S"}}, "Basic bWU6czNjcjN0LXZhbHVl", "",
			"Basic bWU6YmJjb25mb3JtLW5ldmVyLWlzc3VlZC03ZjNhOWMxZTViMmQ0ODYw", "Authorization",
		},
		"apiKey": {target.Authentication{Type: "apiKey", Header: "x-key", Key: target.Secret{Env: "S"}}, "s3cr3t-value", "", wrongCredential, "X-Key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got string
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				got = r.Header.Get(test.header)
				_, _ = fmt.Fprintf(w, `{"echo":%q}`, got)
			})
			w := newWire(t, s.URL, func(target *target.Target, env *target.Environment) {
				target.BuildingBlocks["toys"].Authentication = test.auth
				env.Getenv = func(string) string { return "s3cr3t-value" }
			})
			for which, want := range map[exchange.Presents]string{exchange.AsConfigured: test.configured, exchange.Nothing: test.without, exchange.NeverIssued: test.bad} {
				r := w.request("toyList")
				r.As.Presents = which
				w.send(t.Context(), r)
				if got != want {
					t.Errorf("%d: got %q instead of %q", which, got, want)
				}
			}
			if with := w.endpoint().Credentials(exchange.Principal{}).Demandable; with != (name != "none") {
				t.Errorf("in headers: %v", with)
			}
			data, _ := json.Marshal(w.recorded)
			for _, secret := range []string{"s3cr3t-value", "bWU6czNjcjN0LXZhbHVl"} {
				if strings.Contains(string(data), secret) {
					t.Errorf("recorded %s", data)
				}
			}
			if !strings.Contains(string(data), test.bad) {
				t.Errorf("the wrong credentials explain the request and are not shown: %s", data)
			}
		})
	}
}

func TestSecretsThatAreMissing(t *testing.T) {
	t.Parallel()
	entry := &target.BuildingBlock{URL: "http://127.0.0.1:1", Authentication: target.Authentication{Type: "bearer", Token: target.Secret{Env: "TOKEN"}}}
	configuration := &target.Target{BuildingBlocks: map[string]*target.BuildingBlock{"toys": entry}}
	options := toysOptions(toys.Block(t), configuration, target.Environment{})
	_, err := Open(options)
	if problem.ExitCode(err) != problem.ExitUsage || err.Error() != "buildingBlocks.toys.authentication.token: the environment variable TOKEN is not set" {
		t.Errorf("got %v", err)
	}
	entry.Authentication.Token = target.Secret{Value: "abc"}
	tr, err := Open(options)
	if err != nil || len(tr.Warnings()) != 1 || !strings.Contains(tr.Warnings()[0], "shorter than 4 bytes") || strings.Contains(tr.Warnings()[0], "abc") {
		t.Errorf("got %v, %q", err, tr.Warnings())
	}
}

func TestOAuth2(t *testing.T) {
	t.Parallel()
	var tokens atomic.Int32
	id := serve(t, func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if r.FormValue("grant_type") != "client_credentials" || r.FormValue("scope") != "a b" || r.FormValue("audience") != "toys" || user != "me" || password != "client%2Bsecret" { // encoded, as RFC 6749 2.3.1 has it
			t.Errorf("got %v from %s", r.Form, user)
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"access_token":"issued-token-%d","token_type":"Bearer","expires_in":3600}`, tokens.Add(1))
	})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, "%q", r.Header.Get("Authorization"))
	})
	w := newWire(t, s.URL, func(configuration *target.Target, _ *target.Environment) {
		configuration.BuildingBlocks["toys"].Authentication = target.Authentication{
			Type: "oauth2", TokenURL: id.URL + "/token", ClientID: "me", ClientSecret: target.Secret{Value: "client+secret"},
			Scopes: []string{"a", "b"}, Parameters: map[string]string{"audience": "toys"},
		}
	})
	for range 3 {
		if x := w.do("toyList"); string(x.Body) != `"Bearer issued-token-1"` {
			t.Errorf("got %s", x.Body)
		}
	}
	r := w.request("toyList")
	r.As.Presents = exchange.Nothing
	if x := w.send(t.Context(), r); string(x.Body) != `""` {
		t.Errorf("got %s", x.Body)
	}
	if tokens.Load() != 1 {
		t.Errorf("%d tokens were asked for", tokens.Load())
	}
	if data, _ := json.Marshal(w.recorded); strings.Contains(string(data), "issued-token") || strings.Contains(string(data), "client+secret") {
		t.Errorf("recorded %s", data)
	}
}

func TestOAuth2Fails(t *testing.T) {
	t.Parallel()
	for name, h := range map[string]http.HandlerFunc{
		"400 Bad Request, invalid_client: no such client": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = fmt.Fprint(w, `{"error":"invalid_client","error_description":"no such client","echo":"client+secret"}`)
		},
		"the answer was 500": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = fmt.Fprint(w, "client+secret")
		},
		"the answer was 302": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
		},
		"within the time limit": nil, // no answer
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arrived := make(chan struct{})
			if h == nil {
				h = func(_ http.ResponseWriter, r *http.Request) { close(arrived); toys.UntilGone(r) }
			}
			id := serve(t, h)
			w := newWire(t, id.URL, func(configuration *target.Target, _ *target.Environment) {
				configuration.BuildingBlocks["toys"].Authentication = target.Authentication{
					Type: "oauth2", TokenURL: id.URL + "/token", ClientID: "me", ClientSecret: target.Secret{Value: "client+secret"},
				}
			})
			w.limitPasses(arrived)
			no := none(t, w.do("toyList"))
			if no.Kind != exchange.NotConnected || !strings.HasPrefix(no.Reason, "no access token was issued by "+id.URL) || !strings.Contains(no.Reason, name) {
				t.Errorf("got %+v", no)
			}
			if strings.Contains(no.Reason, "client+secret") {
				t.Errorf("the secret is shown: %s", no.Reason)
			}
		})
	}
}

// pair makes a certificate, signed by itself, and writes it and its key into a folder.
func pair(t testing.TB, folder, name string, expires time.Time) *x509.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: expires,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{name + ".pem": {Type: "CERTIFICATE", Bytes: der}, name + ".key": {Type: "EC PRIVATE KEY", Bytes: keyDER}} {
		if err := os.WriteFile(filepath.Join(folder, file), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// serveTLS serves with the certificate name of the folder, and demands one of the client when clients is given.
func serveTLS(t testing.TB, folder, name string, clients ...*x509.Certificate) *httptest.Server {
	t.Helper()
	cert, err := tls.LoadX509KeyPair(filepath.Join(folder, name+".pem"), filepath.Join(folder, name+".key"))
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.TLS.PeerCertificates) > 0 {
			_, _ = io.WriteString(w, r.TLS.PeerCertificates[0].Subject.CommonName)
		}
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{cert}}
	if len(clients) > 0 {
		pool := x509.NewCertPool()
		for _, client := range clients {
			pool.AddCert(client)
		}
		s.TLS.ClientCAs, s.TLS.ClientAuth = pool, tls.RequireAndVerifyClientCert
	}
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	later := time.Now().Add(time.Hour)
	pair(t, folder, "localhost", later)
	pair(t, folder, "elsewhere.example.org", later)
	client := pair(t, folder, "client", later)
	pair(t, folder, "stranger", later)
	if err := os.WriteFile(filepath.Join(folder, "none.pem"), []byte("none"), 0o600); err != nil {
		t.Fatal(err)
	}
	base := func(s *httptest.Server) string { return strings.Replace(s.URL, "127.0.0.1", "localhost", 1) }
	plain, other, mutual := serveTLS(t, folder, "localhost"), serveTLS(t, folder, "elsewhere.example.org"), serveTLS(t, folder, "localhost", client)
	unencrypted := serve(t, func(http.ResponseWriter, *http.Request) {})

	for name, test := range map[string]struct {
		base   string
		change func(*target.Target)
		want   string // body, or the reason
	}{
		"not trusted":  {base(plain), func(*target.Target) {}, "signed by an authority that is not trusted"},
		"trusted":      {base(plain), func(t *target.Target) { t.Trust = []string{"localhost.pem"} }, ""},
		"insecure":     {base(plain), func(t *target.Target) { t.Insecure = true }, ""},
		"another name": {base(other), func(t *target.Target) { t.Trust = []string{"elsewhere.example.org.pem"} }, "is for another name"},
		"no TLS":       {strings.Replace(base(unencrypted), "http:", "https:", 1), func(*target.Target) {}, "does not speak it"},
		"client is known": {base(mutual), func(t *target.Target) {
			t.Trust, t.BuildingBlocks["toys"].Authentication = []string{"localhost.pem"}, mtls("client")
		}, "client"},
		"client is a stranger": {base(mutual), func(t *target.Target) {
			t.Trust, t.BuildingBlocks["toys"].Authentication = []string{"localhost.pem"}, mtls("stranger")
		}, "ended the handshake"},
		"client without": {base(mutual), func(t *target.Target) { t.Trust = []string{"localhost.pem"} }, "ended the handshake: certificate required"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, test.base, func(target *target.Target, _ *target.Environment) {
				target.File = filepath.Join(folder, "bbconform.yaml")
				test.change(target)
			})
			x := w.do("toyList")
			if x.Err == nil {
				if string(x.Body) != test.want {
					t.Errorf("got %q", x.Body)
				}
				return
			}
			if no := none(t, x); no.Kind != exchange.NotConnected || !strings.HasPrefix(no.Reason, "TLS: ") || !strings.Contains(no.Reason, test.want) || test.want == "" || x.Attempts != 1 {
				t.Errorf("got %+v after %d attempts", no, x.Attempts)
			}
		})
	}

	t.Run("without the certificate", func(t *testing.T) {
		t.Parallel()
		w := newWire(t, base(mutual), func(target *target.Target, _ *target.Environment) {
			target.File = filepath.Join(folder, "bbconform.yaml")
			target.Trust, target.BuildingBlocks["toys"].Authentication = []string{"localhost.pem"}, mtls("client")
		})
		r := w.request("toyList")
		r.As.Presents = exchange.Nothing
		if no := none(t, w.send(t.Context(), r)); !strings.Contains(no.Reason, "certificate required") {
			t.Errorf("got %+v", no)
		}
		if w.endpoint().Credentials(exchange.Principal{}).Demandable {
			t.Error("a certificate cannot be left out of a request")
		}
	})

	block := toys.Block(t)
	for want, change := range map[string]func(*target.Target){
		"trust: read CA certificates: open ":                   func(t *target.Target) { t.Trust = []string{"missing.pem"} },
		"trust: none.pem holds no certificate in PEM form":     func(t *target.Target) { t.Trust = []string{"none.pem"} },
		"buildingBlocks.toys.authentication.certificate: open": func(t *target.Target) { t.BuildingBlocks["toys"].Authentication = mtls("missing") },
		"buildingBlocks.toys.authentication: certificate and privateKey: tls": func(t *target.Target) {
			t.BuildingBlocks["toys"].Authentication = target.Authentication{Type: "mtls", Certificate: "none.pem", PrivateKey: "client.key"}
		},
	} {
		entry := &target.BuildingBlock{URL: "https://localhost"}
		configuration := &target.Target{File: filepath.Join(folder, "x"), BuildingBlocks: map[string]*target.BuildingBlock{"toys": entry}}
		change(configuration)
		_, err := Open(toysOptions(block, configuration, target.Environment{}))
		if problem.ExitCode(err) != problem.ExitUsage || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v instead of %s", err, want)
		}
	}
}

func mtls(name string) target.Authentication {
	return target.Authentication{Type: "mtls", Certificate: name + ".pem", PrivateKey: name + ".key"}
}

func TestHTTP2(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pair(t, folder, "localhost", time.Now().Add(time.Hour))
	cert, err := tls.LoadX509KeyPair(filepath.Join(folder, "localhost.pem"), filepath.Join(folder, "localhost.key"))
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/toys/1" {
			panic(http.ErrAbortHandler) // the stream ends without an answer
		}
		_, _ = io.WriteString(w, r.Proto)
	}))
	s.TLS, s.EnableHTTP2 = &tls.Config{Certificates: []tls.Certificate{cert}}, true
	s.StartTLS()
	t.Cleanup(s.Close)
	w := newWire(t, strings.Replace(s.URL, "127.0.0.1", "localhost", 1), func(target *target.Target, _ *target.Environment) {
		target.File, target.Trust = filepath.Join(folder, "x"), []string{"localhost.pem"}
	})
	for range 3 {
		if x := w.do("toyCreate"); x.Err != nil || string(x.Body) != "HTTP/2.0" || x.Attempts != 1 {
			t.Errorf("%v, %s, %d attempts", x.Err, x.Body, x.Attempts)
		}
	}
	if no := none(t, w.do("toyDelete")); no.Kind != exchange.Closed {
		t.Errorf("got %s: %v", no.Kind, no)
	}
}
