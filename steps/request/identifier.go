package request

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/google/uuid"

	"github.com/bbconform/bbconform/steps/values"
)

// isUUID reports whether a text is a UUID as it is mostly written: 36 characters, with hyphens.
func isUUID(text string) bool { return len(text) == 36 && uuid.Validate(text) == nil }

// unknownLike makes an identifier of the same shape as another one that nothing has.
func unknownLike(now any, token string) any {
	text := values.Text(now)
	_, isNumber := now.(json.Number)
	switch {
	case isNumber, text != "" && strings.Trim(text, "0123456789") == "":
		return numberLike(isNumber, token)
	case isUUID(text):
		return uuidOf(token)
	case len(text) >= 16 && strings.Trim(text, "0123456789abcdef") == "": // a digest, or an identifier as MongoDB has them
		return strings.Repeat(hex.EncodeToString(digest(token)), 1+len(text)/64)[:len(text)]
	}
	// A prefix up to the last separator may say what kind of identifier it is.
	if i := strings.LastIndexAny(text, "-_:/"); i > 0 && i < 12 {
		return text[:i+1] + "unknown" + token
	}
	return "unknown" + token
}

func numberLike(isNumber bool, token string) any {
	digits := "19"
	for _, b := range digest(token)[:7] {
		digits += string('0' + rune(b%10))
	}
	if isNumber {
		return json.Number(digits)
	}
	return digits
}

func digest(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// uuidOf is a well-formed random (version 4) UUID that depends on the token alone.
func uuidOf(token string) string {
	return uuid.NewHash(sha256.New(), uuid.Nil, []byte(token), 4).String()
}
