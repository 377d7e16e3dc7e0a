// This file implements split, splitlines and join of bytes and bytearray.

package py

import "bytes"

// bytesSplit makes split and rsplit.
func bytesSplit(last bool) func(t *Thread, self Value, a []Value) (Value, *Exc) {
	return func(t *Thread, self Value, a []Value) (Value, *Exc) {
		limit := -1
		var exc *Exc
		if a[1].Bound() {
			if limit, exc = SsizeArg(t, a[1]); exc != nil {
				return Value{}, exc
			}
		}
		if limit < 0 {
			limit = maxItems
		}
		var sep []byte
		if a[0].Bound() && !a[0].IsNone() {
			if sep, exc = BytesLike(t, a[0]); exc != nil {
				return Value{}, exc
			}
			if len(sep) == 0 {
				return Value{}, ValueErrorf("empty separator")
			}
		}
		data := byteData(self)
		var parts [][]byte
		switch {
		case sep == nil && last:
			parts = rsplitSpace(data, limit)
		case sep == nil:
			parts = splitSpace(data, limit)
		case last:
			parts = rsplitBytes(data, sep, limit)
		default:
			parts = bytes.SplitN(data, sep, min(limit, maxItems-1)+1)
		}
		return byteParts(self, parts), nil
	}
}

// byteParts makes a list of parts of self.
func byteParts(self Value, parts [][]byte) Value {
	items := make([]Value, len(parts))
	for i, p := range parts {
		items[i] = partOf(self, p)
	}
	return ListFrom(items).V()
}

func isByteSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func splitSpace(data []byte, limit int) [][]byte {
	var parts [][]byte
	for i := 0; ; {
		for i < len(data) && isByteSpace(data[i]) {
			i++
		}
		if i == len(data) {
			return parts
		}
		if len(parts) == limit {
			return append(parts, data[i:])
		}
		start := i
		for i < len(data) && !isByteSpace(data[i]) {
			i++
		}
		parts = append(parts, data[start:i])
	}
}

func rsplitSpace(data []byte, limit int) [][]byte {
	var parts [][]byte
	for j := len(data); ; {
		for j > 0 && isByteSpace(data[j-1]) {
			j--
		}
		if j == 0 {
			break
		}
		if len(parts) == limit {
			parts = append(parts, data[:j])
			break
		}
		end := j
		for j > 0 && !isByteSpace(data[j-1]) {
			j--
		}
		parts = append(parts, data[j:end])
	}
	return reversedParts(parts)
}

func rsplitBytes(data, sep []byte, limit int) [][]byte {
	var parts [][]byte
	for len(parts) < limit {
		i := bytes.LastIndex(data, sep)
		if i < 0 {
			break
		}
		parts = append(parts, data[i+len(sep):])
		data = data[:i]
	}
	return reversedParts(append(parts, data))
}

func reversedParts(parts [][]byte) [][]byte {
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return parts
}

func bytesSplitLines(t *Thread, self Value, a []Value) (Value, *Exc) {
	keep := false
	if a[0].Bound() {
		var exc *Exc
		if keep, exc = Truth(t, a[0]); exc != nil {
			return Value{}, exc
		}
	}
	var parts [][]byte
	for data := byteData(self); len(data) > 0; {
		i := bytes.IndexAny(data, "\r\n")
		if i < 0 {
			parts = append(parts, data)
			break
		}
		next := i + 1
		if data[i] == '\r' && next < len(data) && data[next] == '\n' {
			next++
		}
		if keep {
			i = next
		}
		parts = append(parts, data[:i])
		data = data[next:]
	}
	return byteParts(self, parts), nil
}

func bytesJoin(t *Thread, self, iterable Value) (Value, *Exc) {
	var items []Value
	switch iterable.Type() {
	case ListType:
		items = AsList(iterable).Items
	case TupleType:
		items = AsTuple(iterable).Items
	default:
		if s := &iterable.Type().Slots; s.Iter == nil && !s.IsSequence {
			return Value{}, TypeErrorf("can only join an iterable")
		}
		var exc *Exc
		if items, exc = Collect(t, iterable); exc != nil {
			return Value{}, exc
		}
	}
	if len(items) == 1 && items[0].Type() == BytesType && self.IsBytes() {
		return items[0], nil
	}
	sep := byteData(self)
	parts := make([][]byte, len(items))
	size := len(sep) * max(len(items)-1, 0)
	for i, item := range items {
		part, ok := BytesOf(item)
		if !ok {
			return Value{}, TypeErrorf("sequence item %d: expected a bytes-like object, %s found", i, TypeName(item))
		}
		parts[i] = part
		size += len(part)
	}
	out := make([]byte, 0, size)
	for i, part := range parts {
		if i > 0 {
			out = append(out, sep...)
		}
		out = append(out, part...)
	}
	return likeBytes(self, out), nil
}
