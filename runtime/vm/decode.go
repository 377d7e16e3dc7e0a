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
	op   code.Op // CPython's, or one of the vm's own from opFirst on
	x    uint16  // a second argument of the vm's own instructions
	arg  int32   // the argument; of a jump the index of the target instruction
	pos  int32   // index of the code unit, for tracebacks and the exception table
	runs uint32  // how often it ran without a cache
	// cache is the inline cache, nil if there is none yet. Its type depends on the operation; see site.go.
	cache unsafe.Pointer
}

// The vm's own instructions, which decode substitutes.
const (
	opFirst     code.Op = 300 + iota
	opAdd               // BINARY_OP +, and +=; x: 1 in place
	opSub               // BINARY_OP -, -=
	opMul               // BINARY_OP *, *=
	opSubscr            // BINARY_OP []
	opBinary            // BINARY_OP, any other operator; arg: the BinOp
	opInplace           // the same in place
	opCompare           // COMPARE_OP; arg: the CmpOp, x: 1 to convert to bool
	opLoadAttr          // LOAD_ATTR without the method flag
	opLoadMeth          // LOAD_ATTR with it
	opBadOpcode         // not an instruction of 3.14

	// Instructions that do the work of those behind them as well, if that is simple; see fuse.go.
	opFastAttr     // LOAD_FAST, opLoadAttr
	opFastMeth     // LOAD_FAST, opLoadMeth
	opFastReturn   // LOAD_FAST, RETURN_VALUE
	opPairAdd      // LOAD_FAST_LOAD_FAST, opAdd
	opPairSub      // LOAD_FAST_LOAD_FAST, opSub
	opPairMul      // LOAD_FAST_LOAD_FAST, opMul
	opPairSubscr   // LOAD_FAST_LOAD_FAST, opSubscr
	opPairTest     // LOAD_FAST_LOAD_FAST, opCompare, POP_JUMP_IF_FALSE
	opFastSmallAdd // LOAD_FAST, LOAD_SMALL_INT, opAdd
	opFastSmallSub // LOAD_FAST, LOAD_SMALL_INT, opSub
	opFastTest     // LOAD_FAST, LOAD_SMALL_INT, opCompare, POP_JUMP_IF_FALSE
	opSmallAdd     // LOAD_SMALL_INT, opAdd
	opSmallSub     // LOAD_SMALL_INT, opSub
	opFastAdd      // LOAD_FAST, opAdd
	opFastMul      // LOAD_FAST, opMul
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
	consts   []py.Value
	names    []*py.Str
	handlers []handler
	nlocals  int // localsplus variables
	size     int // localsplus and stack
	flags    code.Flags
	gen      *py.Type // the type of generator that it makes, or nil
	err      error    // what is wrong with the code object, which cannot be run then
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
		p.instrs = []instr{{op: opBadOpcode}}
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
		if in := &p.instrs[i]; isJump[in.op] {
			in.arg = index[in.arg]
		}
	}
	// A body that falls off its end would be a bug of the compiler; catch it.
	p.instrs = append(p.instrs, instr{op: opBadOpcode, pos: int32(max(units-1, 0))})
	p.fuse()
	return index
}

// isJump marks the instructions whose argument is a target.
var isJump = [opBadOpcode + 1]bool{
	code.FOR_ITER: true, code.JUMP_BACKWARD: true, code.JUMP_BACKWARD_NO_INTERRUPT: true,
	code.JUMP_FORWARD: true, code.POP_JUMP_IF_FALSE: true, code.POP_JUMP_IF_TRUE: true,
	code.POP_JUMP_IF_NONE: true, code.POP_JUMP_IF_NOT_NONE: true, code.SEND: true,
}

// translate chooses the vm's form of an instruction; next is the unit after it.
func (p *program) translate(in *instr, op code.Op, arg, next int) {
	switch op {
	case code.BINARY_OP:
		in.translateBinary(arg)
	case code.COMPARE_OP:
		in.op, in.arg, in.x = opCompare, int32(arg>>5), uint16(arg>>4&1)
	case code.LOAD_ATTR:
		in.op, in.arg = opLoadAttr, int32(arg>>1)
		if arg&1 != 0 {
			in.op = opLoadMeth
		}
	case code.LOAD_GLOBAL:
		in.arg, in.x = int32(arg>>1), uint16(arg&1)
	case code.JUMP_BACKWARD, code.JUMP_BACKWARD_NO_INTERRUPT:
		in.arg = int32(next - arg)
	case code.FOR_ITER: // to the POP_ITER behind the END_FOR
		in.arg = int32(next + arg + 1)
	case code.JUMP_FORWARD, code.POP_JUMP_IF_FALSE, code.POP_JUMP_IF_TRUE, code.POP_JUMP_IF_NONE,
		code.POP_JUMP_IF_NOT_NONE, code.SEND:
		in.arg = int32(next + arg)
	case code.END_ASYNC_FOR:
		in.arg = 0
	case code.LOAD_FAST_BORROW:
		in.op = code.LOAD_FAST
	case code.LOAD_FAST_BORROW_LOAD_FAST_BORROW, code.LOAD_FAST_LOAD_FAST, code.STORE_FAST_LOAD_FAST,
		code.STORE_FAST_STORE_FAST:
		if op == code.LOAD_FAST_BORROW_LOAD_FAST_BORROW {
			in.op = code.LOAD_FAST_LOAD_FAST
		}
		in.arg, in.x = int32(arg>>4), uint16(arg&15)
	}
}

func (in *instr) translateBinary(arg int) {
	op := py.BinOp(arg)
	if arg >= int(py.InplaceBase) && arg < 2*int(py.InplaceBase) {
		in.x, op = 1, py.BinOp(arg)-py.InplaceBase
	}
	in.arg = int32(op)
	switch {
	case arg == 2*int(py.InplaceBase): // NB_SUBSCR
		in.op = opSubscr
	case op == py.OpAdd:
		in.op = opAdd
	case op == py.OpSub:
		in.op = opSub
	case op == py.OpMul:
		in.op = opMul
	case in.x == 1:
		in.op = opInplace
	default:
		in.op = opBinary
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
