//go:build unix

// This file defines the module.

// Package resource is the resource module (Modules/resource.c).
package resource

import (
	"math/big"
	"os"

	"golang.org/x/sys/unix"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

var structUsage = &py.StructSeq{Name: "resource.struct_rusage", Fields: []string{"ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt",
	"ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"},
	Doc: "struct_rusage: Result from getrusage.\n\nThis object may be accessed either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on."}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "resource", Methods: append([]method{
		{Name: "getrusage", Sig: "(who, /)", F1: usage},
		{Name: "getrlimit", Sig: "(resource, /)", F1: func(t *thread, _, v value) (value, *excp) {
			n, exc := resourceArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			var lim unix.Rlimit
			if err := unix.Getrlimit(n, &lim); err != nil {
				return value{}, py.OSErrorOf(err)
			}
			return limits(&lim), nil
		}},
		{Name: "setrlimit", Sig: "(resource, limits, /)", F2: func(t *thread, _, v, pair value) (value, *excp) {
			n, exc := resourceArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			lim, exc := limitsArg(t, pair)
			if exc != nil {
				return value{}, exc
			}
			return py.None, limitFailure(unix.Setrlimit(n, &lim))
		}},
		{Name: "getpagesize", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.Int(int64(os.Getpagesize())), nil }},
	}, systemMethods()...), Exec: func(t *thread, m *py.Module) *excp {
		set := func(name string, v value) { m.Dict.SetStr(py.Intern(name), v) }
		for name, n := range constants {
			set(name, py.Int(n))
		}
		set("RLIM_INFINITY", limit(unix.RLIM_INFINITY))
		set("struct_rusage", structUsage.Type().V())
		set("error", py.OSError.V())
		return nil
	}}
}

// limit makes the number of a limit: signed, as CPython has it.
func limit(n uint64) value { return py.Int(int64(n)) }

func limits(lim *unix.Rlimit) value { return py.NewTuple(limit(lim.Cur), limit(lim.Max)).V() }

func limitFailure(err error) *excp {
	switch err {
	case unix.EINVAL:
		return py.ValueErrorf("current limit exceeds maximum limit")
	case unix.EPERM:
		return py.ValueErrorf("not allowed to raise maximum limit")
	}
	return py.OSErrorOf(err)
}

func resourceArg(t *thread, v value) (int, *excp) {
	n, exc := py.IndexInt(t, v, py.OverflowError)
	if exc == nil && (n < 0 || n >= numResources) {
		exc = py.ValueErrorf("invalid resource specified")
	}
	return n, exc
}

// limitsArg reads the pair of the current and the highest limit.
func limitsArg(t *thread, v value) (lim unix.Rlimit, exc *excp) {
	pair, exc := py.Collect(t, v)
	if exc != nil {
		return lim, exc
	}
	if len(pair) != 2 {
		return lim, py.ValueErrorf("expected a tuple of 2 integers")
	}
	for i, to := range []*uint64{&lim.Cur, &lim.Max} {
		item, exc := py.IndexOf(t, pair[i])
		if exc != nil {
			return lim, exc
		}
		n := py.ToBig(item)
		if n.Sign() < 0 && n.Cmp(big.NewInt(-1)) != 0 || n.BitLen() > 64 {
			return lim, py.OverflowErrorf("Python int too large to convert to C rlim_t")
		}
		if *to = n.Uint64(); n.Sign() < 0 {
			*to = unix.RLIM_INFINITY
		}
	}
	return lim, nil
}

func usage(t *thread, _, v value) (value, *excp) {
	who, exc := py.IndexInt(t, v, py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	var u unix.Rusage
	if err := unix.Getrusage(who, &u); err != nil {
		if err == unix.EINVAL {
			return value{}, py.ValueErrorf("invalid who parameter")
		}
		return value{}, py.OSErrorOf(err)
	}
	seconds := func(tv unix.Timeval) value { return py.Float(float64(tv.Sec) + float64(tv.Usec)*1e-6) }
	n := func(i int64) value { return py.Int(i) }
	return structUsage.Make(seconds(u.Utime), seconds(u.Stime), n(int64(u.Maxrss)), n(int64(u.Ixrss)), n(int64(u.Idrss)), n(int64(u.Isrss)), n(int64(u.Minflt)),
		n(int64(u.Majflt)), n(int64(u.Nswap)), n(int64(u.Inblock)), n(int64(u.Oublock)), n(int64(u.Msgsnd)), n(int64(u.Msgrcv)), n(int64(u.Nsignals)),
		n(int64(u.Nvcsw)), n(int64(u.Nivcsw))), nil
}
