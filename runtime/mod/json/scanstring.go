// This file reads strings of documents.

package json

import (
	"encoding/binary"
	"unicode/utf16"
	"unsafe"

	"adder/runtime/py"
)

// string reads the string whose opening quote is before begin.
func (p *parser[T]) string(begin int) (value, int, *excp) {
	end := p.plain(begin)
	if end < len(p.text) && p.text[end] == '"' {
		return p.str.Slice(begin, end).V(), end + 1, nil
	}
	return p.escaped(begin, end)
}

// key reads the name of a member. Equal short ones are one object, mostly.
func (p *parser[T]) key(begin int) (value, int, *excp) {
	end := p.plain(begin)
	if end == len(p.text) || p.text[end] != '"' || end == begin || end-begin > maxMemo {
		return p.string(begin)
	}
	place := &p.s.memo[memoIndex(p.text[begin:end])]
	if *place != nil && sameText(p.text[begin:end], *place) {
		return (*place).V(), end + 1, nil
	}
	*place = p.str.CopySlice(begin, end)
	return (*place).V(), end + 1, nil
}

const (
	memoSize = 256
	maxMemo  = 64 // the length of the longest name that is kept, which bounds what a scanner holds on to
)

func memoIndex[T char](text []T) uint32 {
	n := len(text)
	h := uint32(n) ^ uint32(text[0])*31 ^ uint32(text[n-1])*97 ^ uint32(text[n/2])*193
	return (h ^ h>>8) % memoSize
}

func sameText[T char](text []T, s *py.Str) bool {
	if len(text) != s.Len() || s.Kind() != int(unsafe.Sizeof(text[0])) {
		return false
	}
	raw := s.Raw()
	return unsafe.String((*byte)(unsafe.Pointer(&text[0])), len(raw)) == raw
}

// plain returns the end of the run of characters from i on that stand for themselves.
func (p *parser[T]) plain(i int) int {
	text := p.text
	if unsafe.Sizeof(T(0)) == 1 && i < len(text) {
		i += plainBytes(unsafe.Slice((*byte)(unsafe.Pointer(&text[i])), len(text)-i))
	}
	if p.s.strict {
		for i < len(text) && text[i] != '"' && text[i] != '\\' && text[i] >= ' ' {
			i++
		}
		return i
	}
	for i < len(text) && text[i] != '"' && text[i] != '\\' {
		i++
	}
	return i
}

// plainBytes returns a number of bytes, a multiple of eight, that stand for themselves, strict or not.
func plainBytes(text []byte) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for i := 0; ; i += 8 {
		if len(text)-i < 8 {
			return i
		}
		w := binary.LittleEndian.Uint64(text[i:])
		quote, escape := w^'"'*ones, w^'\\'*ones
		// A byte below its minuend borrows into its top bit; that of a byte above 0x7f does not count.
		if ((w-' '*ones)&^w|(quote-ones)&^quote|(escape-ones)&^escape)&tops != 0 {
			return i
		}
	}
}

// escaped reads a string that has an escape at position i, the first, or is broken there.
func (p *parser[T]) escaped(begin, i int) (value, int, *excp) {
	chars := make([]rune, 0, 2*(i-begin)+16)
	start := begin
	for {
		for _, c := range p.text[start:i] {
			chars = append(chars, rune(c))
		}
		switch {
		case i == len(p.text):
			return value{}, i, p.fail("Unterminated string starting at", begin-1)
		case p.text[i] == '"':
			return py.StrOfRunes(chars).V(), i + 1, nil
		case p.text[i] != '\\':
			return value{}, i, p.fail("Invalid control character at", i)
		case i+1 == len(p.text):
			return value{}, i, p.fail("Unterminated string starting at", begin-1)
		}
		c, end, exc := p.escape(i + 1)
		if exc != nil {
			return value{}, i, exc
		}
		chars = append(chars, c)
		start = end
		i = p.plain(end)
	}
}

// escapes are the characters that one-letter escapes stand for.
var escapes = [128]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads the escape whose backslash is before i.
func (p *parser[T]) escape(i int) (c rune, end int, exc *excp) {
	letter := p.text[i]
	if letter != 'u' {
		if letter < 128 && escapes[letter] != 0 {
			return rune(escapes[letter]), i + 1, nil
		}
		return 0, i, p.fail(`Invalid \escape`, i-1)
	}
	c, ok := p.hex(i + 1)
	if !ok {
		return 0, i, p.fail(`Invalid \uXXXX escape`, i)
	}
	end = i + 5
	if c&^0x3ff != 0xd800 || end+6 >= len(p.text) || p.text[end] != '\\' || p.text[end+1] != 'u' {
		return c, end, nil
	}
	low, ok := p.hex(end + 2)
	if !ok {
		return 0, i, p.fail(`Invalid \uXXXX escape`, end+1)
	}
	if low&^0x3ff != 0xdc00 {
		return c, end, nil
	}
	return utf16.DecodeRune(c, low), end + 6, nil
}

// hex reads four hexadecimal digits, behind which the string must go on.
func (p *parser[T]) hex(i int) (c rune, ok bool) {
	if i+4 >= len(p.text) {
		return 0, false
	}
	for _, d := range p.text[i : i+4] {
		switch {
		case d >= '0' && d <= '9':
			d -= '0'
		case d|32 >= 'a' && d|32 <= 'f':
			d = d | 32 - 'a' + 10
		default:
			return 0, false
		}
		c = c<<4 | rune(d)
	}
	return c, true
}

// scanstring is the function of that name.
func scanstring(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if len(kw) > 0 {
		return value{}, py.TypeErrorf("scanstring() takes no keyword arguments")
	}
	if len(args) < 2 || len(args) > 3 {
		bound := "at least 2"
		if len(args) > 3 {
			bound = "at most 3"
		}
		return value{}, py.TypeErrorf("scanstring() takes %s arguments (%d given)", bound, len(args))
	}
	end, exc := index(t, args[1])
	if exc != nil {
		return value{}, exc
	}
	s := &scanner{strict: true}
	if len(args) == 3 {
		if s.strict, exc = py.Truth(t, args[2]); exc != nil {
			return value{}, exc
		}
	}
	if !args[0].IsStr() {
		return value{}, notString(args[0])
	}
	if str := py.AsStr(args[0]); end < 1 || end > str.Len() {
		return value{}, py.ValueErrorf("end is out of bounds")
	}
	v, next, exc := s.scanString(t, args[0], end)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(v, py.Int(int64(next))).V(), nil
}

func (s *scanner) scanString(t *thread, doc value, begin int) (value, int, *excp) {
	str := py.AsStr(doc)
	raw := str.Raw()
	at := unsafe.Pointer(unsafe.StringData(raw))
	switch str.Kind() {
	case 1:
		p := parser[uint8]{t: t, s: s, doc: doc, str: str, text: unsafe.Slice((*uint8)(at), len(raw))}
		return p.string(begin)
	case 2:
		p := parser[uint16]{t: t, s: s, doc: doc, str: str, text: unsafe.Slice((*uint16)(at), len(raw)/2)}
		return p.string(begin)
	}
	p := parser[uint32]{t: t, s: s, doc: doc, str: str, text: unsafe.Slice((*uint32)(at), len(raw)/4)}
	return p.string(begin)
}

// index converts an argument that is a position.
func index(t *thread, v value) (int, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := py.ToInt64(i)
	if !ok {
		return 0, py.OverflowErrorf("Python int too large to convert to C ssize_t")
	}
	return int(n), nil
}
