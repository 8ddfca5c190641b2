package steps

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
)

// identifier returns the JSON of the identifier of what b made, or nothing when it is not told.
func (s *Scenario) identifier(ctx context.Context, spec specs.Resource, b *built, a *answer) (string, error) {
	var id gjson.Result
	switch {
	case spec.SentID != "":
		id = gjson.GetBytes(b.tree, spec.SentID)
	case spec.ID != "":
		id = a.at(spec.ID)
	case spec.Found != "":
		var err error
		if id, err = s.found(ctx, spec, b); err != nil {
			return "", err
		}
	}
	if id.Type == gjson.String && id.Str != "" || id.Type == gjson.Number {
		return id.Raw, nil
	}
	return "", nil
}

// found looks the identifier up in the list of its kind, where the create operation does not tell it. Of several it is one that the
// scenario has not met yet; of several of these the greatest number is the newest, of other values the last.
func (s *Scenario) found(ctx context.Context, spec specs.Resource, b *built) (gjson.Result, error) {
	op, err := s.operation(spec.List)
	if err != nil {
		return gjson.Result{}, err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return gjson.Result{}, err
	}
	list, err := s.build(ctx, d, &cast{s: s, frozen: true}, sound)
	if err != nil {
		return gjson.Result{}, err
	}
	x, err := s.send(ctx, list, Observing)
	if err == nil {
		s.noteContract(list, x)
	}
	if err != nil || x.Err != nil || x.Status/100 != 2 || !isJSON(x.Body) {
		if err == nil && x.Err == nil && x.Status/100 != 2 {
			s.unlisted[op.ID] = &answer{built: list, exchange: x, strange: s.strange(list)}
		}
		return gjson.Result{}, err // whoever needs the identifier says that it is not told
	}
	delete(s.unlisted, op.ID)
	ids := gjson.GetBytes(x.Body, withSent(spec.Found, b.tree))
	if !ids.IsArray() {
		return ids, nil
	}
	found := ids.Array()
	if fresh := slices.DeleteFunc(slices.Clone(found), s.met(spec)); len(fresh) > 0 {
		found = fresh
	}
	var newest gjson.Result
	for _, id := range found {
		if newest.Type != gjson.Number || id.Type != gjson.Number || id.Num >= newest.Num {
			newest = id
		}
	}
	return newest, nil
}

// met reports which identifiers are those of things that the scenario has made.
func (s *Scenario) met(spec specs.Resource) func(gjson.Result) bool {
	return func(id gjson.Result) bool {
		return slices.ContainsFunc(s.made, func(t *thing) bool { return t.spec.Create == spec.Create && equal(parsed(t.id), id) })
	}
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

// sentObject returns the path of the thing in the body of its create operation.
func (t *thing) sentObject() string {
	if i := strings.LastIndexByte(t.spec.SentID, '.'); i > 0 {
		return t.spec.SentID[:i]
	}
	return t.spec.Object
}
