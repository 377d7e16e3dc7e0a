// Package cjk holds the multi-byte encodings of East Asia. The tables lie in the packages below,
// so that a program links only those of the languages that it reaches.
package cjk

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"sync"
	"unicode/utf8"
)

//go:generate go run -C ../../.. ./cmd/gen/cjk

// What a node has for a byte that does not end a character: minus the length of an error, or a
// number below firstChild for a further node, or below firstPair for two characters.
const (
	malformed  = -1
	firstChild = -16
	firstPair  = -1 << 20
)

// node is what a byte means, behind the bytes that lead to the node.
type node [256]int32

// Table is an encoding without state.
//
// The data, compressed, are groups of entries: the length of the bytes before the last and these
// bytes; then runs, each a count and the first of the last bytes, with as many characters in UTF-8; a
// count of 0 ends the group and a length of 0xff the groups. In place of a character, 0xff and n
// stand for an error of n bytes, 0xff and 0 for two characters. Then come the characters that
// are encoded otherwise than as the first entry that they are in, and ranges of sequences of four bytes.
type Table struct {
	base func() *Table
	data string
	once sync.Once

	nodes []node
	pairs [][2]rune
	// ranges are those of GB 18030: number of the first sequence, character, count.
	ranges [][3]int

	inverseOnce sync.Once
	// pages hold, by a character's upper bits, its encoding: the length in the top byte, and the bytes.
	pages      map[rune]*[256]uint32
	exceptions map[rune]uint32
	pairBytes  map[[2]rune]uint32
	pairFirst  map[rune]bool
}

// NewTable makes a table of generated data, a variant of what base returns unless base is nil.
func NewTable(data string, base func() *Table) *Table { return &Table{data: data, base: base} }

// load unpacks the data at the first use.
func (t *Table) load() *Table {
	t.once.Do(func() {
		t.exceptions = map[rune]uint32{}
		if t.base != nil {
			b := t.base().load()
			t.nodes, t.pairs = append(t.nodes, b.nodes...), append(t.pairs, b.pairs...)
		} else {
			t.newNode()
		}
		data, err := io.ReadAll(flate.NewReader(bytes.NewReader([]byte(t.data))))
		if err != nil {
			panic("adder: bug in cjk: " + err.Error()) // the data are ours
		}
		t.parse(data)
	})
	return t
}

func (t *Table) newNode() int32 {
	var n node
	for i := range n {
		n[i] = malformed
	}
	t.nodes = append(t.nodes, n)
	return int32(len(t.nodes) - 1)
}

// find returns the node behind some bytes, making those on the way.
func (t *Table) find(prefix []byte) int32 {
	at := int32(0)
	for _, b := range prefix {
		next := t.nodes[at][b]
		if next > firstChild || next <= firstPair {
			child := t.newNode()
			next = firstChild - child
			t.nodes[at][b] = next
		}
		at = firstChild - next
	}
	return at
}

func (t *Table) parse(data []byte) {
	for data[0] != 0xff {
		n := int(data[0])
		at := t.find(data[1 : 1+n])
		data = data[1+n:]
		for data[0] != 0 {
			count, last := int(data[0]), int(data[1])
			data = data[2:]
			for i := range count {
				t.nodes[at][last+i], data = t.entry(data)
			}
		}
		data = data[1:]
	}
	data = data[1:]
	number := func() int {
		n, size := binary.Uvarint(data)
		data = data[size:]
		return int(n)
	}
	for range number() {
		c := rune(number())
		n := int(data[0])
		t.exceptions[c] = packed(data[1 : 1+n])
		data = data[1+n:]
	}
	for range number() {
		t.ranges = append(t.ranges, [3]int{number(), number(), number()})
	}
}

// entry reads what a sequence stands for.
func (t *Table) entry(data []byte) (int32, []byte) {
	if data[0] != 0xff {
		c, size := utf8.DecodeRune(data)
		return c, data[size:]
	}
	if data[1] > 0 {
		return -int32(data[1]), data[2:]
	}
	a, n := utf8.DecodeRune(data[2:])
	b, m := utf8.DecodeRune(data[2+n:])
	t.pairs = append(t.pairs, [2]rune{a, b})
	return firstPair - int32(len(t.pairs)-1), data[2+n+m:]
}

// packed is up to three bytes with their number.
func packed(b []byte) uint32 {
	v := uint32(len(b)) << 24
	for i, c := range b {
		v |= uint32(c) << (16 - 8*i)
	}
	return v
}

func appendPacked(out []byte, v uint32) []byte {
	for i := range v >> 24 {
		out = append(out, byte(v>>(16-8*i)))
	}
	return out
}

// inverse makes the tables for encoding at the first use.
func (t *Table) inverse() {
	t.load()
	t.inverseOnce.Do(func() {
		t.pages, t.pairBytes, t.pairFirst = map[rune]*[256]uint32{}, map[[2]rune]uint32{}, map[rune]bool{}
		type place struct {
			node   int32
			prefix []byte
		}
		// Short sequences come before long ones.
		for level := []place{{}}; len(level) > 0; {
			var next []place
			for _, p := range level {
				for b, v := range t.nodes[p.node] {
					sequence := append(p.prefix[:len(p.prefix):len(p.prefix)], byte(b))
					switch {
					case v >= 0:
						if slot := t.slot(v); *slot == 0 {
							*slot = packed(sequence)
						}
					case v <= firstPair:
						pair := t.pairs[firstPair-v]
						t.pairBytes[pair], t.pairFirst[pair[0]] = packed(sequence), true
					case v <= firstChild:
						next = append(next, place{firstChild - v, sequence})
					}
				}
			}
			level = next
		}
		for c, v := range t.exceptions {
			*t.slot(c) = v
		}
	})
}

func (t *Table) slot(c rune) *uint32 {
	page := t.pages[c>>8]
	if page == nil {
		page = new([256]uint32)
		t.pages[c>>8] = page
	}
	return &page[c&0xff]
}

// bytesOf returns the packed encoding of a character, 0 if it has none.
func (t *Table) bytesOf(c rune) uint32 {
	if page := t.pages[c>>8]; page != nil {
		return page[c&0xff]
	}
	return 0
}
