// This file finds the modules that code needs without naming them in an import statement.

package program

import (
	"slices"
	"strings"
	"unicode"

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

// Codecs knows the modules that implement encodings.
type Codecs interface {
	// Modules returns those of the encoding with that name, none if there is no such encoding or
	// it needs none.
	Modules(name string) []string
	// All returns those of all encodings.
	All() []string
}

// codecLookups take the name of an encoding; a program that calls them as attributes can ask for any.
var codecLookups = map[string]bool{
	"lookup": true, "getencoder": true, "getdecoder": true, "getincrementalencoder": true,
	"getincrementaldecoder": true, "getreader": true, "getwriter": true,
}

// encodings lists the modules of the encodings that code of the program itself may name: those whose
// names stand in constants, and all if it computes names.
func (codecs codecUser) encodings(c *code.Code) []string {
	var list []string
	for _, k := range c.Consts {
		if s, ok := k.(string); ok {
			list = append(list, codecs.Modules(s)...)
			if usesName(c, "split") {
				for _, word := range strings.FieldsFunc(s, isSeparator) {
					list = append(list, codecs.Modules(word)...)
				}
			}
		}
	}
	if codecs.computes(c) {
		list = append(list, codecs.All()...)
	}
	return list
}

func isSeparator(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '|' }

type codecUser struct{ Codecs }

// computes reports whether the code passes something that is no constant to encode() or decode(), or
// looks codecs up.
func (codecs codecUser) computes(c *code.Code) bool {
	method := false
	for in := range c.Instructions() {
		switch in.Op {
		case code.LOAD_ATTR:
			name := c.Names[in.Arg>>1]
			if codecLookups[name] && usesName(c, "codecs") {
				return true
			}
			method = name == "encode" || name == "decode"
			continue
		case code.PUSH_NULL:
			continue
		case code.LOAD_FAST, code.LOAD_FAST_BORROW, code.LOAD_NAME, code.LOAD_GLOBAL, code.LOAD_DEREF:
			if method {
				return true
			}
		}
		method = false
	}
	return false
}

func usesName(c *code.Code, name string) bool { return slices.Contains(c.Names, name) }

// implicit requests what the instructions and the names of a module need.
func (r *reacher) implicit(m *Module) error {
	for _, c := range code.Flatten(m.Code) {
		for _, name := range implicitImports(c, m.Std, r.opts.Codecs) {
			if err := r.need(request{name: name, file: m.File, optional: true, std: true}); err != nil {
				return err
			}
		}
	}
	return nil
}

// implicitImports lists the modules that one code object needs.
func implicitImports(c *code.Code, std bool, codecs Codecs) []string {
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
	if codecs != nil {
		list = append(list, codecUser{codecs}.encodings(c)...)
	}
	return list
}
