package cli_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// moreFields adds what no contract declares to each object.
func moreFields() func(*http.Request, any) any {
	var count atomic.Int64
	return func(_ *http.Request, v any) any {
		eachObject(v, func(o sandbox.Object) {
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

// optional are the fields that no contract requires and that the target makes itself.
var optional = []string{
	"authorizedByIndividual", "authorizedByOther", "signedWithoutObjectId", "successor", "dataAgreementRevision", // consent
	"objectReference",
	"next", "previous", "message", "readerInitials", "readerInstitutionId", "readerInstitutionName", "readerApplicationName", "refrences", // registries
	"institution", "numberFormat", "schemaTags", "schemaFlags", "fieldsUniques", "isDraft", "isDisabled", "isArchived", "modifiedAt",
	"byUserName", "byUserAuthId", "byOnBehalfOfUserAuthId", "byOnBehalfOfUserName", "genericServices", "dataIndexIncrement", "hasLogo",
	"groupId", "order",
}

func withoutOptional(_ *http.Request, v any) any {
	log, isLog := v.([]any)
	if isLog {
		for _, entry := range log {
			delete(entry.(sandbox.Object), "id")
		}
	}
	eachObject(v, func(o sandbox.Object) {
		for _, name := range optional {
			if name == "modifiedAt" && o["uuid"] != nil {
				continue // required of an entry
			}
			delete(o, name)
		}
		if o["id"] == "" {
			delete(o, "id") // of a draft
		}
	})
	return v
}

func otherOffset(_ *http.Request, v any) any {
	zone := time.FixedZone("", 5*60*60+30*60)
	return texts(v, func(_, text string) string {
		moment, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			return text
		}
		return moment.In(zone).Format("2006-01-02T15:04:05.000000000-07:00")
	})
}

// maskedKeys hides the keys of webhooks: in lists all of them in the same way, elsewhere each time in another.
func maskedKeys() func(*http.Request, any) any {
	var count atomic.Int64
	return func(r *http.Request, v any) any {
		return texts(v, func(name, text string) string {
			switch {
			case name != "secretKey":
				return text
			case strings.HasSuffix(r.URL.Path, "/webhooks/"):
				return ""
			}
			return fmt.Sprintf("********%d", count.Add(1))
		})
	}
}

// bareRecords leaves out of consent records what the hash and the caller's own name say already. Who verifies consent, or audits it,
// is told whose it is.
func bareRecords(r *http.Request, v any) any {
	others := strings.Contains(r.URL.Path, "/verification/") || strings.Contains(r.URL.Path, "/audit/")
	eachObject(v, func(o sandbox.Object) {
		if _, isRecord := o["dataAgreementRevisionHash"]; !isRecord {
			return
		}
		delete(o, "dataAgreement")
		delete(o, "dataAgreementRevision")
		if !others {
			delete(o, "individual")
			delete(o, "signature")
		}
	})
	return v
}

// bareValues answers the value of a field without the object around it.
func bareValues(r *http.Request, v any) any {
	if o, ok := v.(sandbox.Object); ok && strings.Contains(r.URL.Path, "/readValue/") {
		return o["value"]
	}
	return v
}

// withoutKeys leaves the registry's own key out of records. Entries keep theirs, which the contract requires.
func withoutKeys(_ *http.Request, v any) any {
	eachObject(v, func(o sandbox.Object) {
		if o["receive"] == nil && o["content"] == nil {
			if _, isRecord := o["firstName"]; isRecord {
				delete(o, "uuid")
			}
		}
	})
	return v
}

// keysBeside moves the registry's own key out of the content of a record.
func keysBeside(_ *http.Request, v any) any {
	o, _ := v.(sandbox.Object)
	if content, ok := o["content"].(sandbox.Object); ok && content["uuid"] != nil {
		o["uuid"] = content["uuid"]
		delete(content, "uuid")
		return o
	}
	return withoutKeys(nil, v)
}

// moreSignatures says of signed records that another signature is missing.
func moreSignatures(_ *http.Request, v any) any {
	return texts(v, func(name, text string) string {
		if name == "state" && text == "signed" {
			return "pending more signatures"
		}
		return text
	})
}

func countOfThePage(_ *http.Request, v any) any {
	o, _ := v.(sandbox.Object)
	if results, ok := o["results"].([]any); ok {
		o["count"] = sandbox.Normal(len(results))
	}
	return v
}

// nulls makes of what may be null nothing.
func nulls(_ *http.Request, v any) any {
	eachObject(v, func(o sandbox.Object) {
		for _, name := range []string{"description", "institution", "byOnBehalfOfUserAuthId", "byOnBehalfOfUserName"} {
			if _, ok := o[name]; ok && o["schemaTags"] != nil {
				o[name] = nil
			}
		}
		if o["schemaTags"] != nil && o["name"] == "Civil registry" {
			o["name"] = nil // that of others
		}
	})
	return v
}

// inTurnRefusals refuses with one status and one body after the other. What the contract declares stays as it is.
func inTurnRefusals() func(*http.Request, *said) {
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
	var count atomic.Int64
	return func(r *http.Request, a *said) {
		reads := strings.HasSuffix(r.URL.Path, "/read") // declares 404 with a text of its own
		if a.status/100 != 4 || a.status == http.StatusNotFound && reads {
			return
		}
		n := int(count.Add(1))
		a.status = statuses[n%len(statuses)]
		if a.status == http.StatusNotFound && reads {
			a.status = http.StatusBadRequest
		}
		body := bodies[n%len(bodies)]
		a.header.Del("Content-Type")
		if body.contentType != "" {
			a.header.Set("Content-Type", body.contentType)
		}
		a.body = []byte(body.body)
	}
}

// somethingSaid answers with a text where the contract declares no content.
func somethingSaid(_ *http.Request, a *said) {
	if a.status == http.StatusOK && len(a.body) == 0 {
		a.header.Set("Content-Type", "text/plain")
		a.body = []byte("done\n")
	}
}
