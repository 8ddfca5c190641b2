package contract

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
)

// dangling returns the first $ref of a file that leads to nothing in itself or in a file beside it, and "" where there is
// none. It is asked for when a file could not be loaded: kin-openapi names the key that is missing, but not always the $ref.
func (l *documentLoader) dangling(name string) string {
	trees := map[string]any{}
	tree := func(name string) any {
		if _, known := trees[name]; !known {
			var content any
			if data, err := l.read(name); err == nil {
				_ = yaml.Unmarshal(data, &content) // what cannot be read holds nothing
			}
			trees[name] = content
		}
		return trees[name]
	}
	var find func(v any) string
	find = func(v any) string {
		switch v := v.(type) {
		case map[string]any:
			if ref, ok := v["$ref"].(string); ok {
				file, pointer, _ := strings.Cut(ref, "#")
				target := name
				if file != "" {
					target = path.Join(path.Dir(name), file)
				}
				if !reaches(tree(target), pointer) {
					return ref
				}
			}
			for _, key := range slices.Sorted(maps.Keys(v)) {
				if ref := find(v[key]); ref != "" {
					return ref
				}
			}
		case []any:
			for _, entry := range v {
				if ref := find(entry); ref != "" {
					return ref
				}
			}
		}
		return ""
	}
	return find(tree(name))
}

// reaches reports whether a JSON pointer leads to something.
func reaches(v any, pointer string) bool {
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if step == "" {
			continue
		}
		step = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		switch inner := v.(type) {
		case map[string]any:
			next, ok := inner[step]
			if !ok {
				return false
			}
			v = next
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(inner) {
				return false
			}
			v = inner[i]
		default:
			return false
		}
	}
	return v != nil
}
