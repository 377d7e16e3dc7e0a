// This file defines array objects: construction, subscripts, operators, buffers.

package array

import (
	"bytes"
	"strings"
	"unsafe"

	"adder/runtime/py"
)

// object is an array.
type object struct {
	py.Header
	py.Ext
	code    byte
	size    int // of an item
	data    []byte
	exports py.Exports
}

// arrayType is the type array.array.
var arrayType = &py.Type{Name: "array"}

func as(v value) *object { return (*object)(v.Ptr()) }

func isArray(v value) bool { return py.IsInstance(v, arrayType) }

func newArray(typ *py.Type, code byte, data []byte) *object {
	a := &object{code: code, size: sizeOf(code), data: data}
	a.SetType(typ)
	return a
}

// like makes an array of the exact type with the same kind of items.
func (a *object) like(data []byte) value { return newArray(arrayType, a.code, data).V() }

func (a *object) len() int { return len(a.data) / a.size }

func (a *object) get(i int) (value, *excp) { return load(a.code, a.data[i*a.size:]) }

// set converts v and stores it. Converting may change the array's size.
func (a *object) set(t *thread, i int, v value, what string) *excp {
	var item [8]byte
	if exc := store(t, a.code, item[:], v); exc != nil {
		return exc
	}
	if uint(i) >= uint(a.len()) {
		return py.IndexErrorf("%s out of range", what)
	}
	copy(a.data[i*a.size:], item[:a.size])
	return nil
}

// splice puts new items in place of items i up to j.
func (a *object) splice(i, j int, items []byte) *excp {
	start, end := i*a.size, j*a.size
	if len(items) != end-start {
		if a.exports.Any() {
			return py.Errorf(py.BufferError, "cannot resize an array that is exporting buffers")
		}
	}
	if start == end && end == len(a.data) {
		a.data = append(a.data, items...)
		return nil
	}
	if len(items) == end-start {
		copy(a.data[start:], items)
		return nil
	}
	tail := bytes.Clone(a.data[end:])
	a.data = append(append(a.data[:start], items...), tail...)
	return nil
}

func (a *object) append(t *thread, v value) *excp {
	var item [8]byte
	if exc := store(t, a.code, item[:], v); exc != nil {
		return exc
	}
	return a.splice(a.len(), a.len(), item[:a.size])
}

// extend appends the items of an iterable.
func (a *object) extend(t *thread, v value) *excp {
	if isArray(v) {
		b := as(v)
		if a.code != b.code {
			return py.TypeErrorf("can only extend with array of same kind")
		}
		return a.splice(a.len(), a.len(), bytes.Clone(b.data))
	}
	it, exc := py.Iter(t, v)
	if exc != nil {
		return exc
	}
	for {
		item, exc := py.Next(t, it)
		if exc != nil || item.IsUnbound() {
			return exc
		}
		if exc := a.append(t, item); exc != nil {
			return exc
		}
	}
}

func arrayNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 && typ == arrayType {
		return value{}, py.TypeErrorf("array.array() takes no keyword arguments")
	}
	args = args[:len(args)-len(kw)]
	switch {
	case len(args) == 0:
		return value{}, py.TypeErrorf("array() takes at least 1 argument (0 given)")
	case len(args) > 2:
		return value{}, py.TypeErrorf("array() takes at most 2 arguments (%d given)", len(args))
	case !args[0].IsStr():
		return value{}, py.TypeErrorf("array() argument 1 must be a unicode character, not %s", py.TypeName(args[0]))
	case py.AsStr(args[0]).Len() != 1:
		return value{}, py.TypeErrorf("array() argument 1 must be a unicode character, not a string of length %d", py.AsStr(args[0]).Len())
	}
	c := py.AsStr(args[0]).At(0)
	code := byte(0)
	if c < 0x80 {
		code = byte(c)
	}
	if code == 'u' {
		if exc := py.Warn(t, py.DeprecationWarning, "The 'u' type code is deprecated and will be removed in Python 3.16", 1); exc != nil {
			return value{}, exc
		}
	}
	var initial value
	if len(args) == 2 {
		initial = args[1]
		if !isText(code) {
			if initial.IsStr() {
				return value{}, py.TypeErrorf("cannot use a str to initialize an array with typecode '%c'", c)
			}
			if isArray(initial) && isText(as(initial).code) {
				return value{}, py.TypeErrorf("cannot use a unicode array to initialize an array with typecode '%c'", c)
			}
		}
	}
	if code == 0 || strings.IndexByte(typecodes, code) < 0 {
		return value{}, py.ValueErrorf("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
	}
	v := typ.Alloc(typ)
	a := as(v)
	a.code, a.size = code, sizeOf(code)
	if initial.Bound() {
		if exc := a.fill(t, initial); exc != nil {
			return value{}, exc
		}
	}
	return v, nil
}

// fill takes the items of a new array from its initializer.
func (a *object) fill(t *thread, v value) *excp {
	switch {
	case v.IsBytes() || v.IsByteArray():
		data, _ := py.BytesOf(v)
		return a.fromBytes(data)
	case v.IsStr():
		a.fromText(py.AsStr(v))
		return nil
	case isArray(v) && as(v).code != a.code:
		for i := range as(v).len() {
			item, exc := as(v).get(i)
			if exc != nil {
				return exc
			}
			if exc := a.append(t, item); exc != nil {
				return exc
			}
		}
		return nil
	}
	return a.extend(t, v)
}

func (a *object) fromBytes(data []byte) *excp {
	if len(data)%a.size != 0 {
		return py.ValueErrorf("bytes length not a multiple of item size")
	}
	return a.splice(a.len(), a.len(), bytes.Clone(data))
}

func (a *object) fromText(s *py.Str) *excp {
	items := make([]byte, 4*s.Len())
	for i := range s.Len() {
		storeChar(items[4*i:], s.CharAt(i).V())
	}
	return a.splice(a.len(), a.len(), items)
}

// text returns the characters of an array of typecode u or w.
func (a *object) text() (*py.Str, *excp) {
	var b []rune
	for i := range a.len() {
		c, exc := a.get(i)
		if exc != nil {
			return nil, exc
		}
		b = append(b, py.AsStr(c).At(0))
	}
	return py.StrOfRunes(b), nil
}

func arrayRepr(t *thread, self value) (value, *excp) {
	a := as(self)
	head := self.Type().Name + "('" + string(a.code) + "'"
	if a.len() == 0 {
		return py.StrV(head + ")"), nil
	}
	var items value
	var exc *excp
	if isText(a.code) {
		var s *py.Str
		if s, exc = a.text(); exc == nil {
			items = s.V()
		}
	} else {
		items, exc = toList(t, self)
	}
	if exc != nil {
		return value{}, exc
	}
	r, exc := py.Repr(t, items)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV(head + ", " + r.String() + ")"), nil
}

func toList(t *thread, self value) (value, *excp) {
	a := as(self)
	items := make([]value, a.len())
	for i := range items {
		var exc *excp
		if items[i], exc = a.get(i); exc != nil {
			return value{}, exc
		}
	}
	return py.NewList(items...).V(), nil
}

func arrayCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if !isArray(a) || !isArray(b) {
		return py.NotImplemented, nil
	}
	x, y := as(a), as(b)
	if x.len() != y.len() && (op == py.EQ || op == py.NE) {
		return py.Bool(op == py.NE), nil
	}
	for i := 0; i < x.len() && i < y.len(); i++ {
		p, exc := x.get(i)
		if exc != nil {
			return value{}, exc
		}
		q, exc := y.get(i)
		if exc != nil {
			return value{}, exc
		}
		eq, exc := py.EqualNumbers(t, p, q)
		if exc != nil {
			return value{}, exc
		}
		if !eq {
			if op == py.EQ || op == py.NE {
				return py.Bool(op == py.NE), nil
			}
			return py.Compare(t, p, q, op)
		}
	}
	return py.Compare(t, py.Int(int64(x.len())), py.Int(int64(y.len())), op)
}

func arrayGetItem(t *thread, self, key value) (value, *excp) {
	a := as(self)
	if key.Type() == py.SliceType {
		start, step, count, exc := py.AsSlice(key).Indices(t, a.len())
		if exc != nil {
			return value{}, exc
		}
		out := make([]byte, 0, count*a.size)
		for i := range count {
			at := (start + i*step) * a.size
			out = append(out, a.data[at:at+a.size]...)
		}
		return a.like(out), nil
	}
	i, exc := a.index(t, key)
	if exc != nil {
		return value{}, exc
	}
	if uint(i) >= uint(a.len()) {
		return value{}, py.IndexErrorf("array index out of range")
	}
	return a.get(i)
}

func (a *object) index(t *thread, key value) (int, *excp) {
	if key.Type().Slots.Index == nil {
		return 0, py.TypeErrorf("array indices must be integers")
	}
	i, exc := py.IndexInt(t, key, py.IndexError)
	if i < 0 {
		i += a.len()
	}
	return i, exc
}

func arraySetItem(t *thread, self, key, v value) *excp {
	a := as(self)
	if key.Type() == py.SliceType {
		return a.setSlice(t, py.AsSlice(key), v)
	}
	i, exc := a.index(t, key)
	if exc != nil {
		return exc
	}
	if uint(i) >= uint(a.len()) {
		return py.IndexErrorf("array assignment index out of range")
	}
	if v.IsUnbound() {
		return a.splice(i, i+1, nil)
	}
	return a.set(t, i, v, "array assignment index")
}

func (a *object) setSlice(t *thread, s *py.Slice, v value) *excp {
	start, stop, step, exc := s.Unpack(t)
	if exc != nil {
		return exc
	}
	first, last, count := py.AdjustIndices(a.len(), start, stop, step)
	var items []byte
	if v.Bound() {
		if !isArray(v) {
			return py.TypeErrorf("can only assign array (not \"%s\") to array slice", py.TypeName(v))
		}
		if as(v).code != a.code {
			return py.TypeErrorf("bad argument type for built-in operation")
		}
		items = bytes.Clone(as(v).data)
	}
	if step == 1 {
		return a.splice(first, max(first, last), items)
	}
	if len(items) == 0 {
		return a.deleteStepped(first, step, count)
	}
	if len(items)/a.size != count {
		return py.ValueErrorf("attempt to assign array of size %d to extended slice of size %d", len(items)/a.size, count)
	}
	for i := range count {
		copy(a.data[(first+i*step)*a.size:], items[i*a.size:(i+1)*a.size])
	}
	return nil
}

func (a *object) deleteStepped(first, step, count int) *excp {
	if count == 0 {
		return nil
	}
	if a.exports.Any() {
		return py.Errorf(py.BufferError, "cannot resize an array that is exporting buffers")
	}
	if step < 0 {
		first, step = first+(count-1)*step, -step
	}
	kept := a.data[:first*a.size]
	for i := first; i < a.len(); i++ {
		if off := i - first; off%step != 0 || off/step >= count {
			kept = append(kept, a.data[i*a.size:(i+1)*a.size]...)
		}
	}
	a.data = kept
	return nil
}

func arrayConcat(t *thread, a, b value) (value, *excp) {
	if !isArray(b) {
		return value{}, py.TypeErrorf("can only append array (not \"%s\") to array", py.TypeName(b))
	}
	if as(a).code != as(b).code {
		return value{}, py.TypeErrorf("bad argument type for built-in operation")
	}
	return as(a).like(append(bytes.Clone(as(a).data), as(b).data...)), nil
}

func arrayInplaceConcat(t *thread, a, b value) (value, *excp) {
	if !isArray(b) {
		return value{}, py.TypeErrorf("can only extend array with array (not \"%s\")", py.TypeName(b))
	}
	return a, as(a).extend(t, b)
}

func arrayRepeat(t *thread, self value, n int) (value, *excp) {
	a := as(self)
	n = max(n, 0)
	if n > 0 && len(a.data) > 1<<40/n {
		return value{}, py.NewExc(py.MemoryError)
	}
	return a.like(bytes.Repeat(a.data, n)), nil
}

func arrayInplaceRepeat(t *thread, self value, n int) (value, *excp) {
	v, exc := arrayRepeat(t, self, n)
	if exc != nil {
		return value{}, exc
	}
	return self, as(self).splice(0, as(self).len(), as(v).data)
}

func arrayContains(t *thread, self, v value) (bool, *excp) {
	i, exc := as(self).find(t, v, 0, 1<<62)
	return i >= 0, exc
}

// find returns the first position of v from start up to stop, -1 if there is none.
func (a *object) find(t *thread, v value, start, stop int) (int, *excp) {
	for i := start; i < stop && i < a.len(); i++ {
		item, exc := a.get(i)
		if exc != nil {
			return -1, exc
		}
		if eq, exc := py.EqualNumbers(t, item, v); eq || exc != nil {
			return i, exc
		}
	}
	return -1, nil
}

func arrayBuffer(t *thread, self value, flags py.BufferFlags) (*py.Buffer, *excp) {
	a := as(self)
	buf := &py.Buffer{Obj: self, Data: a.data, ItemSize: a.size, Format: string(a.code)}
	if a.code == 'u' {
		buf.Format = "w"
	}
	if flags&py.BufFormat == 0 {
		buf.Format = ""
	}
	if flags&py.BufND != 0 {
		buf.Shape = []int{a.len()}
	}
	return a.exports.Add(buf), nil
}

func defineArray() {
	py.Define(arrayType, &py.StaticType{Name: "array.array", Flags: py.BaseType | py.SequencePattern, Weakref: true,
		Doc:   "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.\n\nArrays represent basic values and behave very much like lists, except\nthe type of objects stored in them is constrained. The type is specified\nat object creation time by using a type code, which is a single character.\nThe following type codes are defined:\n\n    Type code   C Type             Minimum size in bytes\n    'b'         signed integer     1\n    'B'         unsigned integer   1\n    'u'         Unicode character  2 (see note)\n    'h'         signed integer     2\n    'H'         unsigned integer   2\n    'i'         signed integer     2\n    'I'         unsigned integer   2\n    'l'         signed integer     4\n    'L'         unsigned integer   4\n    'q'         signed integer     8 (see note)\n    'Q'         unsigned integer   8 (see note)\n    'f'         floating-point     4\n    'd'         floating-point     8\n\nNOTE: The 'u' typecode corresponds to Python's unicode character. On\nnarrow builds this is 2-bytes on wide builds this is 4-bytes.\n\nNOTE: The 'q' and 'Q' type codes are only available if the platform\nC compiler used to build Python supports 'long long', or, on Windows,\n'__int64'.\n\nMethods:\n\nappend() -- append a new item to the end of the array\nbuffer_info() -- return information giving the current memory info\nbyteswap() -- byteswap all the items of the array\ncount() -- return number of occurrences of an object\nextend() -- extend array by appending multiple elements from an iterable\nfromfile() -- read items from a file object\nfromlist() -- append items from the list\nfrombytes() -- append items from the string\nindex() -- return index of first occurrence of an object\ninsert() -- insert a new item into the array at a provided position\npop() -- remove and return item (default last)\nremove() -- remove first occurrence of an object\nreverse() -- reverse the order of the items in the array\ntofile() -- write all items to a file object\ntolist() -- return the array converted to an ordinary list\ntobytes() -- return the array converted to a string\n\nAttributes:\n\ntypecode -- the typecode character used to create the array\nitemsize -- the length in bytes of one array item\n",
		Alloc: func(typ *py.Type) value { return newArray(typ, 'b', nil).V() }, ExtOffset: unsafe.Offsetof(object{}.Ext),
		Slots: py.Slots{New: arrayNew, Repr: arrayRepr, Compare: arrayCompare, Iter: arrayIter,
			Init:    func(t *thread, self value, args []value, kw []*py.Str) *excp { return nil },
			Len:     func(t *thread, self value) (int, *excp) { return as(self).len(), nil },
			GetItem: arrayGetItem, SetItem: arraySetItem, Contains: arrayContains, IsSequence: true, IsMapping: true,
			Concat: arrayConcat, InplaceConcat: arrayInplaceConcat, Repeat: arrayRepeat, InplaceRepeat: arrayInplaceRepeat,
			Buffer: arrayBuffer, ReleaseBuffer: func(t *thread, self value, b *py.Buffer) { as(self).exports.Remove(b) },
		},
		Methods: methods(),
		GetSet: []py.GetSet{
			{Name: "typecode", Doc: "the typecode character used to create the array", Get: func(t *thread, self value) (value, *excp) {
				return py.StrV(string(as(self).code)), nil
			}},
			{Name: "itemsize", Doc: "the size, in bytes, of one array item", Get: func(t *thread, self value) (value, *excp) {
				return py.Int(int64(as(self).size)), nil
			}},
		},
	})
}
