// This file computes operators on constants as Python does, within limits that keep constants
// small. A nil result means: leave it to run time.

package flow

import (
	"math"
	"math/big"

	"adder/frontend/code"
	"adder/frontend/libm"
)

// Limits of CPython's folding.
const (
	maxIntBits    = 128
	maxCollection = 256
	maxStrSize    = 4096
	maxTotalItems = 1024
)

// truth returns bool(c).
func truth(c code.Const) bool {
	switch c := c.(type) {
	case code.None:
		return false
	case bool:
		return c
	case int64:
		return c != 0
	case float64:
		return c != 0
	case complex128:
		return c != 0
	case string:
		return c != ""
	case code.Bytes:
		return c != ""
	case code.Tuple:
		return len(c) > 0
	case code.FrozenSet:
		return len(c) > 0
	}
	return true
}

// toInt returns an int or bool constant as a big integer.
func toInt(c code.Const) (*big.Int, bool) {
	switch c := c.(type) {
	case bool:
		if c {
			return big.NewInt(1), true
		}
		return new(big.Int), true
	case int64:
		return big.NewInt(c), true
	case *big.Int:
		return c, true
	}
	return nil, false
}

// toFloat returns a real constant as a float; an int that is too large has none.
func toFloat(c code.Const) (float64, bool) {
	if f, ok := c.(float64); ok {
		return f, true
	}
	if i, ok := toInt(c); ok {
		f, _ := new(big.Float).SetInt(i).Float64()
		return f, !math.IsInf(f, 0)
	}
	return 0, false
}

func evalUnary(op code.Op, v code.Const) code.Const {
	if op == code.UNARY_NOT {
		return !truth(v)
	}
	if i, ok := toInt(v); ok {
		switch op {
		case code.UNARY_NEGATIVE:
			return code.Int(new(big.Int).Neg(i))
		case code.UNARY_INVERT:
			if _, isBool := v.(bool); isBool {
				return nil // warns at run time
			}
			return code.Int(new(big.Int).Not(i))
		}
		return code.Int(i)
	}
	switch v := v.(type) {
	case float64:
		if op == code.UNARY_NEGATIVE {
			return -v
		} else if op == code.CALL_INTRINSIC_1 {
			return v
		}
	case complex128:
		if op == code.UNARY_NEGATIVE {
			return complex(-real(v), -imag(v))
		} else if op == code.CALL_INTRINSIC_1 {
			return v
		}
	}
	return nil
}

func evalBinary(a code.Const, op int, b code.Const) code.Const {
	if op == code.NB_SUBSCR {
		return subscript(a, b)
	}
	if isNumber(a) && isNumber(b) {
		return evalNumbers(a, op, b)
	}
	switch op {
	case code.NB_ADD:
		return concat(a, b)
	case code.NB_MULTIPLY:
		if n, ok := toInt(a); ok {
			return repeat(b, n)
		}
		if n, ok := toInt(b); ok {
			return repeat(a, n)
		}
	}
	return nil
}

func isNumber(c code.Const) bool {
	switch c.(type) {
	case bool, int64, *big.Int, float64, complex128:
		return true
	}
	return false
}

func evalNumbers(a code.Const, op int, b code.Const) code.Const {
	x, okX := toInt(a)
	y, okY := toInt(b)
	if okX && okY {
		if p, ok := a.(bool); ok {
			if q, ok := b.(bool); ok {
				switch op {
				case code.NB_AND:
					return p && q
				case code.NB_OR:
					return p || q
				case code.NB_XOR:
					return p != q
				}
			}
		}
		return evalInts(x, op, y)
	}
	_, complexA := a.(complex128)
	_, complexB := b.(complex128)
	if complexA || complexB {
		return evalComplex(a, op, b)
	}
	f, okF := toFloat(a)
	g, okG := toFloat(b)
	if !okF || !okG {
		return nil
	}
	return evalFloats(f, op, g)
}

func evalInts(x *big.Int, op int, y *big.Int) code.Const {
	z := new(big.Int)
	switch op {
	case code.NB_ADD:
		z.Add(x, y)
	case code.NB_SUBTRACT:
		z.Sub(x, y)
	case code.NB_MULTIPLY:
		if x.Sign() != 0 && y.Sign() != 0 && x.BitLen()+y.BitLen() > maxIntBits {
			return nil
		}
		z.Mul(x, y)
	case code.NB_TRUE_DIVIDE:
		return divideInts(x, y)
	case code.NB_FLOOR_DIVIDE, code.NB_REMAINDER:
		if y.Sign() == 0 {
			return nil
		}
		m := new(big.Int)
		z.QuoRem(x, y, m)
		if m.Sign() != 0 && m.Sign() != y.Sign() {
			z.Sub(z, big.NewInt(1))
			m.Add(m, y)
		}
		if op == code.NB_REMAINDER {
			z = m
		}
	case code.NB_POWER:
		return powInts(x, y)
	case code.NB_LSHIFT:
		if y.Sign() < 0 || x.Sign() != 0 && y.Sign() != 0 &&
			(!y.IsInt64() || y.Int64() > maxIntBits || int64(x.BitLen()) > maxIntBits-y.Int64()) {
			return nil
		}
		if x.Sign() != 0 {
			z.Lsh(x, uint(y.Int64()))
		}
	case code.NB_RSHIFT:
		if y.Sign() < 0 {
			return nil
		}
		if y.IsInt64() && y.Int64() < 1<<30 {
			z.Rsh(x, uint(y.Int64()))
		} else if x.Sign() < 0 {
			z.SetInt64(-1)
		}
	case code.NB_AND:
		z.And(x, y)
	case code.NB_OR:
		z.Or(x, y)
	case code.NB_XOR:
		z.Xor(x, y)
	default:
		return nil
	}
	return code.Int(z)
}

func divideInts(x, y *big.Int) code.Const {
	if y.Sign() == 0 {
		return nil
	}
	f, _ := new(big.Rat).SetFrac(x, y).Float64()
	if math.IsInf(f, 0) {
		return nil
	}
	if x.Sign() == 0 && y.Sign() < 0 {
		return math.Copysign(0, -1)
	}
	return f
}

func powInts(x, y *big.Int) code.Const {
	if y.Sign() < 0 {
		f, okF := toFloat(x)
		g, okG := toFloat(y)
		if !okF || !okG {
			return nil
		}
		return evalFloats(f, code.NB_POWER, g)
	}
	if x.Sign() != 0 && y.Sign() > 0 && (!y.IsInt64() || int64(x.BitLen()) > maxIntBits/y.Int64()) {
		return nil
	}
	return code.Int(new(big.Int).Exp(x, y, nil))
}

func evalFloats(x float64, op int, y float64) code.Const {
	switch op {
	case code.NB_ADD:
		return x + y
	case code.NB_SUBTRACT:
		return x - y
	case code.NB_MULTIPLY:
		return x * y
	case code.NB_TRUE_DIVIDE:
		if y != 0 {
			return x / y
		}
	case code.NB_FLOOR_DIVIDE, code.NB_REMAINDER:
		if y == 0 {
			return nil
		}
		div, mod := floatDivmod(x, y)
		if op == code.NB_REMAINDER {
			return mod
		}
		return div
	case code.NB_POWER:
		return powFloats(x, y)
	}
	return nil
}

func floatDivmod(x, y float64) (floordiv, mod float64) {
	mod = math.Mod(x, y)
	div := (x - mod) / y
	if mod != 0 {
		if (y < 0) != (mod < 0) {
			mod += y
			div--
		}
	} else {
		mod = math.Copysign(0, y)
	}
	if div == 0 {
		return math.Copysign(0, x/y), mod
	}
	floordiv = math.Floor(div)
	if div-floordiv > 0.5 {
		floordiv++
	}
	return floordiv, mod
}

func powFloats(x, y float64) code.Const {
	if x == 0 && y < 0 {
		return nil
	}
	if x < 0 && !math.IsInf(x, 0) && !math.IsInf(y, 0) && y != math.Floor(y) {
		return powComplex(complex(x, 0), complex(y, 0))
	}
	z := libm.Pow(x, y)
	if math.IsInf(z, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
		return nil // OverflowError
	}
	return z
}
