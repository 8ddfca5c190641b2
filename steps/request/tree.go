package request

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/steps/values"
)

// getAt returns what a tree of maps and slices holds at a path.
func getAt(tree any, path []string) (any, bool) {
	for _, step := range path {
		switch node := tree.(type) {
		case map[string]any:
			value, ok := node[step]
			if !ok {
				return nil, false
			}
			tree = value
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(node) {
				return nil, false
			}
			tree = node[i]
		default:
			return nil, false
		}
	}
	return tree, true
}

// setAt sets what a tree holds at a path, makes the objects on the way, and returns the tree. A list grows by one entry at most.
func setAt(tree any, path []string, value any) (any, error) {
	if len(path) == 0 {
		return value, nil
	}
	step := path[0]
	switch node := tree.(type) {
	case nil:
		child, err := setAt(nil, path[1:], value)
		return map[string]any{step: child}, err
	case map[string]any:
		child, err := setAt(node[step], path[1:], value)
		if err == nil {
			node[step] = child
		}
		return node, err
	case []any:
		i, err := strconv.Atoi(step)
		if err != nil || i < 0 || i > len(node) {
			return nil, fmt.Errorf("the list before %q has %d entries", step, len(node))
		}
		if i == len(node) {
			node = append(node, nil)
		}
		child, err := setAt(node[i], path[1:], value)
		if err == nil {
			node[i] = child
		}
		return node, err
	}
	return nil, errors.New("what comes before " + strconv.Quote(step) + " is neither an object nor a list")
}

// removeAt removes what a tree holds at a path and returns the tree.
func removeAt(tree any, path []string) any {
	if len(path) == 0 {
		return nil
	}
	switch node := tree.(type) {
	case map[string]any:
		if len(path) == 1 {
			delete(node, path[0])
		} else if child, ok := node[path[0]]; ok {
			node[path[0]] = removeAt(child, path[1:])
		}
	case []any:
		i, err := strconv.Atoi(path[0])
		switch {
		case err != nil || i < 0 || i >= len(node):
		case len(path) == 1:
			return slices.Delete(node, i, i+1)
		default:
			node[i] = removeAt(node[i], path[1:])
		}
	}
	return tree
}

// typed gives a text of a feature the type that a schema asks for. What does not fit it stays a text.
func typed(text string, schema *openapi3.Schema) any {
	has := func(name string) bool { return schema.Type != nil && slices.Contains(schema.Type.Slice(), name) }
	switch {
	case has(openapi3.TypeString):
		return text
	case has(openapi3.TypeInteger), has(openapi3.TypeNumber):
		var number json.Number
		if json.Unmarshal([]byte(text), &number) == nil && !strings.HasPrefix(text, `"`) && number != "" {
			return number
		}
	case has(openapi3.TypeBoolean):
		if text == "true" || text == "false" {
			return text == "true"
		}
	}
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") {
		if v, err := values.Decode(text); err == nil && json.Valid([]byte(text)) {
			return v
		}
	}
	return text
}
