// This file implements the % operator of str.

package py

import (
	"math/big"
	"strconv"
	"strings"

	"adder/runtime/internal/format"
)

// percent is the state of one % formatting.
type percent struct {
	t    *Thread
	src  []rune
	pos  int
	args []Value
	next int
	dict Value // the mapping, unbound if the argument is none
	one  bool  // args is the argument itself, not the items of a tuple
	out  []*Str

	bytes bool // formats bytes: src and out are their Latin-1 decoding
}

// conversion is a parsed conversion specifier.
type conversion struct {
	left, sign, space, alt, zero bool
	width, prec                  int // -1: none
	verb                         rune
	arg                          Value // taken early, by a mapping key
}

func strMod(t *Thread, a, b Value) (Value, *Exc) {
	if !a.IsStr() {
		return NotImplemented, nil
	}
	if f := AsStr(a); f.ascii() {
		if s, ok, exc := fastPercent(t, f.data(), b); exc != nil {
			return Value{}, exc
		} else if ok {
			return s.V(), nil
		}
	}
	p := &percent{t: t, src: AsStr(a).runes(), args: []Value{b}, one: true}
	if b.IsTuple() {
		p.args, p.one = AsTuple(b).Items, false
	} else if b.Type().Slots.GetItem != nil && !b.IsStr() {
		p.dict = b
	}
	s, exc := p.run()
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

func (p *percent) run() (*Str, *Exc) {
	for p.pos < len(p.src) {
		start := p.pos
		for p.pos < len(p.src) && p.src[p.pos] != '%' {
			p.pos++
		}
		if p.pos > start {
			p.out = append(p.out, fromRunes(p.src[start:p.pos]))
		}
		if p.pos == len(p.src) {
			break
		}
		p.pos++
		s, exc := p.convert()
		if exc != nil {
			return nil, exc
		}
		p.out = append(p.out, s)
	}
	if p.next < len(p.args) && p.dict.IsUnbound() {
		kind := "string"
		if p.bytes {
			kind = "bytes"
		}
		return nil, TypeErrorf("not all arguments converted during %s formatting", kind)
	}
	return concatStrs(p.out), nil
}

func (p *percent) peek() (rune, *Exc) {
	if p.pos >= len(p.src) {
		return 0, ValueErrorf("incomplete format")
	}
	return p.src[p.pos], nil
}

func (p *percent) arg() (Value, *Exc) {
	if p.next >= len(p.args) {
		return Value{}, TypeErrorf("not enough arguments for format string")
	}
	p.next++
	return p.args[p.next-1], nil
}

// key takes the argument named in parentheses.
func (p *percent) key() (Value, *Exc) {
	if p.dict.IsUnbound() {
		return Value{}, TypeErrorf("format requires a mapping")
	}
	depth, start := 1, p.pos+1
	for p.pos++; p.pos < len(p.src) && depth > 0; p.pos++ {
		switch p.src[p.pos] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	if depth > 0 {
		return Value{}, ValueErrorf("incomplete format key")
	}
	key := fromRunes(p.src[start : p.pos-1])
	p.next = len(p.args) // from here on only keys give arguments
	if p.bytes {
		return GetItem(p.t, p.dict, BytesOfString(key.data()))
	}
	return GetItem(p.t, p.dict, key.V())
}

// number reads a width or a precision; what names it in errors, as the C type of a * does.
func (p *percent) number(what, cType string) (int, *Exc) {
	c, exc := p.peek()
	if exc != nil {
		return 0, exc
	}
	if c == '*' {
		p.pos++
		v, exc := p.arg()
		if exc != nil {
			return 0, exc
		}
		if !v.IsAnyInt() {
			return 0, TypeErrorf("* wants int")
		}
		n, ok := ToInt64(v)
		if !ok || cType == "int" && int64(int32(n)) != n {
			return 0, OverflowErrorf("Python int too large to convert to C %s", cType)
		}
		return int(n), nil
	}
	n, start := 0, p.pos
	for p.pos < len(p.src) && p.src[p.pos] >= '0' && p.src[p.pos] <= '9' {
		n = n*10 + int(p.src[p.pos]-'0')
		p.pos++
		if n > 1<<31 {
			if p.bytes && what == "precision" {
				what = "prec"
			}
			return 0, ValueErrorf("%s too big", what)
		}
	}
	if p.pos == start {
		return -1, nil
	}
	return n, nil
}

func (p *percent) parse() (c conversion, exc *Exc) {
	c.width, c.prec = -1, -1
	if r, exc := p.peek(); exc != nil {
		return c, exc
	} else if r == '(' {
		if c.arg, exc = p.key(); exc != nil {
			return c, exc
		}
	}
flags:
	for {
		r, exc := p.peek()
		if exc != nil {
			return c, exc
		}
		switch r {
		case '-':
			c.left = true
		case '+':
			c.sign = true
		case ' ':
			c.space = true
		case '#':
			c.alt = true
		case '0':
			c.zero = true
		default:
			break flags
		}
		p.pos++
	}
	if c.width, exc = p.number("width", "ssize_t"); exc != nil {
		return c, exc
	}
	if c.width < -1 {
		c.left, c.width = true, -c.width
	}
	if r, exc := p.peek(); exc != nil {
		return c, exc
	} else if r == '.' {
		p.pos++
		if c.prec, exc = p.number("precision", "int"); exc != nil {
			return c, exc
		}
		c.prec = max(c.prec, 0)
	}
	r, exc := p.peek()
	if exc == nil && (r == 'h' || r == 'l' || r == 'L') {
		p.pos++
		r, exc = p.peek()
	}
	p.pos++
	c.verb = r
	return c, exc
}

func (p *percent) convert() (*Str, *Exc) {
	start := p.pos
	c, exc := p.parse()
	if exc != nil {
		return nil, exc
	}
	if c.verb == '%' && p.pos-start == 1 {
		return newASCII("%"), nil
	}
	v := c.arg
	if v.IsUnbound() {
		if v, exc = p.arg(); exc != nil {
			return nil, exc
		}
	}
	if p.bytes {
		if s, ok, exc := c.bytesText(p.t, v); ok {
			return s, exc
		}
	}
	switch c.verb {
	case 's', 'r', 'a':
		return c.text(p.t, v)
	case 'd', 'i', 'u', 'x', 'X', 'o':
		return c.integer(p.t, v)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		return c.float(p.t, v)
	case 'c':
		return c.char(p.t, v)
	}
	if p.bytes && c.verb >= 0x80 { // a char of C is negative here
		return nil, OverflowErrorf("character argument not in range(0x110000)")
	}
	return nil, ValueErrorf("unsupported format character '%s' (0x%x) at index %d", fromRunes([]rune{c.verb}).String(), c.verb, p.pos-1)
}

// pad aligns text in the width; zeros go behind sign and prefix of numbers.
func (c *conversion) pad(s *Str) *Str {
	n := c.width - s.Len()
	if n <= 0 {
		return s
	}
	if c.left {
		return padStr(s, 0, n, ' ')
	}
	return padStr(s, n, 0, ' ')
}

func (c *conversion) text(t *Thread, v Value) (*Str, *Exc) {
	var s *Str
	var exc *Exc
	switch c.verb {
	case 's':
		s, exc = StrOf(t, v)
	case 'r':
		s, exc = Repr(t, v)
	default:
		s, exc = ASCII(t, v)
	}
	if exc != nil {
		return nil, exc
	}
	if c.prec >= 0 && c.prec < s.Len() {
		s = s.Slice(0, c.prec)
	}
	return c.pad(s), nil
}

// signed adds sign, prefix, zeros and padding to the digits of a number.
func (c *conversion) signed(negative bool, prefix, digits string) *Str {
	sign := ""
	switch {
	case negative:
		sign = "-"
	case c.sign:
		sign = "+"
	case c.space:
		sign = " "
	}
	if n := c.width - len(sign) - len(prefix) - len(digits); c.zero && !c.left && n > 0 {
		digits = strings.Repeat("0", n) + digits
	}
	return c.pad(newASCII(sign + prefix + digits))
}

func (c *conversion) integer(t *Thread, v Value) (*Str, *Exc) {
	if !v.IsAnyInt() {
		var exc *Exc
		orig := v
		switch {
		case v.Type().Slots.Index != nil && (c.verb == 'x' || c.verb == 'X' || c.verb == 'o'):
			v, exc = IndexOf(t, v)
		case (c.verb == 'd' || c.verb == 'i' || c.verb == 'u') && (v.Type().Slots.Int != nil || v.Type().Slots.Index != nil):
			v, exc = ToInt(t, v)
		case c.verb == 'd' || c.verb == 'i' || c.verb == 'u':
			return nil, TypeErrorf("%%%c format: a real number is required, not %s", c.verb, TypeName(orig))
		default:
			return nil, TypeErrorf("%%%c format: an integer is required, not %s", c.verb, TypeName(orig))
		}
		if exc != nil {
			return nil, exc
		}
	}
	base, prefix := 10, ""
	switch c.verb {
	case 'x', 'X':
		base, prefix = 16, "0"+string(c.verb)
	case 'o':
		base, prefix = 8, "0o"
	}
	if !c.alt {
		prefix = ""
	}
	digits, negative := "", false
	if i, small := ToInt64(v); small {
		digits, negative = strings.CutPrefix(strconv.FormatInt(i, base), "-")
	} else {
		if base == 10 {
			if _, exc := IntText(v); exc != nil {
				return nil, exc
			}
		}
		x := ToBig(v)
		digits, negative = new(big.Int).Abs(x).Text(base), x.Sign() < 0
	}
	if c.verb == 'X' {
		digits = strings.ToUpper(digits)
	}
	if n := c.prec - len(digits); n > 0 {
		digits = strings.Repeat("0", n) + digits
	}
	return c.signed(negative, prefix, digits), nil
}

func (c *conversion) float(t *Thread, v Value) (*Str, *Exc) {
	f, exc := AsFloat64(t, v)
	if exc != nil {
		return nil, exc
	}
	prec := c.prec
	if prec < 0 {
		prec = 6
	}
	text, _ := format.Float(f, &format.Spec{Fill: ' ', Align: '>', Width: -1, Precision: prec, Type: c.verb, Alternate: c.alt})
	rest, negative := strings.CutPrefix(text, "-")
	if strings.ContainsAny(rest, "nN") && c.zero { // inf and nan are padded with zeros as well
		return c.signed(negative, "", rest), nil
	}
	return c.signed(negative, "", rest), nil
}

func (c *conversion) char(t *Thread, v Value) (*Str, *Exc) {
	if v.IsStr() {
		if s := AsStr(v); s.Len() == 1 {
			return c.pad(s), nil
		}
		return nil, TypeErrorf("%%c requires an int or a unicode character, not a string of length %d", AsStr(v).Len())
	}
	if v.Type().Slots.Index == nil {
		return nil, TypeErrorf("%%c requires an int or a unicode character, not %s", TypeName(v))
	}
	i, exc := IndexOf(t, v)
	if exc != nil {
		return nil, exc
	}
	n, ok := ToInt64(i)
	if !ok || n < 0 || n > 0x10ffff {
		return nil, OverflowErrorf("%c arg not in range(0x110000)")
	}
	return c.pad(fromRunes([]rune{rune(n)})), nil
}
