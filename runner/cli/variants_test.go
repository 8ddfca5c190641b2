package cli_test

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// variants is the catalogue of freedoms. Those that have nothing to do with each other share a variant.
func variants() []variant {
	return slices.Concat(wireVariants(), jsonVariants(), identifierVariants(), listVariants(), consentVariants(), registryVariants())
}

// wireVariants take the freedoms of HTTP.
func wireVariants() []variant {
	return []variant{
		{
			name: "wire", about: "More headers, parameters and capitals of media types, chunks with hints and trailers, closed connections: in turn.",
			before: inTurn(rewrite(moreHeaders), rewrite(otherContentType), inChunks, closing), unheld: true,
		},
		{name: "HTTP 2", about: "HTTP/2 alone, with a certificate of an authority of one's own.", serve: withHTTP2, target: trusting},
		{
			name:   "far away",
			about:  "The base URL has a path of its own and a slash at its end, a plus sign in an address is one (RFC 3986), and answers take some time.",
			before: func(next http.Handler) http.Handler { return slow(20 * time.Millisecond)(plusSigns(next)) }, serve: belowAPath, target: atItsPath,
		},
		{
			name: "limited", about: "More than 400 requests a second are refused with 429, and the configuration says so.",
			before: limited(400), target: asSlowAs(300), unheld: true,
		},
		{name: "refusals", about: "What is refused is refused with any 4xx, and with any body or none.", before: rewrite(inTurnRefusals())},
	}
}

// jsonVariants take the freedoms of JSON, and of schemas that do not forbid more.
func jsonVariants() []variant {
	return []variant{
		{
			name: "more fields", about: "Objects have fields that are not declared; some have another value each time (consent, chapter 7.4).",
			before: rewriteJSON(moreFields()),
		},
		{
			name: "JSON", about: "JSON on many lines, in another order, with nothing but escapes, with escaped slashes, with 1825.0e0 for 1825: in turn.",
			before: inTurn(
				restyle(style{line: "\r\n", indent: "\t", colon: "  ", backwards: true}),
				restyle(style{text: escaped}),
				restyle(style{text: func(s string) string { return strings.ReplaceAll(string(compact(s)), "/", `\/`) }}),
				restyle(style{number: func(n string) string { return n + ".0e0" }}),
			),
		},
		{
			name: "time", about: "The target's clock is minutes ahead, and moments have another offset than UTC and fractions of a second.",
			clock: func() time.Time { return time.Now().Add(7 * time.Minute) }, before: rewriteJSON(otherOffset),
		},
		{name: "left out", about: "Fields that the contract does not require are left out, unless they were sent.", before: rewriteJSON(withoutOptional)},
	}
}

// identifierVariants give things other identifiers.
func identifierVariants() []variant {
	var count atomic.Int64
	forms := []func(n int64) string{
		func(n int64) string { return fmt.Sprint(n) },                                                    // decimal
		func(int64) string { id := sandbox.NewID(); return strings.ToUpper(id) },                         // a UUID in capitals
		func(n int64) string { return fmt.Sprintf("01JDB3K7Q%017d", n) },                                 // as a ULID
		func(n int64) string { return fmt.Sprintf("k%x", n) },                                            // short
		func(n int64) string { return fmt.Sprintf("%024x", n) },                                          // as MongoDB has them
		func(n int64) string { return fmt.Sprintf(`urn:x:%d/../a?b=c&d#e %%25+"\f'{${policy}}.*@|`, n) }, // what has to be escaped
	}
	return []variant{
		{name: "identifiers of the caller", about: "A thing keeps the identifier that it was sent with (CON-ERR-08).", only: consent.Name, consent: consent.Choices{
			Identifier: func(sent string) string {
				if sent != "" {
					return sent
				}
				return sandbox.NewID()
			},
		}},
		{name: "identifiers of any form", about: "Identifiers are numbers, UUIDs in capitals, ULIDs, a few letters, or what has to be escaped: in turn.", only: consent.Name,
			consent: consent.Choices{Identifier: func(string) string {
				n := count.Add(1)
				return forms[int(n)%len(forms)](n)
			}},
		},
		{name: "specific", about: "Identifiers are UUIDs, also those that a caller sends (chapter 7.4).", only: consent.Name, before: onlyUUIDs},
		{
			name: "identifiers of databases", about: "Databases have large numbers that do not count.", only: digitalregistries.Name,
			registries: digitalregistries.Choices{DatabaseID: func() int { return 1<<53 + rand.IntN(1<<60) }},
		},
	}
}

// listVariants answer lists in other ways.
func listVariants() []variant {
	newest := slices.Reverse[[]consent.Object]
	return []variant{
		{name: "newest first", about: "Lists begin with what is newest.", only: consent.Name, consent: consent.Choices{Arrange: newest}},
		{
			name: "by identifier", about: "Lists are in the order of random identifiers, a page has at most 7 entries.", only: consent.Name,
			consent: consent.Choices{Arrange: byIdentifier, PageSize: 7},
		},
		{name: "short pages", about: "A page has at most 7 entries, also where more are asked for (CON-ERR-14).", only: consent.Name, consent: consent.Choices{PageSize: 7}},
		{
			name: "short pages, newest first", about: "A page has at most 5 entries, and lists begin with what is newest unless an order is asked for.",
			only: digitalregistries.Name, before: ask(shortPagesNewestFirst),
		},
		{name: "in use", about: "Hundreds of other things are there already, and others add and remove some all the time.", during: inUse},
		{
			name: "in use, newest first", about: "The same, where what is new moves everything else.", only: consent.Name,
			consent: consent.Choices{Arrange: newest, PageSize: 30}, during: inUse,
		},
	}
}

// consentVariants take what the text and the contract of consent leave open.
func consentVariants() []variant {
	choices := []variant{
		{
			name:  "texts",
			about: "SHA-1 is written in capitals (CON-ERR-11), snapshots on many lines, and payloads as the specification spells them (CON-ERR-39).",
			consent: consent.Choices{
				Hash: func(sum []byte) string { return strings.ToUpper(hex.EncodeToString(sum)) },
				Serialise: func(v any) string {
					return string(style{line: "\n", indent: "  ", colon: " "}.write(sandbox.Normal(v)))
				},
				Payload: func(fields consent.Object) string {
					fields["verificiationPayload"] = fields["verificationPayload"]
					delete(fields, "verificationPayload")
					return string(compact(sandbox.Normal(fields)))
				},
			},
		},
		{
			name: "hashes", about: "SHA-1 is written in base64, and what is signed is hashed with SHA-512 (CON-ERR-11).",
			consent: consent.Choices{Hash: base64.StdEncoding.EncodeToString, PayloadHash: func(text string) string {
				sum := sha512.Sum512([]byte(text))
				return base64.RawURLEncoding.EncodeToString(sum[:])
			}},
		},
		{
			name: "open questions",
			about: "Consent that is given twice is answered with the first record (CON-ERR-21), an agreement that has ended can be read (CON-ERR-20), what was " +
				"withdrawn is not listed for verification (CON-ERR-24), and keys of webhooks are masked anew each time, and empty in lists (CON-ERR-18).",
			consent: consent.Choices{Repeatable: true, KeepEnded: true, HideWithdrawn: true}, before: rewriteJSON(maskedKeys()),
		},
		{
			name: "bare records", about: "A consent record names the revision of its agreement alone (CON-ERR-40), and a signed one waits for another signature.",
			before: rewriteJSON(func(r *http.Request, v any) any { return bareRecords(r, moreSignatures(r, v)) }),
		},
		{name: "something said", about: "Where no content is declared, there is some.", before: rewrite(somethingSaid)},
		{name: "particular", about: "Changes that change nothing, or something that is no longer so, are refused.", before: particular},
	}
	for i := range choices {
		choices[i].only = consent.Name
	}
	return choices
}

// registryVariants take what the contracts of digital registries leave open.
func registryVariants() []variant {
	choices := []variant{
		{
			name:       "databases",
			about:      "What a database was stays beside what it is, under a number that does not count; its name is its code (DR-ERR-16), and what may be null is (DR-ERR-18).",
			registries: digitalregistries.Choices{Versions: true, ByCode: true, DatabaseID: func() int { return 1000 + rand.IntN(1<<40) }},
			before:     rewriteJSON(nulls),
		},
		{name: "versions of databases", about: "What a database was stays beside what it is (DR-ERR-16).", registries: digitalregistries.Choices{Versions: true}},
		{
			name: "open questions",
			about: "A change leaves of a record only what was written; where there is nothing to change, to delete or to see, that is what is answered; " +
				"a change is answered with a text, a field with a bare one, and the number of records is that of the page (DR-ERR-06).",
			registries: digitalregistries.Choices{Replace: true, Lenient: true},
			before: func(next http.Handler) http.Handler {
				return rewrite(somethingSaid)(rewriteJSON(bareValues)(rewriteJSON(countOfThePage)(next)))
			},
		},
		{name: "records without a key", about: "Records have no identifier beside the caller's (DR-ERR-07).", before: rewriteJSON(withoutKeys)},
		{name: "records by their key", about: "A field is read by the registry's own key alone (DR-ERR-07).", registries: digitalregistries.Choices{KeyOnly: true}},
		{
			name: "records with a key beside them", about: "The same, where that key is answered beside the content of a record.",
			registries: digitalregistries.Choices{KeyOnly: true}, before: rewriteJSON(keysBeside),
		},
	}
	for i := range choices {
		choices[i].only = digitalregistries.Name
	}
	return choices
}
