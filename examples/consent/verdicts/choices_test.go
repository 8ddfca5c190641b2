package verdicts_test

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

func callersIdentifiers() choice {
	return named("identifiers of the caller", "A thing keeps the identifier that it was sent with (CON-ERR-08).", func(c *consent.Choices) {
		c.Identifier = func(sent string) string {
			if sent != "" {
				return sent
			}
			return sandbox.NewID()
		}
	})
}

func identifiersOfAnyForm() choice {
	forms := []func(n int64) string{
		func(n int64) string { return fmt.Sprint(n) },                                                    // decimal
		func(int64) string { id := sandbox.NewID(); return strings.ToUpper(id) },                         // a UUID in capitals
		func(n int64) string { return fmt.Sprintf("01JDB3K7Q%017d", n) },                                 // as a ULID
		func(n int64) string { return fmt.Sprintf("k%x", n) },                                            // short
		func(n int64) string { return fmt.Sprintf("%024x", n) },                                          // as MongoDB has them
		func(n int64) string { return fmt.Sprintf(`urn:x:%d/../a?b=c&d#e %%25+"\f'{${policy}}.*@|`, n) }, // what has to be escaped
	}
	const about = "Identifiers are numbers, UUIDs in capitals, ULIDs, a few letters, or what has to be escaped: in turn."
	return named("identifiers of any form", about, func(c *consent.Choices) {
		var count atomic.Int64
		c.Identifier = func(string) string {
			n := count.Add(1)
			return forms[int(n)%len(forms)](n)
		}
	})
}

func otherTexts() choice {
	const about = "SHA-1 is written in capitals (CON-ERR-11), snapshots on many lines, and payloads as the specification spells them (CON-ERR-39)."
	return named("texts", about, func(c *consent.Choices) {
		c.Hash = func(sum []byte) string { return strings.ToUpper(hex.EncodeToString(sum)) }
		c.Serialise = func(v any) string {
			return string(freedom.Style{Line: "\n", Indent: "  ", Colon: " "}.Write(sandbox.Normal(v)))
		}
		c.Payload = func(fields consent.Object) string {
			fields["verificiationPayload"] = fields["verificationPayload"]
			delete(fields, "verificationPayload")
			return string(freedom.Compact(sandbox.Normal(fields)))
		}
	})
}

func otherHashes() choice {
	const about = "SHA-1 is written in base64, and what is signed is hashed with SHA-512 (CON-ERR-11)."
	return named("hashes", about, func(c *consent.Choices) {
		c.Hash = base64.StdEncoding.EncodeToString
		c.PayloadHash = func(text string) string {
			sum := sha512.Sum512([]byte(text))
			return base64.RawURLEncoding.EncodeToString(sum[:])
		}
	})
}

// openQuestions are answered otherwise than the reference building block does.
func openQuestions() choice {
	const about = "Consent that is given twice is answered with the first record (CON-ERR-21), an agreement that has ended can be read (CON-ERR-20), what " +
		"was withdrawn is not listed for verification (CON-ERR-24), and keys of webhooks are masked anew each time, and empty in lists (CON-ERR-18)."
	c := named("open questions", about, func(c *consent.Choices) { c.Repeatable, c.KeepEnded, c.HideWithdrawn = true, true, true })
	c.Before = freedom.RewriteJSON(maskedKeys())
	return c
}
