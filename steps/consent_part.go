package steps

import (
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
)

// part is one member of a revision or a signature that is being checked.
type part struct {
	s    *Scenario
	r    scenario.Reading
	code string
}

// must checks a member of the object.
func (p part) must(name, expected, actual string, passed bool) error {
	return p.s.Judge.Expect(p.r.Answer, Check{What: values.Join(p.r.Location, name), Expected: expected, Actual: actual, Passed: passed},
		specs.Finding{Code: p.code, Location: values.Join(p.r.Location, name), Message: "it does not fit the rest of the " + strings.TrimPrefix(p.code, "broken-")})
}

// text returns a member that must be a text and not empty.
func (p part) text(name string) (string, error) {
	value := p.r.Value.Get(name)
	err := p.must(name, "a text", values.Shown(value), value.Type == gjson.String && value.Str != "")
	return value.Str, err
}

// document returns a member that must be a JSON object, written as a text.
func (p part) document(name string) (gjson.Result, error) {
	text, err := p.text(name)
	if err != nil {
		return gjson.Result{}, err
	}
	document := gjson.Result{}
	if values.IsJSON([]byte(text)) {
		document = gjson.Parse(text)
	}
	return document, p.must(name, "a JSON object, written as a text", values.Short(text), document.IsObject())
}
