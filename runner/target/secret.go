package target

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
)

// Secret is a value that is better not written into a configuration: where it is found, or (with a warning) itself.
type Secret struct {
	Env   string `yaml:"env,omitempty"`  // name of an environment variable
	File  string `yaml:"file,omitempty"` // file that holds it; a line break at its end does not count
	Value string `yaml:"-"`              // itself
}

// Given reports whether the secret was configured at all.
func (s Secret) Given() bool { return s != Secret{} }

// configuredSecret is a secret and the key of the configuration that it stands under.
type configuredSecret struct {
	Secret
	path     string
	inHeader bool // one of the headers of the configuration, where what is written openly is no secret
}

// secrets lists every secret of a building block, those that are not given left out.
func (b *BuildingBlock) secrets(at string) []configuredSecret {
	all := secretsOf(b.Authentication, b.Headers, at)
	for _, name := range slices.Sorted(maps.Keys(b.Roles)) {
		role, at := b.Roles[name], at+".roles."+name
		all = append(all, secretsOf(role.Authentication, role.Headers, at)...)
		if role.Another != nil {
			all = append(all, secretsOf(role.Another.Authentication, role.Another.Headers, at+".another")...)
		}
	}
	return slices.DeleteFunc(all, func(s configuredSecret) bool { return !s.Given() })
}

// secretsOf lists what may be a secret of one caller.
func secretsOf(a Authentication, headers map[string]Secret, at string) []configuredSecret {
	all := []configuredSecret{
		{a.Token, at + ".authentication.token", false}, {a.Password, at + ".authentication.password", false},
		{a.Key, at + ".authentication.key", false}, {a.ClientSecret, at + ".authentication.clientSecret", false},
	}
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		all = append(all, configuredSecret{headers[name], at + ".headers." + name, true})
	}
	return all
}

// Resolve returns the value of a secret. At is the key that it stands under, for messages.
func (t *Target) Resolve(env Environment, s Secret, at string) (string, error) {
	value := s.Value
	switch {
	case s.Env != "":
		value = env.Getenv(s.Env)
		if value == "" {
			return "", problem.Usage("", fmt.Errorf("%s: the environment variable %s is not set", at, s.Env))
		}
	case s.File != "":
		data, err := t.ReadFile(env, s.File)
		if err != nil {
			return "", problem.Usage("", fmt.Errorf("%s: read the secret: %w", at, err))
		}
		value = strings.TrimRight(string(data), "\r\n")
		if value == "" {
			return "", problem.Usage("", fmt.Errorf("%s: the file %s is empty", at, s.File))
		}
	}
	if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return "", problem.Usage("", fmt.Errorf("%s: %w", at, errors.New("the value holds control characters or line breaks, which no header can carry")))
	}
	return value, nil
}

func (s Secret) check(at string, fail func(path, format string, args ...any)) {
	if s.Env != "" && s.File != "" {
		fail(at, "expected either env or file")
	}
}
