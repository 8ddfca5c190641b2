package blocks

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/bbconform/bbconform/specs"
)

// Till answers 200 to everything and says in the body whether it refuses: a code other than 00.
var Till = specs.Ref{Name: "till", Version: "1.0.0"}

// TillServer serves the till: it conforms to the contract unless it is told to be wrong in one way.
type TillServer struct {
	block *specs.Block
	fault string

	mu        sync.Mutex
	number    int
	transfers []Object
	payees    []Object
	paid      map[string]bool
}

// NewTill serves the till with a fault; empty: without any.
func NewTill(t testing.TB, fault string) *TillServer {
	t.Helper()
	return &TillServer{block: Block(t, Till), fault: fault, paid: map[string]bool{}}
}

func (s *TillServer) is(fault string) bool { return s.fault == fault }

// ServeHTTP implements http.Handler.
func (s *TillServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	op, path := route(s.block, r)
	switch {
	case op == nil:
		Reply(w, 404, Object{"detail": "no such page"})
	case r.Header.Get("Authorization") != "key" && !s.is("accepts everything"):
		s.refuse(w, "02", func() { s.serve(unheard{}, r, op, path, body) })
	case len(op.CheckRequest(r, path, body)) > 0 && !s.is("accepts everything"): //nolint:contextcheck // it takes none
		s.refuse(w, "03", func() { s.serve(unheard{}, r, op, path, body) })
	case s.is("refuses " + op.ID):
		s.refuse(w, "09", func() {})
	default:
		s.serve(w, r, op, path, body)
	}
}

// refuse answers 200 with a code. What was asked for is done all the same where that is the fault.
func (s *TillServer) refuse(w http.ResponseWriter, code string, do func()) {
	answer := Object{"responseCode": code, "responseDescription": "not like this"}
	switch {
	case s.is("refuses, and does it"):
		do()
	case s.is("refuses with an accepting code"):
		answer["responseCode"] = "00"
	case s.is("refusal leaks"):
		answer["responseDescription"] = "java.lang.NullPointerException\n\tat org.example.Till.pay(Till.java:42)"
	case s.is("refusal against the contract"):
		answer["responseCode"] = 3
	case s.is("refuses with 201"):
		Reply(w, 201, answer)
		return
	case s.is("breaks down"):
		Reply(w, 500, answer)
		return
	}
	Reply(w, 200, answer)
}

// unheard is an answer that nobody hears.
type unheard struct{}

func (unheard) Header() http.Header         { return http.Header{} }
func (unheard) Write(p []byte) (int, error) { return len(p), nil }
func (unheard) WriteHeader(int)             {}

func (s *TillServer) serve(w http.ResponseWriter, r *http.Request, op *specs.Operation, path map[string]string, body []byte) {
	sent, _ := op.DecodeBody(r.Header.Get("Content-Type"), body).(Object)
	ok := func(name string, value any) { Reply(w, 200, Object{"responseCode": "00", name: value}) }
	not := func(code string) { s.refuse(w, code, func() {}) }
	i := slices.IndexFunc(s.transfers, func(t Object) bool { return t["id"] == path["transferId"] })
	switch op.ID {
	case "transferCreate":
		transfer, _ := sent["transfer"].(Object)
		if transfer = maps.Clone(transfer); transfer == nil {
			transfer = Object{"reference": "none", "amount": 0}
		}
		s.number++
		transfer["id"] = fmt.Sprintf("transfer-%d", s.number)
		s.transfers = append(s.transfers, transfer)
		ok("transfer", transfer)
	case "transferRead", "transferUpdate", "transferDelete":
		switch {
		case i < 0 && s.is("unknown is found") && len(s.transfers) > 0:
			ok("transfer", s.transfers[0])
		case i < 0:
			not("04")
		case op.ID == "transferRead":
			ok("transfer", s.transfers[i])
		case op.ID == "transferUpdate":
			changed, _ := sent["transfer"].(Object)
			if changed = maps.Clone(changed); changed == nil {
				changed = Object{"reference": "none", "amount": 0}
			}
			changed["id"] = path["transferId"]
			s.transfers[i] = changed
			ok("transfer", changed)
		default:
			gone := s.transfers[i]
			if !s.is("delete not applied") {
				s.transfers = slices.Delete(s.transfers, i, i+1)
			}
			ok("transfer", gone)
		}
	case "transferList":
		s.list(w, r)
	case "transferSearch":
		found := slices.DeleteFunc(slices.Clone(s.transfers), func(t Object) bool {
			return t["reference"] != r.URL.Query().Get("reference") && !s.is("search ignored")
		})
		if len(found) == 0 {
			not("04")
			return
		}
		ok("transfers", found)
	default:
		s.payee(w, op, path["payeeId"], sent)
	}
}

// list refuses a page beyond the last.
func (s *TillServer) list(w http.ResponseWriter, r *http.Request) {
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(r.URL.Query().Get(name)); err == nil {
			return n
		}
		return otherwise
	}
	offset, limit := number("offset", 0), number("limit", 20)
	if offset > 0 && offset >= len(s.transfers) {
		s.refuse(w, "04", func() {})
		return
	}
	entries := s.transfers
	if s.is("list incomplete") && len(entries) > 0 {
		entries = entries[:len(entries)-1]
	}
	offset = min(offset, len(entries))
	Reply(w, 200, Object{"responseCode": "00", "transfers": append([]Object{}, entries[offset:min(offset+limit, len(entries))]...)})
}

func (s *TillServer) payee(w http.ResponseWriter, op *specs.Operation, id string, sent Object) {
	done := Object{"responseCode": "00"}
	switch op.ID {
	case "payeeCreate":
		s.number++
		s.payees = append(s.payees, Object{"id": s.number, "name": sent["name"]})
	case "payeeList":
		done["payees"] = append([]Object{}, s.payees...)
	case "payeeDelete":
		s.payees = slices.DeleteFunc(s.payees, func(p Object) bool { return fmt.Sprint(p["id"]) == id })
	case "payeePay": // once each
		if s.paid[id] && !s.is("pays twice") {
			s.refuse(w, "05", func() {})
			return
		}
		s.paid[id] = true
	}
	Reply(w, 200, done)
}

// route finds the operation of a request, and the values in its path.
func route(block *specs.Block, r *http.Request) (*specs.Operation, map[string]string) {
	operations, err := block.Operations()
	if err != nil {
		panic(err)
	}
	parts := strings.Split(r.URL.Path, "/")
	for _, op := range operations {
		template := strings.Split(op.Path, "/")
		path := map[string]string{}
		fits := op.Method == r.Method && len(template) == len(parts)
		for i := range template {
			if !fits {
				break
			}
			if name, ok := strings.CutPrefix(template[i], "{"); ok {
				path[strings.TrimSuffix(name, "}")] = parts[i]
			} else {
				fits = template[i] == parts[i]
			}
		}
		if fits {
			return op, path
		}
	}
	return nil, nil
}
