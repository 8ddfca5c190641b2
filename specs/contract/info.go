package contract

// Info is what block.yaml says of one contract.
type Info struct {
	Name     string `yaml:"name"` // short: "data", "database"
	Title    string `yaml:"title"`
	Version  string `yaml:"version"`
	File     string `yaml:"file"`     // below the folder of the building block
	Upstream Paths  `yaml:"upstream"` // in the upstream repository; several where GovStack scattered what we hold in one file
	Kind     Kind   `yaml:"role"`     // who calls whom
	BasePath string `yaml:"basePath"` // appended to the base URL of the target; usually empty
}

// Paths is a list of paths. YAML may give a single one as it is.
type Paths []string

// UnmarshalYAML reads one path or a list of them.
func (p *Paths) UnmarshalYAML(decode func(any) error) error {
	var one string
	if err := decode(&one); err == nil {
		*p = Paths{one}
		return nil
	}
	return decode((*[]string)(p))
}

// Kind says who calls whom in the operations of a contract. YAML calls it the role of the contract.
type Kind string

// The kinds of contracts.
const (
	Service          Kind = "service"            // requests to the building block
	Callback         Kind = "callback"           // from the building block to the one who called it
	ThirdParty       Kind = "third-party"        // from the building block to a third party
	ThirdPartyAnswer Kind = "third-party-answer" // from that third party to the building block
)

// Kinds returns the kinds of contracts.
func Kinds() []Kind { return []Kind{Service, Callback, ThirdParty, ThirdPartyAnswer} }
