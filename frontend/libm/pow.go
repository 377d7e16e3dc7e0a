// This file raises to powers.

package libm

import "math"

const (
	tableBits = 7
	tableSize = 1 << tableBits
	logOffset = 0x3fe6955500000000 // bits of the lower end of logTable
	signBias  = 0x800 << tableBits // makes the result of expOf negative
)

// The two parts of log(2), of which the first times an exponent is exact.
const (
	ln2Hi = 0x1.62e42fefa3800p-1
	ln2Lo = 0x1.ef35793c76730p-45
)

// The coefficients of log(1+r) - r, each with the power of -1/2 taken out that ar2 brings in.
const (
	log2nd = -0.5
	log3rd = 0x1.555555555556p-2 * -2
	log4th = -0x1.0000000000006p-2 * -2
	log5th = 0x1.999999959554ep-3 * 4
	log6th = -0x1.555555529a47ap-3 * 4
	log7th = 0x1.2495b9b4845e9p-3 * -8
	log8th = -0x1.0002b8b263fc3p-3 * -8
)

// Pow is pow() of C.
func Pow(x, y float64) float64 {
	ix, iy := math.Float64bits(x), math.Float64bits(y)
	topX, topY := uint32(ix>>52), uint32(iy>>52)
	bias := uint64(0)
	if topX-1 >= 0x7ff-1 || topY&0x7ff-0x3be >= 0x43e-0x3be {
		// y is tiny, huge, infinite or NaN, or x is subnormal, zero, negative, infinite or NaN.
		if iy<<1 == 0 || isSpecial(iy) || ix<<1 == 0 || isSpecial(ix) {
			return math.Pow(x, y)
		}
		if x < 0 {
			f := math.Floor(y)
			if f != y {
				return math.NaN()
			}
			if math.Mod(f, 2) != 0 {
				bias = signBias
			}
			ix &= 1<<63 - 1
			topX &= 0x7ff
		}
		if topY&0x7ff-0x3be >= 0x43e-0x3be {
			return extremePower(ix, topY)
		}
		if topX == 0 {
			ix = math.Float64bits(x*0x1p52) & (1<<63 - 1)
			ix -= 52 << 52
		}
	}
	hi, lo := logOf(ix)
	high := y * hi
	return expOf(high, math.FMA(y, lo, math.FMA(y, hi, -high)), bias)
}

// isSpecial reports whether the bits are those of an infinity or NaN.
func isSpecial(bits uint64) bool { return bits<<1 >= 0x7ff<<53 }

// extremePower is the power with an exponent so small or large that its sign and that of log(x)
// say everything.
func extremePower(ix uint64, topY uint32) float64 {
	const one = 0x3ff << 52
	switch {
	case ix == one || topY&0x7ff < 0x3be:
		return 1
	case (ix > one) == (topY < 0x800):
		return math.Inf(1)
	}
	return 0
}

// logOf is the logarithm of the positive number with the given bits in two parts.
func logOf(ix uint64) (y, tail float64) {
	tmp := ix - logOffset
	k := float64(int64(tmp) >> 52)
	e := &logTable[tmp>>(52-tableBits)%tableSize]
	z := math.Float64frombits(ix - tmp&(0xfff<<52))
	r := math.FMA(z, e.inv, -1)
	t1 := math.FMA(k, ln2Hi, e.log)
	t2 := t1 + r
	lo1 := math.FMA(k, ln2Lo, e.tail)
	lo2 := t1 - t2 + r
	ar := log2nd * r
	ar2 := r * ar
	ar3 := r * ar2
	hi := t2 + ar2
	lo3 := math.FMA(ar, r, -ar2)
	lo4 := t2 - hi + ar2
	p := math.FMA(ar2, math.FMA(r, log8th, log7th), math.FMA(r, log6th, log5th))
	p = math.FMA(ar2, p, math.FMA(r, log4th, log3rd))
	lo := math.FMA(ar3, p, lo1+lo2+lo3+lo4)
	y = hi + lo
	return y, hi - y + lo
}
