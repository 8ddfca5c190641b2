package digitalregistries_test

import (
	"fmt"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

const schema = `{"type":"object","description":"%s","creationDate":"2026-01-01","filename":"f.json","required":["ID"]}`

// newest returns the last database of the list.
func newest(c *client) any {
	list, _ := c.want(200, request{operation: "listDatabases"}).get("databases").([]any)
	return list[len(list)-1]
}

func (c *client) modify(code, name, description string) answer {
	c.t.Helper()
	return c.want(200, request{operation: "modifyDatabase", without: "Authorization",
		body: fmt.Sprintf(`{"code":%q,"catalogName":%q,"groupName":"g","schema":`+schema+`}`, code, name, description)})
}

func TestDatabaseFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	c := start(t)
	if got := c.modify("VAC", "Vaccinations", "first"); got.get("description") != "first" {
		t.Errorf("got %v", got.body)
	}
	found := newest(c)
	id := fmt.Sprint(sandbox.Get(found, "id"))
	if id != "3" || sandbox.Text(found, "name") != "Vaccinations" || sandbox.Text(found, "schema.description") != "first" {
		t.Errorf("got %v", found)
	}
	c.modify("VAC", "Vaccinations", "second")
	at := map[string]string{"id": id}
	if got := c.want(200, request{operation: "readDatabase", path: at}); got.get("schema.description") != "second" || got.get("version") != "1.1" {
		t.Errorf("got %v", got.body)
	}
	own := map[string]string{"registryName": "VAC"}
	c.want(200, request{operation: "create", path: own, body: `{"write":{"content":{"id":"V1"}}}`})
	c.want(409, request{operation: "deleteDatabase", path: at})
	c.want(204, request{operation: "delete", path: map[string]string{"registryName": "VAC", "id": "V1"}})
	c.want(200, request{operation: "deleteDatabase", path: at})
	c.want(404, request{operation: "readDatabase", path: at})
	if sandbox.Text(newest(c), "name") == "Vaccinations" {
		t.Error("the deleted database is still listed")
	}
}

func TestDatabasesAreBounded(t *testing.T) {
	t.Parallel()
	c := start(t)
	for i := range 205 {
		c.modify(fmt.Sprint("D", i), "Many", "x")
	}
	list, _ := c.want(200, request{operation: "listDatabases"}).get("databases").([]any)
	if len(list) != 200 || sandbox.Get(list, "0.name") != "Civil registry" || fmt.Sprint(sandbox.Get(list, "199.id")) != "207" {
		t.Errorf("%d databases, first %v, last %v", len(list), sandbox.Get(list, "0.name"), sandbox.Get(list, "199.id"))
	}
}

func TestCreateEntries(t *testing.T) {
	t.Parallel()
	c := start(t)
	entry := func(payment, gender string) string {
		return fmt.Sprintf(`{"content":{"start":"2026-01-01","child":{"firstName":"Mira","gender":%q},"paymentId":%q}}`, gender, payment)
	}
	got := c.want(201, request{operation: "GDB-MCTS-create-entries", without: "Authorization",
		body: `{"write":[` + entry("P1", "Female") + `,` + entry("P2", "Male") + `]}`})
	if got.get("receive.0.content.paymentId") != "P1" || got.get("receive.1.content.paymentId") != "P2" ||
		got.get("receive.0.uuid") == got.get("receive.1.uuid") || got.get("receive.2") != nil {
		t.Errorf("got %v", got.body)
	}
	read := c.want(200, request{operation: "read", path: map[string]string{"registryName": "mcts"}, body: `{"query":{"content":{"paymentId":"P2"}}}`})
	if read.get("content.child.gender") != "Male" || read.get("content.uuid") != got.get("receive.1.uuid") {
		t.Errorf("read %v", read.body)
	}
	c.want(400, request{operation: "GDB-MCTS-create-entries", body: `{"write":[` + entry("P3", "Green") + `]}`})
	c.want(400, request{operation: "GDB-MCTS-create-entries", body: `{"write":[{}]}`})
}

func TestPersonalDataUsage(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.create("A1", "Ahlberg")
	c.create("A2", "Ahlberg")
	c.read(`{"id":"A1"}`)
	c.read(`{"id":"A2"}`)
	c.read(`{"id":"A1"}`)
	got := c.want(200, request{operation: "DPU", query: "userId=A1&databaseId=CR", without: "Authorization"})
	if entries, _ := got.body.([]any); len(entries) != 2 || got.get("0.id") == got.get("1.id") || got.get("0.refrences.0.ReferenceId") != "A1" {
		t.Errorf("got %v", got.body)
	}
	if got.get("0.readerId") != "TEST/GOV/1/tests" {
		t.Errorf("the reader is %v", got.get("0.readerId"))
	}
	c.want(404, request{operation: "DPU", query: "userId=A1&databaseId=mcts"})
	c.want(404, request{operation: "DPU", query: "userId=A3&databaseId=cr"})
}
