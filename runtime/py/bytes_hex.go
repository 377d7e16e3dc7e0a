// This file converts bytes to and from hexadecimal digits.

package py

// HexArgs converts the arguments of the hex methods: sep, and the size of groups, 0 without sep.
func HexArgs(t *Thread, sepArg, groupArg Value) (sep byte, group int, exc *Exc) {
	group = 1
	if groupArg.Bound() {
		if group, exc = CInt(t, groupArg); exc != nil {
			return 0, 0, exc
		}
	}
	if sepArg.IsUnbound() {
		return 0, 0, nil
	}
	var c rune
	switch {
	case sepArg.IsStr():
		s := AsStr(sepArg)
		if s.Len() != 1 {
			return 0, 0, ValueErrorf("sep must be length 1.")
		}
		c = s.At(0)
	case sepArg.IsBytes():
		b := AsBytes(sepArg).data
		if len(b) != 1 {
			return 0, 0, ValueErrorf("sep must be length 1.")
		}
		c = rune(b[0])
	default:
		n, exc := Len(t, sepArg)
		if exc != nil {
			return 0, 0, exc
		}
		if n != 1 {
			return 0, 0, ValueErrorf("sep must be length 1.")
		}
		return 0, 0, TypeErrorf("sep must be str or bytes.")
	}
	if c >= 0x80 {
		return 0, 0, ValueErrorf("sep must be ASCII.")
	}
	return byte(c), group, nil
}

// AppendHex appends the digits of data with sep between groups of bytes, which are counted from
// the right, or with a negative size from the left; a size of 0 means no separators.
func AppendHex(out, data []byte, sep byte, group int) []byte {
	const digits = "0123456789abcdef"
	size, n := group, len(data)
	if size < 0 {
		size = -size
	}
	for i, c := range data {
		if i > 0 && size != 0 {
			if group > 0 && (n-i)%size == 0 || group < 0 && i%size == 0 {
				out = append(out, sep)
			}
		}
		out = append(out, digits[c>>4], digits[c&15])
	}
	return out
}

// HexStr is the hex method for data.
func HexStr(t *Thread, data []byte, sepArg, groupArg Value) (Value, *Exc) {
	sep, group, exc := HexArgs(t, sepArg, groupArg)
	if exc != nil {
		return Value{}, exc
	}
	return asciiStr(AppendHex(make([]byte, 0, 2*len(data)), data, sep, group)), nil
}

func bytesHex(t *Thread, self Value, a []Value) (Value, *Exc) {
	return HexStr(t, byteData(self), a[0], a[1])
}

// HexDigit returns the value of a hexadecimal digit, -1 for another character.
func HexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// bytesFromHex makes bytes.fromhex and bytearray.fromhex.
func bytesFromHex(array bool) func(t *Thread, class, v Value) (Value, *Exc) {
	return func(t *Thread, class, v Value) (Value, *Exc) {
		var text []byte
		switch {
		case v.IsStr():
			s := AsStr(v)
			text = make([]byte, s.Len())
			for i := range text {
				if text[i] = byte(s.At(i)); s.At(i) >= 0x80 {
					text[i] = 0xff
				}
			}
		case IsBytesLike(v):
			var exc *Exc
			if text, exc = BytesLike(t, v); exc != nil {
				return Value{}, exc
			}
		default:
			return Value{}, TypeErrorf("fromhex() argument must be str or bytes-like, not %s", TypeName(v))
		}
		data, exc := parseHex(text)
		if exc != nil {
			return Value{}, exc
		}
		r := BytesV(data)
		if array {
			r = NewByteArray(data).V()
		}
		if class == r.Type().V() {
			return r, nil
		}
		return Call1(t, class, r)
	}
}

func parseHex(text []byte) ([]byte, *Exc) {
	out := make([]byte, 0, len(text)/2)
	for i := 0; i < len(text); {
		if isByteSpace(text[i]) {
			i++
			continue
		}
		high := HexDigit(text[i])
		if high < 0 {
			return nil, ValueErrorf("non-hexadecimal number found in fromhex() arg at position %d", i)
		}
		if i++; i == len(text) {
			return nil, ValueErrorf("fromhex() arg must contain an even number of hexadecimal digits")
		}
		low := HexDigit(text[i])
		if low < 0 {
			return nil, ValueErrorf("non-hexadecimal number found in fromhex() arg at position %d", i)
		}
		out = append(out, byte(high<<4|low))
		i++
	}
	return out, nil
}
