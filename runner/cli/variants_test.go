package cli_test

import (
	"crypto/sha512"
	"encoding/base32"
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

// variants is the catalogue of freedoms. What is not one, and why, is said at the end.
func variants() []variant {
	all := wireVariants()
	all = append(all, jsonVariants()...)
	all = append(all, identifierVariants()...)
	all = append(all, listVariants()...)
	all = append(all, consentVariants()...)
	return append(all, registryVariants()...)
}

// wireVariants take the freedoms of HTTP.
func wireVariants() []variant {
	return []variant{
		{name: "more headers", about: "Answers have headers that the contract does not declare.", before: rewrite(moreHeaders)},
		{name: "content type", about: "The content type has parameters, and capitals.", before: rewrite(inTurnContentTypes())},
		{name: "in chunks", about: "No length is announced, hints come before the answer and trailers after it.", before: inChunks, unheld: true},
		{name: "a connection each", about: "Every answer closes its connection.", before: closing, unheld: true},
		{name: "HTTP 2", about: "HTTP/2 alone, with a certificate of an authority of one's own.", serve: withHTTP2, target: trusting},
		{name: "below a path", about: "The base URL has a path of its own, and a slash at its end.", serve: belowAPath, target: atItsPath},
		{name: "plus signs", about: "A plus sign in an address is a plus sign (RFC 3986), and no blank.", before: plusSigns},
		{name: "slow", about: "Answers take some time, each another one.", before: slow(30 * time.Millisecond)},
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
		{name: "more fields", about: "Objects have fields that are not declared; some have another value each time.", before: rewriteJSON(moreFields())},
		{
			name: "JSON on many lines", about: "Blanks and line breaks are where JSON allows them, and fields in another order.",
			before: restyle(style{line: "\r\n", indent: "\t", colon: "  ", backwards: true}),
		},
		{name: "JSON with escapes", about: "Names and texts consist of escapes.", before: restyle(style{text: escaped})},
		{
			name: "JSON with escaped slashes", about: "Slashes are escaped, as PHP has it.",
			before: restyle(style{text: func(s string) string { return strings.ReplaceAll(string(compact(s)), "/", `\/`) }}),
		},
		{
			name: "whole numbers with a fraction", about: "1825.0 and 1825e0 stand for 1825.",
			before: restyle(style{number: func(n string) string { return n + ".0e0" }}),
		},
		{name: "another clock", about: "The target's clock is minutes ahead.", clock: func() time.Time { return time.Now().Add(7 * time.Minute) }},
		{name: "another offset", about: "Moments have another offset than UTC, and fractions of a second.", before: rewriteJSON(otherOffset)},
		{name: "left out", about: "Fields that the contract does not require are left out, unless they were sent.", before: rewriteJSON(withoutOptional)},
	}
}

// identifierVariants give things other identifiers.
func identifierVariants() []variant {
	var count atomic.Int64
	return []variant{
		{name: "identifiers of the caller", about: "A thing keeps the identifier that it was sent with (CON-ERR-08).", only: consent.Name, consent: consent.Choices{
			Identifier: func(sent string) string {
				if sent != "" {
					return sent
				}
				return sandbox.NewID()
			},
		}},
		{name: "identifiers that count", about: "Identifiers are decimal numbers, as texts.", only: consent.Name, consent: consent.Choices{
			Identifier: func(string) string { return fmt.Sprint(count.Add(1)) },
		}},
		{name: "identifiers in capitals", about: "Identifiers are UUIDs in capitals.", only: consent.Name, consent: consent.Choices{
			Identifier: func(string) string { id := sandbox.NewID(); return strings.ToUpper(id) },
		}},
		{name: "identifiers that sort", about: "Identifiers are ULIDs.", only: consent.Name, consent: consent.Choices{Identifier: func(string) string {
			return base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(fmt.Appendf(nil, "%016x", count.Add(1)))
		}}},
		{name: "short identifiers", about: "Identifiers are a few letters.", only: consent.Name, consent: consent.Choices{
			Identifier: func(string) string { return string(rune('a'+count.Add(1)%26)) + fmt.Sprintf("%x", count.Load()) },
		}},
		{
			name: "awkward identifiers", about: "Identifiers hold whatever an address has to escape.", only: consent.Name, consent: consent.Choices{
				Identifier: func(string) string { return fmt.Sprintf(`urn:x:%d/../a?b=c&d#e %%25+"\f'{${policy}}`, count.Add(1)) },
			},
		},
		{
			name: "identifiers of databases", about: "Databases have large numbers that do not count.", only: digitalregistries.Name,
			registries: digitalregistries.Choices{DatabaseID: func() int { return 1<<53 + rand.IntN(1<<60) }},
		},
	}
}

// listVariants answer lists in other ways.
func listVariants() []variant {
	return []variant{
		{
			name: "newest first", about: "Lists begin with what is newest.", only: consent.Name,
			consent: consent.Choices{Arrange: slices.Reverse[[]consent.Object]},
		},
		{
			name: "by identifier", about: "Lists are in the order of random identifiers.", only: consent.Name,
			consent: consent.Choices{Arrange: byIdentifier},
		},
		{name: "newest first", about: "Lists begin with what is newest unless an order is asked for.", only: digitalregistries.Name, before: ask(newestFirst)},
		{name: "short pages", about: "A page has at most 7 entries, also where more are asked for.", only: consent.Name, consent: consent.Choices{PageSize: 7}},
		{name: "short pages", about: "A page has at most 5 entries, also where more are asked for.", only: digitalregistries.Name, before: ask(cappedPages)},
		{name: "in use", about: "Hundreds of other things are there already, and others add and remove some all the time.", during: inUse},
		{
			name: "in use, newest first", about: "The same, where what is new moves everything else.", only: consent.Name,
			consent: consent.Choices{Arrange: slices.Reverse[[]consent.Object], PageSize: 30}, during: inUse,
		},
	}
}

// consentVariants take what chapter 6 and the contract of consent leave open.
func consentVariants() []variant {
	choices := []variant{
		{name: "hashes in capitals", about: "SHA-1 is written in capitals (CON-ERR-11).", consent: consent.Choices{
			Hash: func(sum []byte) string { return strings.ToUpper(hex.EncodeToString(sum)) },
		}},
		{
			name: "hashes in base64", about: "SHA-1 is written in base64, and what is signed is hashed with SHA-512 (CON-ERR-11).",
			consent: consent.Choices{Hash: base64.StdEncoding.EncodeToString, PayloadHash: func(text string) string {
				sum := sha512.Sum512([]byte(text))
				return base64.RawURLEncoding.EncodeToString(sum[:])
			}},
		},
		{name: "payloads to the letter", about: "The payload spells a field as the specification does (CON-ERR-39).", consent: consent.Choices{
			Payload: func(fields consent.Object) string {
				fields["verificiationPayload"] = fields["verificationPayload"]
				delete(fields, "verificationPayload")
				return string(compact(sandbox.Normal(fields)))
			},
		}},
		{name: "snapshots on many lines", about: "Snapshots are JSON on many lines.", consent: consent.Choices{
			Serialise: func(v any) string {
				return string(style{line: "\n", indent: "  ", colon: " "}.write(sandbox.Normal(v)))
			},
		}},
		{
			name: "repeated consent", about: "Consent that is given twice is answered with the record of the first time (CON-ERR-21).",
			consent: consent.Choices{Repeatable: true},
		},
		{
			name: "withdrawn consent", about: "Consent that was withdrawn is not in the list for verification (CON-ERR-24).",
			consent: consent.Choices{HideWithdrawn: true},
		},
		{
			name: "ended agreements", about: "A data agreement that has ended can still be read and listed, out of use (CON-ERR-20).",
			consent: consent.Choices{KeepEnded: true},
		},
		{name: "masked keys", about: "The key of a webhook is not shown in lists, and masked anew elsewhere (CON-ERR-18).", before: rewriteJSON(maskedKeys())},
		{name: "bare records", about: "A consent record names the revision of its agreement alone (CON-ERR-40).", before: rewriteJSON(bareRecords)},
		{name: "more signatures", about: "A signed record waits for another signature (schema ConsentRecord).", before: rewriteJSON(moreSignatures)},
		{name: "something said", about: "Where no content is declared, there is some.", before: rewrite(somethingSaid)},
		{name: "specific", about: "Identifiers are UUIDs, also those that a caller sends (chapter 7.4: types may be more specific).", before: onlyUUIDs},
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
		{name: "versions of databases", about: "What a database was stays beside what it is (DR-ERR-16).", registries: digitalregistries.Choices{Versions: true}},
		{
			name: "versions in any order", about: "The same, with identifiers that do not count.",
			registries: digitalregistries.Choices{Versions: true, DatabaseID: func() int { return 1000 + rand.IntN(1<<40) }},
		},
		{name: "databases by code", about: "A database is named after its code (DR-ERR-16).", registries: digitalregistries.Choices{ByCode: true}},
		{name: "records replaced", about: "A change leaves of a record only what was written.", registries: digitalregistries.Choices{Replace: true}},
		{name: "lenient", about: "Where there is nothing to change, to delete or to see, that is what is answered.", registries: digitalregistries.Choices{Lenient: true}},
		{name: "bare values", about: "A field is answered as a bare text.", before: rewriteJSON(bareValues)},
		{name: "records without a key", about: "Records have no identifier beside the caller's (DR-ERR-07).", before: rewriteJSON(withoutKeys)},
		{name: "records by their key", about: "A field is read by the registry's own key alone (DR-ERR-07).", registries: digitalregistries.Choices{KeyOnly: true}},
		{
			name: "records with a key beside them", about: "The same, where that key is answered beside the content of a record.",
			registries: digitalregistries.Choices{KeyOnly: true}, before: rewriteJSON(keysBeside),
		},
		{name: "count of the page", about: "The number of records is that of the page (DR-ERR-06).", before: rewriteJSON(countOfThePage)},
		{name: "something said", about: "Changes are answered with a text.", before: rewrite(somethingSaid)},
		{name: "null", about: "What may be null is null (DR-ERR-18).", before: rewriteJSON(nulls)},
	}
	for i := range choices {
		choices[i].only = digitalregistries.Name
	}
	return choices
}

func somethingSaid(_ *http.Request, a *said) {
	if a.status == http.StatusOK && len(a.body) == 0 {
		a.header.Set("Content-Type", "text/plain")
		a.body = []byte("done\n")
	}
}
