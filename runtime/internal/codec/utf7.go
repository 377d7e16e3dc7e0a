// This file decodes and encodes UTF-7 (RFC 2152).

package codec

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// base64Value returns the value of a digit, -1 for another byte.
func base64Value(b byte) int {
	switch {
	case b >= 'A' && b <= 'Z':
		return int(b - 'A')
	case b >= 'a' && b <= 'z':
		return int(b-'a') + 26
	case b >= '0' && b <= '9':
		return int(b-'0') + 52
	case b == '+':
		return 62
	case b == '/':
		return 63
	}
	return -1
}

// shifted is the state within a base64 section.
type shifted struct {
	in     bool
	bits   uint // how many bits buffer holds
	buffer uint32
	high   rune // the first half of a pair that waits for the second
	start  int  // where in the data the section begins
	out    int  // the length of the output there
}

// digit adds six bits, and appends a code unit when it is complete.
func (s *shifted) digit(d *Decoder, v int) {
	s.buffer = s.buffer<<6 | uint32(v)
	s.bits += 6
	if s.bits < 16 {
		return
	}
	s.bits -= 16
	unit := rune(s.buffer >> s.bits)
	s.buffer &= 1<<s.bits - 1
	if s.high != 0 {
		high := s.high
		s.high = 0
		if isLow(unit) {
			d.Out = AppendRune(d.Out, join(high, unit))
			return
		}
		d.Out = AppendRune(d.Out, high)
	}
	if isHigh(unit) {
		s.high = unit
	} else {
		d.Out = AppendRune(d.Out, unit)
	}
}

// leftover tells what is wrong with the bits left over at the end of a section, "" if nothing is.
func (s *shifted) leftover() string {
	switch {
	case s.bits >= 6:
		return "partial character in shift sequence"
	case s.bits > 0 && s.buffer != 0:
		return "non-zero padding bits in shift sequence"
	}
	return ""
}

// leave ends a section before the byte at i, and returns where to go on.
func (s *shifted) leave(d *Decoder, i int) (next int, reason string) {
	s.in = false
	if reason := s.leftover(); reason != "" {
		return i + 1, reason
	}
	b := d.Data[i]
	if s.high != 0 && b < 0x80 && b != '+' {
		d.Out = AppendRune(d.Out, s.high)
	}
	s.high = 0
	if b == '-' {
		i++
	}
	return i, ""
}

// enter begins a section at the plus sign at i.
func (s *shifted) enter(d *Decoder, i int) (next int, reason string) {
	s.start = i
	i++
	switch {
	case i < len(d.Data) && d.Data[i] == '-':
		d.Out = append(d.Out, '+')
		return i + 1, ""
	case i < len(d.Data) && base64Value(d.Data[i]) < 0:
		return i + 1, "ill-formed sequence"
	}
	s.in, s.high, s.bits, s.buffer, s.out = true, 0, 0, 0, len(d.Out)
	return i, ""
}

// UTF7 decodes UTF-7.
func (d *Decoder) UTF7() (taken int, ok bool) {
	d.Name = "utf7"
	var s shifted
	for i := 0; ; {
		for i < len(d.Data) {
			reason := ""
			switch b := d.Data[i]; {
			case s.in && base64Value(b) >= 0:
				s.digit(d, base64Value(b))
				i++
				continue
			case s.in:
				i, reason = s.leave(d, i)
			case b == '+':
				i, reason = s.enter(d, i)
			case b < 0x80:
				d.Out = append(d.Out, b)
				i++
			default:
				s.start = i
				i, reason = i+1, "unexpected special character"
			}
			if reason != "" {
				if i, ok = d.Fail(d, s.start, i, reason); !ok {
					return i, false
				}
			}
		}
		if !s.in || !d.Final {
			break
		}
		s.in = false
		if s.high == 0 && s.leftover() == "" {
			break
		}
		if i, ok = d.Fail(d, s.start, len(d.Data), "unterminated shift sequence"); !ok {
			return i, false
		}
	}
	if s.in {
		d.Out = d.Out[:s.out]
		return s.start, true
	}
	return len(d.Data), true
}

// directUTF7 reports whether a character stands for itself.
func directUTF7(c rune) bool {
	switch {
	case c == '\t' || c == '\n' || c == '\r':
		return true
	case c < ' ' || c > '}':
		return false
	}
	return c != '+' && c != '\\'
}

// UTF7 encodes to UTF-7.
func (e *Encoder) UTF7() bool {
	var bits uint
	var buffer uint64
	in := false
	unit := func(u rune) {
		buffer, bits = buffer<<16|uint64(u), bits+16
		for ; bits >= 6; bits -= 6 {
			e.Out = append(e.Out, base64Digits[buffer>>(bits-6)&63])
		}
	}
	leave := func() {
		if bits > 0 {
			e.Out = append(e.Out, base64Digits[buffer<<(6-bits)&63])
		}
		in, bits, buffer = false, 0, 0
	}
	for _, c := range e.Text {
		switch {
		case directUTF7(c):
			if in {
				leave()
				if c == '-' || base64Value(byte(c)) >= 0 {
					e.Out = append(e.Out, '-')
				}
			}
			e.Out = append(e.Out, byte(c))
			continue
		case !in && c == '+':
			e.Out = append(e.Out, '+', '-')
			continue
		case !in:
			e.Out = append(e.Out, '+')
			in = true
		}
		if c >= 0x10000 {
			unit(0xd800 + (c-0x10000)>>10)
			c = 0xdc00 + (c-0x10000)&0x3ff
		}
		unit(c)
	}
	if in {
		leave()
		e.Out = append(e.Out, '-')
	}
	return true
}
