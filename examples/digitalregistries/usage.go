package digitalregistries

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// usage is one entry of the log of who has looked at somebody's data.
type usage struct {
	number   int
	registry string
	person   string
	reader   string
	at       time.Time
}

// log notes that the caller has seen a record. The person is the one whose identifier the record has.
func (s *service) log(c *sandbox.Call, r *registry, rec *record) {
	if c.Faulty("DPU/not-logged") {
		return
	}
	s.usageNo++
	s.usage.Put(fmt.Sprint(s.usageNo), usage{
		number: s.usageNo, registry: r.name, person: rec.id(), reader: c.Header("Information-Mediator-Client"), at: c.Now,
	})
}

func (s *service) personalDataUsage(c *sandbox.Call) sandbox.Answer {
	person, database := c.Query.Get("userId"), c.Query.Get("databaseId")
	entries := []any{}
	for _, u := range s.usage.All() {
		everybody := c.Faulty("DPU/others-disclosed") || person == "" && c.Faulty("DPU/person-not-required")
		everywhere := c.Faulty("DPU/database-ignored") || database == "" && c.Faulty("DPU/database-not-required")
		if !everybody && u.person != person || !everywhere && !strings.EqualFold(u.registry, database) {
			continue
		}
		entries = append(entries, sandbox.Object{
			"id":                    fmt.Sprint(u.number),
			"readerId":              u.reader,
			"readerInitials":        "AN",
			"readerInstitutionId":   u.reader,
			"readerInstitutionName": "An institution",
			"readerApplicationName": u.reader,
			"searchDateTime":        u.at.UTC().Format(time.RFC3339),
			"refrences":             []any{sandbox.Object{"ReferenceId": u.person}},
		})
	}
	if len(entries) == 0 && !s.choices.Lenient {
		return c.Refuse(http.StatusNotFound, "nobody has read this person's data")
	}
	if c.Faulty("DPU/latest-only") {
		entries = entries[len(entries)-1:]
	}
	return sandbox.OK(entries)
}
