// This file implements the operators of float.

package py

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unsafe"

	"adder/frontend/libm"
	"adder/runtime/internal/format"
)

// FloatObject is an instance of a subclass of float; floats themselves are immediates.
type FloatObject struct {
	Header
	f float64
	Ext
}

// FloatOf returns the value of a float or an instance of a subclass; v must be one.
func FloatOf(v Value) float64 {
	if v.IsFloat() {
		return v.Float64()
	}
	return (*FloatObject)(v.ref).f
}

// IsAnyFloat reports whether v is a float or an instance of a subclass.
func (v Value) IsAnyFloat() bool { return v.IsFloat() || v.Type().Flags&FloatSubclass != 0 }

func allocFloat(typ *Type) Value {
	x := &FloatObject{Header: Header{typ}}
	return x.V()
}

// floatOperand converts an operand of a float operation: ok is false for other types.
func floatOperand(v Value) (f float64, ok bool, exc *Exc) {
	switch {
	case v.IsFloat():
		return v.Float64(), true, nil
	case v.IsInt() || v.IsBool():
		return float64(v.Int64()), true, nil
	case v.Type().Flags&FloatSubclass != 0:
		return FloatOf(v), true, nil
	case v.IsAnyInt():
		r, exc := intToFloat(nil, v)
		if exc != nil {
			return 0, true, exc
		}
		return r.Float64(), true, nil
	}
	return 0, false, nil
}

// floatBinary makes a slot of an operation on two floats.
func floatBinary(op func(x, y float64) (float64, *Exc)) BinaryFunc {
	return func(t *Thread, a, b Value) (Value, *Exc) {
		x, ok, exc := floatOperand(a)
		if !ok || exc != nil {
			return notImplementedOr(exc)
		}
		y, ok, exc := floatOperand(b)
		if !ok || exc != nil {
			return notImplementedOr(exc)
		}
		r, exc := op(x, y)
		if exc != nil {
			return Value{}, exc
		}
		return Float(r), nil
	}
}

func notImplementedOr(exc *Exc) (Value, *Exc) {
	if exc != nil {
		return Value{}, exc
	}
	return NotImplemented, nil
}

// floatDivMod is divmod for floats, with the signs of zeros that CPython gives.
func floatDivMod(x, y float64) (q, r float64) {
	r = math.Mod(x, y)
	q = (x - r) / y
	if r != 0 {
		if (y < 0) != (r < 0) {
			r += y
			q--
		}
	} else {
		r = math.Copysign(0, y)
	}
	if q != 0 {
		f := math.Floor(q)
		if q-f > 0.5 {
			f++
		}
		return f, r
	}
	return math.Copysign(0, x/y), r
}

// floatPow is a ** b for numbers of which one is a float.
func floatPow(t *Thread, a, b, c Value) (Value, *Exc) {
	if !c.IsNone() {
		return Value{}, TypeErrorf("pow() 3rd argument not allowed unless all arguments are integers")
	}
	x, ok, exc := floatOperand(a)
	if !ok || exc != nil {
		return notImplementedOr(exc)
	}
	y, ok, exc := floatOperand(b)
	if !ok || exc != nil {
		return notImplementedOr(exc)
	}
	switch {
	case x == 0 && y < 0:
		return Value{}, ZeroDivisionErrorf("zero to a negative power")
	case x < 0 && !math.IsInf(x, 0) && !math.IsInf(y, 0) && y != math.Floor(y):
		return Binary(t, NewComplex(complex(x, 0)), NewComplex(complex(y, 0)), OpPow)
	}
	r := libm.Pow(x, y)
	if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return Value{}, NewExc(OverflowError, Int(34), StrV("Numerical result out of range"))
	}
	return Float(r), nil
}

func floatCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	x := FloatOf(a)
	if b.IsAnyFloat() {
		return Bool(compareFloat(x, FloatOf(b), op)), nil
	}
	if !b.IsAnyInt() {
		return NotImplemented, nil
	}
	if math.IsNaN(x) {
		return Bool(op == NE), nil
	}
	if math.IsInf(x, 0) {
		return Bool(compareFloat(x, 0, op)), nil
	}
	if y, ok := ToInt64(b); ok && y <= maxExactInt && y >= -maxExactInt {
		return Bool(compareFloat(x, float64(y), op)), nil
	}
	return Bool(cmpResult(new(big.Float).SetFloat64(x).Cmp(new(big.Float).SetInt(ToBig(b))), op)), nil
}

func compareFloat(x, y float64, op CmpOp) bool {
	switch op {
	case LT:
		return x < y
	case LE:
		return x <= y
	case EQ:
		return x == y
	case NE:
		return x != y
	case GT:
		return x > y
	}
	return x >= y
}

// floatHash reduces the value modulo hashModulus, so that equal numbers hash alike. A NaN hashes
// by its bits, since immediates have no identity.
func floatHash(t *Thread, v Value) (int64, *Exc) { return HashFloat(FloatOf(v)), nil }

// HashFloat is hash(f).
func HashFloat(f float64) int64 {
	switch {
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	case math.IsNaN(f):
		return int64(math.Float64bits(f) >> 4)
	}
	m, e := math.Frexp(f)
	sign := int64(1)
	if m < 0 {
		sign, m = -1, -m
	}
	var x uint64
	for m != 0 {
		x = x<<28&hashModulus | x>>(61-28)
		m *= 1 << 28
		e -= 28
		y := uint64(m)
		m -= float64(y)
		if x += y; x >= hashModulus {
			x -= hashModulus
		}
	}
	if e %= 61; e < 0 {
		e += 61
	}
	x = x<<uint(e)&hashModulus | x>>uint(61-e)
	return noMinusOne(int64(x) * sign)
}

func floatRepr(t *Thread, v Value) (Value, *Exc) {
	var room [24]byte
	return ASCIIStr(format.AppendRepr(room[:0], FloatOf(v))).V(), nil
}

func floatNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	switch {
	case len(kw) > 0:
		return Value{}, TypeErrorf("float() takes no keyword arguments")
	case len(args) > 1:
		return Value{}, TypeErrorf("float expected at most 1 argument, got %d", len(args))
	}
	v := Float(0)
	if len(args) == 1 {
		var exc *Exc
		if v, exc = ToFloat(t, args[0]); exc != nil {
			return Value{}, exc
		}
	}
	if typ == FloatType {
		return v, nil
	}
	sub := AllocOf(typ)
	(*FloatObject)(sub.ref).f = v.Float64()
	return sub, nil
}

// ToFloat is float(v).
func ToFloat(t *Thread, v Value) (Value, *Exc) {
	if v.IsFloat() {
		return v, nil
	}
	if v.IsStr() {
		return parseFloat(t, AsStr(v).String(), v)
	}
	if f, ok, exc := NumberFloat(t, v); ok || exc != nil {
		return Float(f), exc
	}
	if data, ok := BytesOf(v); ok {
		return parseFloat(t, string(data), v)
	}
	return Value{}, TypeErrorf("float() argument must be a string or a real number, not '%s'", TypeName(v))
}

// NumberFloat converts a number by __float__ or __index__; ok is false for objects without.
func NumberFloat(t *Thread, v Value) (f float64, ok bool, exc *Exc) {
	if v.IsFloat() {
		return v.Float64(), true, nil
	}
	s := &v.Type().Slots
	if s.Float != nil {
		r, exc := s.Float(t, v)
		if exc != nil {
			return 0, true, exc
		}
		if !r.IsAnyFloat() {
			return 0, true, TypeErrorf("%s.__float__ returned non-float (type %s)", TypeName(v), TypeName(r))
		}
		return FloatOf(r), true, nil
	}
	if s.Index == nil {
		return 0, false, nil
	}
	i, exc := IndexOf(t, v)
	if exc != nil {
		return 0, true, exc
	}
	r, exc := intToFloat(t, i)
	if exc != nil {
		return 0, true, exc
	}
	return r.Float64(), true, nil
}

// AsFloat64 converts an argument that must be a real number (PyFloat_AsDouble).
func AsFloat64(t *Thread, v Value) (float64, *Exc) {
	f, ok, exc := NumberFloat(t, v)
	if !ok && exc == nil {
		return 0, TypeErrorf("must be real number, not %s", TypeName(v))
	}
	return f, exc
}

func parseFloat(t *Thread, text string, orig Value) (Value, *Exc) {
	s := numberText(text, orig)
	if f, ok := ParseFloat(s); ok {
		return Float(f), nil
	}
	r, exc := Repr(t, orig)
	if exc != nil {
		return Value{}, exc
	}
	return Value{}, ValueErrorf("could not convert string to float: %s", r.String())
}

// ParseFloat reads the text of a float without white space around it.
func ParseFloat(s string) (f float64, ok bool) {
	body := strings.TrimLeft(s, "+-")
	if len(s)-len(body) > 1 {
		return 0, false
	}
	name := ""
	if body != "" && !isDigitByte(body[0]) && body[0] != '.' {
		name = strings.ToLower(body)
	}
	switch name {
	case "inf", "infinity":
		f, err := strconv.ParseFloat(s, 64)
		return f, err == nil
	case "nan": // C's, of which Go's differs in the last bit
		bits := uint64(0x7ff8 << 48)
		if s[0] == '-' {
			bits |= 1 << 63
		}
		return math.Float64frombits(bits), true
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-':
		case c == '_':
			if i == 0 || i == len(s)-1 || !isDigitByte(s[i-1]) || !isDigitByte(s[i+1]) {
				return 0, false
			}
		default:
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

func isDigitByte(c byte) bool { return c >= '0' && c <= '9' }

func defineFloat() {
	s := Slots{Repr: floatRepr, Hash: floatHash, Compare: floatCompare, New: floatNew, Pow: floatPow,
		Neg:   func(t *Thread, v Value) (Value, *Exc) { return Float(-FloatOf(v)), nil },
		Pos:   floatSelf,
		Abs:   func(t *Thread, v Value) (Value, *Exc) { return Float(math.Abs(FloatOf(v))), nil },
		Bool:  func(t *Thread, v Value) (bool, *Exc) { return FloatOf(v) != 0, nil },
		Int:   func(t *Thread, v Value) (Value, *Exc) { return FloatToInt(FloatOf(v)) },
		Float: floatSelf,
	}
	s.Binary[OpAdd] = floatBinary(func(x, y float64) (float64, *Exc) { return x + y, nil })
	s.Binary[OpSub] = floatBinary(func(x, y float64) (float64, *Exc) { return x - y, nil })
	s.Binary[OpMul] = floatBinary(func(x, y float64) (float64, *Exc) { return x * y, nil })
	s.Binary[OpTrueDiv] = floatBinary(func(x, y float64) (float64, *Exc) {
		if y == 0 {
			return 0, divisionByZero()
		}
		return x / y, nil
	})
	s.Binary[OpFloorDiv] = floatBinary(func(x, y float64) (float64, *Exc) {
		if y == 0 {
			return 0, divisionByZero()
		}
		q, _ := floatDivMod(x, y)
		return q, nil
	})
	s.Binary[OpMod] = floatBinary(func(x, y float64) (float64, *Exc) {
		if y == 0 {
			return 0, divisionByZero()
		}
		_, r := floatDivMod(x, y)
		return r, nil
	})
	s.Binary[OpDivMod] = floatDivmod
	s.Binary[OpPow] = func(t *Thread, a, b Value) (Value, *Exc) { return floatPow(t, a, b, None) }
	define(FloatType, &StaticType{Name: "float", Doc: "Convert a string or number to a floating-point number, if possible.",
		Sig: "(x=0, /)", Flags: BaseType | FloatSubclass, Slots: s, Methods: floatMethods, GetSet: []GetSet{
			{Name: "real", Get: floatSelf},
			{Name: "imag", Get: func(t *Thread, self Value) (Value, *Exc) { return Float(0), nil }},
		}, Alloc: allocFloat, ExtOffset: unsafe.Offsetof(FloatObject{}.Ext)})
}

// floatSelf returns v as a float of exact type float.
func floatSelf(t *Thread, v Value) (Value, *Exc) { return Float(FloatOf(v)), nil }

func floatDivmod(t *Thread, a, b Value) (Value, *Exc) {
	x, ok, exc := floatOperand(a)
	if !ok || exc != nil {
		return notImplementedOr(exc)
	}
	y, ok, exc := floatOperand(b)
	if !ok || exc != nil {
		return notImplementedOr(exc)
	}
	if y == 0 {
		return Value{}, divisionByZero()
	}
	q, r := floatDivMod(x, y)
	return NewTuple(Float(q), Float(r)).V(), nil
}
