package contract

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// valid is a Thing as an answer holds it.
const valid = `"id":"1","name":"n","made":"2024-02-29T23:59:60Z"`

func TestCheckAnswer(t *testing.T) {
	t.Parallel()
	const json = "application/json"
	tests := map[string]struct {
		operation   string // readThing unless said
		status      int    // 200 unless said
		contentType string // JSON unless said
		header      http.Header
		refusal     bool
		body        string
		want        string
	}{
		"conforms":         {body: `{` + valid + `}`},
		"nested conforms":  {body: `{` + valid + `,"children":[{` + valid + `}]}`},
		"charset":          {body: `{` + valid + `}`, contentType: "application/json; charset=utf-8"},
		"capital type":     {body: `{` + valid + `}`, contentType: "Application/JSON"},
		"anything is null": {body: `{` + valid + `,"anything":null}`},
		"null for nothing": {status: 206, body: `null`},

		"undeclared 418":           {status: 418, contentType: "application/problem+json", body: `{"title":"x"}`}, // by 4XX
		"undeclared 500":           {status: 500, want: "undeclared-status status"},
		"undeclared 301":           {status: 301, want: "undeclared-status status"},
		"undeclared 304":           {status: 304, want: "undeclared-status status"},
		"undeclared 307":           {status: 307, want: "undeclared-status status"},
		"undeclared 308":           {status: 308, want: "undeclared-status status"},
		"refusal by range":         {status: 404, refusal: true, contentType: "application/problem+json", body: `{}`, want: "missing-field body /title"},
		"refusal without 4xx":      {operation: "changeThing", status: 409, refusal: true, body: `whatever`},
		"refusal that is 500":      {operation: "changeThing", status: 500, refusal: true, want: "undeclared-status status"},
		"refusal that is 302":      {operation: "changeThing", status: 302, refusal: true, want: "undeclared-status status"},
		"4xx without being asked":  {operation: "changeThing", status: 409, want: "undeclared-status status"},
		"by default":               {operation: "choose", status: 503, body: `x`},
		"no content declared":      {status: 202, body: `anything`, contentType: "text/html"},
		"no content and no body":   {status: 202, contentType: "-"},
		"204 with declared body":   {status: 204, contentType: "-"},
		"204 with a body":          {status: 204, body: `{}`, want: "unexpected-body body"},
		"body is missing":          {body: " \n", want: "missing-body body"},
		"empty text is a text":     {status: 201, contentType: "text/plain"},
		"text":                     {status: 201, contentType: "text/plain", body: "12345"},
		"long text":                {status: 201, contentType: "text/plain", body: "123456", want: "too-long body"},
		"HTML":                     {contentType: "text/html", body: "<html>", want: "wrong-content-type header Content-Type"},
		"no type":                  {contentType: "-", body: `{` + valid + `}`, want: "wrong-content-type header Content-Type"},
		"JSON under a wrong type":  {contentType: "text/plain", body: `{` + valid + `,"size":"1"}`, want: "wrong-content-type header Content-Type; wrong-type body /size"},
		"problem for another type": {contentType: "application/problem+json", body: `{` + valid + `}`, want: "wrong-content-type header Content-Type"},

		"no JSON":               {body: `{"id":`, want: "not-json body"},
		"single quotes":         {body: `{'id':1}`, want: "not-json body"},
		"trailing data":         {body: `{` + valid + `} x`, want: "trailing-data body"},
		"second document":       {body: `{` + valid + `}{}`, want: "trailing-data body"},
		"duplicate key":         {body: `{` + valid + `,"name":"o"}`, want: "duplicate-key body /name"},
		"byte order mark":       {body: "\ufeff{" + valid + `}`, want: "not-json body"},
		"invalid UTF-8":         {body: "{" + valid + `,"code":"` + "\xff" + `"}`, want: "invalid-utf8 body; wrong-pattern body /code"},
		"deep":                  {status: 206, body: strings.Repeat("[", 600) + strings.Repeat("]", 600), want: "not-json body"},
		"huge number":           {status: 206, body: `1e99999999`, want: "out-of-range body"},
		"missing field":         {body: `{"id":"1","name":"n"}`, want: "missing-field body /made"},
		"several at once":       {body: `{"name":"","made":1,"share":2}`, want: "wrong-type body /made; too-short body /name; out-of-range body /share; missing-field body /id"},
		"unknown fields":        {body: `{` + valid + `,"u":1,"v":2}`, want: "unknown-field body /u; unknown-field body /v"},
		"writeOnly in answer":   {body: `{` + valid + `,"secret":"s"}`, want: "write-only-field body /secret"},
		"null":                  {body: `{` + valid + `,"code":null}`, want: "null-not-allowed body /code"},
		"null for a choice":     {body: `{` + valid + `,"state":null}`, want: "null-not-allowed body /state"},
		"not listed":            {body: `{` + valid + `,"state":"ajar"}`, want: "not-in-enumeration body /state"},
		"30 February":           {body: `{` + valid + `,"day":"2024-02-30"}`, want: "wrong-format body /day"},
		"wrong instant":         {body: `{"id":"1","name":"n","made":"2023-02-29T00:00:00Z"}`, want: "wrong-format body /made"},
		"instant without zone":  {body: `{"id":"1","name":"n","made":"2023-02-28T00:00:00"}`, want: "wrong-format body /made"},
		"formats":               {body: `{` + valid + `,"email":"a@b","link":"x/y","key":"1","four":"1.2.3","six":"::g","host":"-a","clock":"25:00:00Z"}`, want: "wrong-format body /clock; wrong-format body /four; wrong-format body /host; wrong-format body /key; wrong-format body /link; wrong-format body /six"},
		"empty format":          {body: `{` + valid + `,"odd":"whatever"}`},
		"look-ahead":            {body: `{` + valid + `,"code":"abc"}`},
		"look-ahead fails":      {body: `{` + valid + `,"code":"xbc"}`, want: "wrong-pattern body /code"},
		"largest int64":         {body: `{` + valid + `,"size":9223372036854775807}`},
		"beyond int64":          {body: `{` + valid + `,"size":9223372036854775808}`, want: "out-of-range body /size"},
		"beyond int32":          {body: `{` + valid + `,"small":2147483648}`, want: "out-of-range body /small"},
		"fraction":              {body: `{` + valid + `,"size":1.5}`, want: "wrong-type body /size"},
		"list":                  {body: `{` + valid + `,"flags":[true,true,1,false]}`, want: "too-many body /flags; repeated-entry body /flags; wrong-type body /flags/2"},
		"in a child":            {body: `{` + valid + `,"children":[{` + valid + `},{"id":"2","name":"n"}]}`, want: "missing-field body /children/1/made"},
		"array for an object":   {body: `[]`, want: "wrong-type body"},
		"string for an integer": {body: `{` + valid + `,"size":"12"}`, want: "wrong-type body /size"},

		"header missing":   {header: http.Header{}, body: `{` + valid + `}`, want: "missing-header header X-Count"},
		"header wrong":     {header: http.Header{"X-Count": {"many"}}, body: `{` + valid + `}`, want: "wrong-header header X-Count"},
		"header too small": {header: http.Header{"X-Count": {"0"}, "X-Tags": {"a, c"}}, body: `{`, want: "wrong-header header X-Count; wrong-header header X-Tags /1; not-json body"},

		"header objects":   {header: http.Header{"X-Count": {"1"}, "X-At": {"x,1,y,2"}, "X-To": {"x=1, y=2"}}, body: `{` + valid + `}`},
		"header members":   {header: http.Header{"X-Count": {"1"}, "X-At": {"y,1"}, "X-To": {"x=a"}}, body: `{` + valid + `}`, want: "wrong-header header X-At /x; wrong-header header X-To /x"},
		"header no object": {header: http.Header{"X-Count": {"1"}, "X-At": {"x"}, "X-To": {"1"}}, body: `{` + valid + `}`, want: "wrong-header header X-At; wrong-header header X-To"},

		"empty file":     {status: 203, contentType: "application/octet-stream"},
		"no lines":       {status: 203, contentType: "application/x-ndjson", body: "\n"},
		"lines":          {status: 203, contentType: "application/x-ndjson", body: "{}\n{\"a\":1}\n"},
		"broken lines":   {status: 203, contentType: "application/x-ndjson", body: "{}\n{\n", want: "not-json body"},
		"empty XML":      {status: 203, contentType: "application/xml", want: "missing-body body"},
		"empty token":    {status: 203, contentType: "application/jwt", want: "missing-body body"},
		"empty, no type": {status: 203, contentType: "-", want: "wrong-content-type header Content-Type"},

		"XML":          {status: 203, contentType: "application/xml", body: "<a><b/></a>"},
		"broken XML":   {status: 203, contentType: "application/xml", body: "<a><b></a>", want: "not-xml body"},
		"token":        {status: 203, contentType: "application/jwt", body: "eyJhbGciOiJub25lIn0.e30."},
		"broken token": {status: 203, contentType: "application/jwt", body: "abc", want: "not-jwt body"},
		"YAML":         {status: 203, contentType: "text/yaml", body: "a: 1\n"},
		"other YAML":   {status: 203, contentType: "text/yaml", body: "b: 1\n", want: "missing-field body /a"},
		"broken YAML":  {status: 203, contentType: "text/yaml", body: "a: [\n", want: "not-yaml body"},

		"choice":             {operation: "choose", body: `{"one":{"a":"x"},"any":1,"single":{"x":""},"whole":{"x":"","y":1}}`},
		"no alternative":     {operation: "choose", body: `{"one":{"d":1},"any":true}`, want: "no-match body /any; no-match body /one"},
		"two alternatives":   {operation: "choose", body: `{"one":{"a":"x","b":"y","c":"z"}}`, want: "no-match body /one"},
		"single alternative": {operation: "choose", body: `{"single":{}}`, want: "missing-field body /single/x"},
		"parts":              {operation: "choose", body: `{"whole":{}}`, want: "missing-field body /whole/x; missing-field body /whole/y"},
	}
	for version, contract := range map[string]string{"3.0": fixture.Things, "3.1": fixture.Things31()} {
		block := contracts(t, contract)
		for name, test := range tests {
			t.Run(version+" "+name, func(t *testing.T) {
				t.Parallel()
				o, err := block.Operation(wording.Or(test.operation, "readThing"))
				if err != nil {
					t.Fatal(err)
				}
				header := test.header
				if header == nil {
					header = http.Header{"X-Count": {"1"}}
				}
				header = header.Clone()
				if test.contentType != "-" {
					header.Set("Content-Type", wording.Or(test.contentType, json))
				}
				findings := o.CheckAnswer(Answer{Status: max(test.status, 0) + 200*b2i(test.status == 0), Header: header, Body: []byte(test.body), Refusal: test.refusal})
				got, want := strings.Split(found(findings), "; "), strings.Split(test.want, "; ")
				if version == "3.1" { // the other validator has an order of its own
					slices.Sort(got)
					slices.Sort(want)
				}
				if !slices.Equal(got, want) {
					t.Errorf("got  %q\nwant %q", got, want)
				}
				for _, f := range findings {
					if f.Operation != o.ID || f.Message == "" || f.Contract == "" || strings.Contains(f.Message, "\n") {
						t.Errorf("incomplete: %+v", f)
					}
				}
			})
		}
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestFindings holds the words of findings, and the lines of the contract that they name.
func TestFindings(t *testing.T) {
	t.Parallel()
	lines := strings.Split(fixture.Things, "\n")
	tests := map[string]struct{ body, want, line string }{
		"missing":     {`{"name":"n","made":"2024-02-29T00:00:00Z"}`, "body /id is missing | a string | nothing", "required: [id"},
		"type":        {`{` + valid + `,"size":"12"}`, `body /size is a string, not an integer | an integer | "12"`, "size:"},
		"in a schema": {`{` + valid + `,"inner":{"x":[1,2]}}`, "body /inner/x is an array, not a string | a string | an array of 2 entries", "    Inner:"},
		"null":        {`{` + valid + `,"code":null}`, "body /code is null | a string | null", "code:"},
		"listed":      {`{` + valid + `,"state":"ajar"}`, `body /state is not one of the values that the contract lists | one of "open", "closed" | "ajar"`, "state:"},
		"too short":   {`{"id":"","name":"","made":"2024-02-29T00:00:00Z"}`, "body /name is too short | at least 1 character | 0 characters", "name:"},
		"range":       {`{` + valid + `,"share":2}`, "body /share is out of range | at least 0, at most 1 | 2", "share:"},
		"pattern":     {`{` + valid + `,"code":"X"}`, `body /code does not match the pattern | the pattern ^(?!x)[a-z]+$ | "X"`, "code:"},
		"unknown":     {`{` + valid + `,"u":{}}`, "body /u is a field that the contract does not know | no such field | an object with 0 fields", "additionalProperties: false"},
		"long value":  {`{` + valid + `,"state":"` + strings.Repeat("é", 200) + `"}`, `body /state is not one of the values that the contract lists | one of "open", "closed" | "` + strings.Repeat("é", 78) + "…", "state:"},
		"no JSON":     {`{"id"`, "body is no JSON: it ends after 5 bytes where a colon must follow | application/json | 5 bytes", `"200":`},
		"trailing":    {`{` + valid + `}}`, "body is followed by 1 more byte | application/json | 52 bytes", `"200":`},
	}
	for version, contract := range map[string]string{"3.0": fixture.Things, "3.1": fixture.Things31()} {
		o := operation(t, contract, "readThing")
		for name, test := range tests {
			t.Run(version+" "+name, func(t *testing.T) {
				t.Parallel()
				header := http.Header{"Content-Type": {"application/json"}, "X-Count": {"1"}}
				findings := o.CheckAnswer(Answer{Status: 200, Header: header, Body: []byte(test.body)})
				if len(findings) != 1 {
					t.Fatalf("%+v", findings)
				}
				f := findings[0]
				if got := f.Message + " | " + f.Expected + " | " + f.Actual; got != test.want {
					t.Errorf("got %s, want %s", got, test.want)
				}
				file, text, _ := strings.Cut(f.Contract, ":")
				line, err := strconv.Atoi(text)
				if err != nil || file != "contracts/main.yaml" || !strings.Contains(lines[line-1], test.line) {
					t.Errorf("got %s, want the line of %q", f.Contract, test.line)
				}
			})
		}
	}
}

func TestChoiceIsOneFinding(t *testing.T) {
	t.Parallel()
	for version, contract := range map[string]string{"3.0": fixture.Things, "3.1": fixture.Things31()} {
		o := operation(t, contract, "choose")
		for body, want := range map[string]string{
			`{"one":{"b":"x"}}`:                     "body /one matches none of 2 alternatives; for the nearest, /one/a is missing",
			`{"one":{"a":1}}`:                       "body /one matches none of 2 alternatives; for the nearest, /one/a is a number, not a string",
			`{"one":{"a":"x","b":"y","c":"z"}}`:     "body /one matches 2 of 2 alternatives where exactly one is meant",
			`{"any":[]}`:                            "body /any matches none of 2 alternatives; for the nearest, /any is an array, not a string",
			`{"one":{"b":"x","c":"y"},"any":false}`: "body /any matches none of 2 alternatives; for the nearest, /any is a boolean, not a string",
		} {
			findings := o.CheckAnswer(Answer{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(body)})
			if len(findings) != 1 || findings[0].Message != want || findings[0].Code != finding.NoMatch {
				t.Errorf("%s %s: got %+v, want %s", version, body, findings, want)
			}
		}
	}
}

func TestManyFindings(t *testing.T) {
	t.Parallel()
	entries := make([]string, 0, 30_000)
	for range cap(entries) {
		entries = append(entries, "1")
	}
	header := http.Header{"Content-Type": {"application/json"}, "X-Count": {"1"}}
	for version, contract := range map[string]string{"3.0": fixture.Things, "3.1": fixture.Things31()} {
		o := operation(t, contract, "readThing")
		some := o.CheckAnswer(Answer{Status: 200, Header: header, Body: []byte(`{` + valid + `,"children":[` + strings.Join(entries[:100], ",") + `]}`)})
		if len(some) != finding.Max+1 || some[finding.Max].Code != finding.MoreFindings {
			t.Errorf("%s: %d findings", version, len(some))
		}
		many := o.CheckAnswer(Answer{Status: 200, Header: header, Body: []byte(`{` + valid + `,"children":[` + strings.Join(entries, ",") + `]}`)})
		if len(many) == 0 || many[0].Code != finding.WrongType {
			t.Errorf("%s: %+v", version, many)
		}
	}
}

func TestAnswerToHead(t *testing.T) {
	t.Parallel()
	o := operation(t, fixture.Things, "readThing")
	header := http.Header{"X-Count": {"1"}}
	if findings := o.CheckAnswer(Answer{Status: 200, Header: header, Request: &http.Request{Method: http.MethodHead}}); len(findings) > 0 {
		t.Error(findings)
	}
}

// TestConcurrentChecks asks a fresh building block from many sides at once; run it with -race.
func TestConcurrentChecks(t *testing.T) {
	t.Parallel()
	for _, contract := range []string{fixture.Things, fixture.Things31()} {
		block := contracts(t, contract)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				o, err := block.Operation("readThing")
				if err != nil {
					t.Error(err)
					return
				}
				findings := o.CheckAnswer(Answer{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(`{"code":"X"}`)})
				if len(findings) != 5 || !strings.Contains(findings[1].Contract, ":") {
					t.Errorf("%+v", findings)
				}
				if len(o.Fields()) == 0 {
					t.Error("no fields")
				}
			})
		}
		wg.Wait()
	}
}
