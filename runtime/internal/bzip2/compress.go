// This file compresses: run lengths, the Burrows-Wheeler transform, move to front, and Huffman
// codes chosen as the C library chooses them.

// Package bzip2 compresses and decompresses bzip2 streams.
package bzip2

import (
	"bytes"
	"math/bits"
	"slices"
)

const (
	blockMagic = 0x314159265359
	endMagic   = 0x177245385090
	groupSize  = 50
)

// crcTable is filled when the first stream starts.
var crcTable [256]uint32

func fillTable() {
	if crcTable[1] != 0 {
		return
	}
	for i := range crcTable {
		c := uint32(i) << 24
		for range 8 {
			if c&0x80000000 != 0 {
				c = c<<1 ^ 0x04c11db7
			} else {
				c <<= 1
			}
		}
		crcTable[i] = c
	}
}

func updateCRC(crc uint32, b byte) uint32 { return crc<<8 ^ crcTable[byte(crc>>24)^b] }

// Compressor is a compression under way.
type Compressor struct {
	level    int
	out      []byte
	acc      uint64
	bits     uint
	block    []byte
	used     [256]bool
	most     int
	char     int // the byte of the run, -1 for none
	run      int
	crc      uint32
	combined uint32
	started  bool
}

// NewCompressor starts a compression with blocks of level*100,000 bytes.
func NewCompressor(level int) *Compressor {
	fillTable()
	return &Compressor{level: level, most: 100000*level - 19, char: -1, crc: 0xffffffff}
}

// Compress takes data and returns what there is to write.
func (c *Compressor) Compress(data []byte) []byte {
	for _, b := range data {
		if len(c.block) >= c.most {
			c.endBlock()
		}
		if int(b) == c.char && c.run < 255 {
			c.run++
			continue
		}
		c.addRun()
		c.char, c.run = int(b), 1
	}
	return c.take()
}

// Finish ends the stream.
func (c *Compressor) Finish() []byte {
	c.addRun()
	c.char = -1
	c.endBlock()
	c.head()
	c.put(endMagic, 48)
	c.put(uint64(c.combined), 32)
	if c.bits > 0 {
		c.put(0, 8-c.bits)
	}
	return c.take()
}

func (c *Compressor) take() []byte {
	out := c.out
	c.out = nil
	return out
}

func (c *Compressor) put(v uint64, n uint) {
	for n > 32 {
		c.put(v>>(n-16)&0xffff, 16)
		n -= 16
	}
	c.acc = c.acc<<n | v&(1<<n-1)
	c.bits += n
	for c.bits >= 8 {
		c.bits -= 8
		c.out = append(c.out, byte(c.acc>>c.bits))
	}
}

func (c *Compressor) addRun() {
	if c.char < 0 {
		return
	}
	b := byte(c.char)
	for range c.run {
		c.crc = updateCRC(c.crc, b)
	}
	c.used[b] = true
	for range min(c.run, 4) {
		c.block = append(c.block, b)
	}
	if c.run >= 4 {
		c.used[c.run-4] = true
		c.block = append(c.block, byte(c.run-4))
	}
}

func (c *Compressor) head() {
	if !c.started {
		c.started = true
		c.out = append(c.out, 'B', 'Z', 'h', byte('0'+c.level))
	}
}

func (c *Compressor) endBlock() {
	if len(c.block) == 0 {
		return
	}
	c.head()
	crc := ^c.crc
	c.combined = bits.RotateLeft32(c.combined, 1) ^ crc
	last, origin := transform(c.block)
	c.put(blockMagic, 48)
	c.put(uint64(crc), 32)
	c.put(0, 1)
	c.put(uint64(origin), 24)
	c.sendBlock(last)
	c.block = c.block[:0]
	c.used = [256]bool{}
	c.crc = 0xffffffff
}

// transform sorts the rotations of a block, and returns the last column and the row of the
// block itself.
func transform(block []byte) (last []byte, origin int) {
	n := len(block)
	order := rotations(block)
	last = make([]byte, n)
	for i, r := range order {
		if r == 0 {
			origin = i
			r = int32(n)
		}
		last[i] = block[r-1]
	}
	return last, origin
}

// rotations returns the starts of the rotations in their order; of equal ones the last comes
// first. It sorts by the first byte, then by the first 2, 4, 8 … bytes: the order by twice as
// many follows from that of the two halves.
func rotations(block []byte) []int32 {
	n := len(block)
	order, class := make([]int32, n), make([]int32, n)
	shifted, next := make([]int32, n), make([]int32, n)
	count := make([]int32, max(256, n)+1)
	for _, b := range block {
		count[int(b)+1]++
	}
	for i := range 256 {
		count[i+1] += count[i]
	}
	starts := append([]int32(nil), count[:256]...)
	for i, b := range block {
		order[starts[b]] = int32(i)
		starts[b]++
		class[i] = count[b]
	}
	period := periodOf(block)
	for h := 1; h < period; h *= 2 {
		// The classes number the first place of each group; the rotations that start h bytes
		// earlier are sorted by their second half already.
		for i, o := range order {
			shifted[i] = o - int32(h)
			if shifted[i] < 0 {
				shifted[i] += int32(n)
			}
			count[i] = int32(i)
		}
		for _, o := range shifted {
			k := class[o]
			order[count[k]] = o
			count[k]++
		}
		groups := 0
		for i, o := range order {
			if i == 0 || class[o] != class[order[i-1]] || class[(int(o)+h)%n] != class[(int(order[i-1])+h)%n] {
				next[o] = int32(i)
				groups++
			} else {
				next[o] = next[order[i-1]]
			}
		}
		class, next = next, class
		if groups == period {
			break
		}
	}
	for i, size := 0, n/period; size > 1 && i < n; i += size {
		group := order[i : i+size]
		slices.SortFunc(group, func(a, b int32) int { return int(b - a) })
	}
	return order
}

// periodOf returns the length of the shortest block of which the block is a repetition.
func periodOf(block []byte) int {
	twice := append(block[1:len(block):len(block)], block...)
	return 1 + bytes.Index(twice, block)
}
