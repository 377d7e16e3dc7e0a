// This file holds the methods of date.

package datetime

import (
	"fmt"

	"adder/runtime/internal/calendar"
	"adder/runtime/py"
)

func dateMethods() []method {
	return []method{
		{Name: "fromtimestamp", Sig: "(timestamp, /)", Class: true, F1: dateFromTimestamp,
			Doc: "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via time.time(), that is\ninterpreted as local time."},
		{Name: "fromordinal", Class: true, FK: fromOrdinal, Doc: "int -> date corresponding to a proleptic Gregorian ordinal."},
		{Name: "fromisoformat", Sig: "(object, /)", Class: true, F1: dateFromISO,
			Doc: "str -> Construct a date from a string in ISO 8601 format."},
		{Name: "fromisocalendar", Class: true, FK: fromISOCalendar,
			Doc: "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\nThis is the inverse of the date.isocalendar() function"},
		{Name: "strptime", Class: true, FK: strptime("_strptime_datetime_date"),
			Doc: "string, format -> new date parsed from a string (like time.strptime())."},
		{Name: "today", Sig: "()", Class: true, F0: today,
			Doc: "Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."},
		{Name: "ctime", Sig: "()", Doc: "Return ctime() style string.", F0: func(t *thread, self value) (value, *excp) {
			return asDate(self).ctime(&clock{}), nil
		}},
		{Name: "strftime", FK: dateStrftime, Doc: "format -> strftime() style string."},
		{Name: "__format__", FK: format("date."), Doc: "Formats self with strftime."},
		{Name: "timetuple", Sig: "()", Doc: "Return time tuple, compatible with time.localtime().", F0: func(t *thread, self value) (value, *excp) {
			return asDate(self).tuple(t, &clock{}, -1)
		}},
		{Name: "isocalendar", Sig: "()", F0: dateISOCalendar, Doc: "Return a named tuple containing ISO year, week number, and weekday."},
		{Name: "isoformat", Sig: "()", F0: dateISOFormat, Doc: "Return string in ISO 8601 format, YYYY-MM-DD."},
		{Name: "isoweekday", Sig: "()", Doc: "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7", F0: func(t *thread, self value) (value, *excp) {
			return integer(asDate(self).weekday() + 1), nil
		}},
		{Name: "toordinal", Sig: "()", Doc: "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.", F0: func(t *thread, self value) (value, *excp) {
			return integer(asDate(self).ordinal()), nil
		}},
		{Name: "weekday", Sig: "()", Doc: "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6", F0: func(t *thread, self value) (value, *excp) {
			return integer(asDate(self).weekday()), nil
		}},
		{Name: "replace", Sig: "(year=unchanged, month=unchanged, day=unchanged)", FN: dateReplace, Doc: "Return date with new specified fields."},
		{Name: "__replace__", Sig: "(**changes)", FK: replacing(&py.Signature{Text: "(year=unchanged, month=unchanged, day=unchanged)"}, dateReplace), Doc: "The same as replace()."},
		{Name: "__reduce__", Sig: "()", F0: dateReduce, Doc: reduceDoc},
	}
}

func dateFromTimestamp(t *thread, class, v value) (value, *excp) {
	seconds, exc := wholeSeconds(t, v)
	if exc != nil {
		return value{}, exc
	}
	tm, exc := localTime(seconds)
	if exc != nil {
		return value{}, exc
	}
	return makeDate(t, py.AsType(class), tm.Year(), int(tm.Month()), tm.Day())
}

func today(t *thread, class value) (value, *excp) {
	if py.AsType(class) == dateType {
		tm := now().In(local())
		return newDate(dateType, tm.Year(), int(tm.Month()), tm.Day())
	}
	clock, exc := py.ImportAttr(t, "time", "time")
	if exc != nil {
		return value{}, exc
	}
	stamp, exc := py.Call0(t, clock)
	if exc != nil {
		return value{}, exc
	}
	return py.CallMethod(t, class, py.Intern("fromtimestamp"), stamp)
}

func fromOrdinal(t *thread, class value, args []value, kw []*py.Str) (value, *excp) {
	if exc := exactly(1, "", "fromordinal", args, kw); exc != nil {
		return value{}, exc
	}
	n, exc := cInt(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	if n < 1 {
		return value{}, py.ValueErrorf("ordinal must be >= 1")
	}
	year, month, day := calendar.FromOrdinal(n)
	return makeDate(t, py.AsType(class), year, month, day)
}

func invalidISO(t *thread, v value) *excp {
	r, exc := py.Repr(t, v)
	if exc != nil {
		return exc
	}
	return py.ValueErrorf("Invalid isoformat string: %s", r.String())
}

func notISOText() *excp { return py.TypeErrorf("fromisoformat: argument must be str") }

func dateFromISO(t *thread, class, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, notISOText()
	}
	s, ok := plainText(py.AsStr(v))
	if n := len(s); !ok || n != 7 && n != 8 && n != 10 {
		return value{}, invalidISO(t, v)
	}
	year, month, day, ok := calendar.ParseDate(s, len(s))
	if !ok {
		return value{}, invalidISO(t, v)
	}
	return makeDate(t, py.AsType(class), year, month, day)
}

// plainText returns a text as UTF-8, unless it has surrogates.
func plainText(s *py.Str) (string, bool) {
	if !s.IsASCII() {
		for i := range s.Len() {
			if surrogate(s.At(i)) {
				return "", false
			}
		}
	}
	return s.String(), true
}

func surrogate(c rune) bool { return c >= 0xd800 && c < 0xe000 }

var isoParams = params{fn: "fromisocalendar", names: []string{"year", "week", "day"}, required: 3, positional: 3}

func fromISOCalendar(t *thread, class value, args []value, kw []*py.Str) (value, *excp) {
	var n [3]int
	exc := isoParams.bind(args, kw, func(i int, v value) (exc *excp) {
		n[i], exc = cInt(t, v)
		return exc
	})
	if exc != nil {
		if exc.Matches(py.OverflowError) {
			exc = py.ValueErrorf("ISO calendar component out of range")
		}
		return value{}, exc
	}
	year, month, day, wrong := calendar.FromISO(n[0], n[1], n[2])
	switch wrong {
	case calendar.ISOYearRange:
		return value{}, yearRange(n[0])
	case calendar.ISOWeekRange:
		return value{}, py.ValueErrorf("Invalid week: %d", n[1])
	case calendar.ISODayRange:
		return value{}, py.ValueErrorf("Invalid weekday: %d (range is [1, 7])", n[2])
	}
	return makeDate(t, py.AsType(class), year, month, day)
}

// strptime makes the method of a class that reads a text by a function of _strptime.
func strptime(function string) func(t *thread, class value, args []value, kw []*py.Str) (value, *excp) {
	return func(t *thread, class value, args []value, kw []*py.Str) (value, *excp) {
		exc := exactly(2, "", "strptime", args, kw)
		for i := 0; exc == nil && i < len(args); i++ {
			_, exc = text("strptime", i+1, args[i])
		}
		if exc != nil {
			return value{}, exc
		}
		fn, exc := py.ImportAttr(t, "_strptime", function)
		if exc != nil {
			return value{}, exc
		}
		return py.Call3(t, fn, class, args[0], args[1])
	}
}

func (d *date) weekday() int { return calendar.Weekday(int(d.year), int(d.month), int(d.day)) }

func (d *date) ctime(c *clock) value {
	const days, months = "MonTueWedThuFriSatSun", "JanFebMarAprMayJunJulAugSepOctNovDec"
	day, month := 3*d.weekday(), 3*(int(d.month)-1)
	return py.StrV(fmt.Sprintf("%s %s %2d %02d:%02d:%02d %04d", days[day:day+3], months[month:month+3], d.day, c.hour, c.minute, c.second, d.year))
}

// tuple returns a struct_time.
func (d *date) tuple(t *thread, c *clock, dst int) (value, *excp) {
	fn, exc := py.ImportAttr(t, "time", "struct_time")
	if exc != nil {
		return value{}, exc
	}
	day := calendar.YearDay(int(d.year), int(d.month), int(d.day))
	return py.Call1(t, fn, py.NewTuple(integer(int(d.year)), integer(int(d.month)), integer(int(d.day)),
		integer(int(c.hour)), integer(int(c.minute)), integer(int(c.second)), integer(d.weekday()), integer(day), integer(dst)).V())
}

// replaced returns the fields that the arguments of replace() give, by default the old ones.
func replaced(t *thread, old []int, given []value) *excp {
	for i, v := range given {
		if v.Bound() {
			n, exc := asInt(t, v)
			if exc != nil {
				return exc
			}
			old[i] = n
		}
	}
	return nil
}

func dateReplace(t *thread, self value, a []value) (value, *excp) {
	d := asDate(self)
	n := [3]int{int(d.year), int(d.month), int(d.day)}
	if exc := replaced(t, n[:], a); exc != nil {
		return value{}, exc
	}
	return makeDate(t, self.Type(), n[0], n[1], n[2])
}

// replacing makes the method __replace__.
func replacing(sig *py.Signature, replace func(t *thread, self value, a []value) (value, *excp)) func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	return func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
		a, exc := py.BindArgs("replace", sig, args, kw)
		if exc != nil {
			return value{}, exc
		}
		return replace(t, self, a)
	}
}
