// This file computes circular functions.

package libm

import "math"

// maxReduce bounds the arguments that are reduced here; larger ones are left to Go, whose
// reduction by Payne and Hanek is exact.
const maxReduce = 1 << 20

// reduceAngle returns a minus a multiple of π/2, and the multiple modulo 4.
func reduceAngle(a dd) (dd, int) {
	n := math.Round(a.hi / ddHalfPi.hi)
	p, q := twoProd(n, ddHalfPi.hi), twoProd(n, ddHalfPi.lo)
	return a.add(p.neg()).add(q.neg()).addFloat(-n * ddPiRest), int(int64(n) & 3)
}

// sinCosSmall returns the sine and cosine of |r| <= π/4: by their series at r/4, then twice the
// double angle formulas in terms of v = 1 - cos, which keeps what is small exact.
func sinCosSmall(r dd) (sin, cos dd) {
	f := factorials()
	r = r.ldexp(-2)
	q := r.mul(r)
	s, c := f[19], f[20]
	for i := 17; i >= 1; i -= 2 {
		s = f[i].add(s.mul(q).neg())
		c = f[i+1].add(c.mul(q).neg())
	}
	s = s.mul(r)
	v := c.mul(q)
	for range 2 {
		cos := v.neg().addFloat(1)
		s, v = s.mul(cos).scale(2), s.mul(s).scale(2)
	}
	return s, v.neg().addFloat(1)
}

// sinCos returns the sine and cosine of any angle up to maxReduce.
func sinCos(a dd) (sin, cos dd) {
	r, n := reduceAngle(a)
	s, c := sinCosSmall(r)
	switch n {
	case 1:
		return c, s.neg()
	case 2:
		return s.neg(), c.neg()
	case 3:
		return c.neg(), s
	}
	return s, c
}

// Sin returns the sine of x.
func Sin(x float64) float64 {
	if special(x) || math.Abs(x) > maxReduce || math.Abs(x) < 1e-8 {
		return math.Sin(x)
	}
	if y, ok := quickSin(x, 0); ok {
		return y
	}
	return slowSin(x)
}

// slowSin is Sin to some hundred bits before it rounds.
func slowSin(x float64) float64 {
	s, _ := sinCos(dd{x, 0})
	return s.float()
}

// Cos returns the cosine of x.
func Cos(x float64) float64 {
	if special(x) || math.Abs(x) > maxReduce {
		return math.Cos(x)
	}
	if y, ok := quickSin(x, 1); ok {
		return y
	}
	return slowCos(x)
}

// slowCos is Cos to some hundred bits before it rounds.
func slowCos(x float64) float64 {
	_, c := sinCos(dd{x, 0})
	return c.float()
}

// Tan returns the tangent of x.
func Tan(x float64) float64 {
	if special(x) || math.Abs(x) > maxReduce || math.Abs(x) < 1e-8 {
		return math.Tan(x)
	}
	s, c := sinCos(dd{x, 0})
	return s.div(c).float()
}

// arc refines an angle y whose sine and cosine should be those of the point (c, s), up to a
// common factor.
func arc(y float64, s, c dd) float64 {
	a := dd{y, 0}
	for range 2 {
		sy, cy := sinCos(a)
		num := s.mul(cy).add(c.mul(sy).neg())
		den := c.mul(cy).add(s.mul(sy))
		a = a.add(num.div(den))
	}
	return a.float()
}

// Arcs of points this close to an axis are exact enough in Go's package.
const (
	nearAxis = 1e-8
	farAxis  = 1e15
)

// Atan returns the arc tangent of x.
func Atan(x float64) float64 {
	if special(x) || math.Abs(x) < nearAxis || math.Abs(x) > farAxis {
		return math.Atan(x)
	}
	return arc(math.Atan(x), dd{x, 0}, dd{1, 0})
}

// Atan2 returns the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	if special(x) || special(y) || x == 0 || y == 0 || math.Abs(y/x) < nearAxis || math.Abs(y/x) > farAxis {
		return math.Atan2(y, x)
	}
	_, e := math.Frexp(math.Max(math.Abs(x), math.Abs(y)))
	return arc(math.Atan2(y, x), dd{math.Ldexp(y, -e), 0}, dd{math.Ldexp(x, -e), 0})
}

// Asin returns the arc sine of x.
func Asin(x float64) float64 {
	if special(x) || math.Abs(x) >= 1 || math.Abs(x) < nearAxis {
		return math.Asin(x)
	}
	return arc(math.Asin(x), dd{x, 0}, twoProd(x, x).neg().addFloat(1).sqrt())
}

// Acos returns the arc cosine of x.
func Acos(x float64) float64 {
	if special(x) || math.Abs(x) >= 1 {
		return math.Acos(x)
	}
	return arc(math.Acos(x), twoProd(x, x).neg().addFloat(1).sqrt(), dd{x, 0})
}
