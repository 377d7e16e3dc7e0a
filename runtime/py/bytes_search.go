// This file implements the methods of bytes and bytearray that look for something: find and
// its kin, startswith, partition, replace, translate, strip.

package py

import (
	"bytes"
)

// byteNeedle converts what to look for: a bytes-like object, or an int as a single byte.
func byteNeedle(t *Thread, v Value) ([]byte, *Exc) {
	if IsBytesLike(v) {
		return BytesLike(t, v)
	}
	if v.Type().Slots.Index == nil {
		return nil, TypeErrorf("argument should be integer or bytes-like object, not '%s'", TypeName(v))
	}
	n, exc := IndexInt(t, v, nil)
	if exc != nil {
		return nil, exc
	}
	if n < 0 || n > 255 {
		return nil, ValueErrorf("byte must be in range(0, 256)")
	}
	return byteTable[n : n+1], nil
}

// byteSearch returns the part of self within the bounds of a search, where it starts, and the
// needle; ok is false if the bounds exclude even the empty needle.
func byteSearch(t *Thread, self Value, a []Value) (part, sub []byte, start int, ok bool, exc *Exc) {
	if sub, exc = byteNeedle(t, a[0]); exc != nil {
		return
	}
	start, end, exc := strRange(t, a[1:], len(byteData(self)))
	if exc != nil || start > end {
		return nil, sub, start, false, exc
	}
	return byteData(self)[start:end], sub, start, true, nil
}

func bytesFind(index func(s, sub []byte) int, raise bool) func(t *Thread, self Value, a []Value) (Value, *Exc) {
	return func(t *Thread, self Value, a []Value) (Value, *Exc) {
		part, sub, start, ok, exc := byteSearch(t, self, a)
		if exc != nil {
			return Value{}, exc
		}
		if ok {
			if i := index(part, sub); i >= 0 {
				return Int(int64(start + i)), nil
			}
		}
		if raise {
			return Value{}, ValueErrorf("subsection not found")
		}
		return Int(-1), nil
	}
}

func bytesCount(t *Thread, self Value, a []Value) (Value, *Exc) {
	part, sub, _, ok, exc := byteSearch(t, self, a)
	switch {
	case exc != nil:
		return Value{}, exc
	case !ok:
		return Int(0), nil
	case len(sub) == 0: // bytes.Count would count UTF-8 sequences
		return Int(int64(len(part) + 1)), nil
	}
	return Int(int64(bytes.Count(part, sub))), nil
}

// bytesAffix makes startswith and endswith.
func bytesAffix(name string, has func(s, affix []byte) bool) func(t *Thread, self Value, a []Value) (Value, *Exc) {
	return func(t *Thread, self Value, a []Value) (Value, *Exc) {
		start, end, exc := strRange(t, a[1:], len(byteData(self)))
		if exc != nil {
			return Value{}, exc
		}
		test := func(v Value) (bool, *Exc) {
			affix, exc := BytesLike(t, v)
			if exc != nil || start > end {
				return false, exc
			}
			return has(byteData(self)[start:end], affix), nil
		}
		if !a[0].IsTuple() {
			ok, exc := test(a[0])
			if exc != nil && exc.Matches(TypeError) {
				exc = TypeErrorf("%s first arg must be bytes or a tuple of bytes, not %s", name, TypeName(a[0]))
			}
			return Bool(ok), exc
		}
		for _, v := range AsTuple(a[0]).Items {
			if ok, exc := test(v); ok || exc != nil {
				return Bool(ok), exc
			}
		}
		return False, nil
	}
}

func bytesRemovePrefix(t *Thread, self, v Value) (Value, *Exc) {
	affix, exc := BytesLike(t, v)
	if exc != nil {
		return Value{}, exc
	}
	return partOf(self, bytes.TrimPrefix(byteData(self), affix)), nil
}

func bytesRemoveSuffix(t *Thread, self, v Value) (Value, *Exc) {
	affix, exc := BytesLike(t, v)
	if exc != nil {
		return Value{}, exc
	}
	return partOf(self, bytes.TrimSuffix(byteData(self), affix)), nil
}

// bytesPartition makes partition and rpartition.
func bytesPartition(last bool) func(t *Thread, self, v Value) (Value, *Exc) {
	return func(t *Thread, self, v Value) (Value, *Exc) {
		sep, exc := BytesLike(t, v)
		if exc != nil {
			return Value{}, exc
		}
		if len(sep) == 0 {
			return Value{}, ValueErrorf("empty separator")
		}
		data := byteData(self)
		i := bytes.Index(data, sep)
		if last {
			i = bytes.LastIndex(data, sep)
		}
		none := func() Value { return likeBytes(self, nil) }
		switch {
		case i < 0 && last:
			return NewTuple(none(), none(), sameBytes(self)).V(), nil
		case i < 0:
			return NewTuple(sameBytes(self), none(), none()).V(), nil
		}
		mid := likeBytes(self, bytes.Clone(sep))
		if v.Type() == BytesType && self.IsBytes() {
			mid = v
		}
		return NewTuple(partOf(self, data[:i]), mid, partOf(self, data[i+len(sep):])).V(), nil
	}
}

func bytesReplace(t *Thread, self Value, a []Value) (Value, *Exc) {
	from, exc := BytesLike(t, a[0])
	if exc != nil {
		return Value{}, exc
	}
	to, exc := BytesLike(t, a[1])
	if exc != nil {
		return Value{}, exc
	}
	count := -1
	if a[2].Bound() {
		if count, exc = SsizeArg(t, a[2]); exc != nil {
			return Value{}, exc
		}
	}
	data := byteData(self)
	if count == 0 || len(from) > 0 && !bytes.Contains(data, from) || len(from) > len(data) {
		return sameBytes(self), nil
	}
	if len(from) == 0 {
		return likeBytes(self, interleave(data, to, count)), nil
	}
	return likeBytes(self, bytes.Replace(data, from, to, count)), nil
}

// interleave puts sep before each byte and at the end, count times at most.
func interleave(data, sep []byte, count int) []byte {
	if count < 0 || count > len(data) {
		count = len(data) + 1
	}
	out := make([]byte, 0, len(data)+count*len(sep))
	for i, c := range data {
		if i < count {
			out = append(out, sep...)
		}
		out = append(out, c)
	}
	if count > len(data) {
		out = append(out, sep...)
	}
	return out
}

const asciiSpace = " \t\n\r\v\f"

// bytesStrip makes strip, lstrip and rstrip.
func bytesStrip(left, right bool) func(t *Thread, self Value, a []Value) (Value, *Exc) {
	return func(t *Thread, self Value, a []Value) (Value, *Exc) {
		chars := []byte(asciiSpace)
		if a[0].Bound() && !a[0].IsNone() {
			var exc *Exc
			if chars, exc = BytesLike(t, a[0]); exc != nil {
				return Value{}, exc
			}
		}
		data := byteData(self)
		i, j := 0, len(data)
		for left && i < j && bytes.IndexByte(chars, data[i]) >= 0 {
			i++
		}
		for right && j > i && bytes.IndexByte(chars, data[j-1]) >= 0 {
			j--
		}
		return partOf(self, data[i:j]), nil
	}
}

func bytesTranslate(t *Thread, self Value, a []Value) (Value, *Exc) {
	table := byteTable[:]
	identity := a[0].IsNone()
	if !identity {
		var exc *Exc
		if table, exc = BytesLike(t, a[0]); exc != nil {
			return Value{}, exc
		}
		if len(table) != 256 {
			return Value{}, ValueErrorf("translation table must be 256 characters long")
		}
	}
	var drop [256]bool
	if a[1].Bound() {
		chars, exc := BytesLike(t, a[1])
		if exc != nil {
			return Value{}, exc
		}
		for _, c := range chars {
			drop[c] = true
		}
	}
	data := byteData(self)
	out := make([]byte, 0, len(data))
	for _, c := range data {
		if !drop[c] {
			out = append(out, table[c])
		}
	}
	if bytes.Equal(out, data) {
		return sameBytes(self), nil
	}
	return likeBytes(self, out), nil
}

func bytesMakeTrans(t *Thread, self, from, to Value) (Value, *Exc) {
	x, exc := BytesLike(t, from)
	if exc != nil {
		return Value{}, exc
	}
	y, exc := BytesLike(t, to)
	if exc != nil {
		return Value{}, exc
	}
	if len(x) != len(y) {
		return Value{}, ValueErrorf("maketrans arguments must have same length")
	}
	table := bytes.Clone(byteTable[:])
	for i, c := range x {
		table[c] = y[i]
	}
	return BytesV(table), nil
}
