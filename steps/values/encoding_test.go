package values

import (
	"encoding/json"
	"testing"
)

func TestPlainTextOfNumbers(t *testing.T) {
	t.Parallel()
	for number, want := range map[json.Number]string{
		"12": "12", "12.0": "12", "1.2e1": "12", "12.5": "12.5", "9007199254740993.0": "9007199254740993", "-3": "-3", "1e999999": "1e999999",
	} {
		if got := Text(number); got != want {
			t.Errorf("%s is written %s, want %s", number, got, want)
		}
	}
}
