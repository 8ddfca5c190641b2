package steps

import (
	"errors"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

func TestFaultsOfForms(t *testing.T) {
	t.Parallel()
	const parts, line = "a form in parts", "a form in one line"
	for _, c := range []struct{ body, field, fault, sent, absent string }{
		{line, "text", "is missing", "tags=water", "text="},
		{line, "text", "is empty", "&text=&", ""},
		{line, "stars", "is empty", "&stars=&", ""},
		{line, "stars", "is of another type", "&stars=not-what-it-should-be&", ""},
		{line, "open", "is of another type", "&open=not-what-it-should-be&", ""},
		{line, "marks", "is of another type", "&marks=not-what-it-should-be&", "marks=1"},
		{line, "quotes", "is of another type", "&quotes=%22not-what-it-should-be%22&", "quotes=%7B"},
		{line, "author", "is of another type", "author=%22not-what-it-should-be%22&", ""},
		{line, "author", "is null", "author=null&", ""},
		{line, "author.name", "is missing", "author=%7B%22born%22%3A1980%7D&", ""},
		{line, "author.name", "is null", "author=%7B%22born%22%3A1980%2C%22name%22%3Anull%7D&", ""},
		{line, "text", "is longer than allowed", "", ""},
		{line, "tags", "is longer than allowed", "tags=water&tags=water&tags=water&", ""},
		{line, "marks", "is shorter than allowed", "&marks=1&", "marks=2"},
		{line, "stars", "is above the allowed range", "&stars=6&", ""},
		{line, "kind", "is not one of the allowed values", "&kind=none-of-them-", ""},
		{line, "day", "does not match its format", "&day=2024-13-45&", ""},
		{parts, "text", "is missing", "name=\"tags\"", "name=\"text\""},
		{parts, "stars", "is of another type", "name=\"stars\"\r\n\r\nnot-what-it-should-be\r\n", ""},
		{parts, "quotes.1.page", "is missing", "{\"page\":3}\r\n", "{\"page\":5}"},
		{parts, "quotes.1.page", "is null", "{\"page\":null}\r\n", "{\"page\":5}"},
		{parts, "author", "is of another type", "name=\"author\"\r\nContent-Type: application/json\r\n\r\n\"not-what-it-should-be\"\r\n", ""},
		{parts, "picture", "is missing", "name=\"text\"", "name=\"picture\""},
		{parts, "picture", "is empty", "Content-Type: image/png\r\n\r\n\r\n--", "PNG"},
		{parts, "picture", "is of another type", ".png\"\r\nContent-Type: application/x-unexpected\r\n\r\n\x89PNG", "image/png\r\n\r\n\x89"},
		{parts, "picture", "is longer than allowed", "Content-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n\x00${not}\xff" + strings.Repeat("x", 25) + "\r\n--", ""},
		{parts, "picture", "is shorter than allowed", "Content-Type: image/png\r\n\r\n\x89\r\n--", ""},
		{parts, "scans.0", "is of another type", "filename=\"scans\"\r\nContent-Type: application/x-unexpected\r\n\r\na scan\r\n", ""},
		{parts, "scans", "is longer than allowed", "a scan\r\n--", ""},
		{parts, "seal", "does not match its format", "\r\n\r\n*not base64*\r\n", "Content-Transfer-Encoding"},
	} {
		t.Run(c.body+" "+c.field+" "+c.fault, func(t *testing.T) {
			t.Parallel()
			text := "Given a valid \"noteCreate\" request\nAnd its body is " + c.body + "\nBut its body field \"" + c.field + "\" " + c.fault + "\nWhen it is sent\nThen it is refused"
			said := tell(t, blocks.NewLibrary(t, ""), text)
			said.mustBe(t, "passed", "") // the control is accepted, and what is sent breaks the contract
			tell(t, blocks.NewLibrary(t, "accepts everything"), text).mustBe(t, "failed", "not-refused")
			for _, r := range said.client.Seen {
				sent := string(r.Body)
				switch {
				case r.Purpose != exchange.Testing:
				case !strings.Contains(sent, c.sent) || c.absent != "" && strings.Contains(sent, c.absent):
					t.Errorf("sent %s", sent)
				case strings.HasPrefix(r.MediaType, "multipart/form-data; boundary=bbconform-") != (c.body == parts):
					t.Errorf("sent as %s", r.MediaType)
				}
			}
			for _, m := range Lint(blocks.Block(t, blocks.Library), sentencesOf(t, text)) {
				t.Errorf("lint: %s", m.Message)
			}
		})
	}
}

func TestFaultsThatAFormHasNoWordFor(t *testing.T) {
	t.Parallel()
	block := blocks.Block(t, blocks.Library)
	for _, c := range []struct{ operation, body, fault, says string }{
		{"noteCreate", "a form in one line", `its body field "text" is null`, "a form knows no null"},
		{"noteCreate", "a form in one line", `its body field "stars" is null`, "a form knows no null"},
		{"noteCreate", "a form in parts", `its body field "quotes" is null`, "a form knows no null"},
		{"noteCreate", "a form in parts", `its body field "picture" is null`, "a form knows no null"},
		{"noteCreate", "a form in one line", `its body field "tags" is empty`, "nothing is sent of an empty list"},
		{"noteCreate", "a form in one line", `its body field "tags" is shorter than allowed`, "nothing is sent of a list"},
		{"noteCreate", "a form in one line", `its body field "title" is empty`, "allows it to be empty"},
		{"noteCreate", "a form in one line", `its body field "text" is of another type`, "everything is a text"},
		{"noteCreate", "a form in one line", `its body field "tags" is of another type`, "a list of texts"},
		{"noteCreate", "a form in parts", `its body field "scans" is of another type`, `"scans.0"`},
		{"noteCreate", "a form in parts", `its body field "seal" is of another type`, "does not say of which media type"},
		{"noteCreate", "a form in parts", `its body field "picture" does not match its format`, "nothing of what is in the file"},
		{"noteCreate", "a form in parts", `its body field "picture" is unknown`, "it is a file"},
		{"noteCreate", "a form in parts", `its body field "day" is missing`, "does not require it"},
		{"noteCreate", "a form in one line", `its body field "picture" is missing`, `no body field "picture"`},
		{"noteCreate", "a form in one line", `its body is not readable`, "a form in one line (application/x-www-form-urlencoded), of which any beginning can be read"},
		{"textCreate", "plain text", `its body is not readable`, "plain text (text/plain), of which any beginning can be read"},
		{"textCreate", "plain text", `its body field "x" is missing`, "has no fields"},
		{"textCreate", "XML", `its body field "x" is set to "1"`, "the body of operation textCreate is application/xml, which is sent as it is and has no fields"},
		{"textCreate", "JSON", `its body is missing`, "cannot be JSON; it may be: XML (application/xml), a file (image/png), plain text (text/plain), a file (image/jpeg)"},
		{"textCreate", "a file", `its body is missing`, `may be a file in several ways; say which: its body is of the type "image/png" or "image/jpeg"`},
		{"bookRead", "JSON", `its body is missing`, "takes no body"},
		{"noteCreate", "plain text", `its body is missing`, "cannot be plain text; it may be: JSON (application/json)"},
	} {
		text := "Given a valid \"" + c.operation + "\" request\nAnd its body is " + c.body + "\nBut " + c.fault + "\nWhen it is sent\nThen it is refused"
		var all []string
		for _, m := range Lint(block, sentencesOf(t, text)) {
			all = append(all, m.Message)
		}
		if !strings.Contains(strings.Join(all, "\n"), c.says) {
			t.Errorf("%s: %q, want %q", text, all, c.says)
		}
		if said := tell(t, blocks.NewLibrary(t, ""), text); said.verdict() != "suite" || !strings.Contains(said.err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", text, said.err, c.says)
		}
	}
	for text, says := range map[string]string{
		"Given its body is JSON": "must come first",
		"Given a valid \"noteCreate\" request\nAnd its body field \"stars\" is set to \"1\"\nAnd its body is a form in parts": request.BodyMediaTooLate,
		"Given a valid \"noteCreate\" request\nAnd its body is missing\nAnd its body is a form in parts":                      request.BodyMediaTooLate,
		"Given a valid \"textCreate\" request\nAnd its body is of the type \"text/csv\"":                                      `takes no body of type "text/csv"`,
		"Given a valid \"textCreate\" request\nAnd its body is of the type \"image/gif\"":                                     "has no body of type image/gif: write one into requests/textCreate.yaml",
	} {
		var all []string
		for _, m := range Lint(block, sentencesOf(t, text)) {
			all = append(all, m.Message)
		}
		if !strings.Contains(strings.Join(all, "\n"), says) {
			t.Errorf("%s: %q, want %q", text, all, says)
		}
		if said := tell(t, blocks.NewLibrary(t, ""), text); said.verdict() != "suite" || !strings.Contains(said.err.Error(), says) {
			t.Errorf("%s: %v, want %q", text, said.err, says)
		}
	}
}

// What is said about a field holds in the notation in which it is sent, and the same request is the same bytes again.
func TestFormsAreSentAsTheyArePrepared(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), `
		Given a valid "noteCreate" request
		And its body is a form in parts
		And its body field "picture" is set to "another point"
		And its body field "scans" is left out
		When it is sent
		And it is sent again
		Then it is accepted`)
	said.mustBe(t, "passed", "")
	if len(said.client.Seen) < 2 || string(said.client.Seen[0].Body) != string(said.client.Seen[1].Body) || said.client.Seen[0].MediaType != said.client.Seen[1].MediaType {
		t.Fatal("the request is another one the second time")
	}
	sent := string(said.client.Seen[0].Body)
	if !strings.Contains(sent, "Content-Type: image/png\r\n\r\nanother point\r\n") || strings.Contains(sent, "scans") {
		t.Errorf("sent %s", sent)
	}
	uses := Follow(sentencesOf(t, "Given a valid \"noteCreate\" request\nAnd its body is a form in parts\nWhen it is sent\nAnd \"noteCreate\" is called"))
	var bodies []string
	for _, u := range uses {
		if u.Kind == UseCall {
			bodies = append(bodies, u.Body)
		}
	}
	if strings.Join(bodies, ",") != "a form in parts," {
		t.Errorf("%q", bodies)
	}
	var fault *verdict.SuiteFault
	if _, err := request.WrittenAs(blocks.Block(t, blocks.Library), &specs.Operation{ID: "none"}, "JSON"); !errors.As(err, &fault) {
		t.Error(err)
	}
}
