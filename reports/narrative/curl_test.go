package narrative

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
)

func TestCurl(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		request reports.Message
		want    string
		note    string
	}{
		{"get", reports.Message{Method: "GET", URL: "http://h/a?b=c&d=e"}, "curl --include --request GET \\\n  'http://h/a?b=c&d=e'", ""},
		{
			"post", reports.Message{Method: "POST", URL: "http://h/a", Headers: []reports.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Authorization", Value: "[hidden]"}, {Name: "X-Empty", Value: ""}, {Name: "Host", Value: "h"}, {Name: "Content-Length", Value: "9"}}, Body: &reports.Body{Text: `{"a":"it's"}`}},
			"curl --include --request POST \\\n  http://h/a \\\n  --header 'Content-Type: application/json' \\\n  --header 'Authorization: [hidden]' \\\n  --header 'X-Empty;' \\\n  --data-raw '{\"a\":\"it'\\''s\"}'", "",
		},
		{"brackets", reports.Message{Method: "GET", URL: "http://h/a[1]/{x}"}, "curl --include --request GET --globoff \\\n  'http://h/a[1]/{x}'", ""},
		{"dots", reports.Message{Method: "GET", URL: "http://h/a/../b"}, "curl --include --request GET --path-as-is \\\n  http://h/a/../b", ""},
		{"an at sign is no file name", reports.Message{Method: "POST", URL: "http://h", Body: &reports.Body{Text: "@/etc/passwd"}}, "curl --include --request POST \\\n  http://h \\\n  --data-raw @/etc/passwd", ""},
		{"escapes", reports.Message{Method: "POST", URL: "http://h", Body: &reports.Body{Text: "a\x1b[2J'\\\u202e"}}, "curl --include --request POST \\\n  http://h \\\n  --data-raw $'a\\x1b[2J\\'\\\\\\u202e'", ""},
		{"lines", reports.Message{Method: "POST", URL: "http://h", Body: &reports.Body{Text: "a\nb"}}, "curl --include --request POST \\\n  http://h \\\n  --data-raw $'a\\nb'", ""},
		{"a method that is none", reports.Message{Method: "GET; rm -rf /", URL: ""}, "curl --include --request 'GET; rm -rf /' \\\n  ''", ""},
		{"binary", reports.Message{Method: "PUT", URL: "http://h", Body: &reports.Body{Text: "AAE=", Base64: true}}, "printf %s AAE= | base64 --decode | curl --include --request PUT \\\n  http://h \\\n  --data-binary @-", ""},
		{"much that is binary", reports.Message{Method: "PUT", URL: "http://h", Body: &reports.Body{Text: strings.Repeat("AAE=", 4<<10), Base64: true}}, "curl --include --request PUT \\\n  http://h \\\n  --data-binary @body.bin", "not text"},
		{"shortened", reports.Message{Method: "PUT", URL: "http://h", Body: &reports.Body{Text: "a", Truncated: true, Bytes: 1 << 20}}, "curl --include --request PUT \\\n  http://h \\\n  --data-binary @body.txt", "1.0 MiB long"},
		{"redacted", reports.Message{Method: "PUT", URL: "http://h", Body: &reports.Body{Text: "a", Redacted: true}}, "curl --include --request PUT \\\n  http://h \\\n  --data-raw a", "Secret values"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, note := Curl(&reports.Exchange{Request: test.request})
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if !strings.Contains(note, test.note) || (note == "") != (test.note == "") {
				t.Errorf("note %q", note)
			}
		})
	}
}
