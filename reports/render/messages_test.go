package render

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	messages "github.com/cucumber/messages/go/v34"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// messageSchema is the schema that the Cucumber project publishes with version 34 of its messages.
func messageSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	b, err := os.ReadFile("testdata/cucumber/messages.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var id struct {
		ID string `json:"$id"`
	}
	if err := json.Unmarshal(b, &id); err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(id.ID, document); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile(id.ID)
}

func TestMessagesFollowThePublishedSchema(t *testing.T) {
	t.Parallel()
	s := messageSchema(t)
	withoutSources := sample.Header(t)
	withoutSources.Sources = nil
	for name, f := range map[string]*record.File{
		"sample":          sample.Open(t, sample.Header(t), sample.Scenarios(t)),
		"without sources": sample.Open(t, withoutSources, sample.Scenarios(t)),
		"hostile":         sample.Open(t, reports.Results{Complete: true}, sample.HostileScenarios()),
	} {
		for line := range bytes.Lines(rendered(t, f, "messages")) {
			envelope, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(envelope); err != nil {
				t.Errorf("%s: %.200s: %v", name, line, err)
			}
		}
	}
}

// TestMessagesBelongTogether follows every reference from one message to another.
func TestMessagesBelongTogether(t *testing.T) {
	t.Parallel()
	changed := sample.Header(t)
	changed.Sources = slices.Clone(changed.Sources)
	changed.Sources[0].Text = strings.Replace(changed.Sources[0].Text, "When it is sent", "When it is posted", 1) // not what was run
	changed.Sources[1].Text = "This is no feature."
	changed.Sources = append(changed.Sources, changed.Sources[2])
	for name, f := range map[string]*record.File{
		"sample":  sample.Open(t, sample.Header(t), sample.Scenarios(t)),
		"changed": sample.Open(t, changed, sample.Scenarios(t)),
		"hostile": sample.Open(t, reports.Results{Complete: true}, sample.HostileScenarios()),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			followReferences(t, envelopes(t, rendered(t, f, "messages")), f.Results().Counts.Total)
		})
	}
}

func followReferences(t *testing.T, all []messages.Envelope, scenarios int) {
	t.Helper()
	ids := map[string]string{}
	own := func(kind, id string) {
		if id == "" || ids[id] != "" {
			t.Errorf("the id %q of a %s is that of a %s too", id, kind, ids[id])
		}
		ids[id] = kind
	}
	refer := func(kind, id string) {
		if ids[id] != kind {
			t.Errorf("%q should be a %s and is a %q", id, kind, ids[id])
		}
	}
	uris := map[string]bool{}
	open, cases, run := "", 0, ""
	for i, e := range all {
		switch {
		case e.Meta != nil && i != 0:
			t.Error("meta is not first")
		case e.Source != nil:
			if uris[e.Source.Uri] {
				t.Errorf("two sources are %s", e.Source.Uri)
			}
			uris[e.Source.Uri] = true
		case e.GherkinDocument != nil && !uris[e.GherkinDocument.Uri], e.Pickle != nil && !uris[e.Pickle.Uri]:
			t.Errorf("a document without a source: %+v", e)
		case e.Pickle != nil:
			own("pickle", e.Pickle.Id)
			for _, s := range e.Pickle.Steps {
				own("pickle step", s.Id)
			}
		case e.StepDefinition != nil:
			own("step definition", e.StepDefinition.Id)
		case e.Hook != nil:
			own("hook", e.Hook.Id)
		case e.TestRunStarted != nil:
			own("run", e.TestRunStarted.Id)
			run = e.TestRunStarted.Id
		case e.TestCase != nil:
			cases++
			own("test case", e.TestCase.Id)
			refer("pickle", e.TestCase.PickleId)
			ids[e.TestCase.PickleId] = "used pickle" // one scenario each
			refer("run", e.TestCase.TestRunStartedId)
			for _, s := range e.TestCase.TestSteps {
				own("test step", s.Id)
				if s.PickleStepId != "" {
					refer("pickle step", s.PickleStepId)
					refer("step definition", s.StepDefinitionIds[0])
				} else {
					refer("hook", s.HookId)
				}
			}
		case e.TestCaseStarted != nil:
			open = e.TestCaseStarted.Id
			own("attempt", open)
			refer("test case", e.TestCaseStarted.TestCaseId)
		case e.TestStepStarted != nil:
			refer("test step", e.TestStepStarted.TestStepId)
			ids[e.TestStepStarted.TestStepId] = "running step"
		case e.Attachment != nil:
			if e.Attachment.TestCaseStartedId != open {
				t.Error("an attachment of another test case")
			}
			refer("running step", e.Attachment.TestStepId)
		case e.TestStepFinished != nil:
			refer("running step", e.TestStepFinished.TestStepId)
			ids[e.TestStepFinished.TestStepId] = "finished step"
		case e.TestCaseFinished != nil && e.TestCaseFinished.TestCaseStartedId != open:
			t.Error("another test case ended than began")
		case e.TestRunFinished != nil && (i != len(all)-1 || e.TestRunFinished.TestRunStartedId != run):
			t.Error("the end is not last, or of another run")
		}
	}
	if cases != scenarios {
		t.Errorf("%d test cases for %d scenarios", cases, scenarios)
	}
	for id, kind := range ids {
		if kind == "test step" || kind == "running step" {
			t.Errorf("%s %s did not end", kind, id)
		}
	}
}

func TestMessagesCarryEveryExchange(t *testing.T) {
	t.Parallel()
	f := sample.Open(t, sample.Header(t), sample.Scenarios(t))
	attachments, shared := 0, 0
	for _, e := range envelopes(t, rendered(t, f, "messages")) {
		if e.Attachment == nil {
			continue
		}
		if strings.HasPrefix(e.Attachment.Body, "Sent by A scenario of somebody else, in its exchange") {
			shared++
		} else {
			attachments++
		}
		if strings.ContainsFunc(e.Attachment.Body, func(r rune) bool { return r != '\n' && r != '\t' && reports.IsHidden(r) }) {
			t.Errorf("attachment with hidden characters: %q", e.Attachment.Body)
		}
	}
	exchanges, sharing := 0, 0
	for _, s := range sample.ReadAll(t, f) {
		exchanges += len(s.Exchanges)
		for _, step := range s.Steps {
			if len(step.Shared) > 0 {
				sharing++
			}
		}
	}
	if shared != sharing || sharing == 0 {
		t.Errorf("%d of %d steps say what others sent for them", shared, sharing)
	}
	if attachments != exchanges || exchanges == 0 {
		t.Errorf("%d attachments for %d exchanges", attachments, exchanges)
	}
}

// GovStack's platform reads the messages line by line with a reader that takes U+2028 for the end of a line too.
func TestMessagesAreOneALineForEveryReader(t *testing.T) {
	t.Parallel()
	b := rendered(t, sample.Open(t, sample.Header(t), sample.Scenarios(t)), "messages")
	if bytes.ContainsAny(b, "\r\u2028\u2029") || !bytes.HasSuffix(b, []byte("}\n")) || bytes.Contains(b, []byte("\n\n")) {
		t.Error("some reader would cut a message in two")
	}
}

func TestRenderWritesWholeFiles(t *testing.T) {
	t.Parallel()
	f := sample.Open(t, sample.Header(t), sample.Scenarios(t))
	dir := t.TempDir()
	written, err := Write(f, dir)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(written) != 4 || len(entries) != 4 || written[0] != filepath.Join(dir, "index.html") {
		t.Errorf("written %v, there are %v", written, entries)
	}
	if _, err := Write(f, filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there is no error")
	}
	if _, err := FindFormat("pdf\x1b"); err == nil || !strings.Contains(err.Error(), "html, junit, messages, summary") {
		t.Errorf("error %v", err)
	}
}
