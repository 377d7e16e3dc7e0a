// This file follows what is put into containers after they are made: by comprehensions, methods
// and assignments to items.

package infer

import (
	"adder/lower/ir"
	"adder/lower/types"
)

// inflow says what goes into the containers of a function. Values that parameters of blocks
// connect are taken for one container.
type inflow struct {
	parent []int          // a forest over values' IDs, the root of each names the container
	put    map[int]*Shape // by root; T is unknown
}

func newInflow(f *ir.Func) *inflow {
	c := &inflow{parent: make([]int, f.NumValues()), put: map[int]*Shape{}}
	for i := range c.parent {
		c.parent[i] = i
	}
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			if v.Op == ir.OpGuess || v.Op == ir.OpCheckLocal {
				c.unite(v, v.Args[0])
			}
			for _, e := range v.Succs {
				for i, a := range e.Args {
					if a.Op != ir.OpConst && a.Op != ir.OpUnbound {
						c.unite(e.To.Params[i], a)
					}
				}
			}
		}
	}
	return c
}

func (c *inflow) root(v *ir.Value) int {
	i := v.ID
	for c.parent[i] != i {
		c.parent[i] = c.parent[c.parent[i]]
		i = c.parent[i]
	}
	return i
}

func (c *inflow) unite(v, w *ir.Value) { c.parent[c.root(v)] = c.root(w) }

// add notes an item, and a key, put into v.
func (c *inflow) add(v *ir.Value, key, item *Shape) bool {
	if key == nil && item == nil {
		return false
	}
	root := c.root(v)
	s := c.put[root]
	n := &Shape{}
	if s != nil {
		*n = *s
	}
	n.Key, n.Elem = join(n.Key, key), join(n.Elem, item)
	if s != nil && equal(n, s) {
		return false
	}
	c.put[root] = n
	return true
}

// containers are the types whose shapes have items.
const containers = types.List | types.Set | types.Dict

// with returns s, the shape of v, with what is put into it.
func (c *inflow) with(v *ir.Value, s *Shape) *Shape {
	put := c.put[c.root(v)]
	if put == nil || s == nil || !s.T.Is(containers) && s.T != types.Other || s.T == types.Bottom || s.Class != "" {
		return s
	}
	n := *s
	n.Elem = join(n.Elem, put.Elem)
	if s.T == types.Dict {
		n.Key = join(n.Key, put.Key)
	}
	if n.Items != nil || equal(&n, s) {
		return s
	}
	return &n
}

// putters are the methods that put into their container: the shape of an item by those of the
// arguments.
var putters = map[string]func(args []*Shape) *Shape{
	"append": first, "add": first, "appendleft": first,
	"insert": func(a []*Shape) *Shape { return at(a, 1) },
	"extend": func(a []*Shape) *Shape { return at(a, 0).iterated() },
}

// fill notes what v puts into a container.
func (r *Result) fill(v *ir.Value) bool {
	switch v.Op {
	case ir.OpListAppend, ir.OpSetAdd:
		return r.contents.add(v.Args[0], nil, r.Shape(v.Args[1]))
	case ir.OpListExtend, ir.OpSetUpdate:
		return r.contents.add(v.Args[0], nil, r.Shape(v.Args[1]).iterated())
	case ir.OpMapAdd:
		return r.contents.add(v.Args[0], r.Shape(v.Args[1]), r.Shape(v.Args[2]))
	case ir.OpSetItem:
		if s := r.Shape(v.Args[0]); s != nil && s.Items == nil {
			return r.contents.add(v.Args[0], r.Shape(v.Args[1]), r.Shape(v.Args[2]))
		}
	case ir.OpSetSlice:
		return r.contents.add(v.Args[0], nil, r.Shape(v.Args[3]).iterated())
	case ir.OpCallMethod:
		m := v.Args[0]
		if m.Op != ir.OpLoadMethod {
			return false
		}
		if item := putters[r.f.Code.Names[m.Num]]; item != nil {
			return r.contents.add(m.Args[0], nil, item(r.shapesOf(v.Args[2:])))
		}
	}
	return false
}

// collectContents notes what a function puts into containers that come from elsewhere.
func (p *Program) collectContents(f *ir.Func, r *Result, v *ir.Value) {
	if r.contents.put[r.contents.root(v)] == nil {
		return
	}
	c := f.Code
	switch v.Op {
	case ir.OpLoadAttr:
		p.notePut(p.attrs, c.Names[v.Num], r, v)
	case ir.OpLoadGlobal, ir.OpLoadName:
		p.notePut(p.globals, c.Names[v.Num], r, v)
	case ir.OpLoadCell:
		p.notePut(p.cells, c.LocalsPlusNames[v.Num], r, v)
	}
}

func (p *Program) notePut(table map[string]*Shape, name string, r *Result, v *ir.Value) {
	if s := table[name]; s != nil {
		p.note(table, name, r.contents.with(v, s))
	}
}
