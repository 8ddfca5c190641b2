package scenario

import (
	"context"
	"regexp"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
)

// identifier returns the JSON of the identifier of what b made, or nothing when it is not told.
func (p *Provisioner) identifier(ctx context.Context, spec specs.Resource, b *Prepared, a *Answer) (string, error) {
	var id gjson.Result
	switch {
	case spec.SentID != "":
		id = gjson.GetBytes(b.Body, spec.SentID)
	case spec.ID != "":
		id = a.At(spec.ID)
	case spec.Found != "":
		var err error
		if id, err = p.lookUpIdentifier(ctx, spec, b); err != nil {
			return "", err
		}
	}
	if id.Type == gjson.String && id.Str != "" || id.Type == gjson.Number {
		return id.Raw, nil
	}
	return "", nil
}

// lookUpIdentifier looks an identifier up in the list of its kind, where the create operation does not tell it. Of several it is one that
// the scenario has not met yet; of several of these the greatest number is the newest, of other values the last.
func (p *Provisioner) lookUpIdentifier(ctx context.Context, spec specs.Resource, b *Prepared) (gjson.Result, error) {
	list, err := p.request(ctx, spec.List, Bindings{onlyExisting: true})
	if err != nil {
		return gjson.Result{}, err
	}
	x, err := p.caller.send(ctx, list, exchange.Observing)
	if err != nil {
		return gjson.Result{}, err
	}
	p.caller.judge.noteContract(list, x)
	a := newAnswer(list, x)
	if x.Err != nil || !a.Accepted() || !a.json {
		if x.Err == nil && !a.Accepted() {
			a.anonymous = p.caller.judge.isAnonymous(list)
			p.failedLookups[spec.List] = a
		}
		return gjson.Result{}, nil // whoever needs the identifier says that it is not told
	}
	delete(p.failedLookups, spec.List)
	ids := a.At(withSent(spec.Found, b.Body))
	if !ids.IsArray() {
		return ids, nil
	}
	found := ids.Array()
	met := func(id gjson.Result) bool { return p.names.isMade(spec.Create, id) }
	if unmet := slices.DeleteFunc(slices.Clone(found), met); len(unmet) > 0 {
		found = unmet
	}
	var newest gjson.Result
	for _, id := range found {
		if newest.Type != gjson.Number || id.Type != gjson.Number || id.Num >= newest.Num {
			newest = id
		}
	}
	return newest, nil
}

// withSent replaces ${sent.PATH} in a path by the JSON of what was sent there.
func withSent(path string, sent []byte) string {
	return sentValue.ReplaceAllStringFunc(path, func(match string) string {
		if value := gjson.GetBytes(sent, match[len("${sent."):len(match)-1]); value.Exists() {
			return value.Raw
		}
		return "null"
	})
}

var sentValue = regexp.MustCompile(`\$\{sent\.[^}]+\}`)
