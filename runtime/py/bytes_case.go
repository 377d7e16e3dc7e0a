// This file implements the methods of bytes and bytearray about ASCII characters and their
// case, and those that pad to a width.

package py

import (
	"bytes"
)

func isByteUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
func isByteLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isByteAlpha(c byte) bool { return isByteUpper(c) || isByteLower(c) }
func isByteDigit(c byte) bool { return c >= '0' && c <= '9' }

func toByteUpper(c byte) byte {
	if isByteLower(c) {
		return c - 0x20
	}
	return c
}

func toByteLower(c byte) byte {
	if isByteUpper(c) {
		return c + 0x20
	}
	return c
}

func swapByteCase(c byte) byte {
	if isByteAlpha(c) {
		return c ^ 0x20
	}
	return c
}

// bytesMap makes a method that maps each byte.
func bytesMap(f func(c byte) byte) func(t *Thread, self Value) (Value, *Exc) {
	return func(t *Thread, self Value) (Value, *Exc) {
		data := byteData(self)
		out := make([]byte, len(data))
		for i, c := range data {
			out[i] = f(c)
		}
		return likeBytes(self, out), nil
	}
}

func bytesCapitalize(t *Thread, self Value) (Value, *Exc) {
	data := byteData(self)
	out := make([]byte, len(data))
	for i, c := range data {
		out[i] = toByteLower(c)
	}
	if len(out) > 0 {
		out[0] = toByteUpper(out[0])
	}
	return likeBytes(self, out), nil
}

func bytesTitle(t *Thread, self Value) (Value, *Exc) {
	data := byteData(self)
	out := make([]byte, len(data))
	inWord := false
	for i, c := range data {
		if inWord {
			out[i] = toByteLower(c)
		} else {
			out[i] = toByteUpper(c)
		}
		inWord = isByteAlpha(c)
	}
	return likeBytes(self, out), nil
}

// bytesAll makes a test whether there are bytes and all are of a class.
func bytesAll(is func(c byte) bool) func(t *Thread, self Value) (Value, *Exc) {
	return func(t *Thread, self Value) (Value, *Exc) {
		data := byteData(self)
		for _, c := range data {
			if !is(c) {
				return False, nil
			}
		}
		return Bool(len(data) > 0), nil
	}
}

func bytesIsASCII(t *Thread, self Value) (Value, *Exc) {
	for _, c := range byteData(self) {
		if c >= 0x80 {
			return False, nil
		}
	}
	return True, nil
}

// bytesOnlyCase makes islower and isupper: some byte is of the case and none of the other.
func bytesOnlyCase(is, other func(c byte) bool) func(t *Thread, self Value) (Value, *Exc) {
	return func(t *Thread, self Value) (Value, *Exc) {
		found := false
		for _, c := range byteData(self) {
			if other(c) {
				return False, nil
			}
			found = found || is(c)
		}
		return Bool(found), nil
	}
}

func bytesIsTitle(t *Thread, self Value) (Value, *Exc) {
	found, inWord := false, false
	for _, c := range byteData(self) {
		switch {
		case isByteUpper(c):
			if inWord {
				return False, nil
			}
			found, inWord = true, true
		case isByteLower(c):
			if !inWord {
				return False, nil
			}
		default:
			inWord = false
		}
	}
	return Bool(found), nil
}

// bytesJustify makes center, ljust and rjust; left says how much of the padding goes there.
func bytesJustify(name string, left func(pad, width int) int) func(t *Thread, self Value, a []Value) (Value, *Exc) {
	return func(t *Thread, self Value, a []Value) (Value, *Exc) {
		width, exc := SsizeArg(t, a[0])
		if exc != nil {
			return Value{}, exc
		}
		fill := byte(' ')
		if a[1].Bound() {
			if fill, exc = fillByte(name, a[1]); exc != nil {
				return Value{}, exc
			}
		}
		data := byteData(self)
		pad := width - len(data)
		if pad <= 0 {
			return sameBytes(self), nil
		}
		if pad > maxItems {
			return Value{}, NewExc(MemoryError)
		}
		before := left(pad, width)
		out := bytes.Repeat([]byte{fill}, width)
		copy(out[before:], data)
		return likeBytes(self, out), nil
	}
}

func fillByte(name string, v Value) (byte, *Exc) {
	var data []byte
	switch {
	case v.IsBytes(), v.IsByteArray():
		data = byteData(v)
	default:
		return 0, TypeErrorf("%s() argument 2 must be a byte string of length 1, not %s", name, argTypeName(v))
	}
	if len(data) != 1 {
		kind := "bytes"
		if !v.IsBytes() {
			kind = "bytearray"
		}
		return 0, TypeErrorf("%s(): argument 2 must be a byte string of length 1, not a %s object of length %d", name, kind, len(data))
	}
	return data[0], nil
}

func bytesZfill(t *Thread, self, widthArg Value) (Value, *Exc) {
	width, exc := SsizeArg(t, widthArg)
	if exc != nil {
		return Value{}, exc
	}
	data := byteData(self)
	pad := width - len(data)
	if pad <= 0 {
		return sameBytes(self), nil
	}
	if pad > maxItems {
		return Value{}, NewExc(MemoryError)
	}
	out := bytes.Repeat([]byte{'0'}, width)
	copy(out[pad:], data)
	if len(data) > 0 && (data[0] == '+' || data[0] == '-') {
		out[pad], out[0] = '0', data[0]
	}
	return likeBytes(self, out), nil
}

func bytesExpandTabs(t *Thread, self Value, a []Value) (Value, *Exc) {
	size := 8
	if a[0].Bound() {
		n, exc := CInt(t, a[0])
		if exc != nil {
			return Value{}, exc
		}
		size = n
	}
	var out []byte
	column := 0
	for _, c := range byteData(self) {
		switch c {
		case '\t':
			if size > 0 {
				n := size - column%size
				if len(out)+n > maxItems {
					return Value{}, OverflowErrorf("result too long")
				}
				column += n
				out = append(out, bytes.Repeat([]byte{' '}, n)...)
			}
			continue
		case '\n', '\r':
			column = -1
		}
		column++
		out = append(out, c)
	}
	return likeBytes(self, out), nil
}

// CInt converts an argument that C declares an int.
func CInt(t *Thread, v Value) (int, *Exc) {
	i, exc := IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := ToInt64(i)
	if !ok || n != int64(int32(n)) {
		return 0, OverflowErrorf("Python int too large to convert to C int")
	}
	return int(n), nil
}
