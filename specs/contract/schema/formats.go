package schema

import (
	"encoding/base64"
	"errors"
	"net/mail"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2"
	"github.com/getkin/kin-openapi/openapi3"
)

var errFormat = errors.New("not of this format")

// stringFormats returns what each format demands of a string. A format that is not here demands nothing; kin-openapi by
// itself knows only dates, and accepts 30 February.
var stringFormats = sync.OnceValue(func() map[string]func(string) bool {
	return map[string]func(string) bool{
		"date":      isDate,
		"time":      isTime,
		"date-time": isDateTime,
		"email":     isEmail,
		"hostname":  isHostname,
		"ipv4":      func(s string) bool { addr, err := netip.ParseAddr(s); return err == nil && addr.Is4() },
		"ipv6": func(s string) bool {
			addr, err := netip.ParseAddr(s)
			return err == nil && addr.Is6() && addr.Zone() == ""
		},
		"uri":           isURI,
		"uri-reference": isURIReference,
		"uuid":          isUUID,
		"byte":          isBase64,
	}
})

// formatOptions makes kin-openapi hold strings against stringFormats.
var formatOptions = sync.OnceValue(func() map[string]openapi3.StringFormatValidator {
	validators := map[string]openapi3.StringFormatValidator{}
	for name, valid := range stringFormats() {
		validators[name] = openapi3.NewCallbackValidator(func(s string) error {
			if !valid(s) {
				return errFormat
			}
			return nil
		})
	}
	return validators
})

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// isDateTime holds s against RFC 3339, which allows small letters and leap seconds.
func isDateTime(s string) bool {
	date, clock, ok := strings.Cut(strings.ToUpper(s), "T")
	return ok && isDate(date) && isTime(clock)
}

// isTime holds s against full-time of RFC 3339: 23:59:59.5+01:00. Second 60 is a leap second, which there is only where it is 23:59 in
// UTC (RFC 3339, 5.7 and appendix D).
func isTime(s string) bool {
	s = strings.ToUpper(s)
	i := strings.IndexAny(s, "Z+-")
	if i < 8 {
		return false
	}
	clock, offset := s[:i], s[i:]
	if !within60(clock[:8], 24) {
		return false
	}
	if fraction := clock[8:]; fraction != "" && (len(fraction) == 1 || fraction[0] != '.' || !isDigits(fraction[1:])) {
		return false
	}
	if offset != "Z" && (len(offset) != 6 || offset[0] == 'Z' || !within60(offset[1:]+":00", 24)) {
		return false
	}
	return clock[6:8] != "60" || isLastMinute(clock, offset)
}

// isLastMinute reports whether a clock with a good offset stands at 23:59 in UTC.
func isLastMinute(clock, offset string) bool {
	minutes := func(s string) int { return 60*two(s[0:2]) + two(s[3:5]) }
	const day = 24 * 60
	at := minutes(clock)
	switch offset[0] {
	case '+':
		at -= minutes(offset[1:])
	case '-':
		at += minutes(offset[1:])
	}
	return (at+day)%day == day-1
}

// two reads two digits.
func two(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// within60 reports whether s is HH:MM:SS with fewer than the given hours. Second 60 is a leap second.
func within60(s string, hours int) bool {
	if len(s) != 8 || s[2] != ':' || s[5] != ':' || !isDigits(s[0:2]+s[3:5]+s[6:8]) {
		return false
	}
	return two(s[0:2]) < hours && two(s[3:5]) < 60 && two(s[6:8]) <= 60
}

func isEmail(s string) bool {
	address, err := mail.ParseAddress(s)
	return err == nil && address.Address == s && address.Name == ""
}

func isHostname(s string) bool {
	if s == "" || len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
		for _, c := range label {
			if c != '-' && (c > 'z' || !isLetterOrDigit(byte(c))) {
				return false
			}
		}
	}
	return true
}

func isLetterOrDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isURI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && isURIReference(s)
}

// isURIReference holds s against the characters of RFC 3986, of which url.Parse lets more pass.
func isURIReference(s string) bool {
	for _, c := range s {
		if c <= ' ' || c > '~' || strings.ContainsRune("\"<>\\^`{|}", c) {
			return false
		}
	}
	_, err := url.Parse(s)
	return err == nil
}

// isUUID accepts every version: RFC 9562 adds some that older patterns refuse.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (s[i] == '-') || !dash && !isHexDigit(s[i]) {
			return false
		}
	}
	return true
}

func isHexDigit(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

func isBase64(s string) bool {
	s = strings.TrimRight(s, "=")
	if _, err := base64.RawStdEncoding.DecodeString(s); err == nil {
		return true
	}
	_, err := base64.RawURLEncoding.DecodeString(s)
	return err == nil
}

// patternTime bounds how long one pattern may look at one value of an answer: with look-ahead, matching can take
// exponential time. A pattern that runs out of time proves nothing, so the value passes.
const patternTime = 200 * time.Millisecond

// pattern is a regular expression as contracts mean it, which is to say as ECMAScript has it.
type pattern struct{ *regexp2.Regexp }

// MatchString reports whether s holds a match.
func (p pattern) MatchString(s string) bool {
	found, err := p.Regexp.MatchString(s)
	return found || err != nil
}

// CompilePattern prepares a pattern of a contract. Matching one value takes patternTime at most.
func CompilePattern(expr string) (openapi3.RegexMatcher, error) {
	re, err := regexp2.Compile(expr, regexp2.ECMAScript)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = patternTime
	return pattern{re}, nil
}
