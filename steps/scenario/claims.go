package scenario

import (
	"strconv"
	"strings"
	"sync"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/steps/exchange"
)

// mostClaims bounds how many instances are remembered. It is far more than all scenarios under way have, and those that have just ended.
const mostClaims = 2048

// Claims say which scenario made an instance, among all that run side by side. What a list shows of a thing is the business of whoever made
// it: a refused request that changed it all the same must not fail a scenario beside it that reads the list. The zero value is ready. It is
// safe for concurrent use.
type Claims struct {
	mu     sync.Mutex
	owners map[claim]*claimant
	order  []claim // the oldest first
}

// claimant stands for a scenario, and keeps nothing of it.
type claimant struct{ _ byte }

// claim is an instance, by the operation that makes such and its identifier as text.
type claim struct{ create, id string }

// make notes that a scenario made an instance.
func (c *Claims) make(owner *Namespace, create string, id gjson.Result) {
	if c == nil || id.String() == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	key := claim{create, strings.Clone(id.String())} // as a part of an answer it would keep all of it
	if c.owners == nil {
		c.owners = map[claim]*claimant{}
	}
	if c.owners[key] == nil {
		c.order = append(c.order, key)
	}
	c.owners[key] = owner.claimant
	if len(c.order) > mostClaims {
		delete(c.owners, c.order[0])
		c.order = c.order[1:]
	}
}

// areOthers reports whether an instance was made by another scenario.
func (c *Claims) areOthers(owner *Namespace, create string, id gjson.Result) bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	other := c.owners[claim{create, id.String()}]
	return other != nil && other != owner.claimant
}

// own leaves out what was found in entries of a list that other scenarios made, and reports whether there was any.
func (r *registrar) own(b *Prepared, x *exchange.Exchange, found []specs.Finding) (own []specs.Finding, others bool) {
	for _, f := range found {
		switch {
		case r.isOfOthers(b.Operation().ID, f.Location, x.Body):
			others = true
		case f.Code == finding.MoreFindings && others && len(own) == 0: // of the same kind, as far as anybody can tell
		default:
			own = append(own, f)
		}
	}
	return own, others
}

// isOfOthers reports whether a location in the answer of an operation lies within an entry of a list that another scenario made.
func (r *registrar) isOfOthers(operation, location string, body []byte) bool {
	if r.claims == nil || r.subject.block == nil {
		return false
	}
	for _, resource := range r.subject.block.Resources {
		if resource.List != operation || resource.ListPath == "" {
			continue
		}
		within := "body /"
		if resource.ListPath != "@this" {
			within += strings.ReplaceAll(resource.ListPath, ".", "/") + "/"
		}
		rest, ok := strings.CutPrefix(location, within)
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(rest, "/")
		i, err := strconv.Atoi(number)
		entries := gjson.GetBytes(body, resource.ListPath).Array()
		if err == nil && i >= 0 && i < len(entries) && r.claims.areOthers(r.names, resource.Create, entries[i].Get(resource.ListID)) {
			return true
		}
	}
	return false
}
