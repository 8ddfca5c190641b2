package wire

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps/exchange"
)

func TestProxyFromEnvironment(t *testing.T) {
	t.Parallel()
	env := map[string]string{
		"HTTP_PROXY": "proxy:3128", "https_proxy": "https://secure:3129", "HTTPS_PROXY": "https://not-this:1",
		"NO_PROXY": "exact.org, .below.org, *.star.org, 10.0.0.0/8, 192.0.2.7, ported.org:8080,",
	}
	choose := proxyFunc("environment", func(name string) string { return env[name] })
	for target, want := range map[string]string{
		"http://example.org/": "http://proxy:3128", "https://example.org/": "https://secure:3129", "http://localhost:80/": "", "http://127.0.0.1/": "",
		"http://[::1]/": "", "http://exact.org/": "", "http://a.exact.org/": "", "http://inexact.org/": "http://proxy:3128",
		"http://a.below.org/": "", "http://below.org/": "http://proxy:3128", "http://a.star.org/": "", "http://10.1.2.3/": "", "http://11.1.2.3/": "http://proxy:3128",
		"http://192.0.2.7:99/": "", "http://ported.org:8080/": "", "http://ported.org/": "http://proxy:3128",
	} {
		u, _ := url.Parse(target)
		got, err := choose(&http.Request{URL: u})
		if err != nil || (got == nil) != (want == "") || got != nil && got.String() != want {
			t.Errorf("%s: %v, %v instead of %q", target, got, err, want)
		}
	}
	u, _ := url.Parse("http://example.org")
	if got, _ := proxyFunc("environment", func(string) string { return "" })(&http.Request{URL: u}); got != nil {
		t.Errorf("got %v", got)
	}
	env["NO_PROXY"] = "*"
	if got, _ := choose(&http.Request{URL: u}); got != nil {
		t.Errorf("got %v", got)
	}
	if proxyFunc("none", nil) != nil || proxyFunc("", nil) != nil {
		t.Error("a proxy where none was chosen")
	}
}

func TestProxyIsUsed(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	proxy := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Host != "target.invalid" || r.Header.Get("Proxy-Authorization") == "" {
			t.Errorf("got %s, %v", r.URL, r.Header)
		}
		asked.Add(1)
	})
	choice := strings.Replace(proxy.URL, "http://", "http://user:pass-word@", 1)
	w := newWire(t, "http://target.invalid", func(target *target.Target, _ *target.Environment) { target.Proxy = choice })
	if x := w.do("toyList"); x.Err != nil || asked.Load() != 1 {
		t.Errorf("got %v, asked %d times", x.Err, asked.Load())
	}
	if got := w.redactor.Text("pass-word"); got != reports.Redacted {
		t.Errorf("the password of the proxy is not known as a secret: %s", got)
	}

	proxy.Close()
	no := none(t, w.do("toyList"))
	if no.Kind != exchange.NotConnected || !strings.HasPrefix(no.Reason, "the proxy could not be reached: connection refused") {
		t.Errorf("got %+v", no)
	}
}
