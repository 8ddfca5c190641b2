package request

import (
	"errors"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/verdict"
)

// answers is a Source that answers from a table.
type answers map[string]any

func (a answers) Placeholder(words string) (any, error) {
	if v, ok := a[words]; ok {
		return v, nil
	}
	return nil, verdict.SuiteFaultf("nothing is called %q", words)
}

func (a answers) PathParameter(name string) (any, error) { return a["path "+name], nil }

func (a answers) Header(_ exchange.Principal, name string) (string, bool) {
	v, ok := a["header "+name].(string)
	return v, ok
}

func (a answers) Person(other bool) (any, error) {
	if other {
		return a["other person"], nil
	}
	return a["person"], nil
}

var source = answers{
	"unique": "u1", "book": "book-7", "member": "member-1", "data.memberHeader": "X-Reader", "data.publisher": "Small Press", "remembered.title": "Rivers",
	"path bookId": "book/7", "person": "member-1", "other person": "member-2", "uuid": "5f0c0f5e-7c1f-4d0e-9a52-0a4c7e0f1a11", "number": "12", "today": "2026-01-31",
	"now": "2026-01-31T12:00:00Z", "scenario": "s1",
}

func draftOf(t *testing.T, operation string) *Draft {
	t.Helper()
	d, err := New(blocks.Block(t, blocks.Library), blocks.Operation(t, blocks.Library, operation))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func prepared(t *testing.T, d *Draft, withFaults bool) *Prepared {
	t.Helper()
	p, err := d.Prepare(source, "u1", withFaults)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func field(t *testing.T, d *Draft, in, name string) specs.Field {
	t.Helper()
	f, err := FieldOf(d.Operation, in, name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestADraftIsFilledByItsSource(t *testing.T) {
	t.Parallel()
	d := draftOf(t, "loanRead")
	if p := prepared(t, d, false); p.Request.Path != "/loans/book%2F7" || p.Request.Header.Get("X-Reader") != "member-1" || p.Request.Header.Get("X-Member") != "" {
		t.Errorf("%s %v", p.Request.Path, p.Request.Header)
	}
	if err := d.OnBehalfOfOther(); err != nil {
		t.Fatal(err)
	}
	if p := prepared(t, d, false); p.Request.Header.Get("X-Reader") != "member-2" || !d.IsAboutOther() || d.Plain().IsAboutOther() {
		t.Errorf("%v", p.Request.Header)
	}
	theirs := answers{"header X-Client": "theirs"}
	for name, value := range source {
		theirs[name] = value
	}
	p, err := draftOf(t, "bookRead").Prepare(theirs, "u1", false)
	if err != nil || p.Request.Header.Get("X-Client") != "theirs" {
		t.Errorf("%v, %v", p, err)
	}
	var fault *verdict.SuiteFault
	if _, err := draftOf(t, "bookRead").Prepare(answers{"unique": "u1"}, "u1", false); !errors.As(err, &fault) || !strings.Contains(err.Error(), `path parameter "bookId"`) {
		t.Errorf("nothing says what the book is: %v", err)
	}
}

func TestChangesAreNoFaults(t *testing.T) {
	t.Parallel()
	d := draftOf(t, "bookCreate")
	d.Set(field(t, d, specs.InBody, "book.pages"), "7")
	d.SetRemembered(field(t, d, specs.InBody, "book.title"), "title")
	d.LeaveOut(field(t, d, specs.InBody, "book.subtitle"))
	p := prepared(t, d, true)
	if body := string(p.Request.Body); !strings.Contains(body, `"pages":7`) || !strings.Contains(body, `"title":"Rivers"`) || strings.Contains(body, "subtitle") {
		t.Error(body)
	}
	if p.Faulty || d.IsFaulty() || !d.Remembers() || !d.IsChanging() || draftOf(t, "bookRead").IsChanging() {
		t.Errorf("faulty %v, remembers %v", p.Faulty, d.Remembers())
	}
	if err := d.WriteAs("a form in parts"); err == nil || !strings.Contains(err.Error(), BodyMediaTooLate) {
		t.Errorf("the body is written in another way after it was changed: %v", err)
	}
}

func TestFaultsAreLeftOutOfTheControl(t *testing.T) {
	t.Parallel()
	d := draftOf(t, "loanCreate")
	if err := errors.Join(d.BreakField(specs.InPath, "bookId", "is unknown"), d.BreakPerson(OnBehalfOfUnknown)); err != nil {
		t.Fatal(err)
	}
	d.Present(exchange.NeverIssued)
	control, request := prepared(t, d, false), prepared(t, d, true)
	if control.Faulty || control.Request.Path != "/loans/book%2F7" || control.Request.Header.Get("X-Reader") != "member-1" || control.Request.As.Presents != exchange.AsConfigured {
		t.Errorf("control %+v", control.Request)
	}
	if !request.Faulty || request.Request.Path == control.Request.Path || request.Request.Header.Get("X-Reader") == "member-1" || request.Request.As.Presents != exchange.NeverIssued {
		t.Errorf("request %+v", request.Request)
	}
	if d.Plain().IsFaulty() || !d.IsFaulty() {
		t.Error("the plain draft has the faults")
	}
	if err := draftOf(t, "bookRead").BreakPerson(OnBehalfOfNobody); err == nil {
		t.Error("a request that is made for nobody is made on behalf of nobody")
	}
}

func TestPagingIsInTheContract(t *testing.T) {
	t.Parallel()
	for operation, want := range map[string]Paging{
		"bookList": {Start: "offset", Size: "limit"}, "bookPages": {Start: "page", Size: "pageSize", ByPage: true}, "loanList": {},
	} {
		op := blocks.Operation(t, blocks.Library, operation)
		got, ok := PagingOf(op)
		if got != want || ok != (want != Paging{}) || (CheckPaging(op) == nil) != ok || (CheckOffset(op) == nil) != (ok && !want.ByPage) {
			t.Errorf("%s: %+v, %v", operation, got, ok)
		}
	}
}
