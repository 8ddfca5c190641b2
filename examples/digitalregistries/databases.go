package digitalregistries

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// database is the description of a registry.
type database struct {
	id       int
	code     string
	name     string
	schema   sandbox.Object
	revision int // of the schema, from 0
	modified time.Time
}

// started is when the databases were made that are there from the beginning.
var started = time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)

// addDatabase describes a new registry and opens it for data.
func (s *service) addDatabase(id int, code, name string, schema sandbox.Object) *database {
	d := &database{id: id, code: code, name: name, schema: schema, modified: started}
	s.databases.Put(fmt.Sprint(d.id), d)
	if s.registries[code] == nil {
		s.registries[code] = newRegistry(code)
	}
	return d
}

// nextDatabase is the identifier of a new database.
func (s *service) nextDatabase(c *sandbox.Call) int {
	if s.choices.DatabaseID != nil {
		return s.choices.DatabaseID()
	}
	s.databaseNo++
	return c.NewNumber(s.databaseNo)
}

func (s *service) modifyDatabase(c *sandbox.Call) sandbox.Answer {
	code, schema := c.Text("code"), object(c, "schema")
	if code == "" {
		return c.Refuse(http.StatusBadRequest, "a database needs a code")
	}
	name := cmp.Or(c.Text("catalogName"), code)
	if s.choices.ByCode {
		name = code
	}
	known := s.byCode(code)
	switch {
	case c.Faulty("modifyDatabase/not-stored"):
	case c.Faulty("modifyDatabase/change-not-applied") && known != nil:
	case known == nil:
		s.makeRoom()
		kept := schema
		if c.Faulty("modifyDatabase/schema-lost") {
			kept = sandbox.Object{}
		}
		s.addDatabase(s.nextDatabase(c), code, name, kept).modified = c.Now
	case s.choices.Versions:
		next := s.addDatabase(s.nextDatabase(c), code, name, schema)
		next.modified, next.revision = c.Now, known.revision+1
	default:
		known.name, known.schema, known.modified = name, schema, c.Now
		known.revision++
		if c.Faulty("modifyDatabase/others-changed") {
			for _, d := range s.databases.All() {
				d.schema = schema
			}
		}
	}
	return sandbox.OK(schema)
}

// byCode returns the newest database of a code.
func (s *service) byCode(code string) *database {
	for _, d := range slices.Backward(s.databases.All()) {
		if d.code == code {
			return d
		}
	}
	return nil
}

// makeRoom drops the oldest database that was added when there are too many.
func (s *service) makeRoom() {
	if all := s.databases.All(); len(all) >= maxDatabases {
		s.removeDatabase(all[builtIn])
	}
}

// builtIn is how many databases are there from the beginning.
const builtIn = 2

func (s *service) removeDatabase(d *database) {
	s.databases.Delete(fmt.Sprint(d.id))
	if s.byCode(d.code) == nil {
		delete(s.registries, d.code)
	}
}

func (s *service) readDatabase(c *sandbox.Call) sandbox.Answer {
	d, ok := s.databases.Get(number(c.Path["id"]))
	switch {
	case !ok && c.Faulty("readDatabase/unknown-answers-200"):
		return sandbox.OK(sandbox.Object{})
	case !ok:
		return c.Refuse(http.StatusNotFound, "there is no such database")
	case c.Faulty("readDatabase/other-database"):
		d = s.databases.All()[0]
	}
	return sandbox.OK(d.shown())
}

func (s *service) deleteDatabase(c *sandbox.Call) sandbox.Answer {
	d, ok := s.databases.Get(number(c.Path["id"]))
	if !ok {
		return c.Refuse(http.StatusNotFound, "there is no such database")
	}
	if r := s.registries[d.code]; r != nil && r.records.Len() > 0 || d.id <= builtIn {
		return c.Refuse(http.StatusConflict, "the database still holds records or belongs to the sandbox")
	}
	switch {
	case c.Faulty("deleteDatabase/not-applied"):
	case c.Faulty("deleteDatabase/others-changed"):
		s.removeDatabase(d)
		for _, other := range s.databases.All() {
			other.schema = sandbox.Merge(other.schema, sandbox.Object{"description": fmt.Sprintf("Without %d", d.id)})
		}
	default:
		s.removeDatabase(d)
	}
	return sandbox.OK("The database has been deleted.")
}

func (s *service) listDatabases(c *sandbox.Call) sandbox.Answer {
	databases := []any{}
	for _, d := range s.databases.All() {
		if d.id > builtIn && c.Faulty("listDatabases/built-in-only") {
			continue
		}
		databases = append(databases, d.shown())
	}
	return sandbox.OK(sandbox.Object{
		"id": 1, "name": "Registries of the sandbox", "code": "SANDBOX", "databases": databases,
		"groupId": 1, "order": 1, "dataIndexIncrement": s.databaseNo,
	})
}

// shown is the database as answers give it.
func (d *database) shown() sandbox.Object {
	return sandbox.Object{
		"id":                     d.id,
		"version":                fmt.Sprintf("1.%d", d.revision),
		"name":                   d.name,
		"description":            "The database " + d.code,
		"institution":            "A ministry",
		"numberFormat":           "{code}{indexNoByCode}",
		"schema":                 d.schema,
		"schemaTags":             []any{},
		"schemaFlags":            []any{sandbox.Object{"name": "mandatory", "path": "/ID"}},
		"fieldsUniques":          []any{[]any{"ID"}},
		"isDraft":                false,
		"isDisabled":             false,
		"isArchived":             false,
		"modifiedAt":             d.modified.UTC().Format(time.RFC3339),
		"byUserName":             "analyst",
		"byUserAuthId":           1,
		"byOnBehalfOfUserAuthId": 0,
		"byOnBehalfOfUserName":   "",
		"genericServices": []any{
			sandbox.Object{"serviceId": 1, "name": "data-create", "isVisible": true, "usedCount": 0},
			sandbox.Object{"serviceId": 2, "name": "data-read", "isVisible": true, "usedCount": 0},
		},
		"dataIndexIncrement": 0,
		"hasLogo":            false,
	}
}

// number gives an identifier the one spelling under which it is stored.
func number(s string) string {
	n, err := strconv.Atoi(s)
	if err != nil {
		return ""
	}
	return strconv.Itoa(n)
}
