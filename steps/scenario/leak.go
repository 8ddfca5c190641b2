package scenario

import (
	"regexp"
	"sync"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/values"
)

// internal is something that a refusal must not disclose, and what it is known by.
type internal struct {
	what string
	mark *regexp.Regexp
}

// internals are conservative: each is the mark of one runtime, library or database. They are compiled when the first refusal
// is looked at, as most commands look at none.
var internals = sync.OnceValue(func() []internal {
	return []internal{
		{"a Java stack trace", regexp.MustCompile(`\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)`)},
		{"a Python stack trace", regexp.MustCompile(`Traceback \(most recent call last\)|File "[^"\n]+\.py", line \d+`)},
		{"a JavaScript stack trace", regexp.MustCompile(`\bat (?:[^\n()]{0,200} \()?(?:[^\s()]{1,300}\.[mc]?[jt]s|node:[\w/]+):\d+:\d+`)},
		{"a Go stack trace", regexp.MustCompile(`goroutine \d+ \[[a-z ]+\]:|panic: runtime error`)},
		{"a .NET stack trace", regexp.MustCompile(`\bat [\w.<>]+\([^)\n]{0,200}\) in [^\n]{1,300}:line \d+|System\.\w+Exception:`)},
		{"a PHP error", regexp.MustCompile(`(?:Fatal error|Warning|Parse error|Notice): [^\n]{1,300} in /[^\s]{1,300} on line \d+|#0 /[^\s]{1,300}\.php\(\d+\)`)},
		{"a Ruby stack trace", regexp.MustCompile(`/[^\s:]{1,300}\.rb:\d+:in [` + "`" + `']`)},
		{"a Rust panic", regexp.MustCompile(`thread '[^'\n]{1,100}' panicked at`)},
		{"an SQL error", regexp.MustCompile(`SQLSTATE\[?\s?\w{5}|\bORA-\d{5}\b|syntax error at or near "|You have an error in your SQL syntax|` +
			`(?:duplicate key value )?violates (?:unique|foreign key|not-null|check) constraint|SQLITE_(?:ERROR|CONSTRAINT)|sqlite3\.\w+Error|` +
			`psycopg2?\.|java\.sql\.\w*Exception|org\.hibernate\.|Unclosed quotation mark after the character string`)},
		{"an SQL statement", regexp.MustCompile(`\b(?:SELECT\s[\w*",.\s]{1,200}\sFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+["\w.]+\s+SET)\s+["'` + "`" + `\w.(]+[^.\n]{0,200}\b(?:WHERE|VALUES|SET|JOIN|LIMIT)\b`)},
		{"a path of a source file", regexp.MustCompile(`(?:^|[\s"'(=])(?:/(?:home|root|usr|var|opt|app|srv|workspace|build|src)/|[A-Za-z]:\\)[\w .\\/@-]{1,300}\.(?:java|kt|py|js|ts|go|rb|php|cs|rs|jar|dll)\b`)},
	}
})

// maxScanned bounds how much of a body is searched.
const maxScanned = 256 << 10

// leaksNothing fails when a refusal discloses internals.
func (j *Judge) leaksNothing(a *Answer) error {
	what := leak(a.Exchange.Body)
	actual := "none"
	if what != "" {
		actual = what
	}
	return j.Expect(a, Check{What: "refusal of " + a.Operation(), Expected: "nothing of its internals", Actual: actual, Passed: what == ""},
		specs.Finding{Code: "leaks-internals", Operation: a.Operation(), Location: "body", Message: "the refusal discloses internals"})
}

// leak names what a body discloses, or returns nothing. Escapes of JSON are undone first, as a stack trace is often one text.
func leak(body []byte) string {
	body = body[:min(len(body), maxScanned)]
	texts := []string{string(body)}
	if values.IsJSON(body) {
		texts = values.Texts(gjson.ParseBytes(body), texts[:0])
	}
	for _, text := range texts {
		for _, known := range internals() {
			if known.mark.MatchString(text) {
				return known.what
			}
		}
	}
	return ""
}
