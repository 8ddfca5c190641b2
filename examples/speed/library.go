package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The generated building block keeps records, and does no more than it must: what is measured is bbconform.
const (
	recordsBlock = `name: records
title: Records
version: "1.0"
summary: Keeps records.
upstream: {repository: https://example.org/records, commit: "0000000", licence: Apache-2.0}
authentication: {header: Authorization, source: prose, note: none}
contracts:
  - {name: records, title: Records, version: "1.0", file: contracts/records.yaml, upstream: records.yaml, role: service}
serviceAPIs:
  - {name: keeping, title: Keeping records, operations: [recordCreate]}
resources:
  record: {plural: records, create: recordCreate, id: id, object: '@this'}
errata: []
`
	recordsContract = `openapi: 3.0.3
info: {title: Records, version: "1.0"}
paths:
  /records:
    post:
      operationId: recordCreate
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}
      responses:
        "200": {description: Kept, content: {application/json: {schema: {$ref: '#/components/schemas/Record'}}}}
        "400": {description: Refused}
components:
  schemas:
    New: {type: object, required: [name], properties: {name: {type: string}}}
    Record: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}
`
	recordsAnswer  = "body: {id: '1', name: record 1}\n"
	recordsRequest = "body: {name: 'record ${unique}'}\n"
)

// perFeature is how many scenarios a generated feature has: as many by themselves as rows of an outline.
const perFeature = 50

// writeLibrary writes the building block into folder/specs.
func writeLibrary(folder string) error {
	at := filepath.Join(folder, "specs", "records", "1.0")
	return writeFiles(map[string]string{
		filepath.Join(at, "block.yaml"):                       recordsBlock,
		filepath.Join(at, "contracts", "records.yaml"):        recordsContract,
		filepath.Join(at, "requests", "recordCreate.yaml"):    recordsRequest,
		filepath.Join(at, "answers", "recordCreate.200.yaml"): recordsAnswer,
	})
}

// writeFeatures writes so many scenarios about records into folder/features: half of them by themselves, half of them rows.
func writeFeatures(folder string, scenarios int) error {
	files := map[string]string{}
	for first := 0; first < scenarios; first += perFeature {
		var b strings.Builder
		shelf, last := first/perFeature, min(first+perFeature, scenarios)
		beginFeature(&b, shelf)
		middle := (first + last) / 2
		for n := first; n < middle; n++ {
			fmt.Fprintf(&b, "\n  @operation:recordCreate\n  Scenario: Record %d is kept\n", n)
			writeSteps(&b, fmt.Sprintf("record %d", n))
		}
		writeOutline(&b, shelf, middle, last)
		files[filepath.Join(folder, "features", "records", fmt.Sprintf("shelf-%04d.feature", shelf))] = b.String()
	}
	return writeFiles(files)
}

// writeLongOutline writes a single outline with so many rows into folder/features.
func writeLongOutline(folder string, rows int) error {
	var b strings.Builder
	beginFeature(&b, 0)
	writeOutline(&b, 0, 0, rows)
	return writeFiles(map[string]string{filepath.Join(folder, "features", "records", "shelf.feature"): b.String()})
}

func beginFeature(b *strings.Builder, shelf int) {
	fmt.Fprintf(b, "@service-api:keeping\nFeature: Records of shelf %d\n\n  Background:\n    Given the \"records\" building block\n", shelf)
}

func writeOutline(b *strings.Builder, shelf, from, to int) {
	fmt.Fprintf(b, "\n  @operation:recordCreate\n  Scenario Outline: A record of shelf %d is kept: <name>\n", shelf)
	writeSteps(b, "<name>")
	b.WriteString("\n    Examples:\n      | name |\n")
	for n := from; n < to; n++ {
		fmt.Fprintf(b, "      | record %d |\n", n)
	}
}

func writeSteps(b *strings.Builder, name string) {
	fmt.Fprintf(b, `    Given a valid "recordCreate" request
    And its body field "name" is set to "%s"
    When it is sent
    Then it is accepted
    And its "name" is "%s"
`, name, name)
}

func writeFiles(files map[string]string) error {
	for path, text := range files {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}
