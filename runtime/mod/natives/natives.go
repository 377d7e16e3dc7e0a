// Package natives lists all native modules, for the interpreter, which cannot know which of
// them a program will import. Compiled programs list those that they reach.
package natives

import (
	"adder/runtime/builtins"
	"adder/runtime/py"
)

// All returns the definitions of all native modules but sys, which start-up makes.
func All() []*py.ModuleDef {
	return []*py.ModuleDef{
		builtins.Def(),
	}
}
