// This file converts between times and struct_time.

package timemod

import (
	"fmt"
	"time"

	"adder/runtime/internal/tz"
	"adder/runtime/py"
)

var structTime = &py.StructSeq{Name: "time.struct_time", Visible: 9,
	Fields: []string{"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff"},
	Doc:    "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().  May be considered as a\n sequence of 9 integers.\n\n Note that several fields' values are not the same as those defined by\n the C language standard for struct tm.  For example, the value of the\n field tm_year is the actual year, not year - 1900.  See individual\n fields' descriptions for details."}

// broken is gmtime and localtime.
func broken(t *thread, v value, loc *time.Location) (value, *excp) {
	sec, exc := seconds(t, v)
	if exc != nil {
		return value{}, exc
	}
	const maxYear = 1<<31 - 1
	const year = 31556952 // seconds in an average year
	if sec > maxYear*year || sec < -maxYear*year {
		return value{}, py.NewOSError(75, "Value too large for defined data type", value{})
	}
	return structOf(time.Unix(sec, 0).In(loc)), nil
}

func structOf(tm time.Time) value {
	n := func(i int) value { return py.Int(int64(i)) }
	dst := 0
	if tm.IsDST() {
		dst = 1
	}
	zone, offset := tm.Zone()
	if tm.Location() == time.UTC {
		zone = "UTC"
	}
	return structTime.Make(n(tm.Year()), n(int(tm.Month())), n(tm.Day()), n(tm.Hour()), n(tm.Minute()), n(tm.Second()),
		n((int(tm.Weekday())+6)%7), n(tm.YearDay()), n(dst), py.StrV(zone), n(offset))
}

// fields are the numbers of a time tuple, in C's ranges.
type fields struct {
	year, mon, mday, hour, min, sec int
	wday                            int // Monday 0
	yday, isdst                     int
	zone                            string
	offset                          int
	hasZone                         bool
}

// parse reads a time tuple; fn names the function in errors.
func parse(t *thread, fn string, v value) (f fields, exc *excp) {
	if v.Type().Flags&py.TupleSubclass == 0 {
		return f, py.TypeErrorf("Tuple or struct_time argument required")
	}
	items := py.AsTuple(v).Items
	if len(items) != 9 {
		return f, py.TypeErrorf("%s(): illegal time tuple argument", fn)
	}
	for i, p := range []*int{&f.year, &f.mon, &f.mday, &f.hour, &f.min, &f.sec, &f.wday, &f.yday, &f.isdst} {
		if *p, exc = py.IndexInt(t, items[i], py.OverflowError); exc != nil {
			return f, exc
		}
	}
	if v.Type() == structTime.Type() {
		zone, exc := py.GetAttr(t, v, py.Intern("tm_zone"))
		if exc != nil {
			return f, exc
		}
		if zone.IsStr() {
			f.zone, f.hasZone = py.AsStr(zone).String(), true
		}
		if off, exc := py.GetAttr(t, v, py.Intern("tm_gmtoff")); exc == nil && off.IsInt() {
			f.offset = int(off.Int64())
		}
	}
	return f, nil
}

// check verifies the ranges, as asctime and strftime do; zeros count as the first.
func (f *fields) check() *excp {
	if f.mon == 0 {
		f.mon = 1
	}
	if f.mday == 0 {
		f.mday = 1
	}
	if f.yday == 0 {
		f.yday = 1
	}
	switch {
	case f.mon < 1 || f.mon > 12:
		return py.ValueErrorf("month out of range")
	case f.mday < 1 || f.mday > 31:
		return py.ValueErrorf("day of month out of range")
	case f.hour < 0 || f.hour > 23:
		return py.ValueErrorf("hour out of range")
	case f.min < 0 || f.min > 59:
		return py.ValueErrorf("minute out of range")
	case f.sec < 0 || f.sec > 61:
		return py.ValueErrorf("seconds out of range")
	case f.wday < -1:
		return py.ValueErrorf("day of week out of range")
	case f.yday < 1 || f.yday > 366:
		return py.ValueErrorf("day of year out of range")
	}
	f.wday = (f.wday + 7) % 7
	return nil
}

func mktime(t *thread, _, v value) (value, *excp) {
	f, exc := parse(t, "mktime", v)
	if exc != nil {
		return value{}, exc
	}
	tm := time.Date(f.year, time.Month(f.mon), f.mday, f.hour, f.min, f.sec, 0, time.Local)
	if f.isdst > 0 && !tm.IsDST() {
		tm = tm.Add(-time.Hour * boolInt(hasDST()))
	}
	return py.Float(float64(tm.Unix())), nil
}

func boolInt(b bool) time.Duration {
	if b {
		return 1
	}
	return 0
}

// now is the local time as fields, where no tuple was given.
func nowFields(t *thread, fn string) (fields, *excp) {
	return parse(t, fn, structOf(time.Now()))
}

func asctime(t *thread, _ value, a []value) (value, *excp) {
	var f fields
	var exc *excp
	if a[0].IsUnbound() || a[0].IsNone() {
		f, exc = nowFields(t, "asctime")
	} else {
		f, exc = parse(t, "asctime", a[0])
	}
	if exc == nil {
		exc = f.check()
	}
	if exc != nil {
		return value{}, exc
	}
	return py.StrV(f.ascii()), nil
}

func (f *fields) ascii() string {
	return fmt.Sprintf("%s %s%3d %.2d:%.2d:%.2d %d", days[f.wday][:3], months[f.mon-1][:3], f.mday, f.hour, f.min, f.sec, f.year)
}

func ctime(t *thread, _ value, a []value) (value, *excp) {
	v, exc := broken(t, a[0], time.Local)
	if exc != nil {
		return value{}, exc
	}
	return asctime(t, value{}, []value{v})
}

func hasDST() bool {
	year := time.Now().Year()
	_, a := time.Date(year, 1, 1, 0, 0, 0, 0, time.Local).Zone()
	_, b := time.Date(year, 7, 1, 0, 0, 0, 0, time.Local).Zone()
	return a != b
}

// tzset reads the time zone from the environment and sets the module's variables.
func tzset(t *thread) *excp {
	tz.Set()
	year := time.Now().Year()
	z1, o1 := time.Date(year, 1, 1, 0, 0, 0, 0, time.Local).Zone()
	z2, o2 := time.Date(year, 7, 1, 0, 0, 0, 0, time.Local).Zone()
	if o2 < o1 { // the southern hemisphere
		z1, o1, z2, o2 = z2, o2, z1, o1
	}
	set := func(name string, v value) { module.Dict.SetStr(py.Intern(name), v) }
	set("timezone", py.Int(int64(-o1)))
	set("altzone", py.Int(int64(-o2)))
	daylight := 0
	if o1 != o2 {
		daylight = 1
	}
	set("daylight", py.Int(int64(daylight)))
	set("tzname", py.NewTuple(py.StrV(z1), py.StrV(z2)).V())
	return nil
}
