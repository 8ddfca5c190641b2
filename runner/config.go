package runner

// Target is the implementation under test, as bbconform.yaml describes it. The JSON Schema of that file is
// target.schema.json; a test holds that it and these types agree.
type Target struct {
	Product        string                  `yaml:"product,omitempty"`
	Version        string                  `yaml:"version,omitempty"`
	Vendor         string                  `yaml:"vendor,omitempty"`
	Contact        string                  `yaml:"contact,omitempty"`
	BuildingBlocks map[string]*BlockTarget `yaml:"buildingBlocks,omitempty"` // by name, as `bbconform specs list` shows it

	Limits            Limits   `yaml:"limits,omitempty"`
	RequestsPerSecond float64  `yaml:"requestsPerSecond,omitempty"` // at most, to all building blocks together; 0: no limit
	Trust             []string `yaml:"trust,omitempty"`             // files of CA certificates (PEM), beside those of the system
	Insecure          bool     `yaml:"insecure,omitempty"`          // certificates are not verified; always leads to a warning
	Proxy             string   `yaml:"proxy,omitempty"`             // none (default), environment, or the proxy's URL
	Redact            Redact   `yaml:"redact,omitempty"`

	File  string         `yaml:"-"` // that it was read from; empty: built from --url alone
	order []string       // names of BuildingBlocks as they are written, those of --url last
	lines map[string]int // where each key is written, by its path in dots
}

// BlockTarget is one building block of the target.
type BlockTarget struct {
	Version        string            `yaml:"version,omitempty"` // of the specification; empty: the newest that bbconform has
	URL            string            `yaml:"url,omitempty"`     // base URL of every contract that URLs does not name
	URLs           map[string]string `yaml:"urls,omitempty"`    // base URL by the name of a contract
	Authentication Authentication    `yaml:"authentication,omitempty"`
	Headers        map[string]Secret `yaml:"headers,omitempty"` // sent with each request
	NotClaimed     []NotClaimed      `yaml:"notClaimed,omitempty"`
	Data           map[string]any    `yaml:"data,omitempty"` // test data, in place of the building block's defaults
	Deviations     []Deviation       `yaml:"deviations,omitempty"`
}

// Authentication says how requests prove who sends them. Which fields are needed depends on Type.
type Authentication struct {
	Type string `yaml:"type,omitempty"` // none (default), bearer, basic, apiKey, oauth2, mtls

	Token    Secret `yaml:"token,omitempty"`    // bearer
	Username string `yaml:"username,omitempty"` // basic
	Password Secret `yaml:"password,omitempty"` // basic
	Header   string `yaml:"header,omitempty"`   // apiKey: name of the header
	Key      Secret `yaml:"key,omitempty"`      // apiKey: its value

	TokenURL     string            `yaml:"tokenURL,omitempty"`     // oauth2, client credentials (RFC 6749, 4.4)
	ClientID     string            `yaml:"clientID,omitempty"`     // oauth2
	ClientSecret Secret            `yaml:"clientSecret,omitempty"` // oauth2
	Scopes       []string          `yaml:"scopes,omitempty"`       // oauth2
	Parameters   map[string]string `yaml:"parameters,omitempty"`   // oauth2: further ones of the token request, such as audience

	Certificate string `yaml:"certificate,omitempty"` // mtls, and beside any other type: file (PEM) of the client certificate
	PrivateKey  string `yaml:"privateKey,omitempty"`  // file (PEM) of its key
}

// Secret is a value that is better not written into a configuration: where it is found, or (with a warning) itself.
type Secret struct {
	Env   string `yaml:"env,omitempty"`  // name of an environment variable
	File  string `yaml:"file,omitempty"` // file that holds it; a line break at its end does not count
	Value string `yaml:"-"`              // itself
}

// NotClaimed is something that the product does not offer. Its scenarios are not applicable.
type NotClaimed struct {
	ServiceAPI string `yaml:"serviceAPI,omitempty"` // either this
	Operation  string `yaml:"operation,omitempty"`  // or this
	Reason     string `yaml:"reason"`
}

// Deviation is a known failure of the target. All of its conditions that are given must hold.
type Deviation struct {
	ID        string `yaml:"id,omitempty"`        // empty: made from its place in the list
	Operation string `yaml:"operation,omitempty"` // at fault
	Scenario  string `yaml:"scenario,omitempty"`  // its name, or file:line
	Tag       string `yaml:"tag,omitempty"`       // of the scenario, for example @requirement:govstack-bb-consent-fr-6.1
	Finding   string `yaml:"finding,omitempty"`   // code of the finding, for example missing-field
	Reason    string `yaml:"reason"`
	Owner     string `yaml:"owner"`
	Expires   Date   `yaml:"expires"` // the last day on which it waives
}

// Limits bound the time that things may take. A conformant implementation needs far less than the defaults.
type Limits struct {
	Answer    Duration `yaml:"answer,omitempty"`    // from sending a request to the end of its answer; default 10s
	Readiness Duration `yaml:"readiness,omitempty"` // until each base URL answers at all; default 10s
	Scenario  Duration `yaml:"scenario,omitempty"`  // a whole scenario; default 2m
}

// Redact names what must not appear in evidence beside what is always redacted.
type Redact struct {
	Fields  []string `yaml:"fields,omitempty"`  // of JSON bodies, forms and query strings; upper and lower case are the same
	Headers []string `yaml:"headers,omitempty"` // of requests and answers
}
