// This file defines the module and its functions on keys.

package winreg

import (
	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

var constants = map[string]int64{
	"HKEY_CLASSES_ROOT": 0x80000000, "HKEY_CURRENT_USER": 0x80000001, "HKEY_LOCAL_MACHINE": 0x80000002, "HKEY_USERS": 0x80000003,
	"HKEY_PERFORMANCE_DATA": 0x80000004, "HKEY_CURRENT_CONFIG": 0x80000005, "HKEY_DYN_DATA": 0x80000006,
	"KEY_QUERY_VALUE": 1, "KEY_SET_VALUE": 2, "KEY_CREATE_SUB_KEY": 4, "KEY_ENUMERATE_SUB_KEYS": 8, "KEY_NOTIFY": 16, "KEY_CREATE_LINK": 32,
	"KEY_READ": 0x20019, "KEY_WRITE": 0x20006, "KEY_EXECUTE": 0x20019, "KEY_ALL_ACCESS": 0xf003f, "KEY_WOW64_64KEY": 0x100, "KEY_WOW64_32KEY": 0x200,
	"REG_OPTION_RESERVED": 0, "REG_OPTION_NON_VOLATILE": 0, "REG_OPTION_VOLATILE": 1, "REG_OPTION_CREATE_LINK": 2, "REG_OPTION_BACKUP_RESTORE": 4,
	"REG_OPTION_OPEN_LINK": 8, "REG_LEGAL_OPTION": 31, "REG_CREATED_NEW_KEY": 1, "REG_OPENED_EXISTING_KEY": 2,
	"REG_NONE": 0, "REG_SZ": 1, "REG_EXPAND_SZ": 2, "REG_BINARY": 3, "REG_DWORD": 4, "REG_DWORD_LITTLE_ENDIAN": 4, "REG_DWORD_BIG_ENDIAN": 5, "REG_LINK": 6,
	"REG_MULTI_SZ": 7, "REG_RESOURCE_LIST": 8, "REG_FULL_RESOURCE_DESCRIPTOR": 9, "REG_RESOURCE_REQUIREMENTS_LIST": 10, "REG_QWORD": 11,
	"REG_QWORD_LITTLE_ENDIAN": 11,
}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "winreg", Doc: "This module provides access to the Windows registry API.", Methods: []method{
		{Name: "CloseKey", Sig: "(hkey, /)", Doc: "Closes a previously opened registry key.", F1: func(t *thread, _, v value) (value, *excp) {
			if isKey(v) {
				return closeKey(t, v)
			}
			k, exc := keyArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(k.Close())
		}},
		{Name: "OpenKey", Sig: "(key, sub_key, reserved=0, access=131097)", Doc: "Opens the specified key.", FN: openKey},
		{Name: "OpenKeyEx", Sig: "(key, sub_key, reserved=0, access=131097)", Doc: "Opens the specified key.", FN: openKey},
		{Name: "CreateKey", Sig: "(key, sub_key, /)", Doc: "Creates or opens the specified key.", F2: func(t *thread, _, key, sub value) (value, *excp) {
			return createKey(t, value{}, []value{key, sub, {}, py.Int(constants["KEY_WRITE"])})
		}},
		{Name: "CreateKeyEx", Sig: "(key, sub_key, reserved=0, access=131078)", Doc: "Creates or opens the specified key.", FN: createKey},
		{Name: "DeleteKey", Sig: "(key, sub_key, /)", Doc: "Deletes the specified key.", F2: func(t *thread, _, key, sub value) (value, *excp) { return deleteKey(t, value{}, []value{key, sub}) }},
		{Name: "DeleteKeyEx", Sig: "(key, sub_key, access=256, reserved=0)", Doc: "Deletes the specified key (intended for 64-bit OS).", FN: deleteKey},
		{Name: "EnumKey", Sig: "(key, index, /)", Doc: "Enumerates subkeys of an open registry key.", F2: enumKey},
		{Name: "EnumValue", Sig: "(key, index, /)", Doc: "Enumerates values of an open registry key.", F2: enumValue},
		{Name: "QueryInfoKey", Sig: "(key, /)", Doc: "Returns information about a key.", F1: queryInfo},
		{Name: "QueryValue", Sig: "(key, sub_key, /)", Doc: "Retrieves the unnamed value for a key.", F2: queryUnnamed},
		{Name: "QueryValueEx", Sig: "(key, name, /)", Doc: "Retrieves the type and value of a specified sub-key.", F2: queryValue},
		{Name: "SetValueEx", Sig: "(key, value_name, reserved, type, value, /)", Doc: "Stores data in the value field of an open registry key.", FN: setValue},
		{Name: "DeleteValue", Sig: "(key, value, /)", Doc: "Removes a named value from a registry key.", F2: func(t *thread, _, key, name value) (value, *excp) {
			k, exc := keyArg(t, key)
			if exc != nil {
				return value{}, exc
			}
			s, exc := nameArg(t, name)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(k.DeleteValue(s))
		}},
		{Name: "FlushKey", Sig: "(key, /)", Doc: "Writes all the attributes of a key to the registry.", F1: func(t *thread, _, key value) (value, *excp) {
			_, exc := keyArg(t, key)
			return py.None, exc
		}},
		{Name: "ExpandEnvironmentStrings", Sig: "(string, /)", Doc: "Expand environment vars.", F1: func(t *thread, _, v value) (value, *excp) {
			s, exc := nameArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			out, err := registry.ExpandString(s)
			return py.StrV(out), failure(err)
		}},
	}, Exec: func(t *thread, m *py.Module) *excp {
		defineKey()
		for name, n := range constants {
			m.Dict.SetStr(py.Intern(name), py.Int(n))
		}
		m.Dict.SetStr(py.Intern("HKEYType"), keyType.V())
		m.Dict.SetStr(py.Intern("error"), py.OSError.V())
		return nil
	}}
}

func failure(err error) *excp { return py.OSErrorOf(err) }

// nameArg converts a name; None stands for the unnamed one.
func nameArg(t *thread, v value) (string, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return "", nil
	}
	if !v.IsStr() {
		return "", py.TypeErrorf("argument must be str or None, not %s", py.TypeName(v))
	}
	return py.AsStr(v).String(), nil
}

func keyAndAccess(t *thread, a []value) (k registry.Key, sub string, access int, exc *excp) {
	if k, exc = keyArg(t, a[0]); exc != nil {
		return
	}
	if sub, exc = nameArg(t, a[1]); exc != nil {
		return
	}
	if access = int(constants["KEY_READ"]); len(a) > 3 && a[3].Bound() {
		access, exc = py.IndexInt(t, a[3], py.OverflowError)
	}
	return
}

func openKey(t *thread, _ value, a []value) (value, *excp) {
	k, sub, access, exc := keyAndAccess(t, a)
	if exc != nil {
		return value{}, exc
	}
	opened, err := registry.OpenKey(k, sub, uint32(access))
	if err != nil {
		return value{}, failure(err)
	}
	return newKey(opened), nil
}

func createKey(t *thread, _ value, a []value) (value, *excp) {
	if a[3].IsUnbound() {
		a[3] = py.Int(constants["KEY_WRITE"])
	}
	k, sub, access, exc := keyAndAccess(t, a)
	if exc != nil {
		return value{}, exc
	}
	opened, _, err := registry.CreateKey(k, sub, uint32(access))
	if err != nil {
		return value{}, failure(err)
	}
	return newKey(opened), nil
}

func deleteKey(t *thread, _ value, a []value) (value, *excp) {
	k, sub, _, exc := keyAndAccess(t, a[:2])
	if exc != nil {
		return value{}, exc
	}
	return py.None, failure(registry.DeleteKey(k, sub))
}

func enumKey(t *thread, _, key, index value) (value, *excp) {
	k, exc := keyArg(t, key)
	if exc != nil {
		return value{}, exc
	}
	i, exc := py.IndexInt(t, index, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	buf := make([]uint16, 257)
	n := uint32(len(buf))
	err := windows.RegEnumKeyEx(windows.Handle(k), uint32(i), &buf[0], &n, nil, nil, nil, nil)
	return py.StrV(windows.UTF16ToString(buf)), failure(err)
}

func queryInfo(t *thread, _, key value) (value, *excp) {
	k, exc := keyArg(t, key)
	if exc != nil {
		return value{}, exc
	}
	info, err := k.Stat()
	if err != nil {
		return value{}, failure(err)
	}
	ft := windows.NsecToFiletime(info.ModTime().UnixNano())
	return py.NewTuple(py.Int(int64(info.SubKeyCount)), py.Int(int64(info.ValueCount)), py.Int(int64(ft.HighDateTime)<<32|int64(ft.LowDateTime))).V(), nil
}
