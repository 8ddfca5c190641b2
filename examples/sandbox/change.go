package sandbox

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// Change spoils an answer in one way. Paths are dotted; "#" stands for every entry of an array ("results.#.id"), and the
// empty path for the whole body. A path that an answer does not have changes nothing.
type Change struct {
	kind  kind
	path  string
	value any
	on    scope
}

type kind int

const (
	drop kind = iota
	alter
	set
	retype
	rename
	emptyList
	dropLast
	repeatFirst
	duplicateKey
	status
	contentType
	header
	trailing
	noBody
	text
	slow
	truncated
	hangUp
)

type scope int

const (
	successes scope = iota
	refusals
	both
)

// Drop leaves a field out.
func Drop(path string) Change { return Change{kind: drop, path: path} }

// Null puts null in the place of a value.
func Null(path string) Change { return Set(path, nil) }

// Set puts a value in the place of another, or adds a field that was not there.
func Set(path string, value any) Change { return Change{kind: set, path: path, value: value} }

// Alter puts another value of the same type and shape in place: a wrong identifier, a number one too high, the other boolean.
func Alter(path string) Change { return Change{kind: alter, path: path} }

// Retype puts a value of another JSON type in place: a string becomes a number, everything else a string.
func Retype(path string) Change { return Change{kind: retype, path: path} }

// Rename gives a field another name.
func Rename(path, name string) Change { return Change{kind: rename, path: path, value: name} }

// EmptyList takes all entries out of an array.
func EmptyList(path string) Change { return Change{kind: emptyList, path: path} }

// DropLast takes the last entry out of an array.
func DropLast(path string) Change { return Change{kind: dropLast, path: path} }

// RepeatFirst gives the first entry of an array twice.
func RepeatFirst(path string) Change { return Change{kind: repeatFirst, path: path} }

// DuplicateKey gives a field twice, the second time with another value: readers disagree on which one counts.
func DuplicateKey(path string) Change { return Change{kind: duplicateKey, path: path} }

// Status answers with another status.
func Status(code int) Change { return Change{kind: status, value: code} }

// ContentType answers with another content type; "" leaves the header out.
func ContentType(value string) Change { return Change{kind: contentType, value: value} }

// Header sets a header of the answer; "" leaves it out.
func Header(name, value string) Change { return Change{kind: header, path: name, value: value} }

// Trailing adds bytes after the body.
func Trailing(s string) Change { return Change{kind: trailing, value: s} }

// NoBody leaves the body out.
func NoBody() Change { return Change{kind: noBody} }

// Bytes puts other bytes in the place of the body.
func Bytes(s string) Change { return Change{kind: text, value: s} }

// Slow waits before it answers, or until the caller gives up.
func Slow(d time.Duration) Change { return Change{kind: slow, value: d} }

// Truncated sends half of the body that it announced, and closes the connection.
func Truncated() Change { return Change{kind: truncated} }

// HangUp closes the connection without an answer.
func HangUp() Change { return Change{kind: hangUp} }

// OnRefusals makes a change apply to answers of 400 and above; otherwise it applies to those below.
func (c Change) OnRefusals() Change { c.on = refusals; return c }

// OnEverything makes a change apply to all answers.
func (c Change) OnEverything() Change { c.on = both; return c }

func (c Change) applies(code int) bool {
	return c.on == both || (c.on == refusals) == (code >= 400)
}

// apply changes the decoded answer; what concerns the bytes is done by the reply when it is written.
func (c Change) apply(r *reply) {
	switch c.kind {
	case status:
		r.status = c.value.(int)
	case contentType:
		r.set("Content-Type", c.value.(string))
	case header:
		r.set(c.path, c.value.(string))
	case trailing:
		r.after += c.value.(string)
	case noBody:
		r.body, r.has, r.raw = nil, false, nil
	case text:
		r.body, r.has, r.raw = nil, false, []byte(c.value.(string))
	case slow:
		r.delay = c.value.(time.Duration)
	case truncated:
		r.truncated = true
	case hangUp:
		r.hangUp = true
	default:
		if r.has {
			r.body = c.edit(r.body, segments(c.path))
		}
	}
}

func segments(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, ".")
}

// edit returns v with the change made at the path below it.
func (c Change) edit(v any, path []string) any {
	if len(path) == 0 {
		return c.replace(v)
	}
	key, rest := path[0], path[1:]
	switch at := v.(type) {
	case Object:
		c.editField(at, key, rest)
	case []any:
		for i := range at {
			if key == "#" || key == strconv.Itoa(i) {
				at[i] = c.edit(at[i], rest)
			}
		}
	}
	return v
}

func (c Change) editField(at Object, key string, rest []string) {
	old, ok := at[key]
	if len(rest) > 0 {
		if ok {
			at[key] = c.edit(old, rest)
		}
		return
	}
	switch {
	case c.kind == set:
		at[key] = Normal(c.value)
	case !ok:
	case c.kind == drop:
		delete(at, key)
	case c.kind == rename:
		delete(at, key)
		at[c.value.(string)] = old
	case c.kind == duplicateKey:
		at[key+duplicateMark] = other(old)
	default:
		at[key] = c.replace(old)
	}
}

// replace returns what stands in the place of one value.
func (c Change) replace(v any) any {
	list, isList := v.([]any)
	switch {
	case c.kind == set:
		return Normal(c.value)
	case c.kind == alter:
		return other(v)
	case c.kind == retype:
		if _, ok := v.(string); ok {
			return json.Number("7")
		}
		return "seven"
	case c.kind == emptyList && isList:
		return []any{}
	case c.kind == dropLast && len(list) > 0:
		return list[:len(list)-1]
	case c.kind == repeatFirst && len(list) > 0:
		return append([]any{list[0]}, list...)
	}
	return v
}

// duplicateMark ends the name of a field that is written under the name before it. No honest name holds this character.
const duplicateMark = "\u0001"

// other returns another value of the same type and shape.
func other(v any) any {
	switch v := v.(type) {
	case string:
		return otherText(v)
	case bool:
		return !v
	case json.Number:
		n, err := v.Int64()
		if err != nil {
			return json.Number("1.5")
		}
		return json.Number(strconv.FormatInt(n+1, 10))
	case nil:
		return "something"
	default:
		return v
	}
}

// otherText changes the last letter or digit, which keeps identifiers, dates and hashes well-formed.
func otherText(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		switch b := s[i]; {
		case b == '0':
			return s[:i] + "1" + s[i+1:]
		case b >= '1' && b <= '9', b >= 'b' && b <= 'z', b >= 'B' && b <= 'Z':
			return s[:i] + string(rune(b-1)) + s[i+1:]
		case b == 'a' || b == 'A':
			return s[:i] + string(rune(b+1)) + s[i+1:]
		}
	}
	return s + "x"
}
