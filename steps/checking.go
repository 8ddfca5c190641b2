package steps

import (
	"github.com/bbconform/bbconform/steps/language"
)

func answerSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it is accepted`,
				Facts:    language.Facts{Needs: language.AnAnswer, Effect: language.Accepts},
				Example:  `Then it is accepted`,
				About:    "The status is a 2xx that the contract declares, and the answer conforms to the contract.",
			},
			does: isAccepted,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the answer is <status> and conforms to the contract`,
				Facts:    language.Facts{Needs: language.AnAnswer, Effect: language.HasStatus},
				Example:  `Then the answer is 200 and conforms to the contract`,
				About:    "The same for one particular status.",
			},
			does: isStatus,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it is refused`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AControl, Effect: language.Refuses},
				Example:  `Then it is refused`,
				About: "Any 4xx; a declared one is held against its schema. Never 2xx, 3xx or 5xx, and nothing internal (stack traces, errors of a " +
					"database, paths of source files) is disclosed. What a request with a fault was to change reads as before it. The same operation " +
					"must have been accepted before in the scenario, by the control or by a call.",
			},
			does: isRefused,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it is refused with <status>`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AControl, Effect: language.Refuses},
				Example:  `Then it is refused with 404`,
				About:    "The same for one particular status. Only where the contract leaves no choice.",
			},
			does: isRefused,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `nothing is found`,
				Facts:    language.Facts{Needs: language.AnAnswer, Effect: language.AllowsEither},
				Example:  `Then nothing is found`,
				About:    "Refused with any 4xx, or accepted with an empty list (the answer itself, or the one list in it).",
			},
			does: nothingIsFound,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `all answers are accepted`,
				Facts:    language.Facts{Needs: language.ABatch, Effect: language.Accepts},
				Example:  `Then all answers are accepted`,
				About:    "After a request that was sent several times at once.",
			},
			does: allAreAccepted,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `exactly one answer is accepted`,
				Facts:    language.Facts{Needs: language.ABatch, Effect: language.Accepts},
				Example:  `Then exactly one answer is accepted`,
				About:    "The others are refused with a 4xx.",
			},
			does: oneIsAccepted,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it answers within <seconds> seconds`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And it answers within 5 seconds`,
				About:    "From sending the request to the end of the answer.",
			},
			does: answersWithin,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its header "<header>" is present`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its header "Location" is present`,
				About:    "The answer has the header, and it is not empty.",
			},
			does: headerIsPresent,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its header "<header>" is "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its header "Cache-Control" is "no-store"`,
				About:    "To the letter.",
			},
			does: headerIs,
		},
	}
}

func valueSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is "<value>"[, where it is given]`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.jurisdiction" is "EU"`,
				About: "A text, to the letter; two points in time are the same however they are written. \"Where it is given\": the contract does not " +
					"require it, and it may be left out.",
			},
			does: valueIs,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is not "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.name" is not "draft"`,
				About:    "It is there, and it is something else.",
			},
			does: valueIsNot,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<field>" is <number>`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "count" is 3`,
				About:    "A number, compared as one: 3 and 3.0 are the same, \"3\" is not.",
			},
			does: numberIs,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is true`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "answer.status" is true`,
				About:    "Not the text \"true\".",
			},
			does: booleanIs(true),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is false`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "consentRecord.optIn" is false`,
				About:    "Not the text \"false\".",
			},
			does: booleanIs(false),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is present`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.id" is present`,
				About:    "It is there and not null.",
			},
			does: isPresent,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is absent`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.secret" is absent`,
				About:    "What it would be part of is there, but not it, or it is null.",
			},
			does: isAbsent,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is empty`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policies" is empty`,
				About:    "It is there: an empty text, list or object.",
			},
			does: isEmpty,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is not empty[, where it is given]`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.id" is not empty`,
				About:    "It is there, and neither null nor an empty text, list or object. \"Where it is given\": or it is left out.",
			},
			does: isNotEmpty,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is absent or empty`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.predecessorHash" is absent or empty`,
				About:    "One of the two.",
			},
			does: isAbsentOrEmpty,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is a date and time`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.timestamp" is a date and time`,
				About:    "As in RFC 3339 or ISO 8601, with a date and a time.",
			},
			does: isDateTime,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is the present time, give or take <n> hours`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.timestamp" is the present time, give or take 24 hours`,
				About:    "A date and time by the clock of whoever runs the tests. Clocks differ, and some leave out the time zone: a day is a fair margin.",
			},
			does: isPresentTime,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is remembered as "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer, Makes: language.AMemory},
				Example:  `And its "revision.id" is remembered as "first revision"`,
				About:    "Keeps the value for later sentences; in a value it is `${remembered.first revision}`.",
			},
			does: isRemembered,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revision.id" is the remembered "first revision"`,
				About:    "The same value, whole objects included.",
			},
			does: isTheRemembered,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is not the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revision.id" is not the remembered "first revision"`,
				About:    "It is there, and it is something else. After a request that was attempted and refused, this holds.",
			},
			does: isNotTheRemembered,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is the identifier of the [other ]<resource>[, where it is given]`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And its "consentRecord.individual.id" is the identifier of the individual`,
				About:    "As the create operation gave it. \"Where it is given\": or it is left out.",
			},
			does: isTheIdentifier,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" [is absent or ]agrees with the [other ]<resource>`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And its "consentRecord.dataAgreement" is absent or agrees with the data agreement`,
				About: "Every value of the contract that both have is the same, also within objects; what is left out, or shown as a reference, " +
					"contradicts nothing. Compared is the thing as the target gave it before, and at least one value.",
			},
			does: agreesWith,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" [is absent or ]agrees with the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `And its "revision" agrees with the remembered "latest revision"`,
				About:    "The same for a value of an earlier answer.",
			},
			does: agreesWith,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is as sent[ in "<sent>"][, apart from "<fields>"]`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.ASentBody},
				Example:  `And its "policy" is as sent, apart from "id"`,
				About: "Every field that was sent is there with the same value; more may be there. Compared is what was sent last under the same " +
					"name, or under the other one that is given.",
			},
			does: isAsSent,
		},
	}
}

func listSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" has <n> entries`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" has 2 entries`,
				About:    "A list of that length.",
			},
			does: hasEntries(exactly),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" has at least <n> entries`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" has at least 1 entry`,
				About:    "A list of that length or longer.",
			},
			does: hasEntries(atLeast),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" has at most <n> entries`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" has at most 2 entries`,
				About:    "A list of that length or shorter.",
			},
			does: hasEntries(atMost),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" contains the [other ]<resource>[ exactly once][, as it reads[, apart from "<fields>"]]`,
				Facts:    language.Facts{Needs: language.AnAnswer, Parts: language.Parts{"as": language.Reading}, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then its "policies" contains the policy exactly once`,
				About:    "Found by its identifier. \"As it reads\": with the values that its read operation answers, as far as the entry has them.",
			},
			does: listContains,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" does not contain the [other ]<resource>`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then its "policies" does not contain the other policy`,
				About:    "It is a list, and none of its entries has the identifier. After a request that was attempted and refused, this holds.",
			},
			does: listDoesNotContain,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" contains an entry whose "<field>" is "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" contains an entry whose "name" is "${policy:name}"`,
				About:    "Compared as text.",
			},
			does: listContainsEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" does not contain an entry whose "<field>" is "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" does not contain an entry whose "name" is "draft"`,
				About:    "It is a list, and no entry of it has the value.",
			},
			does: listDoesNotContainEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" contains an entry whose "<field>" is the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revisions" contains an entry whose "id" is the remembered "first revision"`,
				About:    "Compared as it was remembered.",
			},
			does: listContainsEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" does not contain an entry whose "<field>" is the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revisions" does not contain an entry whose "id" is the remembered "first revision"`,
				About:    "It is a list, and no entry of it has the value.",
			},
			does: listDoesNotContainEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `every entry of its "<location>" has "<field>" "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And every entry of its "results" has "lastName" "Okafor"`,
				About:    "The list has at least one entry.",
			},
			does: everyEntryHas,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `no two entries of its "<location>" share their "<field>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And no two entries of its "receive" share their "uuid"`,
				About:    "The list has at least two entries, and each has the field.",
			},
			does: noTwoEntriesShare,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the pages hold each of the <resources> exactly once`,
				Facts:    language.Facts{Needs: language.Pages, Kinds: language.Roles{"resources": language.TheInstance}},
				Example:  `Then the pages hold each of the policies exactly once`,
				About:    "All that were made in the scenario, after every page has been read.",
			},
			does: pagesHoldEach,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the pages hold the [other ]<resource> exactly once[, as it reads[, apart from "<fields>"]]`,
				Facts:    language.Facts{Needs: language.Pages, Parts: language.Parts{"as": language.Reading}, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then the pages hold the policy exactly once, as it reads`,
				About:    "After every page has been read (see \"contains\").",
			},
			does: pagesHold,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the pages hold the [other ]<resource> at most once[, as it reads[, apart from "<fields>"]]`,
				Facts:    language.Facts{Needs: language.Pages, Parts: language.Parts{"as": language.Reading}, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then the pages hold the policy at most once, as it reads`,
				About:    "The same where the specification leaves open whether the list holds it.",
			},
			does: pagesHoldAtMost,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it begins with the second entry of the whole list`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.ASlice},
				Example:  `Then it begins with the second entry of the whole list`,
				About:    "And with nothing else, after a list was read from its second entry on.",
			},
			does: beginsWithTheSecond,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `no page holds more than <n> entries`,
				Facts:    language.Facts{Needs: language.Pages},
				Example:  `And no page holds more than 2 entries`,
				About:    "After every page has been read; there is at least one entry.",
			},
			does: pagesAreBounded,
		},
	}
}

func stateSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> can be read`,
				Facts:    language.Facts{Needs: language.Reading, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then the policy can be read`,
				About:    "Through its read operation, which must answer with just this one. \"It\" stays the answer before.",
			},
			does: canBeRead,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> can no longer be read`,
				Facts:    language.Facts{Needs: language.Reading | language.ACall, Kinds: language.Roles{"resource": language.TheInstance}, Compares: language.WasReadable},
				Example:  `Then the policy can no longer be read`,
				About: "Its read operation refuses (any 4xx) or answers without it. It was read once before the first call of the scenario, so that " +
					"a read operation that never works does not pass.",
			},
			does: canNoLongerBeRead,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> reads as sent[ in "<sent>"][, apart from "<fields>"]`,
				Facts:    language.Facts{Needs: language.Reading | language.ASentBody, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And the policy reads as sent, apart from "id"`,
				About:    "Its read operation answers with every value that was last sent for it.",
			},
			does: readsAsSent,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> is unchanged[, apart from "<fields>"]`,
				Facts:    language.Facts{Needs: language.Reading | language.ACall, Kinds: language.Roles{"resource": language.TheInstance}, Compares: language.AsItWas},
				Example:  `And the policy is unchanged`,
				About:    "Its read operation answers as it did before the first call of the scenario.",
			},
			does: isUnchanged,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> contains the [other ]<resource>[ exactly once]`,
				Facts:    language.Facts{Needs: language.Listing, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And the list of policies contains the policy`,
				About:    "Through its list operation, all pages.",
			},
			does: theListContains,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> no longer contains the [other ]<resource>`,
				Facts:    language.Facts{Needs: language.Listing | language.ACall, Kinds: language.Roles{"resource": language.TheInstance}, Compares: language.WasListed},
				Example:  `And the list of policies no longer contains the policy`,
				About:    "Through its list operation, all pages. It was in the list before the first call of the scenario.",
			},
			does: theListNoLongerContains,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> holds what was sent exactly once`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.Listing},
				Example:  `And the list of policies holds what was sent exactly once`,
				About:    "Through its list operation, all pages: one entry has the values that no other request has (`${unique}` in the sample).",
			},
			does: listHoldsOnce,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> holds nothing of what was refused`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AFault | language.Listing},
				Example:  `And the list of policies holds nothing of what was refused`,
				About:    "Through its list operation, all pages: no entry has those values of the refused request, and one has those of its control.",
			},
			does: listHoldsNothing,
		},
	}
}
