package verdicts_test

import (
	"net/http"
	"strings"

	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// optional are the fields that the contract does not require and that the target makes itself.
var optional = []string{
	"next", "previous", "message", "readerInitials", "readerInstitutionId", "readerInstitutionName", "readerApplicationName", "refrences",
	"institution", "numberFormat", "schemaTags", "schemaFlags", "fieldsUniques", "isDraft", "isDisabled", "isArchived",
	"byUserName", "byUserAuthId", "byOnBehalfOfUserAuthId", "byOnBehalfOfUserName", "genericServices", "dataIndexIncrement", "hasLogo",
	"groupId", "order",
}

func withoutOptional(_ *http.Request, v any) any {
	if log, ok := v.([]any); ok {
		for _, entry := range log {
			delete(entry.(sandbox.Object), "id")
		}
	}
	freedom.LeaveOut(v, optional...)
	freedom.EachObject(v, func(o sandbox.Object) {
		if o["uuid"] == nil { // required of an entry
			delete(o, "modifiedAt")
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
	freedom.EachObject(v, func(o sandbox.Object) {
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

func countOfThePage(_ *http.Request, v any) any {
	o, _ := v.(sandbox.Object)
	if results, ok := o["results"].([]any); ok {
		o["count"] = sandbox.Normal(len(results))
	}
	return v
}

// nulls makes of what may be null nothing.
func nulls(_ *http.Request, v any) any {
	freedom.EachObject(v, func(o sandbox.Object) {
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
