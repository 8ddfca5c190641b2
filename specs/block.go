package specs

import (
	"io/fs"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/sample"
)

// Block is one building block in one version: what GovStack demands of it, as far as a program can hold it.
type Block struct {
	Name           string              `yaml:"name"`
	Title          string              `yaml:"title"`
	Version        string              `yaml:"version"`
	Summary        string              `yaml:"summary"` // what it is for, in one sentence
	Upstream       Upstream            `yaml:"upstream"`
	Authentication Authentication      `yaml:"authentication"`
	Identity       *Identity           `yaml:"identity"`
	Roles          []Role              `yaml:"roles"` // who calls and is called, in order; none: one caller without a name
	Contracts      []contract.Info     `yaml:"contracts"`
	ServiceAPIs    []ServiceAPI        `yaml:"serviceAPIs"`
	Resources      map[string]Resource `yaml:"resources"` // by name in the singular, as sentences use it: "data agreement"
	Data           []Datum             `yaml:"data"`
	Callbacks      []Callback          `yaml:"callbacks"`
	States         []Lifecycle         `yaml:"states"`
	Refusals       []contract.Refusal  `yaml:"refusals"`
	Errata         []Erratum           `yaml:"errata"`

	loaded *loaded // contracts and samples, as far as they have been asked for
}

// Upstream says which published specification the block was written from.
type Upstream struct {
	Repository string `yaml:"repository"`
	Commit     string `yaml:"commit"`
	Licence    string `yaml:"licence"`
}

// Authentication is what the specification asks a caller to present.
type Authentication struct {
	Header string `yaml:"header"` // the header that carries the credentials, for example Authorization
	Source string `yaml:"source"` // "contract" or "prose"
	Note   string `yaml:"note"`
}

// Identity says how a request names the person on whose behalf it is made, where the contract leaves that open.
type Identity struct {
	Resource   string   `yaml:"resource"`   // whose identifier it is, for example "individual"
	Header     string   `yaml:"header"`     // default name; the target's test data may override it
	Datum      string   `yaml:"datum"`      // name of the datum that overrides Header
	Operations []string `yaml:"operations"` // that need it
}

// Callback pairs a request with the later message that reports its outcome.
type Callback struct {
	Request  string `yaml:"request"`  // operation
	Callback string `yaml:"callback"` // operation
	About    string `yaml:"about"`    // what links the two, and when it comes
}

// Lifecycle is the states that a resource goes through.
type Lifecycle struct {
	Resource    string       `yaml:"resource"` // "voucher"; it need not be one of Block.Resources
	About       string       `yaml:"about"`
	States      []State      `yaml:"states"`
	Transitions []Transition `yaml:"transitions"`
}

// State is one state of a resource.
type State struct {
	Name  string `yaml:"name"`
	Value any    `yaml:"value"` // as it stands on the wire, where it does
	About string `yaml:"about"`
}

// Transition leads from one state to another.
type Transition struct {
	From  string `yaml:"from"` // empty: the resource comes into being
	To    string `yaml:"to"`   // empty: it ceases to be
	By    string `yaml:"by"`   // operation, where one does it
	About string `yaml:"about"`
}

// ServiceAPI is a named group of operations.
type ServiceAPI struct {
	Name       string   `yaml:"name"` // as in the tag @service-api:NAME
	Title      string   `yaml:"title"`
	Operations []string `yaml:"operations"`
}

// Resource says how things of one kind are made, found and removed, so that scenarios can start from an existing one.
type Resource struct {
	Plural    string   `yaml:"plural"`
	Create    string   `yaml:"create"`    // operation that makes one from its sample request
	ID        string   `yaml:"id"`        // gjson path of its identifier in the answer of Create
	SentID    string   `yaml:"sentId"`    // or, where the caller chooses it, in the body that was sent
	Found     string   `yaml:"found"`     // or, where nothing tells it, in the answer of List; ${sent.PATH} is what was sent to Create
	Object    string   `yaml:"object"`    // gjson path of the thing itself in the answers of Create and Read
	Parameter string   `yaml:"parameter"` // path parameter that takes the identifier
	Read      string   `yaml:"read"`
	Delete    string   `yaml:"delete"`
	List      string   `yaml:"list"`
	ListPath  string   `yaml:"listPath"` // gjson path of the array in the answer of List
	ListID    string   `yaml:"listId"`   // gjson path of the identifier in an entry of that array
	Needs     []string `yaml:"needs"`    // resources that must exist first
}

// Datum is a value that scenarios need and that a target may have to choose itself, for example the name of a registry.
type Datum struct {
	Name  string `yaml:"name"`
	Value any    `yaml:"value"` // default
	About string `yaml:"about"`
}

// Erratum is a correction of the published specification.
type Erratum struct {
	ID         string   `yaml:"id"`
	Kind       string   `yaml:"kind"`  // one of ErratumKinds
	Where      string   `yaml:"place"` // in the published files and pages, for people
	Wrong      string   `yaml:"wrong"`
	Reading    string   `yaml:"reading"` // what bbconform does
	Suggestion string   `yaml:"suggestion"`
	Explains   []string `yaml:"explains"` // patterns of the differences from the upstream file that it accounts for
}

// ErratumKinds returns the ways in which a published specification can be wrong, the gravest first.
func ErratumKinds() []string {
	return []string{"does not parse", "invalid", "contradiction", "unsatisfiable", "weak", "ambiguous"}
}

// CountErrata returns how many errata there are of each kind.
func CountErrata(errata []Erratum) map[string]int {
	counts := map[string]int{}
	for _, e := range errata {
		counts[e.Kind]++
	}
	return counts
}

// loaded is what has been read of a building block so far.
type loaded struct {
	folder       fs.FS
	serviceAPI   map[string]int // operationId → index of its service API
	contracts    *contract.Set
	samples      *sample.Folder
	requirements func() (*Requirements, error) // kept by the catalogue
}
