package render

import (
	"bytes"
	"encoding/xml"
	"hash/maphash"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/spool"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/record"
)

// junitCase adds to the type of go-junit-report what that lacks: properties, file and line of a test case.
type junitCase struct {
	File       string           `xml:"file,attr,omitempty"`
	Line       int              `xml:"line,attr,omitempty"`
	Properties []junit.Property `xml:"properties>property,omitempty"`
	junit.Testcase
}

// junitSuite is a test suite while it is made. Its test cases lie in the spool.
type junitSuite struct {
	junit.Testsuite

	cases        spool.Pieces
	milliseconds float64
	first        time.Time
}

// junitReport is the report while it is made: a test suite for each feature. failed is a failure, inconclusive an error;
// not applicable and waived are skipped with their reason. The totals stand before the cases, so that these wait in a spool.
type junitReport struct {
	out    io.Writer
	header reports.Results
	all    junit.Testsuites
	suites []*junitSuite
	byFile map[[3]string]*junitSuite
	spool  *spool.Spool
	cases  *xml.Encoder // into the spool
	seed   maphash.Seed
	names  map[uint64]bool // classes and names of all cases, as digests: they need less room
}

// junitInMemory is how many bytes of test cases are kept in memory.
const junitInMemory = 1 << 20

func newJUnit(scratch string) *junitReport {
	r := &junitReport{byFile: map[[3]string]*junitSuite{}, spool: spool.New(scratch, junitInMemory), seed: maphash.MakeSeed(), names: map[uint64]bool{}}
	r.cases = xml.NewEncoder(r.spool)
	r.cases.Indent("    ", "  ")
	return r
}

// Begin takes w to write to and the document.
func (r *junitReport) Begin(w io.Writer, f *record.File) error {
	r.out, r.header = w, f.Results()
	r.all.Name = "bbconform"
	if r.header.Target.Product != "" {
		r.all.Name += ": " + reports.Visible(r.header.Target.Name())
	}
	_, err := r.spool.WriteString("\n") // the encoder writes it before every case but the first
	return err
}

// Add takes one scenario.
func (r *junitReport) Add(s *reports.Scenario) error {
	key := [3]string{s.BuildingBlock, s.File, s.Feature}
	suite := r.byFile[key]
	if suite == nil {
		suite = newJUnitSuite(s, &r.header, len(r.suites))
		r.byFile[key] = suite
		r.suites = append(r.suites, suite)
	}
	since := r.spool.Size()
	if r.all.Tests == 0 {
		since = 0
	}
	r.all.Tests++
	c := suite.take(s, &r.header)
	r.name(&c, s)
	if err := r.cases.EncodeElement(c, xml.StartElement{Name: xml.Name{Local: "testcase"}}); err != nil {
		return err
	}
	suite.cases.Add(r.spool, since)
	return nil
}

// End writes the report.
func (r *junitReport) End() error {
	total := 0.0
	for _, s := range r.suites {
		s.Time = phrase.Seconds(s.milliseconds)
		if !s.first.IsZero() {
			s.SetTimestamp(s.first.UTC())
		}
		total += s.milliseconds
		r.all.Failures += s.Failures
		r.all.Errors += s.Errors
		r.all.Skipped += s.Skipped
	}
	r.all.Time = phrase.Seconds(total)

	if _, err := io.WriteString(r.out, xml.Header); err != nil {
		return err
	}
	return r.element("", "testsuites", r.all, func() error {
		for _, s := range r.suites {
			if _, err := io.WriteString(r.out, "\n"); err != nil {
				return err
			}
			if err := r.element("  ", "testsuite", s.Testsuite, func() error { return s.cases.WriteTo(r.out, r.spool) }); err != nil {
				return err
			}
		}
		return nil
	})
}

// element writes an element and, before it ends, what else belongs into it: one line or more, each after a line feed.
func (r *junitReport) element(indent, name string, value any, inside func() error) error {
	var b bytes.Buffer
	e := xml.NewEncoder(&b)
	e.Indent(indent, "  ")
	if err := e.EncodeElement(value, xml.StartElement{Name: xml.Name{Local: name}}); err != nil {
		return err
	}
	end := "</" + name + ">"
	if _, err := r.out.Write(bytes.TrimRight(bytes.TrimSuffix(b.Bytes(), []byte(end)), "\n ")); err != nil {
		return err
	}
	if err := inside(); err != nil {
		return err
	}
	if name != "testsuites" || len(r.suites) > 0 {
		end = "\n" + indent + end
	}
	if name == "testsuites" {
		end += "\n"
	}
	_, err := io.WriteString(r.out, end)
	return err
}

// Close frees the test cases.
func (r *junitReport) Close() error { return r.spool.Close() }

func newJUnitSuite(s *reports.Scenario, r *reports.Results, id int) *junitSuite {
	suite := &junitSuite{}
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

// take makes a test case of a scenario and counts it.
func (suite *junitSuite) take(s *reports.Scenario, r *reports.Results) junitCase {
	d := narrative.Diagnose(s)
	c := junitCase{File: reports.Visible(s.File), Line: max(0, s.Line)}
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
	return c
}

// name gives a case its class and its name. They follow from the scenario alone, so that they are the same in every run, and tell the
// cases of any library apart. Where a document has two of one class and name all the same, the later one is named by its identifier too: CI
// systems take two such cases for one.
func (r *junitReport) name(c *junitCase, s *reports.Scenario) {
	c.Classname, c.Name = junitClass(s), s.Title()
	taken := func() bool { return r.names[maphash.String(r.seed, c.Classname+"\x00"+c.Name)] }
	if taken() {
		c.Name += " (" + reports.Visible(s.ID) + ")"
	}
	for n, name := 2, c.Name; taken(); n++ {
		c.Name = name + " " + strconv.Itoa(n)
	}
	r.names[maphash.String(r.seed, c.Classname+"\x00"+c.Name)] = true
}

// junitClass names the class that a CI system groups the case under, by building block and feature file: package and class are parted
// at the last dot.
func junitClass(s *reports.Scenario) string {
	block, _, _ := strings.Cut(s.BuildingBlock, "@")
	file := strings.TrimSuffix(strings.ReplaceAll(s.File, `\`, "/"), ".feature")
	if at := strings.LastIndex("/"+file, "/"+block+"/"); at >= 0 {
		file = file[at+len(block)+1:]
	} else {
		file = path.Base(file)
	}
	words := []string{block}
	for word := range strings.SplitSeq(file, "/") {
		words = append(words, strings.ReplaceAll(word, ".", "_"))
	}
	return reports.Visible(strings.Join(words, "."))
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
