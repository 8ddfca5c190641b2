package runner

import "strings"

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
