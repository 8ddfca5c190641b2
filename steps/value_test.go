package steps

import (
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
)

func TestEqualValues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{`1`, `1.0`, true}, {`1`, `"1"`, false}, {`100`, `1e2`, true}, {`0.1`, `0.10`, true},
		{`9007199254740993`, `9007199254740992`, false}, {`123456789012345678901234567890`, `123456789012345678901234567890.0`, true},
		{`1e999999999`, `1e999999999`, true}, {`1e999999999`, `1e999999998`, false}, {`-0`, `0`, true},
		{`"a"`, `"a"`, true}, {`"a"`, `"A"`, false}, {`"1"`, `"1.0"`, false}, {`"é"`, `"\u00e9"`, true},
		{`"2024-05-01T10:00:00Z"`, `"2024-05-01T12:00:00+02:00"`, true}, {`"2024-05-01T10:00:00Z"`, `"2024-05-01T10:00:00.000Z"`, true},
		{`"2024-05-01T10:00:00Z"`, `"2024-05-01T10:00:01Z"`, false}, {`"2024-05-01"`, `"2024-05-01T00:00:00Z"`, false},
		{`true`, `true`, true}, {`true`, `false`, false}, {`null`, `null`, true}, {`null`, `false`, false}, {`null`, `""`, false},
		{`[1,2]`, `[1,2.0]`, true}, {`[1,2]`, `[2,1]`, false}, {`[1]`, `[1,2]`, false}, {`[]`, `{}`, false},
		{`{"a":1,"b":[true]}`, `{"b":[true],"a":1}`, true}, {`{"a":1}`, `{"a":1,"b":2}`, false}, {`{"a":null}`, `{}`, false},
	} {
		if got := equal(parsed(c.a), parsed(c.b)); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
		if got := equal(parsed(c.b), parsed(c.a)); got != c.same {
			t.Errorf("%s and %s: %v", c.b, c.a, got)
		}
	}
	if equal(gjson.Result{}, gjson.Result{}) {
		t.Error("nothing equals nothing")
	}
}

func TestMissingFrom(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sent, seen, apart, places string }{
		{`{"a":1}`, `{"a":1,"b":2}`, "", ""},
		{`{"a":1}`, `{}`, "", "a"},
		{`{"a":null}`, `{}`, "", ""},
		{`{"a":null}`, `{"a":null}`, "", ""},
		{`{"a":null}`, `{"a":0}`, "", "a"},
		{`{"a":{"b":1,"c":2}}`, `{"a":{"b":1,"c":3}}`, "", "a.c"},
		{`{"a":{"b":1,"c":2}}`, `{"a":{"b":1,"c":3}}`, "a.c", ""},
		{`{"a":[{"id":1,"n":1},{"id":2,"n":2}]}`, `{"a":[{"id":7,"n":1},{"id":8,"n":3}]}`, "a.id", "a.1.n"},
		{`{"a":[1,2]}`, `{"a":[1]}`, "", "a"},
		{`{"a":[]}`, `{"a":null}`, "", "a"},
		{`[1]`, `{"0":1}`, "", ""},
		{`"x"`, `"y"`, "", ""},
		{`{"a":1}`, ``, "", ""},
	} {
		var locations []string
		differences := missingFrom(parsed(c.sent), parsed(c.seen), "", fieldList(c.apart))
		for _, d := range differences {
			locations = append(locations, d.location)
		}
		if got := strings.Join(locations, " "); got != c.places {
			t.Errorf("%s in %s apart from %q: %q, want %q", c.sent, c.seen, c.apart, got, c.places)
		}
		if c.places == "" && c.sent[0] != '{' && len(differences) != 1 || c.seen == "" && len(differences) != 1 {
			t.Errorf("%s in %s: %v", c.sent, c.seen, differences)
		}
	}
}

func TestDatesAndTimes(t *testing.T) {
	t.Parallel()
	for text, is := range map[string]bool{
		"2024-05-01T10:00:00Z": true, "2024-05-01T10:00:00.123456+02:00": true, "2024-05-01 10:00:00": true, "2024-05-01T10:00:00": true,
		"2024-05-01": false, "10:00": false, "": false, "2024-02-30T10:00:00Z": false, "1714557600": false, "Wed, 01 May 2024 10:00:00 GMT": false,
	} {
		if isDateAndTime(text) != is {
			t.Errorf("%q: %v", text, !is)
		}
	}
}

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

func TestTyped(t *testing.T) {
	t.Parallel()
	op := libraryOperation(t, "bookCreate")
	for field, values := range map[string]map[string]string{
		"book.title":     {"12": `"12"`, "true": `"true"`},
		"book.pages":     {"12": `12`, "twelve": `"twelve"`, `"12"`: `"\"12\""`, "12345678901234567890": `12345678901234567890`},
		"book.available": {"true": `true`, "no": `"no"`},
		"book.tags":      {`["a","b"]`: `["a","b"]`, "[": `"["`, `[] x`: `"[] x"`},
		"book.author":    {`{"name":"x"}`: `{"name":"x"}`},
	} {
		f, err := op.Field("body", field)
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range values {
			if got := string(encoded(typed(text, f.Schema))); got != want {
				t.Errorf("%s %q: %s, want %s", field, text, got, want)
			}
		}
	}
}

func TestTrees(t *testing.T) {
	t.Parallel()
	tree := any(map[string]any{"a": []any{map[string]any{"b": 1}}})
	tree, err := setAt(tree, specs.SplitName(`a.1.c\.d`), 2)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(encoded(tree)); got != `{"a":[{"b":1},{"c.d":2}]}` {
		t.Error(got)
	}
	if v, ok := getAt(tree, specs.SplitName("a.1.c\\.d")); !ok || v != 2 {
		t.Error(v, ok)
	}
	for _, path := range []string{"a.7", "a.x", "a.0.b.c", "b"} {
		if _, ok := getAt(tree, specs.SplitName(path)); ok {
			t.Errorf("%s is there", path)
		}
	}
	if _, err := setAt(tree, specs.SplitName("a.9"), 1); err == nil {
		t.Error("a gap was left")
	}
	if _, err := setAt(tree, specs.SplitName("a.0.b.c"), 1); err == nil {
		t.Error("a number became an object")
	}
	tree = removeAt(removeAt(tree, specs.SplitName("a.0")), specs.SplitName("nothing.there"))
	if got := string(encoded(tree)); got != `{"a":[{"c.d":2}]}` {
		t.Error(got)
	}
}

// An answer that is compared with what it gave itself would always be right.
func TestNoAnswerIsComparedWithItself(t *testing.T) {
	t.Parallel()
	said := tell(t, newLibrary(t, ""), "When \"bookCreate\" is called\nThen its \"book.title\" is \"${book:title}\"")
	said.mustBe(t, "suite", "")
}
