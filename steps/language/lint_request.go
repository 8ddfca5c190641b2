package language

import (
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/request"
)

// effect follows what a sentence does with operations and checks it against the contract.
func (l *linter) effect(d *Definition, args Args, phase Phase) {
	switch d.Effect {
	case Prepares:
		l.prepare(args)
	case Calls, MustCall, Attempts:
		l.call(d, args)
	case Sends, Tries:
		l.send(d, args)
	case Breaks, Changes, LeavesOut:
		l.alter(d, args)
	case Writes:
		l.write(args)
	}
	if d.Effect.Calls() {
		l.lastCall = l.step
		if phase == Action {
			l.lastAction = l.step
		}
	}
	if status := args.Get("status"); status != "" && l.last != "" {
		l.status(status, d.Effect == Refuses)
	}
}

// makes notes what is there after a sentence. An answer takes the place of the one before it, and of whatever came with that.
func (l *linter) makes(d *Definition, args Args) {
	if d.Makes.Has(AnAnswer) {
		l.has &^= AnAnswer | Pages | ABatch | ASlice
	}
	if d.Makes.Has(AMemory) {
		l.remembered[args.Get("name")] = true
	}
	l.has |= d.Makes
}

// status complains about a status that the contract does not declare, or not as one with which the operation refuses.
func (l *linter) status(status string, refusal bool) {
	op, err := l.block.Operation(l.last)
	if err != nil {
		return // complained about where it was called
	}
	declared, as := op.Statuses(), ""
	if refusal {
		declared, as = op.RefusalStatuses(), " as a refusal"
	}
	for _, s := range []string{status, status[:1] + "XX", "default"} {
		if slices.ContainsFunc(declared, func(d string) bool { return strings.EqualFold(d, s) }) {
			return
		}
	}
	if len(declared) == 0 {
		declared = []string{"none"}
	}
	l.complain("the contract of %s does not declare %s%s but %s", l.last, status, as, strings.Join(declared, ", "))
}

// operation finds an operation and its sample request.
func (l *linter) operation(id string) *specs.Operation {
	op, err := l.block.Operation(id)
	if !l.must(err) {
		return nil
	}
	sample, err := l.block.Sample(id)
	if !l.must(err) {
		return nil
	}
	if op, err = sample.Of(op); !l.must(err) {
		return nil
	}
	return op
}

func (l *linter) prepare(args Args) {
	l.request, l.faulty, l.altered, l.sent = l.operation(args.Get("operation")), false, false, false
	if l.request != nil {
		l.refersTo(l.request)
	}
}

// write follows how the body of the request is written.
func (l *linter) write(args Args) {
	switch {
	case l.request == nil: // complained about already
	case l.altered:
		l.complain("%s", request.BodyMediaTooLate)
	default:
		if op, err := request.WrittenAs(l.block, l.request, args.BodyMedia()); l.must(err) {
			l.request = op
		}
	}
}

// call follows a call of an operation by its name.
func (l *linter) call(d *Definition, args Args) {
	op := l.operation(args.Get("operation"))
	if op == nil {
		l.last = ""
		return
	}
	if args.Has("again") && d.Parts["again"].Has(ARepeat) && args.Get("resource") == "" && args.Get("person") == "" && args.Get("role") == "" && l.called[op.ID] == 0 {
		l.complain("%s was not called before, so that it cannot be called again", op.ID)
	}
	l.mustHavePerson(d, args, op)
	l.mustHaveRole(d, args, op)
	for _, row := range args.Changes() {
		if len(row) != 2 {
			l.complain("a row of the table needs two cells, a name and a value, not %d", len(row))
			continue
		}
		_, err := request.NamedField(op, row[0])
		l.must(err)
	}
	if d.Needs.Has(Paging) {
		l.must(request.CheckPaging(op))
	}
	if d.Needs.Has(Offset) {
		l.must(request.CheckOffset(op))
	}
	l.refersTo(op)
	l.asked(op, d, args, false)
}

// mustHaveRole complains where an operation is called as a role that may not call it, or carries the credentials of one that may.
func (l *linter) mustHaveRole(d *Definition, args Args, op *specs.Operation) {
	name := args.Get("role")
	if name == "" {
		return
	}
	if d.Effect == Breaks {
		_, err := request.CheckStranger(l.block, op.ID, name)
		l.must(err)
		return
	}
	role, err := request.CheckCaller(l.block, op.ID, name)
	if l.must(err) && args.IsAnother() && l.block.NamesPerson(role) {
		l.mustHaveOther(role.Person)
	}
}

// mustHavePerson complains where an operation is called on behalf of somebody and is of those that are made for nobody.
func (l *linter) mustHavePerson(d *Definition, args Args, op *specs.Operation) {
	named := slices.ContainsFunc(slices.Collect(maps.Keys(d.Kinds)), func(value string) bool { return d.Kinds[value] == ThePerson && args.Get(value) != "" })
	if named || d.Needs.Has(APerson) {
		l.must(request.CheckPerson(l.block, op.ID))
	}
}

// asked notes that an operation was called.
func (l *linter) asked(op *specs.Operation, d *Definition, args Args, faulty bool) {
	controlled := l.called[op.ID] > 0 || d.Effect == MustCall || d.Effect == Sends && faulty
	l.has &^= AControl | AFault
	if controlled {
		l.has |= AControl
	}
	if faulty {
		l.has |= AFault
	} else {
		l.sends(op)
	}
	l.called[op.ID]++
	l.last = op.ID
	l.answers(op, args)
}

// send follows the sending of the request that was prepared.
func (l *linter) send(d *Definition, args Args) {
	if l.request == nil {
		return // complained about already
	}
	switch n := args.Count(); {
	case args.Has("again") && d.Parts["again"].Has(ARepeat) && !l.sent:
		l.complain("the request was not sent before, so that it cannot be sent again")
	case !d.Makes.Has(ABatch):
	case l.faulty:
		l.complain("a request with a fault is sent once, after its control")
	case n < 2 || n > MaxAtOnce:
		l.complain("a request can be sent 2 to %d times at once, not %d times", MaxAtOnce, n)
	}
	l.sent = true
	l.asked(l.request, d, args, l.faulty)
}

// alter follows a change or a fault of the request that was prepared.
func (l *linter) alter(d *Definition, args Args) {
	op := l.request
	if op == nil {
		return // complained about already
	}
	l.mustHavePerson(d, args, op)
	l.mustHaveRole(d, args, op)
	l.faulty = l.faulty || d.Effect == Breaks
	part, field := args.Get("part"), args.Get("field")
	l.altered = l.altered || args.In() == specs.InBody || d.Breaks == request.BodyMissing || d.Breaks == request.BodyUnreadable
	switch {
	case d.Breaks == request.BodyMissing || d.Breaks == request.BodyUnreadable:
		l.must(request.CheckBodyApplicable(op, d.Breaks))
	case part == "":
		return
	case d.Effect == Breaks:
		if l.must(request.CheckApplicable(op, args.In(), field, args.Get("fault"))) && args.Get("fault") == request.IsMissing {
			l.inSample(op, args)
		}
	default:
		f, err := op.Field(args.In(), field)
		if l.must(err) && d.Effect == LeavesOut {
			if f.Required {
				l.complain("the contract requires the %s %q: say \"is missing\"", part, field)
			}
			l.inSample(op, args)
		}
	}
}

// inSample complains when the sample request does not have what is to be taken out of it.
func (l *linter) inSample(op *specs.Operation, args Args) {
	if field := args.Get("field"); !request.InSample(l.block, op, args.In(), field) {
		l.complain("the sample request of %s has no %s %q that could be left out", op.ID, args.Get("part"), field)
	}
}
