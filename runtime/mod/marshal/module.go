// This file defines the module and its functions.

// Package marshal is the marshal module: the serialisation of code objects and what they hold.
package marshal

import (
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// version is the version of the format.
const version = 5

// maxDepth bounds nesting.
const maxDepth = 2000

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "marshal",
		Doc: "This module contains functions that can read and write Python values in\na binary format. The format is specific to Python, but independent of\nmachine architecture issues.\n\nNot all Python object types are supported; in general, only objects\nwhose value is independent from a particular invocation of Python can be\nwritten and read by this module. The following types are supported:\nNone, integers, floating-point numbers, strings, bytes, bytearrays,\ntuples, lists, sets, dictionaries, and code objects, where it\nshould be understood that tuples, lists and dictionaries are only\nsupported as long as the values contained therein are themselves\nsupported; and recursive lists and dictionaries should not be written\n(they will cause infinite loops).\n\nVariables:\n\nversion -- indicates the format that the module uses. Version 0 is the\n    historical format, version 1 shares interned strings and version 2\n    uses a binary format for floating-point numbers.\n    Version 3 shares common object references (New in version 3.4).\n\nFunctions:\n\ndump() -- write value to a file\nload() -- read value from a file\ndumps() -- marshal value as a bytes object\nloads() -- read value from a bytes-like object",
		Methods: []py.Method{
			{Name: "dump", Sig: "(value, file, version=version, /, *, allow_code=True)", Doc: "Write the value on the open file.\n\n  value\n    Must be a supported type.\n  file\n    Must be a writeable binary file.\n  version\n    Indicates the data format that dump should use.\n  allow_code\n    Allow to write code objects.\n\nIf the value has (or contains an object that has) an unsupported type, a\nValueError exception is raised - but garbage data will also be written\nto the file. The object will not be properly read back by load().", FN: dump},
			{Name: "dumps", Sig: "(value, version=version, /, *, allow_code=True)", Doc: "Return the bytes object that would be written to a file by dump(value, file).\n\n  value\n    Must be a supported type.\n  version\n    Indicates the data format that dumps should use.\n  allow_code\n    Allow to write code objects.\n\nRaise a ValueError exception if value has (or contains an object that\nhas) an unsupported type.", FN: dumps},
			{Name: "load", Sig: "(file, /, *, allow_code=True)", Doc: "Read one value from the open file and return it.\n\n  file\n    Must be readable binary file.\n  allow_code\n    Allow to load code objects.\n\nIf no valid value is read (e.g. because the data has a different Python\nversion's incompatible marshal format), raise EOFError, ValueError or\nTypeError.\n\nNote: If an object containing an unsupported type was marshalled with\ndump(), load() will substitute None for the unmarshallable type.", FN: load},
			{Name: "loads", Sig: "(bytes, /, *, allow_code=True)", Doc: "Convert the bytes-like object to a value.\n\n  allow_code\n    Allow to load code objects.\n\nIf no valid value is found, raise EOFError, ValueError or TypeError.\nExtra bytes in the input are ignored.", FN: loads},
		},
		Exec: func(t *thread, m *py.Module) *excp {
			m.Dict.SetStr(py.Intern("version"), py.Int(version))
			return nil
		}}
}

// options converts the arguments version and allow_code.
func options(t *thread, versionArg, allowArg value) (v int, allow bool, exc *excp) {
	v, allow = version, true
	if versionArg.Bound() {
		if v, exc = py.CInt(t, versionArg); exc != nil {
			return
		}
	}
	if allowArg.Bound() {
		allow, exc = py.Truth(t, allowArg)
	}
	return
}

func dumps(t *thread, self value, a []value) (value, *excp) {
	v, allow, exc := options(t, a[1], a[2])
	if exc != nil {
		return value{}, exc
	}
	data, exc := encode(t, a[0], v, allow)
	return py.BytesV(data), exc
}

func dump(t *thread, self value, a []value) (value, *excp) {
	v, allow, exc := options(t, a[2], a[3])
	if exc != nil {
		return value{}, exc
	}
	data, exc := encode(t, a[0], v, allow)
	if exc != nil {
		return value{}, exc
	}
	return py.CallMethod(t, a[1], py.Intern("write"), py.BytesV(data))
}

func loads(t *thread, self value, a []value) (value, *excp) {
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	_, allow, exc := options(t, value{}, a[1])
	if exc != nil {
		return value{}, exc
	}
	return decode(t, &reader{t: t, data: data, allowCode: allow})
}

func load(t *thread, self value, a []value) (value, *excp) {
	_, allow, exc := options(t, value{}, a[1])
	if exc != nil {
		return value{}, exc
	}
	probe, exc := py.CallMethod(t, a[0], py.Intern("read"), py.Int(0))
	if exc != nil {
		return value{}, exc
	}
	if !probe.IsBytes() {
		return value{}, py.TypeErrorf("file.read() returned not bytes but %s", py.TypeName(probe))
	}
	return decode(t, &reader{t: t, file: a[0], allowCode: allow})
}
