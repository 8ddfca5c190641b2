package render

import (
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/record"
)

// junitSuites, junitSuite and junitCase add to the types of go-junit-report what those lack: properties, file and line
// of a test case. A field here takes the place of the embedded one of the same name.
type junitSuites struct {
	junit.Testsuites
	Suites []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	junit.Testsuite
	Cases []junitCase `xml:"testcase"`

	milliseconds float64
	first        time.Time
	names        map[string]bool
}

type junitCase struct {
	File       string           `xml:"file,attr,omitempty"`
	Line       int              `xml:"line,attr,omitempty"`
	Properties []junit.Property `xml:"properties>property,omitempty"`
	junit.Testcase
}

// junitReport is the report while it is made: a test suite for each feature. failed is a failure, inconclusive an error;
// not applicable and waived are skipped with their reason.
type junitReport struct {
	out    io.Writer
	header reports.Results
	all    junitSuites
	byFile map[string]*junitSuite
}

func newJUnit() rendering { return &junitReport{byFile: map[string]*junitSuite{}} }

// Begin takes w to write to and the document.
func (r *junitReport) Begin(w io.Writer, f *record.File) error {
	r.out, r.header = w, f.Results()
	r.all.Name = "bbconform"
	if r.header.Target.Product != "" {
		r.all.Name += ": " + reports.Visible(r.header.Target.Name())
	}
	return nil
}

// Add takes one scenario.
func (r *junitReport) Add(s *reports.Scenario) error {
	key := s.BuildingBlock + "\x00" + s.File + "\x00" + s.Feature
	suite := r.byFile[key]
	if suite == nil {
		suite = newJUnitSuite(s, &r.header, len(r.all.Suites))
		r.byFile[key] = suite
		r.all.Suites = append(r.all.Suites, suite)
	}
	suite.add(s, &r.header)
	return nil
}

// End writes the report.
func (r *junitReport) End() error {
	total := 0.0
	for _, s := range r.all.Suites {
		s.Time = phrase.Seconds(s.milliseconds)
		if !s.first.IsZero() {
			s.SetTimestamp(s.first.UTC())
		}
		total += s.milliseconds
		r.all.Tests += s.Tests
		r.all.Failures += s.Failures
		r.all.Errors += s.Errors
		r.all.Skipped += s.Skipped
	}
	r.all.Time = phrase.Seconds(total)

	if _, err := io.WriteString(r.out, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(r.out)
	e.Indent("", "  ")
	if err := e.Encode(r.all); err != nil {
		return err
	}
	_, err := io.WriteString(r.out, "\n")
	return err
}

func newJUnitSuite(s *reports.Scenario, r *reports.Results, id int) *junitSuite {
	suite := &junitSuite{names: map[string]bool{}}
	suite.ID = id
	suite.Name = reports.Visible(s.BuildingBlock) + ": " + reports.Visible(s.Feature)
	suite.Package = reports.Visible(s.BuildingBlock)
	suite.File = reports.Visible(s.File)
	property := func(name, value string) {
		if value != "" {
			suite.AddProperty(name, reports.Visible(value))
		}
	}
	property("bbconform.version", r.Tool.Version)
	property("bbconform.commit", r.Tool.Commit)
	property("run.id", r.Run.ID)
	property("run.seed", strconv.FormatInt(r.Run.Seed, 10))
	property("run.complete", strconv.FormatBool(r.Complete))
	property("run.interruption", r.Interruption)
	property("run.selection", strings.Join(r.Run.Selection, "; "))
	property("target.product", r.Target.Product)
	property("target.version", r.Target.Version)
	property("target.vendor", r.Target.Vendor)
	for _, b := range r.BuildingBlocks {
		if b.Ref() != s.BuildingBlock {
			continue
		}
		property("specification.title", b.Label())
		property("specification.repository", b.Repository)
		property("specification.commit", b.Commit)
		for _, name := range slices.Sorted(maps.Keys(b.URLs)) {
			property("url."+name, b.URLs[name])
		}
	}
	return suite
}

// add appends a scenario as a test case and counts it.
func (suite *junitSuite) add(s *reports.Scenario, r *reports.Results) {
	d := narrative.Diagnose(s)
	c := junitCase{File: reports.Visible(s.File), Line: max(0, s.Line)}
	c.Name = reports.Visible(s.Name)
	if suite.names[c.Name] { // CI systems take two cases of one name for one
		c.Name += " (line " + strconv.Itoa(s.Line) + ")"
	}
	suite.names[c.Name] = true
	c.Classname = junitClass(s)
	c.Time = phrase.Seconds(phrase.Bounded(s.Milliseconds))
	c.Properties = junitProperties(s)

	message, kind := d.Message(s), d.Kind(s)
	switch s.Verdict {
	case reports.Passed:
	case reports.Failed:
		c.Failure = &junit.Result{Message: message, Type: kind, Data: narrative.FailureText(s, r)}
		suite.Failures++
	case reports.NotApplicable:
		c.Skipped = &junit.Result{Message: "Not applicable: " + message}
		suite.Skipped++
	case reports.Waived:
		c.Skipped = &junit.Result{Message: "Known deviation" + narrative.KnownDeviation(s, r) + ": " + message, Data: narrative.FailureText(s, r)}
		suite.Skipped++
	default:
		c.Error = &junit.Result{Message: message, Type: kind, Data: narrative.FailureText(s, r)}
		suite.Errors++
	}
	suite.Tests++
	suite.milliseconds += phrase.Bounded(s.Milliseconds)
	if !s.Started.IsZero() && (suite.first.IsZero() || s.Started.Before(suite.first)) {
		suite.first = s.Started
	}
	suite.Cases = append(suite.Cases, c)
}

// junitClass names the class that a CI system groups the case under: package and class are parted at the last dot.
func junitClass(s *reports.Scenario) string {
	block, _, _ := strings.Cut(s.BuildingBlock, "@")
	dotless := strings.NewReplacer(".", " ")
	return dotless.Replace(reports.Visible(block)) + "." + strings.TrimSpace(dotless.Replace(reports.Visible(s.Feature)))
}

func junitProperties(s *reports.Scenario) []junit.Property {
	var all []junit.Property
	add := func(name, value string) {
		if value != "" {
			all = append(all, junit.Property{Name: name, Value: reports.Visible(value)})
		}
	}
	add("id", s.ID)
	add("verdict", string(s.Verdict))
	add("building-block", s.BuildingBlock)
	add("service-api", s.ServiceAPI)
	add("operation", s.Operation)
	for _, tag := range s.Tags {
		if requirement, ok := strings.CutPrefix(tag, "@requirement:"); ok {
			add("requirement", requirement)
		}
	}
	add("deviation", s.Deviation)
	for _, note := range s.Notes {
		add("note", note)
	}
	return all
}
