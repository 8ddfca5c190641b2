package steps

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
)

// identifier returns the JSON of the identifier of what b made, or nothing when it is not told.
func (s *Scenario) identifier(ctx context.Context, spec specs.Resource, b *preparedRequest, a *answer) (string, error) {
	var id gjson.Result
	switch {
	case spec.SentID != "":
		id = gjson.GetBytes(b.Body, spec.SentID)
	case spec.ID != "":
		id = a.at(spec.ID)
	case spec.Found != "":
		var err error
		if id, err = s.lookUpIdentifier(ctx, spec, b); err != nil {
			return "", err
		}
	}
	if id.Type == gjson.String && id.Str != "" || id.Type == gjson.Number {
		return id.Raw, nil
	}
	return "", nil
}

// lookUpIdentifier looks the identifier up in the list of its kind, where the create operation does not tell it. Of several it is one that the
// scenario has not met yet; of several of these the greatest number is the newest, of other values the last.
func (s *Scenario) lookUpIdentifier(ctx context.Context, spec specs.Resource, b *preparedRequest) (gjson.Result, error) {
	op, err := s.operation(spec.List)
	if err != nil {
		return gjson.Result{}, err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return gjson.Result{}, err
	}
	list, err := s.build(ctx, d, &bindings{s: s, onlyExisting: true}, withoutFaults)
	if err != nil {
		return gjson.Result{}, err
	}
	x, err := s.send(ctx, list, exchange.Observing)
	if err == nil {
		s.noteContract(list, x)
	}
	if err != nil || x.Err != nil || x.Status/100 != 2 || !values.IsJSON(x.Body) {
		if err == nil && x.Err == nil && x.Status/100 != 2 {
			s.failedLookups[op.ID] = &answer{prepared: list, exchange: x, anonymous: s.isAnonymous(list)}
		}
		return gjson.Result{}, err // whoever needs the identifier says that it is not told
	}
	delete(s.failedLookups, op.ID)
	ids := gjson.GetBytes(x.Body, withSent(spec.Found, b.Body))
	if !ids.IsArray() {
		return ids, nil
	}
	found := ids.Array()
	if fresh := slices.DeleteFunc(slices.Clone(found), s.isMade(spec)); len(fresh) > 0 {
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

// isMade reports which identifiers are those of instances that the scenario has made.
func (s *Scenario) isMade(spec specs.Resource) func(gjson.Result) bool {
	return func(id gjson.Result) bool {
		return slices.ContainsFunc(s.made, func(inst *instance) bool {
			return inst.spec.Create == spec.Create && values.Equal(gjson.Parse(inst.id), id)
		})
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

// sentObject returns the path of the instance in the body of its create operation.
func (inst *instance) sentObject() string {
	if i := strings.LastIndexByte(inst.spec.SentID, '.'); i > 0 {
		return inst.spec.SentID[:i]
	}
	return inst.spec.Object
}
