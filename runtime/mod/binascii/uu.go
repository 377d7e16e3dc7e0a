// This file implements uuencoding, hexadecimal digits and checksums.

package binascii

import (
	"hash/crc32"

	"adder/runtime/py"
)

// decodeUU is a2b_uu: it decodes one line.
func (m *module) decodeUU(data []byte) ([]byte, *excp) {
	if len(data) == 0 {
		return nil, m.errorf("Missing length byte")
	}
	n := int(data[0]-' ') & 63
	data = data[1:]
	out := make([]byte, 0, n)
	bits, left := uint(0), 0
	i := 0
	for ; len(out) < n; i++ {
		c := byte(0) // blanks at the end of the line may have been lost
		if i < len(data) && data[i] != '\n' && data[i] != '\r' {
			if data[i] < ' ' || data[i] > ' '+64 {
				return nil, m.errorf("Illegal char")
			}
			c = (data[i] - ' ') & 63
		}
		bits, left = bits<<6|uint(c), left+6
		if left >= 8 {
			left -= 8
			out = append(out, byte(bits>>left))
			bits &= 1<<left - 1
		}
	}
	for ; i < len(data); i++ {
		switch data[i] {
		case ' ', ' ' + 64, '\n', '\r':
		default:
			return nil, m.errorf("Trailing garbage")
		}
	}
	return out, nil
}

// encodeUU is b2a_uu; the flag asks for ` instead of blanks.
func (m *module) encodeUU(data []byte, flags []bool) ([]byte, *excp) {
	if len(data) > 45 {
		return nil, m.errorf("At most 45 bytes at once")
	}
	digit := func(c byte) byte {
		if c == 0 && flags[0] {
			return '`'
		}
		return ' ' + c
	}
	out := []byte{digit(byte(len(data)))}
	for ; len(data) > 0; data = data[min(3, len(data)):] {
		var group [3]byte
		copy(group[:], data)
		w := uint(group[0])<<16 | uint(group[1])<<8 | uint(group[2])
		out = append(out, digit(byte(w>>18)), digit(byte(w>>12&63)), digit(byte(w>>6&63)), digit(byte(w&63)))
	}
	return append(out, '\n'), nil
}

// hex is b2a_hex.
func hex(t *thread, self value, a []value) (value, *excp) {
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	sep, group, exc := py.HexArgs(t, a[1], a[2])
	if exc != nil {
		return value{}, exc
	}
	return py.BytesV(py.AppendHex(make([]byte, 0, 2*len(data)), data, sep, group)), nil
}

// unhex is a2b_hex.
func (m *module) unhex(data []byte) ([]byte, *excp) {
	if len(data)%2 != 0 {
		return nil, m.errorf("Odd-length string")
	}
	out := make([]byte, len(data)/2)
	for i := range out {
		high, low := py.HexDigit(data[2*i]), py.HexDigit(data[2*i+1])
		if high < 0 || low < 0 {
			return nil, m.errorf("Non-hexadecimal digit found")
		}
		out[i] = byte(high<<4 | low)
	}
	return out, nil
}

func crc32Of(t *thread, self value, a []value) (value, *excp) {
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	start := uint64(0)
	if a[1].Bound() {
		if start, exc = py.MaskArg(t, a[1]); exc != nil {
			return value{}, exc
		}
	}
	return py.Int(int64(crc32.Update(uint32(start), crc32.IEEETable, data))), nil
}

// crcOf divides a byte in the upper half by CCITT's polynomial.
func crcOf(x uint16) uint16 {
	for range 8 {
		if x&0x8000 != 0 {
			x = x<<1 ^ 0x1021
		} else {
			x <<= 1
		}
	}
	return x
}

func (m *module) crcHQX(t *thread, self, v, start value) (value, *excp) {
	data, exc := py.BytesLike(t, v)
	if exc != nil {
		return value{}, exc
	}
	word, exc := py.MaskArg(t, start)
	if exc != nil {
		return value{}, exc
	}
	crc := uint16(word)
	for _, c := range data {
		crc = crc<<8 ^ m.crcTable[byte(crc>>8)^c]
	}
	return py.Int(int64(crc)), nil
}
