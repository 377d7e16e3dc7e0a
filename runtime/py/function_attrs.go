// This file defines the Python side of functions: construction, attributes, binding.

package py

import (
	"unsafe"

	"adder/frontend/code"
)

// NewFunction makes the function of a def statement or lambda. Defaults, closure and
// annotations are set by the instructions that follow.
func NewFunction(c *CodeObject, globals, builtins *Dict) *Function {
	fn := &Function{Code: c, Globals: globals, Builtins: builtins, Name: c.Name, QualName: c.QualName}
	fn.typ = FunctionType
	return fn
}

// docOf returns the function's docstring; the code object holds it until it is assigned.
func (f *Function) docOf() Value {
	if f.Rarely().Doc.IsUnbound() {
		f.Rarely().Doc = None
		if f.Code.Flags&code.CO_HAS_DOCSTRING != 0 {
			if consts := f.Code.Consts(); len(consts) > 0 {
				f.Rarely().Doc = consts[0]
			}
		}
	}
	return f.Rarely().Doc
}

// moduleOf returns __module__: the __name__ of the globals unless assigned.
func (f *Function) moduleOf() Value {
	if f.Rarely().Module.IsUnbound() {
		f.Rarely().Module = None
		if f.Globals != nil {
			if v := f.Globals.GetStr(nameName); v.Bound() {
				f.Rarely().Module = v
			}
		}
	}
	return f.Rarely().Module
}

var functionVersion uint32

// Touch gives the function a new version; caches of its code or defaults see it.
func (f *Function) Touch() {
	functionVersion++
	f.Version = functionVersion
}

func functionGet(t *Thread, self, obj, typ Value) (Value, *Exc) {
	if obj.IsUnbound() || obj.IsNone() && typ.IsUnbound() {
		return self, nil
	}
	return NewMethod(self, obj), nil
}

func functionRepr(t *Thread, self Value) (Value, *Exc) {
	return StrV("<function " + AsFunction(self).QualName.String() + " at " + Address(self) + ">"), nil
}

var functionSig = Signature{Text: "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)"}

func functionNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	a, exc := BindArgs("function", &functionSig, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	for i, want := range [...]*Type{CodeType, DictType} {
		if !a[i].isInstanceOf(want) {
			return Value{}, TypeErrorf("function() argument '%s' must be %s, not %s", [...]string{"code", "globals"}[i], want.Name, TypeName(a[i]))
		}
	}
	for i := 2; i < len(a); i++ {
		a[i] = notNone(a[i])
	}
	if a[2].Bound() && !a[2].IsStr() {
		return Value{}, TypeErrorf("arg 3 (name) must be None or string")
	}
	if a[3].Bound() && !a[3].IsTuple() {
		return Value{}, TypeErrorf("arg 4 (defaults) must be None or tuple")
	}
	if a[5].Bound() && !a[5].IsDict() {
		return Value{}, TypeErrorf("arg 6 (kwdefaults) must be None or dict")
	}
	builtins := Builtins
	globals := AsDict(a[1])
	if v := globals.GetStr(nameBuiltins); v.Bound() {
		if v.Type() == ModuleType {
			builtins = AsModule(v).Dict
		} else if v.IsDict() {
			builtins = AsDict(v)
		}
	}
	fn := NewFunction(AsCode(a[0]), globals, builtins)
	if exc := fn.setClosure(a[4]); exc != nil {
		return Value{}, exc
	}
	if a[2].Bound() {
		fn.Name = AsStr(a[2])
	}
	if a[3].Bound() {
		fn.Defaults = AsTuple(a[3]).Items
	}
	if a[5].Bound() {
		fn.KwDefaults = AsDict(a[5])
	}
	return fn.V(), nil
}

func (f *Function) setClosure(v Value) *Exc {
	want := f.Code.numFree()
	if v.Bound() && !v.IsTuple() || v.IsUnbound() && want > 0 {
		if want == 0 {
			return TypeErrorf("arg 5 (closure) must be None or tuple")
		}
		return TypeErrorf("arg 5 (closure) must be tuple")
	}
	var cells []Value
	if v.Bound() {
		cells = AsTuple(v).Items
	}
	if len(cells) != want {
		return ValueErrorf("%s requires closure of length %d, not %d", f.Code.Name.String(), want, len(cells))
	}
	for _, c := range cells {
		if c.Type() != CellType {
			return TypeErrorf("arg 5 (closure) expected cell, found %s", TypeName(c))
		}
		f.Closure = append(f.Closure, AsCell(c))
	}
	return nil
}

// numFree is the number of free variables.
func (c *CodeObject) numFree() int {
	n := 0
	for _, k := range c.Full().LocalsPlusKinds {
		if k&code.CO_FAST_FREE != 0 {
			n++
		}
	}
	return n
}

func functionAttr(name string, get func(t *Thread, f *Function) (Value, *Exc), set func(t *Thread, f *Function, v Value) *Exc) GetSet {
	g := GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) { return get(t, AsFunction(self)) }}
	if set == nil {
		g.Set = func(t *Thread, self, v Value) *Exc { return Errorf(AttributeError, "readonly attribute") }
	} else {
		g.Set = func(t *Thread, self, v Value) *Exc { return set(t, AsFunction(self), v) }
	}
	return g
}

func setStrField(name string, at func(f *Function) **Str) func(t *Thread, f *Function, v Value) *Exc {
	return func(t *Thread, f *Function, v Value) *Exc {
		if v.IsUnbound() || !v.IsStr() {
			return TypeErrorf("%s must be set to a string object", name)
		}
		*at(f) = AsStr(v)
		return nil
	}
}

func functionSetCode(t *Thread, f *Function, v Value) *Exc {
	if v.IsUnbound() || v.Type() != CodeType {
		return TypeErrorf("__code__ must be set to a code object")
	}
	c := AsCode(v)
	if n := c.numFree(); n != len(f.Closure) {
		return ValueErrorf("%s() requires a code object with %d free vars, not %d", f.Name.String(), len(f.Closure), n)
	}
	f.docOf()
	f.Code = c
	f.Touch()
	return nil
}

func functionSetDefaults(t *Thread, f *Function, v Value) *Exc {
	if v = notNone(v); v.Bound() && !v.IsTuple() {
		return TypeErrorf("__defaults__ must be set to a tuple object")
	}
	f.Defaults = nil
	if v.Bound() {
		f.Defaults = AsTuple(v).Items
	}
	f.Touch()
	return nil
}

func functionSetKwDefaults(t *Thread, f *Function, v Value) *Exc {
	if v = notNone(v); v.Bound() && !v.IsDict() {
		return TypeErrorf("__kwdefaults__ must be set to a dict object")
	}
	f.KwDefaults = nil
	if v.Bound() {
		f.KwDefaults = AsDict(v)
	}
	f.Touch()
	return nil
}

// functionAnnotations is __annotations__: a dict that the annotate function computes.
func functionAnnotations(t *Thread, f *Function) (Value, *Exc) {
	if f.Rarely().Annots.IsUnbound() {
		f.Rarely().Annots = NewDict().V()
		if f.Rarely().Annotate.Bound() && Callable(f.Rarely().Annotate) {
			v, exc := Call1(t, f.Rarely().Annotate, Int(1))
			if exc != nil {
				f.Rarely().Annots = Value{}
				return Value{}, exc
			}
			if !v.IsDict() {
				f.Rarely().Annots = Value{}
				return Value{}, TypeErrorf("__annotate__ returned non-dict of type '%s'", TypeName(v))
			}
			f.Rarely().Annots = v
		}
	}
	if f.Rarely().Annots.IsTuple() { // the compiler's form under from __future__ import annotations
		d := NewDict()
		items := AsTuple(f.Rarely().Annots).Items
		for i := 0; i+1 < len(items); i += 2 {
			d.SetStr(AsStr(items[i]), items[i+1])
		}
		f.Rarely().Annots = d.V()
	}
	return f.Rarely().Annots, nil
}

func functionSetAnnotations(t *Thread, f *Function, v Value) *Exc {
	if v = notNone(v); v.Bound() && !v.IsDict() {
		return TypeErrorf("__annotations__ must be set to a dict object")
	}
	f.Rarely().Annots, f.Rarely().Annotate = v, Value{}
	return nil
}

func functionSetAnnotate(t *Thread, f *Function, v Value) *Exc {
	switch {
	case v.IsUnbound():
		return TypeErrorf("__annotate__ cannot be deleted")
	case v.IsNone():
		f.Rarely().Annotate = v
	case Callable(v):
		f.Rarely().Annotate, f.Rarely().Annots = v, Value{}
	default:
		return TypeErrorf("__annotate__ must be callable or None")
	}
	return nil
}

func functionClosure(t *Thread, f *Function) (Value, *Exc) {
	if len(f.Closure) == 0 {
		return None, nil
	}
	x := AllocTuple(len(f.Closure))
	for i, c := range f.Closure {
		x.Items[i] = c.V()
	}
	return x.V(), nil
}

func functionAttrs() []GetSet {
	return []GetSet{
		functionAttr("__closure__", functionClosure, nil),
		functionAttr("__globals__", func(t *Thread, f *Function) (Value, *Exc) { return f.Globals.V(), nil }, nil),
		functionAttr("__builtins__", func(t *Thread, f *Function) (Value, *Exc) { return f.Builtins.V(), nil }, nil),
		functionAttr("__doc__", func(t *Thread, f *Function) (Value, *Exc) { return f.docOf(), nil },
			func(t *Thread, f *Function, v Value) *Exc { f.Rarely().Doc = boundOrNone(v); return nil }),
		functionAttr("__module__", func(t *Thread, f *Function) (Value, *Exc) { return f.moduleOf(), nil },
			func(t *Thread, f *Function, v Value) *Exc { f.Rarely().Module = boundOrNone(v); return nil }),
		functionAttr("__code__", func(t *Thread, f *Function) (Value, *Exc) { return f.Code.V(), nil }, functionSetCode),
		functionAttr("__defaults__", func(t *Thread, f *Function) (Value, *Exc) {
			if f.Defaults == nil {
				return None, nil
			}
			return NewTuple(f.Defaults...).V(), nil
		}, functionSetDefaults),
		functionAttr("__kwdefaults__", func(t *Thread, f *Function) (Value, *Exc) {
			if f.KwDefaults == nil {
				return None, nil
			}
			return f.KwDefaults.V(), nil
		}, functionSetKwDefaults),
		functionAttr("__annotations__", functionAnnotations, functionSetAnnotations),
		functionAttr("__annotate__", func(t *Thread, f *Function) (Value, *Exc) { return boundOrNone(f.Rarely().Annotate), nil }, functionSetAnnotate),
		{Name: "__dict__", Get: getDict, Set: setDict},
		functionAttr("__name__", func(t *Thread, f *Function) (Value, *Exc) { return f.Name.V(), nil },
			setStrField("__name__", func(f *Function) **Str { return &f.Name })),
		functionAttr("__qualname__", func(t *Thread, f *Function) (Value, *Exc) { return f.QualName.V(), nil },
			setStrField("__qualname__", func(f *Function) **Str { return &f.QualName })),
		functionAttr("__type_params__", func(t *Thread, f *Function) (Value, *Exc) {
			if f.Rarely().TypeParams.IsUnbound() {
				return emptyTuple.V(), nil
			}
			return f.Rarely().TypeParams, nil
		}, func(t *Thread, f *Function, v Value) *Exc {
			if v.IsUnbound() || !v.IsTuple() {
				return TypeErrorf("__type_params__ must be set to a tuple")
			}
			f.Rarely().TypeParams = v
			return nil
		}),
	}
}

func defineFunction() {
	define(FunctionType, &StaticType{Name: "function", Flags: MethodDescrFlag, Sig: functionSig.Text,
		Doc: "Create a function object.", Slots: Slots{New: functionNew, Call: functionCall, DescrGet: functionGet, Repr: functionRepr},
		DictOffset: unsafe.Offsetof(Function{}.Dict), HasDict: true, Weakref: true, GetSet: functionAttrs()})
}
