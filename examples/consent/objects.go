package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// check says why a change is not allowed; nil: it is.
type check func(*sandbox.Call) *sandbox.Answer

// refuse makes the answer of a check that failed.
func refuse(c *sandbox.Call, status int, reason string) *sandbox.Answer {
	a := c.Refuse(status, reason)
	return &a
}

// unknown is the answer about an identifier that stands for nothing.
func (s *store) unknown(c *sandbox.Call) sandbox.Answer {
	return c.Refuse(http.StatusNotFound, "there is no such "+s.field)
}

// answer shows a version of a thing together with its revision, where its kind has revisions.
func (s *store) answer(v version) sandbox.Answer {
	body := Object{s.field: v.object}
	if v.revision != nil {
		body["revision"] = v.revision.answer()
	}
	return sandbox.OK(body)
}

// sent returns the thing that a request carries, under an identifier of ours.
func (s *store) sent(c *sandbox.Call, id string) Object {
	o, _ := c.Get(s.field).(Object)
	return with(o, "id", id)
}

// create stores the thing that is sent.
func (b *block) create(s *store, allowed check) sandbox.Handler {
	return func(c *sandbox.Call) sandbox.Answer {
		if allowed != nil {
			if refusal := allowed(c); refusal != nil {
				return *refusal
			}
		}
		id := b.choices.identifier(c, c.Text(s.field+".id"))
		object := s.sent(c, id)
		made := version{object: object, revision: b.revise(c, s.kind, id, object, nil, organisation())}
		switch {
		case b.wrong(c, "not-stored"):
			return s.answer(made)
		case b.wrong(c, "stored-twice"):
			twin := b.choices.identifier(c, "")
			s.put(twin, version{object: with(object, "id", twin), revision: made.revision})
		case b.wrong(c, "first-forgotten") && s.things.Len() > 0:
			all := s.things.All()
			s.drop(all[len(all)-1].id)
		}
		s.put(id, made)
		return s.answer(made)
	}
}

// read shows a thing as it is now, or as of the revision that is asked for. Webhooks have no revisions to ask for.
func (b *block) read(s *store, parameter string) sandbox.Handler {
	return func(c *sandbox.Call) sandbox.Answer {
		t, ok := s.find(c.Path[parameter])
		switch {
		case !ok && b.wrong(c, "unknown-answered") && s.things.Len() > 0:
			t = s.things.All()[0]
		case !ok:
			return s.unknown(c)
		}
		if b.wrong(c, "stale") {
			return s.answer(t.first())
		}
		wanted := c.Query.Get("revisionId")
		if wanted == "" || s.schema == "" || b.wrong(c, "revision-ignored") {
			return s.answer(t.current())
		}
		v, ok := t.at(wanted)
		switch {
		case !ok && b.wrong(c, "unknown-revision-answered"):
			v = t.current()
		case !ok:
			return c.Refuse(http.StatusNotFound, "there is no such revision")
		case b.wrong(c, "old-revision-rewritten"):
			v.revision = rewritten(v.revision, t.current().revision)
		}
		return s.answer(v)
	}
}

// rewritten is an old revision that was made to say what the current one says.
func rewritten(old, current *revision) *revision {
	forged := *old
	forged.SerializedSnapshot, forged.SerializedHash = current.SerializedSnapshot, current.SerializedHash
	return &forged
}

// update puts what is sent in the place of a thing as a whole. The identifier in the path counts.
func (b *block) update(s *store, parameter string, allowed check) sandbox.Handler {
	return func(c *sandbox.Call) sandbox.Answer {
		t, ok := s.find(c.Path[parameter])
		switch {
		case !ok && b.wrong(c, "unknown-created"):
			id := c.Path[parameter]
			object := s.sent(c, id)
			s.put(id, version{object: object, revision: b.revise(c, s.kind, id, object, nil, organisation())})
			t, _ = s.find(id)
		case !ok:
			return s.unknown(c)
		}
		if allowed != nil {
			if refusal := allowed(c); refusal != nil {
				return *refusal
			}
		}
		object := s.sent(c, t.id)
		made := b.change(c, s, t, object, organisation())
		b.spread(c, made)
		return s.answer(made)
	}
}

// change stores a new version of a thing.
func (b *block) change(c *sandbox.Call, s *store, t *thing, object Object, by author) version {
	previous := t.current()
	made := version{object: object, revision: b.revise(c, s.kind, t.id, object, &previous, by)}
	switch {
	case b.wrong(c, "jurisdiction-kept"):
		s.put(t.id, version{object: with(object, "jurisdiction", previous.object["jurisdiction"]), revision: made.revision})
	case b.wrong(c, "ground-kept"):
		s.put(t.id, version{object: with(object, "lawfulBasis", previous.object["lawfulBasis"]), revision: made.revision})
	case b.wrong(c, "policy-kept"):
		s.put(t.id, version{object: with(object, "policy", previous.object["policy"]), revision: made.revision})
	case b.wrong(c, "update-not-applied"):
		s.put(t.id, version{object: previous.object, revision: made.revision})
	case b.wrong(c, "update-half-applied"):
		s.put(t.id, version{object: half(previous.object, object), revision: made.revision})
	default:
		s.put(t.id, made)
	}
	if b.wrong(c, "echoes-the-old") {
		made.object = previous.object
	}
	return made
}

// half is what an update that forgets the optional fields leaves behind.
func half(before, after Object) Object {
	out := without(after)
	for _, optional := range []string{"jurisdiction", "dataRetentionPeriodDays", "forgettable", "active", "externalIdType", "disabled"} {
		if old, ok := before[optional]; ok {
			out[optional] = old
		}
	}
	return out
}

// remove deletes a thing. What has revisions answers the last one, everything else nothing at all.
func (b *block) remove(s *store, parameter string, allowed check) sandbox.Handler {
	return func(c *sandbox.Call) sandbox.Answer {
		t, ok := s.find(c.Path[parameter])
		switch {
		case !ok && b.wrong(c, "unknown-accepted"):
			return sandbox.Empty(http.StatusOK)
		case !ok:
			return s.unknown(c)
		}
		if allowed != nil {
			if refusal := allowed(c); refusal != nil {
				return *refusal
			}
		}
		last := t.current()
		kept := b.choices.KeepEnded && s == b.agreements
		ended := last.object
		if kept {
			ended = with(ended, "active", false)
		}
		written := b.revise(c, s.kind, t.id, ended, &last, organisation())
		switch {
		case b.wrong(c, "delete-not-applied"):
		case kept:
			s.put(t.id, version{object: ended, revision: written})
		default:
			s.drop(t.id)
		}
		if written == nil {
			return sandbox.Empty(http.StatusOK)
		}
		return sandbox.OK(Object{"revision": written.answer()})
	}
}
