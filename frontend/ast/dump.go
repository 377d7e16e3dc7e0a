// This file prints trees as Python's ast.dump does.
package ast

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"adder/frontend/code"
)

// Dump returns what ast.dump(n, include_attributes=attributes) returns in Python.
func Dump(n Node, attributes bool) string {
	d := dumper{attributes: attributes}
	d.node(n)
	return string(d.out)
}

type dumper struct {
	out        []byte
	attributes bool
}

func (d *dumper) node(n Node) {
	class := &Classes[n.Class()]
	d.out = append(append(d.out, class.Name...), '(')
	first := true
	for i, f := range class.Fields {
		v := n.Get(i)
		if omitted(f, v) {
			continue
		}
		if !first {
			d.out = append(d.out, ", "...)
		}
		first = false
		d.out = append(append(d.out, f.Name...), '=')
		d.value(f, v)
	}
	if d.attributes && class.HasPos {
		p := n.(interface{ Position() *Pos }).Position()
		if !first {
			d.out = append(d.out, ", "...)
		}
		d.out = fmt.Appendf(d.out, "lineno=%d, col_offset=%d, end_lineno=%d, end_col_offset=%d",
			p.Lineno, p.ColOffset, p.EndLineno, p.EndColOffset)
	}
	d.out = append(d.out, ')')
}

// omitted reports whether dump leaves a field out: None where that is the default, and
// empty lists always.
func omitted(f Field, v any) bool {
	switch v := v.(type) {
	case nil:
		return f.Kind == KindNode
	case []Node:
		return len(v) == 0
	case []string:
		return len(v) == 0
	case []fmt.Stringer:
		return len(v) == 0
	case *string:
		return v == nil
	case string:
		return f.Optional && v == "" && f.Kind != KindConstant
	}
	return false
}

func (d *dumper) value(f Field, v any) {
	switch v := v.(type) {
	case Node:
		d.node(v)
	case []Node:
		d.list(len(v), func(i int) {
			if v[i] == nil {
				d.out = append(d.out, "None"...)
			} else {
				d.node(v[i])
			}
		})
	case []string:
		d.list(len(v), func(i int) { d.out = append(d.out, ReprString(v[i])...) })
	case []fmt.Stringer:
		d.list(len(v), func(i int) { d.out = append(append(d.out, v[i].String()...), "()"...) })
	case *string:
		d.out = append(d.out, ReprString(*v)...)
	case int:
		d.out = strconv.AppendInt(d.out, int64(v), 10)
	default:
		if f.Kind == KindEnum {
			d.out = append(append(d.out, v.(fmt.Stringer).String()...), "()"...)
		} else {
			d.out = append(d.out, Repr(v)...)
		}
	}
}

func (d *dumper) list(n int, item func(int)) {
	d.out = append(d.out, '[')
	for i := range n {
		if i > 0 {
			d.out = append(d.out, ", "...)
		}
		item(i)
	}
	d.out = append(d.out, ']')
}

// Repr returns the repr of a constant that the parser makes.
func Repr(c code.Const) string {
	switch v := c.(type) {
	case code.None:
		return "None"
	case code.EllipsisType:
		return "Ellipsis"
	case bool:
		if v {
			return "True"
		}
		return "False"
	case int64:
		return strconv.FormatInt(v, 10)
	case *big.Int:
		return v.String()
	case float64:
		return reprFloat(v)
	case complex128:
		return reprComplex(v)
	case string:
		return ReprString(v)
	case code.Bytes:
		return "b" + reprText(string(v), true)
	}
	return fmt.Sprint(c)
}

func reprFloat(v float64) string {
	switch {
	case math.IsInf(v, 1):
		return "inf"
	case v == 0 || math.Abs(v) >= 1e-4 && math.Abs(v) < 1e16:
		s := strconv.FormatFloat(v, 'f', -1, 64)
		if strings.IndexByte(s, '.') < 0 {
			s += ".0"
		}
		return s
	}
	return strconv.FormatFloat(v, 'e', -1, 64)
}

func reprComplex(v complex128) string {
	im := strings.TrimSuffix(reprFloat(imag(v)), ".0") + "j"
	if real(v) == 0 && !math.Signbit(real(v)) {
		return im
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + strings.TrimSuffix(reprFloat(real(v)), ".0") + im + ")"
}

// ReprString returns Python's repr of a string.
func ReprString(s string) string { return reprText(s, false) }

func reprText(s string, bytes bool) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	out := []byte{quote}
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf && !bytes {
			c, size = decodeWTF8(s[i:])
		}
		switch {
		case c == rune(quote) || c == '\\':
			out = append(out, '\\', byte(c))
		case c == '\t':
			out = append(out, `\t`...)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c < 32 || c == 127 || bytes && c > 127:
			out = fmt.Appendf(out, `\x%02x`, c)
		case c < 128 || strconv.IsPrint(c) && c != 0xAD:
			out = append(out, s[i:i+size]...)
		case c < 256:
			out = fmt.Appendf(out, `\x%02x`, c)
		case c < 0x10000:
			out = fmt.Appendf(out, `\u%04x`, c)
		default:
			out = fmt.Appendf(out, `\U%08x`, c)
		}
		i += size
	}
	return string(append(out, quote))
}

// decodeWTF8 decodes a character that may be a surrogate in three bytes.
func decodeWTF8(s string) (rune, int) {
	c, size := utf8.DecodeRuneInString(s)
	if c == utf8.RuneError && size == 1 && len(s) >= 3 && s[0] == 0xED {
		return rune(s[0]&0xF)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return c, size
}
