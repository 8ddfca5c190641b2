package steps

import (
	"strings"
)

// fieldList reads "a, b.c".
func fieldList(text string) []string {
	var fields []string
	for field := range strings.SplitSeq(text, ",") {
		if field = strings.TrimSpace(field); field != "" {
			fields = append(fields, field)
		}
	}
	return fields
}
