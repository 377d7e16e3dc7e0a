// This file defines the module: its functions, types, exceptions and constants.

// Package builtins is the builtins module.
package builtins

import (
	"adder/runtime/imp"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "builtins", Doc: doc, Methods: methods(), Exec: fill}
}

const doc = "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin and need to\nalso get access to the real builtin."

func methods() []py.Method {
	return []py.Method{
		{Name: "__build_class__", FK: buildClass, Doc: "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement."},
		{Name: "__import__", Sig: "(name, globals=None, locals=None, fromlist=(), level=0)", FN: importName},
		{Name: "abs", Known: py.KnownAbs, Sig: "(x, /)", F1: func(t *thread, self, v value) (value, *excp) { return py.Absolute(t, v) }},
		{Name: "all", Consumes: true, Sig: "(iterable, /)", F1: all},
		{Name: "any", Consumes: true, Sig: "(iterable, /)", F1: any_},
		{Name: "ascii", Sig: "(obj, /)", F1: func(t *thread, self, v value) (value, *excp) { return strValue(py.ASCII(t, v)) }},
		{Name: "bin", Sig: "(number, /)", F1: func(t *thread, self, v value) (value, *excp) { return inBase(t, v, 2, "0b") }},
		{Name: "breakpoint", Sig: "(*args, **kws)", FK: breakpoint},
		{Name: "callable", Sig: "(obj, /)", F1: func(t *thread, self, v value) (value, *excp) {
			return py.Bool(v.Type().Slots.Call != nil), nil
		}},
		{Name: "chr", Sig: "(i, /)", F1: chr},
		{Name: "compile", Sig: "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", FN: compile},
		{Name: "delattr", Sig: "(obj, name, /)", F2: delattr},
		{Name: "dir", FK: dir},
		{Name: "divmod", Sig: "(x, y, /)", F2: func(t *thread, self, a, b value) (value, *excp) { return py.Binary(t, a, b, py.OpDivMod) }},
		{Name: "eval", Sig: "(source, /, globals=None, locals=None)", FN: eval},
		{Name: "exec", Sig: "(source, /, globals=None, locals=None, *, closure=None)", FN: exec},
		{Name: "format", Sig: "(value, format_spec='', /)", FN: format},
		{Name: "getattr", FK: getattr},
		{Name: "globals", Sig: "()", F0: globals},
		{Name: "hasattr", Sig: "(obj, name, /)", F2: hasattr},
		{Name: "hash", Sig: "(obj, /)", F1: hash},
		{Name: "hex", Sig: "(number, /)", F1: func(t *thread, self, v value) (value, *excp) { return inBase(t, v, 16, "0x") }},
		{Name: "id", Sig: "(obj, /)", F1: func(t *thread, self, v value) (value, *excp) { return py.ID(v), nil }},
		{Name: "input", Sig: "(prompt='', /)", FN: input},
		{Name: "isinstance", Known: py.KnownIsInstance, Sig: "(obj, class_or_tuple, /)", F2: isinstance},
		{Name: "issubclass", Sig: "(cls, class_or_tuple, /)", F2: issubclass},
		{Name: "iter", F1: func(t *thread, self, v value) (value, *excp) { return py.Iter(t, v) }, FK: iter},
		{Name: "aiter", Sig: "(async_iterable, /)", F1: aiter},
		{Name: "len", Known: py.KnownLen, Sig: "(obj, /)", F1: length},
		{Name: "locals", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return t.CurrentLocals() }},
		{Name: "max", Known: py.KnownMax, Consumes: true, F1: maxOf, F2: max2, FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			return extreme(t, "max", py.GT, args, kw)
		}},
		{Name: "min", Known: py.KnownMin, Consumes: true, F1: minOf, F2: min2, FK: func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
			return extreme(t, "min", py.LT, args, kw)
		}},
		{Name: "next", F1: next1, FK: next},
		{Name: "anext", Sig: "(aiterator, default=<unrepresentable>, /)", FN: anext},
		{Name: "oct", Sig: "(number, /)", F1: func(t *thread, self, v value) (value, *excp) { return inBase(t, v, 8, "0o") }},
		{Name: "ord", Known: py.KnownOrd, Sig: "(character, /)", F1: func(t *thread, self, v value) (value, *excp) { return py.Ord(t, v) }},
		{Name: "pow", Sig: "(base, exp, mod=None)", FN: pow},
		{Name: "print", Sig: "(*args, sep=' ', end='\\n', file=None, flush=False)", FK: print},
		{Name: "repr", Sig: "(obj, /)", F1: func(t *thread, self, v value) (value, *excp) { return strValue(py.Repr(t, v)) }},
		{Name: "round", Sig: "(number, ndigits=None)", FN: round},
		{Name: "setattr", Sig: "(obj, name, value, /)", F3: setattr},
		{Name: "sorted", Consumes: true, Sig: "(iterable, /, *, key=None, reverse=False)", F1: sorted1, FK: sorted},
		{Name: "sum", Consumes: true, Sig: "(iterable, /, start=0)", F1: sum1, FN: sum},
		{Name: "vars", FK: vars},
	}
}

func strValue(s *py.Str, exc *excp) (value, *excp) {
	if exc != nil {
		return value{}, exc
	}
	return s.V(), nil
}

// fill binds what is no function.
func fill(t *thread, m *py.Module) *excp {
	set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
	set("None", py.None)
	set("Ellipsis", py.Ellipsis)
	set("NotImplemented", py.NotImplemented)
	set("False", py.False)
	set("True", py.True)
	for _, typ := range []*py.Type{py.BoolType, py.MemoryViewType, py.ByteArrayType, py.BytesType, py.ClassMethodType,
		py.ComplexType, py.DictType, py.EnumerateType, py.FilterType, py.FloatType, py.FrozenSetType, py.PropertyType,
		py.IntType, py.ListType, py.MapType, py.ObjectType, py.RangeType, py.ReversedType, py.SetType, py.SliceType,
		py.StaticMethodType, py.StrType, py.SuperType, py.TupleType, py.TypeType, py.ZipType} {
		set(typ.Name, typ.V())
	}
	set("__debug__", py.Bool(imp.Optimize == 0))
	for _, typ := range py.ExceptionTypes() {
		set(typ.Name, typ.V())
	}
	set("EnvironmentError", py.OSError.V())
	set("IOError", py.OSError.V())
	defineTypes()
	return nil
}
