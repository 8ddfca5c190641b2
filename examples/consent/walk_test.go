package consent

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// step is one exchange of a walk, in a form that does not depend on identifiers, hashes and times.
type step struct {
	operation string
	number    int
	seen      string
}

// transcript names what differs from run to run by the order in which it first appears.
type transcript struct {
	steps []step
	names map[string]string
}

func (w *transcript) add(operation string, a answer) {
	var text strings.Builder
	for rest := a.raw; rest != ""; {
		length := fleeting(rest)
		if length == 0 {
			text.WriteByte(rest[0])
			rest = rest[1:]
			continue
		}
		if w.names[rest[:length]] == "" {
			w.names[rest[:length]] = fmt.Sprintf("<%d>", len(w.names))
		}
		text.WriteString(w.names[rest[:length]])
		rest = rest[length:]
	}
	w.steps = append(w.steps, step{
		operation: operation, number: len(w.steps),
		seen: fmt.Sprintf("%d %s %s %s", a.status, a.contentType, text.String(), strings.Join(broken("", a.body), " ")),
	})
}

// fleeting is the length of the UUID or of the SHA-1 in hexadecimal that a text begins with; 0: it begins with neither. An
// expression would take a fifth of the walk.
func fleeting(text string) int {
	const uuid, sum = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	for _, form := range []string{uuid, sum} {
		i := 0
		for i < len(form) && i < len(text) && (form[i] == '-' && text[i] == '-' || form[i] == 'x' && isHex(text[i])) {
			i++
		}
		if i == len(form) {
			return i
		}
	}
	return 0
}

func isHex(b byte) bool { return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' }

// broken lists the revisions and signatures of an answer of which the hash is not that of their text.
func broken(place string, v any) []string {
	var found []string
	switch v := v.(type) {
	case Object:
		for text, hash := range map[string]string{"serializedSnapshot": "serializedHash", "verificationPayload": "verificationPayloadHash"} {
			t, ok := v[text].(string)
			if sum := sha1.Sum([]byte(t)); ok && v[hash] != hex.EncodeToString(sum[:]) {
				found = append(found, place+"."+hash)
			}
		}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			found = append(found, broken(place+"."+k, v[k])...)
		}
	case []any:
		for i, e := range v {
			found = append(found, broken(fmt.Sprintf("%s.%d", place, i), e)...)
		}
	}
	return found
}

// parts of a walk: together they call every operation, rightly and wrongly. Each begins with an empty server and goes on
// whatever it meets.
var parts = map[string]func(*client){
	"policies": walkPolicies, "agreements": walkAgreements, "individuals": walkIndividuals, "webhooks": walkWebhooks,
	"consent": walkConsent, "signatures": walkSignatures, "views": walkViews, "refusals": walkRefusals, "refused": walkRefused,
}

// walk goes through one part and writes down what comes back, until it differs from what is expected, where that is given.
func walk(t *testing.T, part, fault string, expected []step) []step {
	w := &transcript{names: map[string]string{}}
	c := startInProcess(t, fault)
	c.observe = func(operation string, a answer) {
		w.add(operation, a)
		i := len(w.steps) - 1
		c.over = len(expected) > 0 && (i >= len(expected) || w.steps[i] != expected[i])
	}
	parts[part](c)
	return w.steps
}

func (c *client) made(operation, path string, body any) string {
	id := c.send(operation, request{body: body}).text(path)
	if id == "" {
		id = "nothing"
	}
	return id
}

// lists calls a list in the ways in which it can go wrong.
func (c *client) lists(operation, person string) {
	for _, query := range []string{"", "limit=1", "offset=1&limit=1", "offset=2&limit=2", "offset=1000", "offset=one", "limit=many", "limit=-1"} {
		c.send(operation, request{query: query, person: person})
	}
}

// history changes a thing twice, reads it in between, and deletes it where that is possible.
func (c *client) history(kind, id string, first, second any, remove bool, reads ...string) {
	read := func() {
		for _, operation := range reads {
			c.send(operation, request{id: id})
			c.send(operation, request{id: "unknown"})
		}
	}
	read()
	for _, body := range []any{first, second} {
		c.send(kind+"Update", request{id: id, body: body})
		read()
	}
	c.send(kind+"Update", request{id: "unknown", body: first})
	if remove {
		c.send(kind+"Delete", request{id: id})
		read()
		c.send(kind+"Delete", request{id: id})
	}
}

func walkPolicies(c *client) {
	kept := c.made("configPolicyCreate", "policy.id", policyBody("1"))
	first := c.send("configPolicyCreate", request{body: policyBody("1")})
	id := first.text("policy.id")
	c.send("configPolicyRead", request{id: id})
	c.send("configPolicyUpdate", request{id: id, body: policyBody("2.0")})
	for _, operation := range []string{"configPolicyRead", "servicePolicyRead"} {
		c.send(operation, request{id: id, query: "revisionId=" + first.text("revision.id")})
		c.send(operation, request{id: id, query: "revisionId=unknown"})
	}
	c.send("configPolicyRevisionsList", request{id: id})
	c.send("configPolicyRevisionsList", request{id: "unknown"})
	c.made("configPolicyCreate", "policy.id", policyBody("3"))
	c.lists("configPolicyList", "")
	c.send("configPolicyList", request{query: "revisionId=" + first.text("revision.id")})
	c.history("configPolicy", id, policyBody("4.0.0"), policyBody("5.0.0.0"), true, "configPolicyRead", "servicePolicyRead", "configPolicyRevisionsList")
	c.lists("configPolicyList", "")
	agreement := c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(kept, "in use", nil))
	c.send("configPolicyUpdate", request{id: kept, body: policyBody("6.0")})
	c.send("configDataAgreementRead", request{id: agreement})
	c.send("configPolicyDelete", request{id: kept})
	c.send("configPolicyRead", request{id: kept})
}

func walkAgreements(c *client) {
	policy := c.made("configPolicyCreate", "policy.id", policyBody("1"))
	c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(policy, "kept", nil))
	c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(policy, "kept as well", nil))
	c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(policy, "inactive", Object{"active": false}))
	id := c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(policy, "changed", nil))
	c.send("configDataAgreementCreate", request{body: agreementBody("unknown", "no policy", nil)})
	reads := []string{"configDataAgreementRead", "serviceDataAgreementRead", "auditDataAgreementRead"}
	c.history("configDataAgreement", id, agreementBody(policy, "second", nil), agreementBody(policy, "third", nil), true, reads...)
	last := c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(policy, "moved", nil))
	for range 2 {
		for _, operation := range []string{"configDataAgreementList", "serviceVerificationDataAgreementList", "auditDataAgreementList"} {
			c.lists(operation, "")
		}
		another := c.made("configPolicyCreate", "policy.id", policyBody("2"))
		c.send("configDataAgreementUpdate", request{id: last, body: agreementBody(another, "moved", Object{"lawfulBasis": "contract"})})
		c.send("configDataAgreementRead", request{id: last})
	}
}

func walkIndividuals(c *client) {
	reads := []string{"configIndividualRead", "serviceIndividualRead"}
	for _, side := range []string{"config", "service"} {
		c.made(side+"IndividualCreate", "individual.id", individualBody("another of "+side))
		id := c.made(side+"IndividualCreate", "individual.id", individualBody(side))
		c.lists(side+"IndividualList", "")
		c.history("serviceIndividual", id, individualBody("second"), individualBody("third"), false, reads...)
		c.lists(side+"IndividualList", "")
	}
}

func walkWebhooks(c *client) {
	c.made("configWebhookCreate", "webhook.id", webhookBody("https://clinic.example.org/1", false))
	c.made("configWebhookCreate", "webhook.id", webhookBody("https://clinic.example.org/2", false))
	c.made("configWebhookCreate", "webhook.id", webhookBody("https://clinic.example.org/3", false))
	id := c.made("configWebhookCreate", "webhook.id", webhookBody("https://clinic.example.org/4", false))
	c.lists("configWebhookList", "")
	c.history("configWebhook", id, webhookBody("https://clinic.example.org/5", true), webhookBody("https://clinic.example.org/6", false), true, "configWebhookRead")
}

// people makes two individuals and two data agreements, the second of which is to be kept.
func (c *client) people() (one, other, agreement, kept string) {
	policy := c.made("configPolicyCreate", "policy.id", policyBody("1"))
	return c.made("serviceIndividualCreate", "individual.id", individualBody("one")),
		c.made("serviceIndividualCreate", "individual.id", individualBody("other")),
		c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(policy, "forgettable", nil)),
		c.made("configDataAgreementCreate", "dataAgreement.id", agreementBody(policy, "kept", Object{"forgettable": false}))
}

func walkConsent(c *client) {
	one, other, agreement, kept := c.people()
	give := func(individual, agreement, more string) string {
		a := c.send("serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + individual + more})
		c.send("serviceVerificationConsentRecordRead", request{id: a.text("consentRecord.id")})
		return a.text("consentRecord.id")
	}
	look := func() {
		for _, person := range []string{one, other, "", "unknown"} {
			c.send("serviceIndividualConsentRecordRead", request{id: agreement, person: person})
			c.send("serviceIndividualDataAgreementConsentRecordList", request{id: agreement, person: person})
			c.send("serviceIndividualConsentRecordList", request{person: person})
		}
		for _, id := range []string{kept, "unknown"} {
			c.send("serviceIndividualConsentRecordRead", request{id: id, person: one})
			c.send("serviceIndividualDataAgreementConsentRecordList", request{id: id, person: one})
		}
		c.lists("serviceIndividualConsentRecordList", one)
	}
	record := give(one, agreement, "")
	give(one, agreement, "")
	give(one, agreement, "&revisionId=unknown")
	give("unknown", agreement, "")
	give(one, "unknown", "")
	give(other, kept, "")
	look()
	give(one, kept, "")
	give(other, agreement, "")
	for _, person := range []string{other, "", "unknown", one} {
		c.send("serviceIndividualConsentRecordUpdate", request{id: record, person: person, body: recordBody(false, "signed")})
		c.send("serviceVerificationConsentRecordRead", request{id: record})
		c.send("auditConsentRecordRead", request{id: record})
		c.send("serviceIndividualConsentRecordRead", request{id: agreement, person: one})
	}
	c.send("serviceIndividualConsentRecordUpdate", request{id: "unknown", person: one, body: recordBody(false, "unsigned")})
	c.send("configDataAgreementUpdate", request{id: agreement, body: agreementBody("", "changed", Object{"policy": nil})})
	policy := c.made("configPolicyCreate", "policy.id", policyBody("1"))
	c.send("configDataAgreementUpdate", request{id: agreement, body: agreementBody(policy, "changed", nil)})
	give(one, agreement, "")
	look()
	c.send("configDataAgreementUpdate", request{id: agreement, body: agreementBody(policy, "off", Object{"active": false})})
	give(other, agreement, "")
	for _, operation := range []string{"serviceVerificationConsentRecordList", "auditConsentRecordList"} {
		c.lists(operation, "")
	}
	for _, person := range []string{"", other} {
		c.send("serviceIndividualConsentRecordDeleteAll", request{person: person})
		look()
		c.send("serviceVerificationConsentRecordRead", request{id: record})
	}
}

func walkSignatures(c *client) {
	one, other, agreement, kept := c.people()
	mine := func() { c.send("serviceIndividualConsentRecordList", request{person: one}) }
	draft := c.send("serviceIndividualConsentRecordDraftCreate", request{query: "individualId=" + one + "&dataAgreementId=" + agreement})
	for _, query := range []string{"individualId=unknown&dataAgreementId=" + agreement, "individualId=" + one + "&dataAgreementId=unknown", "individualId=" + one} {
		c.send("serviceIndividualConsentRecordDraftCreate", request{query: query})
	}
	mine()
	paired := pairedBody(draft, one)
	unknown := sandbox.Clone(paired).(Object)
	unknown["consentRecord"].(Object)["dataAgreementRevisionHash"] = strings.Repeat("0", 40)
	unknown["signature"].(Object)["verificationPayload"] = ""
	c.send("serviceIndividualConsentRecordSignatureCreate", request{body: unknown})
	a := c.send("serviceIndividualConsentRecordSignatureCreate", request{body: paired})
	c.send("serviceVerificationConsentRecordRead", request{id: a.text("consentRecord.id")})
	c.send("serviceIndividualConsentRecordSignatureCreate", request{body: paired})
	c.send("serviceIndividualConsentRecordUpdate", request{id: a.text("consentRecord.id"), person: one, body: recordBody(false, "signed")})
	mine()

	record := c.send("serviceIndividualConsentRecordCreate", request{id: kept, query: "individualId=" + one}).text("consentRecord.id")
	see := func() { c.send("serviceVerificationConsentRecordRead", request{id: record}) }
	c.send("serviceIndividualSignatureUpdate", request{id: record, person: one, body: signatureBody("value")})
	for _, person := range []string{other, one} {
		c.send("serviceIndividualSignatureCreate", request{id: record, person: person, body: signatureBody("")})
		see()
	}
	c.send("serviceIndividualSignatureUpdate", request{id: record, person: one, body: signatureBody("")})
	for _, person := range []string{other, one} {
		c.send("serviceIndividualSignatureUpdate", request{id: record, person: person, body: signatureBody("value")})
		see()
	}
	c.send("serviceIndividualSignatureCreate", request{id: "unknown", body: signatureBody("")})
	c.send("serviceIndividualConsentRecordUpdate", request{id: record, person: one, body: recordBody(true, "signed")})
	see()
}

// pairedBody sends a draft back with the value of its signature.
func pairedBody(draft answer, individual string) Object {
	record := Object{
		"id": "", "dataAgreementRevisionHash": draft.text("consentRecord.dataAgreementRevisionHash"),
		"individual": Object{"id": individual}, "optIn": true, "state": "unsigned",
	}
	signature := signatureBody("value")["signature"].(Object)
	for _, field := range []string{"payload", "verificationPayload", "verificationPayloadHash"} {
		signature[field] = draft.text("signature." + field)
	}
	return Object{"consentRecord": record, "signature": signature}
}

func walkViews(c *client) {
	one, _, agreement, _ := c.people()
	a := c.send("serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + one})
	for _, operation := range []string{"serviceVerificationConsentRecordRead", "auditConsentRecordRead"} {
		c.send(operation, request{id: a.text("consentRecord.id")})
		c.send(operation, request{id: "unknown"})
	}
	for _, operation := range []string{"serviceVerificationConsentRecordList", "auditConsentRecordList"} {
		c.lists(operation, "")
	}
}

// walkRefusals sends every operation what it must not accept.
func walkRefusals(c *client) {
	one, _, agreement, _ := c.people()
	record := c.send("serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + one}).text("consentRecord.id")
	bodies := map[string]Object{
		"configPolicyCreate": policyBody("1"), "configPolicyUpdate": policyBody("1"),
		"configDataAgreementCreate": agreementBody("x", "x", nil), "configDataAgreementUpdate": agreementBody("x", "x", nil),
		"configIndividualCreate": individualBody("x"), "serviceIndividualCreate": individualBody("x"), "serviceIndividualUpdate": individualBody("x"),
		"configWebhookCreate": webhookBody("x", false), "configWebhookUpdate": webhookBody("x", false),
		"serviceIndividualConsentRecordUpdate":          recordBody(false, "x"),
		"serviceIndividualSignatureCreate":              signatureBody(""),
		"serviceIndividualSignatureUpdate":              signatureBody("x"),
		"serviceIndividualConsentRecordSignatureCreate": sandbox.Merge(recordBody(true, "x"), signatureBody("x")),
	}
	for _, operation := range slices.Sorted(maps.Keys(c.operations)) {
		r := request{id: "x", person: one, body: bodies[operation]}
		if bodies[operation] == nil {
			r.body = nil
		}
		if strings.HasPrefix(operation, "serviceIndividual") && strings.Contains(c.operations[operation].Path, "{consentRecordId}") {
			r.id = record
		}
		for _, key := range []string{"-", "wrong key", strangersKey(operation)} {
			r.key = key
			c.send(operation, r)
		}
		r.key = ""
		if bodies[operation] == nil {
			continue
		}
		for _, wrong := range []any{nil, "{", "[]", "{}"} {
			r.body = wrong
			c.send(operation, r)
		}
		for _, name := range slices.Sorted(maps.Keys(bodies[operation])) {
			for _, field := range slices.Sorted(maps.Keys(bodies[operation][name].(Object))) {
				for _, value := range []any{nil, 7, "missing"} {
					changed := sandbox.Clone(bodies[operation]).(Object)
					changed[name].(Object)[field] = value
					if value == "missing" {
						delete(changed[name].(Object), field)
					}
					r.body = changed
					c.send(operation, r)
				}
			}
		}
	}
}

// strangersKey is that of a role which may not call an operation.
func strangersKey(operation string) string {
	role := "individual"
	if strings.HasPrefix(operation, "service") {
		role = "auditor"
	}
	return sandbox.RoleCredential(sandbox.DefaultCredential, role, false)
}

// walkRefused asks for changes in ways that must be refused, and looks at what became of them.
func walkRefused(c *client) {
	one, _, agreement, spare := c.people()
	policy, idle := c.made("configPolicyCreate", "policy.id", policyBody("7")), c.made("configPolicyCreate", "policy.id", policyBody("8"))
	webhook := c.made("configWebhookCreate", "webhook.id", webhookBody("https://clinic.example.org/1", false))
	record := c.send("serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + one}).text("consentRecord.id")
	c.send("serviceIndividualSignatureCreate", request{id: record, person: one, body: signatureBody("")})
	look := func() {
		for _, operation := range []string{
			"configPolicyList", "configDataAgreementList", "configWebhookList", "serviceIndividualList", "auditConsentRecordList",
		} {
			c.send(operation, request{})
		}
	}
	look()
	nested := agreementBody(policy, "nested", nil)
	nested["dataAgreement"].(Object)["controller"].(Object)["name"] = 7
	for _, operation := range []string{"configDataAgreementCreate", "configDataAgreementUpdate"} {
		c.send(operation, request{id: agreement, body: nested})
	}
	nested = agreementBody(policy, "nested", nil)
	nested["dataAgreement"].(Object)["policy"].(Object)["version"] = 7
	c.send("configDataAgreementCreate", request{body: nested})
	refused := map[string]request{
		"configPolicyCreate": {body: policyBody("9")}, "configPolicyUpdate": {id: policy, body: policyBody("9")}, "configPolicyDelete": {id: idle},
		"configDataAgreementCreate": {body: agreementBody(policy, "new", nil)},
		"configDataAgreementUpdate": {id: agreement, body: agreementBody(policy, "changed", nil)},
		"configDataAgreementDelete": {id: spare},
		"configWebhookCreate":       {body: webhookBody("https://clinic.example.org/2", true)},
		"configWebhookUpdate":       {id: webhook, body: webhookBody("https://clinic.example.org/3", true)},
		"serviceIndividualUpdate":   {id: one, body: individualBody("changed")},
		"serviceIndividualConsentRecordUpdate": {
			id: record, person: one, body: recordBody(false, "unsigned"),
		},
		"serviceIndividualSignatureUpdate": {id: record, person: one, body: signatureBody("value")},
	}
	for _, operation := range slices.Sorted(maps.Keys(refused)) {
		r := refused[operation]
		for _, key := range []string{"-", strangersKey(operation)} {
			r.key = key
			c.send(operation, r)
			look()
		}
		if body, ok := r.body.(Object); ok {
			for _, thing := range body {
				thing.(Object)["id"] = 7
			}
			r.key = ""
			c.send(operation, r)
			look()
		}
	}
}
