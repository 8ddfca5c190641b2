package target

import "fmt"

// NotClaimed is something that the product does not offer. Its scenarios are not applicable.
type NotClaimed struct {
	ServiceAPI string `yaml:"serviceAPI,omitempty"` // either this
	Operation  string `yaml:"operation,omitempty"`  // or this
	Reason     string `yaml:"reason"`
}

// WhyNotClaimed is why the target does not offer an operation, or the service API that it is part of; empty when it does.
func (b *BuildingBlock) WhyNotClaimed(operation, serviceAPI string) string {
	if b == nil {
		return ""
	}
	for _, n := range b.NotClaimed {
		if n.Operation != "" && n.Operation == operation {
			return fmt.Sprintf("The target does not claim the operation %s: %s", operation, n.Reason)
		}
		if n.ServiceAPI != "" && n.ServiceAPI == serviceAPI {
			return fmt.Sprintf("The target does not claim the service API %s: %s", serviceAPI, n.Reason)
		}
	}
	return ""
}
