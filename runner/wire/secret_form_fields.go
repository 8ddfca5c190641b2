package wire

import (
	"net/url"
	"strconv"
	"strings"
)

func isHexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// afterBracket returns where the value begins of a name in brackets which ends at i, as forms in one line and queries have them:
// user[token]=x. It returns i where there is none.
func afterBracket(s string, i int) int {
	for _, bracket := range []string{"]=", "%5D=", "%5d="} {
		if strings.HasPrefix(s[i:], bracket) {
			return i + len(bracket)
		}
	}
	return i
}

// maxPartHeader bounds how far around the name of a part its other headers are looked for, in bytes.
const maxPartHeader = 4 << 10

// partAfter finds the content of a part of a form (multipart/form-data, RFC 7578) whose name is, or holds, what stands from start to
// i: Content-Disposition: form-data; name="token". The form need not be whole.
func partAfter(s string, start, i int) (from, to int, ok bool) {
	before := s[max(0, start-maxPartHeader):start]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	assigned := strings.LastIndexByte(line, '=')
	if assigned < 0 || !hasPrefixFold(strings.TrimLeft(line, " \t"), "content-disposition") {
		return 0, 0, false
	}
	if key := strings.TrimRight(line[:assigned], " \t"); !strings.HasSuffix(strings.ToLower(key), "name") || strings.HasSuffix(strings.ToLower(key), "filename") {
		return 0, 0, false
	}
	header := s[i:min(len(s), i+maxPartHeader)]
	end := strings.Index(header, "\r\n\r\n")
	size := 4
	if bare := strings.Index(header, "\n\n"); bare >= 0 && (end < 0 || bare < end) {
		end, size = bare, 2
	}
	if end < 0 {
		return 0, 0, false // there is no content yet
	}
	from = i + end + size
	delimiter := "\n--"
	if begin := strings.LastIndex(before, "\n--"); begin >= 0 || strings.HasPrefix(before, "--") {
		delimiter, _, _ = strings.Cut(before[begin+1:], "\n")
		delimiter = "\n" + strings.TrimRight(delimiter, "\r \t")
	}
	length := strings.Index(s[from-1:], delimiter)
	switch length {
	case -1:
		return from, len(s), true // cut off
	case 0:
		return 0, 0, false // the next part follows at once
	}
	to = from - 1 + length
	if to > from && s[to-1] == '\r' {
		to--
	}
	return from, to, true
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// withoutSecretsInEscapes redacts JSON that stands in a field of a form in one line, or in a query: n=%7B%22token%22%3A%22x%22%7D. What it changes it writes
// again with the escapes of net/url.
func (r *Redactor) withoutSecretsInEscapes(s string) string {
	if !strings.Contains(s, "%22") {
		return s
	}
	out := replacing{text: s}
	for i := 0; i < len(s); {
		length := strings.IndexAny(s[i:], fieldEnds)
		if length < 0 {
			length = len(s) - i
		}
		field := s[i : i+length]
		if strings.Contains(field, "%22") {
			plain := unescaped(field)
			if clean := r.withoutSecretsInStrings(r.withoutSecretFields(plain, false), 0); clean != plain {
				out.replace(i, i+length, url.QueryEscape(clean))
			}
		}
		i += length + 1
	}
	return out.String()
}

// unescaped resolves the escapes of a field, and leaves what only looks like one, or is cut off.
func unescaped(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+':
			out = append(out, ' ')
		case s[i] == '%' && i+2 < len(s) && isHexDigit(s[i+1]) && isHexDigit(s[i+2]):
			n, _ := strconv.ParseUint(s[i+1:i+3], 16, 8) // two digits
			out = append(out, byte(n))
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}

// fieldEnds are the bytes that stand between the values of a form in one line, or around it.
const fieldEnds = "&=?#;<>\"' \t\r\n"
