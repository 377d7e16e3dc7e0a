// This file defines the module and the iterators over arrays.

// Package array is the array module: sequences of numbers stored as the machine stores them.
package array

import (
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "array", Doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n",
		Methods: []py.Method{{Name: "_array_reconstructor", Sig: "(arraytype, typecode, mformat_code, items,\n                     /)", Doc: "Internal. Used for pickling support.", FN: reconstruct}},
		Exec: func(t *thread, m *py.Module) *excp {
			defineArray()
			defineIter()
			m.Dict.SetStr(py.Intern("array"), arrayType.V())
			m.Dict.SetStr(py.Intern("ArrayType"), arrayType.V())
			m.Dict.SetStr(py.Intern("typecodes"), py.StrV(typecodes))
			// What collections.abc knows of sequences is told once somebody asks for arrays.
			abc, exc := py.ImportAttr(t, "collections.abc", "MutableSequence")
			if exc != nil {
				if exc.Matches(py.ImportError) { // a compiled program without it cannot ask
					return nil
				}
				return exc
			}
			_, exc = py.CallMethod(t, abc, py.Intern("register"), arrayType.V())
			return exc
		}}
}

// iterator iterates over an array, which is unbound once it is exhausted.
type iterator struct {
	py.Header
	array value
	index int
}

var iterType = &py.Type{Name: "arrayiterator"}

func arrayIter(t *thread, self value) (value, *excp) {
	it := &iterator{array: self}
	it.SetType(iterType)
	return it.V(), nil
}

func asIter(v value) *iterator { return (*iterator)(v.Ptr()) }

func defineIter() {
	py.Define(iterType, &py.StaticType{Name: "array.arrayiterator", Flags: py.DisallowNew,
		Slots: py.Slots{
			Iter: func(t *thread, self value) (value, *excp) { return self, nil },
			Next: func(t *thread, self value) (value, *excp) {
				it := asIter(self)
				if it.array.IsUnbound() {
					return value{}, nil
				}
				if a := as(it.array); it.index < a.len() {
					it.index++
					return a.get(it.index - 1)
				}
				it.array = value{}
				return value{}, nil
			},
		},
		Methods: []py.Method{
			{Name: "__reduce__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				iter, exc := py.ImportAttr(t, "builtins", "iter")
				if exc != nil {
					return value{}, exc
				}
				it := asIter(self)
				if it.array.IsUnbound() {
					return py.NewTuple(iter, py.NewTuple(py.NewTuple().V()).V()).V(), nil
				}
				return py.NewTuple(iter, py.NewTuple(it.array).V(), py.Int(int64(it.index))).V(), nil
			}, Doc: "Return state information for pickling."},
			{Name: "__setstate__", Sig: "(state, /)", F1: func(t *thread, self, state value) (value, *excp) {
				i, exc := py.SsizeArg(t, state)
				if exc != nil {
					return value{}, exc
				}
				if it := asIter(self); it.array.Bound() {
					it.index = min(max(i, 0), as(it.array).len())
				}
				return py.None, nil
			}, Doc: "Set state information for unpickling."},
		}})
}
