package digitalregistries_test

import (
	"strings"
	"testing"
)

func family(t *testing.T) *client {
	t.Helper()
	c := start(t)
	for _, id := range []string{"A1", "A2", "A3", "A4", "A5"} {
		c.create(id, "Ahlberg")
	}
	c.create("B1", "Berg")
	c.want(200, request{operation: "update", body: `{"write":{"content":{"id":"B1","firstName":"Ahlberg"}}}`})
	return c
}

func TestListFinds(t *testing.T) {
	t.Parallel()
	c := family(t)
	for query, want := range map[string]string{
		"":                                       "A1 A2 A3 A4 A5 B1",
		"search=Ahlberg":                         "A1 A2 A3 A4 A5 B1",
		"search=hlber&filter=lastName":           "A1 A2 A3 A4 A5",
		"search=A2%24%7CB1%24&filter=id":         "A2 B1",
		"search=First+A[23]":                     "A2 A3",
		"search=(":                               "",
		"search=Nobody":                          "",
		"query.lastName=Ahlberg":                 "A1 A2 A3 A4 A5",
		"query.lastName=Ahl":                     "",
		"query.lastName=Ahlberg&query.id=A3":     "A3",
		"ordering=descending":                    "B1 A5 A4 A3 A2 A1",
		"ordering=ascending":                     "A1 A2 A3 A4 A5 B1",
		"page=1&pageSize=2":                      "A1 A2",
		"page=3&pageSize=2":                      "A5 B1",
		"page=4&pageSize=2":                      "",
		"page=2&pageSize=4&ordering=DESC":        "A2 A1",
		"page=2&pageSize=2&query.lastName=Berg":  "",
		"page=9223372036854775807&pageSize=1000": "",
	} {
		if got := c.ids(query); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
}

func TestListLinks(t *testing.T) {
	t.Parallel()
	c := family(t)
	first := c.want(200, request{operation: "list", query: "search=Ahlberg&pageSize=4"})
	if first.number("count") != 6 || first.get("previous") != nil {
		t.Errorf("got %v", first.body)
	}
	next, _ := first.get("next").(string)
	address, query, _ := strings.Cut(next, "?")
	if address != c.url+"/data/cr/1.0" || query != "page=2&pageSize=4&search=Ahlberg" {
		t.Errorf("next is %s", next)
	}
	last := c.want(200, request{operation: "list", query: query})
	previous, _ := last.get("previous").(string)
	if last.get("next") != nil || !strings.HasSuffix(previous, "?page=1&pageSize=4&search=Ahlberg") {
		t.Errorf("got %v", last.body)
	}
	if c.ids(query) != "A5 B1" {
		t.Errorf("the next page has %s", c.ids(query))
	}
}
