// This file drives the translation of one code object: blocks in order of discovery, each
// executed once over an abstract state of locals and stack.

// Package build translates a code object's bytecode to SSA form.
//
// The evaluation stack disappears: executing a block abstractly maps every push to a value
// and every pop to a use. A block's parameters are the live locals and the stack slots at
// its start; parameters that turn out to have one source are removed afterwards
// (simplify.go), which leaves the pruned form of Braun et al., "Simple and Efficient
// Construction of Static Single Assignment Form" (2013), computed the lazy way.
//
// Every instruction that may raise inside a range of the exception table gets an edge to
// the handler, whose first parameter is the exception.
package build

import (
	"fmt"

	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/types"
)

// Options control the translation.
type Options struct {
	// KeepLocals copies the variables of all functions to their frames, for programs that look at
	// the variables of other functions than the one that looks.
	KeepLocals bool
	// Speculate leaves exits in the fast copy, for passes that guess types.
	Speculate bool
}

// Func translates c without speculation; index is its position among the module's code objects.
func Func(c *code.Code, index int, opts Options) (*ir.Func, error) {
	opts.Speculate = false
	t, err := Start(c, index, opts)
	if err != nil {
		return nil, err
	}
	return t.Func, t.Finish()
}

// Translation is a function whose fast copy stands. Its exits are open: passes drop those that
// nothing needs, then Finish makes the general copy for the rest.
type Translation struct {
	Func *ir.Func
	b    *builder
}

// Start translates the fast copy of c. Without Options.Speculate it has no exits, and is the
// only copy.
func Start(c *code.Code, index int, opts Options) (*Translation, error) {
	b := &builder{opts: opts, code: c, fn: ir.NewFunc(c.QualName, c), consts: map[any]*ir.Value{}}
	b.copies[0], b.copies[1] = map[int]*block{}, map[int]*block{}
	b.fn.Index = index
	if err := b.decode(); err != nil {
		return nil, fmt.Errorf("%s: %w", c.QualName, err)
	}
	b.findLeaders()
	b.computeLiveness()
	if err := b.run(); err != nil {
		return nil, fmt.Errorf("%s: %w", c.QualName, err)
	}
	b.placeConstants()
	simplify(b.fn)
	b.fn.Renumber()
	return &Translation{b.fn, b}, nil
}

// Finish translates the general copy as far as exits lead there.
func (t *Translation) Finish() error {
	b := t.b
	if !b.speculating {
		return nil
	}
	if err := b.finish(); err != nil {
		return fmt.Errorf("%s: %w", b.code.QualName, err)
	}
	b.placeConstants()
	simplify(b.fn)
	b.fn.Renumber()
	return nil
}

// placeConstants puts the constants made since the last call into the entry block.
func (b *builder) placeConstants() {
	entry := b.fn.Blocks[0]
	for _, v := range b.constList {
		v.Block = entry
	}
	entry.Body = append(b.constList, entry.Body...)
	b.constList = nil
}

// builder holds the state of one translation.
type builder struct {
	opts     Options
	code     *code.Code
	fn       *ir.Func
	instrs   []instr
	index    map[int]int // offset → position in instrs
	handlers []handler
	leaders  map[int]bool
	liveIn   []bitset // live locals before each instruction
	// copies are the blocks by offset: of the fast copy, and of the general one.
	copies [2]map[int]*block
	todo   []*block
	consts map[any]*ir.Value // constants by key
	// constList holds all constants in order of first use.
	constList []*ir.Value
	spill     bool // locals are copied to the frame

	speculating bool         // the function gets two copies
	general     bool         // translating the general copy
	entries     map[int]bool // where exits enter the general copy

	// The block being executed.
	cur    *ir.Block
	locals []*ir.Value // nil: dead or not yet bound
	stack  []*ir.Value
	at     *instr
	exc    *handler // the handler that covers at
}

// block is a translated or pending piece of bytecode.
type block struct {
	ir     *ir.Block
	start  int // offset of its first instruction
	locals []int
	depth  int
	lasti  bool
	isExc  bool
	done   bool
}

// run translates from the entry on, in order of discovery.
func (b *builder) run() error {
	entry := b.fn.NewBlock()
	b.cur = entry
	b.locals = make([]*ir.Value, len(b.code.LocalsPlusNames))
	b.at = &b.instrs[0]
	for i := range b.numParams() {
		b.locals[i] = b.fn.NewParam(entry, b.paramType(i))
	}
	b.spill = usesFrameLocals(b.code) || b.callsSuper() || b.opts.KeepLocals && b.code.Flags&code.CO_OPTIMIZED != 0
	if b.spill {
		b.fn.Emit(entry, ir.OpSpillFrame, 0)
		for i := range b.numParams() {
			b.spillLocal(i)
		}
	}
	b.speculating = b.speculates()
	b.jumpTo(0)
	return b.drain()
}

// drain translates pending blocks until there are none.
func (b *builder) drain() error {
	for len(b.todo) > 0 {
		blk := b.todo[len(b.todo)-1]
		b.todo = b.todo[:len(b.todo)-1]
		if err := b.execute(blk); err != nil {
			return err
		}
	}
	return nil
}

// paramType tells *args and **kwargs from the others.
func (b *builder) paramType(i int) types.T {
	c := b.code
	n := c.ArgCount + c.KwOnlyArgCount
	switch {
	case i >= n && i == b.numParams()-1 && c.Flags&code.CO_VARKEYWORDS != 0:
		return types.Dict
	case i >= n:
		return types.Tuple
	}
	return types.Object
}

func (b *builder) numParams() int {
	c := b.code
	n := c.ArgCount + c.KwOnlyArgCount
	if c.Flags&code.CO_VARARGS != 0 {
		n++
	}
	if c.Flags&code.CO_VARKEYWORDS != 0 {
		n++
	}
	return n
}

// execute translates the instructions of blk up to its terminator or the next leader.
func (b *builder) execute(blk *block) error {
	b.cur = blk.ir
	b.locals = make([]*ir.Value, len(b.code.LocalsPlusNames))
	params := blk.ir.Params
	b.stack = b.stack[:0]
	rest := params
	if blk.isExc {
		rest = params[1:]
	}
	for i, local := range blk.locals {
		b.locals[local] = rest[i]
	}
	b.stack = append(b.stack, rest[len(blk.locals):]...)
	if blk.isExc {
		b.stack = append(b.stack, params[0])
	}
	for pos := b.index[blk.start]; ; pos++ {
		if pos >= len(b.instrs) {
			return fmt.Errorf("offset %d: falls off the end", blk.start)
		}
		in := &b.instrs[pos]
		if in.off != blk.start && (b.leaders[in.off] || b.general && b.entries[in.off]) {
			b.jumpTo(in.off)
			return nil
		}
		b.at, b.exc = in, b.handlerAt(in.off)
		translate := translators[in.op]
		if translate == nil {
			return fmt.Errorf("offset %d: opcode %s cannot be lowered", in.off*2, in.op)
		}
		if err := b.checkStack(in); err != nil {
			return err
		}
		translate(b, in)
		if b.cur.Term() != nil {
			return nil
		}
	}
}

// checkStack refuses code whose stack does not fit; code objects are verified before they
// get here, so this only guards against a translator's mistake.
func (b *builder) checkStack(in *instr) error {
	for _, v := range b.stack {
		if v == nil {
			return fmt.Errorf("offset %d: %s finds an empty stack slot", in.off*2, in.op)
		}
	}
	return nil
}

// jumpTo ends the current block with a jump to the instruction at offset off.
func (b *builder) jumpTo(off int) {
	edge := b.edgeTo(off)
	b.fn.Emit(b.cur, ir.OpJump, b.at.off).Succs = []*ir.Edge{edge}
}

// edgeTo returns an edge to the block at off that passes the current state.
func (b *builder) edgeTo(off int) *ir.Edge {
	blk := b.blockAt(off, len(b.stack), nil)
	return &ir.Edge{To: blk.ir, Args: b.stateArgs(blk, len(b.stack))}
}

// blockAt returns the block that starts at off, created on first use with parameters for
// the live locals and depth stack slots. h is the handler entry if this is an exception edge.
func (b *builder) blockAt(off, depth int, h *handler) *block {
	blocks := b.copies[0]
	if b.general {
		blocks = b.copies[1]
	}
	if blk := blocks[off]; blk != nil {
		return blk
	}
	blk := &block{ir: b.fn.NewBlock(), start: off, depth: depth, isExc: h != nil}
	blk.ir.General = b.general
	if h != nil {
		blk.ir.Handler = true
		b.fn.NewParam(blk.ir, types.Other)
		blk.lasti = h.lasti
	}
	live := b.liveIn[b.index[off]]
	for i := range b.code.LocalsPlusNames {
		if live.has(i) {
			blk.locals = append(blk.locals, i)
			b.fn.NewParam(blk.ir, types.Any)
		}
	}
	for range depth {
		b.fn.NewParam(blk.ir, types.Any)
	}
	if blk.lasti {
		b.fn.NewParam(blk.ir, types.SmallInt)
	}
	blocks[off] = blk
	b.todo = append(b.todo, blk)
	return blk
}

// stateArgs lists the arguments for blk's parameters: its live locals, then the lowest
// depth stack slots.
func (b *builder) stateArgs(blk *block, depth int) []*ir.Value {
	args := make([]*ir.Value, 0, len(blk.locals)+depth+1)
	for _, i := range blk.locals {
		v := b.locals[i]
		if v == nil {
			v = b.unbound()
		}
		args = append(args, v)
	}
	return append(args, b.stack[:depth]...)
}

// excEdge returns the exception edge of an instruction about to be emitted, nil where no
// handler covers it.
func (b *builder) excEdge() *ir.Edge {
	h := b.exc
	if h == nil {
		return nil
	}
	blk := b.blockAt(h.target, h.depth, h)
	args := b.stateArgs(blk, h.depth)
	if h.lasti {
		args = append(args, b.constant(int64(b.at.off), types.SmallInt))
	}
	return &ir.Edge{To: blk.ir, Args: args}
}

// emit appends an instruction and attaches its exception edge. The stack must already be
// as the handler would see it below its depth, which popping cannot change.
func (b *builder) emit(op ir.Op, args ...*ir.Value) *ir.Value {
	var edge *ir.Edge
	if op.Info().Flags&ir.Raises != 0 {
		edge = b.excEdge()
	}
	v := b.fn.Emit(b.cur, op, b.at.off, args...)
	v.Exc = edge
	return v
}

// emitNum is emit with an immediate number.
func (b *builder) emitNum(op ir.Op, num int, args ...*ir.Value) *ir.Value {
	v := b.emit(op, args...)
	v.Num = int64(num)
	return v
}

// proj reads a further result of a Multi instruction.
func (b *builder) proj(v *ir.Value, n int) *ir.Value {
	p := b.fn.Emit(b.cur, ir.OpProj, b.at.off, v)
	p.Num = int64(n)
	return p
}

func (b *builder) push(v *ir.Value) { b.stack = append(b.stack, v) }

func (b *builder) pop() *ir.Value {
	n := len(b.stack) - 1
	v := b.stack[n]
	b.stack = b.stack[:n]
	return v
}

// popN removes n values and returns them, the deepest first.
func (b *builder) popN(n int) []*ir.Value {
	cut := len(b.stack) - n
	vals := append([]*ir.Value(nil), b.stack[cut:]...)
	b.stack = b.stack[:cut]
	return vals
}

// peek returns the value n below the top; peek(1) is the top.
func (b *builder) peek(n int) *ir.Value { return b.stack[len(b.stack)-n] }

// constant returns a constant. Constants stand in the entry block, each once, so that
// parameters which always get the same constant are recognised.
func (b *builder) constant(c code.Const, typ types.T) *ir.Value {
	key, hashable := constKey(c)
	if v := b.consts[key]; hashable && v != nil {
		return v
	}
	v := b.fn.NewConst(ir.OpConst, c, typ)
	b.constList = append(b.constList, v)
	if hashable {
		b.consts[key] = v
	}
	return v
}

// intKey, floatKey … keep constants of different types apart as map keys.
type (
	intKey  int64
	boolKey bool
	strKey  string
)

func constKey(c code.Const) (key any, ok bool) {
	switch c := c.(type) {
	case int64:
		return intKey(c), true
	case bool:
		return boolKey(c), true
	case string:
		return strKey(c), true
	case code.None, ir.CommonConst:
		return c, true
	}
	return nil, false
}

type unboundKey struct{}

// unbound returns the NULL.
func (b *builder) unbound() *ir.Value {
	v := b.consts[unboundKey{}]
	if v == nil {
		v = b.fn.NewConst(ir.OpUnbound, nil, types.Unbound)
		b.constList = append(b.constList, v)
		b.consts[unboundKey{}] = v
	}
	return v
}

// frameUsers are names through which a program may look at the locals of the function
// that mentions them; such functions keep their locals in the frame as well.
var frameUsers = map[string]bool{
	"locals": true, "vars": true, "dir": true, "eval": true, "exec": true, "_getframe": true,
	"currentframe": true, "f_locals": true, "breakpoint": true, "set_trace": true,
}

func usesFrameLocals(c *code.Code) bool {
	if c.Flags&code.CO_OPTIMIZED == 0 {
		return false // class and module bodies have a namespace
	}
	for _, n := range c.Names {
		if frameUsers[n] {
			return true
		}
	}
	return false
}

// callsSuper reports whether the function may call super() as any other function, which then looks
// at the caller's first argument and its cell __class__. LOAD_SUPER_ATTR has both on the stack; the
// compiler does without it where the module mentions super itself.
func (b *builder) callsSuper() bool {
	loads := 0
	for i := range b.instrs {
		switch in := &b.instrs[i]; in.op {
		case code.LOAD_GLOBAL:
			if b.code.Names[in.arg>>1] == "super" {
				loads++
			}
		case code.LOAD_SUPER_ATTR:
			loads--
		}
	}
	return loads > 0
}

// spillLocal copies local i to the frame if the function needs that.
func (b *builder) spillLocal(i int) {
	if !b.spill {
		return
	}
	v := b.locals[i]
	if v == nil {
		v = b.unbound()
	}
	b.emitNum(ir.OpSpill, i, v)
}
