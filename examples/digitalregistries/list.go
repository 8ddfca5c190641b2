package digitalregistries

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/examples/sandbox"
)

const (
	defaultPageSize = 50
	maxPageSize     = 1000
	maxPage         = 1_000_000 // beyond it there is nothing, and the arithmetic stays small
)

func (s *service) list(c *sandbox.Call) sandbox.Answer {
	r, no := s.registry(c)
	if no != nil {
		return *no
	}
	page, size := min(c.Int("page", 1), maxPage), min(c.Int("pageSize", defaultPageSize), maxPageSize)
	if page < 1 || size < 1 {
		return c.Refuse(http.StatusBadRequest, "page and pageSize start at 1")
	}
	found := s.find(c, r)
	if descending(c.Query.Get("ordering")) && !c.Faulty("list/ordering-ignored") {
		slices.Reverse(found)
	}
	if c.Faulty("list/newest-missing") && len(found) > 0 {
		newest := slices.MaxFunc(found, func(a, b *record) int { return cmp.Compare(r.age(a), r.age(b)) })
		found = slices.DeleteFunc(found, func(rec *record) bool { return rec == newest })
	}
	if c.Faulty("list/page-size-ignored") {
		size = maxPageSize
	}
	results := []any{}
	for _, rec := range paged(c, found, page, size) {
		results = append(results, rec.shown())
	}
	answer := sandbox.Object{"count": len(found), "next": nil, "previous": nil, "results": results}
	if page*size < len(found) || c.Faulty("list/next-on-last-page") {
		answer["next"] = link(c, page+1, size)
	}
	if page > 1 {
		answer["previous"] = link(c, page-1, size)
	}
	return sandbox.OK(answer)
}

// age tells how many records came before one.
func (r *registry) age(rec *record) int { return slices.Index(r.records.All(), rec) }

// find returns the records that the query asks for, oldest first.
func (s *service) find(c *sandbox.Call, r *registry) []*record {
	candidates := r.records.All()
	if c.Faulty("delete/still-listed") {
		candidates = append(candidates, r.gone.All()...)
	}
	if c.Faulty("list/other-registry-disclosed") {
		for _, other := range s.registries {
			if other != r {
				candidates = append(candidates, other.records.All()...)
			}
		}
	}
	matches := searching(c)
	var found []*record
	for _, rec := range candidates {
		if matches(rec) && hasFields(c, rec) {
			found = append(found, rec)
		}
	}
	return found
}

// searching returns the test for the parameters search and filter. A search that is no regular expression is a plain text.
func searching(c *sandbox.Call) func(*record) bool {
	search, field := c.Query.Get("search"), c.Query.Get("filter")
	if search == "" || c.Faulty("list/search-ignored") {
		return func(*record) bool { return true }
	}
	expression, err := regexp.Compile(search)
	if err != nil || c.Faulty("list/expressions-not-supported") {
		expression = regexp.MustCompile(regexp.QuoteMeta(search))
	}
	if c.Faulty("list/filter-ignored") {
		field = ""
	}
	return func(rec *record) bool {
		if field == "" {
			return anyText(rec.content, expression.MatchString)
		}
		return expression.MatchString(sandbox.Text(rec.content, field))
	}
}

// anyText reports whether one of the texts in a JSON value passes a test, at any depth.
func anyText(v any, test func(string) bool) bool {
	switch v := v.(type) {
	case string:
		return test(v)
	case sandbox.Object:
		for _, e := range v {
			if anyText(e, test) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return anyText(e, test) })
	}
	return false
}

// hasFields holds a record against the parameters query.<fieldName>.
func hasFields(c *sandbox.Call, rec *record) bool {
	if c.Faulty("list/field-query-ignored") {
		return true
	}
	for name, values := range c.Query {
		field, ok := strings.CutPrefix(name, "query.")
		if ok && fmt.Sprint(rec.value(field)) != values[0] {
			return false
		}
	}
	return true
}

func descending(ordering string) bool {
	return strings.HasPrefix(strings.ToLower(ordering), "desc")
}

// paged cuts one page out of the records.
func paged(c *sandbox.Call, found []*record, page, size int) []*record {
	offset := (page - 1) * size
	switch {
	case c.Faulty("list/page-repeats"): // each page begins with the last entry of the one before
		offset = max(0, offset-(page-1))
	case c.Faulty("list/page-skips"):
		offset += page - 1
	case c.Faulty("list/page-ignored"):
		offset = 0
	}
	return sandbox.Page(found, offset, size)
}

// link is the address of another page of the same query, as the caller would have written it.
func link(c *sandbox.Call, page, size int) string {
	at, err := url.ParseRequestURI(c.Request.RequestURI)
	if err != nil {
		at = c.Request.URL
	}
	query := c.Request.URL.Query()
	query.Set("page", fmt.Sprint(page))
	query.Set("pageSize", fmt.Sprint(size))
	return (&url.URL{Scheme: "http", Host: c.Request.Host, Path: at.Path, RawPath: at.RawPath, RawQuery: query.Encode()}).String()
}
