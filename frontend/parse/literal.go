// This file gives literals their values: numbers, strings with escapes, identifiers.
package parse

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"adder/frontend/ast"
	"adder/frontend/code"
	"adder/frontend/source"
	"adder/frontend/token"
	"adder/frontend/uniname"

	"golang.org/x/text/unicode/norm"
)

// identifier returns the name that a NAME token stands for.
func (p *parser) identifier(t *tok) string {
	for i := range len(t.Text) {
		if t.Text[i] >= utf8.RuneSelf {
			return norm.NFKC.String(t.Text)
		}
	}
	return t.Text
}

// maxDigits is the limit of decimal integers (sys.int_info.default_max_str_digits).
const maxDigits = 4300

func (p *parser) number() ast.Expr {
	t := p.next()
	text, pos := t.Text, t.pos()
	if strings.Contains(text, "_") {
		if p.feature < 6 {
			p.raise(errSyntax, "Underscores in numeric literals are only supported in Python 3.6 and greater")
		}
		text = strings.ReplaceAll(text, "_", "")
	}
	value, ok := numberValue(text)
	if !ok {
		p.raiseOver(ast.Pos{Lineno: pos.Lineno, ColOffset: -1, EndLineno: pos.EndLineno, EndColOffset: -1},
			"Exceeds the limit (%d digits) for integer string conversion: value has %d digits; "+
				"use sys.set_int_max_str_digits() to increase the limit - "+
				"Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", maxDigits, len(text))
	}
	return &ast.Constant{Pos: pos, Value: value}
}

// numberValue evaluates a literal without underscores. It fails for too many digits.
func numberValue(s string) (code.Const, bool) {
	if s[0] == '0' && len(s) > 1 && strings.IndexByte("xXoObB", s[1]) >= 0 {
		return intValue(s), true
	}
	if last := s[len(s)-1]; last == 'j' || last == 'J' {
		f, _ := strconv.ParseFloat(s[:len(s)-1], 64)
		return complex(0, f), true
	}
	if strings.ContainsAny(s, ".eE") {
		f, _ := strconv.ParseFloat(s, 64)
		return f, true
	}
	if digits := strings.TrimLeft(s, "0"); len(digits) > maxDigits || len(s) > maxDigits {
		return nil, false
	}
	return intValue(strings.TrimLeft(s, "0")), true
}

// intValue evaluates digits with an optional radix prefix; none at all are zero.
func intValue(s string) code.Const {
	if s == "" {
		return int64(0)
	}
	if v, err := strconv.ParseInt(s, 0, 64); err == nil {
		return v
	}
	v, _ := new(big.Int).SetString(s, 0)
	return code.Int(v)
}

// stringLiteral makes the node of the STRING token with the given index.
func (p *parser) stringLiteral(index int) ast.Expr {
	t := p.toks[index]
	text, raw, bytes, kind := t.Text, false, false, ""
	for {
		switch text[0] {
		case 'b', 'B':
			bytes = true
		case 'r', 'R':
			raw = true
		case 'u', 'U':
			kind = "u"
		default:
			text = unquote(text)
			c := &ast.Constant{Pos: t.pos(), Kind: kind}
			if bytes {
				c.Value = p.bytesValue(text, raw, index)
			} else {
				c.Value = p.textValue(text, raw, index)
			}
			return c
		}
		text = text[1:]
	}
}

// unquote cuts one or three quotes off both ends.
func unquote(s string) string {
	n := 1
	if len(s) >= 6 && s[1] == s[0] && s[2] == s[0] {
		n = 3
	}
	return s[n : len(s)-n]
}

func (p *parser) textValue(text string, raw bool, index int) string {
	s, err := p.decodeText(text, raw, index)
	if err != "" {
		p.raise(errSyntax, "(unicode error) %s", err)
	}
	return s
}

func (p *parser) bytesValue(text string, raw bool, index int) code.Bytes {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			p.raiseOver(p.toks[index].pos(), "bytes can only contain ASCII literal characters")
		}
	}
	if raw || strings.IndexByte(text, '\\') < 0 {
		return code.Bytes(text)
	}
	d := decoder{text: text, bytes: true, invalid: -1}
	s, err := d.run()
	if err != "" {
		p.raise(errSyntax, "(value error) %s", err)
	}
	p.warnEscape(text, d.invalid, index)
	return code.Bytes(s)
}

// decodeText replaces the escapes in a part of the string token with the given index. The
// second result is the message of a UnicodeDecodeError.
func (p *parser) decodeText(text string, raw bool, index int) (string, string) {
	if raw || strings.IndexByte(text, '\\') < 0 {
		return text, ""
	}
	d := decoder{text: text, invalid: -1}
	s, err := d.run()
	if err != "" {
		return "", err
	}
	p.warnEscape(text, d.invalid, index)
	return s, ""
}

// warnEscape warns of the first invalid escape in a literal, whose character is at offset i
// of its text (-1: there is none). Each token is warned about once.
func (p *parser) warnEscape(text string, i, index int) {
	t := p.toks[index]
	if i < 0 || p.invalid || p.opt.Warn == nil {
		return
	}
	c := text[i]
	if (c == '{' || c == '}') && t.Kind != token.STRING {
		return // the scanner has warned
	}
	key := t.Start*2 + min(i, 1)
	if p.warned[key] {
		return
	}
	if p.warned == nil {
		p.warned = map[int]bool{}
	}
	p.warned[key] = true
	seq, octal := string(c), ""
	if c >= '4' && c <= '7' {
		seq, octal = text[i:min(i+3, len(text))], "octal "
	}
	w := &source.Warning{Category: "SyntaxWarning", Filename: p.scan.File().Name}
	w.Lineno = int(t.Lineno) + strings.Count(text[:i], "\n")
	w.Msg = fmt.Sprintf(`"\%s" is an invalid %sescape sequence. Such sequences will not work in the future. `+
		`Did you mean "\\%s"? A raw string is also an option.`, seq, octal, seq)
	if p.opt.Warn(w) {
		panic(bailout{p.scan.ErrorAtToken(errSyntax, &t.Token, fmt.Sprintf(
			`"\%s" is an invalid %sescape sequence. Did you mean "\\%s"? A raw string is also an option.`, seq, octal, seq))})
	}
}

// decoder replaces escapes.
type decoder struct {
	text    string
	bytes   bool
	out     strings.Builder
	i       int // the next byte
	start   int // the backslash under way
	invalid int // offset behind the backslash of the first invalid escape, or -1
}

// simpleEscapes are the escapes of one character that stand for one.
var simpleEscapes = [128]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
}

// run returns the decoded text, or the message of the error.
func (d *decoder) run() (string, string) {
	d.out.Grow(len(d.text))
	for {
		n := strings.IndexByte(d.text[d.i:], '\\')
		if n < 0 {
			d.out.WriteString(d.text[d.i:])
			return d.out.String(), ""
		}
		d.out.WriteString(d.text[d.i : d.i+n])
		d.start = d.i + n
		d.i = d.start + 1
		if err := d.escape(); err != "" {
			return "", err
		}
	}
}

func (d *decoder) escape() string {
	if d.i == len(d.text) { // before a field of an f-string
		d.out.WriteByte('\\')
		return ""
	}
	c := d.text[d.i]
	switch {
	case c == '\n':
		d.i++
	case c < 128 && simpleEscapes[c] != 0:
		d.out.WriteByte(simpleEscapes[c])
		d.i++
	case c >= '0' && c <= '7':
		d.octal()
	case c == 'x':
		return d.hex(2, `truncated \xXX escape`)
	case d.bytes:
		d.unknown()
	case c == 'u':
		return d.hex(4, `truncated \uXXXX escape`)
	case c == 'U':
		return d.hex(8, `truncated \UXXXXXXXX escape`)
	case c == 'N':
		return d.named()
	case c < utf8.RuneSelf:
		d.unknown()
	default: // no warning
		d.out.WriteByte('\\')
	}
	return ""
}

// unknown keeps the backslash of an escape that is none.
func (d *decoder) unknown() {
	if d.invalid < 0 {
		d.invalid = d.i
	}
	d.out.WriteByte('\\')
}

func (d *decoder) octal() {
	first, v := d.i, 0
	for d.i < len(d.text) && d.i < first+3 && d.text[d.i] >= '0' && d.text[d.i] <= '7' {
		v = v*8 + int(d.text[d.i]-'0')
		d.i++
	}
	if v > 0o377 && d.invalid < 0 {
		d.invalid = first
	}
	if d.bytes {
		d.out.WriteByte(byte(v))
	} else {
		d.out.WriteRune(rune(v))
	}
}

func (d *decoder) hex(digits int, message string) string {
	d.i++
	first := d.i
	v := uint32(0)
	for ; d.i < first+digits; d.i++ {
		h := -1
		if d.i < len(d.text) {
			h = hexValue(d.text[d.i])
		}
		if h < 0 {
			return d.fail(message)
		}
		v = v<<4 | uint32(h)
	}
	switch {
	case d.bytes:
		d.out.WriteByte(byte(v))
	case v > utf8.MaxRune:
		return d.fail("illegal Unicode character")
	default:
		writeWTF8(&d.out, rune(v))
	}
	return ""
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// writeWTF8 writes c in UTF-8, and a surrogate in three bytes as well.
func writeWTF8(b *strings.Builder, c rune) {
	if c >= 0xD800 && c <= 0xDFFF {
		b.Write([]byte{0xE0 | byte(c>>12), 0x80 | byte(c>>6)&0x3F, 0x80 | byte(c)&0x3F})
		return
	}
	b.WriteRune(c)
}

func (d *decoder) named() string {
	const malformed = `malformed \N character escape`
	d.i++
	if d.i == len(d.text) || d.text[d.i] != '{' {
		return d.fail(malformed)
	}
	d.i++
	n := strings.IndexByte(d.text[d.i:], '}')
	if n <= 0 {
		if n < 0 {
			d.i = len(d.text)
		}
		return d.fail(malformed)
	}
	name := d.text[d.i : d.i+n]
	d.i += n + 1
	c, ok := uniname.Lookup(name)
	if !ok {
		return d.fail("unknown Unicode character name")
	}
	d.out.WriteRune(c)
	return ""
}

// fail words the error for the escape from start to i.
func (d *decoder) fail(reason string) string {
	if d.bytes {
		return fmt.Sprintf(`invalid \x escape at position %d`, d.start)
	}
	start, end := d.offset(d.start), d.offset(d.i)
	if end == start+1 {
		return fmt.Sprintf("'unicodeescape' codec can't decode byte 0x5c in position %d: %s", start, reason)
	}
	return fmt.Sprintf("'unicodeescape' codec can't decode bytes in position %d-%d: %s", start, end-1, reason)
}

// offset returns where offset i of the text is in the buffer that CPython decodes: there,
// every non-ASCII character is written as \UXXXXXXXX, and a backslash before one as \u005c.
func (d *decoder) offset(i int) int {
	n := 0
	for k := 0; k < i; {
		c, size := utf8.DecodeRuneInString(d.text[k:])
		switch {
		case c >= utf8.RuneSelf:
			n += 10
		case c == '\\' && k+1 < len(d.text) && d.text[k+1] >= utf8.RuneSelf:
			n += 6
		case c == '\\' && k+1 < len(d.text) && d.text[k+1] == '\\':
			n += 2
			size = 2
		default:
			n++
		}
		k += size
	}
	return n
}
