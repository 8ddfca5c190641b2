package digitalregistries

import (
	"fmt"
	"net/http"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// firstVersion is the version under which the data of every registry can be reached.
const firstVersion = "1.0"

// registry holds the records of one database.
type registry struct {
	name    string
	records *sandbox.Collection[*record] // by uuid
	gone    *sandbox.Collection[*record] // the deleted, which only a server with a fault ever shows
	last    int                          // number of the last record that was given an identifier
}

// record is one entry of a registry. Its content is what callers wrote, without what the registry adds in its answers.
type record struct {
	uuid     string
	content  sandbox.Object
	original sandbox.Object // content as it was when the record was made
	created  time.Time
	modified time.Time
}

func newRegistry(name string) *registry {
	return &registry{
		name:    name,
		records: sandbox.NewCollection[*record](maxRecords),
		gone:    sandbox.NewCollection[*record](maxGone),
	}
}

// registry returns the registry that the path of a request names; the answer says why there is none.
func (s *service) registry(c *sandbox.Call) (*registry, *sandbox.Answer) {
	name := c.Path["registryName"]
	if r := s.registries[name]; r != nil && c.Path["versionNumber"] == firstVersion {
		return r, nil
	}
	a := c.Refuse(http.StatusNotFound, "there is no such registry in this version")
	return nil, &a
}

// add stores a record. A content without identifier is given one.
func (r *registry) add(c *sandbox.Call, content sandbox.Object) *record {
	content = own(content)
	if content["id"] == nil {
		r.last++
		content["id"] = fmt.Sprintf("%s-%d", r.name, c.NewNumber(r.last))
	}
	rec := &record{uuid: c.NewID(), content: content, original: content, created: c.Now, modified: c.Now}
	r.records.Put(rec.uuid, rec)
	return rec
}

// change merges values into a record.
func (rec *record) change(values sandbox.Object, now time.Time) {
	rec.content = sandbox.Merge(rec.content, own(values))
	rec.modified = now
}

// replace puts values in the place of a record's content. It stays the same record.
func (rec *record) replace(values sandbox.Object, now time.Time) {
	rec.content = sandbox.Merge(sandbox.Object{"id": rec.id()}, own(values))
	rec.modified = now
}

// own returns a copy of a content without the fields that only the registry writes.
func own(content sandbox.Object) sandbox.Object {
	out := sandbox.Merge(nil, content)
	delete(out, "uuid")
	return out
}

// shown is the content as answers give it.
func (rec *record) shown() sandbox.Object {
	return sandbox.Merge(rec.content, sandbox.Object{"uuid": rec.uuid})
}

func (rec *record) id() string { return sandbox.Text(rec.content, "id") }

// matching returns the records of which every field of the query has the given value, oldest first.
func (r *registry) matching(query sandbox.Object) []*record {
	var found []*record
	for _, rec := range r.records.All() {
		if rec.has(query) {
			found = append(found, rec)
		}
	}
	return found
}

// has reports whether every field of the query has the given value in the record.
func (rec *record) has(query sandbox.Object) bool {
	for field, want := range query {
		have, ok := rec.content[field]
		if field == "uuid" {
			have, ok = rec.uuid, true
		}
		if !ok || !sandbox.Holds(have, want) {
			return false
		}
	}
	return true
}

// value returns what an answer gives at a dotted path of the record, nil when there is nothing.
func (rec *record) value(path string) any {
	if path == "uuid" {
		return rec.uuid
	}
	return sandbox.Get(rec.content, path)
}

// byKey returns the record of an identifier, which may be the caller's or the registry's own.
func (r *registry) byKey(key string) *record {
	if rec, ok := r.records.Get(key); ok {
		return rec
	}
	for _, rec := range r.records.All() {
		if rec.id() == key {
			return rec
		}
	}
	return nil
}

// taken reports whether another record than rec has the identifier that a content asks for.
func (r *registry) taken(content sandbox.Object, rec *record) bool {
	id := sandbox.Text(content, "id")
	if id == "" {
		return false
	}
	for _, other := range r.matching(sandbox.Object{"id": id}) {
		if other != rec {
			return true
		}
	}
	return false
}

// remove takes a record out of the registry. What it was is remembered only for the faults that need it.
func (r *registry) remove(rec *record) {
	r.records.Delete(rec.uuid)
	r.gone.Put(rec.uuid, rec)
}

// deleted reports whether a deleted record had the given values.
func (r *registry) deleted(query sandbox.Object) bool {
	for _, rec := range r.gone.All() {
		if rec.has(query) {
			return true
		}
	}
	return false
}
