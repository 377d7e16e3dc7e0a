// This file fuses instructions. A fused instruction stands in place of the first of a few that often
// follow one another. It does the work of all if the operands are of the kinds that it expects and skips
// the others; otherwise it does its own work only, and the others, which are still there, theirs. So jumps
// to the others need no care.

package vm

import (
	"unsafe"

	"adder/frontend/code"
)

// fusions are the sequences with the instruction that replaces the first, longer ones before their
// beginnings.
var fusions = [...]struct {
	ops [4]code.Op
	to  code.Op
}{
	{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opCompare, code.POP_JUMP_IF_FALSE}, opPairTest},
	{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opAdd}, opPairAdd},
	{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opSub}, opPairSub},
	{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opMul}, opPairMul},
	{[4]code.Op{code.LOAD_FAST_LOAD_FAST, opSubscr}, opPairSubscr},
	{[4]code.Op{code.LOAD_FAST, code.LOAD_SMALL_INT, opCompare, code.POP_JUMP_IF_FALSE}, opFastTest},
	{[4]code.Op{code.LOAD_FAST, code.LOAD_SMALL_INT, opAdd}, opFastSmallAdd},
	{[4]code.Op{code.LOAD_FAST, code.LOAD_SMALL_INT, opSub}, opFastSmallSub},
	{[4]code.Op{code.LOAD_FAST, opLoadAttr}, opFastAttr},
	{[4]code.Op{code.LOAD_FAST, opLoadMeth}, opFastMeth},
	{[4]code.Op{code.LOAD_FAST, code.RETURN_VALUE}, opFastReturn},
	{[4]code.Op{code.LOAD_FAST, opAdd}, opFastAdd},
	{[4]code.Op{code.LOAD_FAST, opMul}, opFastMul},
	{[4]code.Op{code.LOAD_SMALL_INT, opAdd}, opSmallAdd},
	{[4]code.Op{code.LOAD_SMALL_INT, opSub}, opSmallSub},
}

// fuse replaces instructions by fused ones.
func (p *program) fuse() {
	for i := range p.instrs {
		switch p.instrs[i].op {
		case code.LOAD_FAST, code.LOAD_FAST_LOAD_FAST, code.LOAD_SMALL_INT:
			p.fuseAt(i)
		}
	}
}

func (p *program) fuseAt(i int) {
	for k := range fusions {
		if f := &fusions[k]; p.has(i, &f.ops) {
			p.instrs[i].op = f.to
			return
		}
	}
}

// has reports whether the instructions from i on are those given, as far as they are not zero.
func (p *program) has(i int, ops *[4]code.Op) bool {
	for k, op := range ops {
		if op != 0 && (i+k >= len(p.instrs) || p.instrs[i+k].op != op) {
			return false
		}
	}
	return true
}

// next returns the instruction behind in.
func (in *instr) next() *instr {
	return (*instr)(unsafe.Add(unsafe.Pointer(in), unsafe.Sizeof(instr{})))
}
