package target

import "fmt"

// Deviation is a known failure of the target. All of its conditions that are given must hold.
type Deviation struct {
	ID        string `yaml:"id,omitempty"`        // empty: made from its position in the list
	Operation string `yaml:"operation,omitempty"` // at fault
	Scenario  string `yaml:"scenario,omitempty"`  // its identifier or its name; what else is read, see the room plan
	Tag       string `yaml:"tag,omitempty"`       // of the scenario, for example @requirement:govstack-bb-consent-fr-6.1
	Finding   string `yaml:"finding,omitempty"`   // code of the finding, for example missing-field
	Reason    string `yaml:"reason"`
	Owner     string `yaml:"owner"`
	Expires   Date   `yaml:"expires"` // the last day on which it waives
}

// Identifier is how reports name the deviation with the index i in the building block's list.
func (d Deviation) Identifier(block string, i int) string {
	if d.ID != "" {
		return d.ID
	}
	return fmt.Sprintf("%s deviation %d", block, i+1)
}
