package wire

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
)

func TestFieldsAreRedactedByName(t *testing.T) {
	t.Parallel()
	r := newRedactor(target.Redact{Fields: []string{"nationalId"}})
	for in, want := range map[string]string{
		`{"access_token":"abc","n":1}`:                         `{"access_token":"[redacted]","n":1}`,
		`{"accessToken" : "abc" , "n":1}`:                      `{"accessToken" : "[redacted]" , "n":1}`,
		`{"Password":123,"n":1}`:                               `{"Password":[redacted],"n":1}`,
		`{"secretKey":"a\"b\\","n":1}`:                         `{"secretKey":"[redacted]","n":1}`,
		`{"secret":{"a":["}",1]},"n":1}`:                       `{"secret":[redacted],"n":1}`,
		`{"token":["a","b"],"n":1}`:                            `{"token":[redacted],"n":1}`,
		`{"NATIONAL-ID":"abc"}`:                                `{"NATIONAL-ID":"[redacted]"}`,
		`{"tokenise":"abc","mytoken":"abc"}`:                   `{"tokenise":"abc","mytoken":"abc"}`,
		`{"a":"{\"password\":\"abc\",\"n\":1}"}`:               `{"a":"{\"password\":\"[redacted]\",\"n\":1}"}`,
		`{"a":"{\"b\":\"{\\\"password\\\":\\\"abc\\\"}\"}"}`:   `{"a":"{\"b\":\"{\\\"password\\\":\\\"[redacted]\\\"}\"}"}`,
		`{"p\u0061ssword":"abc"}`:                              `{"p\u0061ssword":"[redacted]"}`,
		`{"a":"{\"p\\u0061ssword\":\"abc\"}"}`:                 `{"a":"{\"p\\u0061ssword\":\"[redacted]\"}"}`,
		`{"password":"abc`:                                     `{"password":"[redacted]`,
		`grant_type=x&client_secret=abc&n=1`:                   `grant_type=x&client_secret=[redacted]&n=1`,
		`https://h/x?token=abc#access_token=def&n=1`:           `https://h/x?token=[redacted]#access_token=[redacted]&n=1`,
		`Authorization: Bearer abc`:                            `Authorization: Bearer [redacted]`,
		`<input name="password" value="x">`:                    `<input name="password" value="x">`,
		`the password is unknown`:                              `the password is unknown`,
		`user[password]=abc&n=1`:                               `user[password]=[redacted]&n=1`,
		`user%5Bpassword%5D=abc%26d&n=1`:                       `user%5Bpassword%5D=[redacted]&n=1`,
		`n=%7B%22password%22%3A%22a+b%22%7D&m=%22`:             `n=%7B%22password%22%3A%22%5Bredacted%5D%22%7D&m=%22`,
		`https://h/?n=%7b%22password%22%3a%22abc%22%7d#x`:      `https://h/?n=%7B%22password%22%3A%22%5Bredacted%5D%22%7D#x`,
		`n=%zz%22password%22%3A%22abc%2`:                       `n=%25zz%22password%22%3A%22%5Bredacted%5D`,
		`{"password":null,"token":true}`:                       `{"password":[redacted],"token":[redacted]}`,
		`{"password":"","n":1}`:                                `{"password":"[redacted]","n":1}`,
		"plain text with \x1b[31mcolour\x1b[0m and \u202egnp.": `plain text with \x1b[31mcolour\x1b[0m and \u{202e}gnp.`,
		"tab\tand\r\nlines stay, ZWJ \u200d too":               "tab\tand\r\nlines stay, ZWJ \u200d too",
	} {
		if got := r.Text(in); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestSentencesStayReadable(t *testing.T) {
	t.Parallel()
	r := newRedactor(target.Redact{})
	r.learn("known-value")
	for in, want := range map[string]string{
		"no such token: is missing":            "no such token: is missing",
		"the field secretKey: expected a text": "the field secretKey: expected a text",
		`{"password":"abc"} is not a list`:     `{"password":"[redacted]"} is not a list`,
		`{"password":123} is not a list`:       `{"password":[redacted]} is not a list`,
		"GET http://h/?token=abc":              "GET http://h/?token=[redacted]",
		`password: "abc"`:                      `password: "[redacted]"`,
		"Authorization: Bearer abc":            "Authorization: Bearer [redacted]",
		"token: known-value":                   "token: [redacted]",
	} {
		if got := r.Words(in); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
	if !r.NamesSecret(`its "webhook.secretKey"`) || r.NamesSecret("status of tokenCreate, secretly") {
		t.Error("mentions")
	}
}

func TestValuesAreRedactedWhereverTheyShow(t *testing.T) {
	t.Parallel()
	r := newRedactor(target.Redact{})
	secret := `p"ss/w<rd&+ ü`
	if !r.learn(secret) || r.learn("abc") || !r.learn("") {
		t.Error("learned wrongly")
	}
	quoted, _ := json.Marshal(secret)
	for _, form := range []string{
		secret, string(quoted), url.QueryEscape(secret), url.PathEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret)),
		strings.ReplaceAll(strings.ReplaceAll(secret, `"`, `\"`), "/", `\/`), `p&#34;ss/w&lt;rd&amp;+ ü`,
		`{"x":"p\"ss\u002fw\u003cr\u0064&+ \u00fc"}`,
	} {
		got := r.Text("before " + form + " after")
		if !strings.Contains(got, reports.Redacted) || strings.Contains(got, "rd") && !strings.Contains(got, "redacted") {
			t.Errorf("%s: %s", form, got)
		}
		var back struct{ X string }
		if json.Unmarshal([]byte(r.Text(form)), &back) == nil && strings.Contains(back.X, secret) {
			t.Errorf("%s: %s", form, got)
		}
	}
	if got := r.Text("abc stays"); got != "abc stays" {
		t.Error(got)
	}
}

func TestHeadersAreRedacted(t *testing.T) {
	t.Parallel()
	r := newRedactor(target.Redact{Headers: []string{"x-session"}})
	for _, test := range []struct{ name, value, want string }{
		{"authorization", "Bearer abc", "Bearer [redacted]"},
		{"Authorization", "bearer a b", "bearer [redacted]"},
		{"Authorization", "abc def", "[redacted]"},
		{"Authorization", "abcdef", "[redacted]"},
		{"Proxy-Authorization", "Basic abc", "Basic [redacted]"},
		{"Cookie", "a=b; c=d", "[redacted]"},
		{"Set-Cookie", "a=b; Path=/; HttpOnly", "a=[redacted]; Path=/; HttpOnly"},
		{"Set-Cookie", "b", "[redacted]"},
		{"X-Session", "abc", "[redacted]"},
		{"X-API-Key", "abc", "[redacted]"},
		{"Location", "https://h/?code=1&access_token=abc", "https://h/?code=1&access_token=[redacted]"},
		{"Content-Type", "application/json", "application/json"},
		{"X-Odd", "a\x1bb", `a\x1bb`},
	} {
		if got := r.headerValue(test.name, test.value); got != test.want {
			t.Errorf("%s: %s: got %q", test.name, test.value, got)
		}
	}
}

func bareWire(r *Redactor, evidence int) *Wire {
	return &Wire{redactor: r, evidence: evidence}
}

// Whatever the target does with a secret that it was sent, what is written does not show it.
func FuzzNoSecretIsWritten(f *testing.F) {
	f.Add("correct horse battery staple", `{"a":"`, `"}`, 64)
	f.Add("s3cr3t/+=", "\x1b]0;", "\xff", 10)
	f.Add("aaaaaaaa", "aaa", "a", 5)
	f.Add(`back\slash"`, `{"x":"\`, `\"`, 20)
	f.Add("[redacted", "[redacted", "]", 4)
	f.Add("token=x1", "token", "=", 40)
	f.Add("ab\u202ecd", `\u{202e}`, "\u202e", 40)
	f.Add(`\u202e`, "\"\u202e", `"`, 40)
	f.Fuzz(func(t *testing.T, secret, before, after string, evidence int) {
		mark := reports.Redacted
		if len(secret) < ShortestSecret || strings.Contains(mark, secret) || evidence < 1 || evidence > 1<<12 {
			return
		}
		r := newRedactor(target.Redact{})
		r.learn(secret)
		quoted, _ := json.Marshal(secret)
		for _, form := range []string{secret, strings.Trim(string(quoted), `"`), url.QueryEscape(secret), base64.StdEncoding.EncodeToString([]byte(secret))} {
			text := before + form + after + form
			tr := bareWire(r, evidence)
			for _, m := range []*reports.Body{tr.bodyEvidence([]byte(text), false)} {
				if m == nil {
					continue
				}
				kept := m.Text
				if m.Base64 {
					raw, err := base64.StdEncoding.DecodeString(m.Text)
					if err != nil {
						t.Fatal(err)
					}
					kept = string(raw)
				}
				if strings.Contains(kept, secret) {
					t.Fatalf("the body shows %q: %q", secret, kept)
				}
				if len(kept) > evidence {
					t.Fatalf("%d bytes are kept instead of %d", len(kept), evidence)
				}
			}
			if got := r.headerValue("X-Echo", text); strings.Contains(got, secret) {
				t.Fatalf("a header shows %q: %q", secret, got)
			}
			if got := r.Text("http://h/" + text); strings.Contains(got, secret) {
				t.Fatalf("the URL shows %q: %q", secret, got)
			}
		}
	})
}

// The cut through a long body never leaves a part of a secret behind.
func TestNoPartOfASecretIsLeftAtTheCut(t *testing.T) {
	t.Parallel()
	const secret = "0123456789abcdefghijklmnopqrstuvwxyz"
	r := newRedactor(target.Redact{})
	r.learn(secret)
	tr := bareWire(r, 100)
	for offset := range 160 {
		body := []byte(strings.Repeat(".", offset) + secret + strings.Repeat("-", 300))
		got := tr.bodyEvidence(body, false)
		if strings.Contains(got.Text, "0123") {
			t.Errorf("offset %d: %q", offset, got.Text)
		}
		if !got.Truncated || got.Bytes != int64(len(body)) || len(got.SHA256) != 64 {
			t.Errorf("offset %d: %+v", offset, got)
		}
		field := []byte(strings.Repeat(".", offset) + `"password":"` + strings.Repeat("x1", 200) + `"`)
		if got := tr.bodyEvidence(field, false); strings.Contains(got.Text, "x1x1") {
			t.Errorf("offset %d: %q", offset, got.Text)
		}
	}
}

func TestBodiesThatAreNotText(t *testing.T) {
	t.Parallel()
	r := newRedactor(target.Redact{})
	r.learn("secret!!")
	tr := bareWire(r, 64)
	got := tr.bodyEvidence([]byte("\xff\xfe secret!! \x00"), false)
	raw, err := base64.StdEncoding.DecodeString(got.Text)
	if err != nil || !got.Base64 || !got.Redacted || string(raw) != "\xff\xfe [redacted] \x00" {
		t.Errorf("%+v: %q", got, raw)
	}
	if got := tr.bodyEvidence([]byte("ä"), false); got.Text != "ä" || got.Base64 || got.Redacted || got.Truncated {
		t.Errorf("%+v", got)
	}
	if got := tr.bodyEvidence([]byte(strings.Repeat("ä", 100)), true); !got.Truncated || got.Base64 || got.Text != strings.Repeat("ä", 32) {
		t.Errorf("%+v", got)
	}
	if got := tr.bodyEvidence([]byte("ab\xc3"), false); !got.Base64 || got.Text != "YWLD" || got.Truncated {
		t.Errorf("%+v", got)
	}
	if got := tr.bodyEvidence(nil, false); got != nil {
		t.Errorf("%+v", got)
	}
}

func BenchmarkRedactBody(b *testing.B) {
	r := newRedactor(target.Redact{})
	r.learn("a-token-of-some-length-0123456789")
	tr := bareWire(r, maxEvidence)
	body := []byte(`{"policies":[` + strings.Repeat(`{"id":"policy-1","name":"A policy \"with\" quotes","version":"1.0","url":"https://example.org/1"},`, 20) + `{}]}`)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		tr.bodyEvidence(body, false)
	}
}
