package contract

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// FuzzForms holds that whatever comes as a form is read in bounds, and that a form that was read is written and read as the same.
func FuzzForms(f *testing.F) {
	form := map[string]any{"photo": &File{Content: []byte{0xff}}}
	for name, value := range person {
		form[name] = value
	}
	parts := as(f, "sendParts", "multipart/form-data")
	contentType, body := encode(f, parts, form)
	f.Add(contentType, body)
	f.Add(contentType, body[:len(body)/2])
	f.Add(parts.MediaType(), body)
	f.Add("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=past\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=5B=7B=7D\r\n--b--")
	line, styled := as(f, "sendParts", "application/x-www-form-urlencoded"), operation(f, fixture.Forms, "sendLine")
	_, body = encode(f, line, person)
	f.Add(line.MediaType(), body)
	f.Add(line.MediaType(), "deep[x]=1&deep[x]=2&a=b&commas=,,&pairs=c&%zz")
	f.Fuzz(func(t *testing.T, contentType, body string) {
		for _, o := range []*Operation{parts, line, styled} {
			if len(o.CheckRequest(&http.Request{Method: o.Method, Header: http.Header{"Content-Type": {contentType}}, URL: &url.URL{Path: "/"}}, nil, []byte(body))) > finding.Max+1 {
				t.Error("too many findings")
			}
			first := decodeBody(contentType, []byte(body), mediatype.LookUp(o.bodyContent(), contentType))
			value, ok := first.value.(map[string]any)
			view, err := o.As(mediatype.Base(contentType))
			if !ok || err != nil || len(first.faults) > 0 || !view.BodyKind().IsForm() {
				continue
			}
			written, data, err := view.EncodeBody(value)
			if err != nil {
				t.Errorf("%q was read, and cannot be written: %v", body, err)
				continue
			}
			if violated, err := view.contract.validator.Violations(schema.OrEmpty(view.bodySchema()), value, 0, schema.AsRequest); err != nil || len(violated) > 0 {
				continue // what the contract does not know, or has otherwise, need not come back
			}
			again := decodeBody(written, data, view.media())
			if before, after := wording.JSON(value), wording.JSON(again.value); before != after && !strings.Contains(before, "null") && !strings.Contains(before, "[]") {
				t.Errorf("read as %s, written and read again as %s", before, after)
			}
		}
	})
}
