// This file separates the modules that a program will use from those that it merely could.

package program

import (
	"strings"

	"adder/frontend/code"
)

// Modules of the standard library import others from inside functions, and those again, so
// that nearly everything is reachable from anything. Most of it is never imported in fact, and
// what is serves an odd task now and then. Modules that are only imported in that way are cold:
// part of the program, but as bytecode for the interpreter (markCold).
//
// Whether the program needs the compiler at run time is asked of live code only. A function can
// only be called by somebody who names it, so a function of the library counts as live when live
// code loads its name, as a variable or an attribute (rapid type analysis, Bacon and Sweeney 1996,
// with names in place of types). Code of the program itself is all live.

// markCold sets Cold on the modules of the library that are imported neither by the program's own
// code nor, when they are imported themselves, by modules that are.
func (r *reacher) markCold() {
	hot := map[*Module]bool{}
	todo := []*Module{r.program.Main}
	add := func(name string) {
		for _, mod := range r.withParents(name) {
			if !hot[mod] {
				hot[mod] = true
				todo = append(todo, mod)
			}
		}
	}
	for _, mod := range r.program.Modules {
		if !mod.Std {
			add(mod.Name)
		}
	}
	for _, name := range r.opts.Include {
		add(name)
	}
	for len(todo) > 0 {
		mod := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if mod.Code == nil {
			continue
		}
		for _, c := range code.Flatten(mod.Code) {
			if mod.Std && c.Flags&code.CO_OPTIMIZED != 0 {
				continue // runs when it is called, not when the module is imported
			}
			for _, name := range r.imported(c, mod) {
				add(name)
			}
		}
	}
	for _, mod := range r.program.Modules {
		mod.Cold = mod.Code != nil && !hot[mod]
	}
}

// imported lists the modules that the import statements of one code object import.
func (r *reacher) imported(c *code.Code, mod *Module) []string {
	var list []string
	dead := r.deadCode(c, mod)
	for _, imp := range importsOf(c) {
		base, ok := resolve(imp, mod)
		if !ok || dead.has(imp.Offset) {
			continue
		}
		list = append(list, base)
		for _, name := range imp.From {
			if r.program.Modules[base+"."+name] != nil {
				list = append(list, base+"."+name)
			}
		}
	}
	return list
}

// withParents returns the modules of the program that importing a name imports.
func (r *reacher) withParents(name string) []*Module {
	var list []*Module
	for i := range len(name) + 1 {
		if i == len(name) || name[i] == '.' {
			if mod := r.program.Modules[name[:i]]; mod != nil {
				list = append(list, mod)
			}
		}
	}
	return list
}

// findLive looks through the live code for what needs the compiler and what looks at variables.
func (r *reacher) findLive() {
	m := &marker{r: r, live: map[*code.Code]bool{}, named: map[string]bool{}, waiting: map[string][]owned{}, reached: map[string]bool{}}
	m.module(r.program.Main)
	for _, mod := range r.program.Modules {
		if !mod.Std {
			m.module(mod)
		}
	}
	for _, name := range r.opts.Include {
		m.importModule(name)
	}
	for len(m.todo) > 0 {
		next := m.todo[len(m.todo)-1]
		m.todo = m.todo[:len(m.todo)-1]
		m.scan(next)
	}
}

// owned is a code object and its module.
type owned struct {
	code *code.Code
	mod  *Module
}

type marker struct {
	r       *reacher
	live    map[*code.Code]bool
	named   map[string]bool    // names that live code loads
	waiting map[string][]owned // functions that are defined but not named yet
	reached map[string]bool    // modules, by name
	todo    []owned
}

// module makes the body of a module live.
func (m *marker) module(mod *Module) {
	if m.reached[mod.Name] {
		return
	}
	m.reached[mod.Name] = true
	if mod.Code != nil {
		m.enliven(owned{mod.Code, mod})
	}
}

func (m *marker) enliven(o owned) {
	if !m.live[o.code] {
		m.live[o.code] = true
		m.todo = append(m.todo, o)
	}
}

// importModule makes a module live together with the packages it is in.
func (m *marker) importModule(name string) {
	for _, mod := range m.r.withParents(name) {
		m.module(mod)
	}
}

// scan looks at what live code names, defines and imports.
func (m *marker) scan(o owned) {
	c := o.code
	dead := m.r.deadCode(c, o.mod)
	for _, imp := range importsOf(c) {
		if !dead.has(imp.Offset) {
			for _, name := range imp.From {
				m.name(name)
			}
		}
	}
	for _, name := range m.r.imported(c, o.mod) {
		m.importModule(name)
	}
	for in := range c.Instructions() {
		if dead.has(in.Offset) {
			continue
		}
		if name, ok := loadedName(c, in); ok {
			m.name(name)
			if compilers[name] && !(in.Op == code.LOAD_ATTR && name == "compile") {
				m.r.program.CompilesText = true
			}
			if localsLookers[name] && !o.mod.Std {
				m.r.program.LooksAtLocals = true
			}
		}
	}
	for _, name := range implicitImports(c, o.mod.Std, nil) {
		if name != "pydoc" { // whatever asks for help can wait for the interpreter
			m.importModule(name)
		}
	}
	inBody := c.Flags&code.CO_OPTIMIZED == 0
	for _, k := range c.Consts {
		switch k := k.(type) {
		case *code.Code:
			m.define(owned{k, o.mod}, inBody)
		case string:
			if !inBody || !o.mod.Std {
				m.name(k)
			}
		}
	}
}

// define handles a code object within live code. Functions of modules and classes wait to be
// named; class bodies run at once, and so may functions within functions.
func (m *marker) define(o owned, inBody bool) {
	name := o.code.Name
	special := strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__") || strings.HasPrefix(name, "<")
	if !inBody || special || o.code.Flags&code.CO_OPTIMIZED == 0 || !o.mod.Std || m.named[name] {
		m.enliven(o)
		return
	}
	m.waiting[name] = append(m.waiting[name], o)
}

// name makes the functions of that name live.
func (m *marker) name(name string) {
	if m.named[name] {
		return
	}
	m.named[name] = true
	for _, o := range m.waiting[name] {
		m.enliven(o)
	}
	delete(m.waiting, name)
}

// compilers are the builtins that take source text, and the functions that import by name.
var compilers = map[string]bool{"eval": true, "exec": true, "compile": true, "__import__": true, "import_module": true}

// localsLookers show variables of frames that are not the caller's own.
var localsLookers = map[string]bool{
	"f_locals": true, "getgeneratorlocals": true, "getcoroutinelocals": true, "getasyncgenlocals": true,
	"TracebackException": true, "StackSummary": true, "settrace": true, "setprofile": true,
}

// loadedName returns the name that an instruction loads.
func loadedName(c *code.Code, in code.Instr) (string, bool) {
	switch in.Op {
	case code.LOAD_NAME, code.LOAD_FROM_DICT_OR_GLOBALS, code.IMPORT_FROM:
		return c.Names[in.Arg], true
	case code.LOAD_GLOBAL, code.LOAD_ATTR:
		return c.Names[in.Arg>>1], true
	case code.LOAD_SUPER_ATTR:
		return c.Names[in.Arg>>2], true
	}
	return "", false
}

// ranges are parts of a code object, as pairs of offsets.
type ranges [][2]int

func (r ranges) has(off int) bool {
	for _, x := range r {
		if x[0] <= off && off < x[1] {
			return true
		}
	}
	return false
}

// deadCode returns the parts of a code object that never run: what stands under
// `if __name__ == "__main__"` in other modules, and under a test for another platform.
func (r *reacher) deadCode(c *code.Code, mod *Module) ranges {
	var list ranges
	var last [4]code.Instr
	for in := range c.Instructions() {
		if in.Op == code.POP_JUMP_IF_FALSE && last[0].Op == code.COMPARE_OP {
			want, _ := constOf(c, last[1]).(string)
			if known, ok := r.knownStr(c, last[2], last[3], mod); ok && (known == want) != (last[0].Arg>>5 == compareEqual) {
				list = append(list, [2]int{in.Offset, in.Next + int(in.Arg)})
			}
		}
		last = [4]code.Instr{in, last[0], last[1], last[2]}
	}
	return list
}

// compareEqual is COMPARE_OP's number of ==.
const compareEqual = 2

// knownStr returns the value of a str that is known when the program is built, as far as an
// instruction that loads it and the one before tell.
func (r *reacher) knownStr(c *code.Code, in, before code.Instr, mod *Module) (string, bool) {
	switch {
	case in.Op == code.LOAD_NAME && c.Names[in.Arg] == "__name__" && c == mod.Code:
		return mod.Name, true
	case in.Op == code.LOAD_ATTR && c.Names[in.Arg>>1] == "platform" && loadsSys(c, before) && r.opts.Platform != "":
		return r.opts.Platform, true
	}
	return "", false
}

// loadsSys reports whether an instruction loads a variable named sys.
func loadsSys(c *code.Code, in code.Instr) bool {
	switch in.Op {
	case code.LOAD_NAME:
		return c.Names[in.Arg] == "sys"
	case code.LOAD_GLOBAL:
		return c.Names[in.Arg>>1] == "sys"
	}
	return false
}
