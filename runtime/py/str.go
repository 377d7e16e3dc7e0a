// This file defines Str, the str object: its representation, construction and interning.

package py

import (
	"unsafe"
)

// Str is a Python str: a sequence of code points, lone surrogates included, of one to four
// bytes each, whichever the largest needs (PEP 393), so that indexing takes constant time.
//
// An ASCII string's data is its UTF-8 form, so it shares memory with Go strings. Short data
// lies behind the Str, in the same piece of memory (newStr). A Str's contents never change.
type Str struct {
	Header
	hash int64          // 0: not computed
	ptr  unsafe.Pointer // the code points, in the machine's byte order
	meta strMeta
}

// strMeta is the length of a Str's data in bytes, above the flags.
type strMeta uint64

// The flags of a Str. The lowest two bits are the binary logarithm of the bytes a code point takes.
const (
	strShift    strMeta = 3                   // 0, 1 or 2
	strASCII    strMeta = 1 << 2              // all code points below 128; implies shift 0
	strInterned strMeta = 1 << 3              // the one str of its text that names are compared with first
	strJoined   strMeta = 1 << 4              // the result of a concatenation
	strTailed   strMeta = 1 << 5              // the Str starts a tailStr
	strLenShift         = 8                   // where the length begins
	strWidth            = strShift | strASCII // what follows from the code points
)

// data returns the bytes of the code points.
func (s *Str) data() string { return unsafe.String((*byte)(s.ptr), int(s.meta>>strLenShift)) }

// kind is the number of bytes a code point takes: 1, 2 or 4.
func (s *Str) kind() uint8 { return 1 << (s.meta & strShift) }

func (s *Str) ascii() bool { return s.meta&strASCII != 0 }

func (s *Str) interned() bool { return s.meta&strInterned != 0 }

// flags returns the flags for code points of a width.
func widthFlags(kind uint8, ascii bool) strMeta {
	if ascii {
		return strASCII
	}
	return strMeta(kind >> 1) // 1, 2, 4 to 0, 1, 2
}

// AsStr returns v as a str; v must be a str or an instance of a subclass.
func AsStr(v Value) *Str { return (*Str)(v.ref) }

// V returns the str as a Value.
func (s *Str) V() Value { return Value{ref: unsafe.Pointer(s)} }

// StrV returns a str Value of the Go string s, which is UTF-8 or WTF-8.
func StrV(s string) Value { return NewStr(s).V() }

// IsStr reports whether v is a str or an instance of a subclass.
func (v Value) IsStr() bool { return v.Type().Flags&StrSubclass != 0 }

// Len returns the number of code points.
func (s *Str) Len() int { return int(s.meta >> strLenShift >> (s.meta & strShift)) }

// IsASCII reports whether all code points are below 128; then Raw is its text.
func (s *Str) IsASCII() bool { return s.ascii() }

// Raw returns the underlying bytes: the text itself if IsASCII.
func (s *Str) Raw() string { return s.data() }

// Kind is the number of bytes a code point takes in Raw.
func (s *Str) Kind() int { return int(s.kind()) }

// StrOfRunes returns a str of code points.
func StrOfRunes(runes []rune) *Str { return fromRunes(runes) }

// IsInterned reports whether s is the one str of its text that names are compared with first.
func (s *Str) IsInterned() bool { return s.interned() }

// Runes returns the code points of s in memory of their own.
func (s *Str) Runes() []rune { return s.runes() }
