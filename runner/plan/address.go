package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/identifier"
	"github.com/bbconform/bbconform/runner/problem"
)

// mostNamed is how many identifiers an error lists.
const mostNamed = 10

// library is every scenario of the building blocks that are read, selected or not, and what was called otherwise once.
type library struct {
	features []*feature
	ledger   *identifier.Ledger
}

// each calls do for every scenario, in their order.
func (l library) each(do func(*Scenario)) {
	for _, f := range l.features {
		for _, s := range f.scenarios {
			do(s)
		}
	}
}

// addressed finds what addresses on the command line mean. Nil: there are none, and everything is meant. The warnings are of addresses that
// are no longer in use.
func (l library) addressed(addresses []string) (meant map[*Scenario]bool, warnings []string, err error) {
	if len(addresses) == 0 {
		return nil, nil, nil
	}
	meant = map[*Scenario]bool{}
	for _, written := range addresses {
		found, warning, err := l.find(written)
		if err != nil {
			return nil, nil, err
		}
		if warning != "" {
			warnings = append(warnings, warning)
		}
		for _, s := range found {
			meant[s] = true
		}
	}
	return meant, warnings, nil
}

// find returns the scenarios that an address means: FILE:LINE, FILE, an identifier, what stands above identifiers (that of an outline, or of a
// file), one that was retired, or a part of a single one.
func (l library) find(written string) (found []*Scenario, warning string, err error) {
	var noLocation error
	if isLocation(written) {
		var at location
		if at, noLocation = parseLocation(written); noLocation == nil {
			noLocation = problem.Usage(seeList, fmt.Errorf("there is no scenario at %s", written))
			if found = l.at(at); len(found) > 0 {
				return found, "", nil
			}
		}
	}
	id := strings.Trim(written, "/ ")
	if found = l.under(id); len(found) > 0 {
		return found, "", nil
	}
	if e := l.ledger.Entry(id); e != nil {
		return l.successors(id, e)
	}
	part := l.parts(id)
	switch {
	case len(part) == 1:
		return l.under(part[0]), "", nil
	case noLocation != nil:
		return nil, "", noLocation
	case len(part) > 1:
		return nil, "", problem.Usage(seeList, fmt.Errorf("%q is a part of %d identifiers:\n  %s", written, len(part), listed(part)))
	}
	var known []string
	l.each(func(s *Scenario) { known = append(known, s.ID) })
	suggestion := ""
	if near := problem.Nearest(id, known); near != "" {
		suggestion = fmt.Sprintf(" (did you mean %q?)", near)
	}
	return nil, "", problem.Usage(seeList, fmt.Errorf("there is no scenario %s%s", written, suggestion))
}

// at returns the scenarios at a location.
func (l library) at(where location) (found []*Scenario) {
	for _, f := range l.features {
		for i, s := range f.scenarios {
			if where.names(f.file, f.extents[i]) {
				found = append(found, s)
			}
		}
	}
	return found
}

// under returns the scenario of an identifier, or all that are below it.
func (l library) under(id string) (found []*Scenario) {
	l.each(func(s *Scenario) {
		if rest, ok := strings.CutPrefix(s.ID, id); ok && (rest == "" || rest[0] == '/') {
			found = append(found, s)
		}
	})
	return found
}

// parts returns the identifiers that a text is part of, that of an outline in place of its rows'. Where it is words between slashes, and
// the whole of them, of just one, it means that one.
func (l library) parts(text string) []string {
	if text == "" {
		return nil
	}
	all, whole := &unique{}, &unique{}
	l.each(func(s *Scenario) {
		if strings.Contains(s.Outline, text) {
			all.add(s.Outline)
		} else if strings.Contains(s.ID, text) {
			all.add(s.ID)
		}
		words := "/" + text + "/"
		if strings.Contains("/"+s.Outline+"/", words) {
			whole.add(s.Outline)
		} else if strings.Contains("/"+s.ID+"/", words) {
			whole.add(s.ID)
		}
	})
	if len(whole.list) == 1 {
		return whole.list
	}
	return all.list
}

// unique is a list in which each word stands once.
type unique struct {
	list []string
	seen map[string]bool
}

func (u *unique) add(word string) {
	if u.seen == nil {
		u.seen = map[string]bool{}
	}
	if !u.seen[word] {
		u.seen[word] = true
		u.list = append(u.list, word)
	}
}

// successors returns the scenarios that stand for a retired identifier, with what to write instead.
func (l library) successors(id string, e *identifier.Retired) (found []*Scenario, warning string, err error) {
	now := l.ledger.Successors(id)
	for _, successor := range now {
		found = append(found, l.under(successor)...)
	}
	if len(found) == 0 {
		return nil, "", problem.Usage(seeList, fmt.Errorf("the scenario %s is no longer there%s", id, reason(e)))
	}
	return found, fmt.Sprintf("The identifier %s is no longer in use: write %s.", id, oneOf(now)), nil
}

// reason is why an identifier was retired, as the end of a sentence without its full stop.
func reason(e *identifier.Retired) string {
	if e.Reason == "" {
		return ""
	}
	return ": " + strings.TrimRight(strings.Join(strings.Fields(e.Reason), " "), ".")
}

// listed lists the first of some identifiers, one a line.
func listed(ids []string) string {
	if more := len(ids) - mostNamed; more > 0 {
		ids = append(slices.Clone(ids[:mostNamed]), fmt.Sprintf("and %d more", more))
	}
	return strings.Join(ids, "\n  ")
}

// oneOf joins words: "a, b or c".
func oneOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
