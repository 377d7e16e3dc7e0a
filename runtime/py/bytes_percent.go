// This file implements the % operator of bytes and bytearray: str's over the Latin-1 decoding,
// with conversions of its own for texts and characters.

package py

import "unsafe"

func bytesMod(t *Thread, a, b Value) (Value, *Exc) {
	if !a.IsBytes() {
		return NotImplemented, nil
	}
	return formatBytes(t, a, b)
}

func byteArrayMod(t *Thread, a, b Value) (Value, *Exc) {
	if !a.IsByteArray() {
		return NotImplemented, nil
	}
	return formatBytes(t, a, b)
}

func formatBytes(t *Thread, a, b Value) (Value, *Exc) {
	data := byteData(a)
	p := &percent{t: t, src: make([]rune, len(data)), args: []Value{b}, one: true, bytes: true}
	for i, c := range data {
		p.src[i] = rune(c)
	}
	if b.IsTuple() {
		p.args, p.one = AsTuple(b).Items, false
	} else if b.Type().Slots.GetItem != nil && !b.IsStr() && !b.IsBytes() && !b.IsByteArray() {
		p.dict = b
	}
	s, exc := p.run()
	if exc != nil {
		return Value{}, exc
	}
	return likeBytes(a, unsafe.Slice(unsafe.StringData(s.data()), len(s.data()))), nil
}

// bytesText converts the verbs that mean something else than in a str; ok is false for others.
func (c *conversion) bytesText(t *Thread, v Value) (s *Str, ok bool, exc *Exc) {
	switch c.verb {
	case 'r', 'a':
		c.verb = 'a'
		return nil, false, nil
	case 's', 'b':
		data, exc := bytesArg(t, v)
		if exc != nil {
			return nil, true, exc
		}
		if c.prec >= 0 && c.prec < len(data) {
			data = data[:c.prec]
		}
		return c.pad(latin1Str(data)), true, nil
	case 'e', 'E', 'f', 'F', 'g', 'G':
		if _, exc := AsFloat64(t, v); exc != nil && exc.Matches(TypeError) {
			return nil, true, TypeErrorf("float argument required, not %s", TypeName(v))
		}
	case 'c':
		b, exc := charArg(t, v)
		if exc != nil {
			return nil, true, exc
		}
		return c.pad(latin1Str([]byte{b})), true, nil
	}
	return nil, false, nil
}

// bytesArg is the argument of %b.
func bytesArg(t *Thread, v Value) ([]byte, *Exc) {
	if v.IsBytes() || v.IsByteArray() {
		return byteData(v), nil
	}
	r, ok, exc := CallSpecial(t, v, nameBytes)
	if exc != nil {
		return nil, exc
	}
	if ok {
		if !r.IsBytes() {
			return nil, TypeErrorf("__bytes__ returned non-bytes (type %s)", TypeName(r))
		}
		return AsBytes(r).data, nil
	}
	if IsBytesLike(v) {
		return collectBytes(t, v, "bytes")
	}
	return nil, TypeErrorf("%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", TypeName(v))
}

// charArg is the argument of %c.
func charArg(t *Thread, v Value) (byte, *Exc) {
	if v.IsBytes() || v.IsByteArray() {
		data := byteData(v)
		if len(data) == 1 {
			return data[0], nil
		}
		if v.IsBytes() {
			return 0, TypeErrorf("%%c requires an integer in range(256) or a single byte, not a bytes object of length %d", len(data))
		}
		return 0, TypeErrorf("%%c requires an integer in range(256) or a single byte, not a bytearray object of length %d", len(data))
	}
	if v.Type().Slots.Index == nil {
		return 0, TypeErrorf("%%c requires an integer in range(256) or a single byte, not %s", TypeName(v))
	}
	n, exc := IndexInt(t, v, nil)
	if exc != nil {
		return 0, exc
	}
	if n < 0 || n > 255 {
		return 0, OverflowErrorf("%c arg not in range(256)")
	}
	return byte(n), nil
}
