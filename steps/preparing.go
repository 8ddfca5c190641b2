package steps

import (
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
)

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
				Sentence: `"<operation>" has been called[ again][ for the other <resource>][ on behalf of the other <person>]`,
				Facts:    language.Facts{Parts: language.Parts{"again": language.ARepeat}, Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePrincipal}, Effect: language.MustCall},
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
				Sentence: `"<operation>" has been called[ for the other <resource>][ on behalf of the other <person>], with`,
				Facts:    language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePrincipal}, Effect: language.MustCall},
				Example:  `And "serviceIndividualUpdate" has been called for the other individual, with`,
				About:    "The same for the other one.",
				Table:    true,
			},
			does: hasBeenCalled,
		},
	}
}

func requestSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `a valid "<operation>" request[ for the other <resource>]`,
				Facts:    language.Facts{Makes: language.ARequest, Kinds: language.Roles{"resource": language.TheOther}, Effect: language.Prepares},
				Example:  `Given a valid "configPolicyCreate" request`,
				About:    "Starts from the sample request of the operation. What it refers to is made first where there is none yet.",
			},
			does: aValidRequest,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its <part> "<field>" <fault>`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Breaks},
				Example:  `But its body field "policy.name" is missing`,
				About: "Breaks one thing. When the request is sent, it is first sent without its faults, as the control, which must be accepted. " +
					"The part is a body field, query parameter, header or path parameter; fields of objects and arrays are reached with dots " +
					"(`entries.0.name`). The faults are listed below; one that the contract leaves no room for stops the run before it begins.",
			},
			does: aboutDraft(breakField),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its body is <media>`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Writes},
				Example:  `And its body is a form in parts`,
				About: "No fault: where the contract takes several sorts of bodies, the valid request is written in this one. JSON; a form in parts " +
					"(multipart/form-data, in which files can be sent); a form in one line (application/x-www-form-urlencoded); XML; plain text; a " +
					"file. It comes before anything about the body is changed or broken.",
			},
			does: aboutDraft(bodyIs),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its body is of the type "<type>"`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Writes},
				Example:  `And its body is of the type "image/png"`,
				About:    "The same by the name of the media type, where words would not tell two of them apart.",
			},
			does: aboutDraft(bodyIs),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its body is missing`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Breaks, Breaks: request.BodyMissing},
				Example:  `But its body is missing`,
				About:    "A fault: nothing is sent where the contract requires a body.",
			},
			does: aboutDraft(breakBody(request.BodyMissing)),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its body is not readable`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Breaks, Breaks: request.BodyUnreadable},
				Example:  `But its body is not readable`,
				About:    "A fault: the body ends in the middle. Not for a form in one line, plain text and files, of which the beginning is as readable as the whole.",
			},
			does: aboutDraft(breakBody(request.BodyUnreadable)),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it carries no credentials`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Breaks, Breaks: request.NoCredentials},
				Example:  `But it carries no credentials`,
				About:    "A fault. Not applicable where neither the contract nor the target's configuration has credentials.",
			},
			does: carriesCredentials(exchange.None),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it carries wrong credentials`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Breaks, Breaks: request.WrongCredentials},
				Example:  `But it carries wrong credentials`,
				About:    "A fault: well-formed credentials that were never issued.",
			},
			does: carriesCredentials(exchange.Wrong),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it is made on behalf of nobody`,
				Facts:    language.Facts{Needs: language.ARequest | language.APrincipal, Effect: language.Breaks, Breaks: request.OnBehalfOfNobody},
				Example:  `But it is made on behalf of nobody`,
				About:    "A fault: the header that names the person is left out.",
			},
			does: aboutDraft(breakPrincipal(request.OnBehalfOfNobody)),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it is made on behalf of somebody unknown`,
				Facts:    language.Facts{Needs: language.ARequest | language.APrincipal, Effect: language.Breaks, Breaks: request.OnBehalfOfUnknown},
				Example:  `But it is made on behalf of somebody unknown`,
				About:    "A fault: the header names a person that does not exist.",
			},
			does: aboutDraft(breakPrincipal(request.OnBehalfOfUnknown)),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it is made on behalf of the other <person>`,
				Facts:    language.Facts{Needs: language.ARequest, Kinds: language.Roles{"person": language.ThePrincipal}, Effect: language.Changes},
				Example:  `And it is made on behalf of the other individual`,
				About:    "No fault: the header names the other person.",
			},
			does: madeOnBehalfOfOther,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its <part> "<field>" is set to "<value>"`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Changes},
				Example:  `And its query parameter "limit" is set to "2"`,
				About:    "No fault: changes the valid request. The value is a number or true/false where the contract says so.",
			},
			does: aboutDraft(setField),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its <part> "<field>" is set to the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.ARequest | language.AMemory, Effect: language.Changes},
				Example:  `And its query parameter "revisionId" is set to the remembered "first revision"`,
				About:    "No fault: the same with a value of an earlier answer.",
			},
			does: setFieldRemembered,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `its <part> "<field>" is left out`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.LeavesOut},
				Example:  `And its query parameter "limit" is left out`,
				About:    "No fault: something optional of the sample is not sent.",
			},
			does: aboutDraft(leaveOutField),
		},
	}
}
