// This file codes blocks: it builds Huffman trees, chooses the kind of block, and writes bits.
// The algorithm is that of zlib, down to the order of equal frequencies, so that the output is
// the same, byte for byte.

package deflate

import "math/bits"

const (
	lengthCodes  = 29
	literals     = 256
	endBlock     = 256
	lCodes       = literals + 1 + lengthCodes
	dCodes       = 30
	blCodes      = 19
	heapSize     = 2*lCodes + 1
	repeat3to6   = 16
	zeros3to10   = 17
	zeros11to138 = 18
)

var (
	extraLength = [lengthCodes]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	extraDist   = [dCodes]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
	extraBl     = [blCodes]uint8{repeat3to6: 2, zeros3to10: 3, zeros11to138: 7}
	blOrder     = [blCodes]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
)

// node is a node of a tree: a symbol or an inner node. link is the parent while the tree is
// built, and the length of the code afterwards.
type node struct {
	freq, code, link uint16
}

// tables are the codes that do not depend on the data.
type tables struct {
	lengthCode [256]uint8
	distCode   [512]uint8
	baseLength [lengthCodes]int
	baseDist   [dCodes]int
	literal    [lCodes + 2]node
	dist       [dCodes]node
}

// static is filled by the first compressor.
var static *tables

func makeTables() *tables {
	t := &tables{}
	n := 0
	for c := range lengthCodes - 1 {
		t.baseLength[c] = n
		for range 1 << extraLength[c] {
			t.lengthCode[n] = uint8(c)
			n++
		}
	}
	t.lengthCode[n-1] = lengthCodes - 1
	n = 0
	for c := range 16 {
		t.baseDist[c] = n
		for range 1 << extraDist[c] {
			t.distCode[n] = uint8(c)
			n++
		}
	}
	n >>= 7
	for c := 16; c < dCodes; c++ {
		t.baseDist[c] = n << 7
		for range 1 << (extraDist[c] - 7) {
			t.distCode[256+n] = uint8(c)
			n++
		}
	}
	var count [16]uint16
	for i := range t.literal {
		size := uint16(8)
		if i >= 144 && i < 256 {
			size = 9
		} else if i >= 256 && i < 280 {
			size = 7
		}
		t.literal[i].link = size
		count[size]++
	}
	genCodes(t.literal[:], lCodes+1, &count)
	for i := range t.dist {
		t.dist[i] = node{link: 5, code: reverse(uint16(i), 5)}
	}
	return t
}

func (t *tables) codeOfDist(d int) int {
	if d < 256 {
		return int(t.distCode[d])
	}
	return int(t.distCode[256+d>>7])
}

// treeDesc describes a tree of the data.
type treeDesc struct {
	nodes     []node
	static    []node // nil for the tree of code lengths
	extra     []uint8
	base      int // symbol of the first that has extra bits
	elems     int
	maxLength int
	maxCode   int // the largest symbol that occurs
}

// coder writes blocks.
type coder struct {
	out      []byte
	bits     uint64
	numBits  uint
	fixed    bool // strategy Z_FIXED
	stored   bool // level 0
	l, d, bl treeDesc
	symbols  []symbol
	limit    int // symbols in a block

	heap              [heapSize]int
	heapLen, heapMax  int
	depth             [heapSize]uint8
	optLen, staticLen int // bits of the block with the trees of the data, and with the static ones
}

// symbol is a literal, or with dist > 0 a match whose length minus 3 is lc.
type symbol struct {
	dist uint16
	lc   uint8
}

func (c *coder) init(limit int) {
	if static == nil {
		static = makeTables()
	}
	c.l = treeDesc{nodes: make([]node, heapSize), static: static.literal[:], extra: extraLength[:], base: literals + 1, elems: lCodes, maxLength: 15}
	c.d = treeDesc{nodes: make([]node, 2*dCodes+1), static: static.dist[:], extra: extraDist[:], elems: dCodes, maxLength: 15}
	c.bl = treeDesc{nodes: make([]node, 2*blCodes+1), extra: extraBl[:], elems: blCodes, maxLength: 7}
	c.limit = limit
	c.symbols = make([]symbol, 0, limit)
	c.initBlock()
}

func (c *coder) clone() coder {
	n := *c
	n.out = append([]byte(nil), c.out...)
	n.symbols = append(make([]symbol, 0, c.limit), c.symbols...)
	for _, d := range []*treeDesc{&n.l, &n.d, &n.bl} {
		d.nodes = append([]node(nil), d.nodes...)
	}
	return n
}

func (c *coder) initBlock() {
	clear(c.l.nodes[:lCodes])
	clear(c.d.nodes[:dCodes])
	clear(c.bl.nodes[:blCodes])
	c.l.nodes[endBlock].freq = 1
	c.optLen, c.staticLen = 0, 0
	c.symbols = c.symbols[:0]
}

// literal notes a literal; it reports whether the block is full.
func (c *coder) literal(b byte) bool {
	c.symbols = append(c.symbols, symbol{0, b})
	c.l.nodes[b].freq++
	return len(c.symbols) == c.limit
}

// match notes a match of length+3 bytes; it reports whether the block is full.
func (c *coder) match(dist, length int) bool {
	c.symbols = append(c.symbols, symbol{uint16(dist), uint8(length)})
	c.l.nodes[int(static.lengthCode[length])+literals+1].freq++
	c.d.nodes[static.codeOfDist(dist-1)].freq++
	return len(c.symbols) == c.limit
}

func (c *coder) send(value uint16, n int) {
	c.bits |= uint64(value) << c.numBits
	c.numBits += uint(n)
	for c.numBits >= 16 {
		c.out = append(c.out, byte(c.bits), byte(c.bits>>8))
		c.bits >>= 16
		c.numBits -= 16
	}
}

func (c *coder) sendCode(n node) { c.send(n.code, int(n.link)) }

// flushBits writes out the whole bytes; windUp fills up the last one.
func (c *coder) flushBits() {
	for c.numBits >= 8 {
		c.out = append(c.out, byte(c.bits))
		c.bits >>= 8
		c.numBits -= 8
	}
}

func (c *coder) windUp() {
	c.numBits = (c.numBits + 7) &^ 7
	c.flushBits()
	c.bits = 0
}

func reverse(code uint16, n int) uint16 { return bits.Reverse16(code) >> (16 - n) }

func genCodes(tree []node, maxCode int, count *[16]uint16) {
	var next [16]uint16
	code := uint16(0)
	for n := 1; n <= 15; n++ {
		code = (code + count[n-1]) << 1
		next[n] = code
	}
	for i := 0; i <= maxCode; i++ {
		if n := tree[i].link; n != 0 {
			tree[i].code = reverse(next[n], int(n))
			next[n]++
		}
	}
}

func (c *coder) smaller(tree []node, n, m int) bool {
	return tree[n].freq < tree[m].freq || tree[n].freq == tree[m].freq && c.depth[n] <= c.depth[m]
}

// sink moves the node at position k of the heap down to where it belongs.
func (c *coder) sink(tree []node, k int) {
	v := c.heap[k]
	for j := k << 1; j <= c.heapLen; j <<= 1 {
		if j < c.heapLen && c.smaller(tree, c.heap[j+1], c.heap[j]) {
			j++
		}
		if c.smaller(tree, v, c.heap[j]) {
			break
		}
		c.heap[k] = c.heap[j]
		k = j
	}
	c.heap[k] = v
}

// build makes the codes of a tree from the frequencies.
func (c *coder) build(d *treeDesc) {
	tree := d.nodes
	c.heapLen, c.heapMax = 0, heapSize
	maxCode := -1
	for n := range d.elems {
		if tree[n].freq != 0 {
			c.heapLen++
			c.heap[c.heapLen] = n
			maxCode = n
			c.depth[n] = 0
		} else {
			tree[n].link = 0
		}
	}
	for c.heapLen < 2 { // at least two codes are needed
		n := 0
		if maxCode < 2 {
			maxCode++
			n = maxCode
		}
		c.heapLen++
		c.heap[c.heapLen] = n
		tree[n].freq = 1
		c.depth[n] = 0
		c.optLen--
		if d.static != nil {
			c.staticLen -= int(d.static[n].link)
		}
	}
	d.maxCode = maxCode
	for n := c.heapLen / 2; n >= 1; n-- {
		c.sink(tree, n)
	}
	for inner := d.elems; ; inner++ {
		n := c.heap[1]
		c.heap[1] = c.heap[c.heapLen]
		c.heapLen--
		c.sink(tree, 1)
		m := c.heap[1]
		c.heapMax--
		c.heap[c.heapMax] = n
		c.heapMax--
		c.heap[c.heapMax] = m
		tree[inner].freq = tree[n].freq + tree[m].freq
		c.depth[inner] = max(c.depth[n], c.depth[m]) + 1
		tree[n].link, tree[m].link = uint16(inner), uint16(inner)
		c.heap[1] = inner
		c.sink(tree, 1)
		if c.heapLen < 2 {
			break
		}
	}
	c.heapMax--
	c.heap[c.heapMax] = c.heap[1]
	var count [16]uint16
	c.lengths(d, &count)
	genCodes(tree, maxCode, &count)
}

// lengths turns the tree into lengths of codes, none of which may be too long.
func (c *coder) lengths(d *treeDesc, count *[16]uint16) {
	tree := d.nodes
	overflow := 0
	tree[c.heap[c.heapMax]].link = 0
	for h := c.heapMax + 1; h < heapSize; h++ {
		n := c.heap[h]
		size := int(tree[tree[n].link].link) + 1
		if size > d.maxLength {
			size = d.maxLength
			overflow++
		}
		tree[n].link = uint16(size)
		if n > d.maxCode {
			continue // no leaf
		}
		count[size]++
		extra := 0
		if n >= d.base {
			extra = int(d.extra[n-d.base])
		}
		c.optLen += int(tree[n].freq) * (size + extra)
		if d.static != nil {
			c.staticLen += int(tree[n].freq) * (int(d.static[n].link) + extra)
		}
	}
	if overflow == 0 {
		return
	}
	for ; overflow > 0; overflow -= 2 {
		size := d.maxLength - 1
		for count[size] == 0 {
			size--
		}
		count[size]--
		count[size+1] += 2
		count[d.maxLength]--
	}
	h := heapSize
	for size := d.maxLength; size != 0; size-- {
		for n := count[size]; n != 0; {
			h--
			m := c.heap[h]
			if m > d.maxCode {
				continue
			}
			if int(tree[m].link) != size {
				c.optLen += (size - int(tree[m].link)) * int(tree[m].freq)
				tree[m].link = uint16(size)
			}
			n--
		}
	}
}

// runs walks over the lengths of a tree's codes in runs, as they are coded themselves.
func runs(d *treeDesc, visit func(length, count int, first bool)) {
	tree := d.nodes
	prev, next := -1, int(tree[0].link)
	count, most, least := 0, 7, 4
	if next == 0 {
		most, least = 138, 3
	}
	for n := 0; n <= d.maxCode; n++ {
		cur := next
		next = 0xffff
		if n < d.maxCode {
			next = int(tree[n+1].link)
		}
		count++
		if count < most && cur == next {
			continue
		}
		if count < least {
			for range count {
				visit(cur, 1, true)
			}
		} else {
			visit(cur, count, cur != prev)
		}
		count, prev = 0, cur
		switch {
		case next == 0:
			most, least = 138, 3
		case cur == next:
			most, least = 6, 3
		default:
			most, least = 7, 4
		}
	}
}

func (c *coder) scan(d *treeDesc) {
	bl := c.bl.nodes
	runs(d, func(length, count int, first bool) {
		switch {
		case count == 1:
			bl[length].freq++
		case length != 0:
			if first {
				bl[length].freq++
			}
			bl[repeat3to6].freq++
		case count <= 10:
			bl[zeros3to10].freq++
		default:
			bl[zeros11to138].freq++
		}
	})
}

func (c *coder) sendTree(d *treeDesc) {
	bl := c.bl.nodes
	runs(d, func(length, count int, first bool) {
		switch {
		case count == 1:
			c.sendCode(bl[length])
		case length != 0:
			if first {
				c.sendCode(bl[length])
				count--
			}
			c.sendCode(bl[repeat3to6])
			c.send(uint16(count-3), 2)
		case count <= 10:
			c.sendCode(bl[zeros3to10])
			c.send(uint16(count-3), 3)
		default:
			c.sendCode(bl[zeros11to138])
			c.send(uint16(count-11), 7)
		}
	})
}

// storedBlock writes data as it is.
func (c *coder) storedBlock(data []byte, last bool) {
	c.blockHead(0, last)
	c.windUp()
	n := uint16(len(data))
	c.out = append(c.out, byte(n), byte(n>>8), byte(^n), byte(^n>>8))
	c.out = append(c.out, data...)
}

func (c *coder) blockHead(kind uint16, last bool) {
	if last {
		c.send(kind<<1|1, 3)
	} else {
		c.send(kind<<1, 3)
	}
}

// align writes an empty block of the static kind, so that all before it can be decoded.
func (c *coder) align() {
	c.blockHead(1, false)
	c.sendCode(static.literal[endBlock])
	c.flushBits()
}

// flushBlock writes the block, in the kind that is shortest; data is what it stands for, nil
// if it is no longer there.
func (c *coder) flushBlock(data []byte, size int, last bool) {
	c.build(&c.l)
	c.build(&c.d)
	c.scan(&c.l)
	c.scan(&c.d)
	c.build(&c.bl)
	maxBl := blCodes - 1
	for maxBl >= 3 && c.bl.nodes[blOrder[maxBl]].link == 0 {
		maxBl--
	}
	c.optLen += 3*(maxBl+1) + 5 + 5 + 4
	opt, fixed := (c.optLen+3+7)>>3, (c.staticLen+3+7)>>3
	if fixed <= opt || c.fixed {
		opt = fixed
	}
	switch {
	case size+4 <= opt && data != nil:
		c.storedBlock(data, last)
	case fixed == opt:
		c.blockHead(1, last)
		c.compressed(static.literal[:], static.dist[:])
	default:
		c.blockHead(2, last)
		c.send(uint16(c.l.maxCode+1-257), 5)
		c.send(uint16(c.d.maxCode+1-1), 5)
		c.send(uint16(maxBl+1-4), 4)
		for i := 0; i <= maxBl; i++ {
			c.send(c.bl.nodes[blOrder[i]].link, 3)
		}
		c.sendTree(&c.l)
		c.sendTree(&c.d)
		c.compressed(c.l.nodes, c.d.nodes)
	}
	c.initBlock()
	if last {
		c.windUp()
	}
}

// compressed writes the symbols of the block.
func (c *coder) compressed(lit, dist []node) {
	t := static
	for _, s := range c.symbols {
		if s.dist == 0 {
			c.sendCode(lit[s.lc])
			continue
		}
		code := int(t.lengthCode[s.lc])
		c.sendCode(lit[code+literals+1])
		if n := int(extraLength[code]); n != 0 {
			c.send(uint16(int(s.lc)-t.baseLength[code]), n)
		}
		d := int(s.dist) - 1
		code = t.codeOfDist(d)
		c.sendCode(dist[code])
		if n := int(extraDist[code]); n != 0 {
			c.send(uint16(d-t.baseDist[code]), n)
		}
	}
	c.sendCode(lit[endBlock])
}
