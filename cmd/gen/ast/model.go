// This file maps ASDL names and types to Go's.
package main

import "strings"

// model is the whole definition with the choices made for Go.
type model struct {
	types  []typeDef
	byName map[string]*typeDef
}

func newModel(types []typeDef) *model {
	m := &model{types: types, byName: map[string]*typeDef{}}
	for i := range types {
		m.byName[types[i].name] = &types[i]
	}
	return m
}

// typeNames are the Go names of ASDL types whose own name would collide with a constructor
// or read badly.
var typeNames = map[string]string{
	"boolop":        "BoolOperator",
	"unaryop":       "UnaryOperator",
	"cmpop":         "CmpOperator",
	"excepthandler": "ExceptHandler",
	"withitem":      "WithItem",
}

// ctorNames are the Go names of constructors that collide with a type.
var ctorNames = map[string]string{
	"Expr": "ExprStmt", // the interface Expr
	"Mod":  "Modulo",   // the interface Mod
}

// words are field names whose parts the ASDL runs together.
var words = map[string]string{
	"id":          "ID",
	"posonlyargs": "PosOnlyArgs",
	"kwonlyargs":  "KwOnlyArgs",
}

func goTypeName(name string) string {
	if n, ok := typeNames[name]; ok {
		return n
	}
	return camel(name)
}

func goCtorName(t *typeDef, name string) string {
	if t.product {
		return goTypeName(name)
	}
	if n, ok := ctorNames[name]; ok {
		return n
	}
	return name
}

func goFieldName(name string) string {
	if n, ok := words[name]; ok {
		return n
	}
	return camel(name)
}

func camel(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

// isStruct reports whether a type is one Go struct: a product, or a sum of one constructor.
func (t *typeDef) isStruct() bool { return t.product || len(t.ctors) == 1 }

// baseType returns the Go type of one value of ASDL type name.
func (m *model) baseType(name string) string {
	switch name {
	case "identifier", "string":
		return "string"
	case "int":
		return "int"
	case "constant":
		return "code.Const"
	}
	t := m.byName[name]
	switch {
	case t == nil:
		panic("unknown ASDL type " + name)
	case t.isEnum() || !t.isStruct():
		return goTypeName(name)
	}
	return "*" + goTypeName(name)
}

// goType returns the Go type of a field.
func (m *model) goType(f field) string {
	base := m.baseType(f.typ)
	switch {
	case strings.HasSuffix(f.suffix, "*"):
		return "[]" + base
	case f.name == "type_comment":
		return "*string" // an empty comment is not None
	}
	return base
}

// kind returns the FieldKind constant of a field.
func (m *model) kind(f field) string {
	switch f.typ {
	case "identifier":
		return "KindIdentifier"
	case "string":
		return "KindString"
	case "int":
		return "KindInt"
	case "constant":
		return "KindConstant"
	}
	if m.byName[f.typ].isEnum() {
		return "KindEnum"
	}
	return "KindNode"
}
