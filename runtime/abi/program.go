// This file describes a program to its start-up.

package abi

// ProgramModule is a module of a compiled program.
type ProgramModule struct {
	Name    string
	File    string // __file__
	Package bool
	Path    []string // __path__ of a package
	Module  *Module  // nil: a namespace package
}
