package sample_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/sample"
)

func TestSampledStatuses(t *testing.T) {
	t.Parallel()
	block, err := specs.NewCatalogue(fixture.FS(fixture.VoucherFiles())).Block(specs.Ref{Name: "vouchers", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{"activate": {"200"}, "cancel": {}, "activated": {"default"}} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, sample.Statuses(o)); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
	if weak := thing(t, "choose").WeakStatuses(); len(weak) != 1 || weak[0] != "200" {
		t.Error(weak)
	}
	things := thing(t, "readThing")
	if diff := cmp.Diff([]string{"206"}, things.WeakStatuses()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"200", "201", "203", "206"}, sample.Statuses(things)); diff != "" {
		t.Error(diff)
	}
}

func TestSampleAnswer(t *testing.T) {
	t.Parallel()
	block, err := specs.NewCatalogue(fixture.FS(fixture.VoucherFiles())).Block(specs.Ref{Name: "vouchers", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	o, err := block.Operation("activate")
	if err != nil {
		t.Fatal(err)
	}
	activated, err := block.SampleAnswer("activate", "200")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := block.SampleAnswer("activate", "200"); again != activated {
		t.Error("read twice")
	}
	answer, err := activated.Of(o, "200")
	if err != nil || answer.Status != 200 || answer.Header.Get("X-Id") != "7" || answer.Header.Get("Content-Type") != "application/json" ||
		string(answer.Body) != `{"note":null,"serial":"A1"}` {
		t.Errorf("%+v %s, %v", answer, answer.Body, err)
	}
	if got := o.CheckAnswer(answer); got != nil {
		t.Error(got)
	}
	if _, err := activated.Of(o, "404"); err == nil || !strings.Contains(err.Error(), "declares no answer 404; it declares 200") {
		t.Error(err)
	}
	if _, err := block.SampleAnswer("activate", "201"); err == nil || !strings.Contains(err.Error(), "answers/activate.201.yaml is missing") {
		t.Error(err)
	}
	read := thing(t, "readThing")
	text, err := (&sample.Answer{Body: "short"}).Of(read, "201")
	if err != nil || string(text.Body) != "short" || read.CheckAnswer(text) != nil {
		t.Errorf("%s, %v", text.Body, err)
	}
	if _, err := (&sample.Answer{Body: int64(1)}).Of(read, "201"); err == nil || !strings.Contains(err.Error(), "write it as a text") {
		t.Error(err)
	}
	for want, body := range map[string]any{"{\"a\":1}\n": map[string]any{"a": 1}, "1\n2\n": []any{1, 2}, "": []any{}, "{}\n": "{}\n"} {
		stream := &sample.Answer{Header: map[string]any{"Content-Type": "application/x-ndjson"}, Body: body}
		if got, err := stream.Of(read, "203"); err != nil || string(got.Body) != want || read.CheckAnswer(got) != nil {
			t.Errorf("%q, %v, want %q", got.Body, err, want)
		}
	}
	xml := &sample.Answer{Header: map[string]any{"Content-Type": "application/xml"}, Body: "<a/>"}
	if got, err := xml.Of(read, "203"); err != nil || string(got.Body) != "<a/>" {
		t.Error(err)
	}
}

// thing returns an operation of a contract that has every kind of answer.
func thing(t *testing.T, id string) *contract.Operation {
	t.Helper()
	o, err := contract.NewSet("things@1", fixture.FS(map[string]string{"things.yaml": fixture.Things}), []contract.Info{{File: "things.yaml"}},
		func(string) string { return "" }, nil).Operation(id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}
