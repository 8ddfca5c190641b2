package reports

import (
	"strings"
	"testing"
)

func TestCurl(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		request Message
		want    string
		note    string
	}{
		{"get", Message{Method: "GET", URL: "http://h/a?b=c&d=e"}, "curl --include --request GET \\\n  'http://h/a?b=c&d=e'", ""},
		{
			"post", Message{Method: "POST", URL: "http://h/a", Headers: []Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Authorization", Value: "[hidden]"}, {Name: "X-Empty", Value: ""}, {Name: "Host", Value: "h"}, {Name: "Content-Length", Value: "9"}}, Body: &Body{Text: `{"a":"it's"}`}},
			"curl --include --request POST \\\n  http://h/a \\\n  --header 'Content-Type: application/json' \\\n  --header 'Authorization: [hidden]' \\\n  --header 'X-Empty;' \\\n  --data-raw '{\"a\":\"it'\\''s\"}'", "",
		},
		{"brackets", Message{Method: "GET", URL: "http://h/a[1]/{x}"}, "curl --include --request GET --globoff \\\n  'http://h/a[1]/{x}'", ""},
		{"dots", Message{Method: "GET", URL: "http://h/a/../b"}, "curl --include --request GET --path-as-is \\\n  http://h/a/../b", ""},
		{"an at sign is no file name", Message{Method: "POST", URL: "http://h", Body: &Body{Text: "@/etc/passwd"}}, "curl --include --request POST \\\n  http://h \\\n  --data-raw @/etc/passwd", ""},
		{"escapes", Message{Method: "POST", URL: "http://h", Body: &Body{Text: "a\x1b[2J'\\\u202e"}}, "curl --include --request POST \\\n  http://h \\\n  --data-raw $'a\\x1b[2J\\'\\\\\\u202e'", ""},
		{"lines", Message{Method: "POST", URL: "http://h", Body: &Body{Text: "a\nb"}}, "curl --include --request POST \\\n  http://h \\\n  --data-raw $'a\\nb'", ""},
		{"a method that is none", Message{Method: "GET; rm -rf /", URL: ""}, "curl --include --request 'GET; rm -rf /' \\\n  ''", ""},
		{"binary", Message{Method: "PUT", URL: "http://h", Body: &Body{Text: "AAE=", Base64: true}}, "printf %s AAE= | base64 --decode | curl --include --request PUT \\\n  http://h \\\n  --data-binary @-", ""},
		{"much that is binary", Message{Method: "PUT", URL: "http://h", Body: &Body{Text: strings.Repeat("AAE=", 4<<10), Base64: true}}, "curl --include --request PUT \\\n  http://h \\\n  --data-binary @body.bin", "not text"},
		{"shortened", Message{Method: "PUT", URL: "http://h", Body: &Body{Text: "a", Truncated: true, Bytes: 1 << 20}}, "curl --include --request PUT \\\n  http://h \\\n  --data-binary @body.txt", "1.0 MiB long"},
		{"redacted", Message{Method: "PUT", URL: "http://h", Body: &Body{Text: "a", Redacted: true}}, "curl --include --request PUT \\\n  http://h \\\n  --data-raw a", "Secret values"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, note := Curl(&Exchange{Request: test.request})
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if !strings.Contains(note, test.note) || (note == "") != (test.note == "") {
				t.Errorf("note %q", note)
			}
		})
	}
}

func TestRerunCommand(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"": "bbconform run --scenario 'features/a b.feature:3'",
		"bbconform run consent --url consent=http://h --scenario {scenario}": "bbconform run consent --url consent=http://h --scenario 'features/a b.feature:3'",
		"\x1b[2J {scenario}": `\x1b[2J 'features/a b.feature:3'`,
	} {
		if got := (Run{Rerun: template}).RerunCommand("features/a b.feature:3"); got != want {
			t.Errorf("%q gives %q", template, got)
		}
	}
}
