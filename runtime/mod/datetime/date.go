// This file defines date: construction, text, comparison and arithmetic.

package datetime

import (
	"encoding/binary"
	"fmt"
	"unsafe"

	"adder/runtime/internal/calendar"
	"adder/runtime/py"
)

// date is a date, and the first part of a datetime.
type date struct {
	py.Header
	hash       int64 // 0: not computed
	year       uint16
	month, day uint8
}

// dateSub is an instance of a subclass.
type dateSub struct {
	date
	py.Ext
}

func asDate(v value) *date { return (*date)(v.Ptr()) }

func isDate(v value) bool { return v.Type() == dateType || py.IsInstance(v, dateType) }

// isPlainDate tells of a date that is no datetime.
func isPlainDate(v value) bool { return isDate(v) && !isDatetime(v) }

func allocDate(typ *py.Type) value {
	if typ == dateType {
		d := &date{}
		d.SetType(typ)
		return d.V()
	}
	d := &dateSub{}
	d.SetType(typ)
	return d.V()
}

func checkDate(year, month, day int) *excp {
	switch {
	case year < calendar.MinYear || year > calendar.MaxYear:
		return yearRange(year)
	case month < 1 || month > 12:
		return py.ValueErrorf("month must be in 1..12, not %d", month)
	case day < 1 || day > calendar.DaysInMonth(year, month):
		return py.ValueErrorf("day %d must be in range 1..%d for month %d in year %d", day, calendar.DaysInMonth(year, month), month, year)
	}
	return nil
}

func yearRange(year int) *excp {
	return py.ValueErrorf("year must be in %d..%d, not %d", calendar.MinYear, calendar.MaxYear, year)
}

// newDate makes an instance of date or a subclass without calling the latter's constructor.
func newDate(typ *py.Type, year, month, day int) (value, *excp) {
	if exc := checkDate(year, month, day); exc != nil {
		return value{}, exc
	}
	v := py.AllocOf(typ)
	d := asDate(v)
	d.year, d.month, d.day = uint16(year), uint8(month), uint8(day)
	return v, nil
}

// makeDate makes an instance of a class, through its constructor if that may be its own.
func makeDate(t *thread, class *py.Type, year, month, day int) (value, *excp) {
	switch class {
	case dateType:
		return newDate(class, year, month, day)
	case datetimeType:
		return newMoment(class, year, month, day, clock{})
	}
	return py.Call3(t, class.V(), integer(year), integer(month), integer(day))
}

var dateParams = params{names: []string{"year", "month", "day"}, required: 3, positional: 3}

func dateNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	if len(args)-len(kw) == 1 {
		state, exc := pickled(args[0], 4, 2, sensibleMonth, "date")
		if exc != nil {
			return value{}, exc
		}
		if state != "" {
			v := py.AllocOf(typ)
			asDate(v).setState(state)
			return v, nil
		}
	}
	var n [3]int
	if exc := dateParams.bind(args, kw, func(i int, v value) (exc *excp) {
		n[i], exc = cInt(t, v)
		return exc
	}); exc != nil {
		return value{}, exc
	}
	return newDate(typ, n[0], n[1], n[2])
}

func sensibleMonth(b byte) bool { return b >= 1 && b <= 12 }

// pickled returns the state that an argument of a constructor is: bytes, or a str of as many characters
// of Latin-1, of which one is checked. It returns "" if it is none.
func pickled(v value, size, at int, sensible func(b byte) bool, name string) (string, *excp) {
	switch {
	case v.IsBytes():
		if s := py.AsBytes(v).String(); len(s) == size && sensible(s[at]) {
			return s, nil
		}
	case v.IsStr():
		s := py.AsStr(v)
		if s.Len() != size || s.At(at) > 0xff || !sensible(byte(s.At(at))) {
			return "", nil
		}
		if s.Kind() != 1 {
			return "", py.ValueErrorf("Failed to encode latin1 string when unpickling a %s object. pickle.load(data, encoding='latin1') is assumed.", name)
		}
		return s.Raw(), nil
	}
	return "", nil
}

func (d *date) setState(s string) {
	d.year, d.month, d.day = uint16(s[0])<<8|uint16(s[1]), s[2], s[3]
}

func (d *date) state() []byte {
	b := binary.BigEndian.AppendUint16(make([]byte, 0, 10), d.year)
	return append(b, d.month, d.day)
}

func (d *date) ordinal() int { return calendar.Ordinal(int(d.year), int(d.month), int(d.day)) }

// key orders dates.
func (d *date) key() int { return int(d.year)<<9 | int(d.month)<<5 | int(d.day) }

func (d *date) text() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

func dateISOFormat(t *thread, self value) (value, *excp) { return py.StrV(asDate(self).text()), nil }

func dateRepr(t *thread, self value) (value, *excp) {
	d := asDate(self)
	return py.StrV(fmt.Sprintf("%s(%d, %d, %d)", py.TypeName(self), d.year, d.month, d.day)), nil
}

// dateStr is str(), which calls an isoformat that a subclass may have.
func dateStr(t *thread, self value) (value, *excp) {
	if self.Type() == dateType {
		return dateISOFormat(t, self)
	}
	return py.CallMethod(t, self, py.Intern("isoformat"))
}

func dateHash(t *thread, self value) (int64, *excp) {
	d := asDate(self)
	if d.hash == 0 {
		d.hash = py.NewBytes(d.state()).Hash()
	}
	return d.hash, nil
}

func dateCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if !isPlainDate(b) {
		return py.NotImplemented, nil
	}
	return ordered(asDate(a).key()-asDate(b).key(), op), nil
}

// shift returns the date sign*delta later.
func (d *date) shift(t *thread, delta *delta, sign int) (value, *excp) {
	n := d.ordinal() + sign*int(delta.days)
	if n < 1 || n > calendar.MaxOrdinal {
		return value{}, outOfRange()
	}
	year, month, day := calendar.FromOrdinal(n)
	return makeDate(t, d.Type(), year, month, day)
}

func outOfRange() *excp { return py.OverflowErrorf("date value out of range") }

func dateAdd(t *thread, a, b value) (value, *excp) {
	switch {
	case isDatetime(a) || isDatetime(b):
	case isDate(a) && isDelta(b):
		return asDate(a).shift(t, asDelta(b), 1)
	case isDelta(a) && isDate(b):
		return asDate(b).shift(t, asDelta(a), 1)
	}
	return py.NotImplemented, nil
}

func dateSubtract(t *thread, a, b value) (value, *excp) {
	switch {
	case isDatetime(a) || isDatetime(b) || !isDate(a):
	case isDate(b):
		return deltaOf(asDate(a).ordinal()-asDate(b).ordinal(), 0, 0, deltaType)
	case isDelta(b):
		return asDate(a).shift(t, asDelta(b), -1)
	}
	return py.NotImplemented, nil
}

func dateReduce(t *thread, self value) (value, *excp) {
	return py.NewTuple(self.Type().V(), py.NewTuple(py.BytesV(asDate(self).state())).V()).V(), nil
}

func defineDate() {
	slots := py.Slots{New: dateNew, Repr: dateRepr, Str: dateStr, Hash: dateHash, Compare: dateCompare}
	slots.Binary[py.OpAdd], slots.Binary[py.OpSub] = dateAdd, dateSubtract
	py.Define(dateType, &py.StaticType{Name: "datetime.date", Flags: py.BaseType, Doc: "date(year, month, day) --> date object",
		Alloc: allocDate, ExtOffset: unsafe.Offsetof(dateSub{}.Ext), Slots: slots, Methods: dateMethods(),
		GetSet: []py.GetSet{
			field("year", func(v value) int { return int(asDate(v).year) }),
			field("month", func(v value) int { return int(asDate(v).month) }),
			field("day", func(v value) int { return int(asDate(v).day) }),
		},
		Attrs: func(typ *py.Type) {
			least, _ := newDate(dateType, calendar.MinYear, 1, 1)
			most, _ := newDate(dateType, calendar.MaxYear, 12, 31)
			constants(typ, least, most, newDelta(1, 0, 0))
		}})
}

// field makes a read-only attribute.
func field(name string, get func(v value) int) py.GetSet {
	return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) { return integer(get(self)), nil }}
}
