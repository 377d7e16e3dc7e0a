// This file reads keys from the console and writes to it.

package msvcrt

import (
	"golang.org/x/sys/windows"

	"adder/runtime/py"
)

// library is the C library that every Windows has: only it knows the console's keys with their prefixes.
var library = windows.NewLazySystemDLL("msvcrt.dll")

func consoleMethods() []method {
	get := func(name, fn, doc string, wide bool) method {
		return method{Name: name, Sig: "()", Doc: doc, F0: func(t *thread, _ value) (value, *excp) {
			t.Unlock()
			r, _, _ := library.NewProc(fn).Call()
			t.Lock()
			const ctrlC = 3
			if r == ctrlC && !wide {
				return py.BytesV([]byte{ctrlC}), t.CheckSignals()
			}
			if wide {
				return py.StrOfRunes([]rune{rune(uint16(r))}).V(), nil
			}
			return py.BytesV([]byte{byte(r)}), nil
		}}
	}
	put := func(name, fn, doc string, wide bool) method {
		return method{Name: name, Sig: "(char, /)", Doc: doc, F1: func(t *thread, _, v value) (value, *excp) {
			c, exc := charArg(name, v, wide)
			if exc != nil {
				return value{}, exc
			}
			_, _, _ = library.NewProc(fn).Call(uintptr(c))
			return py.None, nil
		}}
	}
	return []method{
		{Name: "kbhit", Sig: "()", Doc: "Returns a nonzero value if a keypress is waiting to be read. Otherwise, return 0.", F0: func(t *thread, _ value) (value, *excp) {
			r, _, _ := library.NewProc("_kbhit").Call()
			return py.Int(int64(int32(r))), nil
		}},
		get("getch", "_getch", "Read a keypress and return the resulting character as a byte string.", false),
		get("getwch", "_getwch", "Wide char variant of getch(), returning a Unicode value.", true),
		get("getche", "_getche", "Similar to getch(), but the keypress will be echoed if possible.", false),
		get("getwche", "_getwche", "Wide char variant of getche(), returning a Unicode value.", true),
		put("putch", "_putch", "Print the byte string char to the console without buffering.", false),
		put("putwch", "_putwch", "Wide char variant of putch(), accepting a Unicode value.", true),
		put("ungetch", "_ungetch", "Opposite of getch.", false),
		put("ungetwch", "_ungetwch", "Wide char variant of ungetch(), accepting a Unicode value.", true),
	}
}

// charArg takes one character: of a str, or a byte.
func charArg(fn string, v value, wide bool) (int, *excp) {
	if wide {
		if v.IsStr() && py.AsStr(v).Len() == 1 {
			return int(py.AsStr(v).At(0)), nil
		}
		return 0, py.TypeErrorf("%s() argument must be a unicode character, not %s", fn, py.TypeName(v))
	}
	if data, ok := py.BytesOf(v); ok && len(data) == 1 {
		return int(data[0]), nil
	}
	return 0, py.TypeErrorf("%s() argument must be a byte string of length 1, not %s", fn, py.TypeName(v))
}
