package verdicts_test

import (
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// variants is the catalogue of the freedoms of consent. Those that have nothing to do with each other share a variant.
func variants() []freedom.Variant {
	return slices.Concat(identifierVariants(), listVariants(), choiceVariants(), []freedom.Variant{
		freedom.Refusals(nil),
		{
			Name: "left out", About: "Fields that the contract does not require are left out, unless they were sent.",
			Before: freedom.RewriteJSON(withoutOptional),
		},
		{Name: "something said", About: "Where no content is declared, there is some.", Before: freedom.Rewrite(freedom.SomethingSaid)},
		{Name: "particular", About: "Changes that change nothing, or something that is no longer so, are refused.", Before: particular},
	})
}

// choosing builds the building block with other choices.
func choosing(c consent.Choices) func(sandbox.Options) (http.Handler, error) {
	return func(o sandbox.Options) (http.Handler, error) { return consent.NewWith(o, c) }
}

// identifierVariants give things other identifiers.
func identifierVariants() []freedom.Variant {
	var count atomic.Int64
	forms := []func(n int64) string{
		func(n int64) string { return fmt.Sprint(n) },                                                    // decimal
		func(int64) string { id := sandbox.NewID(); return strings.ToUpper(id) },                         // a UUID in capitals
		func(n int64) string { return fmt.Sprintf("01JDB3K7Q%017d", n) },                                 // as a ULID
		func(n int64) string { return fmt.Sprintf("k%x", n) },                                            // short
		func(n int64) string { return fmt.Sprintf("%024x", n) },                                          // as MongoDB has them
		func(n int64) string { return fmt.Sprintf(`urn:x:%d/../a?b=c&d#e %%25+"\f'{${policy}}.*@|`, n) }, // what has to be escaped
	}
	return []freedom.Variant{
		{
			Name: "identifiers of the caller", About: "A thing keeps the identifier that it was sent with (CON-ERR-08).",
			Build: choosing(consent.Choices{Identifier: func(sent string) string {
				if sent != "" {
					return sent
				}
				return sandbox.NewID()
			}}),
		},
		{
			Name: "identifiers of any form", About: "Identifiers are numbers, UUIDs in capitals, ULIDs, a few letters, or what has to be escaped: in turn.",
			Build: choosing(consent.Choices{Identifier: func(string) string {
				n := count.Add(1)
				return forms[int(n)%len(forms)](n)
			}}),
		},
		{Name: "specific", About: "Identifiers are UUIDs, also those that a caller sends (chapter 7.4).", Before: onlyUUIDs},
	}
}

// listVariants answer lists in other ways.
func listVariants() []freedom.Variant {
	newest := slices.Reverse[[]consent.Object]
	return []freedom.Variant{
		{Name: "newest first", About: "Lists begin with what is newest.", Build: choosing(consent.Choices{Arrange: newest})},
		{
			Name: "by identifier", About: "Lists are in the order of random identifiers, a page has at most 7 entries.",
			Build: choosing(consent.Choices{Arrange: byIdentifier, PageSize: 7}),
		},
		{
			Name: "short pages", About: "A page has at most 7 entries, also where more are asked for (CON-ERR-14).",
			Build: choosing(consent.Choices{PageSize: 7}),
		},
		{
			Name: "in use", About: "Hundreds of other things are there already, and others add and remove some all the time.",
			Before: freedom.InUse(othersAdd),
		},
		{
			Name: "in use, newest first", About: "The same, where what is new moves everything else.",
			Build: choosing(consent.Choices{Arrange: newest, PageSize: 30}), Before: freedom.InUse(othersAdd),
		},
	}
}

func byIdentifier(list []consent.Object) {
	slices.SortFunc(list, func(a, b consent.Object) int { return strings.Compare(sandbox.Text(a, "id"), sandbox.Text(b, "id")) })
}

// othersAdd has others make one of each.
func othersAdd(handler http.Handler, _ int) []*http.Request {
	add := func(address, body string) any {
		return freedom.Others(handler, freedom.OthersRequest(http.MethodPost, address, body))
	}
	policy := add("/config/policy/", `{"policy":{"id":"","name":"Theirs","version":"1","url":"https://example.org/p"}}`)
	webhook := add("/config/webhook/",
		`{"webhook":{"id":"","payloadUrl":"https://example.org","contentType":"application/json","disabled":true,"secretKey":"x"}}`)
	agreement := add("/config/data-agreement/", `{"dataAgreement":{"id":"","version":"1","purpose":"Theirs","lawfulBasis":"consent","dpia":"none"}}`)
	individual := add("/config/individual/", `{"individual":{"id":""}}`)
	add("/service/individual/record/data-agreement/"+sandbox.Text(agreement, "dataAgreement.id")+"/?individualId="+sandbox.Text(individual, "individual.id"), "")
	return []*http.Request{
		freedom.OthersRequest(http.MethodDelete, "/config/policy/"+sandbox.Text(policy, "policy.id")+"/", ""),
		freedom.OthersRequest(http.MethodDelete, "/config/webhook/"+sandbox.Text(webhook, "webhook.id")+"/", ""),
	}
}

// choiceVariants take what the text and the contract of consent leave open.
func choiceVariants() []freedom.Variant {
	return []freedom.Variant{
		{
			Name:  "texts",
			About: "SHA-1 is written in capitals (CON-ERR-11), snapshots on many lines, and payloads as the specification spells them (CON-ERR-39).",
			Build: choosing(consent.Choices{
				Hash: func(sum []byte) string { return strings.ToUpper(hex.EncodeToString(sum)) },
				Serialise: func(v any) string {
					return string(freedom.Style{Line: "\n", Indent: "  ", Colon: " "}.Write(sandbox.Normal(v)))
				},
				Payload: func(fields consent.Object) string {
					fields["verificiationPayload"] = fields["verificationPayload"]
					delete(fields, "verificationPayload")
					return string(freedom.Compact(sandbox.Normal(fields)))
				},
			}),
		},
		{
			Name: "hashes", About: "SHA-1 is written in base64, and what is signed is hashed with SHA-512 (CON-ERR-11).",
			Build: choosing(consent.Choices{Hash: base64.StdEncoding.EncodeToString, PayloadHash: func(text string) string {
				sum := sha512.Sum512([]byte(text))
				return base64.RawURLEncoding.EncodeToString(sum[:])
			}}),
		},
		{
			Name: "open questions",
			About: "Consent that is given twice is answered with the first record (CON-ERR-21), an agreement that has ended can be read (CON-ERR-20), what was " +
				"withdrawn is not listed for verification (CON-ERR-24), and keys of webhooks are masked anew each time, and empty in lists (CON-ERR-18).",
			Build:  choosing(consent.Choices{Repeatable: true, KeepEnded: true, HideWithdrawn: true}),
			Before: freedom.RewriteJSON(maskedKeys()),
		},
		{
			Name: "bare records", About: "A consent record names the revision of its agreement alone (CON-ERR-40), and a signed one waits for another signature.",
			Before: freedom.RewriteJSON(func(r *http.Request, v any) any { return bareRecords(r, moreSignatures(r, v)) }),
		},
	}
}
