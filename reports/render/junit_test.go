package render

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// junitShape is the JUnit format as Jenkins' published schema has it (jenkins-junit.xsd and junit-10.xsd): the attributes
// of each element, those that must be there first, and its children in their order. What those schemas lack and GitLab,
// Jenkins' plugin and other readers know is marked in extensions.
var junitShape = map[string]struct {
	required, optional, extensions, children []string
}{
	"testsuites": {nil, []string{"name", "time", "tests", "failures", "disabled", "errors"}, []string{"skipped"}, []string{"testsuite"}},
	"testsuite": {[]string{"name", "tests", "failures", "errors", "id"}, []string{"time", "disabled", "skipped", "timestamp", "hostname", "package", "file"}, nil,
		[]string{"properties", "testcase", "system-out", "system-err"}},
	"properties": {nil, nil, nil, []string{"property"}},
	"property":   {[]string{"name", "value"}, nil, nil, nil},
	"testcase":   {[]string{"name", "classname"}, []string{"assertions", "time", "status"}, []string{"file", "line"}, []string{"properties", "skipped", "error", "failure", "system-out", "system-err"}},
	"skipped":    {nil, []string{"message", "type"}, nil, nil},
	"error":      {nil, []string{"message", "type"}, nil, nil},
	"failure":    {nil, []string{"message", "type"}, nil, nil},
}

var (
	surefireTime = regexp.MustCompile(`^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$`)
	wholeNumber  = regexp.MustCompile(`^[0-9]+$`)
)

// checkShape reads one element and everything in it.
func checkShape(t *testing.T, d *xml.Decoder, start xml.StartElement) {
	t.Helper()
	name := start.Name.Local
	shape, ok := junitShape[name]
	if !ok {
		t.Errorf("element %s", name)
	}
	seen := map[string]bool{}
	for _, a := range start.Attr {
		if seen[a.Name.Local] || !slices.Contains(slices.Concat(shape.required, shape.optional, shape.extensions), a.Name.Local) {
			t.Errorf("attribute %s of %s", a.Name.Local, name)
		}
		seen[a.Name.Local] = true
		switch a.Name.Local {
		case "time":
			if a.Value == "" || !surefireTime.MatchString(a.Value) {
				t.Errorf("time %q of %s", a.Value, name)
			}
		case "tests", "failures", "errors", "skipped", "id", "line":
			if !wholeNumber.MatchString(a.Value) {
				t.Errorf("%s %q of %s", a.Name.Local, a.Value, name)
			}
		}
	}
	for _, a := range shape.required {
		if !seen[a] {
			t.Errorf("%s has no %s", name, a)
		}
	}
	last := -1
	for {
		token, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			at := slices.Index(shape.children, token.Name.Local)
			if at < last {
				t.Errorf("%s comes too late in %s", token.Name.Local, name)
			}
			last = at
			checkShape(t, d, token)
		case xml.EndElement:
			return
		}
	}
}

func TestJUnitHasTheShapeThatJenkinsReads(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]*record.File{
		"sample":  sample.Open(t, sample.Header(t), sample.Scenarios(t)),
		"hostile": sample.Open(t, reports.Results{Complete: true}, sample.HostileScenarios()),
		"nothing": sample.Open(t, reports.Results{Complete: true}, nil),
	} {
		b := rendered(t, f, "junit")
		if !bytes.HasPrefix(b, []byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n<testsuites ")) {
			t.Errorf("%s begins with %.80s", name, b)
		}
		d := xml.NewDecoder(bytes.NewReader(b))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if start, ok := token.(xml.StartElement); ok {
				checkShape(t, d, start)
			}
		}
	}
}

func TestJUnitTotals(t *testing.T) {
	t.Parallel()
	type totals struct {
		Tests    int    `xml:"tests,attr"`
		Failures int    `xml:"failures,attr"`
		Errors   int    `xml:"errors,attr"`
		Skipped  int    `xml:"skipped,attr"`
		Time     string `xml:"time,attr"`
	}
	var doc struct {
		totals
		Suites []struct {
			totals
			Name  string `xml:"name,attr"`
			Cases []struct {
				Name    string    `xml:"name,attr"`
				Class   string    `xml:"classname,attr"`
				Time    string    `xml:"time,attr"`
				Failure *struct{} `xml:"failure"`
				Error   *struct{} `xml:"error"`
				Skipped *struct {
					Message string `xml:"message,attr"`
				} `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	scenarios := sample.Scenarios(t)
	scenarios[1].Name = scenarios[0].Name // two of one name in one feature
	if err := xml.Unmarshal(rendered(t, sample.Open(t, sample.Header(t), scenarios), "junit"), &doc); err != nil {
		t.Fatal(err)
	}
	add := func(sum *float64, s string) {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Error(err)
		}
		*sum += n
	}
	var all totals
	whole := 0.0
	for _, s := range doc.Suites {
		var own totals
		names := map[string]bool{}
		sum := 0.0
		for _, c := range s.Cases {
			own.Tests++
			if c.Failure != nil {
				own.Failures++
			}
			if c.Error != nil {
				own.Errors++
			}
			if c.Skipped != nil {
				own.Skipped++
				if c.Skipped.Message == "" {
					t.Errorf("%s is skipped without a reason", c.Name)
				}
			}
			if names[c.Class+c.Name] {
				t.Errorf("two cases are called %s", c.Name)
			}
			names[c.Class+c.Name] = true
			add(&sum, c.Time)
		}
		own.Time = s.Time
		if own != s.totals || len(s.Cases) == 0 {
			t.Errorf("%s says %+v and has %+v", s.Name, s.totals, own)
		}
		add(&whole, s.Time)
		all.Tests, all.Failures, all.Errors, all.Skipped = all.Tests+own.Tests, all.Failures+own.Failures, all.Errors+own.Errors, all.Skipped+own.Skipped
	}
	all.Time = fmt.Sprintf("%.3f", whole)
	if all != doc.totals || all.Tests != 11 {
		t.Errorf("the document says %+v and has %+v", doc.totals, all)
	}
}

// CI systems take two cases of one class and name for one: GitLab keeps one of each. Which is which must not depend on what else was run.
func TestJUnitCasesAreToldApart(t *testing.T) {
	t.Parallel()
	of := func(id, file, name, row string, line int) reports.Scenario {
		s := sample.Simple(0, reports.Passed)
		s.ID, s.File, s.Name, s.Case, s.Line, s.Feature, s.BuildingBlock = id, file, name, row, line, "Things", "things@1.0"
		return s
	}
	scenarios := []reports.Scenario{
		of("things/a/a-thing-is-read", "/home/things/own/things/a.feature", "A thing is read", "", 7),
		of("things/b/a-thing-is-read", "/home/things/own/things/b.feature", "A thing is read", "", 7),
		of("things/b/in-time/8", "/home/things/own/things/b.feature", "In time", "8", 18),
		of("things/b/in-time/9", "/home/things/own/things/b.feature", "In time", "9", 19),
		of("things/c.d/deep/e", "/home/things/own/things/c/d.e.feature", "A thing is read", "", 3),
		// no library has these, and a document may all the same
		of("things/b/in-time/9~2", "/home/things/own/things/b.feature", "In time", "9", 20),
		of("x", "b.feature", "In time (things/b/in-time/9~2)", "", 21),
		of("elsewhere", "C:\\own\\things\\f.feature", "A thing is read", "", 1),
	}
	type named struct {
		Class string `xml:"classname,attr"`
		Name  string `xml:"name,attr"`
	}
	cases := func(scenarios []reports.Scenario) []named {
		var doc struct {
			Suites []struct {
				Cases []named `xml:"testcase"`
			} `xml:"testsuite"`
		}
		if err := xml.Unmarshal(rendered(t, sample.Open(t, reports.Results{Complete: true}, scenarios), "junit"), &doc); err != nil {
			t.Fatal(err)
		}
		var all []named
		for _, s := range doc.Suites {
			all = append(all, s.Cases...)
		}
		return all
	}
	want := []named{
		{"things.a", "A thing is read"}, {"things.b", "A thing is read"}, {"things.b", "In time [8]"}, {"things.b", "In time [9]"},
		{"things.b", "In time [9] (things/b/in-time/9~2)"}, {"things.c.d_e", "A thing is read"}, {"things.b", "In time (things/b/in-time/9~2)"},
		{"things.f", "A thing is read"},
	}
	got := cases(scenarios)
	for _, list := range [][]named{want, got} {
		slices.SortFunc(list, func(a, b named) int {
			return cmp.Or(strings.Compare(a.Class, b.Class), strings.Compare(a.Name, b.Name))
		})
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%+v instead of\n%+v", got, want)
	}
	for i := range scenarios[:5] { // each by itself
		alone := cases(scenarios[i : i+1])
		if len(alone) != 1 || !slices.Contains(want, alone[0]) {
			t.Errorf("alone, %s is called %+v", scenarios[i].ID, alone)
		}
	}
}
