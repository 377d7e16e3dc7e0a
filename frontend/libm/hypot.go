package libm

import "math"

// Hypot is the length of (x, y), rounded from a sum of squares of twice the precision.
func Hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	switch {
	case math.IsInf(x, 1) || math.IsInf(y, 1):
		return math.Inf(1)
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	case x < y:
		x, y = y, x
	}
	if y == 0 {
		return x
	}
	// The squares must neither overflow nor lose digits.
	const large, small = 0x1p511, 0x1p-459
	scale := 1.0
	switch {
	case x > large:
		scale = 0x1p600
	case y < small:
		scale = 0x1p-600
	}
	x, y = x/scale, y/scale
	if y <= x*0x1p-54 {
		return (x + y) * scale
	}
	xx, yy := x*x, y*y
	sum := xx + yy
	rest := (xx - sum) + yy + math.FMA(x, x, -xx) + math.FMA(y, y, -yy)
	h := math.Sqrt(sum)
	h += (math.FMA(-h, h, sum) + rest) / (2 * h)
	return h * scale
}
