package contract

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/contract/strictjson"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Declares reports whether the contract says anything about the value of a field of an answer of this status. Names are
// dotted, as those of a request's fields are; the empty one is the whole body. In an object that the contract leaves open every name
// is declared; in one whose properties it lists, others may be answered, and what they mean is the target's business.
func (o *Operation) Declares(status int, field string) bool {
	return o.AnswerField(status, field) != nil
}

// AnswerField returns what the contract says of a field of an answer (see Declares), and nil where it says nothing.
func (o *Operation) AnswerField(status int, field string) *openapi3.Schema {
	s := o.answerSchema(status)
	for _, step := range wording.SplitName(field) {
		if s == nil {
			return nil
		}
		s, _ = schema.StepInto(schema.OrEmpty(schema.Merged(s)), step)
	}
	return s
}

// AnswerContent returns what the contract declares of the body of an answer, by media type, and whether it declares the answer.
// Status is one of Statuses. The content must not be changed.
func (o *Operation) AnswerContent(status string) (content openapi3.Content, declared bool) {
	ref := o.operation.Responses.Value(status)
	if ref == nil || ref.Value == nil {
		return nil, false
	}
	return ref.Value.Content, true
}

// answerSchema returns the schema of the body that is declared for a status; nil where there is none.
func (o *Operation) answerSchema(status int) *openapi3.Schema {
	_, response := o.answer(status)
	if response == nil {
		return nil
	}
	return mediatype.Schema(response.Content[mediatype.Preferred(response.Content)])
}

// WhyNot says what keeps a value from conforming to a schema of an answer (see AnswerField); nothing where it conforms.
func (o *Operation) WhyNot(s *openapi3.Schema, value any) string {
	read, _, err := strictjson.Read([]byte(wording.JSON(value)))
	if err != nil {
		return err.Error()
	}
	c := &checker{operation: o, direction: schema.AsAnswer}
	c.schema("it", "", s, decoded{value: read, count: 1}, o.line)
	if len(c.findings) == 0 {
		return ""
	}
	f := c.findings[0]
	return fmt.Sprintf("%s (expected: %s)", f.Message, f.Expected)
}
