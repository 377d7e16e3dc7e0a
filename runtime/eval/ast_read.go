// This file turns objects of _ast into the front end's trees.

package eval

import (
	"math"
	"reflect"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/runtime/py"
)

// reader converts objects. Go's reflection sets the fields: the table of classes tells what they are,
// and trees are compiled too seldom for 80 generated setters to pay.
type reader struct {
	t *thread
	s *astState
}

// modNames are the classes of whole programs for the modes of compile().
var modNames = map[string]string{"exec": "Module", "eval": "Expression", "single": "Interactive", "func_type": "FunctionType"}

// mod converts a tree for a mode of compile().
func (r *reader) mod(v value, mode string) (ast.Mod, *excp) {
	want := modNames[mode]
	for id := range ast.Classes {
		if ast.Classes[id].Name != want {
			continue
		}
		if !py.IsInstance(v, r.s.classes[id].typ) {
			return nil, py.TypeErrorf("expected %s node, got %s", want, v.Type().Name)
		}
		n, exc := r.fields(v, ast.ClassID(id))
		if exc != nil {
			return nil, exc
		}
		return n.(ast.Mod), nil
	}
	return nil, py.ValueErrorf("compile() mode must be 'exec', 'eval' or 'single'")
}

// node converts an object of an ASDL type, a sum or a product; nil for None.
func (r *reader) node(v value, typeName string) (ast.Node, *excp) {
	if v.IsNone() {
		return nil, nil
	}
	if exc := r.t.EnterNative(" during ast construction"); exc != nil {
		return nil, exc
	}
	defer r.t.LeaveNative()
	base := r.s.types[typeName]
	if base != nil && r.s.byType[base] != nil {
		return r.positioned(v, r.s.byType[base].id, typeName)
	}
	var pos *ast.Pos
	if sumHasPos(typeName) {
		var exc *excp
		if pos, exc = r.position(v, typeName); exc != nil {
			return nil, exc
		}
	}
	for k := v.Type(); k != nil; k = k.Base {
		if info := r.s.byType[k]; info != nil && ast.Classes[info.id].Base == typeName {
			n, exc := r.fields(v, info.id)
			if exc == nil && pos != nil {
				*n.(interface{ Position() *ast.Pos }).Position() = *pos
			}
			return n, exc
		}
	}
	return nil, r.unexpected(v, typeName)
}

func sumHasPos(name string) bool {
	for _, sum := range sums {
		if sum.name == name {
			return sum.pos != noPos
		}
	}
	return false
}

func (r *reader) unexpected(v value, typeName string) *excp {
	s, exc := py.Repr(r.t, v)
	if exc != nil {
		return exc
	}
	return py.TypeErrorf("expected some sort of %s, but got %s", typeName, s.String())
}

// positioned converts an object of a product type, whose position comes last.
func (r *reader) positioned(v value, id ast.ClassID, typeName string) (ast.Node, *excp) {
	n, exc := r.fields(v, id)
	if exc != nil || !ast.Classes[id].HasPos {
		return n, exc
	}
	pos, exc := r.position(v, typeName)
	if exc != nil {
		return nil, exc
	}
	*n.(interface{ Position() *ast.Pos }).Position() = *pos
	return n, nil
}

// position reads where a node is; the end may be missing but for patterns and type parameters.
func (r *reader) position(v value, typeName string) (*ast.Pos, *excp) {
	pos := &ast.Pos{}
	whole := typeName == "pattern" || typeName == "type_param"
	for i, to := range [...]*int32{&pos.Lineno, &pos.ColOffset, &pos.EndLineno, &pos.EndColOffset} {
		at, exc := py.LookupAttr(r.t, v, posNames[i])
		if exc != nil {
			return nil, exc
		}
		if at.IsUnbound() || at.IsNone() && i >= 2 && !whole {
			if i < 2 || whole {
				return nil, py.TypeErrorf("required field \"%s\" missing from %s", posNames[i].String(), typeName)
			}
			*to = [...]int32{pos.Lineno, pos.ColOffset}[i-2]
			continue
		}
		n, exc := r.int(at)
		if exc != nil {
			return nil, exc
		}
		*to = int32(n)
	}
	return pos, nil
}

func (r *reader) int(v value) (int, *excp) {
	if !v.IsAnyInt() {
		s, exc := py.Repr(r.t, v)
		if exc != nil {
			return 0, exc
		}
		return 0, py.ValueErrorf("invalid integer value: %s", s.String())
	}
	n, ok := py.ToInt64(v)
	if !ok || n > math.MaxInt32 || n < math.MinInt32 {
		return 0, py.OverflowErrorf("Python int too large to convert to C int")
	}
	return int(n), nil
}

// fields converts an object to a node of that class, but for its position.
func (r *reader) fields(v value, id ast.ClassID) (ast.Node, *excp) {
	class := &ast.Classes[id]
	n := ast.New(id)
	to := reflect.ValueOf(n).Elem()
	skip := 0
	if class.HasPos {
		skip = 1 // the embedded Pos
	}
	for i := range class.Fields {
		f := &class.Fields[i]
		item, exc := py.LookupAttr(r.t, v, r.s.classes[id].fields[i])
		if exc != nil {
			return nil, exc
		}
		target := to.Field(i + skip)
		if f.List {
			if exc := r.list(target, item, class, f); exc != nil {
				return nil, exc
			}
			continue
		}
		if item.IsUnbound() {
			if !f.Optional {
				return nil, py.TypeErrorf("required field \"%s\" missing from %s", f.Name, class.Name)
			}
			item = py.None
		}
		if exc := r.set(target, item, f); exc != nil {
			return nil, exc
		}
		if !f.Optional && item.IsNone() && f.Kind != ast.KindConstant {
			return nil, py.ValueErrorf("field '%s' is required for %s", f.Name, class.Name)
		}
	}
	return n, nil
}

func (r *reader) list(target reflect.Value, v value, class *ast.Class, f *ast.Field) *excp {
	if v.IsUnbound() {
		return nil
	}
	if !v.IsList() {
		return py.TypeErrorf("%s field \"%s\" must be a list, not a %s", class.Name, f.Name, v.Type().Name)
	}
	n := len(py.AsList(v).Items)
	out := reflect.MakeSlice(target.Type(), n, n)
	for i := range n {
		if i >= len(py.AsList(v).Items) {
			break
		}
		if exc := r.set(out.Index(i), py.AsList(v).Items[i], f); exc != nil {
			return exc
		}
		if len(py.AsList(v).Items) != n {
			return py.RuntimeErrorf("%s field \"%s\" changed size during iteration", class.Name, f.Name)
		}
	}
	target.Set(out)
	return nil
}

// set converts one value for a field, or for an element of a list.
func (r *reader) set(target reflect.Value, v value, f *ast.Field) *excp {
	switch f.Kind {
	case ast.KindNode:
		n, exc := r.node(v, f.Type)
		if exc == nil && n != nil {
			target.Set(reflect.ValueOf(n))
		}
		return exc
	case ast.KindIdentifier:
		return r.setIdentifier(target, v, f)
	case ast.KindString:
		return r.setString(target, v)
	case ast.KindInt:
		if v.IsNone() && f.Optional {
			return nil
		}
		n, exc := r.int(v)
		if exc == nil {
			target.SetInt(int64(n))
		}
		return exc
	case ast.KindEnum:
		n, exc := r.enum(v, f.Type)
		if exc == nil {
			target.SetUint(uint64(n))
		}
		return exc
	}
	c, exc := r.constant(v)
	if exc == nil {
		target.Set(reflect.ValueOf(&c).Elem())
	}
	return exc
}

func (r *reader) setIdentifier(target reflect.Value, v value, f *ast.Field) *excp {
	if v.IsNone() && (f.Optional || !f.List) {
		return nil
	}
	if v.Type() != py.StrType {
		return py.TypeErrorf("AST identifier must be of type str")
	}
	target.SetString(py.AsStr(v).String())
	return nil
}

// setString sets a string or a *string.
func (r *reader) setString(target reflect.Value, v value) *excp {
	if v.IsNone() {
		return nil
	}
	text := ""
	switch v.Type() {
	case py.StrType:
		text = py.AsStr(v).String()
	case py.BytesType:
		data, _ := py.BytesOf(v)
		text = string(data)
	default:
		return py.TypeErrorf("AST string must be of type str")
	}
	if target.Kind() == reflect.Pointer {
		target.Set(reflect.ValueOf(&text))
	} else {
		target.SetString(text)
	}
	return nil
}

func (r *reader) enum(v value, typeName string) (int, *excp) {
	for i, member := range r.s.members[typeName] {
		if py.IsInstance(v, member.Type()) {
			return i, nil
		}
	}
	return 0, r.unexpected(v, typeName)
}

// constant converts the value of a Constant node.
func (r *reader) constant(v value) (code.Const, *excp) {
	if bad, exc := r.badConstant(v); exc != nil || bad.Bound() {
		if exc == nil {
			exc = py.TypeErrorf("got an invalid type in Constant: %s", bad.Type().Name)
		}
		return nil, exc
	}
	return py.ToConst(v)
}

// badConstant returns what in v cannot be in code, unbound if nothing.
func (r *reader) badConstant(v value) (value, *excp) {
	switch v.Type() {
	case py.NoneType, py.EllipsisType, py.BoolType, py.IntType, py.FloatType, py.ComplexType, py.StrType, py.BytesType:
		return value{}, nil
	case py.TupleType, py.FrozenSetType:
	default:
		return v, nil
	}
	if exc := r.t.EnterNative(" during compilation"); exc != nil {
		return value{}, exc
	}
	defer r.t.LeaveNative()
	items, exc := py.Collect(r.t, v)
	if exc != nil {
		return value{}, exc
	}
	for _, item := range items {
		if bad, exc := r.badConstant(item); exc != nil || bad.Bound() {
			return bad, exc
		}
	}
	return value{}, nil
}
