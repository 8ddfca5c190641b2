package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
)

// The tags that say what a scenario is about.
const (
	tagOperation  = "@operation:"
	tagServiceAPI = "@service-api:"
	tagAlone      = "@alone"
)

// findSubject finds what a scenario is about: its operation and service API, and whether the target claims them.
func (s *Scenario) findSubject(b *Block) []problem.Mistake {
	s.Block = b
	var mistakes []problem.Mistake
	fail := func(format string, args ...any) {
		mistakes = append(mistakes, problem.Mistake{File: s.File, Line: s.Line, Message: fmt.Sprintf(format, args...)})
	}
	for _, tag := range s.Tags {
		if name, ok := strings.CutPrefix(tag, tagOperation); ok {
			if s.Operation != "" && s.Operation != name {
				fail("the scenario %q has two tags %s; it must be about one operation", s.Name, tagOperation)
			}
			s.Operation = name
		}
		if name, ok := strings.CutPrefix(tag, tagServiceAPI); ok {
			s.ServiceAPI = name
		}
		s.Alone = s.Alone || tag == tagAlone
	}
	if s.Operation != "" {
		api, ok := b.Block.ServiceAPIOf(s.Operation)
		switch {
		case !ok:
			fail("unknown operation in the tag %s%s%s", tagOperation, s.Operation, problem.Suggestion(s.Operation, slices.Clone(b.Block.OperationIDs()), b.Ref.String()+" has: "))
		case s.ServiceAPI == "":
			s.ServiceAPI = api.Name
		case s.ServiceAPI != api.Name:
			fail("the operation %s belongs to the service API %s, not to %s", s.Operation, api.Name, s.ServiceAPI)
		}
	} else if s.ServiceAPI != "" {
		names := make([]string, len(b.Block.ServiceAPIs))
		for i, a := range b.Block.ServiceAPIs {
			names[i] = a.Name
		}
		if !slices.Contains(names, s.ServiceAPI) {
			fail("unknown service API in the tag %s%s%s", tagServiceAPI, s.ServiceAPI, problem.Suggestion(s.ServiceAPI, names, b.Ref.String()+" has: "))
		}
	}
	s.NotClaimed = b.Entry.WhyNotClaimed(s.Operation, s.ServiceAPI)
	return mistakes
}
