package sandbox

import "slices"

// Collection keeps values by identifier in the order in which they came, and never more than its limit: the oldest gives way
// to the newest, so that a sandbox can run for weeks. It is not safe for concurrent use; handlers run one at a time.
type Collection[T any] struct {
	limit  int
	order  []*entry[T]
	values map[string]*entry[T]
}

type entry[T any] struct {
	id    string
	value T
}

// DefaultLimit is how many values a Collection keeps unless told otherwise.
const DefaultLimit = 5_000

// NewCollection makes an empty collection; a limit of 0 is DefaultLimit.
func NewCollection[T any](limit int) *Collection[T] {
	if limit <= 0 {
		limit = DefaultLimit
	}
	return &Collection[T]{limit: limit, values: map[string]*entry[T]{}}
}

// Put stores a value; one of the same identifier is replaced and keeps its place.
func (c *Collection[T]) Put(id string, value T) {
	if e, ok := c.values[id]; ok {
		e.value = value
		return
	}
	if len(c.order) >= c.limit {
		delete(c.values, c.order[0].id)
		c.order = slices.Delete(c.order, 0, 1)
	}
	e := &entry[T]{id, value}
	c.order, c.values[id] = append(c.order, e), e
}

// Get returns the value of an identifier.
func (c *Collection[T]) Get(id string) (T, bool) {
	if e, ok := c.values[id]; ok {
		return e.value, true
	}
	var none T
	return none, false
}

// Delete removes a value and reports whether it was there.
func (c *Collection[T]) Delete(id string) bool {
	e, ok := c.values[id]
	if !ok {
		return false
	}
	delete(c.values, id)
	i := slices.Index(c.order, e)
	c.order = slices.Delete(c.order, i, i+1)
	return true
}

// All returns the values, oldest first, in a slice of its own.
func (c *Collection[T]) All() []T {
	all := make([]T, len(c.order))
	for i, e := range c.order {
		all[i] = e.value
	}
	return all
}

// Len returns how many values there are.
func (c *Collection[T]) Len() int { return len(c.order) }

// Page returns the entries from offset on, at most limit of them. An offset beyond the end gives an empty page, never nil.
func Page[T any](all []T, offset, limit int) []T {
	if offset < 0 || limit <= 0 || offset >= len(all) {
		return []T{}
	}
	return all[offset:min(len(all), offset+min(limit, len(all)))]
}
