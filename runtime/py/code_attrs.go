// This file defines the Python side of code objects: their attributes and methods.

package py

import (
	"fmt"
	"reflect"

	"adder/frontend/code"
)

func codeRepr(t *Thread, self Value) (Value, *Exc) {
	c := AsCode(self)
	return StrV(fmt.Sprintf("<code object %s at %s, file \"%s\", line %d>", c.Name.String(), Address(self), c.Filename.String(), c.FirstLine)), nil
}

func codeAttr(name string, get func(c *CodeObject) Value) Member {
	return Member{Name: name, Get: func(self Value) Value { return get(AsCode(self)) }}
}

func codeInt(name string, get func(c *CodeObject) int) Member {
	return codeAttr(name, func(c *CodeObject) Value { return Int(int64(get(c))) })
}

// namesTuple returns the localsplus names of the given kinds.
func (c *CodeObject) namesTuple(kinds code.LocalKind) Value {
	full := c.Full()
	var out []Value
	for i, k := range full.LocalsPlusKinds {
		if k&kinds != 0 {
			out = append(out, Intern(full.LocalsPlusNames[i]).V())
		}
	}
	return TupleFrom(out).V()
}

func (c *CodeObject) numNames(kinds code.LocalKind) int {
	n := 0
	for _, k := range c.Full().LocalsPlusKinds {
		if k&kinds != 0 {
			n++
		}
	}
	return n
}

func strTuple(names []*Str) Value {
	x := AllocTuple(len(names))
	for i, n := range names {
		x.Items[i] = n.V()
	}
	return x.V()
}

var codeMembers = []Member{
	codeInt("co_argcount", func(c *CodeObject) int { return c.ArgCount }),
	codeInt("co_posonlyargcount", func(c *CodeObject) int { return c.PosOnly }),
	codeInt("co_kwonlyargcount", func(c *CodeObject) int { return c.KwOnly }),
	codeInt("co_stacksize", func(c *CodeObject) int { return c.Full().StackSize }),
	codeInt("co_flags", func(c *CodeObject) int { return int(c.Flags) }),
	codeInt("co_firstlineno", func(c *CodeObject) int { return c.FirstLine }),
	codeInt("co_nlocals", func(c *CodeObject) int { return c.numNames(code.CO_FAST_LOCAL) }),
	codeAttr("co_names", func(c *CodeObject) Value { return strTuple(c.Names()) }),
	codeAttr("co_consts", func(c *CodeObject) Value { return NewTuple(c.Consts()...).V() }),
	codeAttr("co_filename", func(c *CodeObject) Value { return c.Filename.V() }),
	codeAttr("co_name", func(c *CodeObject) Value { return c.Name.V() }),
	codeAttr("co_qualname", func(c *CodeObject) Value { return c.QualName.V() }),
	codeAttr("co_varnames", func(c *CodeObject) Value { return c.namesTuple(code.CO_FAST_LOCAL) }),
	codeAttr("co_cellvars", func(c *CodeObject) Value { return c.namesTuple(code.CO_FAST_CELL) }),
	codeAttr("co_freevars", func(c *CodeObject) Value { return c.namesTuple(code.CO_FAST_FREE) }),
	codeAttr("co_code", func(c *CodeObject) Value { return BytesV(c.Full().Bytecode) }),
	codeAttr("_co_code_adaptive", func(c *CodeObject) Value { return BytesV(c.Full().Bytecode) }),
	codeAttr("co_linetable", func(c *CodeObject) Value { return BytesV(c.Full().LineTable) }),
	codeAttr("co_exceptiontable", func(c *CodeObject) Value { return BytesV(c.Full().ExceptionTable) }),
}

func lineValue(line int) Value {
	if line < 1 && line != 0 {
		return None
	}
	return Int(int64(line))
}

// codeLines is co_lines(): start, end and line of each run of instructions of one line.
func codeLines(t *Thread, self Value) (Value, *Exc) {
	var out []Value
	for _, e := range mergedLines(AsCode(self).Full()) {
		out = append(out, NewTuple(Int(int64(e.Start)*2), Int(int64(e.End)*2), e.line).V())
	}
	return Iter(t, ListFrom(out).V())
}

type lineRun struct {
	Start, End int
	line       Value
}

func mergedLines(c *code.Code) []lineRun {
	var runs []lineRun
	for _, e := range c.Locations() {
		line := lineValue(e.Line)
		if n := len(runs); n > 0 && runs[n-1].line == line && runs[n-1].End == e.Start {
			runs[n-1].End = e.End
			continue
		}
		runs = append(runs, lineRun{e.Start, e.End, line})
	}
	return runs
}

// codePositions is co_positions(): line, end line, column and end column of each code unit.
func codePositions(t *Thread, self Value) (Value, *Exc) {
	var out []Value
	for _, e := range AsCode(self).Full().Locations() {
		field := func(n int) Value {
			if n < 0 {
				return None
			}
			return Int(int64(n))
		}
		v := NewTuple(lineValue(e.Line), lineValue(e.EndLine), field(e.Col), field(e.EndCol)).V()
		for range e.End - e.Start {
			out = append(out, v)
		}
	}
	return Iter(t, ListFrom(out).V())
}

func codeCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE || b.Type() != CodeType {
		return NotImplemented, nil
	}
	same := a == b || reflect.DeepEqual(AsCode(a).Whole(), AsCode(b).Whole())
	return Bool(same == (op == EQ)), nil
}

func codeHash(t *Thread, self Value) (int64, *Exc) {
	c := AsCode(self)
	h := c.Name.Hash() ^ int64(c.FirstLine)*1000003 ^ int64(len(c.Full().Bytecode))
	if h == -1 {
		h = -2
	}
	return h, nil
}

// varnameFromOparg is _varname_from_oparg: the name of a localsplus variable.
func varnameFromOparg(t *Thread, self Value, args []Value) (Value, *Exc) {
	i, exc := IndexInt(t, args[0], OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	names := AsCode(self).Full().LocalsPlusNames
	if i < 0 || i >= len(names) {
		return Value{}, IndexErrorf("tuple index out of range")
	}
	return Intern(names[i]).V(), nil
}

func defineCode() {
	define(CodeType, &StaticType{Name: "code", Slots: Slots{New: codeNew, Repr: codeRepr, Compare: codeCompare, Hash: codeHash}, Members: codeMembers,
		Sig: codeSig.Text, Doc: "Create a code object.  Not for mere mortals.", Weakref: true,
		Methods: []Method{
			{Name: "co_lines", Sig: "()", F0: codeLines},
			{Name: "co_positions", Sig: "()", F0: codePositions},
			{Name: "replace", Sig: "(**changes)", FK: codeReplace, Doc: "Return a copy of the code object with new values for the specified fields."},
			{Name: "__replace__", Sig: "(**changes)", FK: codeReplace, Doc: "The same as replace()."},
			{Name: "_varname_from_oparg", Sig: "(oparg)", FN: varnameFromOparg},
		}})
}
