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

	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
)

func isIntactSignature(_ context.Context, s *Scenario, a language.Args) error {
	_, err := intactSignature(s, a.Get("location"))
	return err
}

func intactSignature(s *Scenario, location string) (part, error) {
	r, err := s.It.Read(location)
	if err != nil {
		return part{}, err
	}
	p := part{s: s, r: r, code: "broken-signature"}
	if !r.Value.IsObject() {
		return p, s.Judge.MustBe(r, "a signature", false)
	}
	signed, err := p.text("verificationPayload")
	if err != nil {
		return p, err
	}
	hash, err := p.text("verificationPayloadHash")
	if err != nil {
		return p, err
	}
	if err := p.must("verificationPayloadHash", "a digest of verificationPayload (SHA-1 or SHA-2)", values.Short(hash), isDigest(hash, signed)); err != nil {
		return p, err
	}
	payload, err := p.document("payload")
	if err != nil {
		return p, err
	}
	for _, name := range []string{"verificationPayload", "verificationPayloadHash"} {
		within := payload.Get(name)
		if !within.Exists() && name == "verificationPayload" {
			within = payload.Get("verificiationPayload") // as the text spells it (CON-ERR-39)
		}
		if err := p.must("payload."+name, "as in "+name, values.Shown(within), within.Raw != "" && samePayload(within, r.Value.Get(name).Str)); err != nil {
			return p, err
		}
	}
	return p, p.describedAlike(payload)
}

// describedAlike checks that payload and signature do not contradict each other in how and by whom is signed. A payload that was made
// before that was known has it empty; the moment of signing is no part of it.
func (p part) describedAlike(payload gjson.Result) error {
	for _, name := range []string{
		"verificationMethod", "verificationSignedBy", "verificationSignedAs", "verificationArtifact", "objectType", "objectReference",
	} {
		own, within := p.r.Value.Get(name), payload.Get(name)
		if !values.Present(own) || !values.Present(within) || values.IsEmpty(within) {
			continue
		}
		if err := p.must("payload."+name, values.Shown(own)+", as in "+name, values.Shown(within), values.Equal(own, within)); err != nil {
			return err
		}
	}
	return nil
}

// isSignatureOfConsent checks what the descriptions of ConsentRecord say: the signature hashes all the values of the record, and the
// hash of the data agreement's revision is included in it.
func isSignatureOfConsent(_ context.Context, s *Scenario, a language.Args) error {
	p, err := intactSignature(s, a.Get("location"))
	if err != nil {
		return err
	}
	record := p.r.Answer.At(a.Get("consent"))
	if raw, err := s.Memory.Recall(a.Get("consent")); err == nil {
		record = gjson.Parse(raw)
	}
	if !record.IsObject() {
		return s.Judge.MustBe(scenario.Reading{Answer: p.r.Answer, Location: a.Get("consent"), Value: record}, "a consent record", false)
	}
	signed := gjson.Parse(encodedText(p.r.Value.Get("verificationPayload").Str))
	for _, check := range []struct{ name, path string }{
		{"dataAgreementRevisionHash", "dataAgreementRevisionHash"}, {"optIn", "optIn"}, {"", "individual.id"},
	} {
		want := record.Get(check.path)
		if !values.Present(want) {
			continue
		}
		err := p.must("verificationPayload", check.path+" "+values.Shown(want), values.Short(signed.String()), holdsAnywhere(signed, check.name, want))
		if err != nil {
			return err
		}
	}
	return nil
}

// encodedText is a text as JSON.
func encodedText(text string) string { return string(values.Encode(text)) }

// holdsAnywhere reports whether a JSON value has another one as a member of that name, at any depth and also within texts that are JSON
// themselves. The empty name stands for any.
func holdsAnywhere(v gjson.Result, name string, want gjson.Result) bool {
	v = unfolded(v)
	if v.Type != gjson.JSON {
		return name == "" && values.Equal(v, want)
	}
	found := false
	v.ForEach(func(key, value gjson.Result) bool {
		found = name != "" && key.Str == name && values.Equal(value, want) || holdsAnywhere(value, name, want)
		return !found
	})
	return found
}

// samePayload compares a member of a payload, which may be embedded as JSON, with a text.
func samePayload(within gjson.Result, text string) bool {
	if within.Type == gjson.JSON {
		return values.IsJSON([]byte(text)) && values.Equal(within, gjson.Parse(text))
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
