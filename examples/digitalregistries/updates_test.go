package digitalregistries_test

import (
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func TestUpdate(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.create("A1", "Ahlberg")
	c.create("A2", "Ahlberg")
	c.want(200, request{operation: "update", body: `{"query":{"content":{"id":"A1"}},"write":{"content":{"firstName":"New"}}}`})
	c.want(200, request{operation: "update", body: `{"write":{"content":{"id":"A1","lastName":"Other"}}}`})
	got := c.read(`{"id":"A1"}`)
	if sandbox.Text(got, "firstName") != "New" || sandbox.Text(got, "lastName") != "Other" || sandbox.Text(got, "birthCertificateId") != "BC-A1" {
		t.Errorf("got %v", got)
	}
	if sandbox.Text(c.read(`{"id":"A2"}`), "firstName") != "First A2" {
		t.Error("another record has changed")
	}
	c.want(409, request{operation: "update", body: `{"query":{"content":{"id":"A1"}},"write":{"content":{"id":"A2"}}}`})
	c.want(404, request{operation: "update", body: `{"write":{"content":{"firstName":"New"}}}`})
}

func TestUpdateEntries(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.create("A1", "Ahlberg")
	c.create("A2", "Ahlberg")
	c.create("B1", "Berg")
	c.want(200, request{operation: "updateEntries", body: `{"query":{"content":{"lastName":"Ahlberg"}},"write":{"content":{"birthCertificateId":"X"}}}`})
	for id, want := range map[string]string{"A1": "X", "A2": "X", "B1": "BC-B1"} {
		got := c.read(`{"id":"` + id + `"}`)
		if sandbox.Text(got, "birthCertificateId") != want || sandbox.Text(got, "firstName") != "First "+id {
			t.Errorf("%s is %v", id, got)
		}
	}
	c.want(409, request{operation: "updateEntries", body: `{"query":{"content":{"lastName":"Ahlberg"}},"write":{"content":{"id":"X"}}}`})
}

func TestUpdateOrCreate(t *testing.T) {
	t.Parallel()
	c := start(t)
	const body = `{"query":{"content":{"id":"A1"}},"write":{"content":{"id":"A1","firstName":"Ada"}}}`
	if got := c.want(200, request{operation: "update-or-create", body: body}); got.get("content.firstName") != "Ada" {
		t.Errorf("got %v", got.body)
	}
	got := c.want(200, request{operation: "update-or-create", body: `{"query":{"content":{"id":"A1"}},"write":{"content":{"lastName":"Lind"}}}`})
	if got.get("content.firstName") != "Ada" || got.get("content.lastName") != "Lind" || c.ids("") != "A1" {
		t.Errorf("got %v, and there are %s", got.body, c.ids(""))
	}
	c.create("A2", "Berg")
	c.want(409, request{operation: "update-or-create", body: `{"query":{"content":{"id":"A1"}},"write":{"content":{"id":"A2"}}}`})
	c.want(409, request{operation: "update-or-create", body: `{"query":{"content":{"firstName":"Nobody"}},"write":{"content":{"id":"A2"}}}`})
}
