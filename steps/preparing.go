package steps

import (
	"context"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
)

// preparingSentences bring about what a scenario starts from.
func preparingSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `the "<block>" building block`,
				Example:  `Given the "consent" building block`,
				About:    "Says which building block the scenario is about. The version is that of the run.",
			},
			does: theBuildingBlock,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `an existing <resource>[ for the other <need>]`,
				Facts:    language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.Made, "need": language.TheOther}},
				Example:  `Given an existing data agreement`,
				About: "Makes one through its create operation, with everything that it needs, and removes it at the end where the contract " +
					"has an operation for that. From then on it is \"the data agreement\".",
			},
			does: anExistingResource,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `another existing <resource>[ for the other <need>]`,
				Facts:    language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.MadeOther, "need": language.TheOther}},
				Example:  `And another existing individual`,
				About:    "Makes one more. From then on it is \"the other individual\", and \"the individual\" stays what it was.",
			},
			does: anotherExistingResource,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `<n> existing <resources>[, each with its own <need>]`,
				Facts:    language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resources": language.Made, "need": language.MadeWith}},
				Example:  `Given 5 existing policies`,
				About:    "Makes several. The first of them is \"the policy\" unless there was one before.",
			},
			does: severalExistingResources,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `"<operation>" has been called[ again][ as <which> <role>][ for the other <resource>][ on behalf of the other <person>]`,
				Facts:    language.Facts{Parts: language.Parts{"again": language.ARepeat}, Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePerson}, Effect: language.MustCall},
				Example:  `Given "configPolicyDelete" has been called`,
				About:    "A call with the valid request, which must be accepted: otherwise the scenario is inconclusive.",
			},
			does: hasBeenCalled,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `"<operation>" has been called with`,
				Facts:    language.Facts{Makes: language.AnAnswer, Effect: language.MustCall},
				Example:  `And "configDataAgreementUpdate" has been called with`,
				About: "The same with changes, one a row: name of a parameter or of a body field, and its value. Where a name is both, or for " +
					"a header, the part goes before it: `query limit`, `body active`, `header X-Trace`.",
				Table: true,
			},
			does: hasBeenCalled,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `"<operation>" has been called[ as <which> <role>][ for the other <resource>][ on behalf of the other <person>], with`,
				Facts:    language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePerson}, Effect: language.MustCall},
				Example:  `And "serviceIndividualUpdate" has been called for the other individual, with`,
				About:    "The same for the other one.",
				Table:    true,
			},
			does: hasBeenCalled,
		},
	}
}

func theBuildingBlock(_ context.Context, s *Scenario, a language.Args) error {
	return s.MustBeAbout(a.Get("block"))
}

func anExistingResource(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Instances.MakeExisting(ctx, a.Get("resource"), a.Get("need"))
}

func anotherExistingResource(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Instances.MakeAnother(ctx, a.Get("resource"), a.Get("need"))
}

func severalExistingResources(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Instances.MakeSeveral(ctx, a.Get("resources"), a.Count(), a.Get("need"))
}

func hasBeenCalled(ctx context.Context, s *Scenario, a language.Args) error {
	return call(ctx, s, a, exchange.Preparing, scenario.WantAccepted)
}
