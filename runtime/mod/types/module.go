// This file defines the module: names for the types of the interpreter's objects.

// Package types is the _types module, from which the types module takes its names.
package types

import "adder/runtime/py"

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_types", Doc: "Define names for built-in types.", Exec: fill}
}

// capsuleType is the type of pointers that C extensions exchange; no object of Adder has it.
var capsuleType = &py.Type{Name: "PyCapsule"}

func fill(t *py.Thread, m *py.Module) *py.Exc {
	py.Define(capsuleType, &py.StaticType{Name: "PyCapsule", Flags: py.DisallowNew})
	for _, e := range []struct {
		name string
		typ  *py.Type
	}{
		{"AsyncGeneratorType", py.AsyncGeneratorType},
		{"BuiltinFunctionType", py.BuiltinType},
		{"BuiltinMethodType", py.BuiltinType},
		{"CapsuleType", capsuleType},
		{"CellType", py.CellType},
		{"ClassMethodDescriptorType", py.ClassMethodDescr},
		{"CodeType", py.CodeType},
		{"CoroutineType", py.CoroutineType},
		{"EllipsisType", py.EllipsisType},
		{"FrameType", py.FrameType},
		{"FunctionType", py.FunctionType},
		{"GeneratorType", py.GeneratorType},
		{"GenericAlias", py.GenericAliasType},
		{"GetSetDescriptorType", py.GetSetDescrType},
		{"LambdaType", py.FunctionType},
		{"MappingProxyType", py.MappingProxyType},
		{"MemberDescriptorType", py.MemberDescrType},
		{"MethodDescriptorType", py.MethodDescrType},
		{"MethodType", py.MethodType},
		{"MethodWrapperType", py.MethodWrapperType},
		{"ModuleType", py.ModuleType},
		{"NoneType", py.NoneType},
		{"NotImplementedType", py.NotImplementedType},
		{"SimpleNamespace", py.SimpleNamespace},
		{"TracebackType", py.TracebackType},
		{"UnionType", py.UnionType},
		{"WrapperDescriptorType", py.WrapperDescrType},
	} {
		m.Dict.SetStr(py.Intern(e.name), e.typ.V())
	}
	return nil
}
