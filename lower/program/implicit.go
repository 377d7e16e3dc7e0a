// This file finds the modules that code needs without naming them in an import statement.

package program

import (
	"strings"

	"adder/frontend/code"
)

// byName are the modules that builtins of these names import when they are used.
var byName = map[string][]string{
	"help":      {"_sitebuiltins", "pydoc"},
	"copyright": {"_sitebuiltins"},
	"credits":   {"_sitebuiltins"},
	"license":   {"_sitebuiltins"},
}

// The arguments of CALL_INTRINSIC_1 for type parameters (Include/internal/pycore_intrinsics.h).
const (
	intrinsicTypeVar          = 7
	intrinsicParamSpec        = 8
	intrinsicTypeVarTuple     = 9
	intrinsicSubscriptGeneric = 10
	intrinsicTypeAlias        = 11
)

// byIntrinsic are the modules that these instructions use.
var byIntrinsic = map[uint32][]string{
	intrinsicTypeVar:          {"_typing", "typing"},
	intrinsicParamSpec:        {"_typing", "typing"},
	intrinsicTypeVarTuple:     {"_typing", "typing"},
	intrinsicSubscriptGeneric: {"typing"},
	intrinsicTypeAlias:        {"_typing", "typing"},
}

// implicit requests what the instructions and the names of a module need.
func (r *reacher) implicit(m *Module) error {
	for _, c := range code.Flatten(m.Code) {
		for _, name := range implicitImports(c, m.Std, r.opts.Codec) {
			if err := r.need(request{name: name, file: m.File, optional: true, std: true}); err != nil {
				return err
			}
		}
	}
	return nil
}

// implicitImports lists the modules that one code object needs.
func implicitImports(c *code.Code, std bool, codec func(name string) []string) []string {
	var list []string
	for in := range c.Instructions() {
		switch in.Op {
		case code.CALL_INTRINSIC_1:
			list = append(list, byIntrinsic[in.Arg]...)
		case code.BUILD_TEMPLATE:
			list = append(list, "string.templatelib")
		case code.LOAD_NAME:
			list = append(list, byName[c.Names[in.Arg]]...)
		case code.LOAD_GLOBAL:
			list = append(list, byName[c.Names[in.Arg>>1]]...)
		}
	}
	if std {
		return list
	}
	for _, name := range c.Names {
		if name == "importlib" || strings.HasPrefix(name, "importlib.") {
			list = append(list, "zipimport") // is in sys.path_hooks
		}
	}
	if codec == nil {
		return list
	}
	for _, k := range c.Consts {
		if s, ok := k.(string); ok {
			list = append(list, codec(s)...)
		}
	}
	return list
}
