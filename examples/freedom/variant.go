package freedom

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Variant is a building block that takes a freedom which the specification leaves. It conforms, as the reference building
// blocks do, and must pass whole: whatever fails on it is a wrong verdict.
type Variant struct {
	Name  string
	About string // the freedom that it takes, in one sentence

	Build  func(sandbox.Options) (http.Handler, error) // nil: the building block as it is
	Clock  func() time.Time                            // nil: that of the machine
	Before Middleware                                  // what stands before the building block and says the same otherwise; may be nil
	Wire   Middleware                                  // what stands before that, and is no matter of contracts; may be nil
	Serve  func(http.Handler) *httptest.Server         // nil: httptest.NewServer
	Path   string                                      // of the base URL, where Serve gives it one

	RequestsPerSecond float64 // what the configuration allows; 0: no limit
	Concurrency       int     // scenarios at a time; 0: the runner's own
}

// Middleware is something that stands before a building block.
type Middleware func(http.Handler) http.Handler

// General returns the variants that every building block has. Those of a group have nothing to do with each other.
func General() []Group {
	return []Group{sharing(limits(), furtherFields()), sharing(farAway(), otherTimes()), sharing(otherWire()), sharing(secondHTTP()), sharing(otherJSON())}
}

func limits() Variant {
	return Variant{
		Name: "limited", About: "More than 1000 requests a second are refused with 429, and the configuration says so.",
		Wire: limited(1000), RequestsPerSecond: 800,
	}
}

func farAway() Variant {
	return Variant{
		Name:  "far away",
		About: "The base URL has a path of its own and a slash at its end, a plus sign in an address is one (RFC 3986), and answers take some time.",
		Wire:  Together(slow(20*time.Millisecond), plusSigns), Serve: belowAPath, Path: basePath + "/", Concurrency: 16,
	}
}

func otherWire() Variant {
	return Variant{
		Name: "wire", About: "More headers, parameters and capitals of media types, chunks with hints and trailers, closed connections: in turn.",
		Wire: InTurn(Rewrite(moreHeaders), Rewrite(otherContentType), inChunks, closing),
	}
}

func secondHTTP() Variant {
	return Variant{Name: "HTTP 2", About: "HTTP/2 alone, with a certificate of an authority of one's own.", Serve: withHTTP2}
}

func furtherFields() Variant {
	return Variant{
		Name: "more fields", About: "Objects have fields that are not declared; some have another value each time.", Before: RewriteJSON(moreFields()),
	}
}

func otherJSON() Variant {
	return Variant{
		Name: "JSON", About: "JSON on many lines, in another order, with nothing but escapes, with escaped slashes, with 1825.0e0 for 1825: in turn.",
		Before: InTurn(
			restyle(Style{Line: "\r\n", Indent: "\t", Colon: "  ", Backwards: true}),
			restyle(Style{Text: escaped}),
			restyle(Style{Text: func(s string) string { return strings.ReplaceAll(string(Compact(s)), "/", `\/`) }}),
			restyle(Style{Number: func(n string) string { return n + ".0e0" }}),
		),
	}
}

func otherTimes() Variant {
	return Variant{
		Name: "time", About: "The target's clock is minutes ahead, and moments have another offset than UTC and fractions of a second.",
		Clock: func() time.Time { return time.Now().Add(7 * time.Minute) }, Before: RewriteJSON(otherOffset),
	}
}
