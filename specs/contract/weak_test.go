package contract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// silent is a contract whose operations answer in all the ways in which an answer can say nothing, and in ways that say little
// but enough.
const silent = `openapi: 3.0.3
info: {title: Silent, version: "1"}
paths:
  /things:
    get:
      operationId: read
      responses:
        "200": {description: Nothing is said of what is read}
        "202": {description: Not yet}
        "204": {description: None}
    head: {operationId: look, responses: {"200": {description: d}}}
    post:
      operationId: create
      responses:
        "200": {description: No result}
        "201": {description: No new thing}
        "202": {description: Accepted}
        "2XX": {description: Some success}
    put: {operationId: change, responses: {"200": {description: Changed}}}
    delete: {operationId: remove, responses: {"200": {description: Removed}}}
  /located: {post: {operationId: locate, responses: {"201": {description: d, headers: {Location: {schema: {type: string}}}}}}}
  /default: {get: {operationId: whatever, responses: {default: {description: d}}}}
  /bodies:
    get:
      operationId: bodies
      responses:
        "200": {description: No schema, content: {application/json: {}}}
        "201": {description: Free text, content: {application/json: {schema: {type: string, minLength: 5}}}}
        "203": {description: Empty objects, content: {application/json: {schema: {type: array, items: {type: object, properties: {a: {type: string}}}}}}}
        "206": {description: Any type, content: {"*/*": {schema: {type: object, properties: {a: {type: string}}}}}}
        "207": {description: XML of any kind, content: {application/xml: {}}}
        "208": {description: One of two, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: string}}}}, application/yaml: {}}}
        "226": {description: Anything, content: {application/json: {schema: {}}}}
        "400": {description: No success, content: {application/json: {}}}
  /strong:
    get:
      operationId: strong
      responses:
        "200": {description: d, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: string}}}}}}
        "201": {description: d, content: {application/json: {schema: {type: string, enum: [open, closed]}}}}
        "203": {description: d, content: {application/json: {schema: {type: array, items: {type: string}}}}}
        "206": {description: d, content: {text/html: {}, image/png: {}}}
        "207": {description: d, content: {application/json: {schema: {type: string, format: uuid}}}}
        "208": {description: d, content: {application/json: {schema: {type: array, items: {type: object, required: [a]}}}}}
        "226": {description: d, content: {application/json: {schema: {type: integer}}}}
`

func TestWeakStatuses(t *testing.T) {
	t.Parallel()
	block := contracts(t, silent)
	for id, want := range map[string][]string{
		"read": {"200"}, "look": {}, "create": {"200", "201"}, "change": {}, "remove": {}, "locate": {}, "whatever": {"default"},
		"bodies": {"200", "201", "203", "206", "207", "208", "226"}, "strong": {},
	} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, o.WeakStatuses()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
}

// TestWeakStatusesOfCallbacks shows that nothing is missing in "received": whoever sends a callback wants to know no more.
func TestWeakStatusesOfCallbacks(t *testing.T) {
	t.Parallel()
	o := operation(t, silent, "create")
	for role, want := range map[Kind][]string{
		Service: {"200", "201"}, ThirdParty: {"200", "201"}, Callback: {}, ThirdPartyAnswer: {},
	} {
		o.Contract.Kind = role
		if diff := cmp.Diff(want, o.WeakStatuses()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", role, diff)
		}
	}
}
