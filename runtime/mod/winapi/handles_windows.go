// This file holds the functions on handles of any kind.

package winapi

import (
	"errors"
	"time"

	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

func handleMethods() []method {
	return []method{
		{Name: "CloseHandle", Sig: "(handle, /)", Doc: "Close handle.", F1: func(t *thread, _, v value) (value, *excp) {
			h, exc := handleArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			return py.None, failure(windows.CloseHandle(h))
		}},
		{Name: "DuplicateHandle", Sig: "(source_process_handle, source_handle, target_process_handle, desired_access, inherit_handle, options=0, /)", FN: duplicate},
		{Name: "GetCurrentProcess", Sig: "()", Doc: "Return a handle object for the current process.", F0: func(t *thread, _ value) (value, *excp) {
			return py.Int(-1), nil // a handle that means the process itself, which no function closes
		}},
		{Name: "GetFileType", Sig: "(handle)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			h, exc := handleArg(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			kind, err := windows.GetFileType(h)
			return py.Int(int64(kind)), failure(err)
		}},
		{Name: "GetStdHandle", Sig: "(std_handle, /)", F1: func(t *thread, _, v value) (value, *excp) {
			id, exc := intArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			h, err := windows.GetStdHandle(uint32(id))
			if h == 0 && err == nil {
				return py.None, nil
			}
			return handleValue(h), failure(err)
		}},
		{Name: "GetLastError", Sig: "()", F0: func(t *thread, _ value) (value, *excp) { return py.Int(int64(lastError)), nil }},
		{Name: "WaitForSingleObject", Sig: "(handle, milliseconds, /)", F2: func(t *thread, _, handle, ms value) (value, *excp) {
			h, exc := handleArg(t, handle)
			if exc != nil {
				return value{}, exc
			}
			n, exc := intArg(t, ms)
			if exc != nil {
				return value{}, exc
			}
			return waitFor(t, []windows.Handle{h}, false, uint32(n))
		}},
		{Name: "WaitForMultipleObjects", Sig: "(handle_seq, wait_flag, milliseconds=4294967295, /)", FN: func(t *thread, _ value, a []value) (value, *excp) {
			items, exc := py.Collect(t, a[0])
			if exc != nil {
				return value{}, exc
			}
			handles := make([]windows.Handle, len(items))
			for i, item := range items {
				if handles[i], exc = handleArg(t, item); exc != nil {
					return value{}, exc
				}
			}
			all, exc := py.Truth(t, a[1])
			if exc != nil {
				return value{}, exc
			}
			n, exc := optInt(t, a[2], windows.INFINITE)
			if exc != nil {
				return value{}, exc
			}
			return waitFor(t, handles, all, uint32(n))
		}},
	}
}

// lastError is the code of the last function whose success has one.
var lastError windows.Errno

// waitFor waits in slices, so that signals reach the main thread meanwhile.
func waitFor(t *thread, handles []windows.Handle, all bool, ms uint32) (value, *excp) {
	const slice = 50
	end := time.Now().Add(time.Duration(ms) * time.Millisecond)
	for {
		step := uint32(slice)
		if ms != windows.INFINITE {
			left := max(time.Until(end), 0)
			step = uint32(min(int64((left+time.Millisecond-1)/time.Millisecond), slice))
		}
		t.Unlock()
		event, err := windows.WaitForMultipleObjects(handles, all, step)
		t.Lock()
		if err != nil && !errors.Is(err, windows.Errno(windows.WAIT_TIMEOUT)) {
			return value{}, failure(err)
		}
		if exc := t.CheckSignals(); exc != nil {
			return value{}, exc
		}
		if event != uint32(windows.WAIT_TIMEOUT) && err == nil || ms != windows.INFINITE && !time.Now().Before(end) {
			return py.Int(int64(event)), nil
		}
	}
}

func duplicate(t *thread, _ value, a []value) (value, *excp) {
	var handles [3]windows.Handle
	var numbers [3]int
	for i := range handles {
		var exc *excp
		if handles[i], exc = handleArg(t, a[i]); exc != nil {
			return value{}, exc
		}
		if numbers[i], exc = optInt(t, a[3+i], 0); exc != nil {
			return value{}, exc
		}
	}
	var out windows.Handle
	err := windows.DuplicateHandle(handles[0], handles[1], handles[2], &out, uint32(numbers[0]), numbers[1] != 0, uint32(numbers[2]))
	return handleValue(out), failure(err)
}
