package steps

import (
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
)

// effect follows what a sentence does with operations and checks it against the contract.
func (l *linter) effect(d Definition, args Args) {
	switch d.effect {
	case effectRequest:
		l.prepare(args)
	case effectCall, effectMustCall, effectAttempt:
		l.call(d, args)
	case effectSend, effectTry:
		l.send(d, args)
	case effectBreak, effectChange:
		l.alter(d, args)
	case effectWrite:
		l.write(args)
	case effectRefused:
		if l.last != "" && !l.controlled {
			l.complain("the refusal has no control: %s must be accepted before in the scenario, by a call or by a request with a fault, "+
				"which is sent without it first", l.last)
		}
	}
	if status := args.Get("status"); status != "" && l.last != "" {
		l.status(status)
	}
}

// status complains about a status that the contract does not declare.
func (l *linter) status(status string) {
	op, err := l.block.Operation(l.last)
	if err != nil {
		return // complained about where it was called
	}
	declared := op.Statuses()
	for _, s := range []string{status, status[:1] + "XX", "default"} {
		if slices.ContainsFunc(declared, func(d string) bool { return strings.EqualFold(d, s) }) {
			return
		}
	}
	l.complain("the contract of %s does not declare %s but %s", l.last, status, strings.Join(declared, ", "))
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
	l.request, l.broken, l.altered = l.operation(args.Get("operation")), false, false
}

// write follows how the body of the request is written.
func (l *linter) write(args Args) {
	switch {
	case l.request == nil:
		l.complain("a sentence such as `a valid \"…\" request` must come first")
	case l.altered:
		l.complain("%s", bodyMediaTooLate)
	default:
		if op, err := WrittenAs(l.block, l.request, bodyMediaOf(args)); l.must(err) {
			l.request = op
		}
	}
}

// call follows a call of an operation by its name.
func (l *linter) call(d Definition, args Args) {
	op := l.operation(args.Get("operation"))
	if op == nil {
		l.last = ""
		return
	}
	if args.Has("again") && args.Get("resource") == "" && args.Get("person") == "" && l.called[op.ID] == 0 {
		l.complain("%s was not called before, so that it cannot be called again", op.ID)
	}
	if args.Get("person") != "" {
		l.must(checkIdentity(l.block, op.ID))
	}
	for _, row := range changeRows(args.table) {
		if len(row) != 2 {
			l.complain("a row of the table needs two cells, a name and a value, not %d", len(row))
			continue
		}
		_, err := namedField(op, row[0])
		l.must(err)
	}
	if strings.Contains(d.Sentence, "every page") {
		if start, _, _ := parametersOf(op); start == "" {
			l.complain("the contract of %s has no parameters that divide its list into pages", op.ID)
		}
	}
	if strings.Contains(d.Sentence, "second entry") {
		l.must(checkOffset(op))
	}
	l.sent(op, d)
	for name, spec := range l.block.Resources {
		if spec.Create == op.ID && (args.Get("resource") != "" || args.Get("person") != "") {
			l.others[name] = true
		}
	}
}

// sent notes that an operation was called.
func (l *linter) sent(op *specs.Operation, d Definition) {
	l.controlled = l.called[op.ID] > 0 || d.effect == effectMustCall || d.effect == effectSend && l.broken
	l.called[op.ID]++
	l.last = op.ID
	l.pages = strings.Contains(d.Sentence, "every page")
	l.batch = strings.Contains(d.Sentence, "at once")
}

// send follows the sending of the request that was prepared.
func (l *linter) send(d Definition, args Args) {
	if l.request == nil {
		l.complain("no request was prepared that could be sent")
		return
	}
	if strings.Contains(d.Sentence, "at once") && l.broken {
		l.complain("a request with a fault is sent once, after its control")
	}
	if n := args.count(); args.Get("n") != "" && (n < 2 || n > maxAtOnce) {
		l.complain("a request can be sent 2 to %d times at once, not %d times", maxAtOnce, n)
	}
	l.sent(l.request, d)
}

// alter follows a change or a fault of the request that was prepared.
func (l *linter) alter(d Definition, args Args) {
	op := l.request
	if op == nil {
		l.complain("a sentence such as `a valid \"…\" request` must come first")
		return
	}
	if args.Get("person") != "" || strings.Contains(d.Sentence, "on behalf") {
		l.must(checkIdentity(l.block, op.ID))
	}
	l.broken = l.broken || d.effect == effectBreak
	part, field := args.Get("part"), args.Get("field")
	l.altered = l.altered || partNames[part] == specs.InBody || d.breaks == bodyMissing || d.breaks == bodyUnreadable
	switch {
	case d.breaks == bodyMissing || d.breaks == bodyUnreadable:
		l.must(CheckBodyApplicable(op, d.breaks))
	case part == "":
		return
	case d.effect == effectBreak:
		if l.must(CheckApplicable(op, part, field, args.Get("fault"))) && args.Get("fault") == "is missing" {
			l.inSample(op, part, field)
		}
	default:
		f, err := op.Field(partNames[part], field)
		if l.must(err) && strings.Contains(d.Sentence, "left out") {
			if f.Required {
				l.complain("the contract requires the %s %q: say \"is missing\"", part, field)
			}
			l.inSample(op, part, field)
		}
	}
}

// inSample complains when the sample request does not have what is to be taken out of it.
func (l *linter) inSample(op *specs.Operation, part, field string) {
	sample, err := l.block.Sample(op.ID)
	if err != nil {
		return // complained about where the request was prepared
	}
	var there bool
	switch partNames[part] {
	case specs.InPath:
		_, there = sample.Path[field]
	case specs.InQuery:
		_, there = sample.Query[field]
	case specs.InHeader:
		_, there = sample.Header[field]
	default:
		_, there = getAt(sample.BodyOf(op), specs.SplitName(field))
	}
	if !there {
		l.complain("the sample request of %s has no %s %q that could be left out", op.ID, part, field)
	}
}
