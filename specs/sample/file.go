package sample

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// expandFile fills the placeholders of a file.
func expandFile(f *contract.File, lookup func(string) (any, error)) (*contract.File, error) {
	filled := *f
	name, err := expandString(f.Name, lookup)
	if err != nil {
		return nil, err
	}
	filled.Name = wording.Text(name)
	headers, err := Expand(f.Headers, lookup)
	if err != nil {
		return nil, err
	}
	filled.Headers, _ = headers.(map[string]any)
	if !f.Verbatim {
		content, err := expandString(string(f.Content), lookup)
		if err != nil {
			return nil, err
		}
		filled.Content, filled.Verbatim = []byte(wording.Text(content)), true
	}
	return &filled, nil
}

// fileMark is the field that makes an object of a sample a file.
const fileMark = "$file"

// maxFile bounds the files beside the samples, in bytes. They are part of every copy of bbconform.
const maxFile = 1 << 20

// filesOf exchanges the files that a sample describes for the files themselves, in place where it can.
func filesOf(folder fs.FS, v any) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		if description, ok := v[fileMark]; ok && len(v) == 1 {
			return readFile(folder, description)
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			value, err := filesOf(folder, v[key])
			if err != nil {
				return nil, err
			}
			v[key] = value
		}
	case []any:
		for i := range v {
			value, err := filesOf(folder, v[i])
			if err != nil {
				return nil, err
			}
			v[i] = value
		}
	}
	return v, nil
}

// readFile makes a file of its description.
func readFile(folder fs.FS, description any) (*contract.File, error) {
	fields, ok := description.(map[string]any)
	if !ok {
		return nil, errors.New("$file needs an object: {name, type, and one of from, content and base64}")
	}
	file := &contract.File{}
	sources := 0
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if key == "headers" {
			if file.Headers, ok = fields[key].(map[string]any); !ok {
				return nil, errors.New("headers of $file needs an object of names and values")
			}
			continue
		}
		text, ok := fields[key].(string)
		if !ok {
			return nil, fmt.Errorf("%s of $file needs a text", key)
		}
		switch key {
		case "name":
			file.Name = text
		case "type":
			file.Type = text
		case "content":
			file.Content = []byte(text)
			sources++
		case "base64":
			data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
			if err != nil {
				return nil, fmt.Errorf("base64 of $file: %w", err)
			}
			file.Content, file.Verbatim = data, true
			sources++
		case "from":
			data, err := readBesideSamples(folder, text)
			if err != nil {
				return nil, err
			}
			file.Content, file.Verbatim, file.From = data, true, text
			sources++
		default:
			return nil, fmt.Errorf("$file has no field %q; it has: base64, content, from, headers, name, type", key)
		}
	}
	if sources != 1 {
		return nil, errors.New("$file needs exactly one of from (a file beside the sample), content (a text) and base64 (bytes)")
	}
	return file, nil
}

// readBesideSamples reads a file that lies in the folder of the samples.
func readBesideSamples(folder fs.FS, name string) ([]byte, error) {
	if !fs.ValidPath(name) || name == "." {
		return nil, fmt.Errorf("from of $file is %q; it must name a file in the folder %s or below", name, RequestsFolder)
	}
	full := path.Join(RequestsFolder, name)
	info, err := fs.Stat(folder, full)
	switch {
	case err != nil:
		return nil, fmt.Errorf("from of $file: %s is missing", full)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("from of $file: %s is no file", full)
	case info.Size() > maxFile:
		return nil, fmt.Errorf("from of $file: %s has %d bytes, more than %d", full, info.Size(), maxFile)
	}
	data, err := fs.ReadFile(folder, full)
	if err != nil {
		return nil, fmt.Errorf("from of $file: %w", err)
	}
	return data, nil
}

// FilesWithin returns the names of the files beside the samples that v takes.
func FilesWithin(v any) []string {
	var names []string
	switch v := v.(type) {
	case *contract.File:
		if v.From != "" {
			names = append(names, v.From)
		}
	case map[string]any:
		for _, value := range v {
			names = append(names, FilesWithin(value)...)
		}
	case []any:
		for _, value := range v {
			names = append(names, FilesWithin(value)...)
		}
	}
	return names
}
