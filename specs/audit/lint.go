package audit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/contract/strictjson"
	"github.com/bbconform/bbconform/specs/internal/wording"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// Lint looks for what is wrong with OpenAPI files: whatever keeps them from loading, what the OpenAPI specification forbids,
// and what no validator notices although a client or server stumbles over it. Files that are given together are also held
// against each other: no two should describe the same operation. The error is one of reading; a file that is not OpenAPI is
// a problem.
func Lint(names ...string) ([]Problem, error) {
	var problems []Problem
	seen := map[string]string{}
	for _, name := range names {
		root, err := os.OpenRoot(filepath.Dir(name))
		if err != nil {
			return nil, fmt.Errorf("lint %s: %w", name, err)
		}
		found, err := lintFS(root.FS(), filepath.Base(name))
		if err != nil {
			return nil, fmt.Errorf("lint %s: %w", name, errors.Join(err, root.Close()))
		}
		for i := range found {
			found[i].File = filepath.Join(filepath.Dir(name), found[i].File)
		}
		problems = append(problems, found...)
		if document, err := contract.OpenDocument(root.FS(), filepath.Base(name), false); err == nil {
			for key := range document.Routes() {
				if other := seen[key]; other != "" && other != name {
					problems = append(problems, Problem{name, 0, "path-in-two-files", key + " is also described in " + other})
				}
				seen[key] = name
			}
		}
		if err := root.Close(); err != nil {
			return nil, fmt.Errorf("lint %s: %w", name, err)
		}
	}
	return sortProblems(problems), nil
}

// lintFS looks at one file of a folder. Files of the problems are named below that folder.
func lintFS(folder fs.FS, name string) ([]Problem, error) {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, err
	}
	document, err := contract.OpenDocument(folder, name, true)
	if errors.Is(err, yamlfile.ErrEmpty) {
		return []Problem{{name, 0, "empty-file", "the file is empty"}}, nil
	}
	if err != nil {
		return []Problem{{name, lineOfLoadError(data, err), "does-not-load", err.Error()}}, nil
	}
	doc, l := document.OpenAPI(), &linter{file: name}
	l.json(data)
	options := []openapi3.ValidationOption{openapi3.EnableMultiError(), openapi3.SetRegexCompiler(schema.CompilePattern)}
	if doc.IsOpenAPI31OrLater() { // kin-openapi follows $refs to them, and does not know the key
		options = append(options, openapi3.AllowExtraSiblingFields("pathItems"))
	}
	for _, err := range leaves(doc.Validate(context.Background(), options...)) {
		l.validation(err)
	}
	l.document(doc)
	return sortProblems(l.problems), nil
}

// lineOfLoadError finds the line that an error of the loader is about: it names the line, or what a $ref says.
func lineOfLoadError(data []byte, err error) int {
	namedLine := regexp.MustCompile(`line (\d+)`)
	quotedWords := regexp.MustCompile(`map key "([^"]+)" not found|leads to ([^ ;,]+)|ref "([^"]+)"`)
	if m := namedLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		return line
	}
	for _, words := range quotedWords.FindStringSubmatch(err.Error()) {
		for i, line := range strings.Split(string(data), "\n") {
			if words != "" && strings.Contains(line, "$ref") && strings.Contains(line, words) {
				return i + 1
			}
		}
	}
	return 0
}

// leaves returns the single errors of an error that holds several.
func leaves(err error) []error {
	if err == nil {
		return nil
	}
	multi, ok := err.(openapi3.MultiError) //nolint:errorlint // one that is wrapped belongs to what wraps it
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range multi {
		all = append(all, leaves(e)...)
	}
	return all
}

// linter collects the problems of one file.
type linter struct {
	file     string
	problems []Problem
}

func (l *linter) add(origin *openapi3.Origin, code, format string, arguments ...any) {
	p := Problem{File: l.file, Code: code, Message: fmt.Sprintf(format, arguments...)}
	if origin != nil && origin.Key != nil {
		p.Line = origin.Key.Line
		if origin.Key.File != "" {
			p.File = origin.Key.File
		}
	}
	l.problems = append(l.problems, p)
}

// json looks for what a JSON file must not have and every loader overlooks.
func (l *linter) json(data []byte) {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return
	}
	_, r, err := strictjson.Read(data)
	if err != nil {
		return // YAML that looks like JSON; it was loaded
	}
	for _, fault := range r.Faults {
		line := 1 + bytes.Count(data[:min(fault.Offset, len(data))], []byte("\n"))
		l.problems = append(l.problems, Problem{l.file, line, fault.Code, wording.Pointer(fault.Path) + " " + fault.Message})
	}
}

// validation turns an error of kin-openapi's Validate into a problem.
func (l *linter) validation(err error) {
	code := "invalid"
	var coded openapi3.CodedError
	if errors.As(err, &coded) {
		code = coded.Code()
	}
	message, _, _ := strings.Cut(err.Error(), "\n")
	var value *openapi3.SchemaValueError
	if errors.As(err, &value) { // its text holds the whole schema
		code = "invalid-" + value.ValueKind
		if found, failed := schema.ViolationsOf(value.Cause, schema.AsAnswer); failed == nil && len(found) > 0 {
			first := found[0]
			d := schema.Describe(first)
			message = fmt.Sprintf("the %s does not satisfy its own schema: %s %s (%s)", value.ValueKind, wording.Pointer(first.Path), d.Phrase, d.Actual)
		}
	}
	l.add(originOf(err), code, "%s", message)
}

// originOf returns the innermost source line that an error names. Every type of kin-openapi keeps it in a field of its own.
func originOf(err error) *openapi3.Origin {
	var found *openapi3.Origin
	for ; err != nil; err = errors.Unwrap(err) {
		v := reflect.Indirect(reflect.ValueOf(err))
		if v.Kind() != reflect.Struct {
			continue
		}
		field := v.FieldByName("Origin")
		if !field.IsValid() {
			continue
		}
		if origin, ok := field.Interface().(*openapi3.Origin); ok && origin != nil {
			found = origin
		}
	}
	return found
}
