package wire

import (
	"fmt"
	"net/http"
	"sync"

	"github.com/bbconform/bbconform/steps/exchange"
)

// AuthGate watches whether a building block lets anybody in. As long as it answers 401 or 403 to all that is presented as the
// configuration has it, nobody can say whether the building block is wrong or the credentials are.
type AuthGate struct {
	mu      sync.Mutex
	opened  bool // somebody was let in
	refusal int  // the status with which others were turned away; 0: nobody was
	missing bool // something was answered 404
	present bool // something was answered otherwise
}

// saw takes an exchange into account.
func (g *AuthGate) saw(x *exchange.Exchange) {
	if x.Status == 0 || x.Request.As.Presents != exchange.AsConfigured {
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

// Shut reports whether everybody who has come was turned away, and says so in words. It is not shut when somebody was let in, or
// nobody has come.
func (g *AuthGate) Shut() (why string, shut bool) {
	status := g.shutWith()
	if status == 0 {
		return "", false
	}
	return "The target lets nobody in: " + statusWords(status) + " is its answer to every request with what the configuration has under authentication", true
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

// nothingThere reports whether nothing that was asked for is there.
func (g *AuthGate) nothingThere() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.missing && !g.present
}

// TurnsAway reports whether a status says that the sender is not known, or may not do what he asks for.
func TurnsAway(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden
}

// Warning says of a building block that let nobody in, or was not there at all, what to look at; empty when there is nothing to say.
func (e *Endpoint) Warning() string {
	status := e.gate.shutWith()
	switch {
	case e.gate.nothingThere():
		return fmt.Sprintf("%s answered 404 Not Found to every request. Is its URL right? The paths of the contract are appended to it.", e.block)
	case status == 0:
		return ""
	case e.configured.Anonymous():
		return fmt.Sprintf("%s let nobody in (%s), and the configuration has no credentials for it: they belong under authentication.", e.block, statusWords(status))
	}
	return fmt.Sprintf("%s let nobody in: %s was the answer to every request with the credentials of the configuration. "+
		"Are they right, and may they do what is tested?", e.block, statusWords(status))
}

func statusWords(status int) string { return fmt.Sprintf("%d %s", status, http.StatusText(status)) }
