// This file decodes and encodes bytes with the escape sequences of bytes literals.

package codec

import "fmt"

// DecodeEscape decodes the inside of a bytes literal. errors says what to do about \x without
// two digits: strict, replace or ignore. bad is as Decoder.BadEscape; fault is what is wrong,
// "" if nothing is.
func DecodeEscape(data []byte, errors string) (out []byte, bad int, fault string) {
	d := Decoder{Data: data}
	for i := 0; i < len(data); {
		if data[i] != '\\' {
			d.Out = append(d.Out, data[i])
			i++
			continue
		}
		i++
		if i == len(data) {
			return nil, 0, `Trailing \ in string`
		}
		b := data[i]
		i++
		switch {
		case b == '\n':
		case b < 128 && simpleEscapes[b] != 0:
			d.Out = append(d.Out, simpleEscapes[b])
		case b >= '0' && b <= '7':
			var c rune
			c, i = d.octal(i-1, min(i+2, len(data)))
			d.Out = append(d.Out, byte(c))
		case b == 'x':
			c, end, all := hexDigits(data, i, 2)
			switch {
			case all:
				d.Out = append(d.Out, byte(c))
			case errors == "replace":
				d.Out = append(d.Out, '?')
			case errors == "strict":
				return nil, 0, fmt.Sprintf(`invalid \x escape at position %d`, i-2)
			case errors != "ignore":
				return nil, 0, fmt.Sprintf("decoding error; unknown error handling code: %.400s", errors)
			}
			i = end
		default:
			d.noteBad(int(b))
			d.Out = append(d.Out, '\\', b)
		}
	}
	return d.Out, d.BadEscape, ""
}

// EncodeEscape encodes bytes as the inside of a literal in single quotes.
func EncodeEscape(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for _, b := range data {
		switch {
		case b == '\\' || b == '\'':
			out = append(out, '\\', b)
		case b == '\t':
			out = append(out, '\\', 't')
		case b == '\n':
			out = append(out, '\\', 'n')
		case b == '\r':
			out = append(out, '\\', 'r')
		case b < ' ' || b >= 0x7f:
			out = AppendEscape(out, rune(b))
		default:
			out = append(out, b)
		}
	}
	return out
}
