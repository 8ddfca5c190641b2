package language

import (
	"net/http"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
)

// kinds checks the kinds of instances that a sentence names, and follows which of them there are.
func (l *linter) kinds(d *Definition, args Args) {
	if d.Kind != "" {
		l.mustExist(d.Kind)
	}
	for _, name := range []string{"resource", "resources", "need", "person"} {
		value := args.Get(name)
		if value == "" {
			continue
		}
		kind, spec, err := KindOf(l.block, value)
		if !l.must(err) {
			continue
		}
		switch d.Kinds[name] {
		case TheInstance:
			if args.Has("other") && name == "resource" {
				l.mustHaveOther(kind)
			} else {
				l.mustExist(kind)
			}
		case TheOther:
			l.mustHaveOther(kind)
		case ThePerson:
			if identity := l.block.Identity; identity != nil && kind != identity.Resource {
				l.complain("requests are made on behalf of an %s, not of a %s", identity.Resource, kind)
			}
			l.mustHaveOther(kind)
		case MadeWith:
			if owner, of, err := KindOf(l.block, args.Get("resources")); err == nil && !slices.Contains(of.Needs, kind) {
				l.complain("a %s is not made with a %s", owner, kind)
			}
			l.make(kind)
		case Made, MadeOther:
			l.create(kind, spec, d.Kinds[name] == MadeOther)
		}
	}
}

// mustExist complains where nothing can have made an instance.
func (l *linter) mustExist(kind string) {
	if _, ok := l.made[kind]; !ok {
		l.complain("there is no %s yet: a sentence such as \"an existing %s\" must come first", kind, kind)
	}
}

// create follows a sentence that makes an instance.
func (l *linter) create(kind string, spec specs.Resource, other bool) {
	if spec.Create == "" {
		l.complain("there is no operation that makes a %s", kind)
		return
	}
	if other {
		l.madeOther[kind] = l.step
	} else {
		l.made[kind] = l.step
	}
	l.making(spec)
	l.last = spec.Create
	l.has = l.has&^AFault | AControl
}

// make follows what is made because something else needs it, before anything is called.
func (l *linter) make(kind string) {
	if _, ok := l.made[kind]; ok {
		return
	}
	l.made[kind] = l.step - 1
	l.making(l.block.Resources[kind])
}

// making follows the create operation of a kind, and with it what an instance of that kind is made with.
func (l *linter) making(spec specs.Resource) {
	for _, need := range spec.Needs {
		if kind, _, err := KindOf(l.block, need); l.must(err) {
			l.make(kind)
		}
	}
	if op, err := l.block.Operation(spec.Create); err == nil {
		l.called[op.ID]++
		l.refersTo(op)
		l.sends(op)
	}
}

// refersTo follows what is made because the request of an operation names it: in its address, in its sample, or as the person on
// whose behalf it is made.
func (l *linter) refersTo(op *specs.Operation) {
	sample, err := l.block.Sample(op.ID)
	if err != nil {
		return // complained about where the operation is called
	}
	for _, parameter := range op.Parameters() {
		if parameter.In != specs.InPath || sample.Path[parameter.Name] != nil {
			continue
		}
		for kind, spec := range l.block.Resources {
			if spec.Parameter == parameter.Name {
				l.make(kind)
			}
		}
	}
	if identity := l.block.Identity; identity != nil && slices.Contains(identity.Operations, op.ID) {
		l.make(identity.Resource)
	}
	for _, values := range []any{sample.Path, sample.Query, sample.Header, sample.Body, sample.Bodies} {
		found, err := specs.Placeholders(values)
		if err != nil {
			continue // the library's own checks say so
		}
		for _, expr := range found {
			name, _, _ := strings.Cut(expr, ":")
			if kind, _, ok := lookUpKind(l.block, name); ok && !specs.IsGeneralPlaceholder(expr) {
				l.make(kind)
			}
		}
	}
}

// sends notes that an operation was called with a body.
func (l *linter) sends(op *specs.Operation) {
	if op.MediaType() != "" {
		l.has |= ASentBody
	}
}

// answers follows what the answer of a call tells of: what its operation makes, or an instance whose identifier it holds where the
// create operation tells it.
func (l *linter) answers(op *specs.Operation, args Args) {
	for kind, spec := range l.block.Resources {
		if spec.Create == op.ID {
			if args.Get("resource") != "" || args.Get("person") != "" || args.IsAnother() {
				l.madeOther[kind] = l.step
			} else {
				l.made[kind] = l.step
			}
			continue
		}
		if _, ok := l.made[kind]; ok || op.Method != http.MethodPost || spec.ID == "" || spec.Read == "" {
			continue
		}
		if slices.ContainsFunc(op.Success(), func(status int) bool { return op.Declares(status, spec.ID) }) {
			l.made[kind] = l.step
		}
	}
}
