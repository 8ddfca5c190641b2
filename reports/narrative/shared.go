package narrative

import (
	"strconv"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// mostNumbers is how many exchanges of another scenario are named one by one.
const mostNumbers = 20

// Shared says what other scenarios sent for a step, a line for each: "sent by consent/policies/…, in its exchanges 1 and 2".
func Shared(t *reports.Step) []string {
	var lines []string
	for _, s := range t.Shared {
		if len(s.Exchanges) == 0 {
			continue
		}
		var numbers []string
		for _, n := range s.Exchanges[:min(len(s.Exchanges), mostNumbers)] {
			numbers = append(numbers, strconv.Itoa(n))
		}
		if more := len(s.Exchanges) - len(numbers); more > 0 {
			numbers = append(numbers, phrase.Number(more)+" more")
		}
		word := "exchange "
		if len(numbers) > 1 {
			word = "exchanges "
		}
		lines = append(lines, "sent by "+reports.FirstLine(s.Scenario, 200)+", in its "+word+phrase.Enumerate(numbers))
	}
	return lines
}
