package contract

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// FuzzCheckAnswer looks for bytes that make the check fail, in either version.
func FuzzCheckAnswer(f *testing.F) {
	f.Add(200, "application/json", []byte(`{`+valid+`,"children":[{}],"flags":[1],"u":{}}`))
	f.Add(200, "text/html", []byte(`<html>`))
	f.Add(203, "text/yaml", []byte("a: &x [*x]"))
	f.Add(203, "application/xml", []byte("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))
	f.Add(404, "application/problem+json", []byte(`{"title":1e400}`))
	f.Add(-1, "", []byte{})
	operations := []*Operation{
		operation(f, fixture.Things, "readThing"), operation(f, fixture.Things31(), "readThing"), operation(f, fixture.Things, "choose"), operation(f, fixture.Things31(), "choose"),
	}
	f.Fuzz(func(t *testing.T, status int, contentType string, body []byte) {
		for _, o := range operations {
			a := Answer{Status: status, Header: map[string][]string{"Content-Type": {contentType}, "X-Count": {contentType}}, Body: body}
			first, second := o.CheckAnswer(a), o.CheckAnswer(a)
			if diff := cmp.Diff(first, second); diff != "" {
				t.Fatalf("not the same twice: %s", diff)
			}
			if len(first) > finding.Max+1 {
				t.Fatalf("%d findings", len(first))
			}
			for _, f := range first {
				if f.Code == "" || f.Message == "" || f.Contract == "" && f.Code != finding.MoreFindings {
					t.Fatalf("incomplete: %+v", f)
				}
				if f.Code == finding.UnusableContract {
					t.Fatalf("%+v", f)
				}
				if n := utf8.RuneCountInString(f.Actual); n > wording.MaxLength {
					t.Fatalf("actual has %d runes: %q", n, f.Actual)
				}
			}
		}
	})
}
