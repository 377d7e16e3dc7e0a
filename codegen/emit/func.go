// This file emits a function: its signature, its variables and its blocks.

package emit

import (
	"fmt"
	"strconv"
	"strings"

	"adder/codegen/gofile"
	"adder/frontend/code"
	"adder/lower/ir"
)

// funcEmitter is the state of one function's emission.
type funcEmitter struct {
	*emitter
	ownership
	f    *ir.Func
	out  *gofile.Func
	hot  bool
	uses []int
	// compact is the module's word on the function.
	compact bool
	// where says how a value is held: see the place constants.
	where    []place
	gen      bool // the function is a generator, coroutine or asynchronous generator
	inBody   bool // emitting the generator's body rather than the function that makes it
	fails    bool // some instruction leaves the function with an exception
	landing  map[*ir.Block]bool
	consts   map[*ir.Value]string
	fused    map[*ir.Value]bool // slices that no object is made of
	taken    map[*ir.Value]int  // uses of loop items that only test them or take them apart
	spills   bool
	absorbed map[*ir.Value]bool // guards that the loading of what they guard includes
	positive map[*ir.Value]bool // parameters looked at: whether they are never negative
	split    *split             // emitting the fast copy of a function whose general copy stands apart
}

// place is where the variable of a value is declared.
type place uint8

const (
	placeBlock place = iota // in its block's braces
	placeFunc               // at the top of the function
	placeGen                // a field of the generator's struct
)

// goTypes are the Go types of representations.
var goTypes = [...]string{
	ir.RepValue: "py.Value", ir.RepInt: "int64", ir.RepFloat: "float64", ir.RepBool: "bool", ir.RepIter: "abi.Iter",
}

func (e *emitter) emitFunc(f *ir.Func) {
	fe := &funcEmitter{
		emitter: e, f: f,
		compact:  e.mod.Compact(f.Code),
		hot:      !e.mod.Compact(f.Code) && f.Code.Flags&code.CO_OPTIMIZED != 0,
		gen:      len(f.Resumes) > 0,
		landing:  map[*ir.Block]bool{},
		consts:   map[*ir.Value]string{},
		fused:    map[*ir.Value]bool{},
		taken:    map[*ir.Value]int{},
		absorbed: map[*ir.Value]bool{},
		positive: map[*ir.Value]bool{},
	}
	fe.analyse()
	if fe.gen {
		fe.emitMaker()
		fe.emitBody()
		return
	}
	if s := fe.splitCopies(); s != nil {
		fe.emitCopies(s)
		return
	}
	fe.out = gofile.NewFunc(fe.comment(), fe.signature())
	fe.prologue("fn", "return py.Value{}, t.RecursionLimitError()", f.Blocks)
	fe.unpackParams()
	fe.emitBlocks(f.Blocks)
	fe.epilogue(f.Blocks, unwind)
	fe.file.Func(fe.out)
}

func (fe *funcEmitter) comment() string {
	return fmt.Sprintf("f%d is %s (%s:%d).", fe.f.Index, strings.ReplaceAll(fe.f.Name, "\n", " "), strings.ReplaceAll(fe.f.Code.Filename, "\n", " "), fe.f.Code.FirstLine)
}

// signature writes the function's own entry.
func (fe *funcEmitter) signature() string {
	s := shapeOf(fe.f)
	params := ""
	switch {
	case s.space:
		params = ", ns py.Value"
	case s.vector:
		params = ", args []py.Value"
	default:
		for _, p := range fe.f.Blocks[0].Params {
			params += ", p" + strconv.Itoa(p.ID)
		}
		if params != "" {
			params += " py.Value"
		}
	}
	return fmt.Sprintf("func f%d(t *py.Thread, fn *py.Function%s) (py.Value, *py.Exc)", fe.f.Index, params)
}

// unpackParams moves the parameters to the variables of the entry block's parameters.
func (fe *funcEmitter) unpackParams() {
	s := shapeOf(fe.f)
	for i, p := range fe.f.Blocks[0].Params {
		if fe.uses[p.ID] == 0 {
			continue
		}
		if s.vector {
			fe.out.Linef("%s = args[%d]", fe.ref(p), i)
		} else {
			fe.out.Linef("%s = p%d", fe.ref(p), p.ID)
		}
	}
}

// prologue enters the function. Its frame record gets the position of each instruction
// that may raise or call.
func (fe *funcEmitter) prologue(fn, tooDeep string, blocks []*ir.Block) {
	fe.declareVars(blocks)
	switch {
	case shapeOf(fe.f).space:
		fe.out.Linef("fr := abi.EnterBody(t, %s, &codes[%d], ns)", fn, fe.f.Index)
	case fe.hot:
		fe.out.Linef("fr := t.TryEnter(%s, &codes[%d])", fn, fe.f.Index)
		fe.out.Open("if fr == nil {")
		fe.out.Linef("fr = t.EnterChunk(%s, &codes[%d])", fn, fe.f.Index)
		fe.out.Close()
	default:
		fe.out.Linef("fr := t.Enter(%s, &codes[%d])", fn, fe.f.Index)
	}
	fe.out.Open("if fr == nil {")
	fe.out.Line(tooDeep)
	fe.out.Close()
}

func (fe *funcEmitter) epilogue(blocks []*ir.Block, unwind ...string) {
	for _, b := range blocks {
		if fe.landing[b] {
			fe.emitLanding(b)
		}
	}
	if fe.fails {
		fe.out.Label("fail")
		for _, line := range unwind {
			fe.out.Line(line)
		}
	}
	if !fe.inBody && (fe.fails || len(fe.landing) > 0) {
		fe.out.Var("exc", "*py.Exc")
	}
}

// emitLanding writes the common part of all exception edges to handler b.
func (fe *funcEmitter) emitLanding(b *ir.Block) {
	fe.out.Label(landingLabel(b))
	fe.out.Line("abi.Caught(t, exc)")
	if fe.uses[b.Params[0].ID] > 0 {
		fe.out.Linef("%s = exc.V()", fe.ref(b.Params[0]))
	}
	fe.out.Line("exc = nil")
	fe.out.Goto(blockLabel(b))
}

func blockLabel(b *ir.Block) string   { return "b" + strconv.Itoa(b.ID) }
func landingLabel(b *ir.Block) string { return "h" + strconv.Itoa(b.ID) }

// analyse counts uses and decides where variables live.
func (fe *funcEmitter) analyse() {
	f := fe.f
	fe.uses = make([]int, f.NumValues())
	fe.where = make([]place, f.NumValues())
	for _, b := range f.Blocks {
		for _, p := range b.Params {
			fe.where[p.ID] = placeFunc
		}
		for _, v := range b.Body {
			v.Uses(func(use *ir.Value) {
				fe.uses[use.ID]++
				if use.Op == ir.OpIterNext && (v.Op == ir.OpIsBound || v.Op == ir.OpUnpack) {
					fe.taken[use]++
				}
				if use.Block != b {
					fe.where[use.ID] = placeFunc
				}
			})
		}
	}
	for _, b := range f.Blocks {
		fe.fuse(b)
	}
	if fe.hot {
		fe.findOwned()
	}
	if !fe.gen {
		return
	}
	live := f.LiveIn()
	for _, r := range f.Resumes {
		for v := range live[r.ID] {
			fe.where[v.ID] = placeGen
		}
	}
}

// declareVars declares the function-level variables of blocks that have uses.
func (fe *funcEmitter) declareVars(blocks []*ir.Block) {
	each := func(v *ir.Value) {
		if fe.where[v.ID] == placeFunc && fe.uses[v.ID] > 0 && !v.IsConst() && v.Rep < ir.RepVirtual {
			fe.out.Var("v"+strconv.Itoa(v.ID), goTypes[v.Rep])
		}
	}
	for _, b := range blocks {
		for _, p := range b.Params {
			each(p)
		}
		for _, v := range b.Body {
			each(v)
		}
	}
}

// ref is the variable that holds v.
func (fe *funcEmitter) ref(v *ir.Value) string {
	if fe.where[v.ID] == placeGen {
		return "s.v" + strconv.Itoa(v.ID)
	}
	return "v" + strconv.Itoa(v.ID)
}

// emitBlocks writes blocks in order, each in a section with a label.
func (fe *funcEmitter) emitBlocks(blocks []*ir.Block) {
	hot := fe.hot
	defer func() { fe.hot = hot }()
	loops := inLoops(fe.f)
	for i, b := range blocks {
		var next *ir.Block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		// What stands in a loop of a body is worth as much as a function.
		fe.hot = hot || !fe.compact && loops[b.ID]
		fe.out.Label(blockLabel(b))
		fe.out.Open("{")
		for _, v := range b.Body {
			fe.emitValue(v, next)
		}
		fe.out.Close()
	}
}

// target returns the variable to assign v's result to, "_" if nobody uses it. A variable
// of the block is declared first.
func (fe *funcEmitter) target(v *ir.Value) string {
	if fe.uses[v.ID] == 0 {
		return "_"
	}
	if fe.where[v.ID] == placeBlock {
		fe.out.Linef("var v%d %s", v.ID, goTypes[v.Rep])
	}
	return fe.ref(v)
}

// set assigns an expression that cannot fail.
func (fe *funcEmitter) set(v *ir.Value, expr string) {
	switch {
	case fe.uses[v.ID] == 0:
		fe.out.Line("_ = " + expr)
	case fe.where[v.ID] == placeBlock:
		fe.out.Linef("v%d := %s", v.ID, expr)
	default:
		fe.out.Line(fe.ref(v) + " = " + expr)
	}
}

// pos records where an exception would be raised.
func (fe *funcEmitter) pos(v *ir.Value) { fe.out.Linef("fr.Pos = %d", v.Off) }

// check branches to the handler of v when exc is set.
func (fe *funcEmitter) check(v *ir.Value) {
	fe.out.Open("if exc != nil {")
	fe.raise(v)
	fe.out.Close()
}

// raise goes to the handler of v with the exception in exc.
func (fe *funcEmitter) raise(v *ir.Value) {
	if v.Exc == nil {
		fe.fails = true
		fe.out.Goto("fail")
		return
	}
	to := v.Exc.To
	fe.landing[to] = true
	fe.assignParams(to.Params[1:], v.Exc.Args)
	fe.out.Goto(landingLabel(to))
}

// follow goes along an edge: assigns the parameters, and jumps unless to is next.
func (fe *funcEmitter) follow(e *ir.Edge, next *ir.Block) {
	fe.assignParams(e.To.Params, e.Args)
	if e.To != next {
		fe.out.Goto(blockLabel(e.To))
	}
}

// assignParams assigns all parameters at once, since one's old value may be another's new.
func (fe *funcEmitter) assignParams(params, args []*ir.Value) {
	var to, from []string
	overlap := false
	for i, p := range params {
		if fe.uses[p.ID] == 0 || args[i] == p {
			continue
		}
		for _, name := range to {
			if fe.mentions(args[i], name) {
				overlap = true
			}
		}
		to = append(to, fe.ref(p))
		from = append(from, fe.as(args[i], p.Rep))
	}
	if overlap {
		fe.out.Line(strings.Join(to, ", ") + " = " + strings.Join(from, ", "))
		return
	}
	for i := range to {
		fe.out.Line(to[i] + " = " + from[i])
	}
}

// mentions reports whether the expression of v reads the variable name.
func (fe *funcEmitter) mentions(v *ir.Value, name string) bool {
	if v.Rep == ir.RepVirtual {
		for _, a := range v.Args {
			if fe.mentions(a, name) {
				return true
			}
		}
		return false
	}
	return !v.IsConst() && name == fe.ref(v)
}
