// This file implements the methods of memoryviews that read all items: tobytes, tolist, hex,
// count, index, cast and comparison.

package py

import (
	"bytes"
	"math"
)

func memoryViewMethods() []Method {
	return []Method{
		{Name: "cast", Sig: "(format, shape=<unrepresentable>)", FN: memoryViewCast, Doc: "Cast a memoryview to a new format or shape."},
		{Name: "count", Sig: "(value, /)", F1: memoryViewCount, Doc: "Count the number of occurrences of a value."},
		{Name: "hex", Sig: "(sep=<unrepresentable>, bytes_per_sep=1)", FN: memoryViewHex, Doc: "Return the data in the buffer as a str of hexadecimal numbers.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from\n    the right, negative values count from the left.\n\nExample:\n>>> value = memoryview(b'\\xb9\\x01\\xef')\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'"},
		{Name: "index", Sig: "(value, start=0, stop=sys.maxsize, /)", FN: memoryViewIndex, Doc: "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present."},
		{Name: "tobytes", Sig: "(order='C')", FN: memoryViewToBytes, Doc: "Return the data in the buffer as a byte string.\n\nOrder can be {'C', 'F', 'A'}.  When order is 'C' or 'F', the data of\nthe original array is converted to C or Fortran order.  For\ncontiguous views, 'A' returns an exact copy of the physical memory.\nIn particular, in-memory Fortran order is preserved.  For\nnon-contiguous views, the data is converted to C first.  order=None\nis the same as order='C'."},
		{Name: "tolist", Sig: "()", F0: memoryViewToList, Doc: "Return the data in the buffer as a list of elements."},
	}
}

func memoryViewToBytes(t *Thread, self Value, a []Value) (Value, *Exc) {
	order := "C"
	if a[0].Bound() && !a[0].IsNone() {
		if !a[0].IsStr() {
			return Value{}, TypeErrorf("tobytes() argument 'order' must be str or None, not %s", TypeName(a[0]))
		}
		order = AsStr(a[0]).String()
	}
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return Value{}, exc
	}
	if order != "C" && order != "F" && order != "A" {
		return Value{}, ValueErrorf("order must be 'C', 'F' or 'A'")
	}
	return BytesV(m.buffer().Flatten(order[0])), nil
}

func memoryViewToList(t *Thread, self Value) (Value, *Exc) {
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return Value{}, exc
	}
	return m.list(m.offset, 0)
}

// list returns the items from a dimension on as nested lists.
func (m *MemoryView) list(off, dim int) (Value, *Exc) {
	if dim == len(m.shape) {
		return m.unpack(off)
	}
	items := make([]Value, m.shape[dim])
	for i := range items {
		var exc *Exc
		if items[i], exc = m.list(off+i*m.strides[dim], dim+1); exc != nil {
			return Value{}, exc
		}
	}
	if len(items) == 0 && nativeFormat(m.format) == 0 {
		return Value{}, Errorf(NotImplementedError, "memoryview: format %s not supported", m.format)
	}
	return ListFrom(items).V(), nil
}

func memoryViewHex(t *Thread, self Value, a []Value) (Value, *Exc) {
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return Value{}, exc
	}
	return HexStr(t, m.buffer().Flatten('C'), a[0], a[1])
}

func memoryViewCount(t *Thread, self, v Value) (Value, *Exc) {
	it, exc := memoryViewIter(t, self)
	if exc != nil {
		return Value{}, exc
	}
	n := 0
	for {
		item, exc := memoryIterNext(t, it)
		if exc != nil {
			return Value{}, exc
		}
		if item.IsUnbound() {
			return Int(int64(n)), nil
		}
		eq, exc := EqualNumbers(t, item, v)
		if exc != nil {
			return Value{}, exc
		}
		if eq {
			n++
		}
	}
}

func memoryViewIndex(t *Thread, self Value, a []Value) (Value, *Exc) {
	m := AsMemoryView(self)
	if exc := m.check(); exc != nil {
		return Value{}, exc
	}
	switch len(m.shape) {
	case 0:
		return Value{}, TypeErrorf("invalid lookup on 0-dim memory")
	case 1:
	default:
		return Value{}, Errorf(NotImplementedError, "multi-dimensional lookup is not implemented")
	}
	start, stop, exc := SearchRange(t, a[1], a[2], m.shape[0])
	if exc != nil {
		return Value{}, exc
	}
	for i := start; i < min(stop, m.shape[0]); i++ {
		if exc := m.check(); exc != nil {
			return Value{}, exc
		}
		item, exc := m.unpack(m.offset + i*m.strides[0])
		if exc != nil {
			return Value{}, exc
		}
		eq, exc := EqualNumbers(t, item, a[0])
		if exc != nil {
			return Value{}, exc
		}
		if eq {
			return Int(int64(i)), nil
		}
	}
	return Value{}, ValueErrorf("memoryview.index(x): x not found")
}

func isByteFormat(f byte) bool { return f == 'b' || f == 'B' || f == 'c' }

func memoryViewCast(t *Thread, self Value, a []Value) (Value, *Exc) {
	m := AsMemoryView(self)
	if exc := m.checkView(); exc != nil {
		return Value{}, exc
	}
	if !a[0].IsStr() {
		return Value{}, TypeErrorf("cast() argument 'format' must be str, not %s", argTypeName(a[0]))
	}
	if !m.buffer().IsContiguous('C') {
		return Value{}, TypeErrorf("memoryview: casts are restricted to C-contiguous views")
	}
	shaped := a[1].Bound()
	if (shaped || len(m.shape) != 1) && m.nbytes() == 0 {
		return Value{}, TypeErrorf("memoryview: cannot cast view with zeros in shape or strides")
	}
	var items []Value
	if shaped {
		var exc *Exc
		if items, exc = m.castShape(a[1]); exc != nil {
			return Value{}, exc
		}
	}
	v, exc := m.castFlat(AsStr(a[0]))
	if exc != nil {
		return Value{}, exc
	}
	if shaped {
		shape, exc := castDimensions(t, items)
		if exc != nil {
			return Value{}, exc
		}
		size := v.itemSize
		for _, n := range shape {
			if n > math.MaxInt/size {
				return Value{}, ValueErrorf("memoryview.cast(): product(shape) > SSIZE_MAX")
			}
			size *= n
		}
		if size != v.nbytes() {
			return Value{}, TypeErrorf("memoryview: product(shape) * itemsize != buffer size")
		}
		v.shape, v.strides = shape, contiguousStrides(shape, v.itemSize, 'C')
	}
	m.managed.views++
	return v.V(), nil
}

// castShape returns the items of the shape that cast is given.
func (m *MemoryView) castShape(v Value) (items []Value, exc *Exc) {
	switch {
	case v.IsTuple():
		items = AsTuple(v).Items
	case v.IsList():
		items = AsList(v).Items
	default:
		return nil, TypeErrorf("shape must be a list or a tuple")
	}
	if len(items) > 64 {
		return nil, ValueErrorf("memoryview: number of dimensions must not exceed 64")
	}
	if len(m.shape) != 1 && len(items) != 1 {
		return nil, TypeErrorf("memoryview: cast must be 1D -> ND or ND -> 1D")
	}
	return items, nil
}

// castDimensions converts the items of a shape.
func castDimensions(t *Thread, items []Value) ([]int, *Exc) {
	shape := make([]int, len(items))
	for i, item := range items {
		if !item.IsAnyInt() {
			return nil, TypeErrorf("memoryview.cast(): elements of shape must be integers")
		}
		n, exc := SsizeArg(t, item)
		if exc != nil {
			return nil, exc
		}
		if n <= 0 {
			return nil, ValueErrorf("memoryview.cast(): elements of shape must be integers > 0")
		}
		shape[i] = n
	}
	return shape, nil
}

// castFlat makes a view with one dimension of items of another format.
func (m *MemoryView) castFlat(format *Str) (*MemoryView, *Exc) {
	const needed = "memoryview: %s format must be a native single character format prefixed with an optional '@'"
	from, to := nativeFormat(m.format), nativeFormat(format.String())
	switch {
	case from == 0:
		return nil, ValueErrorf(needed, "source")
	case to == 0:
		return nil, ValueErrorf(needed, "destination")
	case !isByteFormat(from) && !isByteFormat(to):
		return nil, TypeErrorf("memoryview: cannot cast between two non-byte formats")
	}
	size, n := NativeSize(to), m.nbytes()
	if n%size != 0 {
		return nil, TypeErrorf("memoryview: length is not a multiple of itemsize")
	}
	return &MemoryView{Header: Header{MemoryViewType}, managed: m.managed, data: m.data, offset: m.offset,
		itemSize: size, format: format.String(), shape: []int{n / size}, strides: []int{size}, readOnly: m.readOnly}, nil
}

func memoryViewCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE {
		return NotImplemented, nil
	}
	if a.Type() != MemoryViewType {
		return NotImplemented, nil
	}
	m := AsMemoryView(a)
	if m.check() != nil {
		return Bool((a == b) == (op == EQ)), nil
	}
	if b.Type() == MemoryViewType && AsMemoryView(b).check() != nil {
		return Bool((a == b) == (op == EQ)), nil
	}
	if !IsBytesLike(b) {
		return NotImplemented, nil
	}
	other, exc := GetBuffer(t, b, BufFullRO)
	if exc != nil {
		return NotImplemented, nil
	}
	eq, exc := equalBuffers(t, m.buffer(), other)
	other.Release(t)
	return Bool(eq == (op == EQ)), exc
}

// EqualNumbers compares items that are made anew each time they are read, so that none is the
// same object as another one: no NaN equals itself.
func EqualNumbers(t *Thread, a, b Value) (bool, *Exc) {
	if a.IsFloat() && b.IsFloat() {
		return a.Float64() == b.Float64(), nil
	}
	return Equal(t, a, b)
}

// equalBuffers compares the items, which may be of different formats, one by one.
func equalBuffers(t *Thread, a, b *Buffer) (bool, *Exc) {
	p, q := a.shape(), b.shape()
	if len(p) != len(q) {
		return false, nil
	}
	empty := false
	for i := range p {
		if p[i] != q[i] {
			return false, nil
		}
		if empty = p[i] == 0; empty {
			break
		}
	}
	x, y := a.Flatten('C'), b.Flatten('C')
	f, g := nativeFormat(formatOr(a.Format)), nativeFormat(formatOr(b.Format))
	if f == g && f != 0 {
		switch f {
		case 'f', 'd', 'e', '?': // NaN, zeros and truths compare otherwise than their bytes
		default:
			return bytes.Equal(x, y), nil
		}
	}
	if empty {
		return true, nil
	}
	items, ok, exc := unpackAll(t, formatOr(a.Format), x, a.ItemSize)
	if exc != nil || !ok {
		return false, exc
	}
	others, ok, exc := unpackAll(t, formatOr(b.Format), y, b.ItemSize)
	if exc != nil || !ok {
		return false, exc
	}
	for i := range items {
		if eq, exc := EqualNumbers(t, items[i], others[i]); exc != nil || !eq {
			return false, exc
		}
	}
	return true, nil
}

func formatOr(format string) string {
	if format == "" {
		return "B"
	}
	return format
}

// unpackAll returns the items of contiguous memory; ok is false if the format is unknown. The
// module struct unpacks what is not native.
func unpackAll(t *Thread, format string, data []byte, size int) (items []Value, ok bool, exc *Exc) {
	if f := nativeFormat(format); f != 0 {
		items = make([]Value, 0, len(data)/size)
		for i := 0; i < len(data); i += size {
			items = append(items, UnpackNative(f, data[i:]))
		}
		return items, true, nil
	}
	unpack, exc := ImportAttr(t, "_struct", "unpack_from")
	if exc != nil {
		return nil, false, exc
	}
	structError, exc := ImportAttr(t, "_struct", "error")
	if exc != nil {
		return nil, false, exc
	}
	for i := 0; i < len(data); i += size {
		v, exc := Call2(t, unpack, StrV(format), BytesV(data[i:i+size]))
		if exc != nil {
			if exc.Matches(AsType(structError)) {
				exc = nil
			}
			return nil, false, exc
		}
		if v.IsTuple() && len(AsTuple(v).Items) == 1 {
			v = AsTuple(v).Items[0]
		}
		items = append(items, v)
	}
	return items, true, nil
}
