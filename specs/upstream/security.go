package upstream

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract"
)

// securityOf says in words what an operation demands of its caller.
func securityOf(r contract.Route) string {
	requirements := r.Doc.Security
	if r.Operation.Security != nil {
		requirements = *r.Operation.Security
	}
	ways := make([]string, 0, len(requirements))
	for _, requirement := range requirements {
		schemes := make([]string, 0, len(requirement))
		for name, scopes := range requirement {
			schemes = append(schemes, schemeWords(r.Doc, name, scopes))
		}
		slices.Sort(schemes)
		if len(schemes) == 0 {
			schemes = []string{"none"}
		}
		ways = append(ways, strings.Join(schemes, " and "))
	}
	slices.Sort(ways)
	if len(ways) == 0 {
		return "none"
	}
	return strings.Join(slices.Compact(ways), " or ")
}

// schemeWords says what a security scheme demands, with the scopes that an operation asks for. Addresses of its authorities and
// the format of tokens are hints for people.
func schemeWords(doc *openapi3.T, name string, scopes []string) string {
	if doc.Components == nil || doc.Components.SecuritySchemes[name] == nil || doc.Components.SecuritySchemes[name].Value == nil {
		return fmt.Sprintf("undefined %q", name)
	}
	scheme := doc.Components.SecuritySchemes[name].Value
	words := []string{scheme.Type, strings.ToLower(scheme.Scheme), scheme.In, scheme.Name}
	if flows := scheme.Flows; flows != nil {
		for _, flow := range []struct {
			name     string
			declared *openapi3.OAuthFlow
		}{
			{"authorizationCode", flows.AuthorizationCode}, {"clientCredentials", flows.ClientCredentials},
			{"implicit", flows.Implicit}, {"password", flows.Password},
		} {
			if flow.declared != nil {
				words = append(words, flow.name)
			}
		}
	}
	if len(scopes) > 0 {
		words = append(words, "with "+strings.Join(slices.Sorted(slices.Values(scopes)), ", "))
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
