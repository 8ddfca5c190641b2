package digitalregistries_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/specs"
)

func TestCatalogueOfFaults(t *testing.T) {
	t.Parallel()
	block, err := catalogue().Block(specs.Ref{Name: digitalregistries.Name, Version: digitalregistries.Version})
	if err != nil {
		t.Fatal(err)
	}
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`) // after the operation and a slash
	seen, operations := map[string]bool{}, map[string]int{}
	for _, f := range digitalregistries.Faults() {
		if own, ok := strings.CutPrefix(f.Name, f.Operation+"/"); !ok || !name.MatchString(own) || seen[f.Name] {
			t.Errorf("%s is no good name, or there twice", f.Name)
		}
		if !strings.HasSuffix(f.About, ".") {
			t.Errorf("%s: %q is no sentence", f.Name, f.About)
		}
		seen[f.Name] = true
		operations[f.Operation]++
	}
	if len(seen) < 40 {
		t.Errorf("%d faults, want at least 40", len(seen))
	}
	for _, id := range block.OperationIDs() {
		if operations[id] == 0 {
			t.Errorf("no fault of %s", id)
		}
		delete(operations, id)
	}
	if len(operations) > 0 {
		t.Errorf("faults of operations that do not exist: %v", operations)
	}
}

// TestHandlersAskForWhatIsCatalogued holds that a fault which changes nothing itself is one that a handler asks for, and that
// handlers ask for nothing that is not in the catalogue.
func TestHandlersAskForWhatIsCatalogued(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	question := regexp.MustCompile(`Faulty\("([^"]+)"\)`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range question.FindAllStringSubmatch(string(text), -1) {
			asked[m[1]] = true
		}
	}
	for _, f := range digitalregistries.Faults() {
		if len(f.Changes)+len(f.Leave)+len(f.Overlook)+len(f.Despite) == 0 && !asked[f.Name] {
			t.Errorf("%s changes nothing, and no handler asks for it", f.Name)
		}
		delete(asked, f.Name)
	}
	if len(asked) > 0 {
		t.Errorf("asked for, and not in the catalogue: %v", asked)
	}
}

// TestEveryFaultShows holds that each fault can be seen from outside: the same walk through the operations is not answered
// as by the conformant server.
func TestEveryFaultShows(t *testing.T) {
	t.Parallel()
	conformant := walk(t, "")
	if again := walk(t, ""); again != conformant {
		t.Fatalf("the walk is not the same twice:\n%s\n%s", conformant, again)
	}
	for _, f := range digitalregistries.Faults() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			if walk(t, f.Name) == conformant {
				t.Errorf("%s Nothing of it shows in:\n%s", f.About, conformant)
			}
		})
	}
}

// steps of the walk: method, path, body; "-" before the method leaves the credentials out, "!" sends wrong ones, "?" leaves the
// client out. "*" sends the body as a form in parts, "%" half of one, "&" a form in one line.
var steps = []string{
	`POST /data/cr/1.0/create {"write":{"content":{"id":"A1","firstName":"Ada","lastName":"Lind","birthCertificateId":"B1"}}}`,
	`POST /data/cr/1.0/create {"write":{"content":{"id":"A2","firstName":"Bo","lastName":"Lind","birthCertificateId":"B2"}}}`,
	`POST /data/cr/1.0/create {"write":{"content":{"id":"A3","firstName":"Cy","lastName":"Lind","birthCertificateId":"B3"}}}`,
	`POST /data/cr/1.0/create {"write":{"content":{"id":"A4","firstName":"Lind","lastName":"Moe","birthCertificateId":"B4"}}}`,
	`POST /data/no/1.0/create {"write":{"content":{"id":"A1"}}}`,
	`POST /data/cr/1.0/create {"write":{}}`,
	`POST /data/cr/1.0/create {"write":{"content":{"id":7}}}`,
	`POST /data/cr/1.0/create {`,
	`-POST /data/cr/1.0/create {"write":{"content":{"id":"A5"}}}`,
	`!POST /data/cr/1.0/create {"write":{"content":{"id":"A6"}}}`,
	`?POST /data/cr/1.0/create {"write":{"content":{"id":"A7"}}}`,
	`POST /data/mcts/createEntries {"write":[{"content":{"child":{"firstName":"Mira"},"paymentId":"P1"}},{"content":{"paymentId":"P2"}}]}`,
	`POST /data/mcts/createEntries {"write":[{"content":{"child":{"gender":"Green"}}}]}`,
	`POST /data/mcts/createEntries {"write":[{"content":{"start":"soon"}}]}`,
	`POST /data/mcts/createEntries {"write":[{"content":{"paymentId":1}}]}`,
	`POST /data/mcts/createEntries {"write":[{}]}`,
	`*POST /data/mcts/createEntries {"write":[{"content":{"child":{"firstName":"Lulu"},"paymentId":"P3"}},{"content":{"paymentId":"P4"}}]}`,
	`*POST /data/mcts/createEntries {"write":[{"content":"P5"}]}`,
	`%POST /data/mcts/createEntries {"write":[{"content":{"paymentId":"P6"}}]}`,
	`&POST /data/mcts/createEntries {"write":[{"content":{"paymentId":"P7"}}]}`,
	`POST /data/mcts/1.0/read {"query":{"content":{"paymentId":"P3"}}}`,
	`POST /data/mcts/1.0/read {"query":{"content":{"paymentId":"P1"}}}`,
	`POST /data/mcts/1.0/read {"query":{"content":{"paymentId":"P2"}}}`,
	`POST /data/cr/1.0/read {"query":{"content":{"paymentId":"P2"}}}`,
	`POST /data/cr/1.0/read {"query":{"content":{"id":"A2"}}}`,
	`POST /data/cr/1.0/read {"query":{"content":{"id":"A2","lastName":"Moe"}}}`,
	`-POST /data/cr/1.0/read {"query":{"content":{"id":"A2"}}}`,
	`?POST /data/cr/1.0/read {"query":{"content":{"id":"A2"}}}`,
	`POST /data/cr/1.0/exists {"query":{"content":{"id":"A2"}}}`,
	`POST /data/cr/1.0/exists {"query":{"content":{"id":"A2","lastName":"Moe"}}}`,
	`POST /data/cr/1.0/exists {}`,
	`-POST /data/cr/1.0/exists {"query":{"content":{"id":"A2"}}}`,
	`GET /data/cr/1.0/A2/readValue/firstName.json`,
	`GET /data/cr/1.0/A2/readValue/nothing.json`,
	`GET /data/cr/1.0/A9/readValue/firstName.json`,
	`-GET /data/cr/1.0/A2/readValue/firstName.json`,
	`GET /data/mypersonalDataUsage?userId=A2&databaseId=cr`,
	`GET /data/mypersonalDataUsage?userId=A2&databaseId=mcts`,
	`GET /data/mypersonalDataUsage?userId=A9&databaseId=cr`,
	`GET /data/mypersonalDataUsage?databaseId=cr`,
	`GET /data/mypersonalDataUsage?userId=A2`,
	`GET /data/cr/1.0?search=Lind&filter=lastName&pageSize=2`,
	`GET /data/cr/1.0?search=Lind&pageSize=2&page=2`,
	`GET /data/cr/1.0?search=Lind&pageSize=2&page=3`,
	`GET /data/cr/1.0?search=Ada%7CBo&ordering=descending`,
	`GET /data/cr/1.0?query.lastName=Moe`,
	`GET /data/cr/1.0?page=x`,
	`-GET /data/cr/1.0`,
	`POST /data/cr/1.0/read {"query":{"content":{"id":"A9","lastName":"Moe"}}}`,
	`POST /data/cr/1.0/exists {"query":{"content":{"id":"A9","lastName":"Moe"}}}`,
	`PUT /data/cr/1.0/update {"query":{"content":{"lastName":"Nobody"}},"write":{"content":{"id":"A1","firstName":"Eve"}}}`,
	`PUT /data/cr/1.0/updateEntries {"query":{"content":{"firstName":"Ada","lastName":"Nobody"}},"write":{"content":{"birthCertificateId":"B8"}}}`,
	`PUT /data/cr/1.0/update {"query":{"content":{"id":"A1"}},"write":{"content":{"id":"A1","firstName":7}}}`,
	`DELETE /data/no/1.0/A4/delete`,
	`POST /data/mcts/createEntries {"write":[{"content":{"caretaker":{"email":"u@example.org"},"paymentId":"P8"}}]}`,
	`POST /data/mcts/createEntries {"write":[{"content":{"paymentId":"P9","start":"soon"}}]}`,
	`POST /data/mcts/1.0/read {"query":{"content":{"paymentId":"P9"}}}`,
	`POST /data/mcts/1.0/read {"query":{"content":{"paymentId":"P8"}}}`,
	`-PUT /data/cr/1.0/updateEntries {"query":{"content":{"lastName":"Lind"}},"write":{"content":{"birthCertificateId":"B7"}}}`,
	`GET /data/cr/1.0`,
	`PUT /data/cr/1.0/update {"query":{"content":{"id":"A1"}},"write":{"content":{"id":"A1","firstName":"Eva","lastName":"Ek"}}}`,
	`PUT /data/cr/1.0/update {"query":{"content":{"id":"A9"}},"write":{"content":{"id":"A9"}}}`,
	`PUT /data/cr/1.0/update {"query":{"content":{"id":"A1"}}}`,
	`-PUT /data/cr/1.0/update {"query":{"content":{"id":"A1"}},"write":{"content":{"id":"A1"}}}`,
	`POST /data/cr/1.0/read {"query":{"content":{"id":"A1"}}}`,
	`GET /data/cr/1.0`,
	`PUT /data/cr/1.0/updateEntries {"query":{"content":{"lastName":"Lind"}},"write":{"content":{"birthCertificateId":"B9"}}}`,
	`PUT /data/cr/1.0/updateEntries {"query":{"content":{"lastName":"Lind"}}}`,
	`-PUT /data/cr/1.0/updateEntries {"query":{"content":{"lastName":"Lind"}},"write":{"content":{"birthCertificateId":"B9"}}}`,
	`GET /data/cr/1.0`,
	`POST /data/cr/1.0/updateOrCreate {"query":{"content":{"id":"A2"}},"write":{"content":{"id":"A2","firstName":"Di","lastName":"Lind"}}}`,
	`POST /data/cr/1.0/updateOrCreate {"query":{"content":{"id":"A8"}},"write":{"content":{"id":"A8","firstName":"Jo","lastName":"Lund"}}}`,
	`POST /data/cr/1.0/updateOrCreate {"query":{"content":{"id":"A8"}}}`,
	`-POST /data/cr/1.0/updateOrCreate {"write":{"content":{"id":"A8"}}}`,
	`GET /data/cr/1.0`,
	`-DELETE /data/cr/1.0/A3/delete`,
	`!DELETE /data/cr/1.0/A3/delete`,
	`?DELETE /data/cr/1.0/A3/delete`,
	`DELETE /data/cr/1.0/A2/delete`,
	`POST /data/cr/1.0/exists {"query":{"content":{"id":"A2"}}}`,
	`GET /data/cr/1.0`,
	`POST /database/modify {"code":"V","catalogName":"W","schema":{"type":"object","creationDate":"x","description":"y","filename":"z"}}`,
	`POST /database/modify {"code":"X","catalogName":"Y","schema":{"type":"object","creationDate":"x","description":"y","filename":"z"}}`,
	`POST /database/modify {"code":"V","catalogName":"W","schema":{"type":"array","creationDate":"x","description":"y","filename":"z"}}`,
	`POST /database/modify {"code":7}`,
	`POST /database/modify {"code":"T","catalogName":"T","schema":{"properties":{"ID":{"description":"a","example":"b","triggers":[{"actions":[]}]}},"required":["ID"],"creationDate":"x","description":"y","filename":"z"}}`,
	`GET /databases`,
	`POST /database/modify {"code":"T","catalogName":"T","schema":{"properties":{"ID":{"description":"c","example":"d"}},"required":["ID"],"creationDate":"x","description":"y","filename":"z"}}`,
	`GET /database/5`,
	`POST /database/modify {"code":"U","schema":{"properties":{"ID":{"triggers":[{"actions":[{"type":7}]}]}},"creationDate":"x","description":"y","filename":"z"}}`,
	`?POST /database/modify {"code":"Z"}`,
	`GET /databases`,
	`-GET /databases`,
	`GET /database/3`,
	`GET /database/99`,
	`-GET /database/3`,
	`-DELETE /database/3`,
	`DELETE /database/4`,
	`GET /databases`,
}

// walk takes all steps and returns what was answered, with the random parts replaced.
func walk(t *testing.T, fault string) string {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	handler, err := digitalregistries.New(sandbox.Options{Fault: fault, Catalogue: catalogue(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, step := range steps {
		credentials, sender := sandbox.DefaultCredential, "TEST"
		switch step[0] {
		case '-':
			credentials = ""
		case '!':
			credentials = "wrong"
		case '?':
			sender = ""
		}
		method, rest, _ := strings.Cut(strings.TrimLeft(step, "-!?*%&"), " ")
		path, body, _ := strings.Cut(rest, " ")
		mediaType := "application/json"
		if strings.ContainsAny(step[:1], "*%&") {
			mediaType, body = asForm(t, step[0], body)
		}
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		for name, value := range map[string]string{"Authorization": credentials, "Information-Mediator-Client": sender} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		if body != "" {
			r.Header.Set("Content-Type", mediaType)
		}
		fmt.Fprintf(&b, "%s\n    %s\n", step, exchange(handler, r))
	}
	return uuids(b.String())
}

// asForm writes the body of a step as a form.
func asForm(t *testing.T, how byte, body string) (contentType, form string) {
	t.Helper()
	block, err := catalogue().Block(specs.Ref{Name: digitalregistries.Name, Version: digitalregistries.Version})
	if err != nil {
		t.Fatal(err)
	}
	op, err := block.Operation("GDB-MCTS-create-entries")
	if err != nil {
		t.Fatal(err)
	}
	mediaType := "multipart/form-data"
	if how == '&' {
		mediaType = "application/x-www-form-urlencoded"
	}
	value, err := sandbox.Decode([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	if op, err = op.As(mediaType); err != nil {
		t.Fatal(err)
	}
	contentType, data, err := op.EncodeBody(value)
	if err != nil {
		t.Fatal(err)
	}
	if how == '%' {
		data = data[:len(data)/2]
	}
	return contentType, string(data)
}

func exchange(h http.Handler, r *http.Request) (said string) {
	defer func() {
		if recover() != nil {
			said = "closed the connection"
		}
	}()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return fmt.Sprintf("%d %s %s", w.Code, w.Header().Get("Content-Type"), w.Body)
}

// uuids numbers the random identifiers in the order in which they appear.
func uuids(s string) string {
	numbers := map[string]string{}
	return regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`).ReplaceAllStringFunc(s, func(id string) string {
		if numbers[id] == "" {
			numbers[id] = fmt.Sprintf("uuid-%d", len(numbers)+1)
		}
		return numbers[id]
	})
}
