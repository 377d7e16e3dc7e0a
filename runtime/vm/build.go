// This file builds containers and strings.

package vm

import (
	"unsafe"

	"adder/runtime/ops"
	"adder/runtime/py"
)

func buildTuple(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	place := up(sp, -n)
	*at(place, 0) = py.NewTuple(values(sp, n)...).V()
	return in.next(), up(place, 1), f
}

func buildList(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	place := up(sp, -n)
	*at(place, 0) = py.NewList(values(sp, n)...).V()
	return in.next(), up(place, 1), f
}

// built leaves a result in place of n values.
func (f *frame) built(in *instr, sp unsafe.Pointer, n int, v py.Value, exc *py.Exc) (*instr, unsafe.Pointer, *frame) {
	return f.called(in, up(sp, -n), v, exc)
}

func buildSet(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	n := int(in.arg)
	v, exc := ops.BuildSet(f.t, values(sp, n))
	return f.built(in, sp, n, v, exc)
}

func buildMap(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	n := 2 * int(in.arg)
	v, exc := ops.BuildMap(f.t, values(sp, n))
	return f.built(in, sp, n, v, exc)
}

func buildSlice(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	v := values(sp, n)
	step := py.None
	if n == 3 {
		step = v[2]
	}
	return f.built(in, sp, n, py.NewSlice(v[0], v[1], step), nil)
}

func buildString(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	n := int(in.arg)
	return f.built(in, sp, n, py.ConcatStrs(values(sp, n)), nil)
}

func formatSimple(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	v := *at(sp, -1)
	if v.Type() == py.StrType {
		return in.next(), sp, f
	}
	f.rec.Pos = in.pos
	v, exc := py.FormatValue(f.t, v, py.Value{})
	return f.built(in, sp, 1, v, exc)
}

func formatWithSpec(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := py.FormatValue(f.t, *at(sp, -2), *at(sp, -1))
	return f.built(in, sp, 2, v, exc)
}

func convertValue(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := ops.Convert(f.t, *at(sp, -1), int(in.arg))
	return f.built(in, sp, 1, v, exc)
}

// firstItems is the room that a list gets with its first item: growing from one to four takes three pieces
// of memory.
const firstItems = 4

func listAppend(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	l := py.AsList(*at(sp, -1-int(in.arg)))
	if l.Items == nil {
		l.Items = make([]py.Value, 0, firstItems)
	}
	l.Items = append(l.Items, *at(sp, -1))
	return in.next(), up(sp, -1), f
}

// added ends an instruction that put the topmost n values into a container.
func (f *frame) added(in *instr, sp unsafe.Pointer, n int, exc *py.Exc) (*instr, unsafe.Pointer, *frame) {
	if exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), up(sp, -n), f
}

func listExtend(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	return f.added(in, sp, 1, py.ListExtend(f.t, py.AsList(*at(sp, -1-int(in.arg))), *at(sp, -1)))
}

func setAdd(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	return f.added(in, sp, 1, py.SetAdd(f.t, *at(sp, -1-int(in.arg)), *at(sp, -1)))
}

func setUpdate(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	return f.added(in, sp, 1, py.SetUpdate(f.t, *at(sp, -1-int(in.arg)), *at(sp, -1)))
}

func mapAdd(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	return f.added(in, sp, 2, py.SetItem(f.t, *at(sp, -2-int(in.arg)), *at(sp, -2), *at(sp, -1)))
}

func dictUpdate(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	return f.added(in, sp, 1, py.DictUpdateDisplay(f.t, *at(sp, -1-int(in.arg)), *at(sp, -1)))
}

func dictMerge(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	return f.added(in, sp, 1, py.DictMerge(f.t, *at(sp, -1-int(in.arg)), *at(sp, -1), *at(sp, -4-int(in.arg))))
}
