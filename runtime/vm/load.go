// This file moves values between local variables, constants and the stack.

package vm

import (
	"unsafe"

	"adder/runtime/ops"
	"adder/runtime/py"
)

func nop(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	return in.next(), sp, f
}

//go:nosplit
func loadFast(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = *f.local(in.arg)
	return in.next(), up(sp, 1), f
}

//go:nosplit
func loadFastLoadFast(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = *f.local(in.arg)
	*at(sp, 1) = *f.local(in.arg2)
	return in.next(), up(sp, 2), f
}

func loadFastCheck(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := *f.local(in.arg)
	if v.IsUnbound() {
		return f.fail(in, ops.UnboundLocal(f.p.code, localIndex(in.arg)))
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

//go:nosplit
func loadFastAndClear(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = *f.local(in.arg)
	*f.local(in.arg) = py.Value{}
	return in.next(), up(sp, 1), f
}

//go:nosplit
func storeFast(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*f.local(in.arg) = *at(sp, -1)
	return in.next(), up(sp, -1), f
}

//go:nosplit
func storeFastLoadFast(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*f.local(in.arg) = *at(sp, -1)
	*at(sp, -1) = *f.local(in.arg2)
	return in.next(), sp, f
}

//go:nosplit
func storeFastStoreFast(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*f.local(in.arg) = *at(sp, -1)
	*f.local(in.arg2) = *at(sp, -2)
	return in.next(), up(sp, -2), f
}

func deleteFast(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if f.local(in.arg).IsUnbound() {
		return f.fail(in, ops.UnboundLocal(f.p.code, localIndex(in.arg)))
	}
	*f.local(in.arg) = py.Value{}
	return in.next(), sp, f
}

// loadConst finds the constant in the instruction's cache.
//
//go:nosplit
func loadConst(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = *(*py.Value)(in.cache)
	return in.next(), up(sp, 1), f
}

//go:nosplit
func loadSmallInt(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = py.Int(int64(in.arg))
	return in.next(), up(sp, 1), f
}

func loadCommonConstant(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = py.CommonConstant(int(in.arg))
	return in.next(), up(sp, 1), f
}

//go:nosplit
func popTop(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, -1) = py.Value{}
	return in.next(), up(sp, -1), f
}

//go:nosplit
func pushNull(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = py.Value{}
	return in.next(), up(sp, 1), f
}

//go:nosplit
func copyStep(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	*at(sp, 0) = *at(sp, -int(in.arg))
	return in.next(), up(sp, 1), f
}

//go:nosplit
func swap(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	p, q := at(sp, -int(in.arg)), at(sp, -1)
	*p, *q = *q, *p
	return in.next(), sp, f
}
