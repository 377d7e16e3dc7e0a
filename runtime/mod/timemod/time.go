// This file defines the module and its clocks.

// Package timemod is the time module (Modules/timemodule.c).
package timemod

import (
	"math"
	"math/big"
	"time"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	methods := []py.Method{
		{Name: "sleep", Sig: "(object, /)", Doc: "sleep(seconds)\n\nDelay execution for a given number of seconds.  The argument may be\na floating-point number for subsecond precision.", F1: sleep},
		{Name: "gmtime", Sig: "(seconds=None, /)", FN: func(t *thread, _ value, a []value) (value, *excp) { return broken(t, a[0], time.UTC) }},
		{Name: "localtime", Sig: "(seconds=None, /)", FN: func(t *thread, _ value, a []value) (value, *excp) { return broken(t, a[0], time.Local) }},
		{Name: "mktime", Sig: "(object, /)", F1: mktime},
		{Name: "asctime", Sig: "(object=None, /)", FN: asctime},
		{Name: "ctime", Sig: "(seconds=None, /)", FN: ctime},
		{Name: "strftime", Sig: "(format, object=<unrepresentable>, /)", FN: strftime},
		{Name: "strptime", Sig: "(string, format='%a %b %d %H:%M:%S %Y', /)", FK: strptime},
		{Name: "tzset", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.None, tzset(t) }},
		{Name: "get_clock_info", Sig: "(name, /)", F1: clockInfo},
	}
	for name, read := range map[string]func() (int64, error){
		"time": wall, "monotonic": monotonic, "perf_counter": monotonic, "process_time": processTime, "thread_time": threadTime,
	} {
		methods = append(methods, clock(name, read)...)
	}
	return &py.ModuleDef{Name: "time", Doc: "This module provides various functions to manipulate time values.\n\nThere are two standard representations of time.  One is the number\nof seconds since the Epoch, in UTC (a.k.a. GMT).  It may be an integer\nor a floating-point number (to represent fractions of seconds).\nThe epoch is the point where the time starts, the return value of time.gmtime(0).\nIt is January 1, 1970, 00:00:00 (UTC) on all platforms.\n\nThe other representation is a tuple of 9 integers giving local time.\nThe tuple items are:\n  year (including century, e.g. 1998)\n  month (1-12)\n  day (1-31)\n  hours (0-23)\n  minutes (0-59)\n  seconds (0-59)\n  weekday (0-6, Monday is 0)\n  Julian day (day in the year, 1-366)\n  DST (Daylight Savings Time) flag (-1, 0 or 1)\nIf the DST flag is 0, the time is given in the regular time zone;\nif it is 1, the time is given in the DST time zone;\nif it is -1, mktime() should guess based on the date and time.\n",
		Methods: append(methods, systemClocks()...), Exec: func(t *thread, m *py.Module) *excp {
			module = m
			m.Dict.SetStr(py.Intern("struct_time"), structTime.Type().V())
			m.Dict.SetStr(py.Intern("_STRUCT_TM_ITEMS"), py.Int(11))
			for name, id := range clockIDs {
				m.Dict.SetStr(py.Intern(name), py.Int(int64(id)))
			}
			return tzset(t)
		}}
}

// module is the module object, whose time zone variables tzset sets.
var module *py.Module

// clock makes the two functions of a clock: seconds as a float, nanoseconds as an int.
func clock(name string, read func() (int64, error)) []py.Method {
	doc := name + "() -> float\n\n"
	return []py.Method{
		{Name: name, Sig: "()", Doc: doc, F0: func(t *thread, _ value) (value, *excp) {
			ns, err := read()
			if err != nil {
				return value{}, py.Errorf(py.OSError, "%s", err.Error())
			}
			return py.Float(float64(ns) * 1e-9), nil
		}},
		{Name: name + "_ns", Sig: "()", Doc: name + "_ns() -> int\n\n", F0: func(t *thread, _ value) (value, *excp) {
			ns, err := read()
			if err != nil {
				return value{}, py.Errorf(py.OSError, "%s", err.Error())
			}
			return py.Int(ns), nil
		}},
	}
}

func wall() (int64, error) { return time.Now().UnixNano(), nil }

func sleep(t *thread, _, v value) (value, *excp) {
	d, exc := py.Seconds(t, v)
	if exc != nil {
		return value{}, exc
	}
	if d < 0 {
		return value{}, py.ValueErrorf("sleep length must be non-negative")
	}
	end := time.Now().Add(d)
	for {
		timer := time.NewTimer(time.Until(end))
		interrupted := false
		t.Unlock()
		select {
		case <-timer.C:
		case <-t.Interrupted():
			interrupted = true
		}
		t.Lock()
		timer.Stop()
		if !interrupted {
			return py.None, nil
		}
		if exc := t.CheckSignals(); exc != nil {
			return value{}, exc
		}
	}
}

// infos describe the clocks for get_clock_info.
var infos = map[string]struct {
	implementation        string
	monotonic, adjustable bool
}{
	"time":         {"clock_gettime(CLOCK_REALTIME)", false, true},
	"monotonic":    {"clock_gettime(CLOCK_MONOTONIC)", true, false},
	"perf_counter": {"clock_gettime(CLOCK_MONOTONIC)", true, false},
	"process_time": {"clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
	"thread_time":  {"clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
}

func clockInfo(t *thread, _, name value) (value, *excp) {
	if !name.IsStr() {
		return value{}, py.TypeErrorf("get_clock_info() argument 1 must be str, not %s", py.TypeName(name))
	}
	info, ok := infos[py.AsStr(name).String()]
	if !ok {
		return value{}, py.ValueErrorf("unknown clock")
	}
	class, exc := py.ImportAttr(t, "types", "SimpleNamespace")
	if exc != nil {
		return value{}, exc
	}
	d := py.NewDict()
	d.SetStr(py.Intern("implementation"), py.StrV(info.implementation))
	d.SetStr(py.Intern("monotonic"), py.Bool(info.monotonic))
	d.SetStr(py.Intern("adjustable"), py.Bool(info.adjustable))
	d.SetStr(py.Intern("resolution"), py.Float(1e-9))
	return py.Call1(t, class, d.V())
}

// seconds converts a time in seconds, rounding down; None or nothing is now.
func seconds(t *thread, v value) (int64, *excp) {
	if v.IsUnbound() || v.IsNone() {
		return time.Now().Unix(), nil
	}
	if v.Type().Flags&py.FloatSubclass != 0 {
		f := py.FloatOf(v)
		if math.IsNaN(f) {
			return 0, py.ValueErrorf("Invalid value NaN (not a number)")
		}
		f = math.Floor(f)
		if f < -(1<<63) || f >= 1<<63 {
			return 0, py.OverflowErrorf("timestamp out of range for platform time_t")
		}
		return int64(f), nil
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n := new(big.Int).Set(py.ToBig(i))
	if !n.IsInt64() {
		return 0, py.OverflowErrorf("timestamp out of range for platform time_t")
	}
	return n.Int64(), nil
}
