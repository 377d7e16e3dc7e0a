// This file defines timezone, a fixed offset from UTC.

package datetime

import (
	"fmt"

	"adder/runtime/py"
)

// zone is a timezone.
type zone struct {
	py.Header
	offset value // a timedelta
	name   value // unbound: made of the offset
}

func asZone(v value) *zone { return (*zone)(v.Ptr()) }

func makeZone(offset, name value) value {
	z := &zone{offset: offset, name: name}
	z.SetType(zoneType)
	return z.V()
}

// newZone makes a timezone; that without an offset and name is utc.
func newZone(t *thread, offset, name value) (value, *excp) {
	if name.IsUnbound() && asDelta(offset).isZero() {
		return utc, nil
	}
	if exc := checkOffset(t, offset); exc != nil {
		return value{}, exc
	}
	return makeZone(offset, name), nil
}

var zoneParams = params{fn: "timezone", names: []string{"offset", "name"}, required: 1, positional: 2}

func zoneNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	var offset, name value
	exc := zoneParams.bind(args, kw, func(i int, v value) *excp {
		if i == 1 {
			name = v
			_, exc := text("timezone", 2, v)
			return exc
		}
		if !isDelta(v) {
			return py.TypeErrorf("timezone() argument 1 must be datetime.timedelta, not %s", kind(v))
		}
		offset = v
		return nil
	})
	if exc != nil {
		return value{}, exc
	}
	return newZone(t, offset, name)
}

func zoneRepr(t *thread, self value) (value, *excp) {
	if py.Is(self, utc) {
		return py.StrV("datetime.timezone.utc"), nil
	}
	z := asZone(self)
	r, exc := py.Repr(t, z.offset)
	if exc != nil {
		return value{}, exc
	}
	text := py.TypeName(self) + "(" + r.String()
	if z.name.Bound() {
		if r, exc = py.Repr(t, z.name); exc != nil {
			return value{}, exc
		}
		text += ", " + r.String()
	}
	return py.StrV(text + ")"), nil
}

// text is the name, by default of the form UTC+HH:MM.
func (z *zone) text() value {
	if z.name.Bound() {
		return z.name
	}
	d := asDelta(z.offset)
	if d.isZero() {
		return py.StrV("UTC")
	}
	return py.StrV("UTC" + d.offsetText(":"))
}

// offsetText writes a duration as an offset from UTC: ±HH, sep, MM, with seconds and microseconds if
// there are some.
func (d *delta) offsetText(sep string) string {
	micros := (int64(d.days)*secondsPerDay+int64(d.seconds))*microsPerSecond + int64(d.micros)
	sign := '+'
	if micros < 0 {
		sign, micros = '-', -micros
	}
	seconds := micros / microsPerSecond
	micros %= microsPerSecond
	s := fmt.Sprintf("%c%02d%s%02d", sign, seconds/3600, sep, seconds/60%60)
	if seconds%60 != 0 || micros != 0 {
		s += fmt.Sprintf("%s%02d", sep, seconds%60)
	}
	if micros != 0 {
		s += fmt.Sprintf(".%06d", micros)
	}
	return s
}

func zoneCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if op != py.EQ && op != py.NE || b.Type() != zoneType {
		return py.NotImplemented, nil
	}
	return deltaCompare(t, asZone(a).offset, asZone(b).offset, op)
}

func defineZone() {
	about := func(name, doc string, of func(z *zone) value) method {
		return method{Name: name, Sig: "(object, /)", Doc: doc, F1: func(t *thread, self, dt value) (value, *excp) {
			if !dt.IsNone() && !isDatetime(dt) {
				return value{}, py.TypeErrorf("%s(dt) argument must be a datetime instance or None, not %s", name, py.TypeName(dt))
			}
			return of(asZone(self)), nil
		}}
	}
	py.Define(zoneType, &py.StaticType{Name: "datetime.timezone", Base: tzinfoType, Doc: "Fixed offset from UTC implementation of tzinfo.",
		Slots: py.Slots{New: zoneNew, Repr: zoneRepr, Compare: zoneCompare,
			Str:  func(t *thread, self value) (value, *excp) { return asZone(self).text(), nil },
			Hash: func(t *thread, self value) (int64, *excp) { return deltaHash(t, asZone(self).offset) }},
		Methods: []method{
			about("tzname", "If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.", (*zone).text),
			about("utcoffset", "Return fixed offset.", func(z *zone) value { return z.offset }),
			about("dst", "Return None.", func(z *zone) value { return py.None }),
			{Name: "fromutc", Sig: "(object, /)", Doc: fromUTCDoc, F1: func(t *thread, self, v value) (value, *excp) {
				m, exc := ownMoment(self, v)
				if exc != nil {
					return value{}, exc
				}
				return m.shift(t, asDelta(asZone(self).offset), 1)
			}},
			{Name: "__getinitargs__", Sig: "()", Doc: "pickle support", F0: func(t *thread, self value) (value, *excp) {
				z := asZone(self)
				if z.name.IsUnbound() {
					return py.NewTuple(z.offset).V(), nil
				}
				return py.NewTuple(z.offset, z.name).V(), nil
			}},
		},
		Attrs: func(typ *py.Type) {
			const limit = 23*3600 + 59*60
			typ.Dict.SetStr(py.Intern("utc"), utc)
			typ.Dict.SetStr(py.Intern("min"), makeZone(newDelta(-1, secondsPerDay-limit, 0), value{}))
			typ.Dict.SetStr(py.Intern("max"), makeZone(newDelta(0, limit, 0), value{}))
		}})
}
