// This file defines the methods of float.

package py

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

var floatMethods = []Method{
	{Name: "conjugate", Sig: "()", F0: floatSelf},
	{Name: "is_integer", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		f := FloatOf(self)
		return Bool(!math.IsInf(f, 0) && f == math.Floor(f)), nil
	}},
	{Name: "__trunc__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return FloatToInt(FloatOf(self)) }},
	{Name: "__floor__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return FloatToInt(math.Floor(FloatOf(self))) }},
	{Name: "__ceil__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return FloatToInt(math.Ceil(FloatOf(self))) }},
	{Name: "__round__", Sig: "(ndigits=None, /)", FN: floatRound},
	{Name: "as_integer_ratio", Sig: "()", F0: floatRatio},
	{Name: "hex", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return StrV(floatHex(FloatOf(self))), nil }},
	{Name: "fromhex", Sig: "(string, /)", Class: true, F1: floatFromHex},
	{Name: "from_number", Sig: "(number, /)", Class: true, F1: func(t *Thread, self, v Value) (Value, *Exc) {
		f, exc := AsFloat64(t, v)
		if exc != nil {
			return Value{}, exc
		}
		if self == FloatType.V() {
			return Float(f), nil
		}
		return Call1(t, self, Float(f))
	}},
	{Name: "__getnewargs__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return NewTuple(Float(FloatOf(self))).V(), nil }},
	{Name: "__format__", Sig: "(format_spec, /)", F1: func(t *Thread, self, spec Value) (Value, *Exc) { return formatFloat(t, self, spec) }},
	{Name: "__getformat__", Sig: "(typestr, /)", Class: true, F1: func(t *Thread, self, kind Value) (Value, *Exc) {
		if !kind.IsStr() {
			return Value{}, TypeErrorf("__getformat__() argument must be str, not %s", TypeName(kind))
		}
		if k := AsStr(kind).String(); k != "double" && k != "float" {
			return Value{}, ValueErrorf("__getformat__() argument 1 must be 'double' or 'float'")
		}
		return StrV("IEEE, little-endian"), nil
	}},
}

func floatRound(t *Thread, self Value, args []Value) (Value, *Exc) {
	f := FloatOf(self)
	if args[0].IsUnbound() || args[0].IsNone() {
		if math.IsInf(f, 0) || math.IsNaN(f) {
			return FloatToInt(f)
		}
		return FloatToInt(math.RoundToEven(f))
	}
	n, exc := IndexInt(t, args[0], nil)
	if exc != nil {
		return Value{}, exc
	}
	switch {
	case math.IsInf(f, 0) || math.IsNaN(f) || f == 0 || n > 323:
		return Float(f), nil
	case n < -308:
		return Float(math.Copysign(0, f)), nil
	}
	// The decimal expansion is exact, so that rounding it rounds half to even correctly.
	if n >= 0 {
		r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'f', n, 64), 64)
		if err != nil {
			return Value{}, OverflowErrorf("rounded value too large to represent")
		}
		return Float(r), nil
	}
	x, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'f', -1, 64))
	x.SetFloat64(f)
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-n)), nil)
	x.Quo(x, new(big.Rat).SetInt(unit))
	q := roundRat(x)
	r, _ := new(big.Rat).SetInt(q.Mul(q, unit)).Float64()
	if math.IsInf(r, 0) {
		return Value{}, OverflowErrorf("rounded value too large to represent")
	}
	if r == 0 {
		r = math.Copysign(0, f)
	}
	return Float(r), nil
}

// roundRat rounds to the nearest int, halves to even.
func roundRat(x *big.Rat) *big.Int {
	q, r := new(big.Int).QuoRem(new(big.Int).Abs(x.Num()), x.Denom(), new(big.Int))
	if c := r.Lsh(r, 1).Cmp(x.Denom()); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	if x.Sign() < 0 {
		q.Neg(q)
	}
	return q
}

func floatRatio(t *Thread, self Value) (Value, *Exc) {
	f := FloatOf(self)
	switch {
	case math.IsInf(f, 0):
		return Value{}, OverflowErrorf("cannot convert Infinity to integer ratio")
	case math.IsNaN(f):
		return Value{}, ValueErrorf("cannot convert NaN to integer ratio")
	}
	r := new(big.Rat).SetFloat64(f)
	return NewTuple(BigInt(new(big.Int).Set(r.Num())), BigInt(new(big.Int).Set(r.Denom()))).V(), nil
}

func floatHex(f float64) string {
	sign := ""
	if math.Signbit(f) && !math.IsNaN(f) {
		sign, f = "-", -f
	}
	switch {
	case math.IsInf(f, 0):
		return sign + "inf"
	case math.IsNaN(f):
		return "nan"
	case f == 0:
		return sign + "0x0.0p+0"
	}
	bits := math.Float64bits(f)
	exp, mant, lead := int(bits>>52), bits&(1<<52-1), 1
	if exp == 0 {
		exp, lead = 1, 0
	}
	return fmt.Sprintf("%s0x%d.%013xp%+d", sign, lead, mant, exp-1023)
}

func floatFromHex(t *Thread, self, v Value) (Value, *Exc) {
	if !v.IsStr() {
		return Value{}, TypeErrorf("bad argument type for built-in operation")
	}
	f, exc := parseHexFloat(strings.Trim(AsStr(v).String(), asciiSpace))
	if exc != nil {
		return Value{}, exc
	}
	if self == FloatType.V() {
		return Float(f), nil
	}
	return Call1(t, self, Float(f))
}

func parseHexFloat(s string) (float64, *Exc) {
	body := strings.TrimLeft(s, "+-")
	sign := s[:len(s)-len(body)]
	bad := ValueErrorf("invalid hexadecimal floating-point string")
	if len(sign) > 1 || body == "" {
		return 0, bad
	}
	switch lower := strings.ToLower(body); lower {
	case "inf", "infinity", "nan":
		f, _ := strconv.ParseFloat(sign+lower, 64)
		return f, nil
	}
	if strings.Contains(body, "_") {
		return 0, bad
	}
	if !strings.HasPrefix(strings.ToLower(body), "0x") {
		body = "0x" + body
	}
	if !strings.ContainsAny(body, "pP") {
		body += "p0"
	}
	f, err := strconv.ParseFloat(sign+body, 64)
	if err != nil {
		if math.IsInf(f, 0) {
			return 0, OverflowErrorf("hexadecimal value too large to represent as a float")
		}
		return 0, bad
	}
	return f, nil
}
