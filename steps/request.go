package steps

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// draft is a request before its values are known: the sample of an operation, and what sentences changed about it.
type draft struct {
	op     *specs.Operation // with its body in the media type in which it is sent
	sample *specs.Sample

	altered   bool // something about the body was changed or broken by a sentence
	changes   []change
	faults    []fault
	others    []string // kinds of which the other instance is meant
	principal principal
}

// change sets or leaves out one value of a valid request.
type change struct {
	field      specs.Field
	value      string // may hold placeholders
	remembered string // name of a remembered value, in place of value
	leaveOut   bool
}

// principal says on whose behalf a request is made.
type principal int

const (
	principalCurrent principal = iota
	principalOther
	principalNobody
	principalUnknown
)

// build says whether the faults of a draft are put into a request.
type buildMode bool

const (
	withoutFaults buildMode = false
	withFaults    buildMode = true
)

// preparedRequest is a request with everything that is known about how it came about.
type preparedRequest struct {
	draft   *draft
	request *exchange.Request
	path    map[string]string // path parameters, not escaped
	tree    []byte            // JSON of the body before anything was done to its bytes; nil: no body
	used    []*instance
	token   string // what ${unique} stands for in it
	faulty  bool
}

func (s *Scenario) newDraft(op *specs.Operation) (*draft, error) {
	sample, err := s.block.Sample(op.ID)
	if err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	if op, err = sample.Of(op); err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	return &draft{op: op, sample: sample}, nil
}

// forOther reports whether the request was made for, or on behalf of, another instance than the current one.
func (d *draft) forOther() bool { return len(d.others) > 0 || d.principal == principalOther }

// remembers reports whether the request holds a value of an earlier answer, which no double can have.
func (d *draft) remembers() bool {
	return slices.ContainsFunc(d.changes, func(c change) bool {
		return c.remembered != "" || strings.Contains(c.value, "${remembered.")
	})
}

// changing reports whether an accepted request may change the state of the target.
func (d *draft) changing() bool {
	switch d.op.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	return true
}

// build makes a request from a draft, with fresh values. Instances that it refers to are made when there are none yet.
func (s *Scenario) build(ctx context.Context, d *draft, c *bindings, mode buildMode) (*preparedRequest, error) {
	chosen := map[string]*instance{}
	for kind, inst := range c.chosen {
		chosen[kind] = inst
	}
	for _, kind := range d.others {
		other, err := s.otherInstance(kind)
		if err != nil {
			return nil, err
		}
		chosen[other.kind] = other
	}
	c = &bindings{s: s, chosen: chosen, doubles: c.doubles, scope: c.scope, onlyExisting: c.onlyExisting}
	e := &expansion{ctx: ctx, s: s, bindings: c, token: s.fresh()}
	p, err := s.fill(e, d)
	if err != nil {
		return nil, err
	}
	for _, change := range d.changes {
		if err := p.change(e, change); err != nil {
			return nil, err
		}
	}
	b := &preparedRequest{draft: d, used: c.used, token: e.token, faulty: mode == withFaults && len(d.faults) > 0}
	if p.hasBody {
		b.tree = values.Encode(p.body)
	}
	if mode == withFaults {
		for _, f := range d.faults {
			if err := f.apply(p, e.token); err != nil {
				return nil, err
			}
		}
	}
	b.path = map[string]string{}
	for name, value := range p.path {
		b.path[name] = values.Text(value)
	}
	b.request, err = s.encode(d, p)
	return b, err
}

// parts are the values of a request before they are encoded.
type parts struct {
	path, query, header map[string]any
	body                any
	hasBody             bool
	unreadable          bool
	credentials         exchange.Credentials
	identity            string // name of the header that names the person; empty: none
}

// fill fills the sample of a draft.
func (s *Scenario) fill(e *expansion, d *draft) (*parts, error) {
	p := &parts{path: map[string]any{}, query: map[string]any{}, header: map[string]any{}}
	for _, group := range []struct {
		into, from map[string]any
	}{{p.path, d.sample.Path}, {p.query, d.sample.Query}, {p.header, d.sample.Header}} {
		for name, value := range group.from {
			var err error
			if group.into[name], err = e.expand(value); err != nil {
				return nil, err
			}
		}
	}
	for _, field := range d.op.Parameters() {
		if field.In != specs.InPath || p.path[field.Name] != nil {
			continue
		}
		kind := s.kindOfParameter(field.Name, e.bindings)
		if kind == "" {
			return nil, verdict.SuiteFaultf("the sample request of %s does not say what its path parameter %q is, and no resource does", d.op.ID, field.Name)
		}
		inst, err := e.bindings.instance(e.ctx, kind)
		if err != nil {
			return nil, err
		}
		if p.path[field.Name], err = values.Decode(inst.id); err != nil {
			return nil, err
		}
	}
	for _, field := range d.op.Parameters() {
		if values := s.env.Headers.Values(field.Name); field.In == specs.InHeader && len(values) > 0 {
			p.header[field.Name] = values[0]
		}
	}
	if body := d.sample.BodyOf(d.op); body != nil {
		var err error
		if p.body, err = e.expand(body); err != nil {
			return nil, err
		}
		p.hasBody = true
	}
	return p, s.identify(e, d, p)
}

// kindOfParameter returns the kind of instance whose identifier a path parameter takes, rather one that there is already.
func (s *Scenario) kindOfParameter(parameter string, c *bindings) string {
	var kinds []string
	for kind, spec := range s.block.Resources {
		if spec.Parameter == parameter {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		if c.chosen[kind] != nil || s.ofKind(kind).current != nil {
			return kind
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	return kinds[0]
}

// identify sets the header that names the person on whose behalf the request is made.
func (s *Scenario) identify(e *expansion, d *draft, p *parts) error {
	identity := s.block.Identity
	if identity == nil || !slices.Contains(identity.Operations, d.op.ID) {
		if d.principal != principalCurrent {
			return verdict.SuiteFaultf("operation %s is not made on behalf of anybody: see identity.operations of building block %s", d.op.ID, s.block.Ref())
		}
		return nil
	}
	p.identity = identity.Header
	if identity.Datum != "" {
		name, err := s.datum(identity.Datum)
		if err != nil {
			return err
		}
		p.identity = values.Text(name)
	}
	find := e.bindings.instance
	if d.principal == principalOther {
		find = e.bindings.other
	}
	inst, err := find(e.ctx, identity.Resource)
	if err != nil {
		return err
	}
	if p.header[p.identity] == nil || d.principal == principalOther {
		p.header[p.identity] = values.Unquoted(inst.id)
	}
	return nil
}

// change applies one change of a valid request.
func (p *parts) change(e *expansion, c change) error {
	if c.leaveOut {
		return p.remove(c.field)
	}
	var value any
	var err error
	if c.remembered != "" {
		value, err = e.lookup("remembered." + c.remembered)
	} else {
		value, err = e.expand(c.value)
	}
	if err != nil {
		return err
	}
	if text, ok := value.(string); ok && c.remembered == "" {
		value = typed(text, c.field.Schema)
	}
	return p.set(c.field, value)
}

// values returns where the parameters of a part are kept, nil for the body.
func (p *parts) values(in string) map[string]any {
	switch in {
	case specs.InPath:
		return p.path
	case specs.InQuery:
		return p.query
	case specs.InHeader:
		return p.header
	}
	return nil
}

func (p *parts) set(f specs.Field, value any) error {
	if values := p.values(f.In); values != nil {
		values[f.Name] = value
		return nil
	}
	if f.Notation == specs.Bytes {
		now, _ := p.get(f)
		value = asFile(f, now, value)
	}
	var err error
	p.body, err = setAt(p.body, specs.SplitName(f.Name), value)
	if err != nil {
		return verdict.SuiteFaultf("body field %q cannot be set in the sample request: %v", f.Name, err)
	}
	p.hasBody = true
	return nil
}

// asFile puts another content, or another type, into a file.
func asFile(f specs.Field, now, value any) any {
	file, isFile := now.(*specs.File)
	if !isFile {
		file = &specs.File{Name: specs.SplitName(f.Name)[0], Content: []byte(values.Text(now))}
	}
	switch value := value.(type) {
	case *specs.File: // that has a type alone
		other := file.With(file.Content)
		other.Type = value.Type
		return other
	case unwritten:
		return string(value)
	case string:
		return file.With([]byte(value))
	}
	return value
}

func (p *parts) get(f specs.Field) (any, bool) {
	if values := p.values(f.In); values != nil {
		value, ok := values[f.Name]
		return value, ok
	}
	return getAt(p.body, specs.SplitName(f.Name))
}

func (p *parts) remove(f specs.Field) error {
	if _, there := p.get(f); !there {
		return verdict.SuiteFaultf("the sample request has no %s that could be left out", f)
	}
	if values := p.values(f.In); values != nil {
		delete(values, f.Name)
		return nil
	}
	p.body = removeAt(p.body, specs.SplitName(f.Name))
	return nil
}

// encode turns the parts into what is sent.
func (s *Scenario) encode(d *draft, p *parts) (*exchange.Request, error) {
	r := &exchange.Request{Block: s.block, Operation: d.op, Query: url.Values{}, Header: http.Header{}, Credentials: p.credentials}
	path := d.op.Path
	for _, field := range d.op.Parameters() {
		if field.In == specs.InPath {
			path = strings.ReplaceAll(path, "{"+field.Name+"}", escapeSegment(values.Text(p.path[field.Name])))
		}
	}
	if strings.ContainsAny(path, "{}") {
		return nil, verdict.SuiteFaultf("the path %s of operation %s is not filled: %s", d.op.Path, d.op.ID, path)
	}
	r.Path = path
	for name, value := range p.query {
		entries, ok := value.([]any)
		if !ok {
			entries = []any{value}
		}
		for _, v := range entries {
			r.Query.Add(name, values.Text(v))
		}
	}
	for name, value := range p.header {
		r.Header.Set(name, values.Text(value))
	}
	if !p.hasBody {
		return r, nil
	}
	var err error
	if r.MediaType, r.Body, err = d.op.EncodeBody(p.body); err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	if p.unreadable {
		r.Body = r.Body[:len(r.Body)-1-len(r.Body)/4]
	}
	return r, nil
}

// escapeSegment escapes a value for one segment of a path. A lone dot would be taken for a step in the path.
func escapeSegment(value string) string {
	if value == "." || value == ".." {
		return strings.ReplaceAll(value, ".", "%2E")
	}
	return url.PathEscape(value)
}
