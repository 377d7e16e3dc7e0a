// This file implements the _symtable module: the compiler's symbol tables as objects.

package eval

import (
	"fmt"

	"adder/frontend"
	"adder/frontend/symtable"
	"adder/runtime/py"
)

// entry is a symbol table entry: what the compiler knows about a block.
type entry struct {
	py.Header
	e        *symtable.Entry
	children value // a list, made on first use, so that a block is always the same object
}

var entryType = &py.Type{Name: "symtable entry"}

func asEntry(v value) *entry { return (*entry)(v.Ptr()) }

func newEntry(e *symtable.Entry) value {
	x := &entry{e: e}
	x.SetType(entryType)
	return x.V()
}

// Symtable returns the definition of the _symtable module.
func Symtable() *py.ModuleDef {
	return &py.ModuleDef{Name: "_symtable", Methods: []py.Method{
		{Name: "symtable", Sig: "(source, filename, startstr, /)", F3: symbolTable,
			Doc: "Return symbol and scope dictionaries used internally by compiler."},
	}, Exec: func(t *thread, m *py.Module) *excp {
		defineEntry()
		for name, v := range map[string]int64{
			"USE": int64(symtable.Use), "DEF_GLOBAL": int64(symtable.DefGlobal), "DEF_NONLOCAL": int64(symtable.DefNonlocal),
			"DEF_LOCAL": int64(symtable.DefLocal), "DEF_PARAM": int64(symtable.DefParam), "DEF_TYPE_PARAM": int64(symtable.DefTypeParam),
			"DEF_FREE_CLASS": int64(symtable.DefFreeClass), "DEF_IMPORT": int64(symtable.DefImport),
			"DEF_BOUND": int64(symtable.DefLocal | symtable.DefParam | symtable.DefImport), "DEF_ANNOT": int64(symtable.DefAnnot),
			"DEF_COMP_ITER": int64(symtable.DefCompIter), "DEF_COMP_CELL": int64(symtable.DefCompCell),
			"TYPE_FUNCTION": int64(symtable.Function), "TYPE_CLASS": int64(symtable.Class), "TYPE_MODULE": int64(symtable.Module),
			"TYPE_ANNOTATION": int64(symtable.Annotation), "TYPE_TYPE_ALIAS": int64(symtable.TypeAlias),
			"TYPE_TYPE_PARAMETERS": int64(symtable.TypeParameters), "TYPE_TYPE_VARIABLE": int64(symtable.TypeVariable),
			"LOCAL": int64(symtable.Local), "GLOBAL_EXPLICIT": int64(symtable.GlobalExplicit),
			"GLOBAL_IMPLICIT": int64(symtable.GlobalImplicit), "FREE": int64(symtable.Free), "CELL": int64(symtable.Cell),
			"SCOPE_OFF": symtable.ScopeShift, "SCOPE_MASK": 15,
		} {
			m.Dict.SetStr(py.Intern(name), py.Int(v))
		}
		return nil
	}}
}

func symbolTable(t *thread, self, src, filename, start value) (value, *excp) {
	text, isStr, exc := sourceOf(src, "symtable() arg 1 must be a string or bytes object")
	if exc != nil {
		return value{}, exc
	}
	file, exc := py.FSText(t, filename)
	if exc != nil {
		return value{}, exc
	}
	if !start.IsStr() {
		return value{}, py.TypeErrorf("symtable() argument 3 must be str, not %s", py.TypeName(start))
	}
	name := py.AsStr(start).String()
	mode, ok := modes[name]
	if !ok || name == "func_type" {
		return value{}, py.ValueErrorf("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
	}
	opts := options(0, -1)
	opts.IsStr = isStr
	table, exc := guarded(t, &opts, func() (*symtable.Table, error) {
		table, _, err := frontend.Symbols([]byte(text), file, mode, opts)
		return table, err
	})
	if exc != nil {
		return value{}, exc
	}
	return newEntry(table.Top), nil
}

// sourceOf returns the text of a str or of bytes, which the front end decodes.
func sourceOf(v value, message string) (text string, isStr bool, exc *excp) {
	if v.IsStr() {
		return py.AsStr(v).String(), true, nil
	}
	data, ok := py.BytesOf(v)
	if !ok {
		return "", false, py.TypeErrorf("%s", message)
	}
	return string(data), false, nil
}

// childList returns the blocks inside, with those of inlined comprehensions in their place.
func (x *entry) childList() value {
	if x.children.Bound() {
		return x.children
	}
	l := py.NewList()
	var add func(list []*symtable.Entry)
	add = func(list []*symtable.Entry) {
		for _, c := range list {
			if c.Inlined {
				add(c.Children)
				continue
			}
			l.Items = append(l.Items, newEntry(c))
		}
	}
	add(x.e.Children)
	x.children = l.V()
	return x.children
}

func zeroOne(b bool) value {
	if b {
		return py.Int(1)
	}
	return py.Int(0)
}

func (x *entry) symbols() value {
	d := py.NewDict()
	for _, s := range x.e.Symbols.All() {
		d.SetStr(py.Intern(s.Name), py.Int(int64(s.Flags)))
	}
	return d.V()
}

func (x *entry) varNames() value {
	l := py.NewList()
	for _, name := range x.e.VarNames {
		l.Items = append(l.Items, py.Intern(name).V())
	}
	return l.V()
}

func defineEntry() {
	member := func(name string, get func(x *entry) value) py.Member {
		return py.Member{Name: name, Get: func(v value) value { return get(asEntry(v)) }}
	}
	py.Define(entryType, &py.StaticType{Name: "symtable entry", Flags: py.DisallowNew,
		Slots: py.Slots{Repr: func(t *thread, self value) (value, *excp) {
			x := asEntry(self)
			id, exc := py.StrOf(t, py.ID(self))
			if exc != nil {
				return value{}, exc
			}
			return py.StrV(fmt.Sprintf("<symtable entry %s(%s), line %d>", x.e.Name, id.String(), x.e.Pos.Lineno)), nil
		}},
		Members: []py.Member{
			member("id", func(x *entry) value { return py.ID(x.V()) }),
			member("name", func(x *entry) value { return py.StrV(x.e.Name) }),
			member("symbols", (*entry).symbols),
			member("varnames", (*entry).varNames),
			member("children", (*entry).childList),
			member("nested", func(x *entry) value { return zeroOne(x.e.Nested) }),
			member("type", func(x *entry) value { return py.Int(int64(x.e.Type)) }),
			member("lineno", func(x *entry) value { return py.Int(int64(x.e.Pos.Lineno)) }),
		}})
}
