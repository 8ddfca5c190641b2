package runner

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
)

// placedSecret is a secret and the key of the configuration that it stands under.
type placedSecret struct {
	Secret
	path string
}

// secrets lists every secret of a building block, those that are not given left out.
func (b *BlockTarget) secrets(at string) []placedSecret {
	a := b.Authentication
	all := make([]placedSecret, 0, 4+len(b.Headers))
	all = append(all, placedSecret{a.Token, at + ".authentication.token"}, placedSecret{a.Password, at + ".authentication.password"},
		placedSecret{a.Key, at + ".authentication.key"}, placedSecret{a.ClientSecret, at + ".authentication.clientSecret"})
	for name, v := range b.Headers {
		all = append(all, placedSecret{v, at + ".headers." + name})
	}
	given := make([]placedSecret, 0, len(all))
	for _, s := range all {
		if s.Given() {
			given = append(given, s)
		}
	}
	return given
}

// resolve returns the value. At is the key that it stands under, for messages.
func (s Secret) resolve(env Environment, folder, at string) (string, error) {
	value := s.Value
	switch {
	case s.Env != "":
		value = env.Getenv(s.Env)
		if value == "" {
			return "", problem.Usage("", fmt.Errorf("%s: the environment variable %s is not set", at, s.Env))
		}
	case s.File != "":
		data, err := env.ReadFile(beside(folder, s.File))
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
