// This file implements what all classes of _ast share: construction, repr, copying.

package eval

import (
	"adder/runtime/py"
)

var (
	nameFields     = py.Intern("_fields")
	nameAttributes = py.Intern("_attributes")
	nameFieldTypes = py.Intern("_field_types")
)

// namesOf returns the strs of a class attribute such as _fields; nil if there is none.
func namesOf(t *thread, typ *py.Type, attr *py.Str) ([]value, *excp) {
	v, exc := py.LookupAttr(t, typ.V(), attr)
	if exc != nil || v.IsUnbound() {
		return nil, exc
	}
	return py.Collect(t, v)
}

// find returns the index of a name among names, -1 if it is not there.
func find(names []value, name *py.Str) int {
	for i, n := range names {
		if n.IsStr() && py.AsStr(n).String() == name.String() {
			return i
		}
	}
	return -1
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// nodeInit takes the fields by position or name; those that are missing get what their type says.
func nodeInit(t *thread, self value, args []value, kw []*py.Str) *excp {
	typ := self.Type()
	fields, exc := namesOf(t, typ, nameFields)
	if exc != nil {
		return exc
	}
	npos := len(args) - len(kw)
	if npos > len(fields) {
		return py.TypeErrorf("%s constructor takes at most %d positional argument%s", typ.TpName(), len(fields), plural(len(fields)))
	}
	given := make([]bool, len(fields))
	for i := range npos {
		if exc := setField(t, self, fields[i], args[i]); exc != nil {
			return exc
		}
		given[i] = true
	}
	for i, k := range kw {
		if exc := nodeKeyword(t, self, fields, given, k, args[npos+i]); exc != nil {
			return exc
		}
	}
	return fillMissing(t, self, fields, given)
}

func setField(t *thread, self, name, v value) *excp {
	if !name.IsStr() {
		return py.TypeErrorf("attribute name must be string, not '%s'", py.TypeName(name))
	}
	return py.SetAttr(t, self, py.InternStr(py.AsStr(name)), v)
}

func nodeKeyword(t *thread, self value, fields []value, given []bool, k *py.Str, v value) *excp {
	typ := self.Type()
	quoted, exc := py.Repr(t, k.V())
	if exc != nil {
		return exc
	}
	if at := find(fields, k); at >= 0 {
		if given[at] {
			return py.TypeErrorf("%s got multiple values for argument %s", typ.TpName(), quoted.String())
		}
		given[at] = true
		return py.SetAttr(t, self, k, v)
	}
	attributes, exc := namesOf(t, typ, nameAttributes)
	if exc != nil {
		return exc
	}
	if find(attributes, k) < 0 {
		exc := py.Warn(t, py.DeprecationWarning, typ.TpName()+".__init__ got an unexpected keyword argument "+quoted.String()+
			". Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.", 1)
		if exc != nil {
			return exc
		}
	}
	return py.SetAttr(t, self, k, v)
}

// fillMissing gives the fields without a value their defaults: nothing where the class has None, an
// empty list, Load(); others are an error to come.
func fillMissing(t *thread, self value, fields []value, given []bool) *excp {
	typ := self.Type()
	var types value
	for i, name := range fields {
		if given[i] {
			continue
		}
		if types.IsUnbound() {
			var exc *excp
			if types, exc = py.GetAttr(t, typ.V(), nameFieldTypes); exc != nil {
				return exc
			}
		}
		var kind value
		if types.IsDict() {
			var exc *excp
			if kind, exc = py.AsDict(types).Get(t, name); exc != nil {
				return exc
			}
		}
		if exc := fillField(t, self, name, kind); exc != nil {
			return exc
		}
	}
	return nil
}

func fillField(t *thread, self, name, kind value) *excp {
	typ := self.Type()
	quoted, exc := py.Repr(t, name)
	if exc != nil {
		return exc
	}
	switch {
	case kind.IsUnbound():
		return py.Warn(t, py.DeprecationWarning, "Field "+quoted.String()+" is missing from "+typ.TpName()+
			"._field_types. This will become an error in Python 3.15.", 1)
	case kind.Type() == py.UnionType:
		return nil
	case kind.Type() == py.GenericAliasType:
		return setField(t, self, name, py.NewList().V())
	case trees != nil && kind == trees.types["expr_context"].V():
		return setField(t, self, name, trees.members["expr_context"][0])
	}
	return py.Warn(t, py.DeprecationWarning, typ.TpName()+".__init__ missing 1 required positional argument: "+quoted.String()+
		". This will become an error in Python 3.15.", 1)
}

// nodeReduce makes a copy by the constructor with None for the fields, so that it does not complain,
// and then by the attributes.
func nodeReduce(t *thread, self value) (value, *excp) {
	fields, exc := namesOf(t, self.Type(), nameFields)
	if exc != nil {
		return value{}, exc
	}
	d := asNode(self).Dict
	var args []value
	for _, name := range fields {
		v, exc := d.Get(t, name)
		if exc != nil {
			return value{}, exc
		}
		if v.IsUnbound() {
			break
		}
		args = append(args, py.None)
	}
	return py.NewTuple(self.Type().V(), py.NewTuple(args...).V(), d.Copy().V()).V(), nil
}

// nodeReplace is copy.replace: a new node with some fields changed.
func nodeReplace(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(args) > len(kw) {
		return value{}, py.TypeErrorf("__replace__() takes no positional arguments")
	}
	typ := self.Type()
	fields, exc := namesOf(t, typ, nameFields)
	if exc != nil {
		return value{}, exc
	}
	attributes, exc := namesOf(t, typ, nameAttributes)
	if exc != nil {
		return value{}, exc
	}
	names := append(append([]value(nil), fields...), attributes...)
	given := py.NewDict()
	for i, k := range kw {
		if find(names, k) < 0 {
			quoted, exc := py.Repr(t, k.V())
			if exc != nil {
				return value{}, exc
			}
			return value{}, py.TypeErrorf("%s.__replace__ got an unexpected keyword argument %s.", typ.TpName(), quoted.String())
		}
		given.SetStr(k, args[i])
	}
	all := py.NewDict()
	var missing []value
	for i, name := range names {
		v, exc := given.Get(t, name)
		if exc == nil && v.IsUnbound() {
			v, exc = py.LookupAttr(t, self, py.AsStr(name))
		}
		if exc != nil {
			return value{}, exc
		}
		switch {
		case v.Bound():
			all.SetStr(py.AsStr(name), v)
		case i < len(fields):
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return value{}, replaceError(t, typ, missing)
	}
	var values []value
	var keys []*py.Str
	for pos := 0; ; {
		k, v, ok := all.Next(&pos)
		if !ok {
			break
		}
		keys, values = append(keys, py.AsStr(k)), append(values, v)
	}
	return py.Call(t, typ.V(), values, keys)
}

func replaceError(t *thread, typ *py.Type, missing []value) *excp {
	text := ""
	for i, name := range missing {
		if i > 0 {
			text += ", "
		}
		quoted, exc := py.Repr(t, name)
		if exc != nil {
			return exc
		}
		text += quoted.String()
	}
	return py.TypeErrorf("%s.__replace__ missing %d keyword argument%s: %s.", typ.TpName(), len(missing), plural(len(missing)), text)
}

// reprDepth is how deep repr goes.
const reprDepth = 3

func nodeRepr(t *thread, self value) (value, *excp) {
	s, exc := reprNode(t, self, reprDepth)
	return py.StrV(s), exc
}

func reprNode(t *thread, v value, depth int) (string, *excp) {
	name := v.Type().TpName()
	if depth <= 0 {
		return name + "(...)", nil
	}
	if py.ReprEnter(t, v) {
		return name + "(...)", nil
	}
	defer py.ReprLeave(t, v)
	fields, exc := namesOf(t, v.Type(), nameFields)
	if exc != nil {
		return "", exc
	}
	out := name + "("
	for i, f := range fields {
		item, exc := py.GetAttr(t, v, py.AsStr(f))
		if exc != nil {
			return "", exc
		}
		s, exc := reprField(t, item, depth)
		if exc != nil {
			return "", exc
		}
		if i > 0 {
			out += ", "
		}
		out += py.AsStr(f).String() + "=" + s
	}
	return out + ")", nil
}

func reprField(t *thread, v value, depth int) (string, *excp) {
	switch {
	case v.IsList():
		return reprSequence(t, py.AsList(v).Items, "[", "]", depth)
	case v.IsTuple():
		return reprSequence(t, py.AsTuple(v).Items, "(", ")", depth)
	case trees != nil && py.IsInstance(v, trees.base):
		return reprNode(t, v, depth-1)
	}
	s, exc := py.Repr(t, v)
	if exc != nil {
		return "", exc
	}
	return s.String(), nil
}

// reprSequence shows the first and the last item.
func reprSequence(t *thread, items []value, open, close string, depth int) (string, *excp) {
	shown := items
	if len(items) > 2 {
		shown = []value{items[0], items[len(items)-1]}
	}
	out := open
	for i, item := range shown {
		if i > 0 {
			out += ", "
		}
		var s string
		if trees != nil && py.IsInstance(item, trees.base) {
			var exc *excp
			if s, exc = reprNode(t, item, depth-1); exc != nil {
				return "", exc
			}
		} else {
			r, exc := py.Repr(t, item)
			if exc != nil {
				return "", exc
			}
			s = r.String()
		}
		out += s
		if i == 0 && len(items) > 2 {
			out += ", ..."
		}
	}
	return out + close, nil
}
