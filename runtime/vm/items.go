// This file reads and writes items and slices.

package vm

import (
	"unsafe"

	"adder/runtime/ops"
	"adder/runtime/py"
)

// subscr is BINARY_OP []. Items of lists are read in place.
//
//go:nosplit
func subscr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	a, b := at(sp, -2), at(sp, -1)
	if b.IsInt() && a.Type() == py.ListType {
		items := py.AsList(*a).Items
		i := b.Int64()
		if i < 0 {
			i += int64(len(items))
		}
		if uint64(i) < uint64(len(items)) {
			*a = items[i]
			return in.next(), up(sp, -1), f
		}
	}
	return subscrAny(in, sp, f)
}

//go:noinline
func subscrAny(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	obj, key := *at(sp, -2), *at(sp, -1)
	var v py.Value
	var exc *py.Exc
	if obj.Type() == py.DictType {
		if v, exc = py.AsDict(obj).Get(f.t, key); v.IsUnbound() && exc == nil {
			exc = py.KeyErrorOf(key)
		}
	} else {
		v, exc = ops.GetItem(f.t, obj, key)
	}
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -2) = v
	return in.next(), up(sp, -1), f
}

func binarySlice(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	v, exc := ops.GetSlice(f.t, *at(sp, -3), *at(sp, -2), *at(sp, -1))
	if exc != nil {
		return f.fail(in, exc)
	}
	*at(sp, -3) = v
	return in.next(), up(sp, -2), f
}

func storeSlice(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	if exc := ops.SetSlice(f.t, *at(sp, -3), *at(sp, -2), *at(sp, -1), *at(sp, -4)); exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), up(sp, -4), f
}

// storeSubscr is STORE_SUBSCR.
//
//go:nosplit
func storeSubscr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	obj, key := at(sp, -2), at(sp, -1)
	if key.IsInt() && obj.Type() == py.ListType {
		items := py.AsList(*obj).Items
		i := key.Int64()
		if i < 0 {
			i += int64(len(items))
		}
		if uint64(i) < uint64(len(items)) {
			items[i] = *at(sp, -3)
			return in.next(), up(sp, -3), f
		}
	}
	return storeSubscrAny(in, sp, f)
}

//go:noinline
func storeSubscrAny(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	obj, key, v := *at(sp, -2), *at(sp, -1), *at(sp, -3)
	var exc *py.Exc
	if obj.Type() == py.DictType {
		exc = py.AsDict(obj).Set(f.t, key, v)
	} else {
		exc = py.SetItem(f.t, obj, key, v)
	}
	if exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), up(sp, -3), f
}

func deleteSubscr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	if exc := py.DelItem(f.t, *at(sp, -2), *at(sp, -1)); exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), up(sp, -2), f
}

// buildSliceSubscr is BUILD_SLICE with the BINARY_OP [] behind it, which makes no slice object if it is
// for a list.
func buildSliceSubscr(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	if in.arg != 3 || at(sp, -4).Type() != py.ListType {
		return buildSlice(in, sp, f)
	}
	next := in.next()
	f.rec.Pos = next.pos
	v, exc := ops.GetStepSlice(f.t, *at(sp, -4), *at(sp, -3), *at(sp, -2), *at(sp, -1))
	return f.called(next, up(sp, -4), v, exc)
}
