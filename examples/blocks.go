package examples

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// Blocks returns the reference building blocks, sorted by name.
func Blocks() []Block {
	return []Block{
		{
			Name: consent.Name, Version: consent.Version, Faults: consent.Faults(),
			New: handler(consent.New),
		},
		{
			Name: digitalregistries.Name, Version: digitalregistries.Version, Faults: digitalregistries.Faults(),
			New: handler(digitalregistries.New),
		},
	}
}

// handler gives the constructor of a server the type that Block has for all of them.
func handler(build func(Options) (*sandbox.Server, error)) func(Options) (http.Handler, error) {
	return func(o Options) (http.Handler, error) {
		s, err := build(o)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
}
