// This file implements the complex type.

package py

import (
	"math"
	"math/cmplx"
	"strings"
	"unsafe"

	"adder/frontend/libm"
	"adder/runtime/internal/format"
)

// Complex is a complex number.
type Complex struct {
	Header
	C complex128
}

// complexInst is an instance of a subclass of complex.
type complexInst struct {
	Complex
	Ext
}

// NewComplex returns a complex number.
func NewComplex(c complex128) Value {
	return Value{ref: unsafe.Pointer(&Complex{Header{ComplexType}, c})}
}

// AsComplex returns the value of a complex; v must be one, or an instance of a subclass.
func AsComplex(v Value) complex128 { return (*Complex)(v.ref).C }

// IsComplex reports whether v is a complex or an instance of a subclass.
func (v Value) IsComplex() bool { return v.Type().Flags&ComplexSubclass != 0 }

// complexOperand converts an operand of complex arithmetic.
func complexOperand(v Value) (c complex128, ok bool, exc *Exc) {
	if v.IsComplex() {
		return AsComplex(v), true, nil
	}
	f, ok, exc := floatOperand(v)
	return complex(f, 0), ok, exc
}

// complexPow is a ** b. Small integral exponents are computed by multiplication.
func complexPow(t *Thread, a, b Value) (Value, *Exc) {
	x, ok, exc := complexOperand(a)
	if !ok {
		return NotImplemented, exc
	}
	y, ok, exc := complexOperand(b)
	if !ok {
		return NotImplemented, exc
	}
	if x == 0 {
		if y == 0 {
			return NewComplex(1), nil
		}
		if imag(y) != 0 || real(y) < 0 {
			return Value{}, ZeroDivisionErrorf("zero to a negative or complex power")
		}
		return NewComplex(0), nil
	}
	const mostSteps = 100
	if n := real(y); imag(y) == 0 && n == math.Floor(n) && math.Abs(n) <= mostSteps {
		r := powUnsigned(x, int(math.Abs(n)))
		if n < 0 {
			r = DivComplex(1, r)
		}
		return powResult(r)
	}
	vabs, at := libm.Hypot(real(x), imag(x)), libm.Atan2(imag(x), real(x))
	length := libm.Pow(vabs, real(y))
	phase := at * real(y)
	if imag(y) != 0 {
		length *= math.Exp(-at * imag(y))
		phase += imag(y) * libm.Log(vabs)
	}
	return powResult(complex(length*libm.Cos(phase), length*libm.Sin(phase)))
}

// powResult refuses infinite powers.
func powResult(r complex128) (Value, *Exc) {
	if cmplx.IsInf(r) {
		return Value{}, OverflowErrorf("complex exponentiation")
	}
	return NewComplex(r), nil
}

func powUnsigned(x complex128, n int) complex128 {
	r := complex128(1)
	p := x
	for mask := 1; mask <= n; mask <<= 1 {
		if n&mask != 0 {
			r = mulComplex(r, p)
		}
		p = mulComplex(p, p)
	}
	return r
}

func complexCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if op != EQ && op != NE {
		return NotImplemented, nil
	}
	x := AsComplex(a)
	var eq bool
	switch {
	case b.IsComplex():
		eq = x == AsComplex(b)
	case b.IsAnyInt() || b.IsAnyFloat():
		r, exc := Compare(t, Float(real(x)), b, EQ)
		if exc != nil {
			return Value{}, exc
		}
		eq = imag(x) == 0 && r.IsTrue()
	default:
		return NotImplemented, nil
	}
	return Bool(eq == (op == EQ)), nil
}

// hashImag is the multiplier of the imaginary part's hash (_PyHASH_IMAG).
const hashImag = 1000003

func complexHash(t *Thread, self Value) (int64, *Exc) {
	c := AsComplex(self)
	h := HashFloat(real(c)) + hashImag*HashFloat(imag(c))
	if h == -1 {
		h = -2
	}
	return h, nil
}

// complexText writes a complex number with parts formatted by f.
func complexText(c complex128, f func(x float64) string) string {
	im := f(imag(c))
	if real(c) == 0 && !math.Signbit(real(c)) {
		return im + "j"
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + f(real(c)) + im + "j)"
}

func complexRepr(t *Thread, self Value) (Value, *Exc) {
	return StrV(complexText(AsComplex(self), func(x float64) string {
		return strings.TrimSuffix(format.Repr(x), ".0")
	})), nil
}

func complexFormat(t *Thread, self, spec Value) (Value, *Exc) {
	text, exc := specText(spec)
	if exc != nil {
		return Value{}, exc
	}
	if text == "" {
		s, exc := StrOf(t, self)
		if exc != nil {
			return Value{}, exc
		}
		return s.V(), nil
	}
	return formatted(format.FormatComplex(AsComplex(self), text))
}

func complexNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	bound, exc := bindNamed(t, "complex", []string{"real", "imag"}, 0, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	re, im := bound[0], bound[1]
	if re.Bound() && re.IsStr() {
		if im.Bound() {
			return Value{}, TypeErrorf("complex() argument 'real' must be a real number, not str")
		}
		c, exc := parseComplex(AsStr(re))
		if exc != nil {
			return Value{}, exc
		}
		return wrapComplex(typ, c), nil
	}
	if im.Bound() && im.IsStr() {
		return Value{}, TypeErrorf("complex() argument 'imag' must be a real number, not str")
	}
	var c complex128
	cIsComplex := false
	if re.Bound() {
		if c, cIsComplex, exc = complexPart(t, re, im.IsUnbound(), "real"); exc != nil {
			return Value{}, exc
		}
	}
	if im.Bound() {
		d, dIsComplex, exc := complexPart(t, im, false, "imag")
		if exc != nil {
			return Value{}, exc
		}
		// Where there is no part to add, the other's sign of zero is to stay.
		x, y := real(c), real(d)
		if dIsComplex {
			x -= imag(d)
		}
		if cIsComplex {
			y += imag(c)
		}
		c = complex(x, y)
	}
	return wrapComplex(typ, c), nil
}

// ToComplex converts an argument of a function of complex numbers (PyComplex_AsCComplex).
func ToComplex(t *Thread, v Value) (complex128, *Exc) {
	if v.IsFloat() {
		return complex(v.Float64(), 0), nil
	}
	if v.IsComplex() {
		return AsComplex(v), nil
	}
	r, ok, exc := CallSpecial(t, v, nameComplex)
	switch {
	case exc != nil:
		return 0, exc
	case ok && !r.IsComplex():
		return 0, TypeErrorf("__complex__ returned non-complex (type %s)", TypeName(r))
	case ok:
		return AsComplex(r), nil
	}
	f, exc := AsFloat64(t, v)
	return complex(f, 0), exc
}

// complexPart converts an argument of complex() and tells whether it is a complex number; only says that
// there is no other argument.
func complexPart(t *Thread, v Value, only bool, what string) (complex128, bool, *Exc) {
	if v.IsComplex() {
		return AsComplex(v), true, nil
	}
	if r, ok, exc := CallSpecial(t, v, nameComplex); ok || exc != nil {
		if exc != nil {
			return 0, false, exc
		}
		if !r.IsComplex() {
			return 0, false, TypeErrorf("__complex__ returned non-complex (type %s)", TypeName(r))
		}
		return AsComplex(r), true, nil
	}
	f, ok, exc := NumberFloat(t, v)
	if exc == nil && !ok {
		if only {
			exc = TypeErrorf("complex() argument must be a string or a number, not %s", TypeName(v))
		} else {
			exc = TypeErrorf("complex() argument '%s' must be a real number, not %s", what, TypeName(v))
		}
	}
	return complex(f, 0), false, exc
}

var nameComplex = Intern("__complex__")

func wrapComplex(typ *Type, c complex128) Value {
	if typ == ComplexType {
		return NewComplex(c)
	}
	v := AllocOf(typ)
	(*Complex)(v.ref).C = c
	return v
}

// parseComplex reads complex's text: a real part, an imaginary part, or both, perhaps in
// parentheses.
func parseComplex(s *Str) (complex128, *Exc) {
	text := numberText(s.String(), s.V())
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		text = strings.Trim(text[1:len(text)-1], asciiSpace)
	}
	malformed := ValueErrorf("complex() arg is a malformed string")
	if f, ok := ParseFloat(text); ok {
		return complex(f, 0), nil
	}
	if text == "" || text[len(text)-1]|32 != 'j' {
		return 0, malformed
	}
	text = text[:len(text)-1]
	split := 0
	for i := len(text) - 1; i > 0; i-- {
		if (text[i] == '+' || text[i] == '-') && text[i-1]|32 != 'e' {
			split = i
			break
		}
	}
	re, im := 0.0, text[split:]
	if split > 0 {
		f, ok := ParseFloat(text[:split])
		if !ok {
			return 0, malformed
		}
		re = f
	}
	switch im {
	case "", "+":
		return complex(re, 1), nil
	case "-":
		return complex(re, -1), nil
	}
	f, ok := ParseFloat(im)
	if !ok {
		return 0, malformed
	}
	return complex(re, f), nil
}

func defineComplex() {
	define(ComplexType, &StaticType{
		Name: "complex", Sig: "(real=0, imag=0)", Flags: BaseType, ExtOffset: unsafe.Offsetof(complexInst{}.Ext),
		Alloc: func(typ *Type) Value {
			x := &complexInst{}
			x.typ = typ
			return Value{ref: unsafe.Pointer(x)}
		},
		Doc: "Create a complex number from a string or numbers.\n\nIf a string is given, parse it as a complex number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or 'imag' arguments are given, create a complex number\nwith the specified real and imaginary components.",
		Slots: Slots{
			Repr: complexRepr, Hash: complexHash, Compare: complexCompare, New: complexNew,
			Bool:   func(t *Thread, self Value) (bool, *Exc) { return AsComplex(self) != 0, nil },
			Binary: [NumBinary]BinaryFunc{OpAdd: complexAdd, OpSub: complexSub, OpMul: complexMul, OpTrueDiv: complexDiv, OpPow: complexPow},
			Neg:    func(t *Thread, self Value) (Value, *Exc) { return NewComplex(-AsComplex(self)), nil },
			Pos:    func(t *Thread, self Value) (Value, *Exc) { return NewComplex(AsComplex(self)), nil },
			Abs: func(t *Thread, self Value) (Value, *Exc) {
				c := AsComplex(self)
				r := libm.Hypot(real(c), imag(c))
				if math.IsInf(r, 0) && !cmplx.IsInf(c) {
					return Value{}, OverflowErrorf("absolute value too large")
				}
				return Float(r), nil
			},
			Pow: func(t *Thread, a, b, c Value) (Value, *Exc) {
				if !c.IsNone() {
					return Value{}, ValueErrorf("complex modulo")
				}
				return complexPow(t, a, b)
			},
		},
		Methods: []Method{
			{Name: "conjugate", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				return NewComplex(cmplx.Conj(AsComplex(self))), nil
			}, Doc: "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."},
			{Name: "__complex__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return NewComplex(AsComplex(self)), nil }, Doc: "Convert this value to exact type complex."},
			{Name: "__getnewargs__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				c := AsComplex(self)
				return NewTuple(Float(real(c)), Float(imag(c))).V(), nil
			}},
			{Name: "__format__", Sig: "(format_spec, /)", F1: complexFormat, Doc: "Convert to a string according to format_spec."},
			{Name: "from_number", Sig: "(number, /)", F1: func(t *Thread, class, v Value) (Value, *Exc) {
				c, _, exc := complexPart(t, v, false, "real")
				if exc != nil || class == ComplexType.V() {
					return NewComplex(c), exc
				}
				return Call1(t, class, NewComplex(c))
			}, Class: true, Doc: "Convert number to a complex floating-point number."},
		},
		Members: []Member{
			{Name: "real", Get: func(self Value) Value { return Float(real(AsComplex(self))) }, Doc: "the real part of a complex number"},
			{Name: "imag", Get: func(self Value) Value { return Float(imag(AsComplex(self))) }, Doc: "the imaginary part of a complex number"},
		},
	})
}
