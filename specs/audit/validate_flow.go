package audit

import (
	"fmt"
	"slices"

	"github.com/bbconform/bbconform/specs/internal/wording"
)

// callbacks looks at the pairs of request and callback: both must exist, and go in opposite directions.
func (v *validator) callbacks() {
	for i, pair := range v.block.Callbacks {
		node := fmt.Sprintf("$.callbacks[%d]", i)
		if pair.Request == "" || pair.Callback == "" || pair.About == "" {
			v.report(node, "missing-value", "a pair needs request, callback and about (what links the two)")
			continue
		}
		v.operation(node, "request of a pair", pair.Request)
		v.operation(node, "callback of a pair", pair.Callback)
		request, err := v.block.Operation(pair.Request)
		callback, errCallback := v.block.Operation(pair.Callback)
		if err == nil && errCallback == nil && request.Contract.Kind == callback.Contract.Kind {
			v.report(node, "same-role", "%s and %s are both of the role %s: a request and its callback go in opposite directions, so they belong in contracts of different roles",
				pair.Request, pair.Callback, request.Contract.Kind)
		}
	}
}

// states looks at the lives of resources: transitions lead between states that there are.
func (v *validator) states() {
	resources := map[string]bool{}
	for i, life := range v.block.States {
		node := fmt.Sprintf("$.states[%d]", i)
		if life.Resource == "" || life.About == "" || len(life.States) == 0 {
			v.report(node, "missing-value", "the life of a resource needs resource, about and states")
		}
		if resources[life.Resource] {
			v.report(node, "repeated-name", "the resource %q is there twice", life.Resource)
		}
		resources[life.Resource] = true
		var names []string
		for j, state := range life.States {
			node := fmt.Sprintf("$.states[%d].states[%d]", i, j)
			if state.Name == "" || state.About == "" {
				v.report(node, "missing-value", "a state needs name and about")
			}
			if slices.Contains(names, state.Name) {
				v.report(node, "repeated-name", "the state %q is there twice", state.Name)
			}
			names = append(names, state.Name)
		}
		for j, transition := range life.Transitions {
			node := fmt.Sprintf("$.states[%d].transitions[%d]", i, j)
			if transition.From == "" && transition.To == "" {
				v.report(node, "missing-value", "a transition needs from or to (left out: the resource comes into being, or ceases to be)")
			}
			for _, name := range []string{transition.From, transition.To} {
				if name != "" && !slices.Contains(names, name) {
					v.report(node, "unknown-state", "a transition names the state %q; %s", name, wording.DidYouMean(name, slices.Clone(names)))
				}
			}
			v.operation(node, "a transition", transition.By)
		}
	}
}
