// Package values is JSON values: compared with each other, and shown to a person. Everything here is a function of its arguments.
package values

import (
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/tidwall/gjson"
)

// Present reports whether a value exists and is not null.
func Present(v gjson.Result) bool { return v.Exists() && v.Type != gjson.Null }

// IsEmpty reports whether a value is an empty text, list or object.
func IsEmpty(v gjson.Result) bool {
	switch {
	case v.Type == gjson.String:
		return v.Str == ""
	case v.IsArray():
		return len(v.Array()) == 0
	case v.IsObject():
		return len(v.Map()) == 0
	}
	return false
}

// Texts collects the texts of a JSON value.
func Texts(v gjson.Result, texts []string) []string {
	switch v.Type {
	case gjson.String:
		return append(texts, v.Str)
	case gjson.JSON:
		v.ForEach(func(_, value gjson.Result) bool {
			texts = Texts(value, texts)
			return true
		})
	}
	return texts
}

// HasText compares a value that is no object and no list with a text of a feature.
func HasText(v gjson.Result, text string) bool {
	return Present(v) && v.Type != gjson.JSON && SameText(v.String(), text)
}

// IsJSON reports whether a body is one JSON document. jsontext bounds how deep it may be nested, which gjson does not, and takes a third
// of the time that encoding/json takes. A name that comes twice and half a surrogate are for whoever reads the value.
func IsJSON(body []byte) bool {
	return utf8.Valid(body) && jsontext.Value(body).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}
