// Package errno is the errno module: the system's error numbers by name.
package errno

import (
	"sort"

	"adder/runtime/py"
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "errno", Doc: "This module makes available standard errno system symbols.\n\nThe value of each symbol is the corresponding integer value,\ne.g., on most systems, errno.ENOENT equals the integer 2.\n\nThe dictionary errno.errorcode maps numeric codes to symbol names,\ne.g., errno.errorcode[2] could be the string 'ENOENT'.\n\nSymbols that are not relevant to the underlying system are not defined.\n\nTo map error codes to error messages, use the function os.strerror(),\ne.g. os.strerror(2) could return 'No such file or directory'.", Exec: func(t *py.Thread, m *py.Module) *py.Exc {
		names := make([]string, 0, len(codes))
		for name := range codes {
			names = append(names, name)
		}
		sort.Strings(names)
		byCode := py.NewDict()
		for _, name := range names {
			code := py.Int(int64(codes[name]))
			m.Dict.SetStr(py.Intern(name), code)
			if exc := byCode.Set(t, code, py.StrV(name)); exc != nil {
				return exc
			}
		}
		// Of several names for one number, CPython's table ends with these.
		for _, name := range []string{"EAGAIN", "EDEADLK", "ENOTSUP"} {
			if n, ok := codes[name]; ok {
				if exc := byCode.Set(t, py.Int(int64(n)), py.StrV(name)); exc != nil {
					return exc
				}
			}
		}
		m.Dict.SetStr(py.Intern("errorcode"), byCode.V())
		return nil
	}}
}
