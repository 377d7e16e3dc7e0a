// This file makes code objects from Python: types.CodeType(...) and code.replace().

package py

import (
	"adder/frontend/code"
)

var codeSig = Signature{Text: "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, constants, names, varnames, filename, name, qualname, firstlineno, linetable, exceptiontable, freevars=(), cellvars=(), /)"}

// codeFields are the parameters of codeSig as replace() names them.
var codeFields = [...]string{"co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_code",
	"co_consts", "co_names", "co_varnames", "co_filename", "co_name", "co_qualname", "co_firstlineno", "co_linetable", "co_exceptiontable",
	"co_freevars", "co_cellvars"}

func codeNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	a, exc := BindArgs("code", &codeSig, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	for _, i := range [...]int{16, 17} {
		if a[i].IsUnbound() {
			a[i] = emptyTuple.V()
		}
	}
	return codeFromFields(t, a, false)
}

func codeReplace(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if len(args) > len(kw) {
		return Value{}, TypeErrorf("replace() takes no positional arguments (%d given)", len(args)-len(kw))
	}
	var a [len(codeFields)]Value
	for i, name := range codeFields {
		v, exc := GetAttr(t, self, Intern(name))
		if exc != nil {
			return Value{}, exc
		}
		a[i] = v
	}
	varnames := a[9]
	for i, k := range kw {
		found := false
		for j, name := range codeFields {
			if k.String() == name {
				a[j], found = args[i], true
			}
		}
		if !found {
			return Value{}, TypeErrorf("replace() got an unexpected keyword argument '%s'", k.String())
		}
	}
	if a[9] != varnames && a[9].IsTuple() {
		a[3] = Int(int64(len(AsTuple(a[9]).Items)))
	}
	return codeFromFields(t, a[:], true)
}

// codeFromFields makes a code object of values in the order of codeFields; replace says that they come
// from replace(), which words its errors differently.
func codeFromFields(t *Thread, a []Value, replace bool) (Value, *Exc) {
	c := &code.Code{}
	flags, nlocals := 0, 0
	counts := [...]struct {
		at   int
		to   *int
		name string // as the constructor's error has it, "" where it has none
	}{
		{0, &c.ArgCount, "argcount"}, {1, &c.PosOnlyArgCount, "posonlyargcount"}, {2, &c.KwOnlyArgCount, "kwonlyargcount"},
		{3, &nlocals, "nlocals"}, {4, &c.StackSize, ""}, {5, &flags, ""}, {13, &c.FirstLine, ""},
	}
	for _, f := range counts {
		n, exc := CInt(t, a[f.at])
		if exc != nil {
			return Value{}, exc
		}
		*f.to = n
	}
	where := "code() argument %d"
	if replace {
		where = "replace() argument '%[3]s'"
	}
	wrong := func(i int, want string) *Exc {
		return TypeErrorf(where+" must be %[4]s, not %[2]s", i+1, TypeName(a[i]), codeFields[i], want)
	}
	for _, f := range [...]struct {
		at int
		to *[]byte
	}{{6, &c.Bytecode}, {14, &c.LineTable}, {15, &c.ExceptionTable}} {
		b, ok := BytesOf(a[f.at])
		if !ok {
			return Value{}, wrong(f.at, "bytes")
		}
		*f.to = b
	}
	for _, f := range [...]struct {
		at int
		to *string
	}{{10, &c.Filename}, {11, &c.Name}, {12, &c.QualName}} {
		if !a[f.at].IsStr() {
			return Value{}, wrong(f.at, "str")
		}
		*f.to = AsStr(a[f.at]).String()
	}
	for _, i := range [...]int{7, 8, 9, 16, 17} {
		if !a[i].IsTuple() {
			return Value{}, wrong(i, "tuple")
		}
	}
	for _, f := range counts {
		switch {
		case *f.to >= 0:
		case replace:
			return Value{}, ValueErrorf("%s must be a positive integer", codeFields[f.at])
		case f.name != "":
			return Value{}, ValueErrorf("code: %s must not be negative", f.name)
		}
	}
	for _, v := range AsTuple(a[7]).Items {
		k, exc := ToConst(v)
		if exc != nil {
			return Value{}, exc
		}
		c.Consts = append(c.Consts, k)
	}
	var names [4][]string
	for n, i := range [...]int{8, 9, 17, 16} {
		for _, v := range AsTuple(a[i]).Items {
			switch {
			case v.IsStr():
				names[n] = append(names[n], AsStr(v).String())
			case replace:
				return Value{}, Errorf(SystemError, "non-string found in code slot")
			default:
				return Value{}, TypeErrorf("name tuples must contain only strings, not '%s'", TypeName(v))
			}
		}
	}
	c.Flags = code.Flags(flags)
	c.Names = names[0]
	layLocals(c, names[1], names[2], names[3])
	switch {
	case c.ArgCount < c.PosOnlyArgCount || c.StackSize < 0 || flags < 0:
		return Value{}, Errorf(SystemError, "Objects/codeobject.c:465: bad argument to internal function")
	case len(c.Bytecode)%2 != 0:
		return Value{}, ValueErrorf("code: co_code is malformed")
	case c.ArgCount+c.KwOnlyArgCount+c.Flags.Stars() > len(names[1]):
		return Value{}, ValueErrorf("code: co_varnames is too small")
	case nlocals != len(names[1]):
		return Value{}, ValueErrorf("code: co_nlocals != len(co_varnames)")
	}
	return NewCode(c).V(), nil
}

// ToConst turns a constant's value into the compiler's form; it accepts what FromConst makes.
func ToConst(v Value) (code.Const, *Exc) {
	switch v.Type() {
	case NoneType:
		return code.None{}, nil
	case EllipsisType:
		return code.Ellipsis, nil
	case BoolType:
		return v.IsTrue(), nil
	case FloatType:
		return v.Float64(), nil
	case StrType:
		return AsStr(v).String(), nil
	case ComplexType:
		return AsComplex(v), nil
	case FrozenSetType:
		var out code.FrozenSet
		for pos := 0; ; {
			item, ok := AsSet(v).Next(&pos)
			if !ok {
				return out, nil
			}
			k, exc := ToConst(item)
			if exc != nil {
				return nil, exc
			}
			out = append(out, k)
		}
	case CodeType:
		return AsCode(v).Whole(), nil
	case IntType:
		if v.IsInt() {
			return v.Int64(), nil
		}
		return code.Int(ToBig(v)), nil
	case BytesType:
		b, _ := BytesOf(v)
		return code.Bytes(b), nil
	case TupleType:
		out := make(code.Tuple, len(AsTuple(v).Items))
		for i, item := range AsTuple(v).Items {
			k, exc := ToConst(item)
			if exc != nil {
				return nil, exc
			}
			out[i] = k
		}
		return out, nil
	}
	return nil, TypeErrorf("a constant of type '%s' is not supported in a code object", TypeName(v))
}

// layLocals fills localsplus: the variables, some of which are cells, the other cells, the
// free variables.
func layLocals(c *code.Code, vars, cells, free []string) {
	isCell := map[string]bool{}
	for _, n := range cells {
		isCell[n] = true
	}
	isVar := map[string]bool{}
	positional, keyword := c.PosOnlyArgCount, c.ArgCount
	for i, n := range vars {
		isVar[n] = true
		kind := code.CO_FAST_LOCAL
		switch {
		case i < positional:
			kind |= code.CO_FAST_ARG_POS
		case i < keyword:
			kind |= code.CO_FAST_ARG_POS | code.CO_FAST_ARG_KW
		case i < keyword+c.KwOnlyArgCount:
			kind |= code.CO_FAST_ARG_KW
		case c.Flags&code.CO_VARARGS != 0 && i == keyword+c.KwOnlyArgCount:
			kind |= code.CO_FAST_ARG_VAR | code.CO_FAST_ARG_POS
		}
		if isCell[n] {
			kind |= code.CO_FAST_CELL
		}
		c.LocalsPlusNames, c.LocalsPlusKinds = append(c.LocalsPlusNames, n), append(c.LocalsPlusKinds, kind)
	}
	for _, n := range cells {
		if !isVar[n] {
			c.LocalsPlusNames, c.LocalsPlusKinds = append(c.LocalsPlusNames, n), append(c.LocalsPlusKinds, code.CO_FAST_CELL)
		}
	}
	for _, n := range free {
		c.LocalsPlusNames, c.LocalsPlusKinds = append(c.LocalsPlusNames, n), append(c.LocalsPlusKinds, code.CO_FAST_FREE)
	}
}
