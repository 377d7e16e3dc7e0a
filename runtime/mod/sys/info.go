// This file defines the struct sequences of the module.

package sys

import (
	"math"

	"adder/runtime/py"
)

var (
	versionInfoType = &py.StructSeq{Name: "sys.version_info", NoNew: true, Fields: []string{"major", "minor", "micro", "releaselevel", "serial"},
		Doc: "sys.version_info\n\nVersion information as a named tuple."}
	flagsType = &py.StructSeq{Name: "sys.flags", NoNew: true, Fields: []string{"debug", "inspect", "interactive", "optimize",
		"dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet",
		"hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits",
		"gil", "thread_inherit_context", "context_aware_warnings"}, Visible: 18, Doc: "sys.flags\n\nFlags provided through command line arguments or environment vars."}
	floatInfoType = &py.StructSeq{Name: "sys.float_info", Fields: []string{"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
		"dig", "mant_dig", "epsilon", "radix", "rounds"}, Doc: "sys.float_info\n\nA named tuple holding information about the float type."}
	intInfoType = &py.StructSeq{Name: "sys.int_info", Fields: []string{"bits_per_digit", "sizeof_digit", "default_max_str_digits",
		"str_digits_check_threshold"}, Doc: "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.  The attributes are read only."}
	hashInfoType = &py.StructSeq{Name: "sys.hash_info", Fields: []string{"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits",
		"seed_bits", "cutoff"}, Doc: "hash_info\n\nA named tuple providing parameters used for computing\nhashes. The attributes are read only."}
	threadInfoType = &py.StructSeq{Name: "sys.thread_info", Fields: []string{"name", "lock", "version"},
		Doc: "sys.thread_info\n\nA named tuple holding information about the thread implementation."}
	asyncgenHooksType = &py.StructSeq{Name: "asyncgen_hooks", Fields: []string{"firstiter", "finalizer"}}
	unraisableType    = &py.StructSeq{Name: "UnraisableHookArgs", Fields: []string{"exc_type", "exc_value", "exc_traceback", "err_msg", "object"},
		Doc: "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook."}
)

func floatInfo() py.Value {
	return floatInfoType.Make(py.Float(math.MaxFloat64), py.Int(1024), py.Int(308), py.Float(0x1p-1022), py.Int(-1021), py.Int(-307),
		py.Int(15), py.Int(53), py.Float(0x1p-52), py.Int(2), py.Int(1))
}

func (f *Flags) value(c *Config) py.Value {
	n := func(i int) py.Value { return py.Int(int64(i)) }
	b := func(b bool) py.Value {
		if b {
			return py.Int(1)
		}
		return py.Int(0)
	}
	return flagsType.Make(n(f.Debug), n(0), n(0), n(f.Optimize), b(f.DontWriteBytecode), n(f.NoUserSite), n(f.NoSite), n(f.IgnoreEnvironment),
		n(f.Verbose), n(f.BytesWarning), n(f.Quiet), b(f.HashRandomization), b(f.Isolated), py.Bool(f.DevMode), b(f.UTF8Mode), b(f.WarnDefaultEncoding),
		py.Bool(f.SafePath), n(max(f.IntMaxStrDigits, 0)), n(1), n(0), n(0))
}
