// This file records what a function tells about others: arguments at call sites, results,
// stores.

package infer

import (
	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/types"
)

// collect goes through f, whose values have been inferred.
func (p *Program) collect(f *ir.Func, r *Result) {
	c := f.Code
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			p.collectContents(f, r, v)
			switch v.Op {
			case ir.OpCall, ir.OpCallMethod, ir.OpCallKw:
				p.collectCall(f, r, v)
			case ir.OpReturn:
				if len(f.Resumes) == 0 {
					p.noteReturn(f, r.returned(v.Args[0]))
				}
			case ir.OpYield:
				p.noteReturn(f, &Shape{T: types.Other, Elem: r.Shape(v.Args[0])})
			case ir.OpStoreAttr:
				p.note(p.attrs, c.Names[v.Num], r.Shape(v.Args[1]))
			case ir.OpStoreGlobal:
				p.note(p.globals, c.Names[v.Num], r.Shape(v.Args[0]))
			case ir.OpStoreName:
				p.collectName(f, c.Names[v.Num], r.Shape(v.Args[0]))
			case ir.OpStoreCell:
				if name := cellName(v.Args[0], c); name != "" {
					p.note(p.cells, name, r.Shape(v.Args[1]))
				}
			case ir.OpNewCell:
				p.collectNewCell(f, r, v)
			}
		}
	}
}

// collectName notes a store in the body of a module, or of a class, whose names are attributes.
func (p *Program) collectName(f *ir.Func, name string, s *Shape) {
	if f.Index == 0 {
		p.note(p.globals, name, s)
	} else {
		p.note(p.attrs, name, s)
	}
}

// collectNewCell notes a parameter that becomes a cell.
func (p *Program) collectNewCell(f *ir.Func, r *Result, v *ir.Value) {
	for i, param := range f.Blocks[0].Params {
		if param == v.Args[0] && i < len(f.Code.LocalsPlusNames) {
			p.note(p.cells, f.Code.LocalsPlusNames[i], p.param(f, i))
		}
	}
}

// returned is the shape of a returned value. None beside other results is left out, since what
// is done with the result is done with the others.
func (r *Result) returned(v *ir.Value) *Shape {
	s := r.Shape(v)
	if s.known() == types.None {
		return nil
	}
	return s
}

// cellName returns the name of the variable in a cell, "" if it cannot be told.
func cellName(cell *ir.Value, c *code.Code) string {
	switch cell.Op {
	case ir.OpFree:
		return c.LocalsPlusNames[len(c.LocalsPlusNames)-freeCount(c)+int(cell.Num)]
	}
	return ""
}

func freeCount(c *code.Code) int {
	n := 0
	for _, k := range c.LocalsPlusKinds {
		if k&code.CO_FAST_FREE != 0 {
			n++
		}
	}
	return n
}

// collectCall notes the arguments of a call for the functions that it may reach.
func (p *Program) collectCall(f *ir.Func, r *Result, v *ir.Value) {
	args := v.Args[1:]
	kw := 0
	if v.Op == ir.OpCallKw {
		kw = len(v.Aux.(code.Tuple))
	}
	plain := len(args) - kw
	for _, t := range p.callees(f, v) {
		skip := 0
		if v.Op != ir.OpCall && args[0].Op == ir.OpUnbound {
			skip = 1
		}
		shift := 0
		if t.dunder {
			shift = 1
		}
		if t.init {
			shift = 1
			p.noteParam(t.fn, 0, &Shape{T: types.Other, Class: p.owner[t.fn]})
		}
		for i, a := range args[:plain] {
			if i >= skip && !(t.method && i == 0) {
				p.noteParam(t.fn, i-skip+shift, r.Shape(a))
			}
		}
		for i := range kw {
			name := v.Aux.(code.Tuple)[i].(string)
			p.noteParam(t.fn, paramIndex(t.fn.Code, name), r.Shape(args[plain+i]))
		}
	}
}

// paramIndex returns the position of a parameter, one past all if there is none of that name.
func paramIndex(c *code.Code, name string) int {
	n := c.ArgCount + c.KwOnlyArgCount
	for i := range n {
		if c.LocalsPlusNames[i] == name {
			return i
		}
	}
	return n
}

// callee is a function that a call may reach.
type callee struct {
	fn     *ir.Func
	method bool // the first argument is the instance
	init   bool // the call makes an instance
	dunder bool // an instance is called: its __call__ gets it as the first argument
}

// callees guesses what a call reaches, from the name it uses.
func (p *Program) callees(f *ir.Func, v *ir.Value) []callee {
	target := v.Args[0]
	for target.Op == ir.OpGuess {
		target = target.Args[0]
	}
	var list []callee
	switch target.Op {
	case ir.OpLoadGlobal, ir.OpLoadName:
		name := f.Code.Names[target.Num]
		for _, fn := range p.functions[name] {
			list = append(list, callee{fn: fn})
		}
		if init := p.inits[name]; init != nil && len(list) == 0 {
			list = append(list, callee{fn: init, init: true})
		}
	case ir.OpLoadMethod, ir.OpLoadSuperMethod:
		name := f.Code.Names[methodName(target)]
		for _, fn := range p.methods[name] {
			list = append(list, callee{fn: fn, method: true})
		}
		for _, fn := range p.functions[name] {
			list = append(list, callee{fn: fn})
		}
	case ir.OpSetFunctionAttr, ir.OpMakeFunction:
		for target.Op == ir.OpSetFunctionAttr {
			target = target.Args[0]
		}
		if target.Op == ir.OpMakeFunction {
			if fn := p.byCode[target.Aux.(*code.Code)]; fn != nil {
				list = append(list, callee{fn: fn})
			}
		}
	case ir.OpLoadCell:
		if name := loadedCell(target, f.Code); name != "" {
			for _, fn := range p.functions[name] {
				list = append(list, callee{fn: fn})
			}
		}
	case ir.OpLoadAttr, ir.OpParam, ir.OpGetItem, ir.OpIterNext, ir.OpCall, ir.OpCallMethod, ir.OpProj:
		for _, fn := range p.methods["__call__"] {
			list = append(list, callee{fn: fn, dunder: true})
		}
	}
	if len(list) > 8 {
		return nil // a common name says little
	}
	return list
}

func methodName(v *ir.Value) int64 {
	if v.Op == ir.OpLoadSuperMethod {
		return v.Num >> 2
	}
	return v.Num
}

func loadedCell(v *ir.Value, c *code.Code) string {
	if v.Op == ir.OpLoadCell {
		return c.LocalsPlusNames[v.Num]
	}
	return ""
}
