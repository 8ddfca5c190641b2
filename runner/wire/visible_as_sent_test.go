package wire

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWhatDoesNotShowIsWrittenOut(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain\ttext,\nZWJ \u200d, 漢字":            "plain\ttext,\nZWJ \u200d, 漢字",
		"\x1b[31mred\x00\x7f":                     `\x1b[31mred\x00\x7f`,
		"a\xff":                                   `a\xff`,
		"\u202eabc\u200f\u00ad\ufeff":             `\u{202e}abc\u{200f}\u{ad}\u{feff}`,
		"over\rwritten":                           `over\rwritten`,
		"--b\r\n\r\n\x1b\r\n--b--\r\n":            "--b\r\n\r\n\\x1b\r\n--b--\r\n",
		"{\r\n\t\"a\": \"b\"\r\n}":                "{\r\n\t\"a\": \"b\"\r\n}",
		"{\"a\":\"\u202e\u200f\U000E0041\"}\n":    "{\"a\":\"\\u202e\\u200f\\udb40\\udc41\"}\n",
		"{\"a\u007f\":\"\u009b2J é ශ්\u200dරී\"}": "{\"a\\u007f\":\"\\u009b2J é ශ්\u200dරී\"}",
		"{\"a\":\"\x1b\"}":                        `{"a":"\x1b"}`, // no JSON: a control character has to be escaped in it
		"{\"a\":\"\u202e":                         `{"a":"\u{202e}`,
		"\"\xff\u202e\"":                          `"\xff\u{202e}"`,
	} {
		got := visibleAsSent(in)
		if got != want {
			t.Errorf("%q\n got %q\nwant %q", in, got, want)
		}
		if again := visibleAsSent(got); again != got {
			t.Errorf("%q is written out again, as %q", got, again)
		}
	}
}

// What does not show is not lost: a document can be checked again as it was sent.
func FuzzVisibleJSONIsTheSameDocument(f *testing.F) {
	f.Add("{\"a\":[\"\u202e\",\"\\u202e\",\"\U000E0041\"],\r\n\"\u007f\":1}")
	f.Add("\"\\ud800\u2028\"")
	f.Add(" 1 ")
	f.Fuzz(func(t *testing.T, document string) {
		var sent, kept any
		if !utf8.ValidString(document) || json.Unmarshal([]byte(document), &sent) != nil {
			return
		}
		if err := json.Unmarshal([]byte(visibleAsSent(document)), &kept); err != nil {
			t.Fatalf("%q is no JSON any more: %v", visibleAsSent(document), err)
		}
		if diff := cmp.Diff(sent, kept); diff != "" {
			t.Errorf("%q: %s", document, diff)
		}
	})
}
