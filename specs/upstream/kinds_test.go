package upstream

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// wordPair is a pair of tiny contracts that differ in one word of OpenAPI, and how the difference is told.
type wordPair struct {
	word    string // field of a type of openapi3: "Schema.Min"
	version string // of OpenAPI; 3.1.0 unless said
	ours    string
	theirs  string
	want    []string // without the operation
}

// schemas are pairs that stand as the field x of an answer.
var schemas = []wordPair{
	{word: "Type", ours: `{type: string}`, theirs: `{type: integer}`, want: []string{"type | string | integer"}},
	{word: "Format", ours: `{type: string, format: date}`, theirs: `{type: string}`, want: []string{"format | date | none"}},
	{word: "Pattern", ours: `{type: string}`, theirs: `{type: string, pattern: a+}`, want: []string{"pattern | none | a+"}},
	{word: "MinLength", ours: `{type: string, minLength: 1}`, theirs: `{type: string, minLength: 2}`, want: []string{"minLength | 1 | 2"}},
	{word: "MaxLength", ours: `{type: string}`, theirs: `{type: string, maxLength: 2}`, want: []string{"maxLength | none | 2"}},
	{word: "Enum", ours: `{type: string, enum: [b, a]}`, theirs: `{type: string, enum: [a]}`, want: []string{`enum | "a", "b" | "a"`}},
	{word: "Const", ours: `{const: 1}`, theirs: `{}`, want: []string{"const | 1 | none"}},
	{word: "Default", ours: `{type: integer, default: 1}`, theirs: `{type: integer, default: 2}`, want: []string{"default | 1 | 2"}},
	{word: "Min", ours: `{type: integer, minimum: 1}`, theirs: `{type: integer}`, want: []string{"minimum | 1 | none"}},
	{word: "Max", ours: `{type: integer}`, theirs: `{type: integer, maximum: 2.5}`, want: []string{"maximum | none | 2.5"}},
	{word: "ExclusiveMin", ours: `{type: integer, exclusiveMinimum: 1}`, theirs: `{type: integer}`, want: []string{"exclusiveMinimum | 1 | none"}},
	{
		word: "ExclusiveMax", version: "3.0.3", ours: `{type: integer, maximum: 9}`, theirs: `{type: integer, maximum: 9, exclusiveMaximum: true}`,
		want: []string{"exclusiveMaximum | none | yes"},
	},
	{word: "MultipleOf", ours: `{type: number, multipleOf: 0.01}`, theirs: `{type: number}`, want: []string{"multipleOf | 0.01 | none"}},
	{word: "Items", ours: `{type: array, items: {type: string}}`, theirs: `{type: array, items: {type: integer}}`, want: []string{"[] | type | string | integer"}},
	{word: "MinItems", ours: `{type: array, items: {}, minItems: 1}`, theirs: `{type: array, items: {}}`, want: []string{"minItems | 1 | none"}},
	{word: "MaxItems", ours: `{type: array, items: {}, maxItems: 1}`, theirs: `{type: array, items: {}}`, want: []string{"maxItems | 1 | none"}},
	{word: "UniqueItems", ours: `{type: array, items: {}, uniqueItems: true}`, theirs: `{type: array, items: {}}`, want: []string{"uniqueItems | yes | none"}},
	{word: "Properties", ours: `{properties: {a: {type: string}}}`, theirs: `{}`, want: []string{"a | exists | string | "}},
	{word: "Required", ours: `{properties: {a: {}}, required: [a]}`, theirs: `{properties: {a: {}}}`, want: []string{"a | required | yes | no"}},
	{word: "MinProps", ours: `{type: object, minProperties: 1}`, theirs: `{type: object}`, want: []string{"minProperties | 1 | none"}},
	{word: "MaxProps", ours: `{type: object, maxProperties: 1}`, theirs: `{type: object}`, want: []string{"maxProperties | 1 | none"}},
	{
		word: "AdditionalProperties", ours: `{type: object, additionalProperties: false}`, theirs: `{type: object, additionalProperties: true}`,
		want: []string{"additional properties | forbidden | none"},
	},
	{
		word: "AdditionalProperties", ours: `{type: object, additionalProperties: {type: string}}`, theirs: `{type: object, additionalProperties: {type: integer}}`,
		want: []string{"* | type | string | integer"},
	},
	{word: "Nullable", version: "3.0.3", ours: `{type: string, nullable: true}`, theirs: `{type: string}`, want: []string{"nullable | yes | none"}},
	{word: "Nullable", ours: `{type: [string, "null"]}`, theirs: `{type: string}`, want: []string{"nullable | yes | none"}},
	{
		word: "Extensions", version: "3.0.3", ours: `{type: string, nullable: true}`, theirs: `{type: string, x-nullable: true}`,
		want: []string{"nullable | yes | x-nullable"},
	},
	{word: "ReadOnly", ours: `{type: string, readOnly: true}`, theirs: `{type: string}`, want: []string{"readOnly | yes | none"}},
	{word: "WriteOnly", ours: `{type: string}`, theirs: `{type: string, writeOnly: true}`, want: []string{"writeOnly | none | yes"}},
	{word: "Deprecated", ours: `{type: string}`, theirs: `{type: string, deprecated: true}`, want: []string{"deprecated | none | yes"}},
	{word: "AllOf", ours: `{allOf: [{type: string}, {maxLength: 2}]}`, theirs: `{type: string}`, want: []string{"maxLength | 2 | none"}},
	{
		word: "OneOf", ours: `{oneOf: [{type: string}, {type: integer}]}`, theirs: `{oneOf: [{type: string}, {type: boolean}]}`,
		want: []string{"<2> | type | integer | boolean"},
	},
	{
		word: "AnyOf", ours: `{anyOf: [{type: string}, {type: integer}]}`, theirs: `{oneOf: [{type: string}, {type: integer}]}`,
		want: []string{"choice | at least one | exactly one"},
	},
	{
		word: "AnyOf", ours: `{oneOf: [{type: string}, {}], anyOf: [{maxLength: 2}, {}]}`, theirs: `{oneOf: [{type: string}, {}], anyOf: [{maxLength: 3}, {}]}`,
		want: []string{"<any 1> | maxLength | 2 | 3"},
	},
	{word: "Not", ours: `{not: {type: string}}`, theirs: `{not: {type: integer}}`, want: []string{"<not> | type | string | integer"}},
	{word: "Not", ours: `{not: {type: string}}`, theirs: `{}`, want: []string{"<not> | exists | string | "}},
	{
		word: "Discriminator", ours: `{oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}], discriminator: {propertyName: kind}}`,
		theirs: `{oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]}`,
		want:   []string{"discriminator | kind | none"},
	},
	{
		word:   "Discriminator",
		ours:   `{oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}], discriminator: {propertyName: kind, mapping: {c: Cat, d: "#/components/schemas/Dog"}}}`,
		theirs: `{oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}], discriminator: {propertyName: kind, mapping: {c: Dog, d: Cat}}}`,
		want:   []string{"discriminator | kind (c is 1, d is 2) | kind (c is 2, d is 1)"},
	},
	{
		word: "Discriminator", ours: `{allOf: [{type: object, discriminator: {propertyName: kind, mapping: {c: Cat}}}]}`, theirs: `{type: object}`,
		want: []string{"discriminator | kind (c is elsewhere) | none"},
	},
	{word: "PrefixItems", ours: `{type: array, prefixItems: [{type: string}]}`, theirs: `{type: array}`, want: []string{"<entry 1> | exists | string | "}},
	{word: "Contains", ours: `{type: array, contains: {type: string}}`, theirs: `{type: array, contains: {type: integer}}`, want: []string{"<contains> | type | string | integer"}},
	{word: "MinContains", ours: `{type: array, contains: {}, minContains: 2}`, theirs: `{type: array, contains: {}}`, want: []string{"minContains | 2 | none"}},
	{word: "MaxContains", ours: `{type: array, contains: {}}`, theirs: `{type: array, contains: {}, maxContains: 2}`, want: []string{"maxContains | none | 2"}},
	{word: "PatternProperties", ours: `{type: object, patternProperties: {a+: {type: string}}}`, theirs: `{type: object}`, want: []string{"<like a+> | exists | string | "}},
	{word: "DependentSchemas", ours: `{type: object, dependentSchemas: {a: {required: [b]}}}`, theirs: `{type: object, dependentSchemas: {a: {}}}`, want: []string{"<with a>/b | required | yes | no"}},
	{word: "DependentRequired", ours: `{type: object, dependentRequired: {a: [c, b]}}`, theirs: `{type: object}`, want: []string{"dependentRequired | b and c with a | none"}},
	{word: "PropertyNames", ours: `{type: object, propertyNames: {maxLength: 2}}`, theirs: `{type: object, propertyNames: {maxLength: 3}}`, want: []string{"<name> | maxLength | 2 | 3"}},
	{word: "UnevaluatedItems", ours: `{type: array, unevaluatedItems: false}`, theirs: `{type: array}`, want: []string{"unevaluated items | forbidden | none"}},
	{word: "UnevaluatedProperties", ours: `{type: object, unevaluatedProperties: {type: string}}`, theirs: `{type: object, unevaluatedProperties: {type: integer}}`, want: []string{"<unevaluated> | type | string | integer"}},
	{word: "If", ours: `{if: {type: string}, then: {maxLength: 2}}`, theirs: `{if: {type: integer}, then: {maxLength: 2}}`, want: []string{"<if> | type | string | integer"}},
	{word: "Then", ours: `{if: {type: string}, then: {maxLength: 2}}`, theirs: `{if: {type: string}, then: {maxLength: 3}}`, want: []string{"<then> | maxLength | 2 | 3"}},
	{word: "Else", ours: `{if: {type: string}, else: {maximum: 2}}`, theirs: `{if: {type: string}}`, want: []string{"<else> | exists | anything | "}},
	{word: "Always", ours: `{properties: {a: false}}`, theirs: `{properties: {a: true}}`, want: []string{"a | value | forbidden | none"}},
	{word: "ContentMediaType", ours: `{type: string, contentMediaType: application/json}`, theirs: `{type: string}`, want: []string{"contentMediaType | application/json | none"}},
	{word: "ContentEncoding", ours: `{type: string, contentEncoding: base64}`, theirs: `{type: string}`, want: []string{"contentEncoding | base64 | none"}},
	{
		word: "ContentSchema", ours: `{type: string, contentMediaType: application/json, contentSchema: {type: object}}`,
		theirs: `{type: string, contentMediaType: application/json, contentSchema: {type: array}}`, want: []string{"<content> | type | object | array"},
	},
}

// pieces are pairs that stand in an operation, each behind the name of its type.
var pieces = []wordPair{
	{word: "Parameter.Name", ours: params(`{name: a, in: query, schema: {type: string}}`), theirs: params(), want: []string{"query a | exists | string | "}},
	{word: "Parameter.In", ours: params(`{name: a, in: query, schema: {type: string}}`), theirs: params(`{name: a, in: header, schema: {type: string}}`), want: []string{
		"header A | exists |  | string", "query a | exists | string | ",
	}},
	{word: "Parameter.Schema", ours: params(`{name: a, in: query, schema: {type: string}}`), theirs: params(`{name: a, in: query, schema: {type: integer}}`), want: []string{"query a | type | string | integer"}},
	{word: "Parameter.Required", ours: params(`{name: a, in: query, schema: {}, required: true}`), theirs: params(`{name: a, in: query, schema: {}}`), want: []string{"query a | required | yes | no"}},
	{
		word: "Parameter.Content", ours: params(`{name: a, in: query, content: {application/json: {schema: {type: object}}}}`), theirs: params(`{name: a, in: query, schema: {type: object}}`),
		want: []string{"query a | style | application/json | form, exploded"},
	},
	{
		word: "Parameter.Content", ours: params(`{name: a, in: query, content: {application/json: {schema: {type: object}}}}`), theirs: params(`{name: a, in: query, content: {application/xml: {schema: {type: object}}}}`),
		want: []string{"query a | style | application/json | application/xml"},
	},
	{
		word: "Parameter.Style", ours: params(`{name: a, in: query, style: deepObject, explode: true, schema: {type: object}}`), theirs: params(`{name: a, in: query, schema: {type: object}}`),
		want: []string{"query a | style | deepObject, exploded | form, exploded"},
	},
	{word: "Parameter.Style", ours: params(`{name: a, in: query, schema: {type: string}}`), theirs: params(`{name: a, in: query, style: form, explode: false, schema: {type: string}}`)}, // the same is sent
	{
		word: "Parameter.Explode", ours: params(`{name: a, in: query, explode: false, schema: {type: array, items: {}}}`), theirs: params(`{name: a, in: query, schema: {type: array, items: {}}}`),
		want: []string{"query a | style | form | form, exploded"},
	},
	{word: "Parameter.AllowEmptyValue", ours: params(`{name: a, in: query, schema: {}, allowEmptyValue: true}`), theirs: params(`{name: a, in: query, schema: {}}`), want: []string{"query a | allowEmptyValue | yes | no"}},
	{word: "Parameter.AllowReserved", ours: params(`{name: a, in: query, schema: {}, allowReserved: true}`), theirs: params(`{name: a, in: query, schema: {}}`), want: []string{"query a | allowReserved | yes | no"}},
	{word: "Parameter.Deprecated", ours: params(`{name: a, in: query, schema: {}}`), theirs: params(`{name: a, in: query, schema: {}, deprecated: true}`), want: []string{"query a | deprecated | no | yes"}},

	{word: "RequestBody.Required", ours: sends(`{required: true, content: {text/plain: {}}}`), theirs: sends(`{content: {text/plain: {}}}`), want: []string{"request body | required | yes | no"}},
	{word: "RequestBody.Content", ours: sends(`{content: {text/plain: {}}}`), theirs: sends(`{content: {text/html: {}}}`), want: []string{"request body | media types | text/plain | text/html"}},
	{word: "MediaType.Schema", ours: sends(`{content: {text/plain: {schema: {type: string}}}}`), theirs: sends(`{content: {text/plain: {}}}`), want: []string{"request body | type | string | anything"}},
	{
		word: "MediaType.Encoding", ours: encodes(`a: {contentType: image/png}`), theirs: encodes(``),
		want: []string{"request body multipart/form-data | encoding | a as image/png | as usual"},
	},
	{
		word: "Encoding.ContentType", ours: encodes(`a: {contentType: image/png}`), theirs: encodes(`a: {contentType: image/gif}`),
		want: []string{"request body multipart/form-data | encoding | a as image/png | a as image/gif"},
	},
	{word: "Encoding.Style", ours: encodes(`a: {style: form}`), theirs: encodes(`a: {style: pipeDelimited}`), want: []string{"request body multipart/form-data | encoding | a as form | a as pipeDelimited"}},
	{word: "Encoding.Explode", ours: encodes(`a: {explode: true}`), theirs: encodes(`a: {explode: false}`), want: []string{"request body multipart/form-data | encoding | a as exploded | a as not exploded"}},
	{
		word: "Encoding.AllowReserved", ours: encodes(`a: {style: form, allowReserved: true}`), theirs: encodes(`a: {style: form}`),
		want: []string{"request body multipart/form-data | encoding | a as form unescaped | a as form"},
	},
	{
		word: "Encoding.Headers", ours: encodes(`a: {headers: {X-Page: {schema: {type: integer}}}}`), theirs: encodes(`a: {headers: {X-Leaf: {schema: {type: integer}}}}`),
		want: []string{"request body multipart/form-data | encoding | a as X-Page | a as X-Leaf"},
	},

	{word: "Response.Content", ours: answers(`description: d, content: {text/plain: {}}`), theirs: answers(`description: d`), want: []string{"answer 200 body | media types | text/plain | none"}},
	{word: "Response.Headers", ours: answers(`description: d, headers: {X-A: {schema: {type: string}}}`), theirs: answers(`description: d`), want: []string{"answer 200 header X-A | exists | declared | "}},
	{
		word: "Header.Parameter", ours: answers(`description: d, headers: {X-A: {required: true, explode: true, schema: {type: object, maxProperties: 3}}}`), theirs: answers(`description: d, headers: {X-A: {deprecated: true, schema: {type: object}}}`),
		want: []string{
			"answer 200 header X-A | deprecated | no | yes", "answer 200 header X-A | maxProperties | 3 | none", "answer 200 header X-A | required | yes | no",
			"answer 200 header X-A | style | simple, exploded | simple",
		},
	},
	{
		word: "Header.Parameter", ours: answers(`description: d, headers: {X-A: {content: {application/json: {schema: {type: string}}}}}`), theirs: answers(`description: d, headers: {X-A: {schema: {type: string}}}`),
		want: []string{"answer 200 header X-A | style | application/json | simple"},
	},

	{word: "Operation.Parameters", ours: params(`{name: a, in: query, schema: {type: string}}`), theirs: params(), want: []string{"query a | exists | string | "}},
	{word: "Operation.RequestBody", ours: sends(`{content: {text/plain: {}}}`), theirs: `{responses: {"200": {description: d}}}`, want: []string{"request body | exists | text/plain | "}},
	{word: "Operation.Responses", ours: `{responses: {"200": {description: d}, default: {description: d}}}`, theirs: answers(`description: d`), want: []string{"answer default | exists | declared | "}},
	{word: "Operation.Deprecated", ours: `{deprecated: true, responses: {"200": {description: d}}}`, theirs: answers(`description: d`), want: []string{"operation | deprecated | yes | no"}},
	{word: "Operation.Security", ours: secured(`[{key: []}]`), theirs: secured(`[]`), want: []string{"operation | security | apiKey header X-Key | none"}},
	{word: "Operation.Callbacks", ours: calls(`"{$request.body#/url}": {post: {responses: {"200": {description: d}}}}`), theirs: answers(`description: d`), want: []string{
		"callback done POST {$request.body#/url} | operation | exists | declared | ",
	}},
	{
		word: "Operation.Callbacks", ours: calls(`"{$url}": {post: {deprecated: true, responses: {"200": {description: d}}}}`), theirs: calls(`"{$url}": {post: {responses: {"201": {description: d}}}}`),
		want: []string{
			"callback done POST {$url} | answer 200 | exists | declared | ", "callback done POST {$url} | answer 201 | exists |  | declared",
			"callback done POST {$url} | operation | deprecated | yes | no",
		},
	},

	{word: "SecurityScheme.Type", ours: secured(`[{key: []}]`), theirs: secured(`[{bearer: []}]`), want: []string{"operation | security | apiKey header X-Key | http bearer"}},
	{word: "SecurityScheme.Name", ours: secured(`[{key: []}]`), theirs: secured(`[{other: []}]`), want: []string{"operation | security | apiKey header X-Key | apiKey header X-Other"}},
	{word: "SecurityScheme.In", ours: secured(`[{key: []}]`), theirs: secured(`[{query: []}]`), want: []string{"operation | security | apiKey header X-Key | apiKey query X-Key"}},
	{word: "SecurityScheme.Scheme", ours: secured(`[{bearer: []}]`), theirs: secured(`[{basic: []}]`), want: []string{"operation | security | http bearer | http basic"}},
	{word: "SecurityScheme.Flows", ours: secured(`[{code: []}]`), theirs: secured(`[{client: []}]`), want: []string{"operation | security | oauth2 authorizationCode | oauth2 clientCredentials"}},
	{word: "OAuthFlows.AuthorizationCode", ours: secured(`[{code: []}]`), theirs: secured(`[{client: []}]`), want: []string{"operation | security | oauth2 authorizationCode | oauth2 clientCredentials"}},
	{word: "OAuthFlows.ClientCredentials", ours: secured(`[{client: []}]`), theirs: secured(`[{code: []}]`), want: []string{"operation | security | oauth2 clientCredentials | oauth2 authorizationCode"}},
	{word: "OAuthFlows.Implicit", ours: secured(`[{implicit: []}]`), theirs: secured(`[{code: []}]`), want: []string{"operation | security | oauth2 implicit | oauth2 authorizationCode"}},
	{word: "OAuthFlows.Password", ours: secured(`[{password: []}]`), theirs: secured(`[{code: []}]`), want: []string{"operation | security | oauth2 password | oauth2 authorizationCode"}},
	{word: "OAuthFlow.Scopes", ours: secured(`[{code: [write, read]}]`), theirs: secured(`[{code: [read]}]`), want: []string{"operation | security | oauth2 authorizationCode with read, write | oauth2 authorizationCode with read"}},
}

// noFacts are the words that no verdict depends on, and why.
var noFacts = map[string]string{
	"Origin": "where it is written", "Extensions": "not of OpenAPI", "Title": "text", "Description": "text", "Summary": "text", "Example": "example",
	"Examples": "example", "ExternalDocs": "text", "Tags": "text", "OperationID": "a name", "Ref": "a name", "Links": "a hint for callers",
	"Servers": "the configuration of a target says the address",

	"Schema.XML": "XML is held against nothing but its own grammar", "Schema.AllowEmptyValue": "of parameters only", "Schema.Defs": "a place for schemas",
	"Schema.SchemaDialect": "a name", "Schema.Comment": "text", "Schema.SchemaID": "a name", "Schema.Anchor": "a name", "Schema.DynamicRef": "a name",
	"Schema.DynamicAnchor": "a name", "MediaType.ItemSchema": "OpenAPI 3.2, in which no contract is written",
	"SecurityScheme.BearerFormat": "a hint for people", "SecurityScheme.OpenIdConnectUrl": "an address", "OAuthFlow.AuthorizationURL": "an address",
	"OAuthFlow.TokenURL": "an address", "OAuthFlow.RefreshURL": "an address",
}

const response = `{"200": {description: d}}`

func params(list ...string) string {
	return fmt.Sprintf("{parameters: [%s], responses: %s}", strings.Join(list, ", "), response)
}

func sends(body string) string {
	return fmt.Sprintf("{requestBody: %s, responses: %s}", body, response)
}

func encodes(encoding string) string {
	return sends(fmt.Sprintf("{content: {multipart/form-data: {schema: {type: object, properties: {a: {type: string}}}, encoding: {%s}}}}", encoding))
}

func answers(answer string) string { return fmt.Sprintf(`{responses: {"200": {%s}}}`, answer) }

func secured(requirements string) string {
	return fmt.Sprintf("{security: %s, responses: %s}", requirements, response)
}

func calls(expressions string) string {
	return fmt.Sprintf("{callbacks: {done: {%s}}, responses: %s}", expressions, response)
}

// tiny is a contract of one operation.
func tiny(t *testing.T, version, operation string) *contract.Document {
	t.Helper()
	return document(t, fmt.Sprintf(`openapi: %s
info: {title: T, version: "1"}
paths: {/a: {post: %s}}
components:
  schemas: {Cat: {type: object}, Dog: {type: object}}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    other: {type: apiKey, in: header, name: X-Other}
    query: {type: apiKey, in: query, name: X-Key}
    bearer: {type: http, scheme: bearer}
    basic: {type: http, scheme: basic}
    code: {type: oauth2, flows: {authorizationCode: {authorizationUrl: "https://a.example", tokenUrl: "https://b.example", scopes: {read: r, write: w}}}}
    client: {type: oauth2, flows: {clientCredentials: {tokenUrl: "https://b.example", scopes: {read: r}}}}
    implicit: {type: oauth2, flows: {implicit: {authorizationUrl: "https://a.example", scopes: {read: r}}}}
    password: {type: oauth2, flows: {password: {tokenUrl: "https://b.example", scopes: {read: r}}}}
`, wording.Or(version, "3.1.0"), operation))
}

// TestKindsOfDifference shows for each word of OpenAPI that has a meaning how a difference in it is told.
func TestKindsOfDifference(t *testing.T) {
	t.Parallel()
	check := func(k wordPair, ours, theirs, prefix string) {
		t.Run(k.word+" "+k.ours, func(t *testing.T) {
			t.Parallel()
			var got, want []string
			for _, d := range Diff([]*contract.Document{tiny(t, k.version, ours)}, tiny(t, k.version, theirs)) {
				got = append(got, d.Key()+" | "+d.Ours+" | "+d.Theirs)
			}
			for _, w := range k.want {
				want = append(want, prefix+w)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	inAnswer := func(schema string) string {
		return answers("description: d, content: {application/json: {schema: {type: object, properties: {x: " + schema + "}}}}")
	}
	for _, k := range schemas {
		prefix := "POST /a | answer 200 body /x | "
		if strings.Count(k.want[0], " | ") == 3 { // the part is further down
			prefix = "POST /a | answer 200 body /x/"
		}
		check(k, inAnswer(k.ours), inAnswer(k.theirs), prefix)
	}
	for _, k := range pieces {
		prefix := "POST /a | "
		if len(k.want) > 0 && strings.HasPrefix(k.want[0], "callback") {
			prefix = "POST /a "
		}
		check(k, k.ours, k.theirs, prefix)
	}
}

func TestWebhooksDiffer(t *testing.T) {
	t.Parallel()
	head := "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
	ours := document(t, head+"webhooks: {paid: {post: {responses: {'200': {description: d}}}}}\n")
	theirs := document(t, head+"webhooks: {paid: {post: {responses: {'202': {description: d}}}}, refused: {post: {}}}\n")
	var got []string
	for _, d := range Diff([]*contract.Document{ours}, theirs) {
		got = append(got, d.Key())
	}
	if diff := cmp.Diff([]string{
		"POST webhook paid | answer 200 | exists", "POST webhook paid | answer 202 | exists", "POST webhook refused | operation | exists",
	}, got); diff != "" {
		t.Error(diff)
	}
}

// TestCallbacksThatReferToThemselves shows that the comparison of callbacks comes to an end.
func TestCallbacksThatReferToThemselves(t *testing.T) {
	t.Parallel()
	content := `openapi: 3.0.3
info: {title: T, version: "1"}
paths: {/a: {post: {callbacks: {again: {$ref: "#/components/callbacks/again"}}, responses: {"200": {description: d}}}}}
components:
  callbacks: {again: {"{$url}": {post: {callbacks: {again: {$ref: "#/components/callbacks/again"}}, responses: {"200": {description: d}}}}}}
`
	doc, err := contract.LoadDocument(fixture.Written(t, content))
	if err != nil {
		t.Skipf("such a file cannot be loaded: %v", err)
	}
	if found := Diff([]*contract.Document{doc}, doc); len(found) > 0 {
		t.Error(found)
	}
}

// TestAllWordsAreCompared holds that each word of OpenAPI either makes a difference or is known to make none.
func TestAllWordsAreCompared(t *testing.T) {
	t.Parallel()
	compared := map[string]bool{}
	for _, k := range schemas {
		compared["Schema."+k.word] = true
	}
	for _, k := range pieces {
		compared[k.word] = true
	}
	for _, part := range []any{
		openapi3.Schema{}, openapi3.Parameter{}, openapi3.Header{}, openapi3.RequestBody{}, openapi3.Response{}, openapi3.MediaType{}, openapi3.Encoding{},
		openapi3.Operation{}, openapi3.SecurityScheme{}, openapi3.OAuthFlows{}, openapi3.OAuthFlow{},
	} {
		of := reflect.TypeOf(part)
		for i := range of.NumField() {
			word := of.Name() + "." + of.Field(i).Name
			if !compared[word] && noFacts[word] == "" && noFacts[of.Field(i).Name] == "" {
				t.Errorf("%s: no test shows how a difference in it is told, and nothing says why it is none", word)
			}
		}
	}
}
