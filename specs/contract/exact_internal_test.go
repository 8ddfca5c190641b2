package contract

import (
	"io/fs"
	"os"
	"path"
	"testing"
)

// What is looked at quickly must never pass over what the expressions find.
func TestExactValuesAreNotPassedOver(t *testing.T) {
	t.Parallel()
	texts := []string{
		"maximum: 9007199254740993\n", "  - exclusiveMinimum:   -9007199254740993 # a bound\r\n", "\"const\": null\n", "const: ~\n", `{const: null}`,
		"{'minimum' :\n  -9007199254740993 , a: 1}", `{"exclusiveMaximum":9007199254740993}`, "maximum: 1\nconst: a\nminimum: 9007199254740993",
		"maximum: 900719925474099\n", "nullable: true\nconst: nothing\n", "",
	}
	err := fs.WalkDir(os.DirFS(".."), ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(path.Join("..", file))
		texts = append(texts, string(text))
		return err
	})
	if err != nil || len(texts) < 50 {
		t.Fatalf("%d texts, %v", len(texts), err)
	}
	found := 0
	for _, text := range texts {
		if exactInBlock.MatchString(text) || exactInFlow.MatchString(text) {
			found++
			if !mayHaveExact([]byte(text)) {
				t.Errorf("passed over: %.200q", text)
			}
		}
	}
	if found < 8 {
		t.Errorf("the expressions find something in %d texts only", found)
	}
	if mayHaveExact([]byte("maximum: 900719925474099\nconst: a\n")) {
		t.Error("what has nothing is not ruled out")
	}
}
