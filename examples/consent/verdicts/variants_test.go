package verdicts_test

import (
	"net/http"
	"slices"

	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// choice is a freedom of consent.
type choice = freedom.Choice[consent.Choices]

// build builds the building block with choices.
func build(o sandbox.Options, c consent.Choices) (http.Handler, error) { return consent.NewWith(o, c) }

// variants is the catalogue of the freedoms of consent. Those of a group have nothing to do with each other.
func variants() []freedom.Group {
	newest := slices.Reverse[[]consent.Object]
	return []freedom.Group{
		freedom.GroupOf(build,
			callersIdentifiers(),
			named("newest first", "Lists begin with what is newest.", func(c *consent.Choices) { c.Arrange = newest }),
			otherHashes(),
		),
		freedom.GroupOf(build,
			identifiersOfAnyForm(),
			named("by identifier", "Lists are in the order of random identifiers, a page has at most 7 entries.", func(c *consent.Choices) {
				c.Arrange, c.PageSize = byIdentifier, 7
			}),
			otherTexts(),
		),
		freedom.GroupOf(build,
			saying("specific", "Identifiers are UUIDs, also those that a caller sends (chapter 7.4).", onlyUUIDs),
			named("short pages", "A page has at most 7 entries, also where more are asked for (CON-ERR-14).", func(c *consent.Choices) { c.PageSize = 7 }),
			openQuestions(),
			saying("something said", "Where no content is declared, there is some.", freedom.Rewrite(freedom.SomethingSaid)),
		),
		freedom.GroupOf(build,
			saying("bare records", "A consent record names the revision of its agreement alone (CON-ERR-40), and a signed one waits for another signature.",
				freedom.RewriteJSON(func(r *http.Request, v any) any { return bareRecords(r, moreSignatures(r, v)) })),
			saying("in use", "Hundreds of other things are there already, and others add and remove some all the time.", freedom.InUse(othersAdd)),
		),
		freedom.GroupOf(build,
			saying("left out", "Fields that the contract does not require are left out, unless they were sent.", freedom.RewriteJSON(withoutOptional)),
			saying("particular", "Changes that change nothing, or something that is no longer so, are refused.", particular),
		),
		freedom.GroupOf(build,
			choice{
				Variant: freedom.Variant{
					Name: "in use, newest first", About: "Others add and remove things all the time, where what is new moves everything else.",
					Before: freedom.InUse(othersAdd),
				},
				Choose: func(c *consent.Choices) { c.Arrange, c.PageSize = newest, 30 },
			},
			choice{Variant: freedom.Refusals(nil)},
		),
	}
}

func named(name, about string, choose func(*consent.Choices)) choice {
	return choice{Variant: freedom.Variant{Name: name, About: about}, Choose: choose}
}

func saying(name, about string, before freedom.Middleware) choice {
	return choice{Variant: freedom.Variant{Name: name, About: about, Before: before}}
}
