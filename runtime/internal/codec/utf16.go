// This file decodes and encodes UTF-16 and UTF-32.

package codec

import "encoding/binary"

// Order is the order of bytes in UTF-16 and UTF-32.
type Order int

// The orders. Native is the machine's, with a byte order mark: decoders take one off and set
// the order by it, encoders put one in front.
const (
	Little Order = iota - 1
	Native
	Big
)

func (o Order) little() bool {
	return o == Little || o == Native && binary.NativeEndian.Uint16([]byte{1, 0}) == 1
}

func (o Order) coder() interface {
	binary.ByteOrder
	binary.AppendByteOrder
} {
	if o.little() {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// suffix is what the order adds to the name of an encoding.
func (o Order) suffix() string {
	switch o {
	case Little:
		return "-le"
	case Big:
		return "-be"
	}
	return ""
}

// decoded is the order that a decoder works in: Native was settled by the mark.
func (o Order) decoded() Order {
	if o.little() {
		return Little
	}
	return Big
}

// UTF16 decodes UTF-16. The order it returns is Native if it was and there was no mark.
func (d *Decoder) UTF16(order Order) (taken int, found Order, ok bool) {
	i := 0
	if order == Native && len(d.Data) >= 2 {
		switch binary.LittleEndian.Uint16(d.Data) {
		case 0xfeff:
			i, order = 2, Little
		case 0xfffe:
			i, order = 2, Big
		}
	}
	d.Name = "utf-16" + order.decoded().suffix()
	coder := order.coder()
	for i < len(d.Data) {
		var end int
		var reason string
		switch rest := len(d.Data) - i; {
		case rest < 2:
			if !d.Final {
				return i, order, true
			}
			end, reason = len(d.Data), "truncated data"
		default:
			c := rune(coder.Uint16(d.Data[i:]))
			switch {
			case !IsSurrogate(c):
				d.Out = AppendRune(d.Out, c)
				i += 2
				continue
			case isLow(c):
				end, reason = i+2, "illegal encoding"
			case rest < 4:
				if !d.Final {
					return i, order, true
				}
				end, reason = len(d.Data), "unexpected end of data"
			default:
				low := rune(coder.Uint16(d.Data[i+2:]))
				if isLow(low) {
					d.Out = AppendRune(d.Out, join(c, low))
					i += 4
					continue
				}
				end, reason = i+2, "illegal UTF-16 surrogate"
			}
		}
		if i, ok = d.Fail(d, i, end, reason); !ok {
			return i, order, false
		}
	}
	return len(d.Data), order, true
}

// UTF32 decodes UTF-32, as UTF16 does UTF-16.
func (d *Decoder) UTF32(order Order) (taken int, found Order, ok bool) {
	i := 0
	if order == Native && len(d.Data) >= 4 {
		switch binary.LittleEndian.Uint32(d.Data) {
		case 0xfeff:
			i, order = 4, Little
		case 0xfffe0000:
			i, order = 4, Big
		}
	}
	d.Name = "utf-32" + order.decoded().suffix()
	coder := order.coder()
	for i < len(d.Data) {
		var end int
		var reason string
		if len(d.Data)-i < 4 {
			if !d.Final {
				return i, order, true
			}
			end, reason = len(d.Data), "truncated data"
		} else {
			c := coder.Uint32(d.Data[i:])
			switch {
			case c > maxRune:
				end, reason = i+4, "code point not in range(0x110000)"
			case IsSurrogate(rune(c)):
				end, reason = i+4, "code point in surrogate code point range(0xd800, 0xe000)"
			default:
				d.Out = AppendRune(d.Out, rune(c))
				i += 4
				continue
			}
		}
		if i, ok = d.Fail(d, i, end, reason); !ok {
			return i, order, false
		}
	}
	return len(d.Data), order, true
}

// UTF16 encodes to UTF-16.
func (e *Encoder) UTF16(order Order) bool {
	e.Name = "utf-16" + order.suffix()
	coder := order.coder()
	return e.wide(order, 2, func(out []byte, c rune) []byte {
		if c < 0x10000 {
			return coder.AppendUint16(out, uint16(c))
		}
		c -= 0x10000
		return coder.AppendUint16(coder.AppendUint16(out, uint16(0xd800+c>>10)), uint16(0xdc00+c&0x3ff))
	})
}

// UTF32 encodes to UTF-32.
func (e *Encoder) UTF32(order Order) bool {
	e.Name = "utf-32" + order.suffix()
	coder := order.coder()
	return e.wide(order, 4, func(out []byte, c rune) []byte { return coder.AppendUint32(out, uint32(c)) })
}

// wide encodes by put what is no surrogate.
func (e *Encoder) wide(order Order, size int, put func(out []byte, c rune) []byte) bool {
	if order == Native {
		e.Out = put(e.Out, 0xfeff)
	}
	u := units{wide: true, size: size, one: true, reason: "surrogates not allowed",
		put: func(out []byte, c rune) ([]byte, bool) {
			if IsSurrogate(c) {
				return out, false
			}
			return put(out, c), true
		}}
	return u.run(e)
}
