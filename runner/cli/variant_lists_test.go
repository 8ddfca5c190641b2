package cli_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/sandbox"
)

func byIdentifier(list []consent.Object) {
	slices.SortFunc(list, func(a, b consent.Object) int { return strings.Compare(sandbox.Text(a, "id"), sandbox.Text(b, "id")) })
}

// shortPagesNewestFirst gives lists of records at most five entries a page, also where nothing is asked for, and begins them with the
// newest unless another order is asked for.
func shortPagesNewestFirst(r *http.Request, query url.Values) {
	const most = 5
	if !isListOfRecords(r) {
		return
	}
	if n, err := strconv.Atoi(query.Get("pageSize")); query.Get("pageSize") == "" || err == nil && n > most {
		query.Set("pageSize", strconv.Itoa(most))
	}
	if query.Get("ordering") == "" {
		query.Set("ordering", "descending")
	}
}

func isListOfRecords(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/data/") && strings.Count(r.URL.Path, "/") == 3
}
