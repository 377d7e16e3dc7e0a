// This file loads and stores attributes.

package vm

import "adder/runtime/py"

func (f *frame) loadAttr(in *instr, obj py.Value) (py.Value, *py.Exc) {
	return py.GetAttr(f.t, obj, f.p.names[in.arg])
}

func (f *frame) loadMethod(in *instr, obj py.Value) (fn, self py.Value, exc *py.Exc) {
	return py.LoadMethod(f.t, obj, f.p.names[in.arg])
}

func (f *frame) storeAttr(in *instr, obj, v py.Value) *py.Exc {
	return py.SetAttr(f.t, obj, f.p.names[in.arg], v)
}
