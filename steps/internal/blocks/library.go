package blocks

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bbconform/bbconform/specs"
)

// Server serves the library: it conforms to the contract unless it is told to be wrong in one way.
type Server struct {
	block *specs.Block
	fault string

	Mu      sync.Mutex // to be held by whoever touches what is exported
	number  int
	Books   []map[string]any // in the order of their creation
	chain   map[string]map[string]any
	members map[string]map[string]any
	loans   []map[string]any
	Shelves []map[string]any
	record  map[string]any
	notes   map[string]map[string]any
	polls   int

	elsewhere map[string]bool // books of another library, by their identifiers
}

// NewLibrary serves the library with a fault; empty: without any.
func NewLibrary(t testing.TB, fault string) *Server {
	t.Helper()
	block := Block(t, Library)
	return &Server{block: block, fault: fault, chain: map[string]map[string]any{}, members: map[string]map[string]any{}, notes: map[string]map[string]any{}, elsewhere: map[string]bool{}}
}

func (l *Server) is(fault string) bool { return l.fault == fault }

// ID is an identifier that nothing has.
func (l *Server) ID(prefix string) string {
	l.number++
	return fmt.Sprintf("%s-%d", prefix, l.number)
}

// ServeHTTP implements http.Handler.
func (l *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	l.Mu.Lock()
	defer l.Mu.Unlock()
	op, path := route(l.block, r)
	switch {
	case op == nil:
		Reply(w, 404, Object{"detail": "no such page"})
	case op.Security && !l.knows(r) && !l.is("credentials not checked"):
		if l.is("refuses, and does it") {
			l.serve(httptest.NewRecorder(), r, op, path, body)
		}
		Reply(w, 401, Object{"detail": "who are you?"})
	case !l.mayCall(r, op) && !l.is("roles not checked"):
		Reply(w, 403, Object{"detail": "not for you"})
	case l.is("answers 429") && r.Method == http.MethodPut:
		w.WriteHeader(http.StatusTooManyRequests)
	case len(op.CheckRequest(r, path, body)) > 0 && !l.is("accepts everything"): //nolint:contextcheck // it takes none
		if l.is("refuses, and does it") {
			l.serve(httptest.NewRecorder(), r, op, path, body)
		}
		l.refuse(w, op)
	default:
		l.serve(w, r, op, path, body)
	}
}

// knows reports whether a request carries a key of this library, of another one, or of a role.
func (l *Server) knows(r *http.Request) bool {
	key := r.Header.Get("Authorization")
	_, role := l.block.Role(key)
	return key == "key" || key == anotherLibrary || role
}

// mayCall reports whether the key of a request is that of somebody who may call an operation.
func (l *Server) mayCall(r *http.Request, op *specs.Operation) bool {
	role, ok := l.block.Role(r.Header.Get("Authorization"))
	return !ok || l.block.MayCall(role, op.ID)
}

// anotherLibrary is the key of a librarian elsewhere, who keeps books of their own.
const anotherLibrary = "another library"

// sees reports whether a request is of the library that keeps a book.
func (l *Server) sees(r *http.Request, book map[string]any) bool {
	return l.elsewhere[book["id"].(string)] == (r.Header.Get("Authorization") == anotherLibrary)
}

func (l *Server) refuse(w http.ResponseWriter, op *specs.Operation) {
	switch {
	case l.is("refusal leaks"):
		Reply(w, 400, Object{"detail": "Traceback (most recent call last):\n  File \"/app/books.py\", line 3"})
	case l.is("refusal breaks down"):
		Reply(w, 500, Object{"detail": "oops"})
	case op.ID == "bookRead":
		Reply(w, 404, Object{"detail": "not like this"})
	default:
		Reply(w, 400, Object{"detail": "not like this"})
	}
}

// Object is an object of JSON.
type Object = map[string]any

// Reply answers with a status and a body in JSON; nil: no body.
func Reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Library", "small")
	w.WriteHeader(status)
	if body != nil {
		if err := json.NewEncoder(w).Encode(body); err != nil {
			panic(err)
		}
	}
}

func (l *Server) serve(w http.ResponseWriter, r *http.Request, called *specs.Operation, path map[string]string, body []byte) {
	op := called.ID
	// There may be no body, or one that a faulty library takes all the same.
	sent, _ := called.DecodeBody(r.Header.Get("Content-Type"), body).(Object)
	switch op {
	case "noteCreate", "noteRead", "textCreate":
		l.note(w, r, op, path["noteId"], sent, body)
	case "bookCreate":
		l.createBook(w, sent)
		if r.Header.Get("Authorization") == anotherLibrary {
			l.elsewhere[l.Books[len(l.Books)-1]["id"].(string)] = true
		}
	case "bookRead", "bookUpdate", "bookDelete", "signatureCreate", "jobRead":
		i := slices.IndexFunc(l.Books, func(b Object) bool { return b["id"] == path["bookId"] })
		if i < 0 && l.is("unknown is found") && len(l.Books) > 0 {
			i = 0
		}
		if i < 0 || !l.sees(r, l.Books[i]) && !l.is("libraries share books") {
			Reply(w, 404, Object{"detail": "no such book"})
			return
		}
		l.onBook(w, op, i, sent)
	case "bookList", "bookPages", "bookSearch":
		l.list(w, r, op)
	case "memberCreate":
		member := Object{"id": l.ID("member"), "name": sent["name"]}
		l.members[member["id"].(string)] = member
		Reply(w, 200, Object{"member": member})
	case "memberRead":
		if member := l.members[path["memberId"]]; member != nil {
			Reply(w, 200, Object{"member": member})
			return
		}
		Reply(w, 404, nil)
	case "loanCreate", "loanRead", "loanList":
		l.loan(w, op, r.Header.Get("X-Member"), path["bookId"])
	case "shelfCreate":
		l.number++
		l.Shelves = append(l.Shelves, Object{"id": l.number, "name": sent["name"]})
		Reply(w, 200, sent)
	case "shelfList":
		Reply(w, 200, Object{"shelves": l.Shelves})
	case "recordCreate":
		l.record = sent["record"].(Object)
		Reply(w, 200, Object{"record": l.record})
	case "valueRead":
		value := l.record[path["field"]]
		switch {
		case l.is("another value"):
			Reply(w, 200, "another")
		case path["field"] == "title":
			Reply(w, 200, value)
		default:
			Reply(w, 200, Object{"value": value})
		}
	case "shelfDelete":
		l.Shelves = slices.DeleteFunc(l.Shelves, func(s Object) bool { return fmt.Sprint(s["id"]) == path["shelfId"] })
		w.WriteHeader(http.StatusNoContent)
	}
}

// revision writes down what a book is now.
func (l *Server) revision(book Object) Object {
	now := time.Now().UTC().Format(time.RFC3339)
	said := Object{"schemaName": "Book", "objectId": book["id"], "objectData": book, "timestamp": now, "authorizedByOther": "librarian"}
	switch {
	case l.is("snapshot of another"):
		said["objectData"] = Object{"id": book["id"], "title": "Another"}
	case l.is("snapshot without its author"):
		said["objectData"] = maps.Clone(book)
		delete(said["objectData"].(Object), "author")
	case l.is("snapshot by somebody else"):
		said["authorizedByOther"] = "visitor"
	case l.is("snapshot of another time"):
		said["timestamp"] = "2024-05-01T10:00:00Z"
	case l.is("clock wrong"):
		now = "2024-05-01T10:00:00Z"
		said["timestamp"] = now
	}
	snapshot, _ := json.Marshal(said)
	sum := sha1.Sum(snapshot)
	revision := Object{
		"id": l.ID("revision"), "schemaName": "book", "objectId": book["id"], "serializedSnapshot": string(snapshot),
		"serializedHash": hex.EncodeToString(sum[:]), "timestamp": now, "authorizedByOther": "librarian",
	}
	if l.is("hash wrong") {
		revision["serializedHash"] = strings.Repeat("0", 40)
	}
	id := book["id"].(string)
	if before := l.chain[id]; before != nil && !l.is("chain broken") {
		revision["predecessorHash"] = before["serializedHash"]
	}
	l.chain[id] = revision
	return revision
}

func (l *Server) createBook(w http.ResponseWriter, sent Object) {
	book, _ := sent["book"].(Object)
	if book = maps.Clone(book); book == nil {
		book = Object{}
	}
	book["id"] = l.ID("book")
	book["cover"] = Object{"colour": "blue", "none": nil}
	book["empty"] = ""
	switch {
	case l.is("field dropped"):
		delete(book, "author")
	case l.is("field changed"):
		book["title"] = "Another"
	case l.is("type changed"):
		book["id"] = 7
		Reply(w, 200, Object{"book": book, "revision": Object{"id": "r", "serializedHash": "x"}})
		return
	case l.is("null identifier"):
		book["id"] = ""
	}
	if !l.is("not stored") {
		l.Books = append(l.Books, book)
	}
	if l.is("stored twice") {
		twin := maps.Clone(book)
		twin["id"] = l.ID("book")
		l.Books = append(l.Books, twin)
	}
	status := 200
	if l.is("wrong status") {
		status = 201
	}
	Reply(w, status, Object{"book": book, "revision": l.revision(book)})
}

func (l *Server) onBook(w http.ResponseWriter, op string, i int, sent Object) {
	book := l.Books[i]
	switch op {
	case "bookRead":
		if l.is("never reads") {
			Reply(w, 404, Object{"detail": "no such book"})
			return
		}
		if l.is("reads another") {
			book = l.Books[0]
		}
		if l.is("reads otherwise") {
			book = maps.Clone(book)
			book["title"] = "As never written"
		}
		Reply(w, 200, Object{"book": book, "revision": l.chain[book["id"].(string)]})
	case "bookUpdate":
		changed, _ := sent["book"].(Object)
		if changed = maps.Clone(changed); changed == nil {
			changed = Object{}
		}
		changed["id"] = book["id"]
		changed["empty"] = ""
		if l.is("update not applied") {
			changed = book
		}
		l.Books[i] = changed
		Reply(w, 200, Object{"book": changed, "revision": l.revision(changed)})
	case "bookDelete":
		if !l.is("delete not applied") {
			l.Books = slices.Delete(l.Books, i, i+1)
		}
		w.WriteHeader(http.StatusNoContent)
	case "signatureCreate":
		record := Object{"dataAgreementRevisionHash": "abc", "optIn": true, "individual": Object{"id": book["id"]}}
		text, _ := json.Marshal(Object{"objectData": record})
		if l.is("another signed") {
			text, _ = json.Marshal(Object{"objectData": Object{"dataAgreementRevisionHash": "abc", "optIn": true, "individual": Object{"id": "x"}}})
		}
		payload := string(text)
		sum := sha1.Sum(text)
		hash := hex.EncodeToString(sum[:])
		whole, _ := json.Marshal(Object{"verificationPayload": payload, "verificationPayloadHash": hash, "verificationSignedBy": "reader"})
		signature := Object{
			"payload": string(whole), "verificationPayload": payload, "verificationPayloadHash": hash, "verificationSignedBy": "reader",
		}
		switch {
		case l.is("hash wrong"):
			signature["verificationPayloadHash"] = strings.Repeat("0", 40)
		case l.is("signed by somebody else"):
			signature["verificationSignedBy"] = "visitor"
		}
		Reply(w, 200, Object{"signature": signature, "consentRecord": record})
	case "jobRead":
		l.polls++
		state := "working"
		if l.polls > 2 && !l.is("never done") {
			state = "done"
		}
		Reply(w, 200, Object{"state": state})
	}
}

func (l *Server) list(w http.ResponseWriter, r *http.Request, op string) {
	query := r.URL.Query()
	books := l.Books
	switch {
	case l.is("list incomplete") && len(books) > 0:
		books = books[:len(books)-1]
	case l.is("list stale"):
		books = slices.Clone(books)
		for i := range books {
			books[i] = maps.Clone(books[i])
			books[i]["title"] = "As it was"
		}
	case l.is("list repeats") && len(books) > 0:
		books = append(slices.Clone(books), books[len(books)-1])
	}
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(query.Get(name)); err == nil {
			return n
		}
		return otherwise
	}
	cut := func(start, size int) []Object {
		if l.is("paging ignored") {
			return append([]Object{}, books...)
		}
		start = min(max(start, 0), len(books))
		return append([]Object{}, books[start:min(start+size, len(books))]...)
	}
	switch op {
	case "bookList":
		Reply(w, 200, Object{"books": cut(number("offset", 0), number("limit", 1000))})
	case "bookPages":
		page, size := number("page", 1), number("pageSize", 1000)
		answer := Object{"results": cut((page-1)*size, size), "next": nil}
		if page*size < len(books) {
			answer["next"] = "http://library/pages"
		}
		if page > 1 && (page-1)*size >= len(books) {
			Reply(w, 404, Object{"detail": "no such page"})
			return
		}
		Reply(w, 200, answer)
	case "bookSearch":
		found := []Object{}
		for _, book := range books {
			if book["title"] == query.Get("title") || l.is("search ignored") {
				found = append(found, book)
			}
		}
		Reply(w, 200, found)
	}
}

func (l *Server) loan(w http.ResponseWriter, op, member, book string) {
	if l.members[member] == nil && !l.is("member not checked") {
		Reply(w, 403, Object{"detail": "who are you?"})
		return
	}
	theirs := slices.DeleteFunc(slices.Clone(l.loans), func(loan Object) bool {
		return loan["member"] != member && !l.is("discloses loans")
	})
	switch op {
	case "loanCreate":
		if slices.ContainsFunc(l.loans, func(loan Object) bool { return loan["book"] == book }) && !l.is("lends twice") {
			Reply(w, 409, Object{"detail": "lent already"})
			return
		}
		loan := Object{"id": l.ID("loan"), "book": book, "member": member}
		l.loans = append(l.loans, loan)
		Reply(w, 200, Object{"loan": loan})
	case "loanRead":
		for _, loan := range theirs {
			if loan["book"] == book {
				Reply(w, 200, Object{"loan": loan})
				return
			}
		}
		Reply(w, 404, Object{"detail": "none"})
	case "loanList":
		Reply(w, 200, Object{"loans": append([]Object{}, theirs...)})
	}
}
