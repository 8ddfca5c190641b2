// Package target is bbconform.yaml: which product is tested, where its building blocks are, how requests prove who sends them, what it
// does not claim, which of its failures are known. Reading, checking, redacting for the report, and the JSON Schema and the template of
// the file belong here.
//
// It knows the catalogue of specifications and nothing of plans or connections. A key of the file is added to the type, to the schema
// and to the template; tests hold that these agree.
package target

// Target is the implementation under test, as bbconform.yaml describes it. The JSON Schema of that file is
// schema.json; a test holds that it and these types agree.
type Target struct {
	Product        string                    `yaml:"product,omitempty"`
	Version        string                    `yaml:"version,omitempty"`
	Vendor         string                    `yaml:"vendor,omitempty"`
	Contact        string                    `yaml:"contact,omitempty"`
	BuildingBlocks map[string]*BuildingBlock `yaml:"buildingBlocks,omitempty"` // by name, as `bbconform specs list` shows it

	Limits            Limits   `yaml:"limits,omitempty"`
	RequestsPerSecond float64  `yaml:"requestsPerSecond,omitempty"` // at most, to all building blocks together; 0: no limit
	Trust             []string `yaml:"trust,omitempty"`             // files of CA certificates (PEM), beside those of the system
	Insecure          bool     `yaml:"insecure,omitempty"`          // certificates are not verified; always leads to a warning
	Proxy             string   `yaml:"proxy,omitempty"`             // none (default), environment, or the proxy's URL
	Redact            Redact   `yaml:"redact,omitempty"`

	File  string         `yaml:"-"` // that it was read from; empty: built from --url alone
	order []string       // names of BuildingBlocks as they are written, those of --url last
	lines map[string]int // on which line of File each key is written, by its path in dots
}

// BuildingBlock is one building block of the target.
type BuildingBlock struct {
	Version        string            `yaml:"version,omitempty"` // of the specification; empty: the newest that bbconform has
	URL            string            `yaml:"url,omitempty"`     // base URL of every contract that URLs does not name
	URLs           map[string]string `yaml:"urls,omitempty"`    // base URL by the name of a contract
	Authentication Authentication    `yaml:"authentication,omitempty"`
	Headers        map[string]Secret `yaml:"headers,omitempty"` // sent with each request
	Roles          map[string]*Role  `yaml:"roles,omitempty"`   // by name, as `bbconform specs show` has it; the others are as above
	NotClaimed     []NotClaimed      `yaml:"notClaimed,omitempty"`
	Data           map[string]any    `yaml:"data,omitempty"` // test data, in place of the building block's defaults
	Deviations     []Deviation       `yaml:"deviations,omitempty"`
}

// Redact names what must not appear in evidence beside what is always redacted.
type Redact struct {
	Fields  []string `yaml:"fields,omitempty"`  // of JSON bodies, forms and query strings; upper and lower case are the same
	Headers []string `yaml:"headers,omitempty"` // of requests and answers
}
