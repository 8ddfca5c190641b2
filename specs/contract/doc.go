// Package contract says whether an answer, an arrival or a request conforms to an OpenAPI contract, what an answer means, and how
// parameters and bodies are read and written.
//
// It knows operations and files, and no building block: a Set is given the contracts of one, and what block.yaml says of them.
// What a schema demands is in the room schema, the types of bodies in mediatype, the codes of findings in finding. A new check of an
// answer belongs into answer.go, of a request into request.go; a new code of a finding needs its line in finding.
package contract
