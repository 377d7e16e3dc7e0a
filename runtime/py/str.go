// This file defines Str, the str object: its representation, construction and interning.

package py

import (
	"unsafe"
)

// Str is a Python str: a sequence of code points, lone surrogates included, of one to four
// bytes each, whichever the largest needs (PEP 393), so that indexing takes constant time.
//
// An ASCII string's data is its UTF-8 form, so it shares memory with Go strings. A Str's
// contents never change.
type Str struct {
	Header
	kind     uint8 // bytes a code point: 1, 2 or 4
	ascii    bool  // all code points below 128; implies kind 1
	interned bool
	joined   bool   // the result of a concatenation
	hash     int64  // 0: not computed
	data     string // kind bytes a code point, in the machine's byte order
	tail     *strTail
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
func (s *Str) Len() int { return len(s.data) / int(s.kind) }

// IsASCII reports whether all code points are below 128; then Raw is its text.
func (s *Str) IsASCII() bool { return s.ascii }

// Raw returns the underlying bytes: the text itself if IsASCII.
func (s *Str) Raw() string { return s.data }

// Kind is the number of bytes a code point takes in Raw.
func (s *Str) Kind() int { return int(s.kind) }

// StrOfRunes returns a str of code points.
func StrOfRunes(runes []rune) *Str { return fromRunes(runes) }

// IsInterned reports whether s is the one str of its text that names are compared with first.
func (s *Str) IsInterned() bool { return s.interned }

// Runes returns the code points of s in memory of their own.
func (s *Str) Runes() []rune { return s.runes() }
