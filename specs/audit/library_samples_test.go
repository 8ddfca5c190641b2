package audit

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
	"github.com/bbconform/bbconform/specs/sample"
)

// library is read once for all tests: what they look at is never changed.
var library = sync.OnceValue(func() *specs.Catalogue { return specs.NewCatalogue(specs.Embedded()) })

// everyBlock runs a test for each building block that bbconform carries.
func everyBlock(t *testing.T, test func(t *testing.T, b *specs.Block)) {
	t.Helper()
	catalogue := library()
	refs, err := catalogue.Refs()
	if err != nil {
		t.Fatal(err)
	}
	if len(refs) == 0 {
		t.Fatal("nothing is embedded")
	}
	for _, ref := range refs {
		t.Run(ref.String(), func(t *testing.T) {
			t.Parallel()
			block, err := catalogue.Block(ref)
			if err != nil {
				t.Fatal(err)
			}
			test(t, block)
		})
	}
}

func TestBlocksAreValid(t *testing.T) {
	t.Parallel()
	everyBlock(t, func(t *testing.T, b *specs.Block) {
		for _, p := range Validate(b) {
			t.Error(p)
		}
	})
}

// TestSamplesConform holds the sample request of every operation against the contract. Placeholders are filled with values
// of the type that the contract asks for at their place.
func TestSamplesConform(t *testing.T) {
	t.Parallel()
	everyBlock(t, func(t *testing.T, b *specs.Block) {
		operations, err := b.Operations()
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range operations {
			sample, err := b.Sample(o.ID)
			if err != nil {
				t.Error(err)
				continue
			}
			var views []*contract.Operation
			for _, mediaType := range sample.MediaTypes(o) {
				view, err := o.As(mediaType)
				if err != nil {
					t.Fatal(err)
				}
				views = append(views, view)
			}
			if len(views) == 0 {
				views = append(views, o)
			}
			for _, view := range views {
				request, path, body, err := build(b, view, sample)
				if err != nil {
					t.Errorf("%s/%s/requests/%s.yaml: %v", b.Name, b.Version, o.ID, err)
					continue
				}
				for _, f := range view.CheckRequest(request, path, body) {
					t.Errorf("%s/%s/requests/%s.yaml, as %s: %s (expected %s, actual %s, %s)", b.Name, b.Version, o.ID, view.MediaType(), f.Message, f.Expected, f.Actual, f.Contract)
				}
			}
		}
	})
}

// TestSampleAnswersConform holds every sample answer against the contract.
func TestSampleAnswersConform(t *testing.T) {
	t.Parallel()
	everyBlock(t, func(t *testing.T, b *specs.Block) {
		operations, err := b.Operations()
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range operations {
			for _, status := range o.Statuses() {
				file := fmt.Sprintf("%s/%s/answers/%s.%s.yaml", b.Name, b.Version, o.ID, status)
				if !has(b.Folder(), fmt.Sprintf("answers/%s.%s.yaml", o.ID, status)) {
					if slices.Contains(sample.Statuses(o), status) {
						t.Errorf("%s is missing: write a plausible answer {header, body} to %s %s", file, o.Method, o.Path)
					}
					continue
				}
				sample, err := b.SampleAnswer(o.ID, status)
				if err != nil {
					t.Error(err)
					continue
				}
				answer, err := answerOf(b, o, status, sample)
				if err != nil {
					t.Errorf("%s: %v", file, err)
					continue
				}
				for _, f := range o.CheckAnswer(answer) {
					t.Errorf("%s: %s (expected %s, actual %s, %s)", file, f.Message, f.Expected, f.Actual, f.Contract)
				}
			}
		}
	})
}

// TestWeakAnswersAreErrata holds that a building block in which answers say nothing of their content admits it.
func TestWeakAnswersAreErrata(t *testing.T) {
	t.Parallel()
	everyBlock(t, func(t *testing.T, b *specs.Block) {
		operations, err := b.Operations()
		if err != nil {
			t.Fatal(err)
		}
		var weak []string
		for _, o := range operations {
			for _, status := range o.WeakStatuses() {
				weak = append(weak, o.ID+" "+status)
			}
		}
		if len(weak) > 0 && specs.CountErrata(b.Errata)["weak"] == 0 {
			t.Errorf("%s/%s/block.yaml: these answers say nothing, and no erratum of kind weak says so: %s", b.Name, b.Version, strings.Join(weak, ", "))
		}
	})
}

// answerOf makes an answer of a sample.
func answerOf(b *specs.Block, o *contract.Operation, status string, s *sample.Answer) (contract.Answer, error) {
	full := &sample.Answer{Header: map[string]any{}}
	for name, value := range s.Header {
		v, err := filled(b, nil, value)
		if err != nil {
			return contract.Answer{}, err
		}
		full.Header[name] = v
	}
	content, _ := o.AnswerContent(status)
	body, err := filled(b, mediatype.Schema(content[mediatype.Preferred(content)]), s.Body)
	if err != nil {
		return contract.Answer{}, err
	}
	full.Body = body
	return full.Of(o, status)
}

// build makes a request of a sample.
func build(b *specs.Block, o *contract.Operation, s *sample.Request) (*http.Request, map[string]string, []byte, error) {
	path := map[string]string{}
	for _, name := range contract.PathParameters(o.Path) {
		path[name] = "1" // of the current resource, where the sample does not say it
	}
	query, header := url.Values{}, http.Header{}
	for _, part := range []struct {
		in     string
		values map[string]any
		set    func(name, value string)
	}{
		{contract.InPath, s.Path, func(name, value string) { path[name] = value }},
		{contract.InQuery, s.Query, query.Set},
		{contract.InHeader, s.Header, header.Set},
	} {
		for name, value := range part.values {
			var declared *openapi3.Schema
			if f, err := o.Field(part.in, name); err == nil {
				declared = f.Schema
			} else if part.in != contract.InHeader { // a header may be one that the contract does not name
				return nil, nil, nil, err
			}
			text, err := filled(b, declared, value)
			if err != nil {
				return nil, nil, nil, err
			}
			part.set(name, wording.Text(text))
		}
	}
	var body []byte
	if value := s.BodyOf(o); value != nil {
		field, err := o.Field(contract.InBody, "")
		if err != nil {
			return nil, nil, nil, err
		}
		value, err := filled(b, field.Schema, value)
		if err != nil {
			return nil, nil, nil, err
		}
		contentType, encoded, err := o.EncodeBody(value)
		if err != nil {
			return nil, nil, nil, err
		}
		header.Set("Content-Type", contentType)
		body = encoded
	}
	target := o.Path
	for name, value := range path {
		target = strings.ReplaceAll(target, "{"+name+"}", url.PathEscape(value))
	}
	request, err := http.NewRequestWithContext(context.Background(), o.Method, "https://target.example"+target+"?"+query.Encode(), bytes.NewReader(body))
	if err != nil {
		return nil, nil, nil, err
	}
	request.Header = header
	return request, path, body, nil
}

// filled fills the placeholders of a value that a schema describes.
func filled(b *specs.Block, s *openapi3.Schema, v any) (any, error) {
	m := schema.OrEmpty(schema.Merged(s))
	switch v := v.(type) {
	case map[string]any:
		result := map[string]any{}
		for name, value := range v {
			next, _ := schema.StepInto(m, name)
			inner, err := filled(b, next, value)
			if err != nil {
				return nil, err
			}
			result[name] = inner
		}
		return result, nil
	case []any:
		result := []any{}
		for _, value := range v {
			next, _ := schema.StepInto(m, "0")
			inner, err := filled(b, next, value)
			if err != nil {
				return nil, err
			}
			result = append(result, inner)
		}
		return result, nil
	}
	return sample.Expand(v, func(expr string) (any, error) {
		if err := b.CheckPlaceholder(expr); err != nil {
			return nil, err
		}
		if name, ok := strings.CutPrefix(expr, "data."); ok {
			for _, d := range b.Data {
				if d.Name == name {
					return d.Value, nil
				}
			}
		}
		switch expr {
		case "unique", "scenario":
			return "u7f3a90c1b2d", nil // as long as a real one
		case "uuid":
			return "7f3a90c1-b2d4-4e5f-8a6b-7c8d9e0f1a2b", nil
		case "number":
			return int64(1_734_209_118), nil
		case "today":
			return "2026-01-31", nil
		case "now":
			return "2026-01-31T12:00:00Z", nil
		}
		return plausible(m), nil
	})
}

// plausible returns a value that a schema accepts.
func plausible(s *openapi3.Schema) any {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type.Is(openapi3.TypeInteger), s.Type.Is(openapi3.TypeNumber):
		return 1
	case s.Type.Is(openapi3.TypeBoolean):
		return true
	case s.Type.Is(openapi3.TypeArray):
		return []any{}
	case s.Type.Is(openapi3.TypeObject):
		return map[string]any{}
	}
	switch s.Format {
	case "uuid":
		return "0190f3a5-7c1d-7000-8000-000000000001"
	case "date":
		return "2026-01-31"
	case "date-time":
		return "2026-01-31T12:00:00Z"
	case "uri":
		return "https://target.example/1"
	}
	return strings.Repeat("1", max(1, int(s.MinLength)))
}
