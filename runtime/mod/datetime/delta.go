// This file defines timedelta: its fields, conversion to and from microseconds, text and comparison.

package datetime

import (
	"fmt"
	"math/big"
	"strings"
	"unsafe"

	"adder/runtime/py"
)

// delta is a timedelta: days of either sign, the seconds of a day, the microseconds of a second.
type delta struct {
	py.Header
	days, seconds, micros int32
}

// deltaSub is an instance of a subclass.
type deltaSub struct {
	delta
	py.Ext
}

const (
	secondsPerDay   = 24 * 3600
	microsPerSecond = 1e6
	microsPerDay    = secondsPerDay * microsPerSecond
	maxDays         = 999999999
	// exactDays bounds the days of durations whose microseconds fit an int64.
	exactDays = 100_000_000
)

func asDelta(v value) *delta { return (*delta)(v.Ptr()) }

func isDelta(v value) bool { return v.Type() == deltaType || py.IsInstance(v, deltaType) }

func allocDelta(typ *py.Type) value {
	if typ == deltaType {
		d := &delta{}
		d.SetType(typ)
		return d.V()
	}
	d := &deltaSub{}
	d.SetType(typ)
	return d.V()
}

// newDelta makes a timedelta of normal fields.
func newDelta(days, seconds, micros int) value {
	d := &delta{days: int32(days), seconds: int32(seconds), micros: int32(micros)}
	d.SetType(deltaType)
	return d.V()
}

// carry brings a part into 0 … unit-1 and adds what is beyond to the larger part.
func carry(larger, part *int, unit int) {
	q := *part / unit
	r := *part % unit
	if r < 0 {
		r += unit
		q--
	}
	*larger, *part = *larger+q, r
}

// deltaOf makes a timedelta of any fields.
func deltaOf(days, seconds, micros int, typ *py.Type) (value, *excp) {
	carry(&seconds, &micros, microsPerSecond)
	carry(&days, &seconds, secondsPerDay)
	if days > maxDays || days < -maxDays {
		return value{}, py.OverflowErrorf("days=%d; must have magnitude <= %d", days, maxDays)
	}
	if typ == deltaType {
		return newDelta(days, seconds, micros), nil
	}
	v := py.AllocOf(typ)
	d := asDelta(v)
	d.days, d.seconds, d.micros = int32(days), int32(seconds), int32(micros)
	return v, nil
}

// total returns the microseconds, if an int64 holds them.
func (d *delta) total() (int64, bool) {
	if d.days >= exactDays || d.days <= -exactDays {
		return 0, false
	}
	return (int64(d.days)*secondsPerDay+int64(d.seconds))*microsPerSecond + int64(d.micros), true
}

func (d *delta) big() *big.Int {
	n := big.NewInt(int64(d.days)*secondsPerDay + int64(d.seconds))
	n.Mul(n, big.NewInt(microsPerSecond))
	return n.Add(n, big.NewInt(int64(d.micros)))
}

// number returns the microseconds as an int of Python.
func (d *delta) number() value {
	if n, ok := d.total(); ok {
		return py.Int(n)
	}
	return py.BigInt(d.big())
}

// fromMicros makes a timedelta of an int of microseconds.
func fromMicros(v value, typ *py.Type) (value, *excp) {
	if n, ok := py.ToInt64(v); ok {
		const day = int64(microsPerDay)
		days, micros := n/day, n%day
		if micros < 0 {
			days--
			micros += day
		}
		return deltaOf(int(days), int(micros/microsPerSecond), int(micros%microsPerSecond), typ)
	}
	micros := new(big.Int)
	days, micros := new(big.Int).DivMod(py.ToBig(v), big.NewInt(microsPerDay), micros)
	if !days.IsInt64() || int64(int32(days.Int64())) != days.Int64() {
		return value{}, py.OverflowErrorf("Python int too large to convert to C int")
	}
	n := int(micros.Int64())
	return deltaOf(int(days.Int64()), n/microsPerSecond, n%microsPerSecond, typ)
}

func (d *delta) isZero() bool { return d.days == 0 && d.seconds == 0 && d.micros == 0 }

// compare orders two durations.
func (d *delta) compare(o *delta) int {
	for _, pair := range [...][2]int32{{d.days, o.days}, {d.seconds, o.seconds}, {d.micros, o.micros}} {
		if pair[0] != pair[1] {
			return int(pair[0]) - int(pair[1])
		}
	}
	return 0
}

func deltaCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if !isDelta(b) {
		return py.NotImplemented, nil
	}
	return ordered(asDelta(a).compare(asDelta(b)), op), nil
}

func (d *delta) state() value {
	return py.NewTuple(integer(int(d.days)), integer(int(d.seconds)), integer(int(d.micros))).V()
}

func deltaHash(t *thread, self value) (int64, *excp) { return py.Hash(t, asDelta(self).state()) }

func deltaRepr(t *thread, self value) (value, *excp) {
	d := asDelta(self)
	var parts []string
	for _, p := range [...]struct {
		name string
		n    int32
	}{{"days", d.days}, {"seconds", d.seconds}, {"microseconds", d.micros}} {
		if p.n != 0 {
			parts = append(parts, fmt.Sprintf("%s=%d", p.name, p.n))
		}
	}
	if parts == nil {
		parts = []string{"0"}
	}
	return py.StrV(py.TypeName(self) + "(" + strings.Join(parts, ", ") + ")"), nil
}

func deltaStr(t *thread, self value) (value, *excp) {
	d := asDelta(self)
	text := fmt.Sprintf("%d:%02d:%02d", d.seconds/3600, d.seconds/60%60, d.seconds%60)
	if d.micros != 0 {
		text += fmt.Sprintf(".%06d", d.micros)
	}
	if d.days != 0 {
		s := "s"
		if d.days == 1 || d.days == -1 {
			s = ""
		}
		text = fmt.Sprintf("%d day%s, ", d.days, s) + text
	}
	return py.StrV(text), nil
}

func defineDelta() {
	binary := func(op func(t *thread, a, b *delta) (value, *excp)) py.BinaryFunc {
		return func(t *thread, a, b value) (value, *excp) {
			if !isDelta(a) || !isDelta(b) {
				return py.NotImplemented, nil
			}
			return op(t, asDelta(a), asDelta(b))
		}
	}
	slots := py.Slots{New: deltaNew, Repr: deltaRepr, Str: deltaStr, Hash: deltaHash, Compare: deltaCompare,
		Neg: func(t *thread, self value) (value, *excp) { return asDelta(self).negative() },
		Pos: func(t *thread, self value) (value, *excp) { return asDelta(self).same(), nil },
		Abs: func(t *thread, self value) (value, *excp) {
			if d := asDelta(self); d.days < 0 {
				return d.negative()
			}
			return asDelta(self).same(), nil
		},
		Bool: func(t *thread, self value) (bool, *excp) { return !asDelta(self).isZero(), nil },
	}
	slots.Binary[py.OpAdd] = binary(func(t *thread, a, b *delta) (value, *excp) { return a.plus(b, 1) })
	slots.Binary[py.OpSub] = binary(func(t *thread, a, b *delta) (value, *excp) { return a.plus(b, -1) })
	slots.Binary[py.OpMod] = binary(func(t *thread, a, b *delta) (value, *excp) { return a.remainder(t, b) })
	slots.Binary[py.OpDivMod] = binary(func(t *thread, a, b *delta) (value, *excp) { return a.divMod(t, b) })
	slots.Binary[py.OpMul] = deltaMultiply
	slots.Binary[py.OpTrueDiv] = deltaTrueDivide
	slots.Binary[py.OpFloorDiv] = deltaFloorDivide
	field := func(name, doc string, get func(d *delta) int32) py.Member {
		return py.Member{Name: name, Doc: doc, Get: func(self value) value { return integer(int(get(asDelta(self)))) }}
	}
	py.Define(deltaType, &py.StaticType{Name: "datetime.timedelta", Flags: py.BaseType, Doc: deltaDoc,
		Alloc: allocDelta, ExtOffset: unsafe.Offsetof(deltaSub{}.Ext), Slots: slots,
		Methods: []method{
			{Name: "total_seconds", Sig: "()", Doc: "Total seconds in the duration.", F0: func(t *thread, self value) (value, *excp) {
				return py.Binary(t, asDelta(self).number(), py.Int(microsPerSecond), py.OpTrueDiv)
			}},
			{Name: "__reduce__", Sig: "()", Doc: reduceDoc, F0: func(t *thread, self value) (value, *excp) {
				return py.NewTuple(self.Type().V(), asDelta(self).state()).V(), nil
			}},
		},
		Members: []py.Member{
			field("days", "Number of days.", func(d *delta) int32 { return d.days }),
			field("seconds", "Number of seconds (>= 0 and less than 1 day).", func(d *delta) int32 { return d.seconds }),
			field("microseconds", "Number of microseconds (>= 0 and less than 1 second).", func(d *delta) int32 { return d.micros }),
		},
		Attrs: func(typ *py.Type) {
			constants(typ, newDelta(-maxDays, 0, 0), newDelta(maxDays, secondsPerDay-1, microsPerSecond-1), newDelta(0, 0, 1))
		}})
}

const (
	deltaDoc  = "Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll arguments are optional and default to 0.\nArguments may be integers or floats, and may be positive or negative."
	reduceDoc = "__reduce__() -> (cls, state)"
)
