// This file defines the module: what importlib asks the interpreter.

// Package imp is the _imp module: native and frozen modules, and the lock, for importlib.
package imp

import (
	"encoding/binary"

	"adder/frontend/code/marshal"
	"adder/runtime/imp"
	"adder/runtime/internal/siphash"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_imp", Doc: "(Extremely) low-level import machinery bits as used by importlib.", Methods: []py.Method{
		{Name: "extension_suffixes", Sig: "()", F0: extensionSuffixes},
		{Name: "lock_held", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.Bool(lock.owner != nil), nil }},
		{Name: "acquire_lock", Sig: "()", F0: acquireLock},
		{Name: "release_lock", Sig: "()", F0: releaseLock},
		{Name: "find_frozen", Sig: "(name, /, *, withdata=False)", FN: findFrozen},
		{Name: "get_frozen_object", Sig: "(name, data=None, /)", FN: frozenObject},
		{Name: "is_frozen_package", Sig: "(name, /)", F1: isFrozenPackage},
		{Name: "create_builtin", Sig: "(spec, /)", F1: createBuiltin},
		{Name: "init_frozen", Sig: "(name, /)", F1: initFrozen},
		{Name: "is_builtin", Sig: "(name, /)", F1: isBuiltin},
		{Name: "is_frozen", Sig: "(name, /)", F1: isFrozen},
		{Name: "_frozen_module_names", Sig: "()", F0: frozenNames},
		{Name: "_override_frozen_modules_for_tests", Sig: "(override, /)", F1: ignored},
		{Name: "_override_multi_interp_extensions_check", Sig: "(override, /)", F1: func(t *thread, self, v value) (value, *excp) {
			return py.Int(0), nil
		}},
		{Name: "create_dynamic", Sig: "(spec, file=<unrepresentable>, /)", FN: createDynamic},
		{Name: "exec_dynamic", Sig: "(mod, /)", F1: func(t *thread, self, mod value) (value, *excp) { return py.Int(0), nil }},
		{Name: "exec_builtin", Sig: "(mod, /)", F1: execBuiltin},
		{Name: "_fix_co_filename", Sig: "(code, path, /)", F2: fixFilename},
		{Name: "source_hash", Sig: "(key, source)", FN: sourceHash},
	}, Exec: func(t *thread, m *py.Module) *excp {
		m.Dict.SetStr(py.Intern("check_hash_based_pycs"), py.StrV(imp.CheckHashed))
		m.Dict.SetStr(py.Intern("pyc_magic_number_token"), py.Int(int64(binary.LittleEndian.Uint32(marshal.Magic[:]))))
		return nil
	}}
}

func ignored(t *thread, self, v value) (value, *excp) { return py.None, nil }

// lock is the import lock, which its owner may take again.
var lock struct {
	owner *thread
	depth int
	queue py.WaitQueue
}

func acquireLock(t *thread, self value) (value, *excp) {
	if lock.owner == t {
		lock.depth++
		return py.None, nil
	}
	_, exc := lock.queue.Wait(t, -1, func() bool {
		if lock.owner != nil {
			return false
		}
		lock.owner, lock.depth = t, 1
		return true
	})
	return py.None, exc
}

func releaseLock(t *thread, self value) (value, *excp) {
	if lock.owner != t {
		return value{}, py.RuntimeErrorf("not holding the import lock")
	}
	if lock.depth--; lock.depth == 0 {
		lock.owner = nil
		lock.queue.Wake()
	}
	return py.None, nil
}

func extensionSuffixes(t *thread, self value) (value, *excp) {
	return strs(imp.ExtensionSuffixes()), nil
}

func strs(list []string) value {
	out := make([]value, len(list))
	for i, s := range list {
		out[i] = py.StrV(s)
	}
	return py.ListFrom(out).V()
}

// nameArg checks the name of a module; fn names the function in the error.
func nameArg(fn string, v value) (string, *excp) {
	if !v.IsStr() {
		return "", py.TypeErrorf("%s() argument must be str, not %s", fn, py.TypeName(v))
	}
	return py.AsStr(v).String(), nil
}

func sourceHash(t *thread, self value, args []value) (value, *excp) {
	key, exc := py.IndexInt(t, args[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	data, ok := py.BytesOf(args[1])
	if !ok {
		return value{}, py.TypeErrorf("a bytes-like object is required, not '%s'", py.TypeName(args[1]))
	}
	sum := siphash.Sum13(siphash.Key{K0: uint64(key)}, string(data))
	return py.BytesV(binary.LittleEndian.AppendUint64(nil, sum)), nil
}

func fixFilename(t *thread, self, c, path value) (value, *excp) {
	if c.Type() != py.CodeType {
		return value{}, py.TypeErrorf("_fix_co_filename() argument 1 must be code, not %s", py.TypeName(c))
	}
	if !path.IsStr() {
		return value{}, py.TypeErrorf("_fix_co_filename() argument 2 must be str, not %s", py.TypeName(path))
	}
	py.AsCode(c).Rename(py.AsStr(path))
	return py.None, nil
}
