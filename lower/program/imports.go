// This file reads the import statements off a code object.

package program

import (
	"adder/frontend/code"
)

// Import is an import statement, or a call that imports a constant name.
type Import struct {
	Name    string
	Level   int // leading dots
	From    []string
	Line    int
	Offset  int  // of the instruction
	Guarded bool // a handler covers it
}

// imports returns the imports of m, in functions too, that can be executed.
func (r *reacher) imports(m *Module) []Import {
	var list []Import
	for _, c := range code.Flatten(m.Code) {
		dead := r.deadCode(c, m)
		for _, imp := range importsOf(c) {
			if !dead.has(imp.Offset) {
				list = append(list, imp)
			}
		}
	}
	return list
}

// importsOf scans one code object. IMPORT_NAME is preceded by the loads of its level and
// fromlist, both constants.
func importsOf(c *code.Code) []Import {
	var list []Import
	var last [3]code.Instr // the instructions before the current one, latest first
	entries, _ := c.ParseExceptionTable()
	for in := range c.Instructions() {
		switch in.Op {
		case code.IMPORT_NAME:
			imp := Import{Name: c.Names[in.Arg], Line: c.LineAt(in.Offset), Offset: in.Offset, Guarded: covered(entries, in.Offset)}
			if from, ok := constOf(c, last[0]).(code.Tuple); ok {
				imp.From = stringsOf(from)
			}
			if level, ok := constOf(c, last[1]).(int64); ok {
				imp.Level = int(level)
			}
			list = append(list, imp)
		case code.CALL:
			if imp, ok := dynamicImport(c, in, last); ok {
				imp.Line, imp.Offset, imp.Guarded = c.LineAt(in.Offset), in.Offset, imp.Guarded || covered(entries, in.Offset)
				list = append(list, imp)
			}
		}
		last = [3]code.Instr{in, last[0], last[1]}
	}
	return list
}

// dynamicImport recognises import_module("name"), __import__("name") and find_spec("name"): a call with one
// constant str of a global or attribute of that name.
func dynamicImport(c *code.Code, in code.Instr, last [3]code.Instr) (Import, bool) {
	name, ok := constOf(c, last[0]).(string)
	if !ok || in.Arg != 1 {
		return Import{}, false
	}
	callee := last[1]
	if callee.Op == code.PUSH_NULL {
		callee = last[2]
	}
	var called string
	switch callee.Op {
	case code.LOAD_GLOBAL, code.LOAD_ATTR:
		called = c.Names[callee.Arg>>1]
	case code.LOAD_NAME:
		called = c.Names[callee.Arg]
	}
	if called != "import_module" && called != "__import__" && called != "find_spec" || name == "" || name[0] == '.' {
		return Import{}, false
	}
	return Import{Name: name, Guarded: called == "find_spec"}, true
}

// constOf returns the constant that an instruction loads, nil if it loads none.
func constOf(c *code.Code, in code.Instr) code.Const {
	switch in.Op {
	case code.LOAD_CONST:
		return c.Consts[in.Arg]
	case code.LOAD_SMALL_INT:
		return int64(in.Arg)
	}
	return nil
}

func stringsOf(t code.Tuple) []string {
	var list []string
	for _, k := range t {
		if s, ok := k.(string); ok {
			list = append(list, s)
		}
	}
	return list
}

// covered reports whether a handler covers the instruction at off.
func covered(entries []code.ExceptionEntry, off int) bool {
	for _, e := range entries {
		if e.Start <= off && off < e.End {
			return true
		}
	}
	return false
}
