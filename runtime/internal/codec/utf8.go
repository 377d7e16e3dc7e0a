// This file decodes and encodes UTF-8, ASCII and Latin-1.

package codec

import "unicode/utf8"

const maxRune = utf8.MaxRune

func isTail(b byte) bool { return b&0xc0 == 0x80 }

// UTF8 decodes UTF-8 and returns the number of bytes that it has taken.
func (d *Decoder) UTF8() (taken int, ok bool) {
	d.Name = "utf-8"
	for i := 0; i < len(d.Data); {
		size, state := sequence(d.Data[i:])
		var end int
		var reason string
		switch state {
		case valid:
			d.Out = append(d.Out, d.Data[i:i+size]...)
			i += size
			continue
		case cutOff:
			if !d.Final {
				return i, true
			}
			end, reason = len(d.Data), "unexpected end of data"
		case badStart:
			end, reason = i+1, "invalid start byte"
		default:
			if !d.Final && d.cutSurrogate(i) {
				return i, true
			}
			end, reason = i+size, "invalid continuation byte"
		}
		if i, ok = d.Fail(d, i, end, reason); !ok {
			return i, false
		}
	}
	return len(d.Data), true
}

// cutSurrogate reports whether the data ends with the first two bytes of a surrogate, which the
// error handler may want to see whole.
func (d *Decoder) cutSurrogate(i int) bool {
	return len(d.Data)-i == 2 && d.Data[i] == 0xed && d.Data[i+1] >= 0xa0 && d.Data[i+1] <= 0xbf
}

// What sequence finds.
const (
	valid    = iota
	cutOff   // a valid beginning
	badStart // no byte that starts a sequence
	badTail  // the bytes before the wrong one count
)

// sequence looks at the sequence at the start of data: the length of a valid one, or of the valid
// beginning of a malformed one. ASCII is taken in runs.
func sequence(data []byte) (size, state int) {
	b := data[0]
	want := 0
	switch {
	case b < 0x80:
		for size = 1; size < len(data) && data[size] < 0x80; size++ {
		}
		return size, valid
	case b < 0xc2 || b > 0xf4:
		return 1, badStart
	case b < 0xe0:
		want = 2
	case b < 0xf0:
		want = 3
	default:
		want = 4
	}
	for i := 1; i < want; i++ {
		if i == len(data) {
			return i, cutOff
		}
		if !isTail(data[i]) || i == 1 && badSecond(b, data[1]) {
			return i, badTail
		}
	}
	return want, valid
}

// badSecond reports whether a continuation byte makes an overlong form, a surrogate, or a code
// point that is too large.
func badSecond(first, second byte) bool {
	switch first {
	case 0xe0:
		return second < 0xa0
	case 0xed:
		return second >= 0xa0
	case 0xf0:
		return second < 0x90
	case 0xf4:
		return second >= 0x90
	}
	return false
}

// UTF8 encodes to UTF-8.
func (e *Encoder) UTF8() bool {
	e.Name = "utf-8"
	u := units{wide: true, size: 1, reason: "surrogates not allowed", put: func(out []byte, c rune) ([]byte, bool) {
		if IsSurrogate(c) {
			return out, false
		}
		return AppendRune(out, c), true
	}}
	return u.run(e)
}

// ASCII decodes ASCII.
func (d *Decoder) ASCII() (taken int, ok bool) {
	return d.Each("ascii", func(i int) (int, string) {
		if b := d.Data[i]; b < 0x80 {
			d.Out = append(d.Out, b)
			return 1, ""
		}
		return 1, "ordinal not in range(128)"
	})
}

// narrow appends code points below a limit as single bytes.
func narrow(limit rune) func(out []byte, c rune) ([]byte, bool) {
	return func(out []byte, c rune) ([]byte, bool) {
		if c >= limit {
			return out, false
		}
		return append(out, byte(c)), true
	}
}

// ASCII encodes to ASCII.
func (e *Encoder) ASCII() bool { return e.Each("ascii", "ordinal not in range(128)", narrow(128)) }

// Latin1 encodes to Latin-1.
func (e *Encoder) Latin1() bool { return e.Each("latin-1", "ordinal not in range(256)", narrow(256)) }
