package cli

import (
	"github.com/fatih/color"

	"github.com/bbconform/bbconform/reports"
)

// palette colours words, or leaves them as they are.
type palette struct{ on bool }

func (p palette) paint(text string, attributes ...color.Attribute) string {
	c := color.New(attributes...)
	if p.on {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c.Sprint(text)
}

func (p palette) bold(text string) string  { return p.paint(text, color.Bold) }
func (p palette) faint(text string) string { return p.paint(text, color.Faint) }
func (p palette) red(text string) string   { return p.paint(text, color.FgRed) }

// verdict colours a verdict. The word itself always stands there, so that nothing is said by colour alone.
func (p palette) verdict(v reports.Verdict) string {
	switch v {
	case reports.Passed:
		return p.paint(string(v), color.FgGreen, color.Bold)
	case reports.Failed:
		return p.paint(string(v), color.FgRed, color.Bold)
	default:
		return p.paint(string(v), color.FgYellow, color.Bold)
	}
}
