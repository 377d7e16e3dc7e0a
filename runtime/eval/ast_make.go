// This file turns the front end's trees into objects of _ast.

package eval

import (
	"fmt"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/runtime/py"
)

// object makes the object for a node, None for nil.
func (s *astState) object(n ast.Node) value {
	if n == nil {
		return py.None
	}
	info := &s.classes[n.Class()]
	v := allocNode(info.typ)
	d := asNode(v).Dict
	class := &ast.Classes[info.id]
	for i := range class.Fields {
		d.SetStr(info.fields[i], s.field(&class.Fields[i], n.Get(i)))
	}
	if class.HasPos {
		p := n.(interface{ Position() *ast.Pos }).Position()
		for i, at := range [...]int32{p.Lineno, p.ColOffset, p.EndLineno, p.EndColOffset} {
			d.SetStr(posNames[i], py.Int(int64(at)))
		}
	}
	return v
}

// field makes the object for what a field holds.
func (s *astState) field(f *ast.Field, v any) value {
	if f.Kind == ast.KindConstant {
		return py.FromConst(v.(code.Const))
	}
	switch v := v.(type) {
	case nil:
		return py.None
	case ast.Node:
		return s.object(v)
	case string:
		if v == "" && (f.Optional || f.Kind == ast.KindIdentifier) {
			return py.None
		}
		if f.Kind == ast.KindIdentifier {
			return py.Intern(v).V()
		}
		return py.StrV(v)
	case *string:
		if v == nil {
			return py.None
		}
		return py.StrV(*v)
	case int:
		return py.Int(int64(v))
	case []ast.Node:
		items := make([]value, len(v))
		for i, n := range v {
			items[i] = s.object(n)
		}
		return py.ListFrom(items).V()
	case []string:
		items := make([]value, len(v))
		for i, name := range v {
			items[i] = py.Intern(name).V()
		}
		return py.ListFrom(items).V()
	case []fmt.Stringer:
		items := make([]value, len(v))
		for i, e := range v {
			items[i] = s.member(f.Type, e)
		}
		return py.ListFrom(items).V()
	case fmt.Stringer:
		return s.member(f.Type, v)
	}
	panic(fmt.Sprintf("eval: field %s holds a %T", f.Name, v))
}

// member returns the shared instance of a value of an enumeration.
func (s *astState) member(name string, v fmt.Stringer) value {
	return s.members[name][enumIndex(v)]
}

// enumIndex is the number of a value of an enumeration.
func enumIndex(v fmt.Stringer) int {
	switch v := v.(type) {
	case ast.ExprContext:
		return int(v)
	case ast.BoolOperator:
		return int(v)
	case ast.Operator:
		return int(v)
	case ast.UnaryOperator:
		return int(v)
	case ast.CmpOperator:
		return int(v)
	}
	panic(fmt.Sprintf("eval: %T is no enumeration", v))
}
