// This file is the arithmetic of timedelta.

package datetime

import (
	"math"
	"math/big"

	"adder/runtime/py"
)

// plus returns d + sign*o.
func (d *delta) plus(o *delta, sign int) (value, *excp) {
	return deltaOf(int(d.days)+sign*int(o.days), int(d.seconds)+sign*int(o.seconds), int(d.micros)+sign*int(o.micros), deltaType)
}

func (d *delta) negative() (value, *excp) {
	return deltaOf(-int(d.days), -int(d.seconds), -int(d.micros), deltaType)
}

// same returns d as an instance of timedelta itself.
func (d *delta) same() value {
	if d.Type() == deltaType {
		return d.V()
	}
	return newDelta(int(d.days), int(d.seconds), int(d.micros))
}

func (d *delta) remainder(t *thread, o *delta) (value, *excp) {
	r, exc := py.Binary(t, d.number(), o.number(), py.OpMod)
	if exc != nil {
		return value{}, exc
	}
	return fromMicros(r, deltaType)
}

func (d *delta) divMod(t *thread, o *delta) (value, *excp) {
	q, exc := py.Binary(t, d.number(), o.number(), py.OpFloorDiv)
	if exc != nil {
		return value{}, exc
	}
	r, exc := d.remainder(t, o)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(q, r).V(), nil
}

func deltaMultiply(t *thread, a, b value) (value, *excp) {
	if !isDelta(a) {
		a, b = b, a
	}
	switch {
	case b.IsAnyInt():
		n, exc := py.Binary(t, asDelta(a).number(), plainInt(b), py.OpMul)
		if exc != nil {
			return value{}, exc
		}
		return fromMicros(n, deltaType)
	case b.IsAnyFloat():
		num, den, exc := ratio(t, b)
		if exc != nil {
			return value{}, exc
		}
		return divideNearest(num.Mul(num, asDelta(a).big()), den)
	}
	return py.NotImplemented, nil
}

// plainInt returns an int without what a subclass may define.
func plainInt(v value) value {
	if v.IsInt() {
		return v
	}
	return py.BigInt(py.ToBig(v))
}

// ratio returns a float as an exact fraction. A subclass may have its own idea of that.
func ratio(t *thread, f value) (num, den *big.Int, exc *excp) {
	if !f.IsFloat() {
		return ownRatio(t, f)
	}
	switch f := f.Float64(); {
	case math.IsInf(f, 0):
		return nil, nil, py.OverflowErrorf("cannot convert Infinity to integer ratio")
	case math.IsNaN(f):
		return nil, nil, py.ValueErrorf("cannot convert NaN to integer ratio")
	default:
		r := new(big.Rat).SetFloat64(f)
		return new(big.Int).Set(r.Num()), new(big.Int).Set(r.Denom()), nil
	}
}

func ownRatio(t *thread, f value) (num, den *big.Int, exc *excp) {
	v, exc := py.CallMethod(t, f, py.Intern("as_integer_ratio"))
	if exc != nil {
		return nil, nil, exc
	}
	if !v.IsTuple() {
		return nil, nil, py.TypeErrorf("unexpected return type from as_integer_ratio(): expected tuple, not '%s'", py.TypeName(v))
	}
	items := py.AsTuple(v).Items
	if len(items) != 2 {
		return nil, nil, py.ValueErrorf("as_integer_ratio() must return a 2-tuple")
	}
	if !items[0].IsAnyInt() || !items[1].IsAnyInt() {
		return nil, nil, py.TypeErrorf("non-integer arguments in division")
	}
	return new(big.Int).Set(py.ToBig(items[0])), new(big.Int).Set(py.ToBig(items[1])), nil
}

// divideNearest makes a timedelta of a/b microseconds, rounded to the nearest, halves to even.
func divideNearest(a, b *big.Int) (value, *excp) {
	if b.Sign() == 0 {
		return value{}, py.ZeroDivisionErrorf("division by zero")
	}
	if b.Sign() < 0 {
		a, b = new(big.Int).Neg(a), new(big.Int).Neg(b)
	}
	q, r := new(big.Int).DivMod(a, b, new(big.Int))
	if c := r.Lsh(r, 1).Cmp(b); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return fromMicros(py.BigInt(q), deltaType)
}

func deltaTrueDivide(t *thread, a, b value) (value, *excp) {
	if !isDelta(a) {
		return py.NotImplemented, nil
	}
	d := asDelta(a)
	switch {
	case isDelta(b):
		return py.Binary(t, d.number(), asDelta(b).number(), py.OpTrueDiv)
	case b.IsAnyFloat():
		num, den, exc := ratio(t, b)
		if exc != nil {
			return value{}, exc
		}
		return divideNearest(den.Mul(den, d.big()), num)
	case b.IsAnyInt():
		return divideNearest(d.big(), py.ToBig(b))
	}
	return py.NotImplemented, nil
}

func deltaFloorDivide(t *thread, a, b value) (value, *excp) {
	if !isDelta(a) {
		return py.NotImplemented, nil
	}
	switch {
	case isDelta(b):
		return py.Binary(t, asDelta(a).number(), asDelta(b).number(), py.OpFloorDiv)
	case b.IsAnyInt():
		n, exc := py.Binary(t, asDelta(a).number(), plainInt(b), py.OpFloorDiv)
		if exc != nil {
			return value{}, exc
		}
		return fromMicros(n, deltaType)
	}
	return py.NotImplemented, nil
}
