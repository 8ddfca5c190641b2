package steps

func callingSentences() []Definition {
	return []Definition{
		{
			Group:    groupCalling,
			Sentence: `it is sent[ again]`,
			Facts:    Facts{Needs: ARequest, Parts: Parts{"again": ARepeat}, Makes: AnAnswer, Effect: Sends},
			Example:  `When it is sent`,
			About: "Sends the request that was prepared. With a fault it is sent twice: the control with fresh values and, where the operation " +
				"changes something, with things of its own; then the request with the fault. \"Again\" repeats the last one to the byte.",
			run: itIsSent,
		}, {
			Group:    groupCalling,
			Sentence: `it is sent <n> times at once[, each with values of its own]`,
			Facts:    Facts{Needs: ARequest, Makes: AnAnswer | ABatch, Effect: Sends},
			Example:  `When it is sent 4 times at once`,
			About:    "Sends the same bytes several times side by side; \"the answers\" are all of them, and \"it\" is the first that was accepted.",
			run:      itIsSentAtOnce,
		}, {
			Group:    groupCalling,
			Sentence: `it is attempted[ again]`,
			Facts:    Facts{Needs: ARequest, Parts: Parts{"again": ARepeat}, Makes: AnAnswer, Effect: Tries},
			Example:  `When it is attempted`,
			About: "Sends a request that may be accepted or refused, where the specification leaves that open. A 2xx answer must conform to the " +
				"contract, a 4xx one must not disclose internals, anything else fails. What follows asserts the state.",
			run: itIsAttempted,
		}, {
			Group:    groupCalling,
			Sentence: `it is attempted <n> times at once[, each with values of its own]`,
			Facts:    Facts{Needs: ARequest, Makes: AnAnswer | ABatch, Effect: Tries},
			Example:  `When it is attempted 4 times at once`,
			About:    "The same several times side by side.",
			run:      itIsAttemptedAtOnce,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is called[ again][ for the other <resource>][ on behalf of the other <person>]`,
			Facts:    Facts{Parts: Parts{"again": ARepeat}, Makes: AnAnswer, Kinds: Roles{"resource": TheOther, "person": ThePrincipal}, Effect: Calls},
			Example:  `When "configPolicyRead" is called`,
			About: "Sends the valid request. What a create operation makes is \"the policy\" from then on, or \"the other policy\" when it was called " +
				"for, or on behalf of, another. \"Again\" repeats the operation's last request to the byte.",
			run: isCalled,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is called with`,
			Facts:    Facts{Makes: AnAnswer, Effect: Calls},
			Example:  `When "configPolicyList" is called with`,
			About:    "The same with changes, one a row (see \"has been called with\").",
			Table:    true,
			run:      isCalled,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is called[ for the other <resource>][ on behalf of the other <person>], with`,
			Facts:    Facts{Makes: AnAnswer, Kinds: Roles{"resource": TheOther, "person": ThePrincipal}, Effect: Calls},
			Example:  `When "serviceIndividualUpdate" is called for the other individual, with`,
			About:    "The same for the other one.",
			Table:    true,
			run:      isCalled,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is attempted[ again][ for the other <resource>][ on behalf of the other <person>]`,
			Facts:    Facts{Parts: Parts{"again": ARepeat}, Makes: AnAnswer, Kinds: Roles{"resource": TheOther, "person": ThePrincipal}, Effect: Attempts},
			Example:  `When "serviceIndividualConsentRecordCreate" is attempted again`,
			About:    "A call that may be accepted or refused (see \"it is attempted\").",
			run:      isAttempted,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is attempted with`,
			Facts:    Facts{Makes: AnAnswer, Effect: Attempts},
			Example:  `When "serviceIndividualConsentRecordUpdate" is attempted with`,
			About:    "The same with changes.",
			Table:    true,
			run:      isAttempted,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is attempted[ for the other <resource>][ on behalf of the other <person>], with`,
			Facts:    Facts{Makes: AnAnswer, Kinds: Roles{"resource": TheOther, "person": ThePrincipal}, Effect: Attempts},
			Example:  `When "serviceIndividualConsentRecordUpdate" is attempted on behalf of the other individual, with`,
			About:    "The same for the other one.",
			Table:    true,
			run:      isAttempted,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is called until its "<field>" is "<value>", for at most <seconds> seconds`,
			Facts:    Facts{Makes: AnAnswer, Effect: MustCall},
			Example:  `When "readStatus" is called until its "state" is "done", for at most 10 seconds`,
			About:    "Repeats an accepted call until the value is there. When it never is, the sentence fails.",
			run:      isCalledUntil,
		}, {
			Group:    groupCalling,
			Sentence: `every page of "<operation>" is read, <n> entries at a time`,
			Facts:    Facts{Needs: Paging, Makes: AnAnswer | Pages, Effect: MustCall},
			Example:  `When every page of "configPolicyList" is read, 2 entries at a time`,
			About:    "Follows limit and offset, or page and pageSize, as the contract has them, up to the last page. \"It\" is the last page.",
			run:      everyPageIsRead,
		}, {
			Group:    groupCalling,
			Sentence: `"<operation>" is read from its second entry on`,
			Facts:    Facts{Needs: Offset, Makes: AnAnswer | ASlice, Effect: MustCall},
			Example:  `When "configPolicyList" is read from its second entry on`,
			About: "One entry of it, with an offset; \"it\" is that answer. Before and after that, its first two entries are read, and all of it " +
				"once more when others changed them meanwhile.",
			run: isReadFromTheSecond,
		},
	}
}
