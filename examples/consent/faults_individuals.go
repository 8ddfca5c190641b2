package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func individualFaults() []sandbox.Fault {
	create, read, list := of("configIndividualCreate"), of("configIndividualRead"), of("configIndividualList")
	register, show := of("serviceIndividualCreate"), of("serviceIndividualRead")
	update, all := of("serviceIndividualUpdate"), of("serviceIndividualList")
	return []sandbox.Fault{
		create.answers("external-id-dropped", "The answer leaves out the reference to the individual.", sandbox.Drop("individual.externalId")),
		create.answers("key-given-twice", "The identifier is given twice, with different values.", sandbox.DuplicateKey("individual.id")),
		create.behaves("not-stored", "The individual is answered, and forgotten at once."),
		create.accepts("null-accepted", "null is accepted in the place of a value.", "null-not-allowed", ""),

		read.answers("wrong-identifier", "The individual is answered under another identifier.", sandbox.Alter("individual.id")),
		read.behaves("unknown-answered", "An unknown individual is answered with some other one."),
		read.leaks("stack-trace-in-refusal", "A refusal shows the stack of the program.", sandbox.LeakedJavaStack),

		list.behaves("incomplete", "The list ends after its first entry."),
		list.behaves("limit-ignored", "All individuals are listed, however few are asked for."),
		list.behaves("offset-ignored", "Every page begins with the first individual."),
		list.behaves("cached", "The list is answered as it was when it was first asked for."),

		register.answers("identifier-as-number", "The identifier is answered as a number.", sandbox.Retype("individual.id")),
		register.answers("bytes-after-the-end", "Something follows the answer's end.", sandbox.Trailing("\n{}")),
		register.behaves("not-stored", "The individual is answered, and forgotten at once."),
		register.accepts("text-as-number-accepted", "Values of another type are accepted.", "wrong-type", ""),
		register.behaves("first-forgotten", "A new individual takes the place of the one before."),

		show.answers("wrong-identifier", "The individual is answered under another identifier.", sandbox.Alter("individual.id")),
		show.answers("identifier-dropped", "The answer leaves out the identifier, which every individual has.", sandbox.Drop("individual.id")),
		show.behaves("unknown-answered", "An unknown individual is answered with some other one."),

		update.behaves("update-not-applied", "A change of an individual is confirmed, but not stored."),
		update.answers("wrong-identifier-echoed", "The changed individual is answered under another identifier.", sandbox.Alter("individual.id")),
		update.behaves("unknown-created", "An unknown individual is not refused, but made."),
		update.admits("credentials-not-checked", "Individuals can be changed without any credentials.", sandbox.CheckCredentials),
		update.despite("changed-although-refused", "An individual is changed although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		update.admits("role-not-checked", "An auditor can change individuals.", sandbox.CheckRole),
		update.accepts("number-as-type-accepted", "A kind of reference that is no text is accepted.", "wrong-type", "individual.externalIdType"),

		all.behaves("page-skips", "One individual is lost between each page and the next."),
		all.answers("entry-twice", "The first individual of each page is listed twice.", sandbox.RepeatFirst("individuals")),
		all.accepts("limit-text-accepted", "A limit that is no number is accepted.", "wrong-type", "limit"),
	}
}
