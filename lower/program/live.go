// This file separates the modules that a program will use from those that it merely could.

package program

import (
	"strings"

	"adder/frontend/code"
)

// Modules of the standard library import others from inside functions, and those again, so
// that nearly everything is reachable from anything. Most of these functions are never called.
// A function can only be called by somebody who names it, so a function of the library counts
// as live when live code loads its name, as a variable or an attribute (rapid type analysis,
// Bacon and Sweeney 1996, with names in place of types). Code of the program itself is all live.
//
// A module that only dead functions import is cold: it is still part of the program, but as
// bytecode for the interpreter, since a computed name (getattr) may reach it after all.

// markCold sets Cold on the modules that no live code imports.
func (r *reacher) markCold() {
	m := &marker{r: r, live: map[*code.Code]bool{}, named: map[string]bool{}, waiting: map[string][]owned{}, hot: map[string]bool{}}
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
	for _, mod := range r.program.Modules {
		mod.Cold = mod.Code != nil && !m.hot[mod.Name]
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
	hot     map[string]bool    // modules, by name
	todo    []owned
}

// module makes the body of a module live.
func (m *marker) module(mod *Module) {
	if m.hot[mod.Name] {
		return
	}
	m.hot[mod.Name] = true
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
	for i := range len(name) + 1 {
		if i == len(name) || name[i] == '.' {
			if mod := m.r.program.Modules[name[:i]]; mod != nil {
				m.module(mod)
			}
		}
	}
}

// scan looks at what live code names, defines and imports.
func (m *marker) scan(o owned) {
	c := o.code
	dead := mainGuards(c, o.mod)
	for _, imp := range importsOf(c) {
		if !dead.has(imp.Offset) {
			m.imports(imp, o.mod)
		}
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

func (m *marker) imports(imp Import, mod *Module) {
	base, ok := resolve(imp, mod)
	if !ok {
		return
	}
	m.importModule(base)
	for _, name := range imp.From {
		m.name(name)
		if m.r.program.Modules[base+"."+name] != nil {
			m.importModule(base + "." + name)
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

// mainGuards returns the parts of a module's body that only run in the main module: those
// under `if __name__ == "__main__"`.
func mainGuards(c *code.Code, mod *Module) ranges {
	if c != mod.Code || mod.Name == "__main__" {
		return nil
	}
	var list ranges
	var last [3]code.Instr
	for in := range c.Instructions() {
		if in.Op == code.POP_JUMP_IF_FALSE && last[0].Op == code.COMPARE_OP && last[2].Op == code.LOAD_NAME &&
			c.Names[last[2].Arg] == "__name__" && constOf(c, last[1]) == "__main__" {
			list = append(list, [2]int{in.Offset, in.Next + 2*int(in.Arg)})
		}
		last = [3]code.Instr{in, last[0], last[1]}
	}
	return list
}
