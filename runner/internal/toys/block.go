// Package toys is a building block that is small enough to be held in the head, for the tests of the runner's rooms: its
// specification, a server that keeps it, and features about it. Tests alone use it.
package toys

import (
	"testing"
	"testing/fstest"

	"github.com/bbconform/bbconform/specs"
)

// Toys can be made, read, listed and thrown away.
const (
	blockYAML = `name: toys
title: Toys
version: "1.0"
summary: Keeps toys.
upstream: {repository: https://example.org/toys, commit: "0000000", licence: Apache-2.0}
authentication: {header: Authorization, source: prose, note: none}
contracts:
  - {name: toys, title: Toys, version: "1.0", file: contracts/toys.yaml, upstream: toys.yaml, role: service}
serviceAPIs:
  - {name: keeping, title: Keeping toys, operations: [toyCreate, toyRead, toyList]}
  - {name: throwing, title: Throwing toys away, operations: [toyDelete]}
resources:
  toy:
    plural: toys
    create: toyCreate
    id: id
    object: '@this'
    parameter: toyId
    read: toyRead
    delete: toyDelete
    list: toyList
    listPath: '@this'
    listId: id
data:
  - {name: colour, value: red, about: Colour of new toys.}
errata: []
`
	contractYAML = `openapi: 3.0.3
info: {title: Toys, version: "1.0"}
paths:
  /toys:
    post:
      operationId: toyCreate
      parameters:
        - {name: X-Declared, in: header, required: false, schema: {type: string}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewToy'}}}
      responses:
        "200": {description: Made, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}
        "400": {description: Refused}
    get:
      operationId: toyList
      responses:
        "200": {description: All, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}}
  /toys/{toyId}:
    parameters:
      - {name: toyId, in: path, required: true, schema: {type: string}}
    get:
      operationId: toyRead
      responses:
        "200": {description: One, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}
        "404": {description: None}
    delete:
      operationId: toyDelete
      responses:
        "204": {description: Gone}
        "404": {description: None}
components:
  schemas:
    NewToy:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 40}
        colour: {type: string}
    Toy:
      type: object
      required: [id, name]
      properties:
        id: {type: string}
        name: {type: string}
        colour: {type: string}
`
)

// Specs is the folder of specifications that holds just this building block.
func Specs() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"toys/1.0/block.yaml":              file(blockYAML),
		"toys/1.0/contracts/toys.yaml":     file(contractYAML),
		"toys/1.0/requests/toyCreate.yaml": file("body: {name: 'toy ${unique}', colour: '${data.colour}'}\n"),
		"toys/1.0/requests/toyRead.yaml":   file("{}\n"),
		"toys/1.0/requests/toyList.yaml":   file("{}\n"),
		"toys/1.0/requests/toyDelete.yaml": file("{}\n"),
	}
}

// Roles are who calls the building block, where it declares roles: who keeps toys and who throws them away.
const Roles = `roles:
  - {name: keeper, title: Keeper, about: Who makes toys and looks after them., serviceAPIs: [keeping]}
  - {name: toy-thrower, title: Thrower, about: Who throws toys away., operations: [toyDelete, toyRead]}
`

// CatalogueWithRoles holds the building block with its roles.
func CatalogueWithRoles() *specs.Catalogue {
	files := Specs()
	files["toys/1.0/block.yaml"].Data = append(files["toys/1.0/block.yaml"].Data, Roles...)
	return specs.NewCatalogue(files)
}

// Folder is a folder of features for the building block, from the texts of its files by their names.
func Folder(texts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range texts {
		fsys["toys/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// Catalogue holds just this building block.
func Catalogue() *specs.Catalogue { return specs.NewCatalogue(Specs()) }

// Block is the building block itself.
func Block(t testing.TB) *specs.Block { return of(t, Catalogue()) }

// BlockWithRoles is the building block with its roles.
func BlockWithRoles(t testing.TB) *specs.Block { return of(t, CatalogueWithRoles()) }

func of(t testing.TB, catalogue *specs.Catalogue) *specs.Block {
	t.Helper()
	b, err := catalogue.Block(specs.Ref{Name: "toys", Version: "1.0"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}
