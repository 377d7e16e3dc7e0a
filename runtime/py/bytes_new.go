// This file implements the constructors of bytes and bytearray.

package py

import (
	"bytes"
)

var bytesSig = Signature{Text: "(source=b'', encoding='utf-8', errors='strict')"}

func bytesNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	a, exc := bindSource("bytes", args, kw)
	if exc != nil {
		return Value{}, exc
	}
	v, exc := bytesFrom(t, a[0], a[1], a[2])
	if exc != nil || typ == BytesType {
		return v, exc
	}
	x := AllocOf(typ)
	AsBytes(x).data = AsBytes(v).data
	return x, nil
}

// bindSource binds the arguments of bytes() and bytearray(), and checks the encoding's.
func bindSource(name string, args []Value, kw []*Str) ([]Value, *Exc) {
	if len(kw) == 0 && len(args) == 1 {
		return []Value{args[0], {}, {}}, nil
	}
	a, exc := BindArgs(name, &bytesSig, args, kw)
	if exc != nil {
		return nil, exc
	}
	for i, what := range [...]string{1: "encoding", 2: "errors"} {
		if i > 0 && a[i].Bound() && !a[i].IsStr() {
			return nil, TypeErrorf("%s() argument '%s' must be str, not %s", name, what, argTypeName(a[i]))
		}
	}
	return a, nil
}

// argTypeName names the type of a wrong argument as the argument parser does.
func argTypeName(v Value) string {
	if v.IsNone() {
		return "None"
	}
	return TypeName(v)
}

// withoutString is the error of an encoding for something that is no str, nil if there is none.
func withoutString(encoding, errors Value) *Exc {
	switch {
	case encoding.Bound():
		return TypeErrorf("encoding without a string argument")
	case errors.Bound():
		return TypeErrorf("errors without a string argument")
	}
	return nil
}

// bytesFrom is bytes(source, encoding, errors).
func bytesFrom(t *Thread, source, encoding, errors Value) (Value, *Exc) {
	if source.IsUnbound() {
		return emptyBytes.V(), withoutString(encoding, errors)
	}
	if source.IsStr() {
		if encoding.Bound() {
			return EncodeStr(t, "bytes", AsStr(source), encoding, errors)
		}
		if errors.Bound() || source.Type() == StrType {
			return Value{}, TypeErrorf("string argument without an encoding")
		}
	} else if exc := withoutString(encoding, errors); exc != nil {
		return Value{}, exc
	}
	if source.Type() == BytesType {
		return source, nil
	}
	v, ok, exc := CallSpecial(t, source, nameBytes)
	if exc != nil {
		return Value{}, exc
	}
	if ok {
		if !v.IsBytes() {
			return Value{}, TypeErrorf("__bytes__ returned non-bytes (type %s)", TypeName(v))
		}
		return v, nil
	}
	if source.IsStr() {
		return Value{}, TypeErrorf("string argument without an encoding")
	}
	n, ok, exc := byteCount(t, source)
	if exc != nil {
		return Value{}, exc
	}
	if ok {
		return BytesV(make([]byte, n)), nil
	}
	data, exc := collectBytes(t, source, "bytes")
	return BytesV(data), exc
}

// byteCount returns the number of zero bytes that an int as the source asks for; ok is false
// if the source is no int.
func byteCount(t *Thread, source Value) (n int, ok bool, exc *Exc) {
	if source.Type().Slots.Index == nil {
		return 0, false, nil
	}
	n, exc = IndexInt(t, source, OverflowError)
	switch {
	case exc != nil && exc.Matches(TypeError):
		return 0, false, nil
	case exc != nil:
		return 0, false, exc
	case n < 0:
		return 0, false, ValueErrorf("negative count")
	case n > maxItems:
		return 0, false, NewExc(MemoryError)
	}
	return n, true, nil
}

// collectBytes copies the data of a bytes-like object or the items of an iterable.
func collectBytes(t *Thread, source Value, kind string) ([]byte, *Exc) {
	if source.Type() == ByteArrayType {
		return bytes.Clone(AsByteArray(source).data), nil
	}
	if IsBytesLike(source) {
		buf, exc := GetBuffer(t, source, BufFullRO)
		if exc != nil {
			return nil, exc
		}
		data := buf.Flatten('C')
		buf.Release(t)
		return data, nil
	}
	if source.Type().Slots.Iter == nil && !source.Type().Slots.IsSequence || source.IsStr() {
		return nil, TypeErrorf("cannot convert '%s' object to %s", TypeName(source), kind)
	}
	return iterBytes(t, source, kind)
}

// iterBytes collects an iterable of ints.
func iterBytes(t *Thread, source Value, kind string) ([]byte, *Exc) {
	var out []byte
	if source.Type() == ListType || source.Type() == TupleType {
		for i := 0; ; i++ {
			items := listOrTuple(source)
			if i >= len(items) {
				return out, nil
			}
			if out == nil {
				out = make([]byte, 0, len(items))
			}
			c, exc := byteItem(t, items[i], kind)
			if exc != nil {
				return nil, exc
			}
			out = append(out, c)
		}
	}
	it, exc := Iter(t, source)
	if exc != nil {
		if exc.Matches(TypeError) {
			exc = TypeErrorf("cannot convert '%s' object to %s", TypeName(source), kind)
		}
		return nil, exc
	}
	next := it.Type().Slots.Next
	for {
		item, exc := next(t, it)
		if exc != nil {
			return nil, exc
		}
		if item.IsUnbound() {
			return out, nil
		}
		c, exc := byteItem(t, item, kind)
		if exc != nil {
			return nil, exc
		}
		out = append(out, c)
	}
}

func listOrTuple(v Value) []Value {
	if v.Type() == ListType {
		return AsList(v).Items
	}
	return AsTuple(v).Items
}

// byteItem converts an item of the sources of bytes and bytearray.
func byteItem(t *Thread, v Value, kind string) (byte, *Exc) {
	n, exc := IndexInt(t, v, nil)
	if exc != nil {
		return 0, exc
	}
	if n < 0 || n > 255 {
		if kind == "bytes" {
			return 0, ValueErrorf("bytes must be in range(0, 256)")
		}
		return 0, ValueErrorf("byte must be in range(0, 256)")
	}
	return byte(n), nil
}

func byteArrayNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	return AllocOf(typ), nil
}

func byteArrayInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	a, exc := bindSource("bytearray", args, kw)
	if exc != nil {
		return exc
	}
	b := AsByteArray(self)
	if len(b.data) > 0 {
		if exc := b.resize(0); exc != nil {
			return exc
		}
	}
	if a[0].Bound() && isPlainIterable(a[0]) && a[1].IsUnbound() && a[2].IsUnbound() {
		return b.fill(t, a[0])
	}
	data, exc := byteArraySource(t, a[0], a[1], a[2])
	if exc != nil {
		return exc
	}
	if len(data) == len(b.data) {
		return nil
	}
	if exc := b.checkExports(); exc != nil {
		return exc
	}
	b.data = data
	return nil
}

// isPlainIterable reports whether a source gives its items one by one only.
func isPlainIterable(v Value) bool {
	return v.Type().Slots.Next != nil && !IsBytesLike(v) && v.Type().Slots.Index == nil
}

// fill appends what an iterator yields, which may look at the bytearray meanwhile.
func (b *ByteArray) fill(t *Thread, it Value) *Exc {
	for {
		item, exc := it.Type().Slots.Next(t, it)
		if exc != nil || item.IsUnbound() {
			return exc
		}
		c, exc := byteItem(t, item, "bytearray")
		if exc != nil {
			return exc
		}
		if exc := b.splice(len(b.data), len(b.data), []byte{c}); exc != nil {
			return exc
		}
	}
}

// byteArraySource returns new memory with the data that bytearray's arguments describe.
func byteArraySource(t *Thread, source, encoding, errors Value) ([]byte, *Exc) {
	if source.IsUnbound() {
		return nil, withoutString(encoding, errors)
	}
	if source.IsStr() {
		if encoding.IsUnbound() {
			return nil, TypeErrorf("string argument without an encoding")
		}
		v, exc := EncodeStr(t, "bytearray", AsStr(source), encoding, errors)
		if exc != nil {
			return nil, exc
		}
		data, exc := BytesLike(t, v)
		return bytes.Clone(data), exc
	}
	if exc := withoutString(encoding, errors); exc != nil {
		return nil, exc
	}
	n, ok, exc := byteCount(t, source)
	if exc != nil {
		return nil, exc
	}
	if ok {
		return make([]byte, n), nil
	}
	return collectBytes(t, source, "bytearray")
}
