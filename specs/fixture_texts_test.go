package specs

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/finding"
)

func fixtureFiles(t testing.TB, contract string) map[string]string {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData([]byte(contract))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			ids = append(ids, operation.OperationID)
		}
	}
	return map[string]string{
		"fixture/1/block.yaml": fmt.Sprintf(`name: fixture
title: Fixture
version: "1"
summary: For tests.
upstream: {repository: https://example.org, commit: abc, licence: Apache-2.0}
contracts:
  - {name: main, title: Main, version: "1", file: contracts/main.yaml, upstream: api/main.yaml, role: service}
serviceAPIs:
  - {name: all, title: All, operations: [%s]}
`, strings.Join(ids, ", ")),
		"fixture/1/contracts/main.yaml": contract,
	}
}

// things is a contract that has every kind of value. It is valid as OpenAPI 3.0 and, with the version exchanged, as 3.1.
const things = `openapi: 3.0.3
info: {title: Things, version: "1"}
paths:
  /things/{id}:
    get:
      operationId: readThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: The thing
          headers:
            X-Count: {required: true, schema: {type: integer, minimum: 1}}
            X-Tags: {schema: {type: array, items: {type: string, enum: [a, b]}}}
          content:
            application/json: {schema: {$ref: "#/components/schemas/Thing"}}
        "201": {description: Text, content: {text/plain: {schema: {type: string, maxLength: 5}}}}
        "202": {description: Nothing is said}
        "204": {description: None, content: {application/json: {schema: {type: object}}}}
        "203":
          description: Several
          content:
            application/xml: {schema: {type: object}}
            application/jwt: {schema: {type: string}}
            text/yaml: {schema: {type: object, required: [a], properties: {a: {type: integer}}}}
        "206": {description: Anything, content: {application/json: {schema: {}}}}
        "4XX":
          description: Refused
          content:
            application/problem+json: {schema: {type: object, required: [title], properties: {title: {type: string}}}}
    post:
      operationId: changeThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, maxLength: 4}}
        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
        - {name: q, in: query, required: true, schema: {type: string, enum: [x, y]}}
        - {name: X-Trace, in: header, required: true, schema: {type: string, format: uuid}}
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: "#/components/schemas/Thing"}}
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [n]
              additionalProperties: false
              properties: {n: {type: integer}, l: {type: array, items: {type: integer}}}
      responses:
        "200": {description: Done}
  /choice:
    get:
      operationId: choose
      responses:
        "200":
          description: A choice
          content:
            application/json:
              schema:
                type: object
                properties:
                  one:
                    oneOf:
                      - {type: object, required: [a], properties: {a: {type: string}}}
                      - {type: object, required: [b, c], properties: {b: {type: string}, c: {type: string}}}
                  any:
                    anyOf: [{type: string}, {type: integer}]
                  single:
                    oneOf: [{$ref: "#/components/schemas/Inner"}]
                  whole:
                    allOf:
                      - {$ref: "#/components/schemas/Inner"}
                      - {type: object, required: [y], properties: {y: {type: integer}}}
        default: {description: Whatever else}
components:
  schemas:
    Inner: {type: object, required: [x], properties: {x: {type: string}}}
    Thing:
      type: object
      required: [id, name, made, secret]
      additionalProperties: false
      properties:
        id: {type: string, readOnly: true}
        secret: {type: string, writeOnly: true}
        name: {type: string, minLength: 1, maxLength: 5}
        made: {type: string, format: date-time}
        day: {type: string, format: date}
        email: {type: string, format: email}
        link: {type: string, format: uri}
        key: {type: string, format: uuid}
        four: {type: string, format: ipv4}
        six: {type: string, format: ipv6}
        host: {type: string, format: hostname}
        clock: {type: string, format: time}
        odd: {type: string, format: ""}
        code: {type: string, pattern: '^(?!x)[a-z]+$'}
        size: {type: integer, format: int64}
        small: {type: integer, format: int32}
        share: {type: number, minimum: 0, maximum: 1}
        state: {type: string, enum: [open, closed]}
        flags: {type: array, maxItems: 3, uniqueItems: true, items: {type: boolean}}
        anything: {}
        inner: {$ref: "#/components/schemas/Inner"}
        children: {type: array, items: {$ref: "#/components/schemas/Thing"}}
`

// things31 is the same contract as OpenAPI 3.1.
func things31() string { return strings.Replace(things, "openapi: 3.0.3", "openapi: 3.1.0", 1) }

const nested = `openapi: 3.0.3
info: {title: Nested, version: "1"}
paths:
  /trees/{tree}:
    parameters:
      - {name: tree, in: path, required: true, schema: {type: string}}
      - {name: page, in: query, schema: {type: integer}}
    put:
      operationId: putTree
      security: [{key: []}, {}]
      parameters:
        - {name: page, in: query, required: true, schema: {type: string}}
        - {name: X-Client, in: header, schema: {type: string}}
        - {name: Authorization, in: header, schema: {type: string}}
        - {name: session, in: cookie, schema: {type: string}}
      requestBody:
        content:
          application/xml: {schema: {type: object}}
          application/json:
            schema:
              type: object
              required: [write, free]
              properties:
                id: {type: string, readOnly: true}
                free: {type: object}
                map: {type: object, additionalProperties: {type: integer}}
                write:
                  type: array
                  items:
                    type: object
                    required: [content]
                    properties:
                      content: {allOf: [{$ref: "#/components/schemas/Node"}]}
                      tags: {type: array, items: {type: string}}
                a.b: {type: string}
                either:
                  oneOf:
                    - {type: object, required: [x], properties: {x: {type: string}}}
                    - {type: object, required: [y], properties: {y: {type: string}}}
      responses:
        "201": {description: Made}
        "2XX": {description: Other}
        default: {description: Failed}
  /things:
    get: {operationId: listThings, responses: {default: {description: All}}}
    delete: {operationId: dropThings, security: [], responses: {"204": {description: Gone}, "409": {description: In use}}}
security: [{key: []}]
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Node:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 8}
        parent: {$ref: "#/components/schemas/Node"}
`

// forms is a contract whose operations take every sort of body that is no JSON.
const forms = `openapi: 3.0.3
info: {title: Forms, version: "1"}
paths:
  /parts:
    post:
      operationId: sendParts
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: "#/components/schemas/Form"}}
          application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/Form"}}
          multipart/form-data:
            schema:
              allOf:
                - $ref: "#/components/schemas/Form"
                - type: object
                  properties:
                    photo: {type: string, format: binary, maxLength: 8}
                    scans: {type: array, items: {type: string, format: binary}}
                    seal: {type: string, format: byte}
                    note: {type: object, properties: {to: {type: string}}}
            encoding:
              photo: {contentType: "image/png, image/jpeg", headers: {X-Page: {required: true, schema: {type: integer}}}}
              note: {contentType: application/vnd.note+json}
      responses: {"204": {description: Taken}}
  /line:
    post:
      operationId: sendLine
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              additionalProperties: false
              properties:
                plain: {type: array, items: {type: integer}}
                commas: {type: array, items: {type: string}}
                spaces: {type: array, items: {type: string}}
                pipes: {type: array, items: {type: string}}
                deep: {type: object, properties: {x: {type: integer}, y: {type: string}}}
                flat: {type: object, properties: {a: {type: string}, b: {type: boolean}}}
                pairs: {type: object, properties: {c: {type: string}, d: {type: integer}}}
                bytes: {type: string, format: byte}
            encoding:
              commas: {explode: false}
              spaces: {style: spaceDelimited}
              pipes: {style: pipeDelimited}
              deep: {style: deepObject, explode: true}
              flat: {style: form}
              pairs: {style: form, explode: false}
      responses: {"204": {description: Taken}}
  /texts:
    post:
      operationId: sendText
      requestBody:
        required: true
        content:
          text/plain: {schema: {type: string, maxLength: 5}}
          application/xml: {schema: {type: object, properties: {a: {type: string}}}}
          image/*: {schema: {type: string, format: binary}}
      responses: {"204": {description: Taken}}
components:
  schemas:
    Form:
      type: object
      required: [name]
      properties:
        name: {type: string, minLength: 1, maxLength: 9}
        age: {type: integer, minimum: 0}
        adult: {type: boolean}
        tags: {type: array, minItems: 1, maxItems: 3, items: {type: string}}
        home: {type: object, required: [city], properties: {city: {type: string}, no: {type: integer}}}
        past: {type: array, items: {type: object, required: [city], properties: {city: {type: string}}}}
        either: {anyOf: [{type: string}, {type: object, properties: {x: {type: integer}}}]}
        id: {type: string, readOnly: true}
`

// mapFS makes a file system of names and contents.
func mapFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys
}

// found writes findings as "code place", in their order.
func found(findings []finding.Finding) string {
	words := make([]string, 0, len(findings))
	for _, f := range findings {
		words = append(words, f.Code+" "+f.Place)
	}
	return strings.Join(words, "; ")
}

// receipts is a contract whose operations say in the body what became of a request.
const receipts = `openapi: 3.0.3
info: {title: Receipts, version: "1"}
paths:
  /coded:
    post:
      operationId: coded
      responses: {"200": {description: Taken or not, content: {application/json: {schema: {$ref: "#/components/schemas/Receipt"}}}}}
  /declared:
    post:
      operationId: declared
      responses: {"200": {description: Taken, content: {application/json: {schema: {$ref: "#/components/schemas/Receipt"}}}}, "409": {description: Not taken}}
  /any:
    post:
      operationId: any
      responses: {default: {description: Taken or not, content: {application/json: {schema: {$ref: "#/components/schemas/Receipt"}}}}}
  /bare:
    delete:
      operationId: bare
      responses: {"204": {description: Gone}}
components:
  schemas:
    Receipt:
      type: object
      properties:
        code: {type: string, enum: ["00", "01", "02"]}
        status: {type: integer}
        share: {type: number}
        done: {type: boolean}
        errors: {type: array, items: {type: object}}
        reason: {type: string}
        detail: {type: object}
        "dotted.name": {type: string}
        message: {type: object, properties: {ack: {type: object, properties: {status: {type: string, enum: [ACK, NACK]}}}}}
`

const voucherBlock = `name: vouchers
title: Vouchers
version: "1"
summary: For tests.
upstream: {repository: https://example.org, commit: abc, licence: Apache-2.0}
contracts:
  - {name: requests, title: R, version: "1", file: contracts/requests.yaml, upstream: api/a.yaml, role: service}
  - {name: callbacks, title: C, version: "1", file: contracts/callbacks.yaml, upstream: [api/a.yaml, api/b.yaml], role: callback}
serviceAPIs:
  - {name: vouchers, title: Vouchers, operations: [activate, cancel, activated]}
callbacks:
  - {request: activate, callback: activated, about: requestID links them.}
states:
  - resource: voucher
    about: It is worth money while it is activated.
    states:
      - {name: pre-activated, value: "01", about: Printed.}
      - {name: activated, value: 2, about: It can be redeemed.}
    transitions:
      - {to: pre-activated}
      - {from: pre-activated, to: activated, by: activate, about: By its seller.}
`

// voucherFiles is a building block whose two contracts have an operation at the same address and share schemas.
func voucherFiles() map[string]string {
	const head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n"
	const schema = "content: {application/json: {schema: {$ref: 'common.yaml#/components/schemas/Voucher'}}}"
	return map[string]string{
		"vouchers/1/block.yaml": voucherBlock,
		"vouchers/1/contracts/requests.yaml": head + `  /vouchers:
    post: {operationId: activate, summary: s, requestBody: {` + schema + `}, responses: {"200": {description: d, ` + schema + `}}}
    put: {operationId: cancel, summary: s, responses: {"202": {description: d}, "204": {description: d}}}
`,
		"vouchers/1/contracts/callbacks.yaml": head + `  /vouchers:
    post: {operationId: activated, summary: s, requestBody: {` + schema + `}, responses: {default: {description: d, ` + schema + `}}}
`,
		"vouchers/1/contracts/common.yaml": `components:
  schemas:
    Voucher: {type: object, required: [serial], properties: {serial: {type: string, maxLength: 4}, note: {}}}
`,
		"vouchers/1/requests/activate.yaml":          "body: {serial: A1}\n",
		"vouchers/1/requests/cancel.yaml":            "{}\n",
		"vouchers/1/requests/activated.yaml":         "body: {serial: A1}\n",
		"vouchers/1/answers/activate.200.yaml":       "header: {X-Id: 7}\nbody: {serial: A1, note: null}\n",
		"vouchers/1/answers/activated.default.yaml":  "body: {serial: A1}\n",
		"vouchers/1/contracts/notes/not-a-contract":  "x",
		"vouchers/1/requirements.yaml":               "requirements: []\n",
		"cross-functional/2.1.0/requirements.yaml":   "requirements: []\n",
		"cross-functional/2.1.0/notes/of/nobody.txt": "x",
	}
}
