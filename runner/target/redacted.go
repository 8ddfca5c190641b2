package target

import (
	"reflect"
	"strings"
	"time"

	"github.com/bbconform/bbconform/reports"
)

// Redaction knows what must not be written.
type Redaction interface {
	Text(s string) string          // s without secrets that are known, and with what does not show written out
	SecretField(name string) bool  // whether the value of a field of this name is a secret
	SecretHeader(name string) bool // whether the value of a header of this name is a secret
}

// Redacted is the configuration as the report shows it: where secrets are found, never what they are. Keys that are not
// configured are left out.
func (t *Target) Redacted(r Redaction) map[string]any {
	m, _ := shown(reflect.ValueOf(*t), "", r).(map[string]any)
	return m
}

// shown carries a configured value over into what encoding/json writes, empty ones left out. Key is the key that it
// stands under.
func shown(v reflect.Value, key string, r Redaction) any {
	switch x := v.Interface().(type) {
	case Secret:
		return shownSecret(x, key, r)
	case Date:
		return x.String()
	case Duration:
		return time.Duration(x).String()
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return shown(v.Elem(), key, r)
	case reflect.Struct:
		m := map[string]any{}
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			if v.Type().Field(i).IsExported() && name != "-" && !v.Field(i).IsZero() {
				m[name] = shown(v.Field(i), name, r)
			}
		}
		return m
	case reflect.Map:
		m := map[string]any{}
		for _, k := range v.MapKeys() {
			name := k.String()
			m[r.Text(name)] = shown(v.MapIndex(k), name, r)
		}
		return m
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = shown(v.Index(i), key, r)
		}
		return list
	case reflect.String:
		if r.SecretField(key) {
			return reports.Redacted
		}
		return r.Text(v.String())
	}
	return v.Interface()
}

func shownSecret(s Secret, key string, r Redaction) any {
	switch {
	case s.Env != "":
		return map[string]any{"env": s.Env}
	case s.File != "":
		return map[string]any{"file": s.File}
	case r.SecretHeader(key) || r.SecretField(key) || key == "key":
		return reports.Redacted
	}
	return r.Text(s.Value) // a header that is written openly
}
