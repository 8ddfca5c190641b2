package audit

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// tagName is the form of a name that is used in tags of scenarios.
var tagName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`) })

// Validate looks for what is wrong with a building block as a whole: block.yaml, its contracts and its sample requests
// must fit together. It reads all of them. A target's answers are never at fault for what it finds.
func Validate(b *specs.Block) []Problem {
	v := &validator{block: b, folder: path.Join(b.Name, b.Version)}
	v.lines.Data, _ = fs.ReadFile(b.Folder(), specs.BlockFile)
	v.identity()
	v.contracts()
	v.serviceAPIs()
	v.roles()
	v.resources()
	v.callbacks()
	v.states()
	v.refusals()
	v.dataAndErrata()
	v.samples()
	v.answers()
	return sortProblems(v.problems)
}

type validator struct {
	block    *specs.Block
	folder   string
	lines    yamlfile.Lines // of block.yaml
	problems []Problem
}

// report notes a problem of block.yaml. Node is a YAML path: $.resources.policy.
func (v *validator) report(node, code, format string, arguments ...any) {
	v.problems = append(v.problems, Problem{
		File: path.Join(v.folder, specs.BlockFile), Line: v.lines.At(node), Code: code, Message: fmt.Sprintf(format, arguments...),
	})
}

// reportFile notes a problem of another file of the block.
func (v *validator) reportFile(file, code, format string, arguments ...any) {
	v.problems = append(v.problems, Problem{File: path.Join(v.folder, file), Code: code, Message: fmt.Sprintf(format, arguments...)})
}

func (v *validator) identity() {
	b := v.block
	for _, field := range []struct{ name, value string }{
		{"name", b.Name}, {"title", b.Title}, {"version", b.Version}, {"summary", b.Summary},
		{"upstream.repository", b.Upstream.Repository}, {"upstream.commit", b.Upstream.Commit}, {"upstream.licence", b.Upstream.Licence},
	} {
		if field.value == "" {
			v.report("$", "missing-value", "%s is missing", field.name)
		}
	}
	if b.Authentication.Source != "" && b.Authentication.Source != "contract" && b.Authentication.Source != "prose" {
		v.report("$.authentication.source", "unknown-value", "authentication.source is %q; it is contract or prose", b.Authentication.Source)
	}
	if b.Identity == nil {
		return
	}
	if _, ok := b.Resources[b.Identity.Resource]; !ok {
		v.report("$.identity.resource", "unknown-resource", "identity names the resource %q, which there is not", b.Identity.Resource)
	}
	if b.Identity.Datum != "" && !b.HasDatum(b.Identity.Datum) {
		v.report("$.identity.datum", "unknown-datum", "identity names the datum %q, which there is not", b.Identity.Datum)
	}
	for i, id := range b.Identity.Operations {
		v.operation(fmt.Sprintf("$.identity.operations[%d]", i), "identity", id)
	}
}

// operation notes the use of an operation that there is not.
func (v *validator) operation(node, user, id string) {
	if id == "" {
		return
	}
	if _, err := v.block.Operation(id); err != nil {
		v.report(node, "unknown-operation", "%s names an operation that cannot be used: %v", user, err)
	}
}

func (v *validator) contracts() {
	if len(v.block.Contracts) == 0 && !has(v.block.Folder(), specs.RequirementsFile) {
		v.report("$", "missing-value", "no contract is named, and there is no %s: there is nothing to hold a product against", specs.RequirementsFile)
	}
	names := map[string]bool{}
	for i, c := range v.block.ContractFiles() {
		node, info := fmt.Sprintf("$.contracts[%d]", i), c.Info()
		if info.Name == "" || info.Title == "" || info.Version == "" || info.File == "" || info.Kind == "" {
			v.report(node, "missing-value", "a contract needs name, title, version, file and role")
		} else if !slices.Contains(contract.Kinds(), info.Kind) {
			v.report(node, "unknown-value", "the contract %q has the role %q; the roles are: %s", info.Name, info.Kind, kindWords())
		}
		if names[info.Name] {
			v.report(node, "repeated-name", "the contract %q is there twice", info.Name)
		}
		names[info.Name] = true
		if _, err := c.Document(); err != nil {
			v.reportFile(info.File, "does-not-load", "%v", err)
			continue
		}
		for _, err := range c.Unusable() {
			v.reportFile(info.File, "unusable-schema", "%v", err)
		}
		problems, err := lintFS(v.block.Folder(), info.File)
		if err != nil {
			v.reportFile(info.File, "does-not-load", "%v", err)
		}
		for _, p := range problems {
			p.File = path.Join(v.folder, p.File)
			v.problems = append(v.problems, p)
		}
	}
}

// has reports whether a folder has a file.
func has(folder fs.FS, name string) bool {
	_, err := fs.Stat(folder, name)
	return err == nil
}

// kindWords lists the kinds of contracts.
func kindWords() string {
	var words []string
	for _, kind := range contract.Kinds() {
		words = append(words, string(kind))
	}
	return strings.Join(words, ", ")
}

func (v *validator) serviceAPIs() {
	apiOf := map[string]string{}
	names := map[string]bool{}
	for i, api := range v.block.ServiceAPIs {
		node := fmt.Sprintf("$.serviceAPIs[%d]", i)
		if !tagName().MatchString(api.Name) || api.Title == "" || len(api.Operations) == 0 {
			v.report(node, "missing-value", "a service API needs a name of small letters, digits and dashes, a title and operations")
		}
		if names[api.Name] {
			v.report(node, "repeated-name", "the service API %q is there twice", api.Name)
		}
		names[api.Name] = true
		for j, id := range api.Operations {
			node := fmt.Sprintf("$.serviceAPIs[%d].operations[%d]", i, j)
			if other, ok := apiOf[id]; ok {
				v.report(node, "repeated-operation", "%s is in the service APIs %s and %s", id, other, api.Name)
			}
			apiOf[id] = api.Name
			v.operation(node, "service API "+api.Name, id)
		}
	}
	holder := map[string]string{}
	for _, c := range v.block.ContractFiles() {
		operations, _ := c.Operations()
		for _, id := range slices.Sorted(maps.Keys(operations)) {
			if apiOf[id] == "" {
				v.report("$.serviceAPIs", "homeless-operation", "%s of %s is in no service API", id, c.Info().File)
			}
			if other := holder[id]; other != "" {
				v.report("$.contracts", "repeated-operation", "%s is in %s and in %s", id, other, c.Info().File)
			}
			holder[id] = c.Info().File
		}
	}
}

func (v *validator) resources() {
	b := v.block
	words := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(b.Resources)) {
		r, node := b.Resources[name], fmt.Sprintf("$.resources.'%s'", name)
		for _, word := range slices.Compact([]string{name, r.Plural}) {
			if other, ok := words[word]; ok && other != name {
				v.report(node, "repeated-name", "%q means both the resource %q and %q", word, other, name)
			}
			words[word] = name
		}
		if r.Plural == "" || r.Create == "" || r.ID == "" && r.SentID == "" && (r.Found == "" || r.List == "") {
			v.report(node, "missing-value", "the resource %q needs plural, create, and id, sentId, or found with list", name)
		}
		for _, id := range []string{r.Create, r.Read, r.Delete, r.List} {
			v.operation(node, fmt.Sprintf("the resource %q", name), id)
		}
		if r.List != "" && r.ListID == "" {
			v.report(node, "missing-value", "the resource %q has a list but no listId", name)
		}
		if r.Parameter != "" && !v.isPathParameter(r.Parameter) {
			v.report(node, "unknown-parameter", "the resource %q says that the path parameter %q takes it, and no operation has that", name, r.Parameter)
		}
		for _, need := range r.Needs {
			if _, ok := b.Resources[need]; !ok {
				v.report(node, "unknown-resource", "the resource %q needs %q, which there is not", name, need)
			} else if needs(b, need, name, nil) {
				v.report(node, "circular-needs", "the resources %q and %q need each other", name, need)
			}
		}
	}
}

// needs reports whether one resource needs another one, if only through others.
func needs(b *specs.Block, name, other string, open []string) bool {
	if slices.Contains(open, name) {
		return false
	}
	return slices.ContainsFunc(b.Resources[name].Needs, func(need string) bool {
		return need == other || needs(b, need, other, append(slices.Clip(open), name))
	})
}

func (v *validator) isPathParameter(name string) bool {
	for _, c := range v.block.ContractFiles() {
		operations, _ := c.Operations()
		for _, o := range operations {
			if slices.Contains(contract.PathParameters(o.Path), name) {
				return true
			}
		}
	}
	return false
}

func (v *validator) dataAndErrata() {
	names := map[string]bool{}
	for i, d := range v.block.Data {
		if d.Name == "" || d.About == "" || names[d.Name] {
			v.report(fmt.Sprintf("$.data[%d]", i), "missing-value", "a datum needs a name of its own and a word about it")
		}
		names[d.Name] = true
	}
	ids := map[string]bool{}
	for i, e := range v.block.Errata {
		node := fmt.Sprintf("$.errata[%d]", i)
		if ids[e.ID] {
			v.report(node, "repeated-name", "the erratum %s is there twice", e.ID)
		}
		ids[e.ID] = true
		if e.ID == "" || e.Where == "" || e.Wrong == "" || e.Reading == "" {
			v.report(node, "missing-value", "an erratum needs id, place, wrong and reading")
		}
		if !slices.Contains(specs.ErratumKinds(), e.Kind) {
			v.report(node, "unknown-value", "the erratum %s is of kind %q; the kinds are: %s", e.ID, e.Kind, strings.Join(specs.ErratumKinds(), ", "))
		}
	}
}
