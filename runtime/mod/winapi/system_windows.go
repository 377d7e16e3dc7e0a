// This file holds the functions on the system.

package winapi

import (
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

func systemMethods() []method {
	return []method{
		{Name: "GetACP", Sig: "()", Doc: "Get the current Windows ANSI code page identifier.", F0: func(t *thread, _ value) (value, *excp) { return py.Int(int64(windows.GetACP())), nil }},
		{Name: "GetVersion", Sig: "()", Doc: "Return the version number of the current operating system.", F0: func(t *thread, _ value) (value, *excp) {
			n, err := windows.GetVersion()
			return py.Int(int64(n)), failure(err)
		}},
		{Name: "GetModuleFileName", Sig: "(module_handle, /)", F1: func(t *thread, _, v value) (value, *excp) {
			h, exc := handleArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			buf := make([]uint16, windows.MAX_LONG_PATH)
			n, err := windows.GetModuleFileName(h, &buf[0], uint32(len(buf)))
			return py.StrV(windows.UTF16ToString(buf[:n])), failure(err)
		}},
		{Name: "NeedCurrentDirectoryForExePath", Sig: "(exe_name, /)", F1: func(t *thread, _, v value) (value, *excp) {
			name, exc := textArg(t, v)
			if exc != nil {
				return value{}, exc
			}
			r, _, _ := procNeedCurrent.Call(uintptr(unsafe.Pointer(name)))
			return py.Bool(r != 0), nil
		}},
		{Name: "LCMapStringEx", Sig: "(locale, flags, src)", FN: mapString},
	}
}

// mapString changes the case or the form of text by a locale's rules.
func mapString(t *thread, _ value, a []value) (value, *excp) {
	locale, exc := textArg(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	flags, exc := intArg(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	if !a[2].IsStr() {
		return value{}, py.TypeErrorf("LCMapStringEx() argument 'src' must be str, not %s", py.TypeName(a[2]))
	}
	src := utf16.Encode([]rune(py.AsStr(a[2]).String()))
	if len(src) == 0 {
		return py.StrV(""), nil
	}
	call := func(out *uint16, size int) (int, error) {
		n, _, err := procLCMapStringEx.Call(uintptr(unsafe.Pointer(locale)), uintptr(flags), uintptr(unsafe.Pointer(&src[0])), uintptr(len(src)),
			uintptr(unsafe.Pointer(out)), uintptr(size), 0, 0, 0)
		if n == 0 {
			return 0, err
		}
		return int(n), nil
	}
	n, err := call(nil, 0)
	if err != nil {
		return value{}, failure(err)
	}
	out := make([]uint16, n)
	if _, err := call(&out[0], n); err != nil {
		return value{}, failure(err)
	}
	return py.StrV(string(utf16.Decode(out))), nil
}
