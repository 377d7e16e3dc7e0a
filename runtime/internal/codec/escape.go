// This file decodes and encodes Python's own encodings: unicode_escape and raw_unicode_escape.

package codec

import "bytes"

// simpleEscapes are the escape sequences of one letter.
var simpleEscapes = [128]byte{'\\': '\\', '\'': '\'', '"': '"', 'b': '\b', 'f': '\f', 'n': '\n',
	'r': '\r', 't': '\t', 'v': '\v', 'a': '\a'}

// escapeFault is what is wrong with an escape sequence.
type escapeFault struct {
	reason string
	cut    bool // the data ends within it
}

// hexDigits reads exactly n digits at i. It returns the position behind the valid ones.
func hexDigits(data []byte, i, n int) (c rune, end int, all bool) {
	var v uint32
	for end = i; end < i+n; end++ {
		if end >= len(data) {
			return 0, end, false
		}
		switch b := data[end]; {
		case b >= '0' && b <= '9':
			v = v<<4 | uint32(b-'0')
		case b >= 'a' && b <= 'f':
			v = v<<4 | uint32(b-'a'+10)
		case b >= 'A' && b <= 'F':
			v = v<<4 | uint32(b-'A'+10)
		default:
			return 0, end, false
		}
	}
	if v > maxRune {
		return -1, end, true
	}
	return rune(v), end, true
}

// UnicodeEscape decodes text in the form of Python's string literals.
func (d *Decoder) UnicodeEscape() (taken int, ok bool) {
	d.Name = "unicodeescape"
	return d.escapes(d.unicodeEscape)
}

// RawUnicodeEscape decodes text in which only \u and \U are escape sequences.
func (d *Decoder) RawUnicodeEscape() (taken int, ok bool) {
	d.Name = "rawunicodeescape"
	return d.escapes(d.rawEscape)
}

// escapes decodes Latin-1 with escape sequences, of which one reads what follows a backslash.
func (d *Decoder) escapes(one func(i int) (end int, fault escapeFault)) (taken int, ok bool) {
	for i := 0; i < len(d.Data); {
		if b := d.Data[i]; b != '\\' {
			d.Out = AppendRune(d.Out, rune(b))
			i++
			continue
		}
		end, fault := one(i + 1)
		switch {
		case fault.reason == "":
			i = end
		case fault.cut && !d.Final:
			return i, true
		default:
			if i, ok = d.Fail(d, i, end, fault.reason); !ok {
				return i, false
			}
		}
	}
	return len(d.Data), true
}

// unicodeEscape reads an escape sequence; i is behind the backslash.
func (d *Decoder) unicodeEscape(i int) (end int, fault escapeFault) {
	if i == len(d.Data) {
		return i, escapeFault{"\\ at end of string", true}
	}
	b := d.Data[i]
	i++
	switch {
	case b < 128 && simpleEscapes[b] != 0:
		d.Out = append(d.Out, simpleEscapes[b])
		return i, fault
	case b >= '0' && b <= '7':
		c, end := d.octal(i-1, min(i+2, len(d.Data)))
		d.Out = AppendRune(d.Out, c)
		return end, fault
	}
	switch b {
	case '\n':
		return i, fault
	case 'x':
		return d.hexEscape(i, 2, "truncated \\xXX escape", "")
	case 'u':
		return d.hexEscape(i, 4, "truncated \\uXXXX escape", "")
	case 'U':
		return d.hexEscape(i, 8, "truncated \\UXXXXXXXX escape", "illegal Unicode character")
	case 'N':
		return d.named(i)
	}
	d.noteBad(int(b))
	d.Out = AppendRune(append(d.Out, '\\'), rune(b))
	return i, fault
}

func (d *Decoder) noteBad(what int) {
	if d.BadEscape == 0 {
		d.BadEscape = what
	}
}

// octal reads digits from i up to limit.
func (d *Decoder) octal(i, limit int) (c rune, end int) {
	for ; i < limit && d.Data[i] >= '0' && d.Data[i] <= '7'; i++ {
		c = c<<3 | rune(d.Data[i]-'0')
	}
	if c > 0o377 {
		d.noteBad(int(c))
	}
	return c, i
}

func (d *Decoder) hexEscape(i, n int, short, large string) (int, escapeFault) {
	c, end, all := hexDigits(d.Data, i, n)
	switch {
	case !all:
		return end, escapeFault{short, end == len(d.Data)}
	case c < 0:
		return end, escapeFault{large, false}
	}
	d.Out = AppendRune(d.Out, c)
	return end, escapeFault{}
}

// named reads \N{…}; i is behind the N.
func (d *Decoder) named(i int) (int, escapeFault) {
	malformed := escapeFault{reason: "malformed \\N character escape"}
	if i == len(d.Data) {
		malformed.cut = true
		return i, malformed
	}
	if d.Data[i] != '{' {
		return i, malformed
	}
	i++
	n := bytes.IndexByte(d.Data[i:], '}')
	switch {
	case n < 0:
		malformed.cut = true
		return len(d.Data), malformed
	case n == 0:
		return i, malformed
	}
	name := string(d.Data[i : i+n])
	i += n + 1
	if d.Lookup != nil {
		if c, ok := d.Lookup(name); ok {
			d.Out = AppendRune(d.Out, c)
			return i, escapeFault{}
		}
	}
	return i, escapeFault{"unknown Unicode character name", false}
}

func (d *Decoder) rawEscape(i int) (int, escapeFault) {
	if i == len(d.Data) {
		if d.Final {
			d.Out = append(d.Out, '\\')
			return i, escapeFault{}
		}
		return i, escapeFault{"\\ at end of string", true}
	}
	switch b := d.Data[i]; b {
	case 'u':
		return d.hexEscape(i+1, 4, "truncated \\uXXXX escape", "")
	case 'U':
		return d.hexEscape(i+1, 8, "truncated \\UXXXXXXXX escape", "\\Uxxxxxxxx out of range")
	default:
		d.Out = AppendRune(append(d.Out, '\\'), rune(b))
		return i + 1, escapeFault{}
	}
}

const lowerHex = "0123456789abcdef"

// appendHex appends a backslash, a letter and n digits.
func appendHex(out []byte, letter byte, c rune, n int) []byte {
	out = append(out, '\\', letter)
	for shift := 4 * (n - 1); shift >= 0; shift -= 4 {
		out = append(out, lowerHex[c>>shift&15])
	}
	return out
}

// AppendEscape appends the shortest of \x, \u and \U for a code point.
func AppendEscape(out []byte, c rune) []byte {
	switch {
	case c < 0x100:
		return appendHex(out, 'x', c, 2)
	case c < 0x10000:
		return appendHex(out, 'u', c, 4)
	}
	return appendHex(out, 'U', c, 8)
}

// UnicodeEscape encodes to ASCII with the escape sequences of string literals.
func (e *Encoder) UnicodeEscape() bool {
	for _, c := range e.Text {
		switch {
		case c == '\\':
			e.Out = append(e.Out, '\\', '\\')
		case c == '\t':
			e.Out = append(e.Out, '\\', 't')
		case c == '\n':
			e.Out = append(e.Out, '\\', 'n')
		case c == '\r':
			e.Out = append(e.Out, '\\', 'r')
		case c < ' ' || c >= 0x7f:
			e.Out = AppendEscape(e.Out, c)
		default:
			e.Out = append(e.Out, byte(c))
		}
	}
	return true
}

// RawUnicodeEscape encodes to Latin-1 with \u and \U for what lies beyond.
func (e *Encoder) RawUnicodeEscape() bool {
	for _, c := range e.Text {
		if c >= 0x100 {
			e.Out = AppendEscape(e.Out, c)
		} else {
			e.Out = append(e.Out, byte(c))
		}
	}
	return true
}
