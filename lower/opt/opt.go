// Package opt holds the passes over the IR. Each is a row of the pass table and a file of
// its own; a pass leaves the function valid and renumbered.
package opt

import (
	"fmt"

	"adder/lower/infer"
	"adder/lower/ir"
)

// Pass is one transformation of a function.
type Pass struct {
	Name string
	Doc  string
	Run  func(f *ir.Func)
}

// Passes is the pass table, in the order in which the passes run.
var Passes = []Pass{
	{"iterators", "iterators of loops become local structs, ranges never become objects", localIterators},
}

// Run applies all passes to f. With verify it checks the function after each of them; an
// error is a bug of the pass that it names.
func Run(f *ir.Func, verify bool) error {
	for _, p := range Passes {
		p.Run(f)
		if !verify {
			continue
		}
		if err := f.Verify(); err != nil {
			return fmt.Errorf("after pass %s: %w", p.Name, err)
		}
	}
	return nil
}

// Speculate optimises the fast copies of the functions of modules that are built together; each
// list holds a module's functions, outer before inner. Their exits are open before and after.
func Speculate(modules [][]*ir.Func, verify bool) error {
	for _, funcs := range modules {
		for _, f := range funcs {
			countRanges(f)
		}
	}
	prog := infer.New(modules)
	for _, funcs := range modules {
		for _, f := range funcs {
			unbox(f, prog.Func(f))
			mergeCommon(f)
			if verify {
				if err := f.Verify(); err != nil {
					return fmt.Errorf("after speculation: %w", err)
				}
			}
		}
	}
	return nil
}

// users lists for each value, by ID, the values that use it.
func users(f *ir.Func) [][]*ir.Value {
	list := make([][]*ir.Value, f.NumValues())
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			v.Operands(func(use **ir.Value) { list[(*use).ID] = append(list[(*use).ID], v) })
		}
	}
	return list
}
