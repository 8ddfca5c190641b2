package plan

import (
	"fmt"
	"slices"

	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
)

// scope says which scenarios a known deviation is about that names one.
type scope struct {
	name string   // of scenarios; empty: it names none by that
	ids  []string // of scenarios or outlines
}

// IsAbout reports whether the known deviation with an index in the building block's list is about the scenario, as far as it names one.
func (b *Block) IsAbout(deviation int, s *Scenario) bool {
	if b.Entry.Deviations[deviation].Scenario == "" {
		return true
	}
	about := b.scopes[deviation]
	return about.name != "" && about.name == s.Name || slices.Contains(about.ids, s.ID) || s.Outline != "" && slices.Contains(about.ids, s.Outline)
}

// DeviationScenarios names the scenarios that a known deviation is about: the name or the identifiers, where something else was written.
func (b *Block) DeviationScenarios(deviation int) string {
	about := b.scopes[deviation]
	if about.name != "" {
		return about.name
	}
	return oneOf(about.ids)
}

// findDeviations finds the scenarios that the known deviations of a building block name. The warnings say what to write where something
// else than an identifier or a name is written, and where nothing is meant by it.
func (b *Block) findDeviations(l library, configuration *target.Target) (warnings []string) {
	if b.Entry == nil {
		return nil
	}
	b.scopes = make([]scope, len(b.Entry.Deviations))
	for i, d := range b.Entry.Deviations {
		if d.Scenario == "" {
			continue
		}
		var warning string
		if b.scopes[i], warning = l.scopeOf(d.Scenario); warning == "" {
			continue
		}
		at := fmt.Sprintf("buildingBlocks.%s.deviations[%d].scenario", b.Ref.Name, i)
		warnings = append(warnings, configuration.MistakeAt(at, "%s", warning).String())
	}
	return warnings
}

// scopeOf finds what the scenario of a known deviation means: a name, an identifier, one that was retired, or FILE:LINE, as it was written
// when identifiers had lines.
func (l library) scopeOf(written string) (about scope, warning string) {
	var identified, named bool
	l.each(func(s *Scenario) {
		identified = identified || s.ID == written || s.Outline != "" && s.Outline == written
		named = named || s.Name == written
	})
	switch {
	case identified:
		return scope{ids: []string{written}}, ""
	case named:
		return scope{name: written}, ""
	case isLocation(written):
		return l.scopeAt(written)
	}
	if e := l.ledger.Entry(written); e != nil {
		found, _, err := l.successors(written, e)
		if err != nil {
			return scope{}, fmt.Sprintf("%v; it waives nothing", err)
		}
		for _, s := range found {
			about.ids = append(about.ids, s.ID)
		}
		return about, fmt.Sprintf("the identifier %s is no longer in use: write %s", written, oneOf(l.ledger.Successors(written)))
	}
	suggestion := ""
	known := &unique{}
	l.each(func(s *Scenario) { known.add(s.ID); known.add(s.Name) })
	if near := problem.Nearest(written, known.list); near != "" {
		suggestion = fmt.Sprintf(" (did you mean %q?)", near)
	}
	return scope{}, fmt.Sprintf("there is no scenario %q%s; it waives nothing", written, suggestion)
}

// scopeAt finds the scenarios at FILE:LINE. The line may hold another scenario than it did when the deviation was written, so that
// the warning says which one it is.
func (l library) scopeAt(written string) (about scope, warning string) {
	where, err := parseLocation(written)
	if err != nil {
		return scope{}, fmt.Sprintf("%v; it waives nothing", err)
	}
	name := ""
	l.each(func(s *Scenario) {
		if s.isAt(where) {
			about.ids = append(about.ids, s.ID)
			name = s.Name
		}
	})
	switch len(about.ids) {
	case 0:
		return about, fmt.Sprintf("no scenario begins at %s any more; it waives nothing: write the identifier of the scenario that is meant (%s)", written, seeList)
	case 1:
		return about, fmt.Sprintf("%s is a line, which means another scenario as soon as the feature is edited. Now it means %q: if that is the one, write %s",
			written, name, about.ids[0])
	}
	return about, fmt.Sprintf("%s is a line, which means other scenarios as soon as a feature is edited. Now it means %s: write the one that is meant", written, oneOf(about.ids))
}
