package target

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/specs"
)

// Address is where a building block, or one contract of it, has to answer.
type Address struct {
	Block   specs.Ref
	BaseURL string // without a slash at its end
}

// SetURL applies --url: BLOCK=URL, BLOCK@VERSION=URL or BLOCK.CONTRACT=URL. The URL of a whole building block takes the
// place of all that the configuration gives for it; the URLs of its contracts may come before it or after.
func (t *Target) SetURL(flags ...string) error {
	type override struct{ block, version, contract, url string }
	var overrides []override
	for _, flag := range flags {
		name, base, ok := strings.Cut(flag, "=")
		if !ok || name == "" || base == "" {
			return problem.Usage("Write it as --url consent=http://127.0.0.1:8080, or --url digital-registries.database=… for one contract.",
				fmt.Errorf("--url %s: expected BLOCK=URL", flag))
		}
		if err := checkBaseURL(base); err != nil {
			return problem.Usage("", fmt.Errorf("--url %s: %w", name, err))
		}
		o := override{url: base}
		// A version holds dots as well: consent@1.1.0, consent@1.1.0.data would be ambiguous and is not offered.
		if block, version, ok := strings.Cut(name, "@"); ok {
			o.block, o.version = block, version
		} else {
			o.block, o.contract, _ = strings.Cut(name, ".")
		}
		overrides = append(overrides, o)
	}
	slices.SortStableFunc(overrides, func(a, b override) int { return min(len(a.contract), 1) - min(len(b.contract), 1) })
	for _, o := range overrides {
		entry := t.BuildingBlocks[o.block]
		if entry == nil {
			entry = &BuildingBlock{}
			if t.BuildingBlocks == nil {
				t.BuildingBlocks = map[string]*BuildingBlock{}
			}
			t.BuildingBlocks[o.block] = entry
			t.order = append(t.order, o.block)
		}
		if o.version != "" {
			entry.Version = o.version
		}
		if o.contract == "" {
			entry.URL, entry.URLs = o.url, nil
			continue
		}
		if entry.URLs == nil {
			entry.URLs = map[string]string{}
		}
		entry.URLs[o.contract] = o.url
	}
	return nil
}

// checkBaseURL says what makes s unfit for a base URL.
func checkBaseURL(s string) error {
	u, err := url.Parse(s)
	if err != nil {
		return errors.New("is not a URL") // the error itself repeats the URL, which may hold a password
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return errors.New("expected a URL that begins with http:// or https://")
	case u.Hostname() == "":
		return errors.New("the URL names no host")
	case u.User != nil:
		return errors.New("credentials do not belong into the URL; write them under authentication")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(s, "#"):
		return errors.New("a base URL has no query (?) and no fragment (#)")
	}
	return nil
}

// BaseURL is the URL that requests of a contract go to, without a slash at its end; empty when none is configured.
func (b *BuildingBlock) BaseURL(contract string) string {
	if b == nil {
		return ""
	}
	base := b.URL
	if own, ok := b.URLs[contract]; ok {
		base = own
	}
	return strings.TrimRight(base, "/")
}

// baseURLs lists the base URLs, each once.
func (b *BuildingBlock) baseURLs() []string {
	var out []string
	if b.URL != "" {
		out = append(out, b.URL)
	}
	for _, contract := range slices.Sorted(maps.Keys(b.URLs)) {
		out = append(out, b.URLs[contract])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
