// This file defines the type str: its slots, slices and comparison.

package py

import (
	"strings"
	"unsafe"

	"adder/runtime/internal/codec"
	"adder/runtime/internal/unitype"
)

// strSub is an instance of a subclass of str.
type strSub struct {
	Str
	Ext
}

func allocStr(typ *Type) Value {
	x := &strSub{Str: *emptyStr}
	x.typ, x.interned = typ, false
	return x.V()
}

func defineStr() {
	s := Slots{
		Repr: func(t *Thread, v Value) (Value, *Exc) { return StrV(ReprText(AsStr(v))), nil },
		Str:  strSelf, Hash: func(t *Thread, v Value) (int64, *Exc) { return AsStr(v).Hash(), nil },
		Compare: strCompare, Iter: strIter, New: strNew,
		Len:      func(t *Thread, v Value) (int, *Exc) { return AsStr(v).Len(), nil },
		GetItem:  strGetItem,
		Contains: strContains, Concat: strConcat, Repeat: strRepeat, IsSequence: true, IsMapping: true,
	}
	s.Binary[OpMod] = strMod
	define(StrType, &StaticType{Name: "str", Flags: BaseType | StrSubclass, Slots: s, Methods: strMethods(),
		Alloc: allocStr, ExtOffset: unsafe.Offsetof(strSub{}.Ext),
		Doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'."})
}

// strSelf returns v as a str of exact type str.
func strSelf(t *Thread, v Value) (Value, *Exc) {
	if v.Type() == StrType {
		return v, nil
	}
	s := AsStr(v)
	return (&Str{Header: Header{StrType}, kind: s.kind, ascii: s.ascii, hash: s.hash, data: s.data}).V(), nil
}

func strNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	var a [3]Value
	names := []string{"object", "encoding", "errors"}
	npos := len(args) - len(kw)
	if npos > 3 {
		return Value{}, TypeErrorf("str expected at most 3 arguments, got %d", npos)
	}
	copy(a[:], args[:npos])
next:
	for i, k := range kw {
		for j, n := range names {
			if k.String() == n {
				if len(args) > 3 {
					return Value{}, TypeErrorf("str() takes at most 3 arguments (%d given)", len(args))
				}
				if j < npos {
					return Value{}, TypeErrorf("argument for str() given by name ('%s') and position (%d)", n, j+1)
				}
				a[j] = args[npos+i]
				continue next
			}
		}
		return Value{}, TypeErrorf("str() got an unexpected keyword argument '%s'", k.String())
	}
	var s *Str
	var exc *Exc
	switch {
	case a[0].IsUnbound():
		s = emptyStr
	case a[1].IsUnbound() && a[2].IsUnbound():
		s, exc = StrOf(t, a[0])
	default:
		s, exc = DecodeStr(t, "str", a[0], a[1], a[2])
	}
	if exc != nil || typ == StrType {
		if exc != nil {
			return Value{}, exc
		}
		return s.V(), nil
	}
	v := AllocOf(typ)
	x := AsStr(v)
	x.kind, x.ascii, x.data, x.hash = s.kind, s.ascii, s.data, 0
	return v, nil
}

func strCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !a.IsStr() || !b.IsStr() {
		return NotImplemented, nil
	}
	x, y := AsStr(a), AsStr(b)
	switch op {
	case EQ:
		return Bool(x.equal(y)), nil
	case NE:
		return Bool(!x.equal(y)), nil
	}
	return Bool(cmpResult(x.compare(y), op)), nil
}

// compare orders by code points.
func (s *Str) compare(o *Str) int {
	if s.kind == 1 && o.kind == 1 {
		return strings.Compare(s.data, o.data)
	}
	for i := range min(s.Len(), o.Len()) {
		if a, b := s.At(i), o.At(i); a != b {
			return cmp64(int64(a), int64(b))
		}
	}
	return cmp64(int64(s.Len()), int64(o.Len()))
}

// Slice returns the code points from i up to j, which must be in range.
func (s *Str) Slice(i, j int) *Str {
	if i >= j {
		return emptyStr
	}
	if s.ascii {
		return newASCII(s.data[i:j])
	}
	if s.kind == 1 {
		data := s.data[i:j]
		if j-i == 1 {
			return &latin1Strs[data[0]]
		}
		return &Str{Header: Header{StrType}, kind: 1, ascii: isASCII(data), data: data}
	}
	largest := rune(0)
	for k := i; k < j; k++ {
		largest = max(largest, s.At(k))
	}
	if s.kind == 2 && largest > 0xff || largest > 0xffff {
		return &Str{Header: Header{StrType}, kind: s.kind, data: s.data[i*int(s.kind) : j*int(s.kind)]}
	}
	b := newStrBuf(j-i, largest)
	for k := i; k < j; k++ {
		b.set(k-i, s.At(k))
	}
	return b.str()
}

func strGetItem(t *Thread, self, key Value) (Value, *Exc) {
	s := AsStr(self)
	n := s.Len()
	if key.Type() == SliceType {
		start, step, count, exc := AsSlice(key).Indices(t, n)
		if exc != nil {
			return Value{}, exc
		}
		if step == 1 {
			if count == n {
				return strSelf(t, self)
			}
			return s.Slice(start, start+count).V(), nil
		}
		runes := make([]rune, count)
		for i := range runes {
			runes[i] = s.At(start + i*step)
		}
		return fromRunes(runes).V(), nil
	}
	if key.Type().Slots.Index == nil {
		return Value{}, TypeErrorf("string indices must be integers, not '%s'", TypeName(key))
	}
	i, exc := IndexInt(t, key, IndexError)
	if exc != nil {
		return Value{}, exc
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return Value{}, IndexErrorf("string index out of range")
	}
	return s.Slice(i, i+1).V(), nil
}

// fromRunes makes a str of code points.
func fromRunes(runes []rune) *Str {
	largest := rune(0)
	for _, c := range runes {
		largest = max(largest, c)
	}
	b := newStrBuf(len(runes), largest)
	for i, c := range runes {
		b.set(i, c)
	}
	return b.str()
}

// runes returns the code points.
func (s *Str) runes() []rune {
	out := make([]rune, s.Len())
	for i := range out {
		out[i] = s.At(i)
	}
	return out
}

// widen returns the data of s at a kind no narrower than its own.
func (s *Str) widen(kind uint8) string {
	if s.kind == kind {
		return s.data
	}
	b := &strBuf{kind: kind, data: make([]byte, s.Len()*int(kind))}
	for i := range s.Len() {
		b.set(i, s.At(i))
	}
	return string(b.data)
}

// find returns the first position of needle in s[start:end], -1 if there is none.
func (s *Str) find(needle *Str, start, end int) int {
	k := int(s.kind)
	if needle.kind > s.kind || start > end {
		return -1
	}
	hay, pat := s.data[start*k:end*k], needle.widen(s.kind)
	for base := 0; ; {
		i := strings.Index(hay[base:], pat)
		if i < 0 {
			return -1
		}
		if (base+i)%k == 0 {
			return start + (base+i)/k
		}
		base += i + 1
	}
}

// rfind is find for the last position.
func (s *Str) rfind(needle *Str, start, end int) int {
	k := int(s.kind)
	if needle.kind > s.kind || start > end {
		return -1
	}
	hay, pat := s.data[start*k:end*k], needle.widen(s.kind)
	for {
		i := strings.LastIndex(hay, pat)
		if i < 0 || i%k == 0 {
			if i < 0 {
				return -1
			}
			return start + i/k
		}
		hay = hay[:i+len(pat)-1]
	}
}

func strContains(t *Thread, self, v Value) (bool, *Exc) {
	if !v.IsStr() {
		return false, TypeErrorf("'in <string>' requires string as left operand, not %s", TypeName(v))
	}
	s := AsStr(self)
	return s.find(AsStr(v), 0, s.Len()) >= 0, nil
}

func strConcat(t *Thread, a, b Value) (Value, *Exc) {
	if !b.IsStr() {
		return Value{}, TypeErrorf("can only concatenate str (not \"%s\") to str", TypeName(b))
	}
	x, y := AsStr(a), AsStr(b)
	switch {
	case y.Len() == 0:
		return strSelf(t, a)
	case x.Len() == 0:
		return strSelf(t, b)
	case x.kind >= y.kind:
		return x.join(y).V(), nil
	}
	return concatStrs([]*Str{x, y}).V(), nil
}

// strTail is memory that a str shares with those that were made by appending to it. Only the
// str that reaches up to its end may be extended in place, since the others do not see what is
// behind their own.
type strTail struct{ buf []byte }

// join returns x followed by y, whose kind must not be larger. A loop that appends to a str
// again and again takes time linear in the result: the second time, room is left for more.
func (x *Str) join(y *Str) *Str {
	r := &Str{Header: Header{StrType}, kind: x.kind, ascii: x.ascii && y.ascii, joined: true}
	more := y.data
	if y.kind < x.kind {
		more = string(y.widen(x.kind))
	}
	switch {
	case x.tail != nil && len(x.tail.buf) == len(x.data):
		r.tail = x.tail
	case x.joined && len(x.data) >= minTail:
		buf := make([]byte, len(x.data), 2*(len(x.data)+len(more)))
		copy(buf, x.data)
		r.tail = &strTail{buf}
	default:
		r.data = x.data + more
		return r
	}
	r.tail.buf = append(r.tail.buf, more...)
	r.data = unsafe.String(unsafe.SliceData(r.tail.buf), len(r.tail.buf))
	return r
}

// minTail is the length in bytes from which a str that grows gets room to grow.
const minTail = 64

// concatStrs joins strs.
func concatStrs(parts []*Str) *Str {
	kind, ascii, n := uint8(1), true, 0
	for _, p := range parts {
		kind, ascii, n = max(kind, p.kind), ascii && p.ascii, n+p.Len()
	}
	if n == 0 {
		return emptyStr
	}
	b := &strBuf{kind: kind, ascii: ascii, data: make([]byte, 0, n*int(kind))}
	for _, p := range parts {
		b.data = append(b.data, p.widen(kind)...)
	}
	return b.str()
}

// ConcatStrs joins values that are strs.
func ConcatStrs(parts []Value) Value {
	strs := make([]*Str, len(parts))
	for i, p := range parts {
		strs[i] = AsStr(p)
	}
	return concatStrs(strs).V()
}

func strRepeat(t *Thread, self Value, n int) (Value, *Exc) {
	s := AsStr(self)
	if n <= 0 || s.Len() == 0 {
		return emptyStr.V(), nil
	}
	if n == 1 {
		return strSelf(t, self)
	}
	if n > 1<<40/len(s.data) {
		return Value{}, NewExc(MemoryError)
	}
	return (&Str{Header: Header{StrType}, kind: s.kind, ascii: s.ascii, data: strings.Repeat(s.data, n)}).V(), nil
}

// ReprText is repr() of a str.
func ReprText(s *Str) string { return quoteStr(s, false) }

// ASCII is ascii(v).
func ASCII(t *Thread, v Value) (*Str, *Exc) {
	r, exc := Repr(t, v)
	if exc != nil || r.ascii {
		return r, exc
	}
	var b strings.Builder
	for _, c := range r.runes() {
		if c < 0x80 {
			b.WriteByte(byte(c))
		} else {
			b.Write(codec.AppendEscape(nil, c))
		}
	}
	return NewStr(b.String()), nil
}

func quoteStr(s *Str, ascii bool) string {
	quote := byte('\'')
	if strings.IndexByte(s.data, '\'') >= 0 && s.find(newASCII("'"), 0, s.Len()) >= 0 && s.find(newASCII(`"`), 0, s.Len()) < 0 {
		quote = '"'
	}
	b := make([]byte, 0, len(s.data)+2)
	b = append(b, quote)
	for i := range s.Len() {
		c := s.At(i)
		switch {
		case c == rune(quote) || c == '\\':
			b = append(b, '\\', byte(c))
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c < ' ' || c == 0x7f:
			b = codec.AppendEscape(b, c)
		case c < 0x7f:
			b = append(b, byte(c))
		case ascii || !unitype.IsPrintable(c):
			b = codec.AppendEscape(b, c)
		default:
			b = appendWTF8(b, c)
		}
	}
	return string(append(b, quote))
}

func strIter(t *Thread, self Value) (Value, *Exc) { return newIter(StrIterType, self, 0), nil }
