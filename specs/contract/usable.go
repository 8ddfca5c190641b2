package contract

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
)

// Unusable compiles the schemas of all bodies of a contract of OpenAPI 3.1 and returns what keeps them from being compiled.
func (c *Contract) Unusable() []error {
	var failed []error
	for _, id := range slices.Sorted(maps.Keys(c.byID)) {
		try := func(what string, content openapi3.Content, d schema.Direction) {
			for _, name := range slices.Sorted(maps.Keys(content)) {
				s := mediatype.Schema(content[name])
				if s == nil {
					continue
				}
				if err := c.validator.Usable(s, d); err != nil {
					failed = append(failed, fmt.Errorf("%s, %s: %w", id, what, err))
				}
			}
		}
		operation := c.byID[id].operation
		if body := BodyOf(operation); body != nil {
			try("request body", body.Content, schema.AsRequest)
		}
		answers := AnswersOf(operation)
		for _, status := range slices.Sorted(maps.Keys(answers)) {
			try("answer "+status, answers[status].Content, schema.AsAnswer)
		}
	}
	return failed
}
