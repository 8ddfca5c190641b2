package audit

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/sample"
)

// samples looks at the sample requests: one for each operation, with bodies that can be sent, and no file that none of them takes.
func (v *validator) samples() {
	b := v.block
	ids := b.OperationIDs()
	taken := map[string]bool{}
	for _, id := range ids {
		file := path.Join(sample.RequestsFolder, id+".yaml")
		taken[file] = true
		request, err := b.Sample(id)
		if err != nil {
			v.reportFile(file, "bad-sample", "%v", err)
			continue
		}
		v.placeholders(file, request.Path, request.Query, request.Header, request.Body, request.Bodies)
		for _, name := range append(sample.FilesWithin(request.Body), sample.FilesWithin(request.Bodies)...) {
			taken[path.Join(sample.RequestsFolder, name)] = true
		}
		if o, err := b.Operation(id); err == nil { // otherwise reported where the service APIs name it
			v.bodies(file, o, request)
		}
	}
	_ = fs.WalkDir(b.Folder(), sample.RequestsFolder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !taken[name] {
			v.reportFile(name, "homeless-sample", "no operation has this sample request, and no sample takes it as a file")
		}
		return nil
	})
}

// bodies looks at the bodies of a sample request: whether the contract declares their media types, and whether they can be written in
// them.
func (v *validator) bodies(file string, o *contract.Operation, request *sample.Request) {
	own, err := request.Of(o)
	if err != nil {
		v.reportFile(file, "bad-sample", "mediaType: %v", err)
		return
	}
	if request.Body != nil && own.MediaType() == "" {
		v.reportFile(file, "bad-sample", "operation %s takes no body", o.ID)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(request.Bodies)) {
		if _, err := o.As(name); err != nil {
			v.reportFile(file, "bad-sample", "bodies: %v", err)
		}
	}
	types := request.MediaTypes(o)
	if len(types) == 0 && o.BodyRequired() {
		v.reportFile(file, "bad-sample", "the contract requires a body of type %s, and there is none", strings.Join(o.MediaTypes(), " or "))
	}
	for _, name := range types {
		if view, err := o.As(name); err == nil {
			if _, _, err := view.EncodeBody(request.BodyOf(view)); err != nil {
				v.reportFile(file, "bad-sample", "%v", err)
			}
		}
	}
}

// answers looks at the sample answers: one for each declared success that says something of its body. Further ones, of
// refusals for example, may be there for any status that is declared.
func (v *validator) answers() {
	b := v.block
	declared := map[string]bool{}
	for _, id := range b.OperationIDs() {
		o, err := b.Operation(id)
		if err != nil {
			continue // reported where the service APIs name it
		}
		wanted := sample.Statuses(o)
		for _, status := range o.Statuses() {
			file := path.Join(sample.AnswersFolder, id+"."+status+".yaml")
			declared[path.Base(file)] = true
			if !slices.Contains(wanted, status) && !has(b.Folder(), file) {
				continue
			}
			answer, err := b.SampleAnswer(id, status)
			if err != nil {
				v.reportFile(file, "bad-sample", "%v", err)
				continue
			}
			v.placeholders(file, answer.Header, answer.Body)
			v.meaning(file, o, status, answer)
		}
	}
	entries, _ := fs.ReadDir(b.Folder(), sample.AnswersFolder)
	for _, entry := range entries {
		if !declared[entry.Name()] {
			v.reportFile(path.Join(sample.AnswersFolder, entry.Name()), "homeless-sample",
				"no operation declares this answer; the name of a sample answer is OPERATION.STATUS.yaml with a status that the contract declares")
		}
	}
}

// meaning looks at what a sample answer says: one of a success must not be a refusal by the building block's own rule.
func (v *validator) meaning(file string, o *contract.Operation, status string, s *sample.Answer) {
	if !slices.Contains(o.SuccessStatuses(), status) {
		return
	}
	answer, err := s.Of(o, status)
	if err != nil {
		v.reportFile(file, "bad-sample", "%v", err)
		return
	}
	if rule, refused := o.RefusedBy(answer.Status, answer.Body); refused {
		v.reportFile(file, "refusing-sample", "it is the sample answer of a success, and a refusal by block.yaml: %s", rule)
	}
}

// placeholders looks at the placeholders of a sample.
func (v *validator) placeholders(file string, parts ...any) {
	for _, part := range parts {
		found, err := sample.Placeholders(part)
		if err != nil {
			v.reportFile(file, "bad-placeholder", "%v", err)
		}
		for _, expr := range found {
			if err := v.block.CheckPlaceholder(expr); err != nil {
				v.reportFile(file, "unknown-placeholder", "%v", err)
			}
		}
	}
}
