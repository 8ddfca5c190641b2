package steps

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
	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// library is a small building block: it conforms to testdata/library unless it is told to be wrong in one way.
type library struct {
	block *specs.Block
	fault string

	mu      sync.Mutex
	number  int
	books   []map[string]any // in the order of their creation
	chain   map[string]map[string]any
	members map[string]map[string]any
	loans   []map[string]any
	shelves []map[string]any
	record  map[string]any
	notes   map[string]map[string]any
	polls   int
}

func newLibrary(t testing.TB, fault string) *library {
	t.Helper()
	block := blocks.Block(t, blocks.Library)
	return &library{block: block, fault: fault, chain: map[string]map[string]any{}, members: map[string]map[string]any{}, notes: map[string]map[string]any{}}
}

func (l *library) is(fault string) bool { return l.fault == fault }

func (l *library) id(prefix string) string {
	l.number++
	return fmt.Sprintf("%s-%d", prefix, l.number)
}

func (l *library) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	l.mu.Lock()
	defer l.mu.Unlock()
	op, path := l.route(r)
	switch {
	case op == nil:
		reply(w, 404, object{"detail": "no such page"})
	case op.Security && r.Header.Get("Authorization") != "key" && !l.is("credentials not checked"):
		if l.is("refuses, and does it") {
			l.serve(httptest.NewRecorder(), r, op, path, body)
		}
		reply(w, 401, object{"detail": "who are you?"})
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

func (l *library) refuse(w http.ResponseWriter, op *specs.Operation) {
	switch {
	case l.is("refusal leaks"):
		reply(w, 400, object{"detail": "Traceback (most recent call last):\n  File \"/app/books.py\", line 3"})
	case l.is("refusal breaks down"):
		reply(w, 500, object{"detail": "oops"})
	case op.ID == "bookRead":
		reply(w, 404, object{"detail": "not like this"})
	default:
		reply(w, 400, object{"detail": "not like this"})
	}
}

type object = map[string]any

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Library", "small")
	w.WriteHeader(status)
	if body != nil {
		if err := json.NewEncoder(w).Encode(body); err != nil {
			panic(err)
		}
	}
}

// route finds the operation of a request.
func (l *library) route(r *http.Request) (*specs.Operation, map[string]string) {
	operations, err := l.block.Operations()
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

func (l *library) serve(w http.ResponseWriter, r *http.Request, called *specs.Operation, path map[string]string, body []byte) {
	op := called.ID
	// There may be no body, or one that a faulty library takes all the same.
	sent, _ := called.DecodeBody(r.Header.Get("Content-Type"), body).(object)
	switch op {
	case "noteCreate", "noteRead", "textCreate":
		l.note(w, r, op, path["noteId"], sent, body)
	case "bookCreate":
		l.createBook(w, sent)
	case "bookRead", "bookUpdate", "bookDelete", "signatureCreate", "jobRead":
		i := slices.IndexFunc(l.books, func(b object) bool { return b["id"] == path["bookId"] })
		if i < 0 && l.is("unknown is found") && len(l.books) > 0 {
			i = 0
		}
		if i < 0 {
			reply(w, 404, object{"detail": "no such book"})
			return
		}
		l.onBook(w, op, i, sent)
	case "bookList", "bookPages", "bookSearch":
		l.list(w, r, op)
	case "memberCreate":
		member := object{"id": l.id("member"), "name": sent["name"]}
		l.members[member["id"].(string)] = member
		reply(w, 200, object{"member": member})
	case "memberRead":
		if member := l.members[path["memberId"]]; member != nil {
			reply(w, 200, object{"member": member})
			return
		}
		reply(w, 404, nil)
	case "loanCreate", "loanRead", "loanList":
		l.loan(w, op, r.Header.Get("X-Member"), path["bookId"])
	case "shelfCreate":
		l.number++
		l.shelves = append(l.shelves, object{"id": l.number, "name": sent["name"]})
		reply(w, 200, sent)
	case "shelfList":
		reply(w, 200, object{"shelves": l.shelves})
	case "recordCreate":
		l.record = sent["record"].(object)
		reply(w, 200, object{"record": l.record})
	case "valueRead":
		value := l.record[path["field"]]
		switch {
		case l.is("another value"):
			reply(w, 200, "another")
		case path["field"] == "title":
			reply(w, 200, value)
		default:
			reply(w, 200, object{"value": value})
		}
	case "shelfDelete":
		l.shelves = slices.DeleteFunc(l.shelves, func(s object) bool { return fmt.Sprint(s["id"]) == path["shelfId"] })
		w.WriteHeader(http.StatusNoContent)
	}
}

// revision writes down what a book is now.
func (l *library) revision(book object) object {
	now := time.Now().UTC().Format(time.RFC3339)
	said := object{"schemaName": "Book", "objectId": book["id"], "objectData": book, "timestamp": now, "authorizedByOther": "librarian"}
	switch {
	case l.is("snapshot of another"):
		said["objectData"] = object{"id": book["id"], "title": "Another"}
	case l.is("snapshot without its author"):
		said["objectData"] = maps.Clone(book)
		delete(said["objectData"].(object), "author")
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
	revision := object{
		"id": l.id("revision"), "schemaName": "book", "objectId": book["id"], "serializedSnapshot": string(snapshot),
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

func (l *library) createBook(w http.ResponseWriter, sent object) {
	book, _ := sent["book"].(object)
	if book = maps.Clone(book); book == nil {
		book = object{}
	}
	book["id"] = l.id("book")
	book["cover"] = object{"colour": "blue", "none": nil}
	book["empty"] = ""
	switch {
	case l.is("field dropped"):
		delete(book, "author")
	case l.is("field changed"):
		book["title"] = "Another"
	case l.is("type changed"):
		book["id"] = 7
		reply(w, 200, object{"book": book, "revision": object{"id": "r", "serializedHash": "x"}})
		return
	case l.is("null identifier"):
		book["id"] = ""
	}
	if !l.is("not stored") {
		l.books = append(l.books, book)
	}
	if l.is("stored twice") {
		twin := maps.Clone(book)
		twin["id"] = l.id("book")
		l.books = append(l.books, twin)
	}
	status := 200
	if l.is("wrong status") {
		status = 201
	}
	reply(w, status, object{"book": book, "revision": l.revision(book)})
}

func (l *library) onBook(w http.ResponseWriter, op string, i int, sent object) {
	book := l.books[i]
	switch op {
	case "bookRead":
		if l.is("never reads") {
			reply(w, 404, object{"detail": "no such book"})
			return
		}
		if l.is("reads another") {
			book = l.books[0]
		}
		if l.is("reads otherwise") {
			book = maps.Clone(book)
			book["title"] = "As never written"
		}
		reply(w, 200, object{"book": book, "revision": l.chain[book["id"].(string)]})
	case "bookUpdate":
		changed, _ := sent["book"].(object)
		if changed = maps.Clone(changed); changed == nil {
			changed = object{}
		}
		changed["id"] = book["id"]
		changed["empty"] = ""
		if l.is("update not applied") {
			changed = book
		}
		l.books[i] = changed
		reply(w, 200, object{"book": changed, "revision": l.revision(changed)})
	case "bookDelete":
		if !l.is("delete not applied") {
			l.books = slices.Delete(l.books, i, i+1)
		}
		w.WriteHeader(http.StatusNoContent)
	case "signatureCreate":
		record := object{"dataAgreementRevisionHash": "abc", "optIn": true, "individual": object{"id": book["id"]}}
		text, _ := json.Marshal(object{"objectData": record})
		if l.is("another signed") {
			text, _ = json.Marshal(object{"objectData": object{"dataAgreementRevisionHash": "abc", "optIn": true, "individual": object{"id": "x"}}})
		}
		payload := string(text)
		sum := sha1.Sum(text)
		hash := hex.EncodeToString(sum[:])
		whole, _ := json.Marshal(object{"verificationPayload": payload, "verificationPayloadHash": hash, "verificationSignedBy": "reader"})
		signature := object{
			"payload": string(whole), "verificationPayload": payload, "verificationPayloadHash": hash, "verificationSignedBy": "reader",
		}
		switch {
		case l.is("hash wrong"):
			signature["verificationPayloadHash"] = strings.Repeat("0", 40)
		case l.is("signed by somebody else"):
			signature["verificationSignedBy"] = "visitor"
		}
		reply(w, 200, object{"signature": signature, "consentRecord": record})
	case "jobRead":
		l.polls++
		state := "working"
		if l.polls > 2 && !l.is("never done") {
			state = "done"
		}
		reply(w, 200, object{"state": state})
	}
}

func (l *library) list(w http.ResponseWriter, r *http.Request, op string) {
	query := r.URL.Query()
	books := l.books
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
	cut := func(start, size int) []object {
		if l.is("paging ignored") {
			return append([]object{}, books...)
		}
		start = min(max(start, 0), len(books))
		return append([]object{}, books[start:min(start+size, len(books))]...)
	}
	switch op {
	case "bookList":
		reply(w, 200, object{"books": cut(number("offset", 0), number("limit", 1000))})
	case "bookPages":
		page, size := number("page", 1), number("pageSize", 1000)
		answer := object{"results": cut((page-1)*size, size), "next": nil}
		if page*size < len(books) {
			answer["next"] = "http://library/pages"
		}
		if page > 1 && (page-1)*size >= len(books) {
			reply(w, 404, object{"detail": "no such page"})
			return
		}
		reply(w, 200, answer)
	case "bookSearch":
		found := []object{}
		for _, book := range books {
			if book["title"] == query.Get("title") || l.is("search ignored") {
				found = append(found, book)
			}
		}
		reply(w, 200, found)
	}
}

func (l *library) loan(w http.ResponseWriter, op, member, book string) {
	if l.members[member] == nil && !l.is("member not checked") {
		reply(w, 403, object{"detail": "who are you?"})
		return
	}
	theirs := slices.DeleteFunc(slices.Clone(l.loans), func(loan object) bool {
		return loan["member"] != member && !l.is("discloses loans")
	})
	switch op {
	case "loanCreate":
		if slices.ContainsFunc(l.loans, func(loan object) bool { return loan["book"] == book }) && !l.is("lends twice") {
			reply(w, 409, object{"detail": "lent already"})
			return
		}
		loan := object{"id": l.id("loan"), "book": book, "member": member}
		l.loans = append(l.loans, loan)
		reply(w, 200, object{"loan": loan})
	case "loanRead":
		for _, loan := range theirs {
			if loan["book"] == book {
				reply(w, 200, object{"loan": loan})
				return
			}
		}
		reply(w, 404, object{"detail": "none"})
	case "loanList":
		reply(w, 200, object{"loans": append([]object{}, theirs...)})
	}
}
