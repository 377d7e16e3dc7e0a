// This file implements the methods of arrays.

package array

import (
	"bytes"
	"slices"
	"unsafe"

	"adder/runtime/py"
)

func methods() []py.Method {
	return []py.Method{
		{Name: "append", Sig: "(v, /)", Doc: "Append new value v to the end of the array.", F1: func(t *thread, self, v value) (value, *excp) { return py.None, as(self).append(t, v) }},
		{Name: "buffer_info", Sig: "()", Doc: "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.\n\nThe length should be multiplied by the itemsize attribute to\ncalculate the buffer length in bytes.", F0: func(t *thread, self value) (value, *excp) {
			a := as(self)
			return py.NewTuple(py.Int(int64(uintptr(unsafe.Pointer(unsafe.SliceData(a.data))))), py.Int(int64(a.len()))).V(), nil
		}},
		{Name: "byteswap", Sig: "()", Doc: "Byteswap all items of the array.\n\nIf the items in the array are not 1, 2, 4, or 8 bytes in size,\nRuntimeError is raised.", F0: byteSwap},
		{Name: "clear", Sig: "()", Doc: "Remove all items from the array.", F0: func(t *thread, self value) (value, *excp) { return py.None, as(self).splice(0, as(self).len(), nil) }},
		{Name: "count", Sig: "(v, /)", Doc: "Return number of occurrences of v in the array.", F1: count},
		{Name: "extend", Sig: "(bb, /)", Doc: "Append items to the end of the array.", F1: func(t *thread, self, v value) (value, *excp) { return py.None, as(self).extend(t, v) }},
		{Name: "frombytes", Sig: "(buffer, /)", Doc: "Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method.", F1: func(t *thread, self, v value) (value, *excp) {
			data, exc := py.BytesLike(t, v)
			if exc != nil {
				return value{}, exc
			}
			return py.None, as(self).fromBytes(data)
		}},
		{Name: "fromfile", Sig: "(f, n, /)", Doc: "Read n objects from the file object f and append them to the end of the array.", F2: fromFile},
		{Name: "fromlist", Sig: "(list, /)", Doc: "Append items to array from list.", F1: fromList},
		{Name: "fromunicode", Sig: "(ustr, /)", Doc: "Extends this array with data from the unicode string ustr.\n\nThe array must be a unicode type array; otherwise a ValueError is\nraised.  Use array.frombytes(ustr.encode(...)) to append Unicode\ndata to an array of some other type.", F1: func(t *thread, self, v value) (value, *excp) {
			if !v.IsStr() {
				return value{}, py.TypeErrorf("fromunicode() argument must be str, not %s", py.TypeName(v))
			}
			if !isText(as(self).code) {
				return value{}, py.ValueErrorf("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			return py.None, as(self).fromText(py.AsStr(v))
		}},
		{Name: "index", Sig: "(v, start=0, stop=sys.maxsize, /)", Doc: "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.", FN: index},
		{Name: "insert", Sig: "(i, v, /)", Doc: "Insert a new item v into the array before position i.", F2: insert},
		{Name: "pop", Sig: "(i=-1, /)", Doc: "Return the i-th element and delete it from the array.\n\ni defaults to -1.", FN: pop},
		{Name: "remove", Sig: "(v, /)", Doc: "Remove the first occurrence of v in the array.", F1: func(t *thread, self, v value) (value, *excp) {
			i, exc := as(self).find(t, v, 0, 1<<62)
			if exc != nil {
				return value{}, exc
			}
			if i < 0 {
				return value{}, py.ValueErrorf("array.remove(x): x not in array")
			}
			return py.None, as(self).splice(i, i+1, nil)
		}},
		{Name: "reverse", Sig: "()", Doc: "Reverse the order of the items in the array.", F0: reverse},
		{Name: "tobytes", Sig: "()", Doc: "Convert the array to an array of machine values and return the bytes representation.", F0: func(t *thread, self value) (value, *excp) { return py.BytesV(bytes.Clone(as(self).data)), nil }},
		{Name: "tofile", Sig: "(f, /)", Doc: "Write all items (as machine values) to the file object f.", F1: toFile},
		{Name: "tolist", Sig: "()", Doc: "Convert array to an ordinary list with the same items.", F0: toList},
		{Name: "tounicode", Sig: "()", Doc: "Extends this array with data from the unicode string ustr.\n\nConvert the array to a unicode string.  The array must be a unicode\ntype array; otherwise a ValueError is raised.  Use\narray.tobytes().decode() to obtain a unicode string from an array of\nsome other type.", F0: func(t *thread, self value) (value, *excp) {
			if !isText(as(self).code) {
				return value{}, py.ValueErrorf("tounicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			s, exc := as(self).text()
			if exc != nil {
				return value{}, exc
			}
			return s.V(), nil
		}},
		{Name: "__copy__", Sig: "()", Doc: "Return a copy of the array.", F0: func(t *thread, self value) (value, *excp) { return as(self).like(bytes.Clone(as(self).data)), nil }},
		{Name: "__deepcopy__", Sig: "(unused, /)", Doc: "Return a copy of the array.", F1: func(t *thread, self, unused value) (value, *excp) {
			return as(self).like(bytes.Clone(as(self).data)), nil
		}},
		{Name: "__reduce_ex__", Sig: "(value, /)", Doc: "Return state information for pickling.", F1: reduce},
		{Name: "__sizeof__", Sig: "()", Doc: "Size of the array in memory, in bytes.", F0: func(t *thread, self value) (value, *excp) { return py.Int(int64(80 + cap(as(self).data))), nil }},
		{Name: "__class_getitem__", Sig: "(object, /)", Doc: "Arrays are generic over the type of their elements", Class: true, F1: func(t *thread, class, item value) (value, *excp) {
			return py.NewGenericAlias(class, item), nil
		}},
	}
}

func byteSwap(t *thread, self value) (value, *excp) {
	a := as(self)
	for i := 0; i < len(a.data); i += a.size {
		slices.Reverse(a.data[i : i+a.size])
	}
	return py.None, nil
}

func reverse(t *thread, self value) (value, *excp) {
	slices.Reverse(as(self).data)
	return byteSwap(t, self) // the items themselves stay as they are
}

func count(t *thread, self, v value) (value, *excp) {
	a, n := as(self), 0
	for i := 0; i < a.len(); i++ {
		item, exc := a.get(i)
		if exc != nil {
			return value{}, exc
		}
		eq, exc := py.EqualNumbers(t, item, v)
		if exc != nil {
			return value{}, exc
		}
		if eq {
			n++
		}
	}
	return py.Int(int64(n)), nil
}

func index(t *thread, self value, args []value) (value, *excp) {
	a := as(self)
	start, stop, exc := py.SearchRange(t, args[1], args[2], a.len())
	if exc != nil {
		return value{}, exc
	}
	i, exc := a.find(t, args[0], start, stop)
	if exc != nil {
		return value{}, exc
	}
	if i < 0 {
		return value{}, py.ValueErrorf("array.index(x): x not in array")
	}
	return py.Int(int64(i)), nil
}

func insert(t *thread, self, at, v value) (value, *excp) {
	a := as(self)
	i, exc := py.SsizeArg(t, at)
	if exc != nil {
		return value{}, exc
	}
	var item [8]byte
	if exc := store(t, a.code, item[:], v); exc != nil {
		return value{}, exc
	}
	if i < 0 {
		i = max(i+a.len(), 0)
	}
	i = min(i, a.len())
	return py.None, a.splice(i, i, item[:a.size])
}

func pop(t *thread, self value, args []value) (value, *excp) {
	a := as(self)
	i := -1
	if args[0].Bound() {
		var exc *excp
		if i, exc = py.SsizeArg(t, args[0]); exc != nil {
			return value{}, exc
		}
	}
	if a.len() == 0 {
		return value{}, py.IndexErrorf("pop from empty array")
	}
	if i < 0 {
		i += a.len()
	}
	if uint(i) >= uint(a.len()) {
		return value{}, py.IndexErrorf("pop index out of range")
	}
	v, exc := a.get(i)
	if exc != nil {
		return value{}, exc
	}
	return v, a.splice(i, i+1, nil)
}

func fromList(t *thread, self, list value) (value, *excp) {
	if !list.IsList() {
		return value{}, py.TypeErrorf("arg must be list")
	}
	a := as(self)
	n, old := len(py.AsList(list).Items), a.len()
	for i := range n {
		items := py.AsList(list).Items
		if len(items) != n {
			return value{}, py.RuntimeErrorf("list changed size during iteration")
		}
		if exc := a.append(t, items[i]); exc != nil {
			a.splice(old, a.len(), nil)
			return value{}, exc
		}
	}
	return py.None, nil
}

func fromFile(t *thread, self, f, count value) (value, *excp) {
	a := as(self)
	n, exc := py.SsizeArg(t, count)
	if exc != nil {
		return value{}, exc
	}
	if n < 0 {
		return value{}, py.ValueErrorf("negative count")
	}
	v, exc := py.CallMethod(t, f, py.Intern("read"), py.Int(int64(n*a.size)))
	if exc != nil {
		return value{}, exc
	}
	if !v.IsBytes() {
		return value{}, py.TypeErrorf("read() didn't return bytes")
	}
	data := py.AsBytes(v).Data()
	if exc := a.fromBytes(data); exc != nil {
		return value{}, exc
	}
	if len(data) != n*a.size {
		return value{}, py.Errorf(py.EOFError, "read() didn't return enough bytes")
	}
	return py.None, nil
}

func toFile(t *thread, self, f value) (value, *excp) {
	const block = 64 << 10
	for data := bytes.Clone(as(self).data); len(data) > 0; {
		n := min(block, len(data))
		if _, exc := py.CallMethod(t, f, py.Intern("write"), py.BytesV(data[:n:n])); exc != nil {
			return value{}, exc
		}
		data = data[n:]
	}
	return py.None, nil
}
