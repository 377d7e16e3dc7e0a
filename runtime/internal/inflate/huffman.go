// This file decodes Huffman codes.

package inflate

import "math/bits"

const fastBits = 10

// code is a canonical Huffman code.
type code struct {
	fast    [1 << fastBits]uint16 // symbol<<4 | length; 0: a longer code, or none
	count   [16]uint16
	symbols []uint16 // in the order of the codes
}

// codeState says whether lengths make a code.
type codeState int

const (
	complete codeState = iota
	incomplete
	oversubscribed
)

// makeCode makes a code of the lengths of its symbols.
func makeCode(lengths []uint8) (*code, codeState) {
	c := &code{}
	for _, n := range lengths {
		c.count[n]++
	}
	used := len(lengths) - int(c.count[0])
	c.count[0] = 0
	left := 1
	for n := 1; n <= 15; n++ {
		left = left<<1 - int(c.count[n])
		if left < 0 {
			return nil, oversubscribed
		}
	}
	var offset, next [17]uint16
	for n := 1; n <= 15; n++ {
		offset[n+1] = offset[n] + c.count[n]
		next[n+1] = (next[n] + c.count[n]) << 1
	}
	c.symbols = make([]uint16, used)
	for s, n := range lengths {
		if n == 0 {
			continue
		}
		c.symbols[offset[n]] = uint16(s)
		offset[n]++
		if n <= fastBits {
			first := int(bits.Reverse16(next[n]) >> (16 - n))
			for i := first; i < len(c.fast); i += 1 << n {
				c.fast[i] = uint16(s)<<4 | uint16(n)
			}
		}
		next[n]++
	}
	if left > 0 {
		return c, incomplete
	}
	return c, complete
}

// symbol decodes a symbol. bad means that no symbol has the code.
func (d *Decompressor) symbol(c *code) (sym int, ok, bad bool) {
	for {
		if e := c.fast[d.hold&(1<<fastBits-1)]; e != 0 && uint(e&15) <= d.bits {
			d.drop(uint(e & 15))
			return int(e >> 4), true, false
		}
		if n, s, found := c.slow(d.hold, d.bits); found {
			d.drop(n)
			return s, true, false
		} else if d.bits >= 15 || n > 15 {
			return 0, false, true
		}
		if !d.pull() {
			return 0, false, false
		}
	}
}

// slow decodes bit by bit.
func (c *code) slow(hold uint64, have uint) (n uint, sym int, found bool) {
	first, index, value := 0, 0, 0
	for n = 1; n <= 15 && n <= have; n++ {
		value |= int(hold & 1)
		hold >>= 1
		count := int(c.count[n])
		if value-count < first {
			return n, int(c.symbols[index+value-first]), true
		}
		index += count
		first = (first + count) << 1
		value <<= 1
	}
	return n, 0, false
}
