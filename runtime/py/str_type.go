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
	x.typ = typ
	return x.V()
}

func defineStr() {
	s := Slots{
		Repr: func(t *Thread, v Value) (Value, *Exc) { return reprStr(AsStr(v)).V(), nil },
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
	return shareStr(s.data(), s.meta&strWidth).V(), nil
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
		return Value{}, UnexpectedKeyword("str", k.String(), "object", "encoding", "errors")
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
	x.ptr, x.meta, x.hash = s.ptr, s.meta&^(strInterned|strTailed), 0
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
	if s.kind() == 1 && o.kind() == 1 {
		return strings.Compare(s.data(), o.data())
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
	switch {
	case i >= j:
		return emptyStr
	case s.meta&strShift != 0:
		return s.sliceWide(i, j)
	}
	data := s.data()[i:j]
	if len(data) == 1 {
		return &latin1Strs[data[0]]
	}
	if s.ascii() || isASCII(data) {
		return strPart(s, data, strASCII)
	}
	return strPart(s, data, 0)
}

// CopySlice is Slice, except that the result never shares memory with s.
func (s *Str) CopySlice(i, j int) *Str {
	part := s.Slice(i, j)
	if at := uintptr(part.ptr) - uintptr(s.ptr); part != emptyStr && at < uintptr(len(s.data())) {
		return copyStr(part.data(), part.meta&strWidth)
	}
	return part
}

// sliceWide is Slice for code points of two or four bytes.
func (s *Str) sliceWide(i, j int) *Str {
	largest := rune(0)
	for k := i; k < j; k++ {
		largest = max(largest, s.At(k))
	}
	if j-i == 1 && largest < 256 {
		return &latin1Strs[largest]
	}
	kind := int(s.kind())
	if kind == 2 && largest > 0xff || largest > 0xffff {
		return strPart(s, s.data()[i*kind:j*kind], s.meta&strWidth)
	}
	b := newStrBuf(j-i, largest)
	for k := i; k < j; k++ {
		b.set(k-i, s.At(k))
	}
	return b.s
}

func strGetItem(t *Thread, self, key Value) (Value, *Exc) {
	s := AsStr(self)
	n := s.Len()
	if key.IsInt() {
		i := int(key.Int64())
		if i < 0 {
			i += n
		}
		if uint(i) >= uint(n) {
			return Value{}, IndexErrorf("string index out of range")
		}
		return s.CharAt(i).V(), nil
	}
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
	if s.kind() == kind {
		return s.data()
	}
	b := make([]byte, s.Len()*int(kind))
	s.widenTo(b, kind)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// widenTo writes the data of s at a kind no narrower than its own.
func (s *Str) widenTo(b []byte, kind uint8) {
	if s.kind() == kind {
		copy(b, s.data())
		return
	}
	w := strBuf{kind: kind, data: b}
	for i := range s.Len() {
		w.set(i, s.At(i))
	}
}

// find returns the first position of needle in s[start:end], -1 if there is none.
func (s *Str) find(needle *Str, start, end int) int {
	k := int(s.kind())
	if needle.kind() > s.kind() || start > end {
		return -1
	}
	hay, pat := s.data()[start*k:end*k], needle.widen(s.kind())
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
	k := int(s.kind())
	if needle.kind() > s.kind() || start > end {
		return -1
	}
	hay, pat := s.data()[start*k:end*k], needle.widen(s.kind())
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

func strRepeat(t *Thread, self Value, n int) (Value, *Exc) {
	s := AsStr(self)
	if n <= 0 || s.Len() == 0 {
		return emptyStr.V(), nil
	}
	if n == 1 {
		return strSelf(t, self)
	}
	if n > 1<<40/len(s.data()) {
		return Value{}, NewExc(MemoryError)
	}
	return shareStr(strings.Repeat(s.data(), n), s.meta&strWidth).V(), nil
}

// ReprText is repr() of a str.
func ReprText(s *Str) string { return quoteStr(s, false) }

// ASCII is ascii(v).
func ASCII(t *Thread, v Value) (*Str, *Exc) {
	r, exc := Repr(t, v)
	if exc != nil || r.ascii() {
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

// reprStr is repr(s).
func reprStr(s *Str) *Str {
	if !s.ascii() || !plainASCII(s.data()) {
		return NewStr(ReprText(s))
	}
	n := len(s.data())
	r, out := newStr(n+2, strASCII)
	out[0], out[n+1] = '\'', '\''
	copy(out[1:], s.data())
	return r
}

// plainASCII reports whether all of s are printable ASCII characters other than ' and \.
func plainASCII(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '\'' || c == '\\' || c == 0x7f {
			return false
		}
	}
	return true
}

func quoteStr(s *Str, ascii bool) string {
	quote := byte('\'')
	if strings.IndexByte(s.data(), '\'') >= 0 && s.find(newASCII("'"), 0, s.Len()) >= 0 && s.find(newASCII(`"`), 0, s.Len()) < 0 {
		quote = '"'
	}
	b := make([]byte, 0, len(s.data())+2)
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
