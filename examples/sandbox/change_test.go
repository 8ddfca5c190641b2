package sandbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// asIs is what "read" of things answers for /things/t9.
const asIs = `{"gone":null,"id":"t9","list":[{"id":"a1"},{"id":"b2"}],"n":7,"ok":true}`

func TestChangesOfTheBody(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change sandbox.Change
		want   string
	}{
		"drop":              {sandbox.Drop("id"), strings.Replace(asIs, `"id":"t9",`, "", 1)},
		"drop nested":       {sandbox.Drop("list.1.id"), strings.Replace(asIs, `{"id":"b2"}`, "{}", 1)},
		"drop every":        {sandbox.Drop("list.#.id"), strings.Replace(asIs, `[{"id":"a1"},{"id":"b2"}]`, "[{},{}]", 1)},
		"drop what is not":  {sandbox.Drop("nothing.at.all"), asIs},
		"null":              {sandbox.Null("list"), strings.Replace(asIs, `[{"id":"a1"},{"id":"b2"}]`, "null", 1)},
		"set":               {sandbox.Set("list.0.id", 1), strings.Replace(asIs, `"a1"`, "1", 1)},
		"set new":           {sandbox.Set("zoo", "x"), strings.Replace(asIs, `true}`, `true,"zoo":"x"}`, 1)},
		"set whole":         {sandbox.Set("", []int{}), `[]`},
		"alter text":        {sandbox.Alter("id"), strings.Replace(asIs, "t9", "t8", 1)},
		"alter number":      {sandbox.Alter("n"), strings.Replace(asIs, "7", "8", 1)},
		"alter boolean":     {sandbox.Alter("ok"), strings.Replace(asIs, "true", "false", 1)},
		"alter null":        {sandbox.Alter("gone"), strings.Replace(asIs, "null", `"something"`, 1)},
		"retype text":       {sandbox.Retype("id"), strings.Replace(asIs, `"t9"`, "7", 1)},
		"retype number":     {sandbox.Retype("n"), strings.Replace(asIs, `"n":7`, `"n":"seven"`, 1)},
		"retype every":      {sandbox.Retype("list.#"), strings.Replace(asIs, `{"id":"a1"},{"id":"b2"}`, `"seven","seven"`, 1)},
		"rename":            {sandbox.Rename("ok", "zoo"), strings.Replace(asIs, `"ok"`, `"zoo"`, 1)},
		"empty list":        {sandbox.EmptyList("list"), strings.Replace(asIs, `{"id":"a1"},{"id":"b2"}`, "", 1)},
		"drop last":         {sandbox.DropLast("list"), strings.Replace(asIs, `,{"id":"b2"}`, "", 1)},
		"repeat first":      {sandbox.RepeatFirst("list"), strings.Replace(asIs, `{"id":"a1"}`, `{"id":"a1"},{"id":"a1"}`, 1)},
		"not a list":        {sandbox.EmptyList("id"), asIs},
		"duplicate key":     {sandbox.DuplicateKey("id"), strings.Replace(asIs, `"id":"t9"`, `"id":"t9","id":"t8"`, 1)},
		"trailing":          {sandbox.Trailing("}"), asIs + "}"},
		"no body":           {sandbox.NoBody(), ""},
		"other bytes":       {sandbox.Bytes("<html>"), "<html>"},
		"slow":              {sandbox.Slow(time.Millisecond), asIs},
		"on refusals":       {sandbox.Drop("id").OnRefusals(), asIs},
		"leak on a success": {sandbox.Leak(sandbox.LeakedSQL), asIs},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := things(t, "read/x", sandbox.Fault{Name: "read/x", Operation: "read", Changes: []sandbox.Change{tt.change}})
			for range 2 { // a change must not eat into the state
				status, header, body, err := send(t, "GET", server.URL+"/things/t9", "", "")
				if err != nil || status != 200 || body != tt.want || header.Get("Content-Type") != "application/json" {
					t.Fatalf("got %d %s (%v)\nwant  %s", status, body, err, tt.want)
				}
			}
		})
	}
}

func TestChangesOfTheHead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change      sandbox.Change
		path        string
		status      int
		contentType string
		body        string
	}{
		"status":              {sandbox.Status(202), "t9", 202, "application/json", asIs},
		"content type":        {sandbox.ContentType("text/html"), "t9", 200, "text/html", asIs},
		"no content type":     {sandbox.ContentType(""), "t9", 200, "", asIs},
		"header":              {sandbox.Header("Content-Type", "a/b"), "t9", 200, "a/b", asIs},
		"not on refusals":     {sandbox.Status(202), "none", 404, "application/json", `{"detail":"no such thing"}`},
		"status of a refusal": {sandbox.Status(500).OnRefusals(), "none", 500, "application/json", `{"detail":"no such thing"}`},
		"on everything":       {sandbox.Status(418).OnEverything(), "none", 418, "application/json", `{"detail":"no such thing"}`},
		"no content":          {sandbox.Status(204), "t9", 204, "application/json", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := things(t, "read/x", sandbox.Fault{Name: "read/x", Operation: "read", Changes: []sandbox.Change{tt.change}})
			status, header, body, err := send(t, "GET", server.URL+"/things/"+tt.path, "", "")
			if err != nil || status != tt.status || body != tt.body || header.Get("Content-Type") != tt.contentType {
				t.Errorf("got %d %s %s (%v)\nwant %+v", status, header, body, err, tt)
			}
		})
	}
}

func TestLeak(t *testing.T) {
	t.Parallel()
	server := things(t, "read/x", sandbox.Fault{Name: "read/x", Operation: "read", Changes: []sandbox.Change{sandbox.Leak(sandbox.LeakedSQL)}})
	status, _, body, err := send(t, "GET", server.URL+"/things/none", "", "")
	if err != nil || status != 404 || !strings.Contains(body, "SELECT * FROM") {
		t.Errorf("got %d %s (%v)", status, body, err)
	}
}

func TestBrokenConnections(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]sandbox.Change{"truncated": sandbox.Truncated(), "hang up": sandbox.HangUp()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := things(t, "read/x", sandbox.Fault{Name: "read/x", Operation: "read", Changes: []sandbox.Change{change}})
			if status, _, body, err := send(t, "GET", server.URL+"/things/t9", "", ""); err == nil {
				t.Errorf("got %d %s, want an error", status, body)
			}
		})
	}
}
