// This file says what became of a module's operations: which are fast, which rest on a guess, which stayed
// general and why. It asks the passes and the emitter while they do their work.

package codegen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"adder/codegen/emit"
	"adder/frontend/code"
	"adder/lower/build"
	"adder/lower/ir"
	"adder/lower/opt"
	"adder/lower/profile"
	"adder/lower/program"
	"adder/lower/types"
)

// Explanation is what became of the operations of a module.
type Explanation struct {
	Module     string         `json:"module"`
	File       string         `json:"file"`
	Functions  []FunctionNote `json:"functions"`
	Operations []Operation    `json:"operations"`
}

// FunctionNote says which copies a function has.
type FunctionNote struct {
	Name    string `json:"name"`
	Line    int    `json:"line"`
	Guesses bool   `json:"guesses"`           // it has a copy that guesses, beside the general one
	Why     string `json:"why,omitempty"`     // if not
	Entries int64  `json:"entries,omitempty"` // in the profile
}

// How an operation is done.
const (
	Fast    = "fast"    // on numbers in registers, or inline, on what is known
	Guarded = "guarded" // the same behind a check of a guess
	Cached  = "cached"  // through an inline cache
	General = "general" // by the runtime, for any operands
)

// Operation is what became of one operation.
type Operation struct {
	Line     int    `json:"line"`
	Column   int    `json:"column"` // counted from one, in bytes; 0: unknown
	EndCol   int    `json:"end_column"`
	Offset   int    `json:"offset"` // of the instruction, in code units
	Function string `json:"function"`
	What     string `json:"operation"`
	How      string `json:"how"`
	Why      string `json:"why,omitempty"`    // a word
	Detail   string `json:"detail,omitempty"` // a sentence
	Count    int64  `json:"count,omitempty"`  // how often it ran, in the profile
	Fails    int64  `json:"fails,omitempty"`  // how often the guess would have failed
}

// explainer collects operations.
type explainer struct {
	module  *program.Module
	heat    *heat
	plain   map[*code.Code]string // why functions have no fast copy
	made    map[place]opt.Outcome
	guessed map[place]types.T // of values that attributes, items and calls give
	direct  map[*ir.Value]*ir.Func
	rebound map[string]bool // globals that functions assign
	seen    map[place]bool
	out     *Explanation
}

// place is an instruction.
type place struct {
	code *code.Code
	off  int
}

// Explain compiles a module and reports what became of its operations.
func Explain(m *program.Module, opts Options) (*Explanation, error) {
	x := &explainer{module: m, heat: newHeat(m, opts), plain: map[*code.Code]string{}, made: map[place]opt.Outcome{}, guessed: map[place]types.T{},
		direct: map[*ir.Value]*ir.Func{}, rebound: map[string]bool{}, seen: map[place]bool{},
		out: &Explanation{Module: m.Name, File: m.File}}
	cfg := &opt.Config{Verify: opts.Verify, Profile: x.heat.seen, Explain: func(f *ir.Func, v *ir.Value, o opt.Outcome) {
		if p := (place{f.Code, v.Off}); v.Op == ir.OpGuess {
			x.guessed[p] = o.Left
		} else {
			x.made[p] = o
		}
	}}
	funcs, err := lowered(m.Code, build.Options{KeepLocals: opts.KeepLocals}, x.heat.speculates, cfg, func(t *build.Translation) {
		x.plain[t.Func.Code] = t.WhyGeneral()
	})
	if err != nil {
		return nil, err
	}
	emit.Emit(&emit.Module{Name: m.Name, Package: "m", Root: m.Code, Funcs: funcs, Compact: func(c *code.Code) bool { return !x.heat.fast(c) },
		Direct: func(_ *ir.Func, call *ir.Value, callee *ir.Func) { x.direct[call] = callee }})
	for _, f := range funcs {
		x.findRebound(f)
	}
	for _, f := range funcs {
		x.function(f)
	}
	slices.SortStableFunc(x.out.Operations, func(a, b Operation) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Offset, b.Offset))
	})
	return x.out, nil
}

// findRebound notes the global variables that f assigns, whose values caches cannot rely on for long.
func (x *explainer) findRebound(f *ir.Func) {
	for _, b := range f.Blocks {
		for _, v := range b.Body {
			if v.Op == ir.OpStoreGlobal {
				x.rebound[f.Code.Names[v.Num]] = true
			}
		}
	}
}

func (x *explainer) function(f *ir.Func) {
	c, why := f.Code, x.plain[f.Code]
	note := FunctionNote{Name: c.QualName, Line: c.FirstLine, Guesses: why == "", Why: why}
	if seen := x.heat.seenIn[c]; seen != nil {
		note.Entries = seen.Entries()
	} else if why == build.NotAsked && x.heat.seenIn != nil && !x.heat.std {
		note.Why = "did-not-run"
	}
	x.out.Functions = append(x.out.Functions, note)
	for p, o := range x.made {
		if p.code == c && why == "" {
			x.add(f, p.off, arithmetic(c, p.off), x.outcome(c, p.off, o))
		}
	}
	for _, b := range f.Blocks {
		if b.General && why == "" {
			continue // where the fast copy leaves to
		}
		for _, v := range b.Body {
			if o, ok := x.remaining(f, v, note.Why); ok {
				x.add(f, v.Off, o.What, o)
			}
		}
	}
}

// add enters an operation once: one instruction may have become several.
func (x *explainer) add(f *ir.Func, off int, what string, o Operation) {
	p := place{f.Code, off}
	if x.seen[p] {
		return
	}
	x.seen[p] = true
	loc := f.Code.LocationAt(off)
	if loc.Line <= 0 {
		return // made up by the compiler
	}
	o.Line, o.Column, o.EndCol, o.Offset, o.Function, o.What = loc.Line, loc.Col+1, loc.EndCol+1, off, f.Code.QualName, what
	if loc.EndLine != loc.Line {
		o.EndCol = 0
	}
	if t := x.guessed[p]; t != types.Bottom && f.Code.Flags&code.CO_OPTIMIZED != 0 {
		if o.Detail != "" {
			o.Detail += "; "
		}
		o.Detail += "the result is guessed to be " + t.String() + ", and checked"
	}
	if site := x.site(f.Code, off); site != nil {
		o.Count = site.Count()
	}
	x.out.Operations = append(x.out.Operations, o)
}

func (x *explainer) site(c *code.Code, off int) *profile.Site {
	if seen := x.heat.seenIn[c]; seen != nil {
		return seen.At(off)
	}
	return nil
}

// outcome words what became of an operator.
func (x *explainer) outcome(c *code.Code, off int, o opt.Outcome) Operation {
	if !o.Fast {
		return Operation{How: General, Why: string(o.Why), Detail: operands(o)}
	}
	op := Operation{How: Fast, Detail: "on " + pair(o.Left.String(), o.Right, o.Right.String())}
	if !o.Guarded {
		return op
	}
	op.How = Guarded
	if site := x.site(c, off); site != nil {
		for i := range site.Seen {
			if s := &site.Seen[i]; !s.Type(0).Is(numeric(o.Left)) || len(s.Words) > 1 && !s.Type(1).Is(numeric(o.Right)) {
				op.Fails += s.Count
			}
		}
		if op.Fails*10 > site.Count() {
			op.Why = "guard-fails"
		}
	}
	return op
}

// numeric is what passes the guard for a type: one for floats takes small ints too.
func numeric(t types.T) types.T {
	if t == types.Float {
		return types.Float | types.SmallInt
	}
	return t
}

// operands describes those of an operator that stayed general.
func operands(o opt.Outcome) string {
	describe := func(t types.T, shape string) string {
		switch {
		case shape != "":
			return shape
		case t == types.Bottom:
			return "unknown"
		}
		return t.String()
	}
	return "operands: " + pair(describe(o.Left, o.LeftShape), o.Right, describe(o.Right, o.RightShape))
}

func pair(left string, t types.T, right string) string {
	if right == types.Bottom.String() {
		return left
	}
	return left + " and " + right
}

// remaining says how an operation is done that is no arithmetic, or that no pass has seen.
func (x *explainer) remaining(f *ir.Func, v *ir.Value, why string) (Operation, bool) {
	name := func() string { return f.Code.Names[v.Num] }
	switch v.Op {
	case ir.OpBinary, ir.OpInplace, ir.OpCompare, ir.OpCompareTest, ir.OpNegative:
		return Operation{What: arithmetic(f.Code, v.Off), How: General, Why: why, Detail: functionReasons[why]}, why != ""
	case ir.OpLoadGlobal:
		if x.rebound[name()] {
			return Operation{What: "global " + name(), How: Cached, Why: "rebound-global", Detail: "functions assign it, and each assignment empties the cache"}, true
		}
		return Operation{What: "global " + name(), How: Cached}, true
	case ir.OpLoadName, ir.OpStoreName:
		if written[name()] {
			return Operation{}, false
		}
		return Operation{What: "name " + name(), How: General, Why: "namespace", Detail: "names of a module's or class's body are looked up in its dict"}, true
	case ir.OpLoadAttr, ir.OpLoadMethod, ir.OpStoreAttr:
		return Operation{What: "attribute " + name(), How: Cached}, true
	case ir.OpGetItem, ir.OpSetItem:
		return x.item(v, why), true
	case ir.OpCall, ir.OpCallMethod, ir.OpCallKw:
		return x.call(f, v, why), true
	}
	return Operation{}, false
}

func (x *explainer) item(v *ir.Value, why string) Operation {
	o := Operation{What: "item", How: Guarded, Detail: "tried as a list and an int first"}
	if obj, key := v.Args[0].Type, v.Args[1].Type; why != "" {
		o.How, o.Why, o.Detail = General, why, functionReasons[why]
	} else if !obj.May(types.List) || !key.May(types.SmallInt) {
		o.How, o.Why, o.Detail = General, "no-fast-form", fmt.Sprintf("container: %s, key: %s", obj, key)
	}
	return o
}

func (x *explainer) call(f *ir.Func, v *ir.Value, why string) Operation {
	callee := v.Args[0]
	o := Operation{What: "call", How: General}
	switch callee.Op {
	case ir.OpLoadGlobal, ir.OpLoadName, ir.OpLoadMethod, ir.OpLoadAttr:
		o.What += " of " + f.Code.Names[callee.Num]
	}
	switch to := x.direct[v]; {
	case to != nil:
		o.How, o.Detail = Guarded, "calls "+to.Code.QualName+" directly, if it still is that"
	case why != "":
		o.Why, o.Detail = why, functionReasons[why]
	case callee.Op == ir.OpLoadMethod:
		o.Why, o.Detail = "unknown-callee", "no method of that name that these arguments fit, or several, in this module"
	default:
		o.Why, o.Detail = "unknown-callee", "no function of this module that these arguments fit"
	}
	return o
}

// written are the names that the compiler itself reads and writes in the bodies of classes.
var written = map[string]bool{"__name__": true, "__module__": true, "__qualname__": true, "__firstlineno__": true,
	"__static_attributes__": true, "__classdictcell__": true, "__classcell__": true, "__conditional_annotations__": true}

// functionReasons explain why a function has no copy that guesses.
var functionReasons = map[string]string{
	build.NotAsked:       "the function is compiled to be small: it belongs to the library and no profile says that it is busy",
	build.RunsOnce:       "the body of a module or class runs once",
	build.ShowsVariables: "its frame escapes: other code may look at its variables or change them",
	build.TooLarge:       "the function is too large to be compiled twice",
	"did-not-run":        "the function did not run in the profile",
}

// arithmetic names the operator of an instruction.
func arithmetic(c *code.Code, off int) string {
	if 2*off+1 >= len(c.Bytecode) {
		return "operator"
	}
	op, arg := code.Op(c.Bytecode[2*off]), int(c.Bytecode[2*off+1])
	switch op {
	case code.BINARY_OP:
		if arg < len(binaryOps) {
			return "operator " + binaryOps[arg]
		}
	case code.COMPARE_OP:
		return "comparison " + compareOps[min(arg>>5, len(compareOps)-1)]
	case code.UNARY_NEGATIVE:
		return "operator -"
	}
	return "operator " + strings.ToLower(op.String())
}

// The operators by number, as Include/opcode.h and Include/object.h have them.
var (
	binaryOps = []string{"+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^",
		"+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=", "[]"}
	compareOps = []string{"<", "<=", "==", "!=", ">", ">="}
)
