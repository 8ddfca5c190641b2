package digitalregistries

import (
	"slices"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Faults is the catalogue of what can be wrong with this building block on purpose.
func Faults() []sandbox.Fault {
	return slices.Concat(
		createFaults(), readFaults(), existsFaults(), deleteFaults(), readValueFaults(), listFaults(),
		updateFaults(), updateEntriesFaults(), updateOrCreateFaults(), createEntriesFaults(), usageFaults(),
		modifyDatabaseFaults(), readDatabaseFaults(), deleteDatabaseFaults(), listDatabasesFaults(),
	)
}

// family gives every fault of a list its operation, which its name begins with.
func family(operation string, faults []sandbox.Fault) []sandbox.Fault {
	for i := range faults {
		faults[i].Operation = operation
		faults[i].Name = operation + "/" + faults[i].Name
	}
	return faults
}

// behaves is a fault that a handler asks for by its name.
func behaves(name, about string) sandbox.Fault { return sandbox.Fault{Name: name, About: about} }

// answers is a fault of what is answered.
func answers(name, about string, changes ...sandbox.Change) sandbox.Fault {
	return sandbox.Fault{Name: name, About: about, Changes: changes}
}

// lets is a fault that leaves a check of requests out.
func lets(name, about string, checks ...sandbox.Check) sandbox.Fault {
	return sandbox.Fault{Name: name, About: about, Leave: checks}
}

// overlooks is a fault that lets requests pass with findings of some codes; no codes means any of them.
func overlooks(name, about, place string, codes ...string) sandbox.Fault {
	f := sandbox.Fault{Name: name, About: about}
	if len(codes) == 0 {
		codes = []string{""}
	}
	for _, code := range codes {
		f.Overlook = append(f.Overlook, sandbox.Overlook{Code: code, Place: place})
	}
	return f
}

// despite is a fault that refuses requests, and carries them out all the same.
func despite(name, about string, check sandbox.Check) sandbox.Fault {
	return sandbox.Fault{Name: name, About: about, Despite: []sandbox.Check{check}}
}

// client is the header that every operation of the contract requires.
const client = "Information-Mediator-Client"
