package sandbox

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// route is an operation with its path as an expression, and how it is answered.
type route struct {
	operation  Operation
	start      string                // of every path: the template up to its first parameter
	expression func() *regexp.Regexp // compiled when it is first needed
	parameters []string
	literal    string // the template without its parameters: the longer, the more particular
	handler    Handler
}

var placeholder = regexp.MustCompile(`\{([^{}]+)\}`)

func newRoute(op Operation, h Handler) *route {
	r := &route{operation: op, handler: h}
	r.start, _, _ = strings.Cut(op.Path, "{")
	var b strings.Builder
	last := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(op.Path, -1) {
		b.WriteString(regexp.QuoteMeta(op.Path[last:m[0]]))
		b.WriteString("([^/]+)")
		r.literal += op.Path[last:m[0]]
		r.parameters = append(r.parameters, op.Path[m[2]:m[3]])
		last = m[1]
	}
	b.WriteString(regexp.QuoteMeta(op.Path[last:]))
	r.literal += op.Path[last:]
	r.expression = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("^" + b.String() + "$") })
	return r
}

// find returns the route of a request with its decoded path parameters. Without one, it returns the methods that the path
// does have, if any. Among several that match, the one with the fewest parameters wins.
func find(routes []*route, method, escapedPath string) (*route, map[string]string, []string) {
	var allowed []string
	var best *route
	var values []string
	for _, r := range routes {
		if !strings.HasPrefix(escapedPath, r.start) {
			continue
		}
		m := r.expression().FindStringSubmatch(escapedPath)
		if m == nil {
			continue
		}
		if r.operation.Method != method {
			allowed = append(allowed, r.operation.Method)
			continue
		}
		if best == nil || len(r.parameters) < len(best.parameters) ||
			len(r.parameters) == len(best.parameters) && len(r.literal) > len(best.literal) {
			best, values = r, m[1:]
		}
	}
	if best == nil {
		slices.Sort(allowed)
		return nil, nil, slices.Compact(allowed)
	}
	path := make(map[string]string, len(values))
	for i, v := range values {
		decoded, err := url.PathUnescape(v)
		if err != nil {
			decoded = v
		}
		path[best.parameters[i]] = decoded
	}
	return best, path, nil
}

func describe(op Operation) string { return fmt.Sprintf("%s (%s %s)", op.ID, op.Method, op.Path) }
