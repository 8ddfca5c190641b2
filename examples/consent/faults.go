package consent

import (
	"slices"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Faults is the catalogue of what can be planted, in the order of the service APIs. A name is the operation at fault, a slash,
// and what is wrong: a handler that misbehaves asks block.wrong for the latter.
func Faults() []sandbox.Fault {
	return slices.Concat(
		policyFaults(),
		agreementFaults(),
		individualFaults(),
		webhookFaults(),
		noticeFaults(),
		consentFaults(),
		signatureFaults(),
		verificationFaults(),
		auditFaults(),
	)
}

// of names the faults of one operation.
type of string

// behaves is a fault that the handler itself has, see block.wrong.
func (o of) behaves(how, about string) sandbox.Fault {
	return sandbox.Fault{Name: string(o) + "/" + how, About: about, Operation: string(o)}
}

// answers is a fault in what is answered, while what is done is right.
func (o of) answers(how, about string, changes ...sandbox.Change) sandbox.Fault {
	f := o.behaves(how, about)
	f.Changes = changes
	return f
}

// accepts is a request that should be refused and is not.
func (o of) accepts(how, about, code, place string) sandbox.Fault {
	f := o.behaves(how, about)
	f.Overlook = []sandbox.Overlook{{Code: code, Place: place}}
	return f
}

// admits is a check of credentials that is left out.
func (o of) admits(how, about string, check sandbox.Check) sandbox.Fault {
	f := o.behaves(how, about)
	f.Leave = []sandbox.Check{check}
	return f
}

// leaks is a refusal that shows the inside of the server.
func (o of) leaks(how, about, inside string) sandbox.Fault {
	return o.answers(how, about, sandbox.Bytes(inside).OnRefusals(), sandbox.ContentType("text/plain").OnRefusals())
}

// despite is a request that is refused, and carried out all the same.
func (o of) despite(how, about string, check sandbox.Check) sandbox.Fault {
	f := o.behaves(how, about)
	f.Despite = []sandbox.Check{check}
	return f
}
