package specs

import (
	"fmt"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// fixture makes a building block of one contract. All operations of the contract are in one service API.
func fixture(t testing.TB, contract string) *Block {
	t.Helper()
	block, err := NewCatalogue(mapFS(fixtureFiles(t, contract))).Block(Ref{"fixture", "1"})
	if err != nil {
		t.Fatal(err)
	}
	return block
}

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

// operation returns one operation of a contract.
func operation(t testing.TB, contract, id string) *Operation {
	t.Helper()
	o, err := fixture(t, contract).Operation(id)
	if err != nil {
		t.Fatal(err)
	}
	return o
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
