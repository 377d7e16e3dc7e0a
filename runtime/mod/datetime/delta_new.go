// This file makes timedeltas of numbers of days, seconds and so on.

package datetime

import (
	"math"
	"math/big"
	"math/bits"

	"adder/runtime/py"
)

var deltaParams = params{fn: "__new__", positional: 7,
	names: []string{"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}}

// deltaUnits are the units in the order in which they are added up, which matters for fractions.
var deltaUnits = [...]struct {
	param  int
	micros int64
}{{2, 1}, {3, 1000}, {1, microsPerSecond}, {4, 60 * microsPerSecond}, {5, 3600 * microsPerSecond}, {0, microsPerDay}, {6, 7 * microsPerDay}}

// sum adds up microseconds: in an int64, then in a big.Int once that is too small.
type sum struct {
	small int64
	large *big.Int
	// rest is a fraction of a microsecond or a few.
	rest float64
}

func (s *sum) widen() *big.Int {
	if s.large == nil {
		s.large = big.NewInt(s.small)
	}
	return s.large
}

// add adds n * unit.
func (s *sum) add(n, unit int64) {
	hi, lo := bits.Mul64(uint64(max(n, -n)), uint64(unit))
	product := int64(lo)
	if n < 0 {
		product = -product
	}
	if total := s.small + product; s.large == nil && n != math.MinInt64 && hi == 0 && lo < 1<<62 && total < 1<<62 && total > -1<<62 {
		s.small = total
		return
	}
	s.addBig(big.NewInt(n), unit)
}

func (s *sum) addBig(n *big.Int, unit int64) {
	total := s.widen()
	total.Add(total, new(big.Int).Mul(n, big.NewInt(unit)))
}

// addFloat adds f * unit. Only the fraction of f may lose precision.
func (s *sum) addFloat(f float64, unit int64) *excp {
	switch {
	case math.IsInf(f, 0):
		return py.OverflowErrorf("cannot convert float infinity to integer")
	case math.IsNaN(f):
		return py.ValueErrorf("cannot convert float NaN to integer")
	}
	whole, fraction := math.Modf(f)
	s.addWhole(whole, unit)
	if fraction == 0 {
		return nil
	}
	whole, fraction = math.Modf(float64(unit) * fraction)
	s.addWhole(whole, 1)
	s.rest += fraction
	return nil
}

func (s *sum) addWhole(f float64, unit int64) {
	if math.Abs(f) < 1<<62 {
		s.add(int64(f), unit)
		return
	}
	n, _ := big.NewFloat(f).Int(nil)
	s.addBig(n, unit)
}

// round adds the fractions, rounding to the nearest even sum.
func (s *sum) round() {
	if s.rest == 0 {
		return
	}
	whole := math.Round(s.rest)
	if math.Abs(whole-s.rest) == 0.5 {
		odd := float64(s.small & 1)
		if s.large != nil {
			odd = float64(s.large.Bit(0))
		}
		whole = 2*math.Round((s.rest+odd)*0.5) - odd
	}
	s.addWhole(whole, 1)
}

func (s *sum) value() value {
	if s.large != nil {
		return py.BigInt(s.large)
	}
	return py.Int(s.small)
}

func deltaNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	var given [7]value
	if exc := deltaParams.bind(args, kw, func(i int, v value) *excp {
		given[i] = v
		return nil
	}); exc != nil {
		return value{}, exc
	}
	var total sum
	for _, u := range deltaUnits {
		v := given[u.param]
		switch {
		case v.IsUnbound():
		case v.IsInt():
			total.add(v.Int64(), u.micros)
		case v.IsAnyFloat():
			if exc := total.addFloat(py.FloatOf(v), u.micros); exc != nil {
				return value{}, exc
			}
		case v.IsAnyInt():
			if n, ok := py.ToInt64(v); ok {
				total.add(n, u.micros)
			} else {
				total.addBig(py.ToBig(v), u.micros)
			}
		default:
			return value{}, py.TypeErrorf("unsupported type for timedelta %s component: %s", deltaParams.names[u.param], py.TypeName(v))
		}
	}
	total.round()
	return fromMicros(total.value(), typ)
}
