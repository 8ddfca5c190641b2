package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"mime/multipart"
	"net/url"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
)

func TestPartsAreRedactedByName(t *testing.T) {
	t.Parallel()
	r := newRedactor(target.Redact{Fields: []string{"nationalId"}})
	part := func(head, content string) string {
		return "--b\nContent-Disposition: form-data; " + head + "\n\n" + content + "\n"
	}
	for name, test := range map[string]struct{ in, want string }{
		"text":             {part(`name="password"`, "abc") + part(`name="n"`, "1") + "--b--\n", part(`name="password"`, reports.Redacted) + part(`name="n"`, "1") + "--b--\n"},
		"several lines":    {part(`name="password"`, "a\n\n--c\nb") + "--b--", part(`name="password"`, reports.Redacted) + "--b--"},
		"configured":       {part(`name="national-id"`, "abc") + "--b--", part(`name="national-id"`, reports.Redacted) + "--b--"},
		"a file":           {part("name=\"token\"; filename=\"a\"\nContent-Type: text/plain", "abc") + "--b--", part("name=\"token\"; filename=\"a\"\nContent-Type: text/plain", reports.Redacted) + "--b--"},
		"without quotes":   {part("name=token", "abc") + "--b--", part("name=token", reports.Redacted) + "--b--"},
		"within an object": {part(`name="user[token]"`, "abc") + "--b--", part(`name="user[token]"`, reports.Redacted) + "--b--"},
		"cut off":          {strings.TrimSuffix(part(`name="password"`, "abc"), "\n"), strings.TrimSuffix(part(`name="password"`, reports.Redacted), "\n")},
		"cut before":       {`Content-Disposition: form-data; name="password"` + "\n\nabc\n--b--", `Content-Disposition: form-data; name="password"` + "\n\n" + reports.Redacted + "\n--b--"},
		"without content":  {strings.TrimSpace(part(`name="password"`, "")), strings.TrimSpace(part(`name="password"`, ""))},
		"empty":            {part(`name="password"`, "") + part(`name="n"`, "xyz"), part(`name="password"`, reports.Redacted) + part(`name="n"`, "xyz")},
		"JSON in a part":   {part("name=user", `{"password":"abc"}`) + "--b--", part("name=user", `{"password":"`+reports.Redacted+`"}`) + "--b--"},
		"name of a file":   {part(`name="a"; filename="password"`, "abc") + "--b--", part(`name="a"; filename="password"`, "abc") + "--b--"},
		"no part":          {"name=\"password\"\n\nabc", "name=\"password\"\n\nabc"},
	} {
		for _, lineBreak := range []string{"\n", "\r\n"} {
			in, want := strings.ReplaceAll(test.in, "\n", lineBreak), strings.ReplaceAll(test.want, "\n", lineBreak)
			if got := r.Text(in); got != want {
				t.Errorf("%s\n got %q\nwant %q", name, got, want)
			}
			quoted, _ := json.Marshal(map[string]string{"echo": in})
			if got := r.Text(string(quoted)); strings.Contains(want, reports.Redacted) && strings.Contains(in, "abc") && strings.Contains(got, "abc") {
				t.Errorf("%s, echoed as JSON: %s", name, got)
			}
		}
	}
}

// Whatever stands in a secret field of a form, and around it, is not written.
func FuzzNoSecretFieldOfAFormIsWritten(f *testing.F) {
	f.Add("correct horse", "before", "after", 4000)
	f.Add("a\r\n\r\nb--x", "Content-Disposition: form-data; name=\"x\"", "\r\n", 120)
	f.Add("\xff\xfe12", "\xff", "--", 300)
	f.Add("x&y=z;%]", "[", "]", 64)
	f.Fuzz(func(t *testing.T, secret, before, after string, evidence int) {
		innocent := reports.Redacted + "form-data; name=password"
		if len(secret) < 4 || evidence < 1 || evidence > 1<<13 || strings.Contains(innocent, secret) {
			return
		}
		var parts bytes.Buffer
		form := multipart.NewWriter(&parts)
		for _, field := range [][2]string{{"before", before}, {"password", secret}, {"after", after}} {
			if err := form.WriteField(field[0], field[1]); err != nil {
				t.Fatal(err)
			}
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		line := "before=" + url.QueryEscape(before) + "&user%5Bpassword%5D=" + url.QueryEscape(secret) + "&after=" + url.QueryEscape(after)
		object, _ := json.Marshal(map[string]string{"before": before, "password": secret})
		quoted, _ := json.Marshal(secret)
		for _, c := range []struct{ body, secret string }{
			{parts.String(), secret}, {line, url.QueryEscape(secret)},
			{"n=" + url.QueryEscape(string(object)), url.QueryEscape(strings.Trim(string(quoted), `"`))},
		} {
			if strings.Count(c.body, c.secret) > 1 || len(c.secret) < 4 || strings.Contains(strings.Replace(c.body, c.secret, "", 1), c.secret[:4]) {
				continue // it is elsewhere, too, where nobody said that it is a secret
			}
			kept := bareWire(newRedactor(target.Redact{}), evidence).bodyEvidence([]byte(c.body), false)
			text := kept.Text
			if kept.Base64 {
				raw, err := base64.StdEncoding.DecodeString(text)
				if err != nil {
					t.Fatal(err)
				}
				text = string(raw)
			}
			if strings.Contains(text, c.secret) {
				t.Errorf("the body shows %q: %q", c.secret, text)
			}
		}
	})
}
