// This file describes a program to its start-up.

package abi

import (
	"compress/flate"
	"io"
	"strings"

	"adder/frontend/code/marshal"
	"adder/runtime/py"
)

// ProgramModule is a module of a compiled program.
type ProgramModule struct {
	Name    string
	File    string // __file__
	Package bool
	Path    []string // __path__ of a package
	Module  *Module  // the module as Go code
	Cold    *ColdModule
	// Without Module and Cold it is a namespace package.
}

// ColdModule is a module for the interpreter, which a program only reaches by computed names.
type ColdModule struct {
	Code, Source *string // the marshalled code object and the text, deflated
}

// Load returns the code object of the module's body.
func (m *ColdModule) Load() (*py.CodeObject, error) {
	data, err := inflate(*m.Code)
	if err != nil {
		return nil, err
	}
	c, err := marshal.Open(data)
	if err != nil {
		return nil, err
	}
	return py.ReadCode(c), nil
}

// Text returns the module's source text.
func (m *ColdModule) Text() ([]byte, error) { return inflate(*m.Source) }

// Text returns the text of a module's file, nil if it has none.
func (m *ProgramModule) Text() ([]byte, error) {
	switch {
	case m.Module != nil:
		return m.Module.Text()
	case m.Cold != nil:
		return m.Cold.Text()
	}
	return nil, nil
}

// Load returns the code object of a module's body.
func (m *ProgramModule) Load() (*py.CodeObject, error) {
	if m.Cold != nil {
		return m.Cold.Load()
	}
	return m.Module.Load()
}

func inflate(data string) ([]byte, error) {
	return io.ReadAll(flate.NewReader(strings.NewReader(data)))
}
