package consent

import (
	"bytes"
	"crypto/sha1" // the algorithm that the specification names for serializedHash; it protects nothing here
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// reference names another object by its identifier alone.
type reference struct {
	ID string `json:"id"`
}

// author is who authorised a change: an individual, or else somebody of the organisation.
type author struct {
	Individual *reference `json:"authorizedByIndividual,omitempty"`
	Other      string     `json:"authorizedByOther,omitempty"`
}

func organisation() author              { return author{Other: "holder of the API key"} }
func individualAuthor(id string) author { return author{Individual: &reference{ID: id}} }

// revision records one change of one thing (chapter 7.1.2 and schema Revision). Nothing but the successor changes afterwards.
type revision struct {
	ID                    string
	SchemaName            string
	ObjectID              string
	SignedWithoutObjectID bool
	SerializedSnapshot    string
	SerializedHash        string // SHA-1 of the snapshot
	Timestamp             string // RFC 3339
	author
	PredecessorHash string    // "" of the first revision
	Successor       *revision // nil of the last one
}

// answer gives the revision as it is shown: with its successor, but not with the successor's own.
func (r *revision) answer() Object {
	shown := r.fields()
	if r.Successor != nil {
		shown["successor"] = r.Successor.fields()
	}
	return shown
}

// fields is what the revision says by itself.
func (r *revision) fields() Object {
	o := Object{
		"id": r.ID, "schemaName": r.SchemaName, "objectId": r.ObjectID, "signedWithoutObjectId": r.SignedWithoutObjectID,
		"serializedSnapshot": r.SerializedSnapshot, "serializedHash": r.SerializedHash, "timestamp": r.Timestamp,
	}
	if r.Individual != nil {
		o["authorizedByIndividual"] = Object{"id": r.Individual.ID}
	}
	if r.Other != "" {
		o["authorizedByOther"] = r.Other
	}
	if r.PredecessorHash != "" {
		o["predecessorHash"] = r.PredecessorHash
	}
	return o
}

// snapshot is what is serialised and hashed.
type snapshot struct {
	ObjectData            Object `json:"objectData"`
	SchemaName            string `json:"schemaName"`
	ObjectID              string `json:"objectId"`
	SignedWithoutObjectID bool   `json:"signedWithoutObjectId"`
	Timestamp             string `json:"timestamp"`
	author
}

// take serialises a thing. Without an identifier it is the snapshot of a draft, which gets its identifier after it is signed.
func (b *block) take(k kind, id string, o Object, by author, now time.Time) (text string, s snapshot) {
	data := o
	if k.snapshot != nil {
		data = k.snapshot(o)
	}
	data = without(data, "id")
	s = snapshot{
		ObjectData: data, SchemaName: k.schema, ObjectID: id, SignedWithoutObjectID: id == "",
		Timestamp: now.UTC().Format(time.RFC3339Nano), author: by,
	}
	return b.choices.serialise(s), s
}

// revise writes the revision of a change: object is the thing after it, previous the version before it, if any.
func (b *block) revise(c *sandbox.Call, k kind, id string, object Object, previous *version, by author) *revision {
	if k.schema == "" {
		return nil
	}
	if previous != nil && b.wrong(c, "revision-not-written") {
		return previous.revision
	}
	if previous != nil && b.wrong(c, "snapshot-stale") {
		object = previous.object
	}
	at := c.Now
	if b.wrong(c, "clock-stopped") {
		at = time.Unix(0, 0)
	}
	text, s := b.take(k, id, object, by, at)
	if b.wrong(c, "snapshot-without-policy") {
		text, s = b.take(k, id, without(object, "policy"), by, at)
	}
	r := &revision{
		ID: b.choices.identifier(c, ""), SchemaName: k.schema, ObjectID: id,
		SerializedSnapshot: text, SerializedHash: b.choices.hash(text), Timestamp: s.Timestamp, author: by,
	}
	if b.wrong(c, "revision-hash-wrong") {
		r.SerializedHash = digest(serialise(s.ObjectData))
	}
	switch {
	case b.wrong(c, "snapshot-of-another-time"):
		r.Timestamp = at.AddDate(0, 0, -1).UTC().Format(time.RFC3339Nano)
	case b.wrong(c, "snapshot-by-another"):
		r.Other = "somebody else"
	}
	if previous != nil && !b.wrong(c, "revision-chain-broken") {
		r.PredecessorHash = previous.revision.SerializedHash
	}
	if previous != nil {
		previous.revision.Successor = r
	}
	return r
}

// serialise gives the JSON text of a value, on one line and without HTML escapes.
func serialise(v any) string {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("consent: a value that is no JSON: " + err.Error())
	}
	return string(bytes.TrimSpace(out.Bytes()))
}

func digest(text string) string {
	sum := sha1.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// without returns a copy of an object that lacks some fields.
func without(o Object, fields ...string) Object {
	out := make(Object, len(o))
	for k, v := range o {
		out[k] = v
	}
	for _, f := range fields {
		delete(out, f)
	}
	return out
}

// with returns a copy of an object in which one field is another.
func with(o Object, field string, value any) Object {
	out := without(o)
	out[field] = value
	return out
}
