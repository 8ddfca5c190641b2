package freedom

import (
	"net/http"
	"sync/atomic"
)

// Refusals is the variant that refuses with one status and one body after the other. What the contract declares of a refusal
// (declared, nil: nothing that binds) stays as it is, and is not given to others.
func Refusals(declared func(r *http.Request, status int) bool) Variant {
	statuses := []int{
		400, 401, 403, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 431, 451, 499,
	}
	bodies := []struct{ contentType, body string }{
		{"application/problem+json", `{"type":"about:blank","title":"No","status":400}`},
		{"text/plain", "no"},
		{"text/html", "<!doctype html><title>No</title>"},
		{"application/json", `["no"]`},
		{"application/json", `null`},
		{"application/xml", "<no/>"},
		{"", ""},
	}
	if declared == nil {
		declared = func(*http.Request, int) bool { return false }
	}
	var count atomic.Int64
	change := func(r *http.Request, a *Answer) {
		if a.Status/100 != 4 || declared(r, a.Status) {
			return
		}
		n := int(count.Add(1))
		a.Status = statuses[n%len(statuses)]
		if declared(r, a.Status) {
			a.Status = http.StatusBadRequest
		}
		body := bodies[n%len(bodies)]
		a.Fields.Del("Content-Type")
		if body.contentType != "" {
			a.Fields.Set("Content-Type", body.contentType)
		}
		a.Body = []byte(body.body)
	}
	return Variant{Name: "refusals", About: "What is refused is refused with any 4xx, and with any body or none.", Before: Rewrite(change)}
}
