// This file is the interpreter's loop, and what all steps use.
//
// Each instruction holds the Go function that executes it, its step. A step gets the instruction, the
// top of the evaluation stack and the activation, and returns those to go on with; all three stay in
// registers. A switch with all operations in one function was measured first: Go's register allocator
// then spills five words at each instruction, for the sake of the rare cases.
//
// A step that learns something replaces itself in its instruction by a special one, which looks only
// whether what was learnt still holds, and puts the general one back where it does not.

package vm

import (
	"unsafe"

	"adder/runtime/py"
)

// step executes an instruction. sp is the place above the topmost value of the stack. It returns the next
// instruction, nil to leave the loop, with the stack and the activation that it is to be executed in.
type step func(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame)

// run executes instructions from in on until the code of f returns, yields or raises.
func (f *frame) run(in *instr, sp unsafe.Pointer) (py.Value, outcome, *py.Exc) {
	bottom := f
	for in != nil {
		in, sp, f = in.run(in, sp, f)
	}
	v, exc := bottom.result, bottom.exc
	bottom.result, bottom.exc = py.Value{}, nil
	return v, bottom.out, exc
}

const (
	valueSize = int(unsafe.Sizeof(py.Value{}))
	instrSize = int(unsafe.Sizeof(instr{}))
	// payload is the offset of an immediate's payload in a Value.
	payload = 8
)

// at returns place i of the stack, counted from sp: the topmost value is at -1.
func at(sp unsafe.Pointer, i int) *py.Value { return (*py.Value)(unsafe.Add(sp, i*valueSize)) }

// up returns the stack with n values more, or less if negative.
func up(sp unsafe.Pointer, n int) unsafe.Pointer { return unsafe.Add(sp, n*valueSize) }

// values returns the topmost n values.
func values(sp unsafe.Pointer, n int) []py.Value { return unsafe.Slice(at(sp, -n), n) }

// local returns the local variable whose offset is off.
func (f *frame) local(off int32) *py.Value { return (*py.Value)(unsafe.Add(f.base, int(off))) }

// setInt makes *p, which is an int or bool, that int. Since only the payload is written, the collector
// need not be told.
func setInt(p *py.Value, i int64) { *(*int64)(unsafe.Add(unsafe.Pointer(p), payload)) = i }

// setFloat makes *p, which is a float, that float.
func setFloat(p *py.Value, x float64) { *(*float64)(unsafe.Add(unsafe.Pointer(p), payload)) = x }

// next returns the instruction behind in.
func (in *instr) next() *instr { return in.skip(1) }

// skip returns the n-th instruction behind in.
func (in *instr) skip(n int) *instr {
	return (*instr)(unsafe.Add(unsafe.Pointer(in), n*instrSize))
}

// target returns where the jump in leads.
func (in *instr) target() *instr { return (*instr)(unsafe.Add(unsafe.Pointer(in), int(in.arg))) }

// index returns the number of in.
func (p *program) index(in *instr) int32 {
	return int32((uintptr(unsafe.Pointer(in)) - uintptr(unsafe.Pointer(unsafe.SliceData(p.instrs)))) / unsafe.Sizeof(instr{}))
}

// localIndex returns the number of the local variable whose offset is off.
func localIndex(off int32) int { return int(off) / valueSize }

// fail raises exc, which the instruction in has just come upon.
func (f *frame) fail(in *instr, exc *py.Exc) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	f.t.Fresh(exc)
	f.t.AddTraceback(exc)
	return f.raise(exc, in.pos)
}
