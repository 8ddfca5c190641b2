package target

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/bbconform/bbconform/runner/problem"
)

// How deep a configuration may be nested, and of how many values it may consist: aliases that contain themselves, or
// each other many times, would never end otherwise.
const (
	maxDepth  = 50
	maxValues = 100_000
)

// yamlReader carries a YAML document over into Go values. It is strict, it reports every mistake with its line
// rather than the first, and it remembers the line of every key for what is checked later.
type yamlReader struct {
	mistakes []problem.Mistake
	lines    map[string]int
	anchors  map[string]ast.Node
	order    map[string][]string // keys of mappings in the order of the file, by path
	values   int                 // read so far
}

// readYAML reads data into the struct that into points to.
func readYAML(data []byte, into any) *yamlReader {
	r := &yamlReader{lines: map[string]int{}, anchors: map[string]ast.Node{}, order: map[string][]string{}}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		line, text := syntaxError(err)
		r.fail(line, "is not YAML: %s", text)
		return r
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if body != nil {
			r.fail(lineOf(doc.Body), "a second document begins here; only one is read")
			return r
		}
		body = doc.Body
	}
	if body == nil {
		return r
	}
	ast.Walk(anchorVisitor(r.anchors), body)
	r.value(body, reflect.ValueOf(into).Elem(), "", 0)
	return r
}

// syntaxError takes line and message out of the parser's error, whose own text is a drawing.
func syntaxError(err error) (int, string) {
	type located interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if l, ok := err.(located); ok {
		line := 0
		if t := l.GetToken(); t != nil {
			line = t.Position.Line
		}
		return line, l.GetMessage()
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return 0, first
}

type anchorVisitor map[string]ast.Node

func (v anchorVisitor) Visit(n ast.Node) ast.Visitor {
	if a, ok := n.(*ast.AnchorNode); ok {
		v[a.Name.GetToken().Value] = a.Value
	}
	return v
}

func (r *yamlReader) fail(line int, format string, args ...any) {
	r.mistakes = append(r.mistakes, problem.Mistake{Line: line, Message: fmt.Sprintf(format, args...)})
}

var (
	typeDuration = reflect.TypeFor[Duration]()
	typeDate     = reflect.TypeFor[Date]()
	typeSecret   = reflect.TypeFor[Secret]()
)

// value carries one node over into out. Path is where it is, in dots.
func (r *yamlReader) value(n ast.Node, out reflect.Value, path string, depth int) {
	line := lineOf(n)
	if n = r.resolved(n); n == nil || r.endless(line, depth) {
		return
	}
	wrong := func(want string) { r.fail(line, "%sexpected %s, found %s", prefix(path), want, describe(n)) }
	if _, ok := n.(*ast.NullNode); ok && out.Kind() != reflect.Interface {
		if path == "" || out.Kind() == reflect.Map || out.Kind() == reflect.Slice || out.Kind() == reflect.Pointer {
			return // a key whose entries are all commented out
		}
		wrong(expected(out.Type()))
		return
	}
	switch out.Type() {
	case typeDuration:
		d, err := time.ParseDuration(scalarText(n))
		if err != nil || d <= 0 {
			wrong(expected(out.Type()))
			return
		}
		out.SetInt(int64(d))
		return
	case typeDate:
		d, err := ParseDate(scalarText(n))
		if err != nil {
			wrong(expected(out.Type()))
			return
		}
		out.Set(reflect.ValueOf(d))
		return
	case typeSecret:
		if !isMapping(n) {
			text, ok := stringOf(n)
			if !ok {
				wrong(expected(out.Type()))
				return
			}
			out.FieldByName("Value").SetString(text)
			return
		}
	}
	switch out.Kind() {
	case reflect.Pointer:
		out.Set(reflect.New(out.Type().Elem()))
		r.value(n, out.Elem(), path, depth)
	case reflect.Struct:
		r.structure(n, out, path, depth, wrong)
	case reflect.Map:
		r.mapping(n, out, path, depth, wrong)
	case reflect.Slice:
		seq, ok := n.(*ast.SequenceNode)
		if !ok {
			wrong(expected(out.Type()))
			return
		}
		out.Set(reflect.MakeSlice(out.Type(), len(seq.Values), len(seq.Values)))
		for i, v := range seq.Values {
			p := fmt.Sprintf("%s[%d]", path, i)
			r.lines[p] = lineOf(v)
			r.value(v, out.Index(i), p, depth+1)
		}
	case reflect.Interface:
		if v := r.untyped(n, depth); v != nil {
			out.Set(reflect.ValueOf(v))
		}
	default:
		r.scalar(n, out, wrong)
	}
}

func (r *yamlReader) scalar(n ast.Node, out reflect.Value, wrong func(string)) {
	switch out.Kind() {
	case reflect.String:
		text, ok := stringOf(n)
		if !ok {
			wrong("text (in quotes, where it looks like something else)")
			return
		}
		out.SetString(text)
	case reflect.Bool:
		b, ok := n.(*ast.BoolNode)
		if !ok {
			wrong(expected(out.Type()))
			return
		}
		out.SetBool(b.Value)
	case reflect.Int:
		i, err := strconv.Atoi(numberText(n))
		if err != nil {
			wrong(expected(out.Type()))
			return
		}
		out.SetInt(int64(i))
	case reflect.Float64:
		f, err := strconv.ParseFloat(numberText(n), 64)
		if err != nil {
			wrong(expected(out.Type()))
			return
		}
		out.SetFloat(f)
	default:
		panic("config: no reader for " + out.Type().String())
	}
}

func (r *yamlReader) structure(n ast.Node, out reflect.Value, path string, depth int, wrong func(string)) {
	if !isMapping(n) {
		wrong(expected(out.Type()))
		return
	}
	fields := fieldsOf(out.Type())
	for _, p := range r.entries(n, depth) {
		key := keyOf(p)
		at := join(path, key)
		r.lines[at] = lineOf(p)
		index, ok := fields[key]
		if !ok {
			names := make([]string, 0, len(fields))
			for name := range fields {
				names = append(names, name)
			}
			r.fail(lineOf(p), "unknown key %q%s", key, problem.Suggestion(key, names, "known here: "))
			continue
		}
		r.value(p.Value, out.Field(index), at, depth+1)
	}
}

func (r *yamlReader) mapping(n ast.Node, out reflect.Value, path string, depth int, wrong func(string)) {
	if !isMapping(n) {
		wrong(expected(out.Type()))
		return
	}
	out.Set(reflect.MakeMap(out.Type()))
	for _, p := range r.entries(n, depth) {
		key := keyOf(p)
		at := join(path, key)
		r.lines[at] = lineOf(p)
		r.order[path] = append(r.order[path], key)
		v := reflect.New(out.Type().Elem()).Elem()
		r.value(p.Value, v, at, depth+1)
		out.SetMapIndex(reflect.ValueOf(key), v)
	}
}

// untyped carries a node over as the values of encoding/json: maps, lists, strings, float64 or int, bool, nil.
func (r *yamlReader) untyped(n ast.Node, depth int) any {
	if n = r.resolved(n); n == nil || r.endless(lineOf(n), depth) {
		return nil
	}
	switch v := n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		m := map[string]any{}
		for _, p := range r.entries(v, depth) {
			m[keyOf(p)] = r.untyped(p.Value, depth+1)
		}
		return m
	case *ast.SequenceNode:
		list := make([]any, 0, len(v.Values))
		for _, e := range v.Values {
			list = append(list, r.untyped(e, depth+1))
		}
		return list
	case *ast.BoolNode:
		return v.Value
	case *ast.NullNode:
		return nil
	case *ast.IntegerNode, *ast.FloatNode:
		if i, err := strconv.Atoi(numberText(v)); err == nil {
			return i
		}
		if f, err := strconv.ParseFloat(numberText(v), 64); err == nil {
			return f
		}
	}
	return scalarText(n)
}

// fieldsOf maps the keys of a struct to the indexes of its fields.
func fieldsOf(t reflect.Type) map[string]int {
	fields := map[string]int{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if t.Field(i).IsExported() && name != "-" {
			fields[name] = i
		}
	}
	return fields
}

// expected says what is expected where a value of type t is read.
func expected(t reflect.Type) string {
	switch t {
	case typeDuration:
		return "a duration above nothing such as 500ms, 10s or 2m"
	case typeDate:
		return "a day written YYYY-MM-DD"
	case typeSecret:
		return "{env: NAME}, {file: PATH}, or the value itself in quotes"
	}
	switch t.Kind() {
	case reflect.Pointer:
		return expected(t.Elem())
	case reflect.Struct:
		return "keys (" + strings.Join(slices.Sorted(maps.Keys(fieldsOf(t))), ", ") + ")"
	case reflect.Map:
		return "keys and values"
	case reflect.Slice:
		return "a list"
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	}
	return "text"
}

func prefix(path string) string {
	if path == "" {
		return ""
	}
	return path + ": "
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
