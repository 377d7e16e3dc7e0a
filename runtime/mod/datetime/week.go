// This file defines IsoCalendarDate, the tuple that isocalendar() returns.

package datetime

import (
	"fmt"

	"adder/runtime/internal/calendar"
	"adder/runtime/py"
)

var weekParams = params{fn: "IsoCalendarDate", names: []string{"year", "week", "weekday"}, required: 3, positional: 3}

func newWeek(typ *py.Type, year, week, weekday int) value {
	x := &py.Tuple{Items: []value{integer(year), integer(week), integer(weekday)}}
	x.SetType(typ)
	return x.V()
}

func weekNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	var n [3]int
	if exc := weekParams.bind(args, kw, func(i int, v value) (exc *excp) {
		n[i], exc = asInt(t, v)
		return exc
	}); exc != nil {
		return value{}, exc
	}
	return newWeek(typ, n[0], n[1], n[2]), nil
}

func defineWeek() {
	item := func(name string, i int) py.GetSet {
		return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) { return py.AsTuple(self).Items[i], nil }}
	}
	py.Define(weekType, &py.StaticType{Name: "datetime.IsoCalendarDate", Base: py.TupleType,
		Doc: "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be accessed either as a tuple of\n  ((year, week, weekday)\nor via the object attributes as named in the above tuple.",
		Slots: py.Slots{New: weekNew, Repr: func(t *thread, self value) (value, *excp) {
			x := py.AsTuple(self).Items
			return py.StrV(fmt.Sprintf("%s(year=%d, week=%d, weekday=%d)", py.TypeName(self), x[0].Int64(), x[1].Int64(), x[2].Int64())), nil
		}},
		Methods: []method{{Name: "__reduce__", Sig: "()", Doc: reduceDoc, F0: func(t *thread, self value) (value, *excp) {
			plain := py.NewTuple(py.AsTuple(self).Items...).V()
			return py.NewTuple(py.TupleType.V(), py.NewTuple(plain).V()).V(), nil
		}}},
		GetSet: []py.GetSet{item("year", 0), item("week", 1), item("weekday", 2)}})
}

func dateISOCalendar(t *thread, self value) (value, *excp) {
	d := asDate(self)
	year, week, weekday := calendar.ISO(int(d.year), int(d.month), int(d.day))
	return newWeek(weekType, year, week, weekday), nil
}
