// Package opt holds the passes over the IR. Each is a row of the pass table and a file of
// its own; a pass leaves the function valid and renumbered.
package opt

import (
	"fmt"
	"time"

	"adder/lower/infer"
	"adder/lower/ir"
	"adder/lower/profile"
)

// Config says how functions are optimised. Its functions may be nil.
type Config struct {
	// Verify checks functions after each pass.
	Verify bool
	// Profile returns what a run saw in a function, nil for nothing.
	Profile func(f *ir.Func) *profile.Code
	// Time receives the time that each part took.
	Time func(part string, d time.Duration)
	// Explain receives the operations that guesses could have made fast, and what became of them.
	Explain func(f *ir.Func, v *ir.Value, o Outcome)
}

// clock starts measuring a part of the work; what it returns ends it.
func (c *Config) clock(part string) func() {
	if c.Time == nil {
		return func() {}
	}
	start := time.Now()
	return func() { c.Time(part, time.Since(start)) }
}

// Pass is one transformation of a function.
type Pass struct {
	Name string
	Doc  string
	Run  func(f *ir.Func)
}

// Passes is the pass table, in the order in which the passes run.
var Passes = []Pass{
	{"iterators", "iterators of loops become local structs, ranges never become objects", localIterators},
	{"spread", "calls with unpacked arguments make no containers of them", spreadCalls},
}

// Run applies all passes to f. With verify it checks the function after each of them; an
// error is a bug of the pass that it names.
func Run(f *ir.Func, cfg *Config) error {
	for _, p := range Passes {
		stop := cfg.clock("pass " + p.Name)
		p.Run(f)
		stop()
		if !cfg.Verify {
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
func Speculate(modules [][]*ir.Func, cfg *Config) error {
	stop := cfg.clock("pass ranges")
	for _, funcs := range modules {
		for _, f := range funcs {
			countRanges(f)
		}
	}
	stop()
	stop = cfg.clock("inference")
	prog := infer.New(modules, cfg.Profile)
	stop()
	for _, funcs := range modules {
		for _, f := range funcs {
			stop = cfg.clock("pass unbox")
			unbox(f, prog.Func(f), cfg)
			stop()
			stop = cfg.clock("pass cse")
			mergeCommon(f)
			stop()
			if cfg.Verify {
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
