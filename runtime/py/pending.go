// This file lists what the core refers to and its owners have not written yet. Each owner
// deletes the lines that its own files define.

package py

import (
	"unsafe"
)

// sameBinary compares slot functions, which are top-level functions or made once, by address.
func sameBinary(a, b BinaryFunc) bool {
	return *(*unsafe.Pointer)(unsafe.Pointer(&a)) == *(*unsafe.Pointer)(unsafe.Pointer(&b))
}

// --- r2: numbers and strings

// --- r3: containers, iterators

// --- r2

// --- r3

// --- needed by exceptions and the interpreter; r3 down to UnpackError, r2 to ASCII, then r1
// Dict.Next iterates by position; DictUpdateDisplay is {**v}, DictMerge fn(**v), each with its error texts;
// UnpackItems returns exactly n items or UNPACK_SEQUENCE's error, UnpackError rewrites Iter's TypeError
// for unpacking; ConcatStrs joins str values; FormatValue is format(v, spec), spec unbound for none.

// --- r3: SetStr sets an interned or plain str key, which cannot fail.

// IntMaxStrDigits is sys.set_int_max_str_digits' limit, 0 for none (r2).
var IntMaxStrDigits = 4300
