package digitalregistries

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// selected returns the records that a change is about: those that match the query or, without one, the record that has the
// identifier which is written.
func selected(r *registry, c *sandbox.Call) []*record {
	query := object(c, "query.content")
	if len(query) == 0 {
		id := c.Text("write.content.id")
		if id == "" {
			return nil
		}
		query = sandbox.Object{"id": id}
	}
	return r.matching(query)
}

// nothing is the answer where there is no record to change or to delete.
func (s *service) nothing(c *sandbox.Call, done int) sandbox.Answer {
	if s.choices.Lenient {
		return sandbox.Empty(done)
	}
	return c.Refuse(http.StatusNotFound, noRecord)
}

func (s *service) update(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		return *no
	}
	values := object(c, "write.content")
	found := selected(r, c)
	if c.Faulty("update/query-ignored") {
		found = r.matching(sandbox.Object{"id": values["id"]})
	}
	if len(found) == 0 {
		if c.Faulty("update/creates-when-missing") {
			r.add(c, values)
			return sandbox.OK(nil)
		}
		return s.nothing(c, http.StatusOK)
	}
	if r.taken(values, found[0]) {
		return c.Refuse(http.StatusConflict, "another record has this id")
	}
	switch {
	case c.Faulty("update/not-applied"):
	case c.Faulty("update/every-record-changed"):
		names := sandbox.Merge(nil, values)
		delete(names, "id")
		for _, rec := range r.records.All() {
			rec.change(names, c.Now)
		}
	case c.Faulty("update/one-field-only"):
		found[0].change(sandbox.Object{"firstName": values["firstName"]}, c.Now)
	case c.Faulty("update/adds-a-copy"):
		r.add(c, values)
	case s.choices.Replace:
		found[0].replace(values, c.Now)
	default:
		found[0].change(values, c.Now)
	}
	return sandbox.OK(nil)
}

func (s *service) updateEntries(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		return *no
	}
	values := object(c, "write.content")
	found := selected(r, c)
	if c.Faulty("updateEntries/one-value-suffices") {
		found = nil
		for field, value := range object(c, "query.content") {
			found = append(found, r.matching(sandbox.Object{field: value})...)
		}
	}
	if len(found) == 0 {
		return s.nothing(c, http.StatusOK)
	}
	if len(found) > 1 && values["id"] != nil || r.taken(values, found[0]) {
		return c.Refuse(http.StatusConflict, "several records cannot have the same id")
	}
	switch {
	case c.Faulty("updateEntries/not-applied"):
		found = nil
	case c.Faulty("updateEntries/first-only"):
		found = found[:1]
	case c.Faulty("updateEntries/last-forgotten"):
		found = found[:max(1, len(found)-1)]
	case c.Faulty("updateEntries/every-record-changed"):
		found = r.records.All()
	}
	for _, rec := range found {
		if c.Faulty("updateEntries/other-fields-dropped") {
			rec.content = sandbox.Object{"id": rec.id()}
		}
		rec.change(values, c.Now)
	}
	return sandbox.OK(nil)
}

func (s *service) updateOrCreate(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		return *no
	}
	values := object(c, "write.content")
	found := selected(r, c)
	if len(found) == 0 {
		if c.Faulty("update-or-create/never-creates") {
			return sandbox.OK(sandbox.Object{"content": values})
		}
		if r.taken(values, nil) {
			return c.Refuse(http.StatusConflict, "another record has this id")
		}
		return sandbox.OK(sandbox.Object{"content": r.add(c, values).shown()})
	}
	rec := found[0]
	if r.taken(values, rec) {
		return c.Refuse(http.StatusConflict, "another record has this id")
	}
	switch {
	case c.Faulty("update-or-create/duplicates"):
		return sandbox.OK(sandbox.Object{"content": r.add(c, values).shown()})
	case c.Faulty("update-or-create/update-not-applied"):
		return sandbox.OK(sandbox.Object{"content": sandbox.Merge(rec.shown(), values)})
	case c.Faulty("update-or-create/answers-the-old"):
		old := rec.shown()
		rec.change(values, c.Now)
		return sandbox.OK(sandbox.Object{"content": old})
	}
	if s.choices.Replace {
		rec.replace(values, c.Now)
	} else {
		rec.change(values, c.Now)
	}
	return sandbox.OK(sandbox.Object{"content": rec.shown()})
}
