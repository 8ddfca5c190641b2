package language

import "strconv"

// RefusalCase is a scenario that breaks one thing about a request, sends it, and asks for nothing but its refusal. Scenarios of the same
// Common begin alike and send the same request, each with a fault of its own. Nothing that one of them does may change anything, so they
// can be carried out in the same state, beside the same control.
type RefusalCase struct {
	Common  string // every sentence but the fault, to the letter; equal where two cases can share what they begin with
	Request int    // index of the sentence that prepares the request, from 0: what comes before it brings about the state
	Fault   int    // index of the sentence that breaks it
	Send    int    // index of the sentence that sends it
}

// RefusalCaseOf returns what a scenario is as a case of a refusal, and false where it is none: where it acts more than once, leaves the
// outcome open, or asks for anything beside the refusal. What a scenario asks for of lists, of other instances or of what its control
// left is told apart only where everything is its own. Definitions are those of its sentences, one each.
func RefusalCaseOf(sentences []Sentence, definitions []*Definition) (RefusalCase, bool) {
	c := RefusalCase{Request: -1, Fault: -1, Send: -1}
	refused := false
	for i, sentence := range sentences {
		d := definitions[i]
		if !c.take(i, sentence.Phase, d) {
			return RefusalCase{}, false
		}
		refused = refused || d.Effect == Refuses
		if i == c.Fault {
			c.Common += "\n" // where the fault is, which is not the same for all
			continue
		}
		c.Common += string(sentence.Phase) + " " + strconv.Quote(sentence.Text)
		for _, row := range sentence.Table {
			for _, cell := range row {
				c.Common += " " + strconv.Quote(cell)
			}
			c.Common += ";"
		}
		c.Common += "\n"
	}
	return c, refused
}

// take takes one more sentence into the case and reports whether it has room for it.
func (c *RefusalCase) take(i int, phase Phase, d *Definition) bool {
	switch {
	case c.Request < 0 && d.Effect == Prepares:
		c.Request = i
		return phase == Preparation
	case c.Request < 0: // what the request begins with
		return phase == Preparation
	case c.Send < 0:
		switch d.Effect {
		case Changes, LeavesOut, Writes:
			return true
		case Breaks:
			first := c.Fault < 0
			c.Fault = i
			return first
		case Sends:
			c.Send = i
			return c.Fault >= 0 && !d.Makes.Has(ABatch)
		}
		return false
	}
	return d.Effect == Refuses
}
