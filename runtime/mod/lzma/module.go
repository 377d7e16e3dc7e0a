// This file defines the module and its errors.

// Package lzma is the _lzma module (Modules/_lzmamodule.c).
package lzma

import (
	"fmt"
	"math/big"

	"adder/runtime/internal/xz"
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

const presetDefault = 6

// lzmaError is the class LZMAError.
var lzmaError value

var constants = map[string]uint64{
	"CHECK_CRC32": 1, "CHECK_CRC64": 4, "CHECK_ID_MAX": 15, "CHECK_NONE": 0, "CHECK_SHA256": 10, "CHECK_UNKNOWN": 16,
	"FILTER_ARM": 7, "FILTER_ARMTHUMB": 8, "FILTER_DELTA": xz.Delta, "FILTER_IA64": 6, "FILTER_LZMA1": xz.LZMA1, "FILTER_LZMA2": xz.LZMA2,
	"FILTER_POWERPC": 5, "FILTER_SPARC": 9, "FILTER_X86": 4, "FORMAT_ALONE": 2, "FORMAT_AUTO": 0, "FORMAT_RAW": 3, "FORMAT_XZ": 1,
	"MF_BT2": 18, "MF_BT3": 19, "MF_BT4": 20, "MF_HC3": 3, "MF_HC4": 4, "MODE_FAST": 1, "MODE_NORMAL": 2,
	"PRESET_DEFAULT": presetDefault, "PRESET_EXTREME": 1 << 31,
}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_lzma", Methods: []py.Method{
		{Name: "is_check_supported", Sig: "(check_id, /)", Doc: "Test whether the given integrity check is supported.\n\nAlways returns True for CHECK_NONE and CHECK_CRC32.", F1: func(t *thread, _, v value) (value, *excp) {
			id, exc := py.CInt(t, v)
			return py.Bool(exc == nil && xz.CheckSupported(id)), exc
		}},
		{Name: "_encode_filter_properties", Sig: "(filter, /)", Doc: "Return a bytes object encoding the options (properties) of the filter specified by *filter* (a dict).\n\nThe result does not include the filter ID itself, only the options.", F1: encodeProperties},
		{Name: "_decode_filter_properties", Sig: "(filter_id, encoded_props, /)", Doc: "Return a bytes object encoding the options (properties) of the filter specified by *filter* (a dict).\n\nThe result does not include the filter ID itself, only the options.", F2: decodeProperties},
	}, Exec: func(t *thread, m *py.Module) *excp {
		for name, n := range constants {
			m.Dict.SetStr(py.Intern(name), uintValue(n))
		}
		ns := py.NewDict()
		ns.SetStr(py.Intern("__module__"), py.StrV("_lzma"))
		ns.SetStr(py.Intern("__doc__"), py.StrV("Call to liblzma failed."))
		var exc *excp
		if lzmaError, exc = py.Call3(t, py.TypeType.V(), py.StrV("LZMAError"), py.NewTuple(py.Exception.V()).V(), ns.V()); exc != nil {
			return exc
		}
		m.Dict.SetStr(py.Intern("LZMAError"), lzmaError)
		m.Dict.SetStr(py.Intern("LZMACompressor"), compressorType().V())
		m.Dict.SetStr(py.Intern("LZMADecompressor"), decompressorType().V())
		return nil
	}}
}

func uintValue(n uint64) value { return py.BigInt(new(big.Int).SetUint64(n)) }

func lzmaErrorf(format string, args ...any) *excp {
	return py.NewExc(py.AsType(lzmaError), py.StrV(fmt.Sprintf(format, args...)))
}

// convert makes an LZMAError of an error of the coder.
func convert(err error) *excp { return lzmaErrorf("%s", err.Error()) }
