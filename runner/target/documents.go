package target

import (
	_ "embed" // for schema and template
	"slices"
)

//go:embed schema.json
var schema []byte

// Schema is the JSON Schema of bbconform.yaml.
func Schema() []byte { return slices.Clone(schema) }

//go:embed template.yaml
var template string

// Template is a commented bbconform.yaml to start from.
func Template() string { return template }
