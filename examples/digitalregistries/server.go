// Package digitalregistries is a reference implementation of the digital registries building block: records and databases
// in memory, as the contracts and their reading in package specs have it, and the faults that can be planted in it.
package digitalregistries

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Name and Version are those of the specification.
const (
	Name    = "digital-registries"
	Version = "3.0.0-alpha"
)

// noRecord is the one text that the contract allows when nothing is found.
const noRecord = "no record found"

// New builds a server with the registries cr and mcts, both in version 1.0 and empty.
func New(o sandbox.Options) (*sandbox.Server, error) { return NewWith(o, Choices{}) }

// NewWith builds a server that makes other choices where the specification leaves them open.
func NewWith(o sandbox.Options, choices Choices) (*sandbox.Server, error) {
	operations, err := sandbox.Contract(o.Catalogue, Name, Version)
	if err != nil {
		return nil, err
	}
	s := newService(choices)
	return sandbox.New(sandbox.Config{
		Options:    o,
		Operations: operations,
		Faults:     Faults(),
		Refusal:    refusal,
		Handlers: map[string]sandbox.Handler{
			"list":                    s.list,
			"create":                  s.create,
			"exists":                  s.exists,
			"read":                    s.read,
			"update":                  s.update,
			"updateEntries":           s.updateEntries,
			"update-or-create":        s.updateOrCreate,
			"delete":                  s.delete,
			"readValue":               s.readValue,
			"DPU":                     s.personalDataUsage,
			"GDB-MCTS-create-entries": s.createEntries,
			"modifyDatabase":          s.modifyDatabase,
			"readDatabase":            s.readDatabase,
			"deleteDatabase":          s.deleteDatabase,
			"listDatabases":           s.listDatabases,
		},
	})
}

// refusal gives the bodies that the contract declares: one text when a record is not found, none for personal data usage.
func refusal(op sandbox.Operation, status int, reason string) sandbox.Answer {
	switch {
	case op.ID == "read" && status == http.StatusNotFound:
		reason = noRecord
	case op.ID == "DPU" && (status == http.StatusBadRequest || status == http.StatusNotFound):
		return sandbox.Empty(status)
	}
	return sandbox.Answer{Status: status, Body: sandbox.Object{"detail": reason}}
}

// service is the state of one server. Handlers run one at a time.
type service struct {
	choices    Choices
	registries map[string]*registry // by name
	databases  *sandbox.Collection[*database]
	usage      *sandbox.Collection[usage]
	databaseNo int // the last identifier given to a database
	usageNo    int // the last identifier given to an entry of the usage log
}

// limits keep a sandbox small that runs for weeks.
const (
	maxRecords   = 5_000 // a registry
	maxGone      = 100   // a registry
	maxDatabases = 200
	maxUsage     = 5_000
)

func newService(choices Choices) *service {
	s := &service{
		choices:    choices,
		registries: map[string]*registry{},
		databaseNo: builtIn,
		databases:  sandbox.NewCollection[*database](maxDatabases),
		usage:      sandbox.NewCollection[usage](maxUsage),
	}
	s.addDatabase(1, "cr", "Civil registry", builtInSchema("Registry of citizens"))
	s.addDatabase(2, mctsName, "Mother and child", builtInSchema("Registry of mothers and their children"))
	return s
}

func builtInSchema(about string) sandbox.Object {
	return sandbox.Object{
		"type":         "object",
		"description":  about,
		"creationDate": "2024-01-01",
		"filename":     "schema.json",
		"properties": sandbox.Object{"ID": sandbox.Object{
			"type": "string", "primaryKey": true, "readOnly": true, "description": "Identifier of the record",
		}},
		"incrementIndex": 0,
		"required":       []any{"ID"},
	}
}
