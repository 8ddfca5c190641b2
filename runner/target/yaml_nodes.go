package target

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

func lineOf(n ast.Node) int {
	switch n := n.(type) {
	case *ast.MappingNode: // its own token may be the first colon
		if len(n.Values) > 0 {
			return lineOf(n.Values[0])
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken().Position.Line
	}
	if t := n.GetToken(); t != nil {
		return t.Position.Line
	}
	return 0
}

// resolved follows anchors, aliases and tags to the node that holds the value.
func (r *yamlReader) resolved(n ast.Node) ast.Node {
	for range maxDepth {
		switch v := n.(type) {
		case *ast.AnchorNode:
			n = v.Value
		case *ast.TagNode:
			n = v.Value
		case *ast.AliasNode:
			name := v.Value.GetToken().Value
			target, ok := r.anchors[name]
			if !ok {
				r.fail(lineOf(v), "alias *%s has no anchor &%s", name, name)
				return nil
			}
			n = target
		default:
			return n
		}
	}
	return n
}

// endless reports, and says once, that the document has no end that one could wait for.
func (r *yamlReader) endless(line, depth int) bool {
	r.values++
	if depth <= maxDepth && r.values <= maxValues {
		return false
	}
	if r.values <= 2*maxValues {
		r.values = 2*maxValues + 1
		r.fail(line, "nested too deep: does an alias contain itself?")
	}
	return true
}

// entries returns the keys and values of a mapping, with merge keys (<<) taken in.
func (r *yamlReader) entries(n ast.Node, depth int) []*ast.MappingValueNode {
	var pairs []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	}
	var out, merged []*ast.MappingValueNode
	seen := map[string]bool{}
	for _, p := range pairs {
		if _, ok := p.Key.(*ast.MergeKeyNode); ok {
			if !r.endless(lineOf(p), depth) {
				merged = append(merged, r.entries(r.resolved(p.Value), depth+1)...)
			}
			continue
		}
		key := keyOf(p)
		if seen[key] {
			r.fail(lineOf(p), "key %q is written twice", key)
			continue
		}
		seen[key] = true
		out = append(out, p)
	}
	for _, p := range merged {
		if !seen[keyOf(p)] {
			seen[keyOf(p)] = true
			out = append(out, p)
		}
	}
	return out
}

func keyOf(p *ast.MappingValueNode) string {
	return p.Key.GetToken().Value
}

func isMapping(n ast.Node) bool {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return true
	}
	return false
}

// describe names what a node is, for messages.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys and values"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "nothing"
	case *ast.LiteralNode:
		return "text"
	case *ast.StringNode:
		return strconv.Quote(n.Value)
	default:
		return n.GetToken().Value
	}
}

func stringOf(n ast.Node) (string, bool) {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode, *ast.IntegerNode, *ast.FloatNode:
		return scalarText(n), true
	}
	return "", false
}

// scalarText is a scalar as it was written, so that version: 1.10 does not become 1.1.
func scalarText(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	case *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode:
		return ""
	}
	return n.GetToken().Value
}

func numberText(n ast.Node) string {
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return strings.ReplaceAll(scalarText(n), "_", "")
	}
	return ""
}
