// This file defines HZ (RFC 1843), which puts GB 2312 between ~{ and ~}.

package cjk

// HZ makes the codec of the table of GB 2312. State[0] is 1 within such a section.
func HZ(t *Table) *Codec {
	h := hz{t}
	clear := func(s *State) { s[0] = 0 }
	return &Codec{Name: "hz", Decode: h.decode, Encode: h.encode, Start: clear, Restart: clear, Reset: func(s *State, out []byte) []byte {
		if s[0] != 0 {
			s[0] = 0
			return append(out, "~}"...)
		}
		return out
	}}
}

type hz struct{ table *Table }

func (h hz) decode(s *State, data []byte, out []rune) ([]rune, int, int) {
	c := data[0]
	if c == '~' {
		if len(data) < 2 {
			return out, 0, TooFew
		}
		switch d := data[1]; {
		case d == '~' && s[0] == 0:
			return append(out, '~'), 2, OK
		case d == '{' && s[0] == 0:
			s[0] = 1
		case d == '\n' && s[0] == 0: // the line goes on
		case d == '}' && s[0] == 1:
			s[0] = 0
		default:
			return out, 0, 1
		}
		return out, 2, OK
	}
	if c&0x80 != 0 {
		return out, 0, 1
	}
	if s[0] == 0 {
		return append(out, rune(c)), 1, OK
	}
	if len(data) < 2 {
		return out, 0, TooFew
	}
	out, _, status := h.table.Decode(nil, []byte{c | 0x80, data[1] ^ 0x80}, out)
	if status != OK || c < 0x21 || c > 0x7e {
		return out, 0, 1
	}
	return out, 2, OK
}

func (h hz) encode(s *State, text []rune, out []byte, flush bool) ([]byte, int, int) {
	c := text[0]
	if c < 0x80 {
		if s[0] != 0 {
			out = append(out, "~}"...)
			s[0] = 0
		}
		if c == '~' {
			out = append(out, '~')
		}
		return append(out, byte(c)), 1, OK
	}
	h.table.inverse()
	v := h.table.bytesOf(c)
	if v>>24 != 2 {
		return out, 0, 1
	}
	if s[0] == 0 {
		out = append(out, "~{"...)
		s[0] = 1
	}
	return append(out, byte(v>>16)&0x7f, byte(v>>8)&0x7f), 1, OK
}
