// This file allocates str objects.

package py

import "unsafe"

// A short str and its data are one piece of memory. The sizes are those of Go's allocator, so
// that nothing is lost: 48, 64, 80, 96, 112 and 128 bytes.
type (
	str16 struct {
		Str
		room [16]byte
	}
	str32 struct {
		Str
		room [32]byte
	}
	str48 struct {
		Str
		room [48]byte
	}
	str64 struct {
		Str
		room [64]byte
	}
	str80 struct {
		Str
		room [80]byte
	}
	str96 struct {
		Str
		room [96]byte
	}
)

// maxShort is the length of the longest data that lies behind its Str.
const maxShort = 96

// newStr returns a str whose n bytes of data the caller fills in before anybody else sees it.
// n must not be 0.
func newStr(n int, flags strMeta) (*Str, []byte) {
	var s *Str
	switch uint(n-1) / 16 {
	case 0:
		x := new(str16)
		s, x.ptr = &x.Str, unsafe.Pointer(&x.room)
	case 1:
		x := new(str32)
		s, x.ptr = &x.Str, unsafe.Pointer(&x.room)
	case 2:
		x := new(str48)
		s, x.ptr = &x.Str, unsafe.Pointer(&x.room)
	case 3:
		x := new(str64)
		s, x.ptr = &x.Str, unsafe.Pointer(&x.room)
	case 4:
		x := new(str80)
		s, x.ptr = &x.Str, unsafe.Pointer(&x.room)
	case 5:
		x := new(str96)
		s, x.ptr = &x.Str, unsafe.Pointer(&x.room)
	default:
		data := make([]byte, n)
		s = &Str{ptr: unsafe.Pointer(unsafe.SliceData(data))}
	}
	s.typ = StrType
	s.meta = strMeta(n)<<strLenShift | flags
	return s, unsafe.Slice((*byte)(s.ptr), n)
}

// shareStr returns a str that shares the memory of data, which nobody may change.
func shareStr(data string, flags strMeta) *Str {
	return &Str{Header: Header{StrType}, ptr: unsafe.Pointer(unsafe.StringData(data)), meta: strMeta(len(data))<<strLenShift | flags}
}

// copyStr returns a str of the bytes in data, which must not be empty.
func copyStr(data string, flags strMeta) *Str {
	s, room := newStr(len(data), flags)
	copy(room, data)
	return s
}

// strPart returns a str of data, a part of whole's data. It shares the memory unless that would
// keep much more than it needs.
func strPart(whole *Str, data string, flags strMeta) *Str {
	if len(data) <= 16 || len(data) < len(whole.data())/4 {
		return copyStr(data, flags)
	}
	return shareStr(data, flags)
}

// StrOfBytes returns a str of a copy of text that is UTF-8, or WTF-8 where it holds surrogates.
func StrOfBytes(text []byte) *Str {
	s := unsafe.String(unsafe.SliceData(text), len(text))
	if isASCII(s) {
		return ASCIIStr(text)
	}
	return NewStr(s) // which copies what is not ASCII
}

// copyASCII returns a str of a copy of ASCII text.
func copyASCII(text string) *Str {
	return ASCIIStr(unsafe.Slice(unsafe.StringData(text), len(text)))
}

// ASCIIStr returns a str of a copy of the ASCII bytes in data.
func ASCIIStr(data []byte) *Str {
	switch len(data) {
	case 0:
		return emptyStr
	case 1:
		return &latin1Strs[data[0]]
	}
	s, room := newStr(len(data), strASCII)
	copy(room, data)
	return s
}
