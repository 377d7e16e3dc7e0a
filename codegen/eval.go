// This file decides whether a program needs the compiler at run time.

package codegen

import (
	"adder/frontend/code"
	"adder/lower/program"
)

// NeedsEval reports whether a function of the program names a builtin that compiles text, or
// imports modules by names that are known only at run time.
func NeedsEval(p *program.Program) bool {
	if usesEval(p.Main.Code) {
		return true
	}
	for _, m := range p.Modules {
		if m.Code != nil && usesEval(m.Code) {
			return true
		}
	}
	return false
}

// compilers are the names of the builtins that take source text.
var compilers = map[string]bool{"eval": true, "exec": true, "compile": true, "__import__": true, "import_module": true}

func usesEval(root *code.Code) bool {
	for _, c := range code.Flatten(root) {
		for in := range c.Instructions() {
			switch in.Op {
			case code.LOAD_GLOBAL:
				if compilers[c.Names[in.Arg>>1]] {
					return true
				}
			case code.LOAD_NAME:
				if compilers[c.Names[in.Arg]] {
					return true
				}
			case code.IMPORT_NAME:
				if c.Names[in.Arg] == "builtins" {
					return true
				}
			}
		}
	}
	return false
}
