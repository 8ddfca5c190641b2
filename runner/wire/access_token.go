package wire

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"sync"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/bbconform/bbconform/reports"
)

// tokenSource gets access tokens with OAuth 2.0 client credentials and keeps one as long as it is valid.
type tokenSource struct {
	config clientcredentials.Config
	client *http.Client // with the connections of the building block
	wire   *Wire

	mu      sync.Mutex
	current *oauth2.Token
}

// errNoToken is the error of a token request.
var errNoToken = errors.New("no access token was issued")

// sameAs reports whether two sources ask for the same token, or neither is there.
func (s *tokenSource) sameAs(other *tokenSource) bool {
	if s == nil || other == nil {
		return s == other
	}
	return reflect.DeepEqual(s.config, other.config)
}

func (s *tokenSource) token(ctx context.Context) (*oauth2.Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current.Valid() {
		return s.current, nil
	}
	ctx, cancel := s.wire.limited(ctx, s.wire.limit, errAnswerLimit)
	defer cancel()
	token, err := s.config.Token(context.WithValue(ctx, oauth2.HTTPClient, s.client))
	if err != nil {
		return nil, fmt.Errorf("%w by %s, as %s", errNoToken, s.config.TokenURL, tokenErrorInWords(err, s.config.TokenURL))
	}
	s.wire.redactor.learn(token.AccessToken)
	s.wire.redactor.learn(token.RefreshToken)
	s.current = token
	return token, nil
}

// tokenErrorInWords leaves out the body of the answer, which the error's own text holds.
func tokenErrorInWords(err error, tokenURL string) string {
	if e, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		words := "the answer was " + e.Response.Status
		if e.ErrorCode != "" {
			words += ", " + bounded(reports.Visible(e.ErrorCode), 60)
		}
		if e.ErrorDescription != "" {
			words += ": " + bounded(reports.Visible(e.ErrorDescription), 120)
		}
		return words
	}
	host := tokenURL
	if u, parseErr := url.Parse(tokenURL); parseErr == nil {
		host = u.Host
	}
	return inWords(err, host)
}
