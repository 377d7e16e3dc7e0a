// This file defines tzinfo, and asks time zones for offsets and names.

package datetime

import (
	"unsafe"

	"adder/runtime/py"
)

// zoneInfo is an instance of tzinfo or a subclass.
type zoneInfo struct {
	py.Header
	py.Ext
}

func isTzinfo(v value) bool { return py.IsInstance(v, tzinfoType) }

// zoneArg checks an argument that must be a time zone or None, which it turns into an unbound value.
func zoneArg(v value) (value, *excp) {
	switch {
	case v.IsNone():
		return value{}, nil
	case isTzinfo(v):
		return v, nil
	}
	return value{}, py.TypeErrorf("tzinfo argument must be None or of a tzinfo subclass, not type '%s'", py.TypeName(v))
}

// orNone is the reverse: None for no time zone.
func orNone(v value) value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

var (
	nameUTCOffset = py.Intern("utcoffset")
	nameDST       = py.Intern("dst")
	nameTzname    = py.Intern("tzname")
	nameFromUTC   = py.Intern("fromutc")
)

// offsetOf calls utcoffset or dst of a time zone, which may be unbound: nil is None.
func offsetOf(t *thread, zone value, name *py.Str, arg value) (*delta, *excp) {
	if zone.IsUnbound() {
		return nil, nil
	}
	if zone.Type() == zoneType && (arg.IsNone() || isDatetime(arg)) {
		if name == nameDST {
			return nil, nil
		}
		return asDelta(asZone(zone).offset), nil
	}
	v, exc := py.CallMethod(t, zone, name, arg)
	switch {
	case exc != nil || v.IsNone():
		return nil, exc
	case !isDelta(v):
		return nil, py.TypeErrorf("tzinfo.%s() must return None or timedelta, not '%s'", name.String(), py.TypeName(v))
	}
	return asDelta(v), checkOffset(t, v)
}

// checkOffset checks that an offset is less than a day.
func checkOffset(t *thread, v value) *excp {
	if d := asDelta(v); d.days == -1 && (d.seconds != 0 || d.micros > 0) || d.days == 0 {
		return nil
	}
	r, exc := py.Repr(t, v)
	if exc != nil {
		return exc
	}
	return py.ValueErrorf("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %s", r.String())
}

// deltaOrNone is the reverse of what offsetOf does with None.
func deltaOrNone(d *delta) value {
	if d == nil {
		return py.None
	}
	return d.V()
}

// zoneName calls tzname: a str or None.
func zoneName(t *thread, zone, arg value) (value, *excp) {
	if zone.IsUnbound() {
		return py.None, nil
	}
	v, exc := py.CallMethod(t, zone, nameTzname, arg)
	if exc != nil || v.IsNone() || v.IsStr() {
		return v, exc
	}
	return value{}, py.TypeErrorf("tzinfo.tzname() must return None or a string, not '%s'", py.TypeName(v))
}

func defineTzinfo() {
	abstract := func(name, doc string) method {
		return method{Name: name, Sig: "(object, /)", Doc: doc, F1: func(t *thread, self, dt value) (value, *excp) {
			return value{}, py.Errorf(py.NotImplementedError, "a tzinfo subclass must implement %s()", name)
		}}
	}
	py.Define(tzinfoType, &py.StaticType{Name: "datetime.tzinfo", Flags: py.BaseType, Doc: "Abstract base class for time zone info objects.",
		Alloc: func(typ *py.Type) value {
			z := &zoneInfo{}
			z.SetType(typ)
			return z.V()
		},
		ExtOffset: unsafe.Offsetof(zoneInfo{}.Ext),
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			return py.AllocOf(typ), nil
		}, Init: func(t *thread, self value, args []value, kw []*py.Str) *excp { return nil }},
		Methods: []method{
			abstract("tzname", "datetime -> string name of time zone."),
			abstract("utcoffset", "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"),
			abstract("dst", "datetime -> DST offset as timedelta positive east of UTC."),
			{Name: "fromutc", Sig: "(object, /)", Doc: fromUTCDoc, F1: fromUTC},
			{Name: "__reduce__", Sig: "()", Doc: "-> (cls, state)", F0: tzinfoReduce},
		}})
}

const fromUTCDoc = "datetime in UTC -> datetime in local time."

// ownMoment checks that an argument of fromutc is a datetime of this time zone.
func ownMoment(self, v value) (*moment, *excp) {
	if !isDatetime(v) {
		return nil, py.TypeErrorf("fromutc: argument must be a datetime")
	}
	m := asMoment(v)
	if m.zone.IsUnbound() || !py.Is(m.zone, self) {
		return nil, py.ValueErrorf("fromutc: dt.tzinfo is not self")
	}
	return m, nil
}

// fromUTC asks the time zone for its standard offset at the time in UTC, then for what daylight saving
// adds at the local standard time.
func fromUTC(t *thread, self, v value) (value, *excp) {
	m, exc := ownMoment(self, v)
	if exc != nil {
		return value{}, exc
	}
	offset, exc := offsetOf(t, m.zone, nameUTCOffset, v)
	if exc != nil {
		return value{}, exc
	}
	if offset == nil {
		return value{}, py.ValueErrorf("fromutc: non-None utcoffset() result required")
	}
	dst, exc := offsetOf(t, m.zone, nameDST, v)
	if exc != nil {
		return value{}, exc
	}
	if dst == nil {
		return value{}, py.ValueErrorf("fromutc: non-None dst() result required")
	}
	standard, exc := offset.plus(dst, -1)
	if exc != nil {
		return value{}, exc
	}
	result, exc := m.shift(t, asDelta(standard), 1)
	if exc != nil {
		return value{}, exc
	}
	if dst, exc = offsetOf(t, m.zone, nameDST, result); exc != nil {
		return value{}, exc
	}
	if dst == nil {
		return value{}, py.ValueErrorf("fromutc: tz.dst() gave inconsistent results; cannot convert")
	}
	if dst.isZero() {
		return result, nil
	}
	return asMoment(result).shift(t, dst, 1)
}

func tzinfoReduce(t *thread, self value) (value, *excp) {
	args := py.NewTuple().V()
	get, exc := py.LookupAttr(t, self, py.Intern("__getinitargs__"))
	if exc != nil {
		return value{}, exc
	}
	if get.Bound() {
		if args, exc = py.Call0(t, get); exc != nil {
			return value{}, exc
		}
	}
	state, exc := py.CallMethod(t, self, py.Intern("__getstate__"))
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(self.Type().V(), args, state).V(), nil
}
