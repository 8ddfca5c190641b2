package wire

import (
	"fmt"
	"net/http"
	"slices"
	"sync"

	"github.com/bbconform/bbconform/steps/exchange"
)

// AuthGate watches whether a building block lets a caller in. As long as it answers 401 or 403 to all that is presented as the
// configuration has it, nobody can say whether the building block is wrong or the credentials are. What a caller may not do by its role
// says nothing of that.
type AuthGate struct {
	as  string // who the caller is, in words; empty: there are no roles
	key string // of the configuration, under which its credentials stand

	mu      sync.Mutex
	opened  bool // somebody was let in
	refusal int  // the status with which others were turned away; 0: nobody was
	missing bool // something was answered 404
	present bool // something was answered otherwise
}

// saw takes an exchange into account.
func (g *AuthGate) saw(x *exchange.Exchange) {
	r := x.Request
	if x.Status == 0 || r.As.Presents != exchange.AsConfigured {
		return
	}
	if role, ok := r.Block.Role(r.As.Role); ok && !r.Block.MayCall(role, r.Operation.ID) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if x.Status == http.StatusNotFound {
		g.missing = true
	} else {
		g.present = true
	}
	if TurnsAway(x.Status) {
		g.refusal = x.Status
	} else {
		g.opened = true
	}
}

// Shut reports whether the caller was turned away wherever it came, and says so in words. It is not shut when the caller was let in
// somewhere, or has come nowhere.
func (g *AuthGate) Shut() (why string, shut bool) {
	status := g.shutWith()
	if status == 0 {
		return "", false
	}
	return fmt.Sprintf("The target lets nobody in%s: %s is its answer to every request with what the configuration has under %s", g.asWords(), statusWords(status), g.key), true
}

// Opened reports whether somebody was let in.
func (g *AuthGate) Opened() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.opened
}

// shutWith is the status with which everybody was turned away; 0 when the gate is not shut.
func (g *AuthGate) shutWith() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.opened {
		return 0
	}
	return g.refusal
}

// asWords says as whom requests are made.
func (g *AuthGate) asWords() string {
	if g.as == "" {
		return ""
	}
	return " as " + g.as
}

// seen returns whether anything that was asked for was not there (404), and whether anything was answered otherwise.
func (g *AuthGate) seen() (missing, present bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.missing, g.present
}

// TurnsAway reports whether a status says that the sender is not known, or may not do what he asks for.
func TurnsAway(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden
}

// Warnings say of a building block that let nobody in, or somebody nowhere, or was not there at all, what to look at; and who would have
// had to be configured.
func (e *Endpoint) Warnings() []string {
	var turnedAway []*caller
	var missing, present, opened bool
	for _, c := range e.callers {
		m, p := c.gate.seen()
		missing, present = missing || m, present || p
		if c.gate.shutWith() > 0 {
			turnedAway = append(turnedAway, c)
		} else {
			opened = opened || p
		}
	}
	if missing && !present {
		return append(e.unconfigured(), fmt.Sprintf("%s answered 404 Not Found to every request. Is its URL right? The paths of the contract are appended to it.", e.block))
	}
	var warnings []string
	for _, c := range turnedAway {
		as := c.gate.asWords()
		if !opened && len(turnedAway) == 1 {
			as = ""
		}
		warnings = append(warnings, e.turnsAway(c, as))
	}
	if !opened && len(turnedAway) > 1 && !slices.ContainsFunc(turnedAway, func(c *caller) bool { return c.presence != turnedAway[0].presence }) {
		warnings = []string{e.turnsAway(turnedAway[0], "")} // one set of credentials for all: said once
	}
	return append(e.unconfigured(), warnings...)
}

// turnsAway says of a caller that was turned away everywhere what to look at.
func (e *Endpoint) turnsAway(c *caller, as string) string {
	status := statusWords(c.gate.shutWith())
	if c.configured.Anonymous() {
		return fmt.Sprintf("%s let nobody in%s (%s), and the configuration has no credentials for it: they belong under %s.", e.block, as, status, c.key)
	}
	return fmt.Sprintf("%s let nobody in%s: %s was the answer to every request with the credentials of the configuration (%s). "+
		"Are they right, and may they do what is tested?", e.block, as, status, c.key)
}

// unconfigured says who was asked for and is not configured, each role once.
func (e *Endpoint) unconfigured() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	var warnings []string
	for _, c := range e.callers {
		if e.missing[c] {
			warnings = append(warnings, fmt.Sprintf("%s is called as %s in some scenarios, and the configuration has nothing for that: they are inconclusive. It belongs under %s.", e.block, c.words, c.key))
		}
	}
	return warnings
}

func statusWords(status int) string { return fmt.Sprintf("%d %s", status, http.StatusText(status)) }
