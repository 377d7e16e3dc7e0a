// This file makes the classes of the _ast module of the front end's table of nodes.

package eval

import (
	"strings"
	"unsafe"

	"adder/frontend/ast"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// astNode is an instance of a class of _ast; its attributes are in its dictionary.
type astNode struct {
	py.Header
	py.Ext
}

func asNode(v value) *astNode { return (*astNode)(v.Ptr()) }

// enum is an enumeration of the ASDL: its values are classes without fields, whose instances in
// trees are shared.
type enum struct {
	name   string // the ASDL type
	values []string
}

// enums are the enumerations; the order of the values is that of the Go constants.
func enums() []enum {
	return []enum{
		{"expr_context", []string{"Load", "Store", "Del"}},
		{"boolop", []string{"And", "Or"}},
		{"operator", []string{"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"}},
		{"unaryop", []string{"Invert", "Not", "UAdd", "USub"}},
		{"cmpop", []string{"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"}},
	}
}

// sums are the sum types in the order of the ASDL, with the attributes of their nodes.
var sums = [...]struct {
	name string
	pos  posKind
}{
	{"mod", noPos}, {"stmt", optionalEnd}, {"expr", optionalEnd}, {"expr_context", noPos}, {"boolop", noPos}, {"operator", noPos},
	{"unaryop", noPos}, {"cmpop", noPos}, {"excepthandler", optionalEnd}, {"pattern", wholePos}, {"type_ignore", noPos}, {"type_param", wholePos},
}

// posKind tells which positions nodes have.
type posKind uint8

const (
	noPos       posKind = iota
	optionalEnd         // end_lineno and end_col_offset may be missing
	wholePos
)

// classInfo is a class of _ast with the names of its fields at hand.
type classInfo struct {
	id     ast.ClassID
	typ    *py.Type
	fields []*py.Str
}

// astState is filled when _ast is first imported or used.
type astState struct {
	base    *py.Type
	classes [ast.NumClasses]classInfo
	byType  map[*py.Type]*classInfo
	types   map[string]*py.Type // sum types, products and enumerations, by ASDL name
	members map[string][]value  // the shared instances of an enumeration
	all     []*py.Type          // in the order of the module's dict
}

var trees *astState

// posNames are the attributes that tell a node's position.
var posNames = [...]*py.Str{py.Intern("lineno"), py.Intern("col_offset"), py.Intern("end_lineno"), py.Intern("end_col_offset")}

// AST returns the definition of the _ast module.
func AST() *py.ModuleDef {
	return &py.ModuleDef{Name: "_ast", Exec: func(t *thread, m *py.Module) *excp {
		s, exc := astTypes(t)
		if exc != nil {
			return exc
		}
		for _, typ := range s.all {
			m.Dict.SetStr(py.Intern(typ.Name), typ.V())
		}
		for name, flag := range map[string]int64{"PyCF_ALLOW_TOP_LEVEL_AWAIT": allowTopAwait, "PyCF_ONLY_AST": onlyAST,
			"PyCF_TYPE_COMMENTS": typeComments, "PyCF_OPTIMIZED_AST": optimizedAST} {
			m.Dict.SetStr(py.Intern(name), py.Int(flag))
		}
		return nil
	}}
}

// astTypes makes the classes on first use.
func astTypes(t *thread) (*astState, *excp) {
	if trees != nil {
		return trees, nil
	}
	s := &astState{byType: map[*py.Type]*classInfo{}, types: map[string]*py.Type{}, members: map[string][]value{}, base: astBase()}
	s.all = append(s.all, s.base)
	for _, sum := range sums {
		typ, exc := s.makeClass(t, sum.name, s.base, nil, sumDoc(sum.name))
		if exc == nil {
			exc = addPositions(t, typ, sum.pos)
		}
		if exc != nil {
			return nil, exc
		}
		s.types[sum.name] = typ
	}
	for _, e := range enums() {
		if exc := s.makeEnum(t, e); exc != nil {
			return nil, exc
		}
	}
	for id := range ast.Classes {
		if exc := s.makeNodeClass(t, ast.ClassID(id)); exc != nil {
			return nil, exc
		}
	}
	for id := range ast.Classes {
		if exc := s.describeFields(t, ast.ClassID(id)); exc != nil {
			return nil, exc
		}
	}
	trees = s
	return s, nil
}

func astBase() *py.Type {
	typ := &py.Type{Name: "AST"}
	py.Define(typ, &py.StaticType{Name: "ast.AST", Flags: py.BaseType, HasDict: true, ExtOffset: unsafe.Offsetof(astNode{}.Ext),
		Alloc: allocNode, GetSet: []py.GetSet{py.DictAttr()},
		Slots: py.Slots{Init: nodeInit, Repr: nodeRepr, New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			return py.AllocOf(typ), nil
		}},
		Methods: []py.Method{
			{Name: "__reduce__", Sig: "()", F0: nodeReduce},
			{Name: "__replace__", Sig: "(**fields)", FK: nodeReplace},
		},
		Attrs: func(typ *py.Type) {
			for _, name := range []string{"_fields", "__match_args__", "_attributes"} {
				typ.Dict.SetStr(py.Intern(name), py.NewTuple().V())
			}
		}})
	return typ
}

func allocNode(typ *py.Type) value {
	n := &astNode{}
	n.SetType(typ)
	n.Dict = py.NewDict()
	return n.V()
}

// makeClass makes a class with those fields.
func (s *astState) makeClass(t *thread, name string, base *py.Type, fields []value, doc string) (*py.Type, *excp) {
	ns := py.NewDict()
	names := py.NewTuple(fields...).V()
	ns.SetStr(py.Intern("_fields"), names)
	ns.SetStr(py.Intern("__match_args__"), names)
	ns.SetStr(py.Intern("__module__"), py.StrV("ast"))
	ns.SetStr(py.Intern("__doc__"), py.StrV(doc))
	v, exc := py.Call3(t, py.TypeType.V(), py.StrV(name), py.NewTuple(base.V()).V(), ns.V())
	if exc != nil {
		return nil, exc
	}
	s.all = append(s.all, py.AsType(v))
	return py.AsType(v), nil
}

func addPositions(t *thread, typ *py.Type, pos posKind) *excp {
	var names []value
	if pos != noPos {
		for _, n := range posNames {
			names = append(names, n.V())
		}
	}
	exc := py.SetAttr(t, typ.V(), py.Intern("_attributes"), py.NewTuple(names...).V())
	if pos == optionalEnd {
		for _, n := range posNames[2:] {
			if exc == nil {
				exc = py.SetAttr(t, typ.V(), n, py.None)
			}
		}
	}
	return exc
}

func (s *astState) makeEnum(t *thread, e enum) *excp {
	for _, name := range e.values {
		typ, exc := s.makeClass(t, name, s.types[e.name], nil, name)
		if exc != nil {
			return exc
		}
		if exc := setFieldTypes(t, typ, py.NewDict()); exc != nil {
			return exc
		}
		s.members[e.name] = append(s.members[e.name], allocNode(typ))
	}
	return nil
}

func (s *astState) makeNodeClass(t *thread, id ast.ClassID) *excp {
	class := &ast.Classes[id]
	info := &s.classes[id]
	info.id = id
	var fields []value
	for _, f := range class.Fields {
		name := py.Intern(f.Name)
		info.fields = append(info.fields, name)
		fields = append(fields, name.V())
	}
	base := s.base
	if class.Base != "AST" {
		base = s.types[class.Base]
	}
	var exc *excp
	if info.typ, exc = s.makeClass(t, class.Name, base, fields, ctorDoc(class)); exc != nil {
		return exc
	}
	s.byType[info.typ] = info
	if class.Base == "AST" {
		s.types[class.Name] = info.typ
		pos := noPos
		if class.HasPos {
			pos = optionalEnd
		}
		if exc := addPositions(t, info.typ, pos); exc != nil {
			return exc
		}
	}
	for i, f := range class.Fields {
		if f.Optional && !f.List {
			if exc := py.SetAttr(t, info.typ.V(), info.fields[i], py.None); exc != nil {
				return exc
			}
		}
	}
	return nil
}

// describeFields sets _field_types and __annotations__.
func (s *astState) describeFields(t *thread, id ast.ClassID) *excp {
	types := py.NewDict()
	for i, f := range ast.Classes[id].Fields {
		v := s.fieldType(f).V()
		switch {
		case f.List:
			v = py.NewGenericAlias(py.ListType.V(), v)
		case f.Optional:
			var exc *excp
			if v, exc = py.MakeUnion(t, v, py.None); exc != nil {
				return exc
			}
		}
		types.SetStr(s.classes[id].fields[i], v)
	}
	return setFieldTypes(t, s.classes[id].typ, types)
}

func setFieldTypes(t *thread, typ *py.Type, types *py.Dict) *excp {
	if exc := py.SetAttr(t, typ.V(), py.Intern("_field_types"), types.V()); exc != nil {
		return exc
	}
	return py.SetAttr(t, typ.V(), py.Intern("__annotations__"), types.V())
}

func (s *astState) fieldType(f ast.Field) *py.Type {
	switch f.Kind {
	case ast.KindIdentifier, ast.KindString:
		return py.StrType
	case ast.KindInt:
		return py.IntType
	case ast.KindConstant:
		return py.ObjectType
	}
	return s.types[f.Type]
}

// ctorDoc is the ASDL of a class, as its __doc__ has it.
func ctorDoc(class *ast.Class) string {
	if len(class.Fields) == 0 {
		return class.Name
	}
	var b strings.Builder
	b.WriteString(class.Name + "(")
	for i, f := range class.Fields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(f.Type)
		if f.Optional {
			b.WriteByte('?')
		}
		if f.List {
			b.WriteByte('*')
		}
		b.WriteString(" " + f.Name)
	}
	return b.String() + ")"
}

// sumDoc is the ASDL of a sum type.
func sumDoc(name string) string {
	for _, e := range enums() {
		if e.name == name {
			return name + " = " + strings.Join(e.values, " | ")
		}
	}
	var ctors []string
	for i := range ast.Classes {
		if ast.Classes[i].Base == name {
			ctors = append(ctors, ctorDoc(&ast.Classes[i]))
		}
	}
	return name + " = " + strings.Join(ctors, "\n"+strings.Repeat(" ", len(name)+1)+"| ")
}

// The flags of compile() that concern trees.
const (
	onlyAST      = 0x400
	optimizedAST = 0x8000 | onlyAST
)
