// This file decodes a code object into a program.

package vm

import (
	"sort"
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/py"
)

// instr is a decoded instruction.
type instr struct {
	run step
	// cache is the inline cache, nil if there is none yet, or the constant that is loaded. Its type
	// depends on the step.
	cache unsafe.Pointer
	// arg is the argument: of instructions with a local variable its offset in bytes, of a jump the
	// distance in bytes. arg2 is a second argument.
	arg, arg2 int32
	pos       int32   // index of the code unit, for tracebacks and the exception table
	op        code.Op // CPython's, or one of the vm's own from opFirst on
	runs      uint8   // how often it ran without a cache
}

// warmUp is how often an instruction runs without a cache.
const warmUp = 2

// warm counts a run of an instruction without a cache and tells whether it is to get one.
func (in *instr) warm() bool {
	in.runs++
	return in.runs > warmUp
}

// The vm's own instructions, which decode substitutes.
const (
	opFirst      code.Op = 300 + iota
	opAdd                // BINARY_OP +, and +=; arg: the BinOp, arg2: 1 in place
	opSub                // BINARY_OP -, -=
	opMul                // BINARY_OP *, *=
	opAnd                // and so on
	opOr                 //
	opXor                //
	opRShift             //
	opTrueDiv            //
	opBinary             // BINARY_OP, any other operator
	opSubscr             // BINARY_OP []
	opCompare            // COMPARE_OP; arg: the CmpOp and perhaps toBool, arg2: its mask
	opLoadAttr           // LOAD_ATTR without the method flag
	opLoadMethod         // LOAD_ATTR with it
	opUnpackPair         // UNPACK_SEQUENCE into two
	opBadOpcode          // not an instruction of 3.14
	opBranch             // in the table of fusions: POP_JUMP_IF_FALSE or POP_JUMP_IF_TRUE
	opCount
)

// handler is an entry of the exception table.
type handler struct {
	start, end int32 // code units
	target     int32 // index of the handler's first instruction
	depth      int32 // stack height to restore
	lasti      bool  // push the position as well
}

// program is a decoded code object.
type program struct {
	code     *py.CodeObject
	instrs   []instr
	first    *instr // where calls begin, behind the RESUME if that is first
	makes    *instr // the RETURN_GENERATOR if nothing but COPY_FREE_VARS comes before it, else nil
	consts   []py.Value
	names    []*py.Str
	handlers []handler
	nlocals  int // localsplus variables
	nfree    int // those that makes' COPY_FREE_VARS fills
	size     int // localsplus and stack
	flags    code.Flags
	gen      *py.Type // the type of generator that it makes, or nil
	err      error    // what is wrong with the code object, which cannot be run then
	record   *record  // what is seen, if that is recorded; then instructions are not fused
}

// programOf returns the decoded form of c.
func programOf(c *py.CodeObject) *program {
	if p, ok := c.VM.(*program); ok {
		return p
	}
	p := decode(c)
	c.VM = p
	return p
}

func decode(c *py.CodeObject) *program {
	full, err := c.Prepare()
	p := &program{code: c, consts: c.Consts(), names: c.Names(), flags: full.Flags,
		nlocals: len(full.LocalsPlusNames), err: err}
	if err != nil {
		p.size = p.nlocals + 2
		p.instrs = []instr{{run: rareStep, op: opBadOpcode}}
		p.first = &p.instrs[0]
		return p
	}
	p.size = p.nlocals + full.StackSize + 2
	p.gen = py.GeneratorTypeOf(c)
	index := p.decodeInstrs(full)
	p.decodeHandlers(full, index)
	return p
}

// decodeInstrs fills p.instrs and returns the map from code units to instructions.
func (p *program) decodeInstrs(full *code.Code) []int32 {
	units := len(full.Bytecode) / 2
	index := make([]int32, units+1)
	p.instrs = make([]instr, 0, units/2+1)
	for ci := range full.Instructions() {
		for i := ci.Start; i <= ci.Offset; i++ {
			index[i] = int32(len(p.instrs))
		}
		if ci.Op == code.NOT_TAKEN || ci.Op == code.NOP {
			continue
		}
		in := instr{op: ci.Op, arg: int32(ci.Arg), pos: int32(ci.Offset)}
		p.translate(&in, ci.Op, int(ci.Arg), ci.Next)
		p.instrs = append(p.instrs, in)
	}
	index[units] = int32(len(p.instrs))
	for i := range p.instrs {
		in := &p.instrs[i]
		if kinds[in.op] != isTarget {
			continue
		}
		if in.op == code.JUMP_BACKWARD_NO_INTERRUPT && !p.awaits(int(index[in.arg])) {
			in.op = code.JUMP_BACKWARD // crafted: loops are to be interruptible
		}
		in.arg = (index[in.arg] - int32(i)) * int32(instrSize)
	}
	// A body that falls off its end would be a bug of the compiler; catch it.
	p.instrs = append(p.instrs, instr{op: opBadOpcode, pos: int32(max(units-1, 0))})
	for i := range p.instrs {
		in := &p.instrs[i]
		if in.run = steps[in.op]; in.run == nil {
			in.run = rareStep
		}
	}
	p.findFirst()
	p.findYields()
	if recording != nil {
		recording.watch(p)
	} else {
		p.fuse()
	}
	return index
}

// findFirst sets first and makes.
func (p *program) findFirst() {
	p.first = &p.instrs[0]
	if p.first.op == code.RESUME {
		p.first = &p.instrs[1]
	}
	i := 0
	if p.instrs[0].op == code.COPY_FREE_VARS {
		i, p.nfree = 1, int(p.instrs[0].arg)
	}
	if p.instrs[i].op == code.RETURN_GENERATOR {
		p.makes = &p.instrs[i]
	}
}

// argKind tells what the argument of an instruction is.
type argKind uint8

const (
	isNumber argKind = iota
	isTarget
	isLocal
	isTwoLocals
)

var kinds = [opCount]argKind{
	code.FOR_ITER: isTarget, code.JUMP_BACKWARD: isTarget, code.JUMP_BACKWARD_NO_INTERRUPT: isTarget,
	code.JUMP_FORWARD: isTarget, code.POP_JUMP_IF_FALSE: isTarget, code.POP_JUMP_IF_TRUE: isTarget,
	code.POP_JUMP_IF_NONE: isTarget, code.POP_JUMP_IF_NOT_NONE: isTarget, code.SEND: isTarget,

	code.LOAD_FAST: isLocal, code.LOAD_FAST_BORROW: isLocal, code.LOAD_FAST_CHECK: isLocal,
	code.LOAD_FAST_AND_CLEAR: isLocal, code.STORE_FAST: isLocal, code.DELETE_FAST: isLocal,
	code.MAKE_CELL: isLocal, code.LOAD_DEREF: isLocal, code.STORE_DEREF: isLocal, code.DELETE_DEREF: isLocal,

	code.LOAD_FAST_LOAD_FAST: isTwoLocals, code.LOAD_FAST_BORROW_LOAD_FAST_BORROW: isTwoLocals,
	code.STORE_FAST_LOAD_FAST: isTwoLocals, code.STORE_FAST_STORE_FAST: isTwoLocals,
}

// translate chooses the vm's form of an instruction; next is the unit after it. Targets are left as units.
func (p *program) translate(in *instr, op code.Op, arg, next int) {
	switch kinds[op] {
	case isLocal:
		in.arg = int32(arg * valueSize)
	case isTwoLocals:
		in.arg, in.arg2 = int32(arg>>4*valueSize), int32(arg&15*valueSize)
	case isTarget:
		in.arg = int32(next + arg)
	}
	switch op {
	case code.LOAD_FAST_BORROW:
		in.op = code.LOAD_FAST
	case code.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
		in.op = code.LOAD_FAST_LOAD_FAST
	case code.LOAD_CONST:
		in.cache = unsafe.Pointer(&p.consts[arg])
	case code.BINARY_OP:
		in.translateBinary(arg)
	case code.COMPARE_OP:
		in.op, in.arg, in.arg2 = opCompare, int32(arg>>5|arg&toBool), compareMasks[arg>>5]
	case code.LOAD_ATTR:
		in.op, in.arg = opLoadAttr, int32(arg>>1)
		if arg&1 != 0 {
			in.op = opLoadMethod
		}
	case code.LOAD_GLOBAL:
		in.arg, in.arg2 = int32(arg>>1), int32(arg&1)
	case code.JUMP_BACKWARD, code.JUMP_BACKWARD_NO_INTERRUPT:
		in.arg = int32(next - arg)
	case code.FOR_ITER: // to the POP_ITER behind the END_FOR
		in.arg++
	case code.POP_JUMP_IF_TRUE:
		in.arg2 = 1
	case code.UNPACK_SEQUENCE:
		if arg == 2 {
			in.op = opUnpackPair
		}
	}
}

// operators are the binary operators with instructions of their own.
var operators = [py.InplaceBase]code.Op{
	py.OpAdd: opAdd, py.OpSub: opSub, py.OpMul: opMul, py.OpAnd: opAnd, py.OpOr: opOr, py.OpXor: opXor,
	py.OpRShift: opRShift, py.OpTrueDiv: opTrueDiv,
}

func (in *instr) translateBinary(arg int) {
	op := py.BinOp(arg)
	if arg >= int(py.InplaceBase) && arg < 2*int(py.InplaceBase) {
		in.arg2, op = 1, py.BinOp(arg)-py.InplaceBase
	}
	in.op, in.arg = opBinary, int32(op)
	if arg == 2*int(py.InplaceBase) { // NB_SUBSCR
		in.op = opSubscr
	} else if own := operators[op]; own != 0 {
		in.op = own
	}
}

// decodeHandlers fills p.handlers.
func (p *program) decodeHandlers(full *code.Code, index []int32) {
	entries, _ := full.ParseExceptionTable() // a malformed table has no entries
	for _, e := range entries {
		p.handlers = append(p.handlers, handler{start: int32(e.Start), end: int32(e.End),
			target: index[e.Target], depth: int32(e.Depth), lasti: e.Lasti})
	}
}

// handlerAt finds the handler for an exception at code unit pos, nil if there is none.
func (p *program) handlerAt(pos int32) *handler {
	i := sort.Search(len(p.handlers), func(i int) bool { return p.handlers[i].end > pos })
	if i < len(p.handlers) && p.handlers[i].start <= pos {
		return &p.handlers[i]
	}
	return nil
}

// awaits reports whether instruction i begins the loop of an await or a yield from.
func (p *program) awaits(i int) bool {
	return i+1 < len(p.instrs) && p.instrs[i].op == code.SEND && p.instrs[i+1].op == code.YIELD_VALUE
}
