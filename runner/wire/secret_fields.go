package wire

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
)

// withoutSecretFields removes what stands behind the name of a secret field, in JSON ("token": "x"), in JSON within a string of JSON
// (\"token\": \"x\"), in a form or a query (token=x&, user[token]=x), in a form in parts, and in text that looks like these. It need not be well formed:
// a target may answer anything, and what is cut off must be recognised too. In prose a name with a colon is followed by
// more prose, unless one of them is in quotes.
func (r *Redactor) withoutSecretFields(s string, prose bool) string {
	out := replacing{text: s}
	for start, end := r.nextSecretName(s, 0); end > 0; {
		from, to, ok := valueAfter(s, end, prose)
		if !ok {
			from, to, ok = partAfter(s, start, end)
		}
		if ok {
			out.replace(from, to, reports.Redacted)
			end = to
		}
		start, end = r.nextSecretName(s, end)
	}
	return out.String()
}

// replacing is a text of which parts are replaced, from its beginning on.
type replacing struct {
	text string
	out  strings.Builder
	done int // how much of text has been written, or replaced
}

// replace puts something else where text had from up to, but not including, to.
func (r *replacing) replace(from, to int, by string) {
	r.out.WriteString(r.text[r.done:from])
	r.out.WriteString(by)
	r.done = to
}

// String is the text with all that was replaced.
func (r *replacing) String() string {
	if r.done == 0 {
		return r.text
	}
	return r.out.String() + r.text[r.done:]
}

// nextSecretName finds the next name of a secret field from i on, and where it ends; 0, 0 when there is none.
func (r *Redactor) nextSecretName(s string, i int) (start, end int) {
	for i < len(s) {
		if !nameBytes[s[i]] {
			i++
			if s[i-1] == '%' && i+1 < len(s) && isHexDigit(s[i]) && isHexDigit(s[i+1]) {
				i += 2 // an escape ends a name: user%5Btoken%5D=x
			}
			continue
		}
		start := i
		for i < len(s) && nameBytes[s[i]] {
			i++
		}
		if r.SecretField(s[start:i]) {
			return start, i
		}
	}
	return 0, 0
}

// valueEnds are the bytes that end a value which is not in quotes.
const valueEnds = " \t\r\n,&;}]<>#\"'"

// nameBytes are the bytes that names consist of.
var nameBytes = func() (is [256]bool) {
	for c := range is {
		is[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c >= utf8.RuneSelf
	}
	return is
}()

// SecretField reports whether the value of a field of this name must not be written.
func (r *Redactor) SecretField(name string) bool {
	// Twice the longest leaves room for separators and bounds the work on what is no name at all. The first letter rules
	// out nearly all that is left: this is asked of every word that crosses the wire.
	if len(name) < r.shortest || len(name) > 2*r.longest || !r.first[name[0]] {
		return false
	}
	var buf [64]byte
	plain := buf[:0]
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '_' || c == '-':
		case 'A' <= c && c <= 'Z':
			plain = append(plain, c+'a'-'A')
		default:
			plain = append(plain, c)
		}
	}
	return r.fields[string(plain)]
}

// NamesSecret reports whether the name of a secret field stands in a sentence.
func (r *Redactor) NamesSecret(s string) bool {
	_, end := r.nextSecretName(s, 0)
	return end > 0
}

// valueAfter finds the value that belongs to a name which ends at i.
func valueAfter(s string, i int, prose bool) (from, to int, ok bool) {
	if from := afterBracket(s, i); from > i {
		return from, endOfBare(s, from), true
	}
	j := i
	for j < len(s) && s[j] == '\\' {
		j++
	}
	quoted := j < len(s) && (s[j] == '"' || s[j] == '\'')
	if quoted {
		j++
	} else {
		j = i
	}
	j = skipSpace(s, j)
	if j >= len(s) || s[j] != ':' && s[j] != '=' {
		return 0, 0, false
	}
	bare := !prose || quoted || s[j] == '=' // a value without quotes is possible
	j = skipSpace(s, j+1)
	q := j
	for q < len(s) && s[q] == '\\' {
		q++ // how deep JSON is in JSON
	}
	switch {
	case q < len(s) && (s[q] == '"' || s[q] == '\''):
		return q + 1, endOfString(s, q+1, s[q], q-j), true
	case bare && j < len(s) && (s[j] == '{' || s[j] == '['):
		return j, endOfNested(s, j), true
	}
	end := endOfBare(s, j)
	for _, scheme := range []string{"bearer", "basic", "digest", "dpop"} { // "Authorization: Bearer x": the scheme is no secret
		if strings.EqualFold(s[j:end], scheme) && end < len(s) && s[end] == ' ' {
			j = skipSpace(s, end)
			return j, endOfBare(s, j), true
		}
	}
	return j, end, bare && end > j
}

// endOfBare returns where a value ends that is not in quotes.
func endOfBare(s string, i int) int {
	for i < len(s) && strings.IndexByte(valueEnds, s[i]) < 0 {
		i++
	}
	return i
}

func skipSpace(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\r' || s[i] == '\n') {
		i++
	}
	return i
}

// endOfString returns where a string ends that is in quotes preceded by so many backslashes; what ends it is not part of
// it. One level of JSON within JSON doubles the backslashes and adds one: escape is 0, 1, 3, 7 and so on.
func endOfString(s string, i int, quote byte, escape int) int {
	run := 0 // backslashes just before i
	for ; i < len(s); i++ {
		switch s[i] {
		case '\\':
			run++
			continue
		case quote:
			if run >= escape && (run-escape)%(escape+1) == 0 && (run-escape)/(escape+1)%2 == 0 {
				return i - escape
			}
			if run == 0 && quote == '"' {
				return i // the string around it ends
			}
		}
		run = 0
	}
	return i
}

// endOfNested returns where an object or an array ends, or the text.
func endOfNested(s string, i int) int {
	depth := 0
	for i < len(s) {
		switch s[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				return i + 1
			}
		case '"':
			i = endOfString(s, i+1, '"', 0)
		}
		i++
	}
	return len(s)
}

// withoutSecretsInStrings redacts the strings of a JSON text as they read without their escapes (\u0074oken), which
// withoutSecretFields cannot see, and JSON within strings. What it changes it writes again with the escapes of encoding/json.
func (r *Redactor) withoutSecretsInStrings(s string, depth int) string {
	if depth > 3 || !escapesMuch(s) && !strings.Contains(s, "isposition") {
		return s // what is escaped more simply has been seen through, unless it is a form that stands in lines
	}
	out := replacing{text: s}
	secret := false // the string before was the name of a secret field
	for i := 0; i < len(s); {
		if s[i] != '"' {
			i++
			continue
		}
		end := endOfString(s, i+1, '"', 0)
		if end >= len(s) {
			break
		}
		token := s[i : end+1]
		value := token[1 : len(token)-1]
		escaped := strings.Contains(value, `\`)
		if escaped {
			value, escaped = unquoted(token)
		}
		after := skipSpace(s, end+1)
		isName := after < len(s) && s[after] == ':'
		replacement := value
		switch {
		case secret && !isName:
			replacement = reports.Redacted
		case escaped:
			replacement = r.withoutSecretsInStrings(r.withoutSecretFields(r.withoutKnown(value), false), depth+1)
		}
		if replacement != value {
			quoted, _ := json.Marshal(replacement) // a string is always marshalled
			out.replace(i, end+1, string(quoted))
		}
		secret = isName && escaped && r.SecretField(value)
		i = end + 1
	}
	return out.String()
}

// escapesMuch reports whether a text has escapes that withoutSecretFields does not see through: of characters by their numbers, and of
// escapes.
func escapesMuch(s string) bool {
	for i := strings.IndexByte(s, '\\'); i >= 0 && i+1 < len(s); {
		if s[i+1] == 'u' || s[i+1] == '\\' {
			return true
		}
		next := strings.IndexByte(s[i+1:], '\\')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// unquoted is what a string of JSON reads as, and false, with what stands between its quotes, when it is none.
func unquoted(token string) (string, bool) {
	if value, err := jsontext.AppendUnquote(nil, token); err == nil {
		return string(value), true
	}
	var value string // encoding/json bears bytes that are no UTF-8, and halves of surrogates
	if json.Unmarshal([]byte(token), &value) != nil {
		return token[1 : len(token)-1], false
	}
	return value, true
}
