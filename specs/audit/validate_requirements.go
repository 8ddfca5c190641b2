package audit

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/wording"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// requirementID is the form of a requirement's identifier, which is used in tags of scenarios.
var requirementID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^govstack-[a-z0-9]+([.#-][a-z0-9]+)*$`) })

// ValidateRequirements looks for what is wrong with the requirements of a specification. Operations and service APIs that
// they name must be there; where there is no block.yaml, there are none.
func ValidateRequirements(c *specs.Catalogue, ref specs.Ref) []Problem {
	file := path.Join(ref.Name, ref.Version, specs.RequirementsFile)
	list, err := c.Requirements(ref)
	if err != nil {
		return []Problem{{File: file, Code: "does-not-load", Message: err.Error()}}
	}
	v := &requirementsValidator{file: file}
	v.lines.Data, _ = fs.ReadFile(c.Files(), file)
	if has(c.Files(), path.Join(ref.Name, ref.Version, specs.BlockFile)) {
		if v.block, err = c.Block(ref); err != nil {
			return []Problem{{File: file, Code: "does-not-load", Message: err.Error()}}
		}
	} else if list.Title == "" || list.Upstream.Repository == "" || list.Upstream.Commit == "" || list.Upstream.Licence == "" {
		v.report("$", "missing-value", "where there is no %s, requirements need title and upstream {repository, commit, licence}", specs.BlockFile)
	}
	ids := map[string]bool{}
	for i, r := range list.Requirements {
		node := fmt.Sprintf("$.requirements[%d]", i)
		if ids[r.ID] {
			v.report(node, "repeated-name", "the requirement %s is there twice", r.ID)
		}
		ids[r.ID] = true
		v.requirement(node, r)
	}
	return sortProblems(v.problems)
}

type requirementsValidator struct {
	file     string
	lines    yamlfile.Lines
	block    *specs.Block // nil: the requirements belong to no building block
	problems []Problem
}

func (v *requirementsValidator) report(node, code, format string, arguments ...any) {
	v.problems = append(v.problems, Problem{File: v.file, Line: v.lines.At(node), Code: code, Message: fmt.Sprintf(format, arguments...)})
}

func (v *requirementsValidator) requirement(node string, r specs.Requirement) {
	if !requirementID().MatchString(r.ID) {
		v.report(node, "wrong-id", "%q is no identifier: it begins with govstack- and consists of small letters and digits with . - # between them", r.ID)
	}
	if r.Clause == "" || r.Summary == "" || r.Source.File == "" || r.Source.Line < 1 {
		v.report(node, "missing-value", "%s needs clause, summary and source {file, line}", r.ID)
	}
	if strings.Contains(r.Summary, "\n") {
		v.report(node, "several-lines", "the summary of %s has several lines; one is enough for a buyer", r.ID)
	}
	oneOf := func(name, value string, known ...string) {
		if !slices.Contains(known, value) {
			v.report(node, "unknown-value", "%s has the %s %q; it is one of: %s", r.ID, name, value, strings.Join(known, ", "))
		}
	}
	oneOf("level", string(r.Level), string(specs.Required), string(specs.Recommended), string(specs.Optional))
	oneOf("verification", string(r.Verification), string(specs.Automatic), string(specs.Observable), string(specs.Declared))
	if r.Observability != "" {
		oneOf("observability", r.Observability, "OBSERVABLE", "AUDITABLE")
	}
	if r.Mutability != "" {
		oneOf("mutability", r.Mutability, "EXTENSIBLE", "REPLACEABLE", "IMMUTABLE")
	}
	switch r.Verification {
	case specs.Automatic, specs.Observable:
		if r.Check == "" {
			v.report(node, "missing-value", "%s is %s: say in check what a check would do", r.ID, r.Verification)
		}
		if r.Verification == specs.Automatic && len(r.Operations) == 0 && v.block != nil {
			v.report(node, "missing-value", "%s is automatic: name the operations that would be called", r.ID)
		}
	case specs.Declared:
		if r.Evidence == "" {
			v.report(node, "missing-value", "%s is declared: say in evidence what would show it", r.ID)
		}
	}
	v.names(node, r)
}

// names looks at the operations and service APIs that a requirement is about.
func (v *requirementsValidator) names(node string, r specs.Requirement) {
	var operations, apis []string
	if v.block != nil {
		operations = v.block.OperationIDs()
		for _, api := range v.block.ServiceAPIs {
			apis = append(apis, api.Name)
		}
	}
	for _, id := range r.Operations {
		if !slices.Contains(operations, id) {
			v.report(node, "unknown-operation", "%s names the operation %q, which there is not; %s", r.ID, id, wording.DidYouMean(id, slices.Clone(operations)))
		}
	}
	for _, name := range r.ServiceAPIs {
		if !slices.Contains(apis, name) {
			v.report(node, "unknown-service-api", "%s names the service API %q, which there is not; %s", r.ID, name, wording.DidYouMean(name, slices.Clone(apis)))
		}
	}
}
