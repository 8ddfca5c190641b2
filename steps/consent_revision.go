package steps

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

func intactRevision(s *Scenario, location string) (part, gjson.Result, error) {
	r, err := s.It.Read(location)
	if err != nil {
		return part{}, gjson.Result{}, err
	}
	p := part{s: s, r: r, code: "broken-revision"}
	if !r.Value.IsObject() {
		return p, gjson.Result{}, s.Judge.MustBe(r, "a revision", false)
	}
	snapshot, err := p.document("serializedSnapshot")
	if err != nil {
		return p, snapshot, err
	}
	sum := sha1.Sum([]byte(r.Value.Get("serializedSnapshot").Str))
	hash, err := p.text("serializedHash")
	if err != nil {
		return p, snapshot, err
	}
	want := hex.EncodeToString(sum[:])
	err = p.must("serializedHash", want+", the SHA-1 of serializedSnapshot", values.Short(hash), writes(hash, sum[:]))
	if err != nil {
		return p, snapshot, err
	}
	return p, snapshot, p.saysTheSame(snapshot)
}

// saysTheSame checks what the description of serializedSnapshot says: it is made of the fields of the revision. What is signed before
// it is stored knows neither the identifier nor the moment of the revision.
func (p part) saysTheSame(snapshot gjson.Result) error {
	flag := p.r.Value.Get("signedWithoutObjectId")
	draft := flag.Bool() || !values.Present(flag) && snapshot.Get("objectId").String() == "" // the flag may be left out
	for _, name := range []string{"schemaName", "objectId", "timestamp"} {
		own, within := p.r.Value.Get(name), snapshot.Get(name)
		if draft && name != "schemaName" {
			continue
		}
		same := values.Present(own) && values.Equal(own, within)
		if name == "schemaName" {
			same = values.Present(own) && plainName(own.String()) == plainName(within.String())
		}
		if err := p.must("serializedSnapshot."+name, values.Shown(own)+", as in "+name, values.Shown(within), same); err != nil {
			return err
		}
	}
	for _, name := range []string{"signedWithoutObjectId", "authorizedByIndividual", "authorizedByOther"} {
		if differences, _ := values.Contradictions(p.r.Value.Get(name), snapshot.Get(name), name); len(differences) > 0 {
			d := differences[0]
			return p.must("serializedSnapshot."+d.Location, d.Expected+", as in "+name, d.Actual, false)
		}
	}
	return nil
}

func isIntactRevision(_ context.Context, s *Scenario, a language.Args) error {
	_, _, err := intactRevision(s, a.Get("location"))
	return err
}

func isRevisionOf(_ context.Context, s *Scenario, a language.Args) error {
	inst, err := named(s, a)
	if err != nil {
		return err
	}
	p, snapshot, err := intactRevision(s, a.Get("location"))
	if err != nil {
		return err
	}
	schema := p.r.Value.Get("schemaName")
	if err := p.must("schemaName", "the name of a "+inst.Kind, values.Shown(schema), plainName(schema.String()) == plainName(inst.Kind)); err != nil {
		return err
	}
	id := gjson.Parse(inst.ID)
	object := p.r.Value.Get("objectId")
	if err := p.must("objectId", inst.ID, values.Shown(object), values.Equal(object, id)); err != nil {
		return err
	}
	if !p.r.Value.Get("signedWithoutObjectId").Bool() {
		within := snapshot.Get("objectId")
		if err := p.must("serializedSnapshot.objectId", inst.ID, values.Shown(within), values.Equal(within, id)); err != nil {
			return err
		}
	}
	return p.holds(snapshot, inst, a.Fields("fields"))
}

// unfolded is a value, or the JSON document that it holds as a text.
func unfolded(v gjson.Result) gjson.Result {
	if v.Type == gjson.String && values.IsJSON([]byte(v.Str)) && gjson.Parse(v.Str).Type == gjson.JSON {
		return gjson.Parse(v.Str)
	}
	return v
}

// holds checks that the snapshot holds the instance as the target gave it last: every value of it but its identifier. Lists and
// objects may be serialised as references, unless they are among those that have to be included.
func (p part) holds(snapshot gjson.Result, inst *scenario.Instance, included []string) error {
	data := unfolded(snapshot.Get("objectData"))
	if err := p.must("serializedSnapshot.objectData", "the "+inst.Kind, values.Shown(data), data.IsObject()); err != nil {
		return err
	}
	from := p.r.Answer
	object := from.At(inst.Spec.Object)
	if !object.IsObject() {
		object, from = gjson.Parse(inst.Known()), inst.Source()
	}
	compared := 0
	var err error
	object.ForEach(func(name, value gjson.Result) bool {
		if name.Str == "id" || !values.Present(value) || values.IsEmpty(value) || !p.s.History.IsJudged(inst, from, specs.EscapeName(name.Str)) {
			return true
		}
		location, within := "serializedSnapshot.objectData."+name.Str, unfolded(data.Get(gjson.Escape(name.Str)))
		var lacking []values.Difference
		switch {
		case value.Type != gjson.JSON:
			compared++
			err = p.must(location, values.Shown(value), values.Shown(within), values.Equal(value, within))
			return err == nil
		case slices.Contains(included, name.Str):
			lacking = values.Missing(value, within, "", []string{"id"})
		default:
			lacking, _ = values.Contradictions(value, within, "")
		}
		lacking = slices.DeleteFunc(lacking, func(d values.Difference) bool {
			return !p.s.History.IsJudged(inst, from, strings.TrimSuffix(values.Join(specs.EscapeName(name.Str), d.Location), ".")) // no location: the whole of it
		})
		if len(lacking) > 0 {
			err = p.must(values.Join(location, lacking[0].Location), lacking[0].Expected, lacking[0].Actual, false)
		}
		return err == nil
	})
	if err == nil {
		err = p.must("serializedSnapshot.objectData", "values of the "+inst.Kind, values.Plural(compared, "value", "values"), compared > 0)
	}
	return err
}

// plainName is a name without case and without what divides its words.
func plainName(name string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "-", "", "_", "").Replace(name))
}

func isRevisionAfter(_ context.Context, s *Scenario, a language.Args) error {
	raw, err := s.Memory.Recall(a.Get("name"))
	if err != nil {
		return err
	}
	p, _, err := intactRevision(s, a.Get("location"))
	if err != nil {
		return err
	}
	previous := gjson.Parse(raw)
	hash := previous.String()
	if previous.IsObject() {
		hash = previous.Get("serializedHash").String()
		for _, check := range []struct {
			name, expected string
			passed         func(a, b gjson.Result) bool
		}{
			{"objectId", "the same object", values.Equal},
			{"schemaName", "the same schema", values.Equal},
			{"id", "another revision", func(a, b gjson.Result) bool { return values.Present(a) && !values.Equal(a, b) }},
		} {
			now, then := p.r.Value.Get(check.name), previous.Get(check.name)
			if err := p.must(check.name, check.expected+" as in "+values.Shown(then), values.Shown(now), check.passed(now, then)); err != nil {
				return err
			}
		}
	}
	if hash == "" {
		return verdict.SuiteFaultf("what is remembered as %q is neither a revision nor a hash", a.Get("name"))
	}
	predecessor := p.r.Value.Get("predecessorHash")
	return p.must("predecessorHash", hash+", the serializedHash of the revision before", values.Shown(predecessor), strings.EqualFold(predecessor.String(), hash))
}
