// Package datetime is the _datetime module: dates, times, durations and time zones.
//
// Objects keep their fields as small integers; instances of Python classes that derive from these
// types have the same structure with room for attributes behind it. Calendar arithmetic is in
// runtime/internal/calendar. The algorithms and the order of the checks are those of CPython's
// Modules/_datetimemodule.c.
package datetime

import (
	"adder/runtime/internal/calendar"
	"adder/runtime/internal/tz"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

// The types.
var (
	dateType     = &py.Type{Name: "date"}
	timeType     = &py.Type{Name: "time"}
	datetimeType = &py.Type{Name: "datetime"}
	deltaType    = &py.Type{Name: "timedelta"}
	tzinfoType   = &py.Type{Name: "tzinfo"}
	zoneType     = &py.Type{Name: "timezone"}
	weekType     = &py.Type{Name: "IsoCalendarDate"}
)

// utc is timezone.utc.
var utc value

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_datetime", Doc: "Fast implementation of the datetime module.", Exec: fill}
}

func fill(t *thread, m *py.Module) *excp {
	tz.Init()
	if utc.IsUnbound() {
		defineDelta()
		defineTzinfo()
		defineZone()
		defineWeek()
		defineDate()
		defineTime()
		defineDatetime()
		utc = makeZone(newDelta(0, 0, 0), value{})
	}
	for _, typ := range []*py.Type{dateType, datetimeType, timeType, deltaType, tzinfoType, zoneType} {
		m.Dict.SetStr(py.Intern(typ.Name), typ.V())
	}
	m.Dict.SetStr(py.Intern("MINYEAR"), py.Int(calendar.MinYear))
	m.Dict.SetStr(py.Intern("MAXYEAR"), py.Int(calendar.MaxYear))
	m.Dict.SetStr(py.Intern("UTC"), utc)
	return nil
}

func integer(n int) value { return py.Int(int64(n)) }

// constants sets min, max and resolution of a type.
func constants(typ *py.Type, least, most, resolution value) {
	typ.Dict.SetStr(py.Intern("min"), least)
	typ.Dict.SetStr(py.Intern("max"), most)
	typ.Dict.SetStr(py.Intern("resolution"), resolution)
}

// ordered is the result of a comparison whose operands compare as sign to 0.
func ordered(sign int, op py.CmpOp) value {
	switch op {
	case py.LT:
		return py.Bool(sign < 0)
	case py.LE:
		return py.Bool(sign <= 0)
	case py.EQ:
		return py.Bool(sign == 0)
	case py.NE:
		return py.Bool(sign != 0)
	case py.GT:
		return py.Bool(sign > 0)
	}
	return py.Bool(sign >= 0)
}
