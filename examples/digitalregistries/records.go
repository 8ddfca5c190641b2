package digitalregistries

import (
	"maps"
	"net/http"
	"slices"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func (s *service) create(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		if !c.Faulty("create/unknown-registry-accepted") {
			return *no
		}
		r = newRegistry(c.Path["registryName"])
	}
	content := object(c, "write.content")
	if r.taken(content, nil) {
		return c.Refuse(http.StatusConflict, "there is a record with this id already")
	}
	if c.Faulty("create/not-stored") {
		return sandbox.OK(sandbox.Object{"content": newRegistry(r.name).add(c, content).shown()})
	}
	rec := r.add(c, content)
	answer := sandbox.OK(sandbox.Object{"content": rec.shown()})
	if c.Faulty("create/stored-otherwise") {
		rec.change(sandbox.Object{"lastName": "Doe"}, c.Now)
	}
	if c.Faulty("create/stored-twice") {
		r.add(c, content)
	}
	return answer
}

func (s *service) read(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		return *no
	}
	query := object(c, "query.content")
	if len(query) == 0 {
		return c.Refuse(http.StatusBadRequest, "the query names no field")
	}
	found := r.matching(query)
	switch {
	case c.Faulty("read/first-record-always"):
		found = r.records.All()
	case c.Faulty("read/identifier-not-compared") && len(query) > 1:
		found = r.matching(withoutIdentifier(query))
	case c.Faulty("read/second-criterion-ignored"):
		found = r.matching(firstCriterion(query))
	case c.Faulty("read/other-registry-disclosed"):
		for _, name := range slices.Sorted(maps.Keys(s.registries)) {
			found = append(found, s.registries[name].matching(query)...)
		}
	}
	if len(found) == 0 {
		switch {
		case c.Faulty("read/unknown-answers-200"):
			return sandbox.OK(sandbox.Object{"content": sandbox.Object{}})
		case c.Faulty("read/unknown-answers-query"):
			return sandbox.OK(sandbox.Object{"content": query})
		}
		return c.Refuse(http.StatusNotFound, noRecord)
	}
	rec := found[0]
	s.log(c, r, rec)
	if c.Faulty("read/stale") {
		return sandbox.OK(sandbox.Object{"content": (&record{uuid: rec.uuid, content: rec.original}).shown()})
	}
	return sandbox.OK(sandbox.Object{"content": rec.shown()})
}

func (s *service) exists(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		return *no
	}
	query := object(c, "query.content")
	if len(query) == 0 && !c.Faulty("exists/query-not-required") {
		return c.Refuse(http.StatusBadRequest, "the query names no field")
	}
	switch {
	case c.Faulty("exists/second-criterion-ignored"):
		query = firstCriterion(query)
	case c.Faulty("exists/identifier-not-compared") && len(query) > 1:
		query = withoutIdentifier(query)
	}
	there := len(r.matching(query)) > 0
	switch {
	case c.Faulty("exists/always-true"):
		there = true
	case c.Faulty("exists/always-false"):
		there = false
	case c.Faulty("exists/remembers-the-deleted"):
		there = there || r.deleted(query)
	}
	message := "no record has these values"
	if there {
		message = "there is a record with these values"
	}
	return sandbox.OK(sandbox.Object{"answer": sandbox.Object{"status": there, "message": message}})
}

func (s *service) delete(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil && c.Faulty("delete/registry-ignored") {
		r, no = s.registries["cr"], nil
	}
	if no != nil {
		return *no
	}
	rec := r.byKey(c.Path["id"])
	if rec == nil {
		return s.nothing(c, http.StatusNoContent)
	}
	switch {
	case c.Faulty("delete/not-applied"):
	case c.Faulty("delete/family-deleted"):
		for _, other := range r.matching(sandbox.Object{"lastName": rec.content["lastName"]}) {
			r.remove(other)
		}
	case c.Faulty("delete/only-emptied"):
		rec.content = sandbox.Object{"id": rec.id()}
	default:
		r.remove(rec)
	}
	return sandbox.Empty(http.StatusNoContent)
}

func (s *service) readValue(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		return *no
	}
	rec := r.byKey(c.Path["uuid"])
	if rec == nil || s.choices.KeyOnly && rec.uuid != c.Path["uuid"] {
		if c.Faulty("readValue/unknown-record-answers-null") {
			return sandbox.OK(sandbox.Object{})
		}
		return c.Refuse(http.StatusNotFound, noRecord)
	}
	value := rec.value(c.Path["field"])
	if value == nil && c.Faulty("readValue/unknown-field-answers-empty") {
		value = ""
	}
	if value == nil || c.Path["ext"] != "json" {
		return c.Refuse(http.StatusNotFound, "the record has no such value")
	}
	s.log(c, r, rec)
	switch {
	case c.Faulty("readValue/other-field"):
		value = rec.uuid
	case c.Faulty("readValue/other-record"):
		for _, other := range r.records.All() {
			if v := sandbox.Get(other.content, c.Path["field"]); v != nil && other != rec {
				value = v
			}
		}
	case c.Faulty("readValue/whole-record"):
		return sandbox.OK(sandbox.Object{"value": rec.shown()})
	}
	return sandbox.OK(sandbox.Object{"value": value})
}

// object returns an object of the request's body, empty when it is not one: only a server with a fault gets that far.
func object(c *sandbox.Call, path string) sandbox.Object {
	o, _ := c.Get(path).(sandbox.Object)
	if o == nil {
		return sandbox.Object{}
	}
	return o
}

// firstCriterion is what a server looks at that takes only one field of a query: id when it is among them.
func firstCriterion(query sandbox.Object) sandbox.Object {
	for _, k := range append([]string{"id"}, slices.Sorted(maps.Keys(query))...) {
		if v, ok := query[k]; ok {
			return sandbox.Object{k: v}
		}
	}
	return query
}

// withoutIdentifier is what a server looks at that does not compare identifiers.
func withoutIdentifier(query sandbox.Object) sandbox.Object {
	out := sandbox.Merge(nil, query)
	delete(out, "id")
	return out
}
