// This file infers the types of one function's values: optimistically, from no knowledge up to
// a fixed point, so that loops keep what their first turn says.

package infer

import (
	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/types"
)

// Result is what is inferred of a function's values.
type Result struct {
	f    *ir.Func
	prog *Program
	// Types are the types of values, by ID, that hold as long as no guard has failed: guards
	// that the values' own exits make possible.
	Types []types.T
	// shapes are guesses of what Types leaves open.
	shapes []*Shape
	// contents is what goes into containers.
	contents *inflow
	// wanted are the values, by ID, that are computed with.
	wanted []bool
}

// limit bounds the passes over a function; one that needs more has an odd loop, and what is not
// stable then is dropped by the caller's use of Types only where guards exist.
const limit = 40

// Func infers the types of f. It is pure: it only reads what the program has gathered.
func (p *Program) Func(f *ir.Func) *Result {
	r := &Result{f: f, prog: p, Types: make([]types.T, f.NumValues()), shapes: make([]*Shape, f.NumValues()), contents: newInflow(f), wanted: p.demand(f)}
	stable := false
	for i := 0; i < limit && !stable; i++ {
		stable = true
		for _, b := range f.Blocks {
			if r.block(b) {
				stable = false
			}
		}
	}
	if !stable {
		for i := range r.Types {
			r.Types[i] = types.Any
		}
	}
	return r
}

// Shape returns what is guessed of v, nil for no idea.
func (r *Result) Shape(v *ir.Value) *Shape {
	t := r.Types[v.ID]
	if s := r.shapes[v.ID]; s != nil {
		return s
	}
	if t == types.Bottom || t.May(types.Other) || t.May(types.Unbound) {
		return nil
	}
	return Of(t)
}

// block updates the values of b and the parameters of the blocks behind it.
func (r *Result) block(b *ir.Block) (changed bool) {
	for i, p := range b.Params {
		if b.Handler || b == r.f.Blocks[0] {
			t := p.Type
			if b.Handler && i > 0 {
				t = types.Any
			}
			changed = r.set(p, t, r.entryShape(b, i)) || changed
		}
	}
	for _, v := range b.Body {
		t, s := r.transfer(v)
		changed = r.set(v, t, r.contents.with(v, s)) || changed
		changed = r.fill(v) || changed
		for _, e := range v.Succs {
			if r.edge(e) {
				changed = true
			}
		}
	}
	return changed
}

func (r *Result) entryShape(b *ir.Block, i int) *Shape {
	if b == r.f.Blocks[0] {
		return r.prog.param(r.f, i)
	}
	return nil
}

// edge joins arguments into parameters. One without knowledge leaves a guess about the others.
func (r *Result) edge(e *ir.Edge) (changed bool) {
	for i, a := range e.Args {
		p := e.To.Params[i]
		t := r.Types[p.ID] | r.Types[a.ID]
		changed = r.set(p, t, join(r.shapes[p.ID], r.Shape(a))) || changed
	}
	return changed
}

// set records what is known of v; knowledge only grows less precise.
func (r *Result) set(v *ir.Value, t types.T, s *Shape) bool {
	t |= r.Types[v.ID]
	s = join(r.shapes[v.ID], s)
	if t == r.Types[v.ID] && equal(s, r.shapes[v.ID]) {
		return false
	}
	r.Types[v.ID], r.shapes[v.ID] = t, s
	return true
}

// Unboxable are the types that values are guarded to be of.
const Unboxable = types.SmallInt | types.Float

// Guessed returns the single type that v, an OpGuess, is to be guarded for, Bottom for none.
func (r *Result) Guessed(v *ir.Value) types.T {
	t := r.Types[v.Args[0].ID]
	if !t.May(types.Other) || !r.wanted[v.ID] {
		return types.Bottom // known well enough, or beyond guessing
	}
	switch s := r.guess(v); s.known() {
	case types.SmallInt, types.Float:
		return s.T
	}
	return types.Bottom
}

// guess returns the shape that names suggest for an OpGuess.
func (r *Result) guess(v *ir.Value) *Shape {
	x := v.Args[0]
	if s := r.shapes[x.ID]; s.known() != types.Bottom {
		return s
	}
	return nil
}

// source returns what names suggest for a value that comes from elsewhere.
func (r *Result) source(v *ir.Value) *Shape {
	p, c := r.prog, r.f.Code
	switch v.Op {
	case ir.OpLoadAttr:
		return p.attrs[c.Names[v.Num]]
	case ir.OpLoadGlobal, ir.OpLoadName:
		return p.globals[c.Names[v.Num]]
	case ir.OpLoadCell:
		return p.cells[c.LocalsPlusNames[v.Num]]
	case ir.OpGetItem:
		return r.subscript(v)
	case ir.OpGetSlice:
		return r.Shape(v.Args[0])
	case ir.OpGetIter, ir.OpStartIter:
		if s := r.Shape(v.Args[0]).iterated(); s != nil {
			return &Shape{T: types.Other, Elem: s}
		}
	case ir.OpIterNext:
		return r.Shape(v.Args[0]).item()
	case ir.OpProj:
		return r.projected(v)
	case ir.OpCall, ir.OpCallMethod, ir.OpCallKw:
		return r.called(v)
	case ir.OpBuildList, ir.OpBuildSet:
		return &Shape{T: v.Type, Elem: r.joined(v.Args)}
	case ir.OpBuildTuple:
		s := &Shape{T: types.Tuple}
		for _, a := range v.Args {
			s.Items = append(s.Items, r.Shape(a))
		}
		return s
	case ir.OpBuildMap:
		return r.mapShape(v)
	case ir.OpConst:
		return constShape(v.Aux)
	}
	return nil
}

func (r *Result) joined(list []*ir.Value) *Shape {
	var s *Shape
	for _, v := range list {
		s = join(s, r.Shape(v))
	}
	return s
}

func (r *Result) mapShape(v *ir.Value) *Shape {
	s := &Shape{T: types.Dict}
	for i := 0; i+1 < len(v.Args); i += 2 {
		s.Key = join(s.Key, r.Shape(v.Args[i]))
		s.Elem = join(s.Elem, r.Shape(v.Args[i+1]))
	}
	return s
}

// constShape looks into tuples.
func constShape(c code.Const) *Shape {
	switch c := c.(type) {
	case code.None:
		return Of(types.None)
	case int64:
		return Of(types.SmallInt)
	case float64:
		return Of(types.Float)
	case bool:
		return Of(types.Bool)
	case string:
		return Of(types.Str)
	case code.Tuple:
		s := &Shape{T: types.Tuple}
		for _, k := range c {
			s.Items = append(s.Items, constShape(k))
		}
		return s
	}
	return nil
}

// subscript is the shape of an item: that at a constant place of a tuple, or any.
func (r *Result) subscript(v *ir.Value) *Shape {
	s := r.Shape(v.Args[0])
	if s == nil {
		return nil
	}
	if _, ok := v.Args[1].Aux.(code.Slice); ok || v.Args[1].Op == ir.OpBuildSlice {
		if s.Items != nil {
			return &Shape{T: s.T, Elem: s.item()}
		}
		return s
	}
	if i, ok := v.Args[1].Aux.(int64); ok && s.Items != nil && v.Args[1].Op == ir.OpConst {
		if i < 0 {
			i += int64(len(s.Items))
		}
		if 0 <= i && i < int64(len(s.Items)) {
			return s.Items[i]
		}
	}
	if s.T == types.Bytes {
		return Of(types.SmallInt)
	}
	return s.item()
}

// projected is the shape of a result of unpacking.
func (r *Result) projected(v *ir.Value) *Shape {
	u := v.Args[0]
	if u.Op != ir.OpUnpack {
		return nil
	}
	s := r.Shape(u.Args[0])
	if s != nil && len(s.Items) == int(u.Num) {
		return s.Items[v.Num-1]
	}
	return s.item()
}

// called is the shape of a call's result: of the functions it may reach, or a built-in's.
func (r *Result) called(v *ir.Value) *Shape {
	var s *Shape
	list := r.prog.callees(r.f, v)
	for _, t := range list {
		if t.init {
			s = join(s, &Shape{T: types.Other, Class: r.prog.owner[t.fn]})
		} else {
			s = join(s, r.prog.returns[t.fn])
		}
	}
	if list == nil {
		return r.builtin(v)
	}
	return s
}
