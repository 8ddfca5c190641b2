package scenario

import (
	"fmt"
	"maps"
	"slices"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// subject is the building block under test, which is loaded when something of it is asked for first.
type subject struct {
	catalogue *specs.Catalogue
	ref       specs.Ref
	block     *specs.Block // nil: not loaded yet
}

func (s *subject) load() error {
	if s.block != nil {
		return nil
	}
	block, err := s.catalogue.Block(s.ref)
	if err != nil {
		return fmt.Errorf("load building block %s: %w", s.ref, err)
	}
	s.block = block
	return nil
}

// operation finds an operation by the name that a sentence gives.
func (s *subject) operation(id string) (*specs.Operation, error) {
	if err := s.load(); err != nil {
		return nil, err
	}
	op, err := s.block.Operation(id)
	if err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	return op, nil
}

// draft begins a request to an operation.
func (s *subject) draft(operation string) (*request.Draft, error) {
	op, err := s.operation(operation)
	if err != nil {
		return nil, err
	}
	return request.New(s.block, op)
}

// kind finds a kind of instance by its name in the singular or the plural.
func (s *subject) kind(name string) (string, specs.Resource, error) {
	if err := s.load(); err != nil {
		return "", specs.Resource{}, err
	}
	return language.KindOf(s.block, name)
}

// readable finds the operation that reads a kind.
func (s *subject) readable(inst *Instance) error {
	if inst.Spec.Read == "" {
		return verdict.SuiteFaultf("building block %s has no operation that reads a %s", s.block.Ref(), inst.Kind)
	}
	return nil
}

// listed finds a kind that can be listed, by its name in the singular or the plural.
func (s *subject) listed(name string) (specs.Resource, error) {
	_, spec, err := s.kind(name)
	if err == nil && spec.List == "" {
		err = verdict.SuiteFaultf("building block %s has no operation that lists %s", s.block.Ref(), spec.Plural)
	}
	return spec, err
}

// datum returns a datum of the target, or the default of the building block.
func (s *subject) datum(name string, given map[string]any) (any, error) {
	if value, ok := given[name]; ok {
		return value, nil
	}
	if err := s.load(); err != nil {
		return nil, err
	}
	i := slices.IndexFunc(s.block.Data, func(d specs.Datum) bool { return d.Name == name })
	if i < 0 {
		return nil, verdict.SuiteFaultf("building block %s has no datum %q", s.block.Ref(), name)
	}
	return s.block.Data[i].Value, nil
}

// kinds are the kinds of instances of the building block, in an order that is always the same.
func (s *subject) kinds() []string { return slices.Sorted(maps.Keys(s.block.Resources)) }
