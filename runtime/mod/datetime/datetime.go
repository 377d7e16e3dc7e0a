// This file defines datetime: construction, text, comparison and arithmetic.

package datetime

import (
	"fmt"
	"unsafe"

	"adder/runtime/internal/calendar"
	"adder/runtime/py"
)

// moment is a datetime.
type moment struct {
	date
	clock
}

// momentSub is an instance of a subclass.
type momentSub struct {
	moment
	py.Ext
}

func asMoment(v value) *moment { return (*moment)(v.Ptr()) }

func isDatetime(v value) bool { return v.Type() == datetimeType || py.IsInstance(v, datetimeType) }

func (m *moment) v() value { return m.date.V() }

func allocMoment(typ *py.Type) value {
	if typ == datetimeType {
		m := &moment{}
		m.SetType(typ)
		return m.v()
	}
	m := &momentSub{}
	m.SetType(typ)
	return m.v()
}

// newMoment makes an instance of datetime or a subclass without calling the latter's constructor.
func newMoment(typ *py.Type, year, month, day int, c clock) (value, *excp) {
	if exc := checkDate(year, month, day); exc != nil {
		return value{}, exc
	}
	v := py.AllocOf(typ)
	m := asMoment(v)
	m.year, m.month, m.day, m.clock = uint16(year), uint8(month), uint8(day), c
	return v, nil
}

// parts are the fields of a datetime that is to be made: year, month, day, hour, minute, second,
// microsecond.
type parts [7]int

// makeMoment makes an instance of a class, through the constructor of a subclass.
func makeMoment(t *thread, class *py.Type, n parts, fold int, zone value) (value, *excp) {
	if class == datetimeType {
		if exc := checkDate(n[0], n[1], n[2]); exc != nil {
			return value{}, exc
		}
		c, exc := newClock(n[3], n[4], n[5], n[6], fold, zone)
		if exc != nil {
			return value{}, exc
		}
		return newMoment(class, n[0], n[1], n[2], c)
	}
	var args [8]value
	for i, k := range n {
		args[i] = integer(k)
	}
	args[7] = orNone(zone)
	v, exc := py.Call(t, class.V(), args[:], nil)
	if exc == nil && isDatetime(v) {
		asMoment(v).fold = uint8(fold)
	}
	return v, exc
}

var datetimeParams = params{required: 3, positional: 8,
	names: []string{"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"}}

func datetimeNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if n := len(args) - len(kw); n == 1 || n == 2 {
		state, exc := pickled(args[0], 10, 2, func(b byte) bool { return sensibleMonth(b & 0x7f) }, "datetime")
		if exc != nil {
			return value{}, exc
		}
		if state != "" {
			return restored(typ, state, args[:n])
		}
	}
	var n [9]int
	zone := py.None
	if exc := datetimeParams.bind(args, kw, func(i int, v value) (exc *excp) {
		if i == 7 {
			zone = v
			return nil
		}
		n[i], exc = cInt(t, v)
		return exc
	}); exc != nil {
		return value{}, exc
	}
	if exc := checkDate(n[0], n[1], n[2]); exc != nil {
		return value{}, exc
	}
	c, exc := newClock(n[3], n[4], n[5], n[6], n[8], value{})
	if exc != nil {
		return value{}, exc
	}
	if c.zone, exc = zoneArg(zone); exc != nil {
		return value{}, exc
	}
	return newMoment(typ, n[0], n[1], n[2], c)
}

// restored makes an instance of a pickled state.
func restored(typ *py.Type, state string, args []value) (value, *excp) {
	zone, exc := stateZone(args)
	if exc != nil {
		return value{}, exc
	}
	v := py.AllocOf(typ)
	m := asMoment(v)
	m.date.setState(state[:4])
	m.clock.setState(state[4:])
	m.zone = zone
	m.fold, m.month = m.month>>7, m.month&0x7f
	return v, nil
}

func datetimeRepr(t *thread, self value) (value, *excp) {
	m := asMoment(self)
	s := fmt.Sprintf("%s(%d, %d, %d, %d, %d", py.TypeName(self), m.year, m.month, m.day, m.hour, m.minute)
	if m.micro != 0 {
		s += fmt.Sprintf(", %d, %d", m.second, m.micro)
	} else if m.second != 0 {
		s += fmt.Sprintf(", %d", m.second)
	}
	zone, exc := m.zoneText(t)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV(s + m.foldText() + zone + ")"), nil
}

func datetimeStr(t *thread, self value) (value, *excp) {
	return py.CallMethod(t, self, py.Intern("isoformat"), py.StrV(" "))
}

func (m *moment) state() []byte { return m.appendState(m.date.state()) }

func datetimeHash(t *thread, self value) (int64, *excp) {
	m := asMoment(self)
	if m.hash != 0 {
		return m.hash, nil
	}
	arg := self
	if m.fold != 0 {
		arg = m.folded(0)
	}
	offset, exc := offsetOf(t, m.zone, nameUTCOffset, arg)
	if exc != nil {
		return 0, exc
	}
	if offset == nil {
		m.hash = py.NewBytes(m.state()).Hash()
		return m.hash, nil
	}
	d, exc := deltaOf(m.ordinal()-int(offset.days), m.seconds()-int(offset.seconds), int(m.micro)-int(offset.micros), deltaType)
	if exc != nil {
		return 0, exc
	}
	m.hash, exc = deltaHash(t, d)
	return m.hash, exc
}

// folded returns the same time with another fold.
func (m *moment) folded(fold uint8) value {
	v := py.AllocOf(m.date.Type())
	o := asMoment(v)
	o.year, o.month, o.day, o.clock = m.year, m.month, m.day, m.clock
	o.fold = fold
	return v
}

// compare orders by date and time, whatever the offsets.
func (m *moment) compare(o *moment) int {
	if d := m.date.key() - o.date.key(); d != 0 {
		return d
	}
	return m.clock.key() - o.clock.key()
}

func datetimeCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if !isDatetime(b) {
		return py.NotImplemented, nil
	}
	x, y := asMoment(a), asMoment(b)
	if sameZone(x.zone, y.zone) {
		return ordered(x.compare(y), op), nil
	}
	xo, exc := offsetOf(t, x.zone, nameUTCOffset, a)
	if exc != nil {
		return value{}, exc
	}
	yo, exc := offsetOf(t, y.zone, nameUTCOffset, b)
	if exc != nil {
		return value{}, exc
	}
	diff := 0
	switch {
	case sameOffset(xo, yo):
		diff = x.compare(y)
	case xo == nil || yo == nil:
		return mixed(op, "datetimes")
	default:
		v, exc := x.since(t, y)
		if exc != nil {
			return value{}, exc
		}
		diff = asDelta(v).compare(&delta{})
	}
	if diff == 0 && (op == py.EQ || op == py.NE) {
		// PEP 495: a time whose offset depends on the fold equals none in another time zone.
		ambiguous, exc := x.ambiguous(t, xo)
		if exc == nil && !ambiguous {
			ambiguous, exc = y.ambiguous(t, yo)
		}
		if exc != nil {
			return value{}, exc
		}
		if ambiguous {
			diff = 1
		}
	}
	return ordered(diff, op), nil
}

// ambiguous tells whether the other fold has another offset.
func (m *moment) ambiguous(t *thread, offset *delta) (bool, *excp) {
	if m.zone.IsUnbound() || m.zone.Type() == zoneType {
		return false, nil
	}
	other, exc := offsetOf(t, m.zone, nameUTCOffset, m.folded(1-m.fold))
	return !sameOffset(other, offset), exc
}

// since returns m - o.
func (m *moment) since(t *thread, o *moment) (value, *excp) {
	var mo, oo *delta
	if !sameZone(m.zone, o.zone) {
		var exc *excp
		if mo, exc = offsetOf(t, m.zone, nameUTCOffset, m.v()); exc != nil {
			return value{}, exc
		}
		if oo, exc = offsetOf(t, o.zone, nameUTCOffset, o.v()); exc != nil {
			return value{}, exc
		}
		if (mo == nil) != (oo == nil) {
			return value{}, py.TypeErrorf("can't subtract offset-naive and offset-aware datetimes")
		}
	}
	days, seconds, micros := m.ordinal()-o.ordinal(), m.seconds()-o.seconds(), int(m.micro)-int(o.micro)
	if mo != nil {
		days -= int(mo.days) - int(oo.days)
		seconds -= int(mo.seconds) - int(oo.seconds)
		micros -= int(mo.micros) - int(oo.micros)
	}
	return deltaOf(days, seconds, micros, deltaType)
}

// shift returns the datetime sign*d later.
func (m *moment) shift(t *thread, d *delta, sign int) (value, *excp) {
	days, seconds, micros := m.ordinal()+sign*int(d.days), m.seconds()+sign*int(d.seconds), int(m.micro)+sign*int(d.micros)
	carry(&seconds, &micros, microsPerSecond)
	carry(&days, &seconds, secondsPerDay)
	if days < 1 || days > calendar.MaxOrdinal {
		return value{}, outOfRange()
	}
	year, month, day := calendar.FromOrdinal(days)
	return makeMoment(t, m.date.Type(), parts{year, month, day, seconds / 3600, seconds / 60 % 60, seconds % 60, micros}, 0, m.zone)
}

func datetimeAdd(t *thread, a, b value) (value, *excp) {
	switch {
	case isDatetime(a) && isDelta(b):
		return asMoment(a).shift(t, asDelta(b), 1)
	case isDelta(a) && isDatetime(b):
		return asMoment(b).shift(t, asDelta(a), 1)
	}
	return py.NotImplemented, nil
}

func datetimeSubtract(t *thread, a, b value) (value, *excp) {
	switch {
	case !isDatetime(a):
	case isDatetime(b):
		return asMoment(a).since(t, asMoment(b))
	case isDelta(b):
		return asMoment(a).shift(t, asDelta(b), -1)
	}
	return py.NotImplemented, nil
}

func datetimeReduceEx(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	exc := exactly(1, "datetime.", "__reduce_ex__", args, kw)
	if exc != nil {
		return value{}, exc
	}
	protocol, exc := cInt(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	return asMoment(self).reduce(protocol), nil
}

func (m *moment) reduce(protocol int) value {
	state := m.state()
	if protocol > 3 {
		state[2] |= m.fold << 7
	}
	return m.reduced(m.date.Type(), state)
}

func defineDatetime() {
	slots := py.Slots{New: datetimeNew, Repr: datetimeRepr, Str: datetimeStr, Hash: datetimeHash, Compare: datetimeCompare}
	slots.Binary[py.OpAdd], slots.Binary[py.OpSub] = datetimeAdd, datetimeSubtract
	py.Define(datetimeType, &py.StaticType{Name: "datetime.datetime", Base: dateType, Flags: py.BaseType,
		Doc:   "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, month and day arguments are required. tzinfo may be None, or an\ninstance of a tzinfo subclass. The remaining arguments may be ints.\n",
		Alloc: allocMoment, ExtOffset: unsafe.Offsetof(momentSub{}.Ext), Slots: slots, Methods: datetimeMethods(),
		GetSet: clockFields(func(v value) *clock { return &asMoment(v).clock }),
		Attrs: func(typ *py.Type) {
			least, _ := newMoment(datetimeType, calendar.MinYear, 1, 1, clock{})
			most, _ := newMoment(datetimeType, calendar.MaxYear, 12, 31, clock{hour: 23, minute: 59, second: 59, micro: 999999})
			constants(typ, least, most, newDelta(0, 0, 1))
		}})
}
