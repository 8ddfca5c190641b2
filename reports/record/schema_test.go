package record_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// compileSchema compiles a schema and asserts formats. With strict, members that the schema does not name are refused,
// so that the test sees what a reader of the published schema would let pass.
func compileSchema(t *testing.T, text []byte, strict bool) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if strict {
		forbidOthers(document)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func forbidOthers(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["properties"]; ok && v["type"] == "object" {
			v["additionalProperties"] = false
		}
		for _, child := range v {
			forbidOthers(child)
		}
	case []any:
		for _, child := range v {
			forbidOthers(child)
		}
	}
}

func validate(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(document)
}

func TestWhatIsWrittenFollowsTheSchema(t *testing.T) {
	t.Parallel()
	s := compileSchema(t, reports.Schema(), true)
	documents := map[string]string{
		"sample":  sample.Write(t, t.TempDir(), sample.Header(t), sample.Scenarios(t)),
		"nothing": sample.Write(t, t.TempDir(), reports.Results{}, nil),
		"bare":    sample.Write(t, t.TempDir(), reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{{}}}, []reports.Scenario{{ID: "a", Verdict: reports.Passed}}),
	}
	for name, path := range documents {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := sample.Die(t, func(s string) string { return s })
	if err := record.Recover(dir); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(dir + "/" + reports.ResultsName)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, s, b); err != nil {
		t.Errorf("recovered: %v", err)
	}
}

func TestSchemaRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := compileSchema(t, reports.Schema(), false)
	b, err := os.ReadFile(sample.Write(t, t.TempDir(), sample.Header(t), sample.Scenarios(t)))
	if err != nil {
		t.Fatal(err)
	}
	for old, changed := range map[string]string{
		`"format": "bbconform-results/2"`: `"format": "bbconform-results/3"`,
		`"verdict":"not applicable"`:      `"verdict":"skipped"`,
		`"started": "2026`:                `"started": "yesterday 2026`,
		`"total": 11`:                     `"total": -1`,
	} {
		if !bytes.Contains(b, []byte(old)) {
			t.Fatalf("the sample has no %s", old)
		}
		if validate(t, s, bytes.Replace(b, []byte(old), []byte(changed), 1)) == nil {
			t.Errorf("%s is taken", changed)
		}
	}
}
