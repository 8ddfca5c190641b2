package scenario

import (
	"testing"
)

func TestLeaksAreToldFromOrdinaryRefusals(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"error":"java.lang.NullPointerException\n\tat org.example.Books.read(Books.java:42)"}`,
		"Traceback (most recent call last):\n  File \"/app/main.py\", line 3",
		`{"stack":"TypeError: x is undefined\n    at read (/srv/app/books.js:10:5)"}`,
		`{"stack":"Error\n    at Object.<anonymous> (node:internal/main:1:2)"}`,
		"panic: runtime error: index out of range\n\ngoroutine 12 [running]:",
		`{"detail":"System.NullReferenceException: Object reference not set"}`,
		`<b>Warning</b>: Warning: mysqli_connect(): failed in /var/www/html/db.php on line 12`,
		`{"error":"/usr/lib/ruby/gems/rack.rb:12:in ` + "`" + `call'"}`,
		`{"message":"SQLSTATE[42S02]: Base table or view not found"}`,
		`{"message":"ORA-00942: table or view does not exist"}`,
		`{"message":"pq: duplicate key value violates unique constraint \"books_pkey\""}`,
		`{"message":"ERROR: syntax error at or near \"FROM\""}`,
		`{"query":"SELECT id, title FROM books WHERE id = 'x'"}`,
		`{"error":"cannot open /opt/library/src/store.go"}`,
		`thread 'main' panicked at src/main.rs:4`,
	} {
		if leak([]byte(body)) == "" {
			t.Errorf("not seen: %s", body)
		}
	}
	for _, body := range []string{
		"", `{}`, `{"detail":"no record found"}`, `{"error":"title is required"}`, `{"error":"at least one tag at /book/tags"}`,
		`{"error":"The field 'pages' must be at least 1 (see /docs/books.html)"}`, `<html><body>404 Not Found: /data/cr/1.0/x/readValue/name.json</body></html>`,
		`{"error":"Select a genre from the list where it fits"}`, `{"error":"expected 10:20:30 at noon"}`, `{"path":"/config/policy/12/","timestamp":"2024-05-01T10:00:00Z"}`,
		`{"type":"https://example.org/errors/validation.js","title":"Invalid"}`, `{"error":"Update your consent and set a purpose"}`,
		`{"detail":"Exception in rule 12: book is on loan"}`, "\x00\xff not text",
	} {
		if what := leak([]byte(body)); what != "" {
			t.Errorf("%s is taken for %s", body, what)
		}
	}
}

// Whatever a refusal holds, it can be looked through.
func FuzzLeak(f *testing.F) {
	f.Add([]byte(`{"detail":"Traceback (most recent call last)"}`))
	f.Fuzz(func(_ *testing.T, body []byte) { leak(body) })
}
