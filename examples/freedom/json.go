package freedom

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// restyle writes the JSON of answers in another way.
func restyle(s Style) Middleware {
	return Rewrite(func(_ *http.Request, a *Answer) {
		if v, ok := a.JSON(); ok {
			a.Body = append(s.Write(v), "\r\n"...)
		}
	})
}

// moreFields adds what no contract declares to each object.
func moreFields() func(*http.Request, any) any {
	var count atomic.Int64
	return func(_ *http.Request, v any) any {
		EachObject(v, func(o sandbox.Object) {
			n := count.Add(1)
			o["_links"] = sandbox.Object{"self": sandbox.Object{"href": "/somewhere"}}
			o["_tags"] = []any{"a", "b"}
			o["_warnings"] = []any{}
			o["_lastRead"] = time.Now().Format(time.RFC3339Nano)
			o["_etag"] = fmt.Sprintf("W/%d", n)
			o["_hits"] = sandbox.Normal(n)
			o["_remark"] = nil
		})
		return v
	}
}

func otherOffset(_ *http.Request, v any) any {
	zone := time.FixedZone("", 5*60*60+30*60)
	return Texts(v, func(_, text string) string {
		moment, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			return text
		}
		return moment.In(zone).Format("2006-01-02T15:04:05.000000000-07:00")
	})
}

// LeaveOut takes fields out of every object of a JSON value.
func LeaveOut(v any, names ...string) {
	EachObject(v, func(o sandbox.Object) {
		for _, name := range names {
			delete(o, name)
		}
	})
}

// EachObject calls visit with every object in a JSON value, the inner ones first. Objects that describe the fields of others, as a
// schema does, are left out.
func EachObject(v any, visit func(sandbox.Object)) {
	switch v := v.(type) {
	case sandbox.Object:
		for name, inner := range v {
			if name != "schema" {
				EachObject(inner, visit)
			}
		}
		visit(v)
	case []any:
		for _, inner := range v {
			EachObject(inner, visit)
		}
	}
}

// Texts replaces the texts in a JSON value, each with the name of the field that it is in.
func Texts(v any, change func(name, text string) string) any {
	return textsIn("", v, change)
}

func textsIn(name string, v any, change func(name, text string) string) any {
	switch v := v.(type) {
	case sandbox.Object:
		for inner, value := range v {
			v[inner] = textsIn(inner, value, change)
		}
	case []any:
		for i, value := range v {
			v[i] = textsIn(name, value, change)
		}
	case string:
		return change(name, v)
	}
	return v
}
