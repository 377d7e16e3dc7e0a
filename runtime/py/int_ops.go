// This file implements the operators of int.

package py

import (
	"math"
	"math/big"
	"math/bits"
	"slices"
	"strconv"
)

// intSub is an instance of a subclass of int.
type intSub struct {
	IntObject
	Ext
}

// two64 returns the operands of a binary operation where both are ints that fit 64 bits.
func two64(a, b Value) (x, y int64, ok bool) {
	if a.IsInt() && b.IsInt() {
		return a.Int64(), b.Int64(), true
	}
	x, ok1 := ToInt64(a)
	y, ok2 := ToInt64(b)
	return x, y, ok1 && ok2
}

func bothInts(a, b Value) bool { return a.IsAnyInt() && b.IsAnyInt() }

func intAdd(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	if x, y, ok := two64(a, b); ok {
		if r := x + y; (x^r)&(y^r) >= 0 {
			return Int(r), nil
		}
	}
	if b.IsInt() && b.Int64() == 0 && a.Type() == IntType {
		return a, nil
	}
	if a.IsInt() && a.Int64() == 0 && b.Type() == IntType {
		return b, nil
	}
	x, y, z := scratch.operands(a, b)
	z.Add(x, y)
	return scratch.result(), nil
}

func intSubtract(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	if x, y, ok := two64(a, b); ok {
		if r := x - y; (x^y)&(x^r) >= 0 {
			return Int(r), nil
		}
	}
	if b.IsInt() && b.Int64() == 0 && a.Type() == IntType {
		return a, nil
	}
	x, y, z := scratch.operands(a, b)
	z.Sub(x, y)
	return scratch.result(), nil
}

func intMul(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	if x, y, ok := two64(a, b); ok {
		hi, lo := bits.Mul64(uint64(x), uint64(y))
		hi -= uint64(x>>63)&uint64(y) + uint64(y>>63)&uint64(x)
		if hi == uint64(int64(lo)>>63) {
			return Int(int64(lo)), nil
		}
	}
	if b.IsInt() && b.Int64() == 1 && a.Type() == IntType {
		return a, nil
	}
	if a.IsInt() && a.Int64() == 1 && b.Type() == IntType {
		return b, nil
	}
	x, y, z := scratch.operands(a, b)
	z.Mul(x, y)
	return scratch.result(), nil
}

func divisionByZero() *Exc { return ZeroDivisionErrorf("division by zero") }

// intDivMod computes quotient and remainder, the quotient rounded down.
func intDivMod(a, b Value) (q, r Value, exc *Exc) {
	if x, y, ok := two64(a, b); ok {
		if y == 0 {
			return Value{}, Value{}, divisionByZero()
		}
		if !(y == -1 && x == math.MinInt64) {
			q, r := x/y, x%y
			if r != 0 && (r < 0) != (y < 0) {
				q, r = q-1, r+y
			}
			return Int(q), Int(r), nil
		}
	}
	quo, rem, exc := divModBig(a, b)
	if exc != nil {
		return Value{}, Value{}, exc
	}
	q = takeBig(quo, &scratch.zRoom)
	return q, takeBig(rem, &scratch.restRoom), nil
}

// divModBig is intDivMod for any ints, with results in scratch memory.
func divModBig(a, b Value) (quo, rem *big.Int, exc *Exc) {
	x, y, quo := scratch.operands(a, b)
	if y.Sign() == 0 {
		return nil, nil, divisionByZero()
	}
	rem = &scratch.rest
	if cap(rem.Bits()) == 0 {
		rem.SetBits(scratch.restRoom[:0])
	}
	quo.QuoRem(x, y, rem)
	if rem.Sign() != 0 && (rem.Sign() < 0) != (y.Sign() < 0) {
		quo.Sub(quo, bigOne)
		rem.Add(rem, y)
	}
	return quo, rem, nil
}

// keepScratch is the number of words up to which a result that nobody wants lends its memory to the
// next.
const keepScratch = 1 << 12

// drop gives up the remainder in scratch memory.
func (s *intScratch) drop() {
	if cap(s.rest.Bits()) > keepScratch {
		s.rest = big.Int{}
	}
}

var bigOne = big.NewInt(1)

func intFloorDiv(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	if _, _, ok := two64(a, b); ok {
		q, _, exc := intDivMod(a, b)
		return q, exc
	}
	quo, _, exc := divModBig(a, b)
	if exc != nil {
		return Value{}, exc
	}
	scratch.drop()
	return takeBig(quo, &scratch.zRoom), nil
}

func intMod(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	_, r, exc := intDivMod(a, b)
	return r, exc
}

func intDivmod(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	q, r, exc := intDivMod(a, b)
	if exc != nil {
		return Value{}, exc
	}
	return NewTuple(q, r).V(), nil
}

// maxExactInt bounds the ints that a float64 holds exactly.
const maxExactInt = 1 << 53

func intTrueDiv(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	if x, y, ok := two64(a, b); ok {
		if y == 0 {
			return Value{}, divisionByZero()
		}
		if x <= maxExactInt && x >= -maxExactInt && y <= maxExactInt && y >= -maxExactInt {
			return Float(float64(x) / float64(y)), nil
		}
	}
	y := ToBig(b)
	if y.Sign() == 0 {
		return Value{}, divisionByZero()
	}
	x := ToBig(a)
	if x.Sign() == 0 && y.Sign() < 0 {
		return Float(math.Copysign(0, -1)), nil
	}
	f := divideBig(x, y)
	if math.IsInf(f, 0) {
		return Value{}, OverflowErrorf("integer division result too large for a float")
	}
	return Float(f), nil
}

// divideBig is x/y, correctly rounded.
func divideBig(x, y *big.Int) float64 {
	// The quotient gets more bits than a float has, the last of which tells of a remainder.
	shift := y.BitLen() - x.BitLen() + 66
	num, den := new(big.Int).Abs(x), new(big.Int).Abs(y)
	if shift > 0 {
		num.Lsh(num, uint(shift))
	} else {
		den.Lsh(den, uint(-shift))
	}
	quo, rem := num.QuoRem(num, den, new(big.Int))
	if rem.Sign() != 0 {
		quo.SetBit(quo, 0, 1)
	}
	r := new(big.Float).SetInt(quo)
	f, _ := r.SetMantExp(r, -shift).Float64()
	if (x.Sign() < 0) != (y.Sign() < 0) {
		return -f
	}
	return f
}

func intBitwise(word func(x, y int64) int64, long func(z, x, y *big.Int) *big.Int) BinaryFunc {
	return func(t *Thread, a, b Value) (Value, *Exc) {
		if !bothInts(a, b) {
			return NotImplemented, nil
		}
		if x, y, ok := two64(a, b); ok {
			return Int(word(x, y)), nil
		}
		x, y, z := scratch.operands(a, b)
		long(z, x, y)
		return scratch.result(), nil
	}
}

// maxShift bounds left shifts; the result would not fit in memory.
const maxShift = 1 << 36

func intLShift(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	n, ok := ToInt64(b)
	switch {
	case ok && n < 0 || !ok && ToBig(b).Sign() < 0:
		return Value{}, ValueErrorf("negative shift count")
	case !a.IsInt() && ToBig(a).Sign() == 0 || a.IsInt() && a.Int64() == 0:
		return Int(0), nil
	case !ok || n > maxShift:
		return Value{}, OverflowErrorf("too many digits in integer")
	}
	if x, ok := ToInt64(a); ok && n < 63 {
		if r := x << uint(n); r>>uint(n) == x {
			return Int(r), nil
		}
	}
	x, _, z := scratch.operands(a, b)
	z.Lsh(x, uint(n))
	return scratch.result(), nil
}

func intRShift(t *Thread, a, b Value) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	n, ok := ToInt64(b)
	if ok && n < 0 || !ok && ToBig(b).Sign() < 0 {
		return Value{}, ValueErrorf("negative shift count")
	}
	if x, ok := ToInt64(a); ok {
		if n > 63 || b.Type() != IntType && !b.IsBool() && n < 0 {
			n = 63
		}
		return Int(x >> uint(min(n, 63))), nil
	}
	if !ok || n > maxShift {
		if ToBig(a).Sign() < 0 {
			return Int(-1), nil
		}
		return Int(0), nil
	}
	x, _, z := scratch.operands(a, b)
	z.Rsh(x, uint(n))
	return scratch.result(), nil
}

// intPow is a ** b, or pow(a, b, c) where c is not None.
func intPow(t *Thread, a, b, c Value) (Value, *Exc) {
	if !bothInts(a, b) || !c.IsNone() && !c.IsAnyInt() {
		return NotImplemented, nil
	}
	if c.IsNone() {
		if v, ok := smallPow(a, b); ok {
			return v, nil
		}
	}
	x, y := ToBig(a), ToBig(b)
	if !c.IsNone() {
		return intPowMod(x, y, ToBig(c))
	}
	if y.Sign() < 0 {
		fa, exc := intToFloat(t, a)
		if exc != nil {
			return Value{}, exc
		}
		fb, exc := intToFloat(t, b)
		if exc != nil {
			return Value{}, exc
		}
		return floatPow(t, fa, fb, None)
	}
	if x.BitLen() > 1 && (!y.IsInt64() || float64(x.BitLen()-1)*float64(y.Int64()) > maxShift) {
		return Value{}, Errorf(MemoryError, "")
	}
	return BigInt(new(big.Int).Exp(x, y, nil)), nil
}

// smallPow computes powers that stay within 64 bits.
func smallPow(a, b Value) (Value, bool) {
	if !a.IsInt() || !b.IsInt() || b.Int64() < 0 {
		return Value{}, false
	}
	result, base, n := int64(1), a.Int64(), b.Int64()
	for {
		if n&1 != 0 {
			hi, lo := bits.Mul64(uint64(abs64(result)), uint64(abs64(base)))
			if hi != 0 || lo > math.MaxInt64 {
				return Value{}, false
			}
			result *= base
		}
		if n >>= 1; n == 0 {
			return Int(result), true
		}
		if base > math.MaxInt32 || base < -math.MaxInt32 {
			return Value{}, false
		}
		base *= base
	}
}

func abs64(x int64) int64 {
	if x < 0 {
		return -x
	}
	return x
}

func intPowMod(x, y, m *big.Int) (Value, *Exc) {
	if m.Sign() == 0 {
		return Value{}, ValueErrorf("pow() 3rd argument cannot be 0")
	}
	abs := new(big.Int).Abs(m)
	if y.Sign() < 0 {
		inv := new(big.Int).ModInverse(new(big.Int).Mod(x, abs), abs)
		if inv == nil {
			if abs.Cmp(big.NewInt(1)) == 0 {
				return Int(0), nil
			}
			return Value{}, ValueErrorf("base is not invertible for the given modulus")
		}
		x, y = inv, new(big.Int).Neg(y)
	}
	if x.Sign() < 0 || x.Cmp(abs) >= 0 {
		x = new(big.Int).Mod(x, abs)
	}
	r := new(big.Int).Exp(x, y, abs)
	if m.Sign() < 0 && r.Sign() > 0 {
		r.Add(r, m)
	}
	return BigInt(r), nil
}

func intNeg(t *Thread, v Value) (Value, *Exc) {
	if x, ok := ToInt64(v); ok && x != math.MinInt64 {
		return Int(-x), nil
	}
	x, _, z := scratch.operands(v, v)
	z.Neg(x)
	return scratch.result(), nil
}

// intSelf returns v as an int of exact type int.
func intSelf(t *Thread, v Value) (Value, *Exc) {
	if v.Type() == IntType {
		return v, nil
	}
	if x, ok := ToInt64(v); ok {
		return Int(x), nil
	}
	return copyBig(ToBig(v)).V(), nil
}

func intAbs(t *Thread, v Value) (Value, *Exc) {
	if v.IsInt() && v.Int64() < 0 || !v.IsInt() && ToBig(v).Sign() < 0 {
		return intNeg(t, v)
	}
	return intSelf(t, v)
}

func intInvert(t *Thread, v Value) (Value, *Exc) {
	if x, ok := ToInt64(v); ok {
		return Int(^x), nil
	}
	return BigInt(new(big.Int).Not(ToBig(v))), nil
}

func intBool(t *Thread, v Value) (bool, *Exc) {
	if x, ok := ToInt64(v); ok {
		return x != 0, nil
	}
	return true, nil
}

// intToFloat is float(int), correctly rounded.
func intToFloat(t *Thread, v Value) (Value, *Exc) {
	if x, ok := ToInt64(v); ok {
		return Float(float64(x)), nil
	}
	f, _ := new(big.Float).SetInt(ToBig(v)).Float64()
	if math.IsInf(f, 0) {
		return Value{}, OverflowErrorf("int too large to convert to float")
	}
	return Float(f), nil
}

func intCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !bothInts(a, b) {
		return NotImplemented, nil
	}
	if x, y, ok := two64(a, b); ok {
		return Bool(cmpResult(cmp64(x, y), op)), nil
	}
	x, y, _ := scratch.operands(a, b)
	return Bool(cmpResult(x.Cmp(y), op)), nil
}

func cmp64(x, y int64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// cmpResult is the truth of "c op 0".
func cmpResult(c int, op CmpOp) bool {
	switch op {
	case LT:
		return c < 0
	case LE:
		return c <= 0
	case EQ:
		return c == 0
	case NE:
		return c != 0
	case GT:
		return c > 0
	}
	return c >= 0
}

// hashModulus is the Mersenne prime by which numbers are reduced to hashes.
const hashModulus = 1<<61 - 1

func intHash(t *Thread, v Value) (int64, *Exc) {
	if x, ok := ToInt64(v); ok {
		return hashInt64(x), nil
	}
	x := ToBig(v)
	r := uint64(0)
	width := uint(bits.UintSize)
	for _, w := range slices.Backward(x.Bits()) {
		r = bits.Rem64(r>>(64-width), r<<width|uint64(w), hashModulus)
	}
	h := int64(r)
	if x.Sign() < 0 {
		h = -h
	}
	return noMinusOne(h), nil
}

func hashInt64(x int64) int64 {
	if x < hashModulus && x > -hashModulus {
		return noMinusOne(x)
	}
	u := uint64(x)
	if x < 0 {
		u = -u
	}
	h := int64(u % hashModulus)
	if x < 0 {
		h = -h
	}
	return noMinusOne(h)
}

func noMinusOne(h int64) int64 {
	if h == -1 {
		return -2
	}
	return h
}

// tooManyDigits is the error of a conversion that exceeds the limit.
func tooManyDigits(detail string) *Exc {
	return ValueErrorf("Exceeds the limit (%d digits) for integer string conversion%s; use sys.set_int_max_str_digits() to increase the limit",
		IntMaxStrDigits, detail)
}

// IntText writes an int in decimal; it fails for numbers of too many digits.
func IntText(v Value) (string, *Exc) {
	if x, ok := ToInt64(v); ok {
		return strconv.FormatInt(x, 10), nil
	}
	x := ToBig(v)
	if IntMaxStrDigits > 0 && float64(x.BitLen())*math.Log10(2) >= float64(IntMaxStrDigits) {
		s := x.Text(10)
		if len(s) > IntMaxStrDigits && len(s)-(1-x.Sign())/2 > IntMaxStrDigits {
			return "", tooManyDigits("")
		}
		return s, nil
	}
	return x.Text(10), nil
}

func intRepr(t *Thread, v Value) (Value, *Exc) {
	if v.IsInt() {
		var room [20]byte
		return ASCIIStr(strconv.AppendInt(room[:0], v.Int64(), 10)).V(), nil
	}
	s, exc := IntText(v)
	if exc != nil {
		return Value{}, exc
	}
	return newASCII(s).V(), nil
}
