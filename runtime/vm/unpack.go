// This file unpacks sequences.

package vm

import (
	"slices"

	"adder/runtime/ops"
	"adder/runtime/py"
)

// unpack is UNPACK_SEQUENCE: out receives the items, the last one first, so that the first is
// on top of the stack.
func (f *frame) unpack(v py.Value, out []py.Value) *py.Exc {
	exc := ops.Unpack(f.t, v, out)
	slices.Reverse(out)
	return exc
}

// unpackEx is UNPACK_EX, its results in the same order.
func (f *frame) unpackEx(v py.Value, before int, out []py.Value) *py.Exc {
	exc := ops.UnpackEx(f.t, v, before, out)
	slices.Reverse(out)
	return exc
}
