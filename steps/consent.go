package steps

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
)

// Consent's own sentences: what the consent specification says of revisions and signatures.
const groupConsent = "Consent"

func consentSentences() []Definition {
	return []Definition{
		{
			Group:    groupConsent,
			Sentence: `its "<place>" is an intact revision`,
			Example:  `And its "revision" is an intact revision`,
			About:    "serializedHash is the SHA-1 of serializedSnapshot (in hexadecimal or base64), which is a JSON text.",
			run:      isIntactRevision,
		}, {
			Group:    groupConsent,
			Sentence: `its "<place>" is a revision of the [other ]<resource>`,
			Example:  `And its "revision" is a revision of the policy`,
			About:    "Intact; schemaName and objectId name the thing, and the snapshot holds the thing as the same answer (or the last one) gives it.",
			run:      isRevisionOf,
		}, {
			Group:    groupConsent,
			Sentence: `its "<place>" is a revision that follows the remembered "<name>"`,
			Example:  `And its "revision" is a revision that follows the remembered "first revision"`,
			About:    "Intact, of the same object, another one, and its predecessorHash is the serializedHash of the remembered revision.",
			run:      isRevisionAfter,
		}, {
			Group:    groupConsent,
			Sentence: `its "<place>" is an intact signature`,
			Example:  `And its "signature" is an intact signature`,
			About: "verificationPayloadHash is a digest of verificationPayload (SHA-1 or SHA-2, in hexadecimal or base64), and payload is a JSON text " +
				"that holds both.",
			run: isIntactSignature,
		},
	}
}

// part is one member of a revision or a signature that is being checked.
type part struct {
	s    *Scenario
	r    reading
	code string
}

// must checks a member of the object.
func (p part) must(name, expected, actual string, passed bool) error {
	return p.s.expect(p.r.answer, Check{What: joined(p.r.place, name), Expected: expected, Actual: actual, Passed: passed},
		specs.Finding{Code: p.code, Place: joined(p.r.place, name), Message: "it does not fit the rest of the " + strings.TrimPrefix(p.code, "broken-")})
}

// text returns a member that must be a text and not empty.
func (p part) text(name string) (string, error) {
	value := p.r.value.Get(name)
	err := p.must(name, "a text", shown(value), value.Type == gjson.String && value.Str != "")
	return value.Str, err
}

// document returns a member that must be a JSON object, written as a text.
func (p part) document(name string) (gjson.Result, error) {
	text, err := p.text(name)
	if err != nil {
		return gjson.Result{}, err
	}
	document := gjson.Result{}
	if isJSON([]byte(text)) {
		document = parsed(text)
	}
	return document, p.must(name, "a JSON object, written as a text", short(text), document.IsObject())
}

func (s *Scenario) intactRevision(place string) (part, gjson.Result, error) {
	r, err := s.read(place)
	if err != nil {
		return part{}, gjson.Result{}, err
	}
	p := part{s: s, r: r, code: "broken-revision"}
	if !r.value.IsObject() {
		return p, gjson.Result{}, s.mustBe(r, "a revision", false)
	}
	snapshot, err := p.document("serializedSnapshot")
	if err != nil {
		return p, snapshot, err
	}
	sum := sha1.Sum([]byte(r.value.Get("serializedSnapshot").Str))
	hash, err := p.text("serializedHash")
	if err != nil {
		return p, snapshot, err
	}
	want := hex.EncodeToString(sum[:])
	return p, snapshot, p.must("serializedHash", want+", the SHA-1 of serializedSnapshot", short(hash), writes(hash, sum[:]))
}

func isIntactRevision(_ context.Context, s *Scenario, a Args) error {
	_, _, err := s.intactRevision(a.Get("place"))
	return err
}

func isRevisionOf(_ context.Context, s *Scenario, a Args) error {
	t, err := s.named(a)
	if err != nil {
		return err
	}
	p, snapshot, err := s.intactRevision(a.Get("place"))
	if err != nil {
		return err
	}
	schema := p.r.value.Get("schemaName")
	if err := p.must("schemaName", "the name of a "+t.resource, shown(schema), plainName(schema.String()) == plainName(t.resource)); err != nil {
		return err
	}
	id := parsed(t.id)
	object := p.r.value.Get("objectId")
	if err := p.must("objectId", t.id, shown(object), equal(object, id)); err != nil {
		return err
	}
	if within := snapshot.Get("objectId"); there(within) && within.String() != "" {
		if err := p.must("serializedSnapshot.objectId", t.id, shown(within), equal(within, id)); err != nil {
			return err
		}
	}
	return p.holds(snapshot, t)
}

// holds checks that the snapshot holds the thing as the target gave it last: every value of it that is neither a list nor an
// object (which may be serialised as references) nor its identifier.
func (p part) holds(snapshot gjson.Result, t *thing) error {
	data := snapshot.Get("objectData")
	if data.Type == gjson.String && isJSON([]byte(data.Str)) {
		data = parsed(data.Str)
	}
	if err := p.must("serializedSnapshot.objectData", "the "+t.resource, shown(data), data.IsObject()); err != nil {
		return err
	}
	from := p.r.answer
	object := from.at(t.spec.Object)
	if !object.IsObject() {
		object, from = parsed(t.object), t.seen
	}
	compared := 0
	var err error
	object.ForEach(func(name, value gjson.Result) bool {
		if name.Str == "id" || value.Type == gjson.JSON || !there(value) || isEmptyValue(value) || !p.s.judges(t, from, escapeName(name.Str)) {
			return true
		}
		compared++
		within := data.Get(gjson.Escape(name.Str))
		err = p.must("serializedSnapshot.objectData."+name.Str, shown(value), shown(within), equal(value, within))
		return err == nil
	})
	if err == nil {
		err = p.must("serializedSnapshot.objectData", "values of the "+t.resource, plural(compared, "value", "values"), compared > 0)
	}
	return err
}

// plainName is a name without case and without what divides its words.
func plainName(name string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "-", "", "_", "").Replace(name))
}

func isRevisionAfter(_ context.Context, s *Scenario, a Args) error {
	m, err := s.memory(a.Get("name"))
	if err != nil {
		return err
	}
	p, _, err := s.intactRevision(a.Get("place"))
	if err != nil {
		return err
	}
	previous := parsed(m.raw)
	hash := previous.String()
	if previous.IsObject() {
		hash = previous.Get("serializedHash").String()
		for _, check := range []struct {
			name, expected string
			passed         func(a, b gjson.Result) bool
		}{
			{"objectId", "the same object", equal},
			{"id", "another revision", func(a, b gjson.Result) bool { return there(a) && !equal(a, b) }},
		} {
			now, then := p.r.value.Get(check.name), previous.Get(check.name)
			if err := p.must(check.name, check.expected+" as in "+shown(then), shown(now), check.passed(now, then)); err != nil {
				return err
			}
		}
	}
	if hash == "" {
		return suiteFault("what is remembered as %q is neither a revision nor a hash", a.Get("name"))
	}
	predecessor := p.r.value.Get("predecessorHash")
	return p.must("predecessorHash", hash+", the serializedHash of the revision before", shown(predecessor), strings.EqualFold(predecessor.String(), hash))
}

func isIntactSignature(_ context.Context, s *Scenario, a Args) error {
	r, err := s.read(a.Get("place"))
	if err != nil {
		return err
	}
	p := part{s: s, r: r, code: "broken-signature"}
	if !r.value.IsObject() {
		return s.mustBe(r, "a signature", false)
	}
	signed, err := p.text("verificationPayload")
	if err != nil {
		return err
	}
	hash, err := p.text("verificationPayloadHash")
	if err != nil {
		return err
	}
	if err := p.must("verificationPayloadHash", "a digest of verificationPayload (SHA-1 or SHA-2)", short(hash), isDigest(hash, signed)); err != nil {
		return err
	}
	payload, err := p.document("payload")
	if err != nil {
		return err
	}
	for _, name := range []string{"verificationPayload", "verificationPayloadHash"} {
		within := payload.Get(name)
		if !within.Exists() && name == "verificationPayload" {
			within = payload.Get("verificiationPayload") // as the text spells it (CON-ERR-39)
		}
		if err := p.must("payload."+name, "as in "+name, shown(within), within.Raw != "" && samePayload(within, r.value.Get(name).Str)); err != nil {
			return err
		}
	}
	return nil
}

// samePayload compares a member of a payload, which may be embedded as JSON, with a text.
func samePayload(within gjson.Result, text string) bool {
	if within.Type == gjson.JSON {
		return isJSON([]byte(text)) && equal(within, parsed(text))
	}
	return within.String() == text
}

// isDigest reports whether hash is a digest of text in one of the ways that are in use.
func isDigest(hash, text string) bool {
	data := []byte(text)
	one, two56, three84, five12 := sha1.Sum(data), sha256.Sum256(data), sha512.Sum384(data), sha512.Sum512(data)
	return slices.ContainsFunc([][]byte{one[:], two56[:], three84[:], five12[:]}, func(sum []byte) bool { return writes(hash, sum) })
}

// writes reports whether a text is a digest in hexadecimal or in base64: the specification does not say which.
func writes(text string, sum []byte) bool {
	return strings.EqualFold(text, hex.EncodeToString(sum)) ||
		slices.ContainsFunc([]*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding},
			func(e *base64.Encoding) bool { return text == e.EncodeToString(sum) })
}
