package digitalregistries_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func TestRecordFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.create("A1", "Ahlberg")
	c.create("A2", "Ahlberg")
	exists := func(query string) any {
		return c.want(200, request{operation: "exists", body: `{"query":{"content":` + query + `}}`}).get("answer.status")
	}
	if got := c.read(`{"id":"A2"}`); sandbox.Text(got, "firstName") != "First A2" || sandbox.Text(got, "uuid") == "" {
		t.Errorf("read %v", got)
	}
	if got := c.read(`{"lastName":"Ahlberg","birthCertificateId":"BC-A2"}`); sandbox.Text(got, "id") != "A2" {
		t.Errorf("read by two fields: %v", got)
	}
	if got := c.read(`{"id":"A2","birthCertificateId":"BC-A1"}`); got != nil {
		t.Errorf("read by two fields that no record has both: %v", got)
	}
	if exists(`{"id":"A1"}`) != true || exists(`{"id":"A1","lastName":"Other"}`) != false {
		t.Error("exists")
	}
	c.want(409, request{operation: "create", body: `{"write":{"content":{"id":"A1"}}}`})
	c.want(204, request{operation: "delete", path: map[string]string{"id": "A1"}})
	c.want(404, request{operation: "delete", path: map[string]string{"id": "A1"}})
	if got := c.want(404, request{operation: "read", body: `{"query":{"content":{"id":"A1"}}}`}); got.get("detail") != "no record found" {
		t.Errorf("got %v", got.body)
	}
	if exists(`{"id":"A1"}`) != false || exists(`{"id":"A2"}`) != true || c.ids("") != "A2" {
		t.Error("the wrong record is gone")
	}
}

func TestContentWithoutIdentifierIsNumbered(t *testing.T) {
	t.Parallel()
	c := start(t)
	first := c.want(200, request{operation: "create", body: `{"write":{"content":{"firstName":"A"}}}`}).get("content.id")
	second := c.want(200, request{operation: "create", body: `{"write":{"content":{"firstName":"B"}}}`}).get("content.id")
	if first != "cr-1" || second != "cr-2" {
		t.Errorf("got %v and %v", first, second)
	}
}

func TestReadValue(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.create("A1", "Ahlberg")
	uuid := sandbox.Text(c.read(`{"id":"A1"}`), "uuid")
	for _, key := range []string{uuid, "A1"} {
		got := c.want(200, request{operation: "readValue", path: map[string]string{"uuid": key, "field": "lastName"}})
		if got.get("value") != "Ahlberg" {
			t.Errorf("%s: got %v", key, got.body)
		}
	}
	c.want(404, request{operation: "readValue", path: map[string]string{"uuid": "A2", "field": "lastName"}})
	c.want(404, request{operation: "readValue", path: map[string]string{"uuid": "A1", "field": "shoeSize"}})
	c.want(404, request{operation: "readValue", path: map[string]string{"uuid": "A1", "field": "lastName", "ext": "pdf"}})
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	const content = `{"content":{"id":"A1"}}`
	elsewhere := map[string]string{"registryName": "nowhere"}
	later := map[string]string{"versionNumber": "2.0"}
	for about, tt := range map[string]struct {
		status int
		request
	}{
		"no credentials":        {401, request{operation: "create", body: `{"write":` + content + `}`, without: "Authorization"}},
		"no client":             {400, request{operation: "create", body: `{"write":` + content + `}`, without: "Information-Mediator-Client"}},
		"unknown registry":      {404, request{operation: "create", body: `{"write":` + content + `}`, path: elsewhere}},
		"unknown version":       {404, request{operation: "create", body: `{"write":` + content + `}`, path: later}},
		"nothing to write":      {400, request{operation: "create", body: `{"write":{}}`}},
		"write is no object":    {400, request{operation: "create", body: `{"write":"x"}`}},
		"a number for a text":   {400, request{operation: "create", body: `{"write":{"content":{"id":7}}}`}},
		"unreadable":            {400, request{operation: "create", body: `{"write":`}},
		"no body":               {400, request{operation: "create"}},
		"read nothing":          {400, request{operation: "read", body: `{"query":{"content":{}}}`}},
		"read elsewhere":        {404, request{operation: "read", body: `{"query":` + content + `}`, path: elsewhere}},
		"exists without query":  {400, request{operation: "exists", body: `{}`}},
		"exists nothing":        {400, request{operation: "exists", body: `{"query":{"content":{}}}`}},
		"update nobody":         {404, request{operation: "update", body: `{"query":` + content + `,"write":` + content + `}`}},
		"update nothing":        {400, request{operation: "update", body: `{"query":` + content + `}`}},
		"update entries nobody": {404, request{operation: "updateEntries", body: `{"query":` + content + `,"write":` + content + `}`}},
		"page zero":             {400, request{operation: "list", query: "page=0"}},
		"page is no number":     {400, request{operation: "list", query: "page=abc"}},
		"page size zero":        {400, request{operation: "list", query: "pageSize=0"}},
		"usage of nobody":       {400, request{operation: "DPU", query: "databaseId=cr"}},
		"usage of nowhere":      {400, request{operation: "DPU", query: "userId=A1"}},
		"usage unknown":         {404, request{operation: "DPU", query: "userId=A1&databaseId=cr"}},
		"no such database":      {404, request{operation: "readDatabase", path: map[string]string{"id": "99"}}},
		"database by name":      {400, request{operation: "readDatabase", path: map[string]string{"id": "abc"}}},
		"delete no database":    {404, request{operation: "deleteDatabase", path: map[string]string{"id": "99"}}},
		"delete a built-in":     {409, request{operation: "deleteDatabase", path: map[string]string{"id": "1"}}},
		"databases for anybody": {401, request{operation: "listDatabases", without: "Authorization"}},
	} {
		t.Run(about, func(t *testing.T) {
			t.Parallel()
			start(t).want(tt.status, tt.request)
		})
	}
}

func TestConcurrentCalls(t *testing.T) {
	t.Parallel()
	c := start(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			id := fmt.Sprint("A", i)
			c.create(id, "Ahlberg")
			c.call(request{operation: "list", query: "search=Ahlberg"})
			c.call(request{operation: "update-or-create", body: fmt.Sprintf(`{"query":{"content":{"id":%q}},"write":{"content":{"firstName":"x"}}}`, id)})
			if sandbox.Text(c.read(fmt.Sprintf(`{"id":%q}`, id)), "firstName") != "x" {
				t.Errorf("%s has not changed", id)
			}
		})
	}
	group.Wait()
	if n := c.want(200, request{operation: "list"}).number("count"); n != 8 {
		t.Errorf("%d records", n)
	}
}
