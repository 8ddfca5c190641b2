package target

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
)

// Load reads a target's configuration. Every mistake in it is reported, each with its line.
func Load(env Environment, file string) (*Target, error) {
	data, err := env.WithDefaults().ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, problem.Usage("`bbconform init` writes one to start from; --url BLOCK=URL does without.",
			fmt.Errorf("there is no target configuration %s", file))
	}
	if err != nil {
		return nil, problem.Usage("", fmt.Errorf("read the target's configuration: %w", err))
	}
	return Parse(file, data)
}

// Parse reads a target's configuration from data. File is its name: for messages, and because the files it names
// are looked for in the same folder.
func Parse(file string, data []byte) (*Target, error) {
	t := &Target{File: file}
	r := readYAML(data, t)
	t.lines = r.lines
	t.order = r.order["buildingBlocks"]
	mistakes := r.mistakes
	if len(mistakes) == 0 { // what is not there because it could not be read would be reported twice
		mistakes = t.check()
	}
	if len(mistakes) > 0 {
		sort.SliceStable(mistakes, func(i, j int) bool { return mistakes[i].Line < mistakes[j].Line })
		for i := range mistakes {
			mistakes[i].File = file
		}
		return nil, problem.Usage("`bbconform init` writes a commented configuration that shows every key.", problem.Mistakes(mistakes))
	}
	return t, nil
}

// Names lists the building blocks that the target names, in the order in which they are written.
func (t *Target) Names() []string {
	names := slices.Clone(t.order)
	for _, name := range slices.Sorted(maps.Keys(t.BuildingBlocks)) { // a target need not come from a file
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// ReadFile reads a file that the configuration names: it is looked for beside the configuration.
func (t *Target) ReadFile(env Environment, name string) ([]byte, error) {
	if t.File != "" && !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(t.File), name)
	}
	return env.ReadFile(name)
}

// HasKey reports whether the key at path, in dots, stands in the file.
func (t *Target) HasKey(path string) bool { return t.lines[path] > 0 }

// MistakeAt is a mistake about the key at path, or about the nearest key above it that is written in the file.
func (t *Target) MistakeAt(path, format string, args ...any) problem.Mistake {
	m := problem.Mistake{File: t.File, Message: path + ": " + fmt.Sprintf(format, args...)}
	for p := path; p != ""; {
		if line, ok := t.lines[p]; ok {
			m.Line = line
			break
		}
		cut := strings.LastIndexAny(p, ".[")
		if cut < 0 {
			break
		}
		p = p[:cut]
	}
	return m
}

// Entry returns what the configuration says of a building block, nil when nothing.
func (t *Target) Entry(name string) *BuildingBlock {
	if t == nil {
		return nil
	}
	return t.BuildingBlocks[name]
}
