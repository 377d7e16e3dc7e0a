// This file sets the times of files.

package nt

import (
	"math"
	"math/big"
	"time"

	"golang.org/x/sys/windows"

	"adder/runtime/internal/crt"
	"adder/runtime/py"
)

// utime sets access and modification times: from times in seconds, ns, or now.
func utime(t *thread, _ value, a []value) (value, *excp) {
	p, exc := pathArg(t, "utime", "path", a[0], false)
	if exc == nil {
		exc = noDir(a[3])
	}
	if exc != nil {
		return value{}, exc
	}
	hasTimes := a[1].Bound() && !a[1].IsNone()
	if hasTimes && a[2].Bound() {
		return value{}, py.ValueErrorf("utime: you may specify either 'times' or 'ns' but not both")
	}
	now := time.Now().UnixNano()
	stamps := [2]int64{now, now}
	switch {
	case hasTimes:
		exc = stampPair(t, a[1], "utime: 'times' must be either a tuple of two ints or None", &stamps, secondsStamp)
	case a[2].Bound():
		exc = stampPair(t, a[2], "utime: 'ns' must be a tuple of two ints", &stamps, nanoStamp)
	}
	if exc != nil {
		return value{}, exc
	}
	name, err := windows.UTF16PtrFromString(p.name)
	if err != nil {
		return value{}, failure(crt.EINVAL, a[0])
	}
	h, err := windows.CreateFile(name, windows.FILE_WRITE_ATTRIBUTES, 0, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return value{}, failure(err, a[0])
	}
	defer windows.CloseHandle(h)
	access, write := windows.NsecToFiletime(stamps[0]), windows.NsecToFiletime(stamps[1])
	return py.None, failure(windows.SetFileTime(h, nil, &access, &write), a[0])
}

func stampPair(t *thread, v value, text string, out *[2]int64, convert func(t *thread, v value) (int64, *excp)) *excp {
	if v.Type().Flags&py.TupleSubclass == 0 || len(py.AsTuple(v).Items) != len(out) {
		return py.TypeErrorf("%s", text)
	}
	for i, item := range py.AsTuple(v).Items {
		var exc *excp
		if out[i], exc = convert(t, item); exc != nil {
			return exc
		}
	}
	return nil
}

const second = 1_000_000_000

func secondsStamp(t *thread, v value) (int64, *excp) {
	if v.IsFloat() {
		whole, frac := math.Modf(v.Float64())
		return int64(whole)*second + int64(math.Floor(frac*second)), nil
	}
	n, exc := py.IndexInt(t, v, py.OverflowError)
	return int64(n) * second, exc
}

func nanoStamp(t *thread, v value) (int64, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n := py.ToBig(i)
	if !n.IsInt64() || n.CmpAbs(big.NewInt(math.MaxInt64)) > 0 {
		return 0, py.OverflowErrorf("timestamp out of range for platform time_t")
	}
	return n.Int64(), nil
}
