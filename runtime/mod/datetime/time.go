// This file defines time.

package datetime

import (
	"fmt"
	"unsafe"

	"adder/runtime/internal/calendar"
	"adder/runtime/py"
)

// timeObject is a time.
type timeObject struct {
	py.Header
	hash int64 // 0: not computed
	clock
}

// timeSub is an instance of a subclass.
type timeSub struct {
	timeObject
	py.Ext
}

func asTime(v value) *timeObject { return (*timeObject)(v.Ptr()) }

func isTime(v value) bool { return v.Type() == timeType || py.IsInstance(v, timeType) }

func allocTime(typ *py.Type) value {
	if typ == timeType {
		x := &timeObject{}
		x.SetType(typ)
		return x.V()
	}
	x := &timeSub{}
	x.SetType(typ)
	return x.V()
}

func newTime(typ *py.Type, c clock) value {
	v := py.AllocOf(typ)
	asTime(v).clock = c
	return v
}

// makeTime makes an instance of a class, through the constructor of a subclass.
func makeTime(t *thread, class *py.Type, hour, minute, second, micro, fold int, zone value) (value, *excp) {
	if class == timeType {
		c, exc := newClock(hour, minute, second, micro, fold, zone)
		if exc != nil {
			return value{}, exc
		}
		return newTime(class, c), nil
	}
	v, exc := py.Call(t, class.V(), []value{integer(hour), integer(minute), integer(second), integer(micro), orNone(zone)}, nil)
	if exc == nil && isTime(v) {
		asTime(v).fold = uint8(fold)
	}
	return v, exc
}

var timeParams = params{names: []string{"hour", "minute", "second", "microsecond", "tzinfo", "fold"}, positional: 5}

func timeNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if n := len(args) - len(kw); n == 1 || n == 2 {
		state, exc := pickled(args[0], 6, 0, func(b byte) bool { return b&0x7f < 24 }, "time")
		if exc != nil {
			return value{}, exc
		}
		if state != "" {
			zone, exc := stateZone(args[:n])
			if exc != nil {
				return value{}, exc
			}
			v := newTime(typ, clock{zone: zone})
			c := &asTime(v).clock
			c.setState(state)
			c.fold, c.hour = c.hour>>7, c.hour&0x7f
			return v, nil
		}
	}
	var n [6]int
	zone := py.None
	if exc := timeParams.bind(args, kw, func(i int, v value) (exc *excp) {
		if i == 4 {
			zone = v
			return nil
		}
		n[i], exc = cInt(t, v)
		return exc
	}); exc != nil {
		return value{}, exc
	}
	if exc := checkTime(n[0], n[1], n[2], n[3], n[5]); exc != nil {
		return value{}, exc
	}
	zone, exc := zoneArg(zone)
	if exc != nil {
		return value{}, exc
	}
	c, _ := newClock(n[0], n[1], n[2], n[3], n[5], zone)
	return newTime(typ, c), nil
}

func timeRepr(t *thread, self value) (value, *excp) {
	c := &asTime(self).clock
	s := fmt.Sprintf("%s(%d, %d", py.TypeName(self), c.hour, c.minute)
	if c.micro != 0 {
		s += fmt.Sprintf(", %d, %d", c.second, c.micro)
	} else if c.second != 0 {
		s += fmt.Sprintf(", %d", c.second)
	}
	zone, exc := c.zoneText(t)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV(s + zone + c.foldText() + ")"), nil
}

func timeStr(t *thread, self value) (value, *excp) {
	return py.CallMethod(t, self, py.Intern("isoformat"))
}

func timeHash(t *thread, self value) (int64, *excp) {
	x := asTime(self)
	if x.hash != 0 {
		return x.hash, nil
	}
	offset, exc := offsetOf(t, x.zone, nameUTCOffset, py.None)
	if exc != nil {
		return 0, exc
	}
	if offset == nil {
		x.hash = py.NewBytes(x.appendState(nil)).Hash()
		return x.hash, nil
	}
	d, exc := deltaOf(-int(offset.days), x.seconds()-int(offset.seconds), int(x.micro)-int(offset.micros), deltaType)
	if exc != nil {
		return 0, exc
	}
	x.hash, exc = deltaHash(t, d)
	return x.hash, exc
}

// sameOffset tells whether two offsets are equal, or both None.
func sameOffset(a, b *delta) bool {
	return a == b || a != nil && b != nil && a.compare(b) == 0
}

// mixed is the result of comparing what has an offset with what has none.
func mixed(op py.CmpOp, what string) (value, *excp) {
	if op == py.EQ || op == py.NE {
		return py.Bool(op == py.NE), nil
	}
	return value{}, py.TypeErrorf("can't compare offset-naive and offset-aware %s", what)
}

func sameZone(a, b value) bool { return a.Ptr() == b.Ptr() }

func timeCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if !isTime(b) {
		return py.NotImplemented, nil
	}
	x, y := asTime(a), asTime(b)
	if sameZone(x.zone, y.zone) {
		return ordered(x.key()-y.key(), op), nil
	}
	xo, exc := offsetOf(t, x.zone, nameUTCOffset, py.None)
	if exc != nil {
		return value{}, exc
	}
	yo, exc := offsetOf(t, y.zone, nameUTCOffset, py.None)
	if exc != nil {
		return value{}, exc
	}
	switch {
	case sameOffset(xo, yo):
		return ordered(x.key()-y.key(), op), nil
	case xo == nil || yo == nil:
		return mixed(op, "times")
	}
	diff := x.seconds() - xo.wholeSeconds() - (y.seconds() - yo.wholeSeconds())
	if diff == 0 {
		diff = int(x.micro) - int(y.micro)
	}
	return ordered(diff, op), nil
}

func (d *delta) wholeSeconds() int { return int(d.days)*secondsPerDay + int(d.seconds) }

var timeISOParams = params{fn: "isoformat", names: []string{"timespec"}, positional: 1}

func timeISOFormat(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	spec := "auto"
	exc := timeISOParams.bind(args, kw, func(i int, v value) (exc *excp) {
		spec, exc = utf8(t, "isoformat", 1, v)
		return exc
	})
	if exc != nil {
		return value{}, exc
	}
	s, exc := asTime(self).isoText(t, spec, py.None)
	if exc != nil {
		return value{}, exc
	}
	return py.StrV(s), nil
}

func timeStrftime(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	format, exc := formatArg(args, kw)
	if exc != nil {
		return value{}, exc
	}
	c := &asTime(self).clock
	f := formatter{t: t, zone: c.zone, zoneArg: py.None, micros: int(c.micro)}
	f.tuple = py.NewTuple(integer(1900), integer(1), integer(1), integer(int(c.hour)), integer(int(c.minute)), integer(int(c.second)),
		integer(0), integer(1), integer(-1)).V()
	return f.format(format)
}

const timeReplaceSig = "(hour=unchanged, minute=unchanged, second=unchanged,\n        microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)"

func timeReplace(t *thread, self value, a []value) (value, *excp) {
	c := &asTime(self).clock
	n := [6]int{int(c.hour), int(c.minute), int(c.second), int(c.micro), 0, int(c.fold)}
	if exc := replaced(t, n[:4], a[:4]); exc != nil {
		return value{}, exc
	}
	if exc := replaced(t, n[5:], a[5:]); exc != nil {
		return value{}, exc
	}
	if exc := checkTime(0, 0, 0, 0, n[5]); exc != nil {
		return value{}, exc
	}
	zone := c.zone
	if a[4].Bound() {
		var exc *excp
		if exc = checkTime(n[0], n[1], n[2], n[3], 0); self.Type() == timeType && exc != nil {
			return value{}, exc
		}
		if zone, exc = zoneArg(a[4]); exc != nil && self.Type() == timeType {
			return value{}, exc
		} else if exc != nil {
			zone = a[4]
		}
	}
	return makeTime(t, self.Type(), n[0], n[1], n[2], n[3], n[5], zone)
}

func timeFromISO(t *thread, class, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, notISOText()
	}
	s, ok := plainText(py.AsStr(v))
	if !ok {
		return value{}, invalidISO(t, v)
	}
	if s != "" && s[0] == 'T' {
		s = s[1:]
	}
	c, ok := calendar.ParseTime(s)
	if !ok {
		return value{}, invalidISO(t, v)
	}
	if c.Hour == 24 {
		if c.Minute != 0 || c.Second != 0 || c.Micro != 0 {
			return value{}, midnightParts()
		}
		c.Hour = 0
	}
	zone, exc := parsedZone(t, &c)
	if exc != nil {
		return value{}, exc
	}
	return makeTime(t, py.AsType(class), c.Hour, c.Minute, c.Second, c.Micro, 0, zone)
}

func midnightParts() *excp {
	return py.ValueErrorf("minute, second, and microsecond must be 0 when hour is 24")
}

// parsedZone makes the time zone of a time that was read.
func parsedZone(t *thread, c *calendar.Clock) (value, *excp) {
	switch {
	case !c.HasOffset:
		return value{}, nil
	case c.Offset == 0:
		return utc, nil
	}
	offset, exc := deltaOf(0, c.Offset, c.OffsetMicro, deltaType)
	if exc != nil {
		return value{}, exc
	}
	return newZone(t, offset, value{})
}

// timeReduceEx keeps the fold from protocol 4 on.
func timeReduceEx(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	exc := exactly(1, "time.", "__reduce_ex__", args, kw)
	if exc != nil {
		return value{}, exc
	}
	protocol, exc := cInt(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	return asTime(self).reduce(protocol), nil
}

func (x *timeObject) reduce(protocol int) value {
	state := x.appendState(nil)
	if protocol > 3 {
		state[0] |= x.fold << 7
	}
	return x.reduced(x.Type(), state)
}

func defineTime() {
	of := func(v value) *clock { return &asTime(v).clock }
	methods := []method{
		{Name: "strptime", Class: true, FK: strptime("_strptime_datetime_time"), Doc: "string, format -> new time parsed from a string (like time.strptime())."},
		{Name: "isoformat", FK: timeISOFormat, Doc: "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\nThe optional argument timespec specifies the number of additional terms\nof the time to include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.\n"},
		{Name: "strftime", FK: timeStrftime, Doc: "format -> strftime() style string."},
		{Name: "__format__", FK: format("time."), Doc: "Formats self with strftime."},
	}
	methods = append(methods, zoneMethods(of, func(value) value { return py.None })...)
	methods = append(methods, []method{
		{Name: "replace", Sig: timeReplaceSig, FN: timeReplace, Doc: "Return time with new specified fields."},
		{Name: "__replace__", Sig: "(**changes)", FK: replacing(&py.Signature{Text: timeReplaceSig}, timeReplace), Doc: "The same as replace()."},
		{Name: "fromisoformat", Sig: "(object, /)", Class: true, F1: timeFromISO, Doc: "string -> time from a string in ISO 8601 format"},
		{Name: "__reduce_ex__", FK: timeReduceEx, Doc: "__reduce_ex__(proto) -> (cls, state)"},
		{Name: "__reduce__", Sig: "()", Doc: reduceDoc, F0: func(t *thread, self value) (value, *excp) { return asTime(self).reduce(2), nil }},
	}...)
	py.Define(timeType, &py.StaticType{Name: "datetime.time", Flags: py.BaseType,
		Doc:   "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. tzinfo may be None, or an instance of\na tzinfo subclass. The remaining arguments may be ints.\n",
		Alloc: allocTime, ExtOffset: unsafe.Offsetof(timeSub{}.Ext), GetSet: clockFields(of), Methods: methods,
		Slots: py.Slots{New: timeNew, Repr: timeRepr, Str: timeStr, Hash: timeHash, Compare: timeCompare},
		Attrs: func(typ *py.Type) {
			constants(typ, newTime(timeType, clock{}), newTime(timeType, clock{hour: 23, minute: 59, second: 59, micro: 999999}), newDelta(0, 0, 1))
		}})
}
