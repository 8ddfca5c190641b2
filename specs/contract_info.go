package specs

// ContractInfo describes one OpenAPI document of the block.
type ContractInfo struct {
	Name     string `yaml:"name"` // short: "data", "database"
	Title    string `yaml:"title"`
	Version  string `yaml:"version"`
	File     string `yaml:"file"`     // below the block's folder
	Upstream Paths  `yaml:"upstream"` // in the upstream repository; several where GovStack scattered what we hold in one file
	Role     Role   `yaml:"role"`
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

// Role says who calls whom in the operations of a contract. YAML calls it the role of the contract.
type Role string

// The kinds of contracts.
const (
	RoleService          Role = "service"            // requests to the building block
	RoleCallback         Role = "callback"           // from the building block to the one who called it
	RoleThirdParty       Role = "third-party"        // from the building block to a third party
	RoleThirdPartyAnswer Role = "third-party-answer" // from that third party to the building block
)

// Kinds returns the kinds of contracts.
func Kinds() []Role { return []Role{RoleService, RoleCallback, RoleThirdParty, RoleThirdPartyAnswer} }
