// This file keeps the iterators of loops from becoming objects.

package opt

import (
	"slices"

	"adder/lower/ir"
)

// localIterators finds iterators that nothing but their loop's next sees. Those become
// structs among the function's variables: a list or tuple is walked by index, a range is
// counted without making either the range or its iterator.
func localIterators(f *ir.Func) {
	uses := users(f)
	genExprIterator(f, uses)
	for _, b := range f.Blocks {
		for i, v := range b.Body {
			if v.Op != ir.OpGetIter || !onlyNext(v, uses[v.ID]) {
				continue
			}
			v.Op, v.Rep = ir.OpStartIter, ir.RepIter
			if call := v.Args[0]; isRangeCall(f, call, uses[call.ID]) && i > 0 && b.Body[i-1] == call {
				v.Op, v.Num = ir.OpStartRange, int64(call.Off)
				v.Args = call.Args
				b.Body[i-1] = nil
			}
		}
		b.Body = compact(b.Body)
	}
	f.Renumber()
}

// genExprIterator makes the iterator that a generator expression is passed such a struct. What makes the
// generator need not make an iterator of a list, tuple or range then.
func genExprIterator(f *ir.Func, uses [][]*ir.Value) {
	if f.Code.Name != "<genexpr>" || f.Code.ArgCount != 1 || len(f.Resumes) == 0 {
		return
	}
	param := f.Blocks[0].Params[0]
	if len(uses[param.ID]) == 0 || !onlyNext(param, uses[param.ID]) {
		return
	}
	first := f.Resumes[0]
	it := f.Emit(first, ir.OpStartIter, 0, param)
	it.Rep, it.Num = ir.RepIter, 1
	first.Body = first.Body[:len(first.Body)-1]
	first.Body = slices.Insert(first.Body, 1, it)
	for _, u := range uses[param.ID] {
		u.Operands(func(use **ir.Value) {
			if *use == param {
				*use = it
			}
		})
	}
}

// onlyNext reports whether all uses of the iterator ask it for the next item.
func onlyNext(v *ir.Value, uses []*ir.Value) bool {
	for _, u := range uses {
		if onlyInExit(u, v) {
			continue
		}
		if u.Op != ir.OpIterNext || u.Args[0] != v || onlyOperand(u, v) > 1 {
			return false // perhaps it also goes along the exception edge
		}
	}
	return true
}

// isRangeCall reports whether call calls the global range with one to three arguments, and
// its result is used once.
func isRangeCall(f *ir.Func, call *ir.Value, uses []*ir.Value) bool {
	if call.Op != ir.OpCall || len(uses) != 1 || len(call.Args) < 2 || len(call.Args) > 4 {
		return false
	}
	callee := call.Args[0]
	return (callee.Op == ir.OpLoadGlobal || callee.Op == ir.OpLoadName) && f.Code.Names[callee.Num] == "range"
}

// compact removes the nils from a list of values.
func compact(list []*ir.Value) []*ir.Value {
	out := list[:0]
	for _, v := range list {
		if v != nil {
			out = append(out, v)
		}
	}
	return out
}
