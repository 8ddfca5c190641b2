package cli_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// entry is one entry of a list: where it was, and what it is called.
type entry struct {
	place int
	id    string
	value any
}

// arranged answers lists in another order, and at most some entries of them at a time (0: as many as are asked for). Before says
// of two entries which comes first; nil leaves them as they are.
func arranged(most int, before func(a, b entry) bool) middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := listen(next, r)
			v, ok := a.json()
			name, list := onlyList(v)
			if r.Method != http.MethodGet || !ok || !a.accepted() || list == nil {
				a.say(w)
				return
			}
			query := r.URL.Query()
			whole := r.Clone(r.Context())
			whole.URL.RawQuery = without(query, "offset", "limit").Encode()
			a = listen(next, whole)
			v, _ = a.json()
			_, list = onlyList(v)
			entries := make([]entry, len(list))
			for i, value := range list {
				entries[i] = entry{i, sandbox.Text(value, "id"), value}
			}
			if before != nil {
				slices.SortStableFunc(entries, func(a, b entry) int {
					if before(a, b) {
						return -1
					}
					return 1
				})
			}
			limit := len(list)
			if n, err := strconv.Atoi(query.Get("limit")); err == nil {
				limit = n
			}
			if most > 0 {
				limit = min(limit, most)
			}
			offset, _ := strconv.Atoi(query.Get("offset"))
			page := []any{}
			for _, e := range sandbox.Page(entries, offset, limit) {
				page = append(page, e.value)
			}
			v.(sandbox.Object)[name] = page
			a.body = compact(v)
			a.say(w)
		})
	}
}

// onlyList returns the one list of an answer.
func onlyList(v any) (string, []any) {
	o, _ := v.(sandbox.Object)
	for name, value := range o {
		if list, ok := value.([]any); ok {
			return name, list
		}
	}
	return "", nil
}

func without(query url.Values, names ...string) url.Values {
	rest := url.Values{}
	for name, values := range query {
		if !slices.Contains(names, name) {
			rest[name] = values
		}
	}
	return rest
}

// cappedPages gives lists of records at most five entries a page, also where nothing is asked for.
func cappedPages(r *http.Request, query url.Values) {
	const most = 5
	if !isListOfRecords(r) {
		return
	}
	n, err := strconv.Atoi(query.Get("pageSize"))
	if query.Get("pageSize") == "" || err == nil && n > most {
		query.Set("pageSize", strconv.Itoa(most))
	}
}

// newestFirst begins lists of records with the newest, unless another order is asked for.
func newestFirst(r *http.Request, query url.Values) {
	if isListOfRecords(r) && query.Get("ordering") == "" {
		query.Set("ordering", "descending")
	}
}

func isListOfRecords(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/data/") && strings.Count(r.URL.Path, "/") == 3
}
