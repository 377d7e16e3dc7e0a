// This file reads objects.

package marshal

import (
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf8"

	"adder/frontend/code"
	codec "adder/frontend/code/marshal"
	"adder/runtime/py"
)

// reader reads objects off data or, if file is bound, off a file. The first error sticks.
type reader struct {
	t         *thread
	data      []byte
	pos       int
	file      value
	refs      []value // objects that may be referred to; unbound while they are incomplete
	depth     int
	allowCode bool
	exc       *excp
}

// decode reads one object.
func decode(t *thread, r *reader) (value, *excp) {
	if r.allowCode && len(r.data) > 0 && r.data[0]&^flagRef == 'c' {
		if c, err := codec.ReadCode(r.data); err == nil { // the usual case, without objects for the fields
			return py.NewCode(c).V(), nil
		}
	}
	v := r.object()
	if r.exc != nil {
		return value{}, r.exc
	}
	if v.IsUnbound() {
		return value{}, py.TypeErrorf("NULL object in marshal data for object")
	}
	return v, nil
}

const flagRef = 0x80

func (r *reader) fail(exc *excp) value {
	if r.exc == nil {
		r.exc = exc
	}
	return value{}
}

func (r *reader) bad(text string) value {
	return r.fail(py.ValueErrorf("bad marshal data (%s)", text))
}

// bytes reads n bytes; nil if there are not as many.
func (r *reader) bytes(n int) []byte {
	if r.exc != nil {
		return nil
	}
	if r.file.Bound() {
		return r.fromFile(n)
	}
	if n > len(r.data)-r.pos {
		r.fail(py.Errorf(py.EOFError, "marshal data too short"))
		return nil
	}
	r.pos += n
	return r.data[r.pos-n : r.pos : r.pos]
}

func (r *reader) fromFile(n int) []byte {
	if n == 0 {
		return []byte{}
	}
	buf := make([]byte, n)
	view, exc := py.MemoryViewOf(r.t, py.NewByteArray(buf).V(), py.BufFullRO)
	if exc == nil {
		var got value
		if got, exc = py.CallMethod(r.t, r.file, py.Intern("readinto"), view.V()); exc == nil {
			var k int
			if k, exc = py.IndexInt(r.t, got, py.ValueError); exc == nil {
				switch {
				case k == n:
					return buf
				case k > n:
					exc = py.ValueErrorf("read() returned too much data: %d bytes requested, %d returned", n, k)
				default:
					exc = py.Errorf(py.EOFError, "EOF read where not expected")
				}
			}
		}
	}
	r.fail(exc)
	return nil
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) int32() int {
	if b := r.bytes(4); b != nil {
		return int(int32(binary.LittleEndian.Uint32(b)))
	}
	return 0
}

// size reads a length of the kind named in the error.
func (r *reader) size(kind string) int {
	n := r.int32()
	if n < 0 {
		r.bad(kind + " size out of range")
	}
	return n
}

func (r *reader) float() float64 {
	if b := r.bytes(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// textFloat reads a float of the older versions of the format: its repr.
func (r *reader) textFloat() float64 {
	f, err := strconv.ParseFloat(string(r.bytes(int(r.byte()))), 64)
	if err != nil && !math.IsInf(f, 0) && r.exc == nil {
		r.fail(py.ValueErrorf("could not convert string to float"))
	}
	return f
}

// object reads an object; unbound for the end of a dict or an error.
func (r *reader) object() value {
	if r.exc != nil {
		return value{}
	}
	if !r.file.Bound() && r.pos >= len(r.data) {
		return r.fail(py.Errorf(py.EOFError, "EOF read where object expected"))
	}
	kind := r.byte()
	if r.exc != nil {
		r.exc = py.Errorf(py.EOFError, "EOF read where object expected")
		return value{}
	}
	if r.depth++; r.depth > maxDepth {
		return r.fail(py.ValueErrorf("recursion limit exceeded"))
	}
	defer func() { r.depth-- }()
	ref := -1
	if kind&flagRef != 0 {
		switch kind &= 0x7f; kind {
		case 'N', 'T', 'F', '.', 'S', '0', 'r':
		default:
			ref = len(r.refs)
			r.refs = append(r.refs, value{})
		}
	}
	v := r.ofKind(kind, ref)
	if ref >= 0 && r.exc == nil {
		r.refs[ref] = v
	}
	return v
}

// note records a container before its items are read, so that they can refer to it.
func (r *reader) note(ref int, v value) value {
	if ref >= 0 {
		r.refs[ref] = v
	}
	return v
}

func (r *reader) ofKind(kind byte, ref int) value {
	switch kind {
	case '0':
		return value{}
	case 'N':
		return py.None
	case 'S':
		return py.StopIteration.V()
	case '.':
		return py.Ellipsis
	case 'F':
		return py.False
	case 'T':
		return py.True
	case 'i':
		return py.Int(int64(r.int32()))
	case 'I':
		if b := r.bytes(8); b != nil {
			return py.Int(int64(binary.LittleEndian.Uint64(b)))
		}
		return value{}
	case 'l':
		return r.long()
	case 'f':
		return py.Float(r.textFloat())
	case 'g':
		return py.Float(r.float())
	case 'x':
		return py.NewComplex(complex(r.textFloat(), r.textFloat()))
	case 'y':
		re := r.float()
		return py.NewComplex(complex(re, r.float()))
	case 's':
		return py.BytesV(append([]byte(nil), r.bytes(r.size("bytes object"))...))
	case 'a', 'A':
		return r.ascii(r.size("string"), kind == 'A')
	case 'z', 'Z':
		return r.ascii(int(r.byte()), kind == 'Z')
	case 'u', 't':
		return r.unicode(kind == 't')
	case ')':
		return r.tuple(int(r.byte()), ref)
	case '(':
		return r.tuple(r.size("tuple"), ref)
	case '[':
		return r.list(ref)
	case '{':
		return r.dict(ref)
	case '<', '>':
		return r.set(kind == '>', ref)
	case ':':
		return r.slice()
	case 'c':
		return r.code()
	case 'r':
		i := r.int32()
		if r.exc != nil {
			return value{}
		}
		if i < 0 || i >= len(r.refs) || r.refs[i].IsUnbound() {
			return r.bad("invalid reference")
		}
		return r.refs[i]
	}
	if r.exc != nil {
		return value{}
	}
	return r.bad("unknown type code")
}

func (r *reader) long() value {
	n := r.int32()
	count := max(n, -n)
	var digits []byte // grows with what is there, whatever the count says
	for i := range count {
		b := r.bytes(2)
		if b == nil {
			return value{}
		}
		if b[1]&0x80 != 0 {
			return r.bad("digit out of range in long")
		}
		if i == count-1 && b[0] == 0 && b[1] == 0 {
			return r.bad("unnormalized long data")
		}
		digits = append(digits, b...)
	}
	x := codec.FromDigits(digits)
	if n < 0 {
		x.Neg(x)
	}
	return py.BigInt(x)
}

func (r *reader) ascii(n int, interned bool) value {
	data := r.bytes(n)
	if r.exc != nil {
		return value{}
	}
	return text(string(data), interned)
}

func text(s string, interned bool) value {
	if interned {
		return py.Intern(s).V()
	}
	return py.StrV(s)
}

// unicode reads UTF-8 with surrogates.
func (r *reader) unicode(interned bool) value {
	data := r.bytes(r.size("string"))
	if r.exc != nil {
		return value{}
	}
	if utf8.Valid(data) {
		return text(string(data), interned)
	}
	s, exc := py.DecodeStr(r.t, "decode", py.BytesV(append([]byte(nil), data...)), py.StrV("utf-8"), py.StrV("surrogatepass"))
	if exc != nil {
		return r.fail(exc)
	}
	if interned {
		return py.InternStr(s).V()
	}
	return s.V()
}

// item reads an object that must be there.
func (r *reader) item(kind string) value {
	v := r.object()
	if v.IsUnbound() && r.exc == nil {
		r.fail(py.TypeErrorf("NULL object in marshal data for %s", kind))
	}
	return v
}

func (r *reader) tuple(n, ref int) value {
	if r.exc != nil {
		return value{}
	}
	var items []value
	for range n {
		if r.exc != nil {
			return value{}
		}
		items = append(items, r.item("tuple"))
	}
	return py.NewTuple(items...).V()
}

func (r *reader) list(ref int) value {
	n := r.size("list")
	l := py.NewList()
	r.note(ref, l.V())
	for range n {
		if r.exc != nil {
			return value{}
		}
		l.Items = append(l.Items, r.item("list"))
	}
	return l.V()
}

func (r *reader) dict(ref int) value {
	d := py.NewDict()
	r.note(ref, d.V())
	for {
		key := r.object()
		if key.IsUnbound() {
			return d.V()
		}
		v := r.object()
		if v.IsUnbound() {
			return d.V()
		}
		if exc := d.Set(r.t, key, v); exc != nil {
			return r.fail(exc)
		}
	}
}

func (r *reader) set(frozen bool, ref int) value {
	n := r.size("set")
	s := py.NewSet()
	if !frozen {
		r.note(ref, s)
	}
	for range n {
		v := r.item("set")
		if r.exc != nil {
			return value{}
		}
		if _, exc := py.CallMethod(r.t, s, py.Intern("add"), v); exc != nil {
			return r.fail(exc)
		}
	}
	if r.exc != nil || !frozen {
		return s
	}
	f, exc := py.Call1(r.t, py.FrozenSetType.V(), s)
	if exc != nil {
		return r.fail(exc)
	}
	return f
}

func (r *reader) slice() value {
	start, stop := r.item("slice"), r.item("slice")
	step := r.item("slice")
	if r.exc != nil {
		return value{}
	}
	return py.NewSlice(start, stop, step)
}

// code reads a code object inside of another object.
func (r *reader) code() value {
	if !r.allowCode {
		return r.fail(py.ValueErrorf("unmarshalling code objects is disallowed"))
	}
	c := &code.Code{}
	c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount = r.int32(), r.int32(), r.int32()
	c.StackSize, c.Flags = r.int32(), code.Flags(r.int32())
	c.Bytecode = r.bytesField()
	for _, v := range r.tupleField() {
		k, exc := py.ToConst(v)
		if exc != nil {
			return r.fail(exc)
		}
		c.Consts = append(c.Consts, k)
	}
	c.Names, c.LocalsPlusNames = r.namesField(), r.namesField()
	for _, k := range r.bytesField() {
		c.LocalsPlusKinds = append(c.LocalsPlusKinds, code.LocalKind(k))
	}
	c.Filename, c.Name, c.QualName = r.strField(r.object()), r.strField(r.object()), r.strField(r.object())
	c.FirstLine = r.int32()
	c.LineTable, c.ExceptionTable = r.bytesField(), r.bytesField()
	if r.exc == nil && len(c.LocalsPlusKinds) != len(c.LocalsPlusNames) {
		r.bad("locals of a code object")
	}
	if r.exc != nil {
		return value{}
	}
	return py.NewCode(c).V()
}

func (r *reader) bytesField() []byte {
	v := r.object()
	if r.exc == nil && (v.IsUnbound() || !v.IsBytes()) {
		r.bad("field of a code object")
	}
	if r.exc != nil {
		return nil
	}
	return py.AsBytes(v).Data()
}

func (r *reader) tupleField() []value {
	v := r.object()
	if r.exc == nil && (v.IsUnbound() || !v.IsTuple()) {
		r.bad("field of a code object")
	}
	if r.exc != nil {
		return nil
	}
	return py.AsTuple(v).Items
}

func (r *reader) strField(v value) string {
	if r.exc == nil && (v.IsUnbound() || !v.IsStr()) {
		r.bad("field of a code object")
	}
	if r.exc != nil {
		return ""
	}
	return py.AsStr(v).String()
}

func (r *reader) namesField() []string {
	var names []string
	for _, v := range r.tupleField() {
		names = append(names, r.strField(v))
	}
	return names
}
