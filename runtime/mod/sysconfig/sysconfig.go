// This file gives the sysconfig module the variables of the build.

// Package sysconfig is the _sysconfig module.
package sysconfig

import "adder/runtime/py"

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_sysconfig", Doc: "A helper for the sysconfig module.", Methods: []py.Method{
		{Name: "config_vars", Sig: "()", Doc: "Returns a dictionary containing build variables intended to be exposed by sysconfig.",
			F0: func(t *py.Thread, self py.Value) (py.Value, *py.Exc) {
				d := py.NewDict()
				d.SetStr(py.Intern("Py_GIL_DISABLED"), py.Int(0))
				d.SetStr(py.Intern("Py_DEBUG"), py.Int(0))
				return d.V(), nil
			}},
	}}
}
