// This file iterates and unpacks.

package vm

import (
	"slices"
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/ops"
	"adder/runtime/py"
)

func getIter(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := py.Iter(f.t, *at(sp, -1))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -1) = v
	return in.next(), sp, f
}

// forIter is FOR_ITER where nothing is known of the iterator. It leaves the way for the step that suits it.
//
//go:noinline
func forIter(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	it := *at(sp, -1)
	typ := it.Type()
	switch typ {
	case py.RangeIterType:
		in.run = forRange
		return in, sp, f
	case py.ListIterType:
		in.run = forList
		return in, sp, f
	case py.TupleIterType:
		in.run = forTuple
		return in, sp, f
	case py.GeneratorType:
		in.run = forGenerator
		if g := py.AsGenerator(it); g.Interpreted && g.Ready(py.None) {
			return in, sp, f
		}
	}
	f.rec.Pos = in.pos
	if typ.Slots.Next == nil { // the bytecode was crafted
		return f.fail(in, py.TypeErrorf("'%s' object is not an iterator", py.TypeName(it)))
	}
	v, exc := typ.Slots.Next(f.t, it)
	if exc != nil {
		return f.fail(in, exc)
	}
	if v.IsUnbound() {
		return in.target(), sp, f
	}
	if next := in.next(); next.op == code.STORE_FAST {
		*f.local(next.arg) = v
		return next.next(), sp, f
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

//go:nosplit
func forTuple(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	p := at(sp, -1)
	if p.Type() != py.TupleIterType {
		return forIter(in, sp, f)
	}
	it := py.AsSeqIter(*p)
	if it.Seq.IsUnbound() {
		return in.target(), sp, f
	}
	items := py.AsTuple(it.Seq).Items
	i := it.Index
	if uint(i) >= uint(len(items)) {
		it.Seq = py.Value{}
		return in.target(), sp, f
	}
	it.Index = i + 1
	if next := in.next(); next.op == code.STORE_FAST {
		*f.local(next.arg) = items[i]
		return next.next(), sp, f
	}
	*at(sp, 0) = items[i]
	return in.next(), up(sp, 1), f
}

//go:nosplit
func forRange(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	it := at(sp, -1)
	if it.Type() != py.RangeIterType {
		return forIter(in, sp, f)
	}
	v := py.AsRangeIter(*it).Next()
	if v.IsUnbound() {
		return in.target(), sp, f
	}
	if next := in.next(); next.op == code.STORE_FAST {
		*f.local(next.arg) = v
		return next.next(), sp, f
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

//go:nosplit
func forList(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	it := at(sp, -1)
	if it.Type() != py.ListIterType {
		return forIter(in, sp, f)
	}
	v := py.ListIterNext(*it)
	if v.IsUnbound() {
		return in.target(), sp, f
	}
	if next := in.next(); next.op == code.STORE_FAST {
		*f.local(next.arg) = v
		return next.next(), sp, f
	}
	*at(sp, 0) = v
	return in.next(), up(sp, 1), f
}

// forGenerator is FOR_ITER over an interpreted generator, which is resumed without recursion.
func forGenerator(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	it := *at(sp, -1)
	if it.Type() != py.GeneratorType {
		return forIter(in, sp, f)
	}
	g := py.AsGenerator(it)
	if !g.Interpreted || !g.Ready(py.None) {
		return forIter(in, sp, f)
	}
	return f.resumeCallee(g, py.None, forNext, in, sp)
}

// unpackSequence is UNPACK_SEQUENCE.
func unpackSequence(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v, n := *at(sp, -1), int(in.arg)
	var items []py.Value
	switch v.Type() {
	case py.TupleType:
		items = py.AsTuple(v).Items
	case py.ListType:
		items = py.AsList(v).Items
	}
	if len(items) != n || n == 0 {
		return unpackAny(in, sp, f)
	}
	sp = up(sp, n-1)
	for i := range items {
		*at(sp, -1-i) = items[i]
	}
	return in.next(), sp, f
}

// unpackPair is UNPACK_SEQUENCE into two.
//
//go:nosplit
func unpackPair(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if v := *at(sp, -1); v.Type() == py.TupleType {
		if items := py.AsTuple(v).Items; len(items) == 2 {
			*at(sp, -1), *at(sp, 0) = items[1], items[0]
			return in.next(), up(sp, 1), f
		}
	}
	return unpackAny(in, sp, f)
}

// unpackAny leaves the first item on top of the stack.
//
//go:noinline
func unpackAny(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	out := unsafe.Slice(at(sp, -1), int(in.arg))
	if exc := ops.Unpack(f.t, *at(sp, -1), out); exc != nil {
		return f.fail(in, exc)
	}
	slices.Reverse(out)
	return in.next(), up(sp, int(in.arg)-1), f
}

func unpackEx(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	before, after := int(in.arg&255), int(in.arg>>8)
	out := unsafe.Slice(at(sp, -1), before+1+after)
	if exc := ops.UnpackEx(f.t, *at(sp, -1), before, out); exc != nil {
		return f.fail(in, exc)
	}
	slices.Reverse(out)
	return in.next(), up(sp, before+after), f
}
