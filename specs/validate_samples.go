package specs

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// samples looks at the sample requests: one for each operation, and none besides.
func (v *validator) samples() {
	b := v.block
	ids := b.OperationIDs()
	for _, id := range ids {
		file := path.Join(requestsFolder, id+".yaml")
		sample, err := b.Sample(id)
		if err != nil {
			v.reportFile(file, "bad-sample", "%v", err)
			continue
		}
		v.placeholders(file, sample.Path, sample.Query, sample.Header, sample.Body)
	}
	entries, _ := fs.ReadDir(b.loaded.folder, requestsFolder)
	for _, entry := range entries {
		if id, isYAML := strings.CutSuffix(entry.Name(), ".yaml"); !isYAML || !slices.Contains(ids, id) {
			v.reportFile(path.Join(requestsFolder, entry.Name()), "homeless-sample", "no operation has this sample request")
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
		wanted := o.SampledStatuses()
		for _, status := range o.Statuses() {
			file := path.Join(answersFolder, id+"."+status+".yaml")
			declared[path.Base(file)] = true
			if !slices.Contains(wanted, status) && !exists(b.loaded.folder, file) {
				continue
			}
			sample, err := b.SampleAnswer(id, status)
			if err != nil {
				v.reportFile(file, "bad-sample", "%v", err)
				continue
			}
			v.placeholders(file, sample.Header, sample.Body)
		}
	}
	entries, _ := fs.ReadDir(b.loaded.folder, answersFolder)
	for _, entry := range entries {
		if !declared[entry.Name()] {
			v.reportFile(path.Join(answersFolder, entry.Name()), "homeless-sample",
				"no operation declares this answer; the name of a sample answer is OPERATION.STATUS.yaml with a status that the contract declares")
		}
	}
}

// placeholders looks at the placeholders of a sample.
func (v *validator) placeholders(file string, parts ...any) {
	for _, part := range parts {
		found, err := Placeholders(part)
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
