// This file compiles format strings.

package structs

import (
	"encoding/binary"
	"math"
	"strings"

	"adder/runtime/py"
)

// field is a run of items of one kind.
type field struct {
	code   byte
	size   int // of an item; of an s or p the whole
	offset int
	count  int
}

// layout is a compiled format.
type layout struct {
	text   string
	order  binary.ByteOrder
	fields []field
	size   int // bytes of the whole
	items  int // values that are packed
	native bool
}

// kind describes a format character: the sizes in standard and native mode, and the alignment
// in native mode; a standard size of 0 means that there is none.
type kind struct{ standard, native, align int }

func kindOf(c byte) (k kind, ok bool) {
	switch c {
	case 'x', 'b', 'B', 'c', 's', 'p', '?':
		return kind{1, 1, 1}, true
	case 'h', 'H', 'e':
		return kind{2, 2, 2}, true
	case 'i', 'I', 'f':
		return kind{4, 4, 4}, true
	case 'l', 'L':
		return kind{4, 8, 8}, true
	case 'q', 'Q', 'd':
		return kind{8, 8, 8}, true
	case 'n', 'N', 'P':
		return kind{0, 8, 8}, true
	case 'F':
		return kind{8, 8, 4}, true
	case 'D':
		return kind{16, 16, 8}, true
	}
	return kind{}, false
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// compile parses a format.
func (m *module) compile(text string) (*layout, *py.Exc) {
	l := &layout{text: text, order: binary.LittleEndian, native: true}
	if strings.IndexByte(text, 0) >= 0 {
		return nil, m.errorf("embedded null character")
	}
	s := text
	if s != "" {
		switch s[0] {
		case '@':
			s = s[1:]
		case '=', '<':
			l.native, s = false, s[1:]
		case '>', '!':
			l.native, l.order, s = false, binary.BigEndian, s[1:]
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isSpace(c) {
			continue
		}
		count, counted := 1, isDigit(c)
		if counted {
			for count = 0; i < len(s) && isDigit(s[i]); i++ {
				digit := int(s[i] - '0')
				if count > (math.MaxInt-digit)/10 {
					return nil, m.errorf("total struct size too long")
				}
				count = count*10 + digit
			}
			if i == len(s) {
				return nil, m.errorf("repeat count given without format specifier")
			}
			c = s[i]
		}
		if exc := m.add(l, c, count); exc != nil {
			return nil, exc
		}
	}
	return l, nil
}

// add appends a field to a layout.
func (m *module) add(l *layout, c byte, count int) *py.Exc {
	k, ok := kindOf(c)
	size := k.standard
	if l.native {
		size = k.native
	}
	if !ok || size == 0 {
		return m.errorf("bad char in struct format")
	}
	if l.native {
		rest := (k.align - l.size%k.align) % k.align
		if l.size > math.MaxInt-rest {
			return m.errorf("total struct size too long")
		}
		l.size += rest
	}
	if count > (math.MaxInt-l.size)/size {
		return m.errorf("total struct size too long")
	}
	switch c {
	case 'x':
	case 's', 'p':
		l.fields = append(l.fields, field{c, count, l.size, 1})
		l.items++
	default:
		if count > 0 {
			l.fields = append(l.fields, field{c, size, l.size, count})
			l.items += count
		}
	}
	l.size += count * size
	return nil
}
