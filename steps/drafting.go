package steps

import (
	"context"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
)

// requestSentences are about the request that is being prepared: it is valid, then something is changed or broken.
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
			does: presents(exchange.Nothing),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it carries wrong credentials`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Breaks, Breaks: request.WrongCredentials},
				Example:  `But it carries wrong credentials`,
				About:    "A fault: well-formed credentials that were never issued.",
			},
			does: presents(exchange.NeverIssued),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it carries the credentials of the <role>`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Breaks, Breaks: request.OthersCredentials},
				Example:  `But it carries the credentials of the auditor`,
				About: "A fault: what is configured for a role that may not call the operation; the control is made as one that may. Not applicable " +
					"where the target's configuration has the same for both.",
			},
			does: carriesCredentialsOf,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it is made as <which> <role>`,
				Facts:    language.Facts{Needs: language.ARequest, Effect: language.Changes},
				Example:  `And it is made as the administrator`,
				About: "No fault: the request is made as a role that may, in place of the first that may. \"As another individual\" is a second " +
					"caller of the role; where requests name a person, it is the other one.",
			},
			does: madeAs,
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it is made on behalf of nobody`,
				Facts:    language.Facts{Needs: language.ARequest | language.APerson, Effect: language.Breaks, Breaks: request.OnBehalfOfNobody},
				Example:  `But it is made on behalf of nobody`,
				About:    "A fault: the header that names the person is left out.",
			},
			does: aboutDraft(breakPerson(request.OnBehalfOfNobody)),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it is made on behalf of somebody unknown`,
				Facts:    language.Facts{Needs: language.ARequest | language.APerson, Effect: language.Breaks, Breaks: request.OnBehalfOfUnknown},
				Example:  `But it is made on behalf of somebody unknown`,
				About:    "A fault: the header names a person that does not exist.",
			},
			does: aboutDraft(breakPerson(request.OnBehalfOfUnknown)),
		}, {
			Definition: language.Definition{
				Group:    groupPreparing,
				Sentence: `it is made on behalf of the other <person>`,
				Facts:    language.Facts{Needs: language.ARequest, Kinds: language.Roles{"person": language.ThePerson}, Effect: language.Changes},
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

func aValidRequest(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Requests.Prepare(ctx, callOf(a))
}

// aboutDraft is what a sentence does with the request that is being prepared.
func aboutDraft(do func(d *request.Draft, a language.Args) error) action {
	return func(_ context.Context, s *Scenario, a language.Args) error {
		d, err := s.Requests.Draft()
		if err != nil {
			return err
		}
		return do(d, a)
	}
}

func bodyIs(d *request.Draft, a language.Args) error { return d.WriteAs(a.BodyMedia()) }

func breakField(d *request.Draft, a language.Args) error {
	return d.BreakField(a.In(), a.Get("field"), a.Get("fault"))
}

func breakBody(fault string) func(*request.Draft, language.Args) error {
	return func(d *request.Draft, _ language.Args) error { return d.BreakBody(fault) }
}

func breakPerson(fault string) func(*request.Draft, language.Args) error {
	return func(d *request.Draft, _ language.Args) error { return d.BreakPerson(fault) }
}

func presents(p exchange.Presents) action {
	return func(_ context.Context, s *Scenario, _ language.Args) error { return s.Requests.Present(p) }
}

func carriesCredentialsOf(_ context.Context, s *Scenario, a language.Args) error {
	return s.Requests.CarryCredentialsOf(a.Get("role"))
}

func madeAs(_ context.Context, s *Scenario, a language.Args) error {
	return s.Requests.CallAs(a.Get("role"), a.IsAnother())
}

func madeOnBehalfOfOther(_ context.Context, s *Scenario, a language.Args) error {
	return s.Requests.OnBehalfOfOther(a.Get("person"))
}

func setField(d *request.Draft, a language.Args) error {
	return onField(d, a, func(f specs.Field) { d.Set(f, a.Get("value")) })
}

func setFieldRemembered(_ context.Context, s *Scenario, a language.Args) error {
	d, err := s.Requests.Draft()
	if err != nil {
		return err
	}
	if _, err := s.Memory.Recall(a.Get("name")); err != nil {
		return err
	}
	return onField(d, a, func(f specs.Field) { d.SetRemembered(f, a.Get("name")) })
}

func leaveOutField(d *request.Draft, a language.Args) error { return onField(d, a, d.LeaveOut) }

// onField does something with the field that a sentence names.
func onField(d *request.Draft, a language.Args, do func(specs.Field)) error {
	f, err := request.FieldOf(d.Operation, a.In(), a.Get("field"))
	if err == nil {
		do(f)
	}
	return err
}
