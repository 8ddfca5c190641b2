package digitalregistries

import (
	"net/http"
	"slices"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// mctsName is the registry that the operation for several entries at once writes to.
const mctsName = "mcts"

func (s *service) createEntries(c *sandbox.Call) sandbox.Answer {
	r := s.registries[mctsName]
	if r == nil {
		return c.Refuse(http.StatusNotFound, "the registry of mothers and children has been deleted")
	}
	switch {
	case c.IsForm() && c.Faulty("GDB-MCTS-create-entries/form-refused"):
		return c.Refuse(http.StatusUnsupportedMediaType, "only JSON is taken")
	case c.IsFormInOneLine() && c.Faulty("GDB-MCTS-create-entries/form-in-one-line-breaks-down"):
		return sandbox.Answer{Status: http.StatusInternalServerError, Body: sandbox.Object{"detail": "something went wrong"}}
	}
	entries, _ := c.Get("write").([]any)
	if c.IsForm() && c.Faulty("GDB-MCTS-create-entries/form-first-part-only") && len(entries) > 1 {
		entries = entries[:1]
	}
	if c.Faulty("GDB-MCTS-create-entries/first-only") && len(entries) > 1 {
		entries = entries[:1]
	}
	received := []any{}
	for i, e := range entries {
		content, _ := sandbox.Get(e, "content").(sandbox.Object)
		if c.IsForm() && c.Faulty("GDB-MCTS-create-entries/form-content-lost") {
			content = nil
		}
		content = sandbox.Merge(nil, content)
		delete(content, "id") // read only: the registry numbers these itself
		rec := s.enter(c, r, content, i)
		received = append(received, sandbox.Object{
			"content":    rec.content,
			"uuid":       rec.uuid,
			"createdAt":  rec.created.UTC().Format(time.RFC3339),
			"modifiedAt": rec.modified.UTC().Format(time.RFC3339),
		})
	}
	switch {
	case c.Faulty("GDB-MCTS-create-entries/order-reversed"):
		slices.Reverse(received)
	case c.Faulty("GDB-MCTS-create-entries/same-uuid"):
		for _, e := range received {
			e.(sandbox.Object)["uuid"] = received[0].(sandbox.Object)["uuid"]
		}
	}
	return sandbox.Created(sandbox.Object{"receive": received})
}

// enter stores one of several entries.
func (s *service) enter(c *sandbox.Call, r *registry, content sandbox.Object, position int) *record {
	forgotten := c.Faulty("GDB-MCTS-create-entries/not-stored") || c.IsForm() && c.Faulty("GDB-MCTS-create-entries/form-not-stored")
	if forgotten || position > 0 && c.Faulty("GDB-MCTS-create-entries/only-first-stored") {
		return newRegistry(r.name).add(c, content)
	}
	rec := r.add(c, content)
	if c.Faulty("GDB-MCTS-create-entries/nested-fields-lost") {
		delete(rec.content, "child")
	}
	return rec
}
