package consent

import (
	"net/http"
	"slices"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// all lists everything of a kind.
func all(s *store) func(*sandbox.Call) []Object {
	return func(*sandbox.Call) []Object { return s.objects() }
}

// list answers a page of what there is under the name that the contract has for it.
func (b *block) list(field string, entries func(*sandbox.Call) []Object) sandbox.Handler {
	return func(c *sandbox.Call) sandbox.Answer {
		return b.page(c, field, entries(c))
	}
}

// page answers the entries from offset on, at most limit of them; without a limit, all of them.
func (b *block) page(c *sandbox.Call, field string, entries []Object) sandbox.Answer {
	if b.wrong(c, "incomplete") {
		entries = entries[:min(1, len(entries))]
	}
	if b.choices.Arrange != nil {
		entries = slices.Clone(entries)
		b.choices.Arrange(entries)
	}
	offset := c.Int("offset", 0)
	limit := c.Int("limit", max(1, len(entries)))
	if offset < 0 || limit < 0 {
		return c.Refuse(http.StatusBadRequest, "offset and limit cannot be negative")
	}
	if c.Query.Get("limit") != "" {
		offset, limit = b.misread(c, offset, limit)
	}
	if b.choices.PageSize > 0 {
		limit = min(limit, b.choices.PageSize)
	}
	shown := sandbox.Page(entries, offset, limit)
	if b.wrong(c, "beyond-first-altered") && len(shown) > 1 {
		shown = slices.Clone(shown)
		for i := range shown[1:] {
			shown[i+1] = with(shown[i+1], "version", "altered")
		}
	}
	return b.fresh(c, sandbox.OK(Object{field: shown}))
}

// fresh is an answer, or what was answered to the same request before where a fault says so.
func (b *block) fresh(c *sandbox.Call, a sandbox.Answer) sandbox.Answer {
	if !b.wrong(c, "cached") {
		return a
	}
	key := c.Request.URL.String() + " " + c.Header(IdentityHeader)
	if before, ok := b.cache[key]; ok {
		return before
	}
	b.cache[key] = sandbox.Answer{Status: a.Status, Header: a.Header, Body: sandbox.Normal(a.Body)}
	return a
}

// misread counts pages wrongly where a fault says so.
func (b *block) misread(c *sandbox.Call, offset, limit int) (int, int) {
	switch {
	case b.wrong(c, "limit-ignored"):
		limit = 1 << 30
	case b.wrong(c, "offset-ignored"):
		offset = 0
	case b.wrong(c, "page-repeats") && limit > 0:
		offset -= offset / limit // each page begins with the last entry of the one before
	case b.wrong(c, "page-skips") && limit > 0:
		offset += offset / limit // one entry is lost between each page and the next
	}
	return offset, limit
}
