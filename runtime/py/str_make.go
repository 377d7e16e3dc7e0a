// This file makes str objects from Go strings and code points, and interns them.

package py

import (
	"unsafe"

	"adder/runtime/internal/siphash"
)

// NewStr returns a str of the Go string s, which is UTF-8, or WTF-8 where it holds lone
// surrogates. An ASCII string shares s's memory.
func NewStr(s string) *Str {
	if isASCII(s) {
		return newASCII(s)
	}
	n, largest := 0, rune(0)
	for i := 0; i < len(s); n++ {
		c, size := decodeWTF8(s[i:])
		largest = max(largest, c)
		i += size
	}
	b := newStrBuf(n, largest)
	for i, j := 0, 0; i < len(s); j++ {
		c, size := decodeWTF8(s[i:])
		b.set(j, c)
		i += size
	}
	return b.str()
}

func newASCII(s string) *Str {
	switch len(s) {
	case 0:
		return emptyStr
	case 1:
		return &latin1Strs[s[0]]
	}
	return shareStr(s, strASCII)
}

func isASCII(s string) bool {
	for len(s) >= 8 {
		if *(*uint64)(unsafe.Pointer(unsafe.StringData(s)))&0x8080808080808080 != 0 {
			return false
		}
		s = s[8:]
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// decodeWTF8 reads one code point; surrogates are three bytes like any other in their range.
// Bytes that are no WTF-8 count as Latin-1, so that every Go string has a meaning.
func decodeWTF8(s string) (c rune, size int) {
	b := s[0]
	switch {
	case b < 0x80:
		return rune(b), 1
	case b < 0xe0 && len(s) >= 2 && b >= 0xc2:
		return rune(b&0x1f)<<6 | rune(s[1]&0x3f), 2
	case b < 0xf0 && len(s) >= 3 && b >= 0xe0:
		return rune(b&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	case len(s) >= 4 && b >= 0xf0:
		return rune(b&7)<<18 | rune(s[1]&0x3f)<<12 | rune(s[2]&0x3f)<<6 | rune(s[3]&0x3f), 4
	}
	return rune(b), 1
}

// appendWTF8 appends the encoding of a code point, surrogates included.
func appendWTF8(b []byte, c rune) []byte {
	switch {
	case c < 0x80:
		return append(b, byte(c))
	case c < 0x800:
		return append(b, 0xc0|byte(c>>6), 0x80|byte(c&0x3f))
	case c < 0x10000:
		return append(b, 0xe0|byte(c>>12), 0x80|byte(c>>6&0x3f), 0x80|byte(c&0x3f))
	}
	return append(b, 0xf0|byte(c>>18), 0x80|byte(c>>12&0x3f), 0x80|byte(c>>6&0x3f), 0x80|byte(c&0x3f))
}

// The strings of no and of one Latin-1 character exist once.
var (
	emptyStr    = &Str{Header: Header{StrType}, ptr: unsafe.Pointer(&latin1Bytes), meta: strASCII}
	latin1Bytes [256]byte
	latin1Strs  = func() (strs [256]Str) {
		for i := range strs {
			latin1Bytes[i] = byte(i)
			strs[i] = Str{Header: Header{StrType}, ptr: unsafe.Pointer(&latin1Bytes[i]), meta: 1<<strLenShift | widthFlags(1, i < 128)}
		}
		return strs
	}()
)

// strBuf is a str of known length and width under construction.
type strBuf struct {
	kind uint8
	data []byte
	s    *Str
}

// newStrBuf returns a buffer for n code points of which none is above largest.
func newStrBuf(n int, largest rune) strBuf {
	kind := uint8(1)
	switch {
	case largest > 0xffff:
		kind = 4
	case largest > 0xff:
		kind = 2
	}
	if n == 0 {
		return strBuf{kind: kind, s: emptyStr}
	}
	s, data := newStr(n*int(kind), widthFlags(kind, largest < 0x80))
	return strBuf{kind, data, s}
}

func (b *strBuf) set(i int, c rune) {
	switch b.kind {
	case 1:
		b.data[i] = byte(c)
	case 2:
		*(*uint16)(unsafe.Pointer(&b.data[2*i])) = uint16(c)
	default:
		*(*uint32)(unsafe.Pointer(&b.data[4*i])) = uint32(c)
	}
}

// str returns the finished str, which takes the buffer over.
func (b *strBuf) str() *Str {
	if len(b.data) == 1 {
		return &latin1Strs[b.data[0]]
	}
	return b.s
}

// At returns code point i, which must be in range.
func (s *Str) At(i int) rune {
	switch s.meta & strShift {
	case 0:
		return rune(*(*byte)(unsafe.Add(s.ptr, i)))
	case 1:
		return rune(*(*uint16)(unsafe.Add(s.ptr, 2*i)))
	}
	return rune(*(*uint32)(unsafe.Add(s.ptr, 4*i)))
}

// String returns the text as UTF-8, lone surrogates as WTF-8.
func (s *Str) String() string {
	if s.ascii() {
		return s.data()
	}
	b := make([]byte, 0, len(s.data())*2)
	for i := range s.Len() {
		b = appendWTF8(b, s.At(i))
	}
	return string(b)
}

// equal reports whether two strs are equal. The representation is canonical: the narrowest.
func (s *Str) equal(o *Str) bool {
	return s == o || (s.meta^o.meta)&^(strInterned|strJoined|strTailed) == 0 && s.data() == o.data()
}

// Equal reports whether two strs have the same code points.
func (s *Str) Equal(o *Str) bool { return s.equal(o) }

// HashKey is the secret of str and bytes hashes; start-up sets it before the first hash.
var HashKey siphash.Key

// Hash returns hash(s).
func (s *Str) Hash() int64 {
	if s.hash == 0 {
		s.hash = hashBytes(s.data())
	}
	return s.hash
}

// hashBytes hashes a buffer as CPython does: 0 for none, and never -1.
func hashBytes(data string) int64 {
	if len(data) == 0 {
		return 0
	}
	h := int64(siphash.Sum13(HashKey, data))
	if h == -1 {
		return -2
	}
	return h
}

// StrFromRunes makes a str of code points.
func StrFromRunes(r []rune) *Str { return fromRunes(r) }
