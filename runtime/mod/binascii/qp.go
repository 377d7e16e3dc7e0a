// This file implements the quoted-printable encoding.

package binascii

import (
	"bytes"

	"adder/runtime/py"
)

// decodeQP is a2b_qp; the flag says that _ stands for a blank, as in headers.
func decodeQP(data []byte, flags []bool) ([]byte, *excp) {
	header := flags[0]
	out := make([]byte, 0, len(data))
	for i := 0; i < len(data); {
		c := data[i]
		i++
		if c != '=' {
			if header && c == '_' {
				c = ' '
			}
			out = append(out, c)
			continue
		}
		switch {
		case i == len(data):
			return out, nil
		case data[i] == '\n' || data[i] == '\r': // a soft line break
			for i < len(data) && data[i] != '\n' {
				i++
			}
			i++
		case data[i] == '=':
			out = append(out, '=')
			i++
		case i+1 < len(data) && py.HexDigit(data[i]) >= 0 && py.HexDigit(data[i+1]) >= 0:
			out = append(out, byte(py.HexDigit(data[i])<<4|py.HexDigit(data[i+1])))
			i += 2
		default:
			out = append(out, '=')
		}
	}
	return out, nil
}

const maxLine = 76

// qpEncoder is the state of an encoding.
type qpEncoder struct {
	data                      []byte
	out                       []byte
	line                      int // length of the line so far
	crlf                      bool
	quoteTabs, isText, header bool
}

// encodeQP is b2a_qp; the flags are quotetabs, istext and header. All line ends become like the
// first one.
func encodeQP(data []byte, flags []bool) ([]byte, *excp) {
	e := &qpEncoder{data: data, quoteTabs: flags[0], isText: flags[1], header: flags[2]}
	if i := bytes.IndexByte(data, '\n'); i > 0 {
		e.crlf = data[i-1] == '\r'
	}
	for i := 0; i < len(data); {
		c := data[i]
		switch {
		case e.mustQuote(i):
			if e.line+3 >= maxLine {
				e.softBreak()
			}
			e.quote(c)
			e.line += 3
			i++
		case e.isText && (c == '\n' || c == '\r' && i+1 < len(data) && data[i+1] == '\n'):
			e.hardBreak()
			if c == '\r' {
				i++
			}
			i++
		default:
			if i+1 != len(data) && data[i+1] != '\n' && e.line+1 >= maxLine {
				e.softBreak()
			}
			e.line++
			if e.header && c == ' ' {
				c = '_'
			}
			e.out = append(e.out, c)
			i++
		}
	}
	return e.out, nil
}

// mustQuote reports whether the byte at i cannot stand for itself.
func (e *qpEncoder) mustQuote(i int) bool {
	c, last := e.data[i], i+1 == len(e.data)
	switch {
	case c > 126, c == '=', e.header && c == '_':
		return true
	case c == '.' && e.line == 0:
		return last || e.data[i+1] == '\n' || e.data[i+1] == '\r' || e.data[i+1] == 0
	case c == '\r' || c == '\n':
		return !e.isText
	case c == '\t' || c == ' ':
		return last || e.quoteTabs
	}
	return c < 33
}

func (e *qpEncoder) quote(c byte) {
	const digits = "0123456789ABCDEF"
	e.out = append(e.out, '=', digits[c>>4], digits[c&15])
}

func (e *qpEncoder) newLine() {
	if e.crlf {
		e.out = append(e.out, '\r')
	}
	e.out = append(e.out, '\n')
	e.line = 0
}

func (e *qpEncoder) softBreak() {
	e.out = append(e.out, '=')
	e.newLine()
}

// hardBreak ends a line of the text; white space before it is quoted, lest it get lost.
func (e *qpEncoder) hardBreak() {
	if n := len(e.out); n > 0 && (e.out[n-1] == ' ' || e.out[n-1] == '\t') {
		c := e.out[n-1]
		e.out = e.out[:n-1]
		e.quote(c)
	}
	e.newLine()
}
