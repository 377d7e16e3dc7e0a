// This file joins strs, and replaces in them.

package py

import (
	"slices"
	"strings"
	"unsafe"
)

func strJoin(t *Thread, self, iterable Value) (Value, *Exc) {
	var items []Value
	switch iterable.Type() { // nothing below runs Python code, so they need not be copied
	case ListType:
		items = AsList(iterable).Items
	case TupleType:
		items = AsTuple(iterable).Items
	default:
		var exc *Exc
		items, exc = Collect(t, iterable)
		if exc != nil {
			if exc.Matches(TypeError) && iterable.Type().Slots.Iter == nil {
				return Value{}, TypeErrorf("can only join an iterable")
			}
			return Value{}, exc
		}
	}
	if len(items) == 1 && items[0].Type() == StrType {
		return items[0], nil
	}
	for i, item := range items {
		if item.Type() != StrType && !item.IsStr() {
			return Value{}, TypeErrorf("sequence item %d: expected str instance, %s found", i, TypeName(item))
		}
	}
	return joinStrs(AsStr(self), items).V(), nil
}

// joinStrs joins items, which are strs, with sep between them.
func joinStrs(sep *Str, items []Value) *Str {
	if len(items) == 0 {
		return emptyStr
	}
	wide, ascii, n := strMeta(0), strASCII, 0
	if len(items) > 1 {
		wide, ascii, n = sep.meta&strShift, sep.meta&strASCII, sep.Len()*(len(items)-1)
	}
	for _, item := range items {
		p := AsStr(item)
		wide, ascii, n = max(wide, p.meta&strShift), ascii&p.meta, n+p.Len()
	}
	if n == 0 {
		return emptyStr
	}
	s, out := newStr(n<<wide, wide|ascii)
	if wide != 0 {
		joinWide(out, 1<<wide, sep, items)
		return s
	}
	between := sep.data()
	for i, item := range items {
		if i > 0 {
			out = out[copy(out, between):]
		}
		out = out[copy(out, AsStr(item).data()):]
	}
	return single(s)
}

// joinWide is joinStrs for code points of two or four bytes.
func joinWide(out []byte, kind uint8, sep *Str, items []Value) {
	for i, item := range items {
		if i > 0 {
			sep.widenTo(out, kind)
			out = out[sep.Len()*int(kind):]
		}
		p := AsStr(item)
		p.widenTo(out, kind)
		out = out[p.Len()*int(kind):]
	}
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
	case x.kind() >= y.kind():
		return x.join(y).V(), nil
	}
	return concatStrs([]*Str{x, y}).V(), nil
}

// strTail is memory that a str shares with those that were made by appending to it. Only the
// str that reaches up to its end may be extended in place, since the others do not see what is
// behind their own.
type strTail struct{ buf []byte }

// tailStr is a str with such memory; strTailed tells.
type tailStr struct {
	Str
	tail *strTail
}

// join returns x followed by y, whose kind must not be larger. A loop that appends to a str
// again and again takes time linear in the result: the second time, room is left for more.
func (x *Str) join(y *Str) *Str {
	kind := x.kind()
	flags := widthFlags(kind, x.ascii() && y.ascii()) | strJoined
	have, n := len(x.data()), y.Len()*int(kind)
	var tail *strTail
	switch {
	case x.meta&strTailed != 0 && len((*tailStr)(unsafe.Pointer(x)).tail.buf) == have:
		tail = (*tailStr)(unsafe.Pointer(x)).tail
	case x.meta&strJoined != 0 && have >= minTail:
		tail = &strTail{make([]byte, have, have+n+(have+n)/4)}
		copy(tail.buf, x.data())
	default:
		s, data := newStr(have+n, flags)
		copy(data, x.data())
		y.widenTo(data[have:], kind)
		return s
	}
	tail.buf = slices.Grow(tail.buf, n)[:have+n]
	y.widenTo(tail.buf[have:], kind)
	return &(&tailStr{Str{Header: Header{StrType}, ptr: unsafe.Pointer(unsafe.SliceData(tail.buf)),
		meta: strMeta(have+n)<<strLenShift | flags | strTailed}, tail}).Str
}

// minTail is the length in bytes from which a str that grows gets room to grow.
const minTail = 64

// concatStrs joins strs.
func concatStrs(parts []*Str) *Str {
	kind, ascii, n := uint8(1), true, 0
	for _, p := range parts {
		kind, ascii, n = max(kind, p.kind()), ascii && p.ascii(), n+p.Len()
	}
	if n == 0 {
		return emptyStr
	}
	s, data := newStr(n*int(kind), widthFlags(kind, ascii))
	for _, p := range parts {
		p.widenTo(data, kind)
		data = data[p.Len()*int(kind):]
	}
	return single(s)
}

// single returns the one str of its text if s is a single Latin-1 character, else s.
func single(s *Str) *Str {
	if len(s.data()) == 1 {
		return &latin1Strs[s.data()[0]]
	}
	return s
}

// ConcatStrs joins values that are strs.
func ConcatStrs(parts []Value) Value { return joinStrs(emptyStr, parts).V() }

func strReplace(t *Thread, self Value, a []Value) (Value, *Exc) {
	old, exc := strArg("replace", a[0], "1 ")
	if exc != nil {
		return Value{}, exc
	}
	repl, exc := strArg("replace", a[1], "2 ")
	if exc != nil {
		return Value{}, exc
	}
	limit := -1
	if a[2].Bound() {
		if limit, exc = IndexInt(t, a[2], OverflowError); exc != nil {
			return Value{}, exc
		}
	}
	s := AsStr(self)
	if limit == 0 || old.Len() > s.Len() || old.equal(repl) || old.Len() > 0 && s.find(old, 0, s.Len()) < 0 {
		return strSelf(t, self)
	}
	if (s.meta|old.meta|repl.meta)&strShift == 0 && old.Len() > 0 {
		return s.replaceNarrow(old.data(), repl.data(), limit, s.ascii() && repl.ascii()).V(), nil
	}
	return s.replace(old, repl, limit).V(), nil
}

// replaceNarrow replaces up to limit occurrences in a str of one byte a code point.
func (s *Str) replaceNarrow(old, repl string, limit int, ascii bool) *Str {
	data := s.data()
	n := strings.Count(data, old)
	if limit >= 0 && limit < n {
		n = limit
	}
	size := len(data) + n*(len(repl)-len(old))
	if size == 0 {
		return emptyStr
	}
	r, out := newStr(size, widthFlags(1, ascii))
	for range n {
		i := strings.Index(data, old)
		copy(out, data[:i])
		copy(out[i:], repl)
		out, data = out[i+len(repl):], data[i+len(old):]
	}
	copy(out, data)
	if !ascii && isASCII(r.data()) {
		r.meta |= strASCII
	}
	return single(r)
}

// replace replaces up to limit occurrences, a negative limit meaning all.
func (s *Str) replace(old, repl *Str, limit int) *Str {
	out := make([]rune, 0, s.Len())
	n, start := s.Len(), 0
	for ; limit != 0; limit-- {
		i := s.find(old, start, n)
		if i < 0 {
			break
		}
		out = append(out, s.Slice(start, i).runes()...)
		out = append(out, repl.runes()...)
		start = i + old.Len()
		if old.Len() == 0 { // between all characters, and at both ends
			if i == n {
				return fromRunes(out)
			}
			out = append(out, s.At(i))
			start = i + 1
		}
	}
	return fromRunes(append(out, s.Slice(start, n).runes()...))
}
