// Package infer guesses types: of every value of a function, from constants and operators, and
// across functions from what their names say: the arguments at call sites, what functions
// return, what is stored in attributes and module variables.
//
// What comes in are functions in SSA form whose exits are open; what goes out is a Result a
// function: for each value the types that it has if no guard failed (Types), and a Shape, a
// guess that a guard would have to check. Nothing that a name says is trusted: a program may
// rebind any of them at any time.
package infer

import (
	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/profile"
	"adder/lower/types"
)

// Program collects what names say, over all functions of the modules that are optimised
// together.
type Program struct {
	funcs     []*ir.Func
	functions map[string][]*ir.Func // module-level functions by name
	methods   map[string][]*ir.Func // functions in class bodies by name
	classes   map[string]bool
	inits     map[string]*ir.Func // __init__ by class name
	owner     map[*ir.Func]string // the class in whose body a function stands
	byCode    map[*code.Code]*ir.Func

	// profile returns what a run saw in a function, nil for nothing.
	profile func(f *ir.Func) *profile.Code

	params  map[*ir.Func][]*Shape
	returns map[*ir.Func]*Shape
	attrs   map[string]*Shape
	globals map[string]*Shape
	cells   map[string]*Shape
	wanted  map[*ir.Func][]bool
	changed bool
}

// rounds is how often the program is gone through for facts to travel along calls.
const rounds = 6

// New gathers what the names of the functions say. Each list holds the functions of a module,
// outer before inner; seen, which may be nil, returns what a run saw in a function.
func New(modules [][]*ir.Func, seen func(f *ir.Func) *profile.Code) *Program {
	if seen == nil {
		seen = func(*ir.Func) *profile.Code { return nil }
	}
	p := &Program{
		profile:   seen,
		functions: map[string][]*ir.Func{}, methods: map[string][]*ir.Func{}, classes: map[string]bool{}, inits: map[string]*ir.Func{},
		owner: map[*ir.Func]string{}, byCode: map[*code.Code]*ir.Func{}, params: map[*ir.Func][]*Shape{}, returns: map[*ir.Func]*Shape{},
		attrs: map[string]*Shape{}, globals: map[string]*Shape{}, cells: map[string]*Shape{},
		wanted: map[*ir.Func][]bool{},
	}
	for _, funcs := range modules {
		p.addModule(funcs)
	}
	for range rounds {
		p.changed = false
		for _, f := range p.funcs {
			p.collect(f, p.Func(f))
		}
		if !p.changed {
			break
		}
	}
	return p
}

// addModule enters the module's functions by name.
func (p *Program) addModule(funcs []*ir.Func) {
	for _, f := range funcs {
		p.byCode[f.Code] = f
		p.funcs = append(p.funcs, f)
	}
	for _, parent := range funcs {
		class := parent.Code.Flags&code.CO_OPTIMIZED == 0 && parent != funcs[0]
		for _, k := range parent.Code.Consts {
			c, ok := k.(*code.Code)
			if !ok || p.byCode[c] == nil {
				continue
			}
			f := p.byCode[c]
			switch {
			case c.Flags&code.CO_OPTIMIZED == 0:
				p.classes[c.Name] = true
			case class:
				p.methods[c.Name] = append(p.methods[c.Name], f)
				p.owner[f] = parent.Code.Name
				if c.Name == "__init__" {
					p.inits[parent.Code.Name] = f
				}
			default:
				p.functions[c.Name] = append(p.functions[c.Name], f)
			}
		}
	}
}

// param returns what is known of parameter i of f.
func (p *Program) param(f *ir.Func, i int) *Shape {
	if s := seenArg(p.profile(f), i); s != nil {
		return s
	}
	if list := p.params[f]; i < len(list) && list[i] != nil {
		return list[i]
	}
	if class := p.owner[f]; i == 0 && class != "" {
		return &Shape{T: types.Other, Class: class}
	}
	return nil
}

// note joins s into the entry of a table.
func (p *Program) note(table map[string]*Shape, name string, s *Shape) {
	if j := join(table[name], s); !equal(j, table[name]) {
		table[name] = j
		p.changed = true
	}
}

func (p *Program) noteParam(f *ir.Func, i int, s *Shape) {
	list := p.params[f]
	if n := f.Code.ArgCount + f.Code.KwOnlyArgCount; i >= n || s == nil {
		return
	} else if list == nil {
		list = make([]*Shape, n)
		p.params[f] = list
	}
	if j := join(list[i], s); !equal(j, list[i]) {
		list[i] = j
		p.changed = true
	}
}

func (p *Program) noteReturn(f *ir.Func, s *Shape) {
	if j := join(p.returns[f], s); !equal(j, p.returns[f]) {
		p.returns[f] = j
		p.changed = true
	}
}
