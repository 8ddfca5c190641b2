package reports

import _ "embed"

//go:embed results.schema.json
var schema []byte

// Schema is the JSON Schema (2020-12) of the result document.
func Schema() []byte { return append([]byte(nil), schema...) }
