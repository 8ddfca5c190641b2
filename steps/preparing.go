package steps

import (
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/request"
)

func preparingSentences() []Definition {
	return []Definition{
		{
			Group:    groupPreparing,
			Sentence: `the "<block>" building block`,
			Example:  `Given the "consent" building block`,
			About:    "Says which building block the scenario is about. The version is that of the run.",
			run:      theBuildingBlock,
		}, {
			Group:    groupPreparing,
			Sentence: `an existing <resource>[ for the other <need>]`,
			Facts:    Facts{Makes: AnAnswer, Kinds: Roles{"resource": Made, "need": TheOther}},
			Example:  `Given an existing data agreement`,
			About: "Makes one through its create operation, with everything that it needs, and removes it at the end where the contract " +
				"has an operation for that. From then on it is \"the data agreement\".",
			run: anExistingResource,
		}, {
			Group:    groupPreparing,
			Sentence: `another existing <resource>[ for the other <need>]`,
			Facts:    Facts{Makes: AnAnswer, Kinds: Roles{"resource": MadeOther, "need": TheOther}},
			Example:  `And another existing individual`,
			About:    "Makes one more. From then on it is \"the other individual\", and \"the individual\" stays what it was.",
			run:      anotherExistingResource,
		}, {
			Group:    groupPreparing,
			Sentence: `<n> existing <resources>[, each with its own <need>]`,
			Facts:    Facts{Makes: AnAnswer, Kinds: Roles{"resources": Made, "need": MadeWith}},
			Example:  `Given 5 existing policies`,
			About:    "Makes several. The first of them is \"the policy\" unless there was one before.",
			run:      severalExistingResources,
		}, {
			Group:    groupPreparing,
			Sentence: `"<operation>" has been called[ again][ for the other <resource>][ on behalf of the other <person>]`,
			Facts:    Facts{Parts: Parts{"again": ARepeat}, Makes: AnAnswer, Kinds: Roles{"resource": TheOther, "person": ThePrincipal}, Effect: MustCall},
			Example:  `Given "configPolicyDelete" has been called`,
			About:    "A call with the valid request, which must be accepted: otherwise the scenario is inconclusive.",
			run:      hasBeenCalled,
		}, {
			Group:    groupPreparing,
			Sentence: `"<operation>" has been called with`,
			Facts:    Facts{Makes: AnAnswer, Effect: MustCall},
			Example:  `And "configDataAgreementUpdate" has been called with`,
			About: "The same with changes, one a row: name of a parameter or of a body field, and its value. Where a name is both, or for " +
				"a header, the part goes before it: `query limit`, `body active`, `header X-Trace`.",
			Table: true,
			run:   hasBeenCalled,
		}, {
			Group:    groupPreparing,
			Sentence: `"<operation>" has been called[ for the other <resource>][ on behalf of the other <person>], with`,
			Facts:    Facts{Makes: AnAnswer, Kinds: Roles{"resource": TheOther, "person": ThePrincipal}, Effect: MustCall},
			Example:  `And "serviceIndividualUpdate" has been called for the other individual, with`,
			About:    "The same for the other one.",
			Table:    true,
			run:      hasBeenCalled,
		},
	}
}

func requestSentences() []Definition {
	return []Definition{
		{
			Group:    groupPreparing,
			Sentence: `a valid "<operation>" request[ for the other <resource>]`,
			Facts:    Facts{Makes: ARequest, Kinds: Roles{"resource": TheOther}, Effect: Prepares},
			Example:  `Given a valid "configPolicyCreate" request`,
			About:    "Starts from the sample request of the operation. What it refers to is made first where there is none yet.",
			run:      aValidRequest,
		}, {
			Group:    groupPreparing,
			Sentence: `its <part> "<field>" <fault>`,
			Facts:    Facts{Needs: ARequest, Effect: Breaks},
			Example:  `But its body field "policy.name" is missing`,
			About: "Breaks one thing. When the request is sent, it is first sent without its faults, as the control, which must be accepted. " +
				"The part is a body field, query parameter, header or path parameter; fields of objects and arrays are reached with dots " +
				"(`entries.0.name`). The faults are listed below; one that the contract leaves no room for stops the run before it begins.",
			run: aboutDraft(breakField),
		}, {
			Group:    groupPreparing,
			Sentence: `its body is <media>`,
			Facts:    Facts{Needs: ARequest, Effect: Writes},
			Example:  `And its body is a form in parts`,
			About: "No fault: where the contract takes several sorts of bodies, the valid request is written in this one. JSON; a form in parts " +
				"(multipart/form-data, in which files can be sent); a form in one line (application/x-www-form-urlencoded); XML; plain text; a " +
				"file. It comes before anything about the body is changed or broken.",
			run: aboutDraft(bodyIs),
		}, {
			Group:    groupPreparing,
			Sentence: `its body is of the type "<type>"`,
			Facts:    Facts{Needs: ARequest, Effect: Writes},
			Example:  `And its body is of the type "image/png"`,
			About:    "The same by the name of the media type, where words would not tell two of them apart.",
			run:      aboutDraft(bodyIs),
		}, {
			Group:    groupPreparing,
			Sentence: `its body is missing`,
			Facts:    Facts{Needs: ARequest, Effect: Breaks, Breaks: request.BodyMissing},
			Example:  `But its body is missing`,
			About:    "A fault: nothing is sent where the contract requires a body.",
			run:      aboutDraft(breakBody(request.BodyMissing)),
		}, {
			Group:    groupPreparing,
			Sentence: `its body is not readable`,
			Facts:    Facts{Needs: ARequest, Effect: Breaks, Breaks: request.BodyUnreadable},
			Example:  `But its body is not readable`,
			About:    "A fault: the body ends in the middle. Not for a form in one line, plain text and files, of which the beginning is as readable as the whole.",
			run:      aboutDraft(breakBody(request.BodyUnreadable)),
		}, {
			Group:    groupPreparing,
			Sentence: `it carries no credentials`,
			Facts:    Facts{Needs: ARequest, Effect: Breaks, Breaks: request.NoCredentials},
			Example:  `But it carries no credentials`,
			About:    "A fault. Not applicable where neither the contract nor the target's configuration has credentials.",
			run:      carriesCredentials(exchange.None),
		}, {
			Group:    groupPreparing,
			Sentence: `it carries wrong credentials`,
			Facts:    Facts{Needs: ARequest, Effect: Breaks, Breaks: request.WrongCredentials},
			Example:  `But it carries wrong credentials`,
			About:    "A fault: well-formed credentials that were never issued.",
			run:      carriesCredentials(exchange.Wrong),
		}, {
			Group:    groupPreparing,
			Sentence: `it is made on behalf of nobody`,
			Facts:    Facts{Needs: ARequest | APrincipal, Effect: Breaks, Breaks: request.OnBehalfOfNobody},
			Example:  `But it is made on behalf of nobody`,
			About:    "A fault: the header that names the person is left out.",
			run:      aboutDraft(breakPrincipal(request.OnBehalfOfNobody)),
		}, {
			Group:    groupPreparing,
			Sentence: `it is made on behalf of somebody unknown`,
			Facts:    Facts{Needs: ARequest | APrincipal, Effect: Breaks, Breaks: request.OnBehalfOfUnknown},
			Example:  `But it is made on behalf of somebody unknown`,
			About:    "A fault: the header names a person that does not exist.",
			run:      aboutDraft(breakPrincipal(request.OnBehalfOfUnknown)),
		}, {
			Group:    groupPreparing,
			Sentence: `it is made on behalf of the other <person>`,
			Facts:    Facts{Needs: ARequest, Kinds: Roles{"person": ThePrincipal}, Effect: Changes},
			Example:  `And it is made on behalf of the other individual`,
			About:    "No fault: the header names the other person.",
			run:      madeOnBehalfOfOther,
		}, {
			Group:    groupPreparing,
			Sentence: `its <part> "<field>" is set to "<value>"`,
			Facts:    Facts{Needs: ARequest, Effect: Changes},
			Example:  `And its query parameter "limit" is set to "2"`,
			About:    "No fault: changes the valid request. The value is a number or true/false where the contract says so.",
			run:      aboutDraft(setField),
		}, {
			Group:    groupPreparing,
			Sentence: `its <part> "<field>" is set to the remembered "<name>"`,
			Facts:    Facts{Needs: ARequest | AMemory, Effect: Changes},
			Example:  `And its query parameter "revisionId" is set to the remembered "first revision"`,
			About:    "No fault: the same with a value of an earlier answer.",
			run:      setFieldRemembered,
		}, {
			Group:    groupPreparing,
			Sentence: `its <part> "<field>" is left out`,
			Facts:    Facts{Needs: ARequest, Effect: LeavesOut},
			Example:  `And its query parameter "limit" is left out`,
			About:    "No fault: something optional of the sample is not sent.",
			run:      aboutDraft(leaveOutField),
		},
	}
}
