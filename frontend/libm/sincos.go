// This file computes sines and cosines fast: from a table of those of multiples of 1/64 and short
// series, to some 65 bits. Where that leaves the last bit of the result open, which is one time in
// some thousands, the caller goes the long way.

package libm

import (
	"math"
	"sync/atomic"
)

// π/2 in three parts of which the first two have 33 bits, so that their products with a multiple below
// 2^20 are exact (fdlibm's e_rem_pio2.c).
const (
	halfPi1 = 1.57079632673412561417e+00
	halfPi2 = 6.07710050630396597660e-11
	halfPi3 = 2.02226624879595063154e-21
)

// node is a place of the table.
type node struct{ sin, cos dd }

// nodes is the table, made on first use: the sines and cosines of k/64 up to π/4.
var nodes atomic.Pointer[[52]node]

func sinCosNodes() *[52]node {
	if t := nodes.Load(); t != nil {
		return t
	}
	t := new([52]node)
	t[0] = node{dd{0, 0}, dd{1, 0}}
	for k := 1; k < len(t); k++ {
		t[k].sin, t[k].cos = sinCosSmall(dd{float64(k) / 64, 0})
	}
	nodes.Store(t)
	return t
}

// quickSin returns the sine of x plus quarter turns; ok is false where the last bit is uncertain.
// |x| is at most maxReduce.
func quickSin(x float64, quarter int) (y float64, ok bool) {
	n := math.RoundToEven(x * (2 / math.Pi))
	w := x - float64(n*halfPi1)
	r := twoSum(w, -float64(n*halfPi2))
	r = fastSum(r.hi, r.lo-float64(n*halfPi3))
	if math.Abs(r.hi) < 1e-6 {
		return 0, false // what is left may have lost too many bits
	}
	quarter += int(int64(n))
	if r.hi < 0 { // sin(-r) = -sin r, cos(-r) = cos r
		r = r.neg()
		if quarter&1 == 0 {
			quarter += 2
		}
	}
	k := int(r.hi*64 + 0.5)
	if k >= 52 {
		return 0, false
	}
	at := &sinCosNodes()[k]
	a, b := at.sin, at.cos
	if quarter&1 != 0 {
		a, b = b, a.neg()
	}
	y, ok = turned(a, b, fastSum(r.hi-float64(k)/64, r.lo))
	if quarter&2 != 0 {
		y = -y
	}
	return y, ok
}

// turned is a cos t + b sin t for |t| <= 1/128.
func turned(a, b, t dd) (y float64, ok bool) {
	q := t.hi * t.hi
	sinRest := t.hi * q * (-1.0/6 + q*(1.0/120+q*(-1.0/5040)))
	cosRest := q * (-0.5 + q*(1.0/24+q*(-1.0/720+q*(1.0/40320))))
	p := twoProd(b.hi, t.hi)
	s := twoSum(a.hi, p.hi)
	byCos, bySin := a.hi*cosRest, b.hi*sinRest
	rest := s.lo + (p.lo + a.lo + b.lo*t.hi + b.hi*t.lo - a.hi*t.hi*t.lo + bySin + byCos)
	const ulps, reduction = 0x1p-49, 1e-29 // bounds of the errors of the series and of the reduction of angles
	e := (math.Abs(byCos)+math.Abs(bySin)+math.Abs(p.lo))*ulps + reduction
	y = s.hi + (rest - e)
	return y, y == s.hi+(rest+e)
}
