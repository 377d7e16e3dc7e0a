// This file decides which calls of built-in functions are computed by compiled code.

package infer

import (
	"adder/lower/ir"
	"adder/lower/types"
)

// intrinsic returns the row of the table of intrinsics that a call by name may mean, -1 for none.
func (r *Result) intrinsic(v *ir.Value) int {
	if v.Op != ir.OpCall || v.Exit == nil {
		return -1
	}
	name := calledGlobal(r.f, v)
	if name == "" || r.prog.functions[name] != nil || r.prog.classes[name] {
		return -1
	}
	return ir.IntrinsicOf(name, len(v.Args)-1)
}

// calledGlobal is the name of the global that v calls, "" for something else.
func calledGlobal(f *ir.Func, v *ir.Value) string {
	if callee := v.Args[0]; callee.Op == ir.OpLoadGlobal {
		return f.Code.Names[callee.Num]
	}
	return ""
}

// Intrinsic returns the row of the table of intrinsics that v, a call, is taken for, and what each
// argument is: SmallInt, Float, or any object; -1 where it stays a call.
func (r *Result) Intrinsic(v *ir.Value) (row int, arg, result types.T) {
	row = r.intrinsic(v)
	if row < 0 {
		return -1, 0, 0
	}
	in := &ir.Intrinsics[row]
	if !in.Numbers {
		return row, types.Object, in.Result
	}
	if in.Args == 1 && v.Args[1].Op == ir.OpConst {
		return -1, 0, 0 // Go would compute it, and refuse what does not fit
	}
	for _, a := range v.Args[1:] {
		t := r.single(a)
		if t == types.Bottom || arg != 0 && t != arg {
			return -1, 0, 0
		}
		arg = t
	}
	if in.Result == types.Bottom {
		return row, arg, arg
	}
	return row, arg, in.Result
}

// awaited reports whether loops have not reached one of the values yet.
func (r *Result) awaited(vals []*ir.Value) bool {
	for _, v := range vals {
		if r.Types[v.ID] == types.Bottom {
			return true
		}
	}
	return false
}

// single returns SmallInt or Float where v is known or guessed to be that, else Bottom.
func (r *Result) single(v *ir.Value) types.T {
	t := r.Types[v.ID]
	if t == types.Bottom || t == types.SmallInt || t == types.Float {
		return t
	}
	if !t.May(types.Other) {
		return types.Bottom
	}
	switch s := r.shapes[v.ID].known() &^ types.None; s {
	case types.SmallInt, types.Float:
		return s
	}
	return types.Bottom
}
