// This file finds matches: it is zlib's deflate with its levels and strategies.

// Package deflate compresses as zlib does, byte for byte.
package deflate

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
)

// Strategy tunes the algorithm, numbered as in zlib.
type Strategy int

// The strategies.
const (
	Default Strategy = iota
	Filtered
	HuffmanOnly
	RLE
	Fixed
)

// Flush says what to do with what is pending, numbered as in zlib.
type Flush int

// The ways to flush.
const (
	NoFlush Flush = iota
	PartialFlush
	SyncFlush
	FullFlush
	Finish
	Block
)

const (
	minMatch     = 3
	maxMatch     = 258
	minLookahead = maxMatch + minMatch + 1
	tooFar       = 4096
)

// config holds what a level means.
type config struct {
	good, lazy, nice, chain int
	slow                    bool
}

var configs = [10]config{
	1: {4, 4, 8, 4, false}, 2: {4, 5, 16, 8, false}, 3: {4, 6, 32, 32, false}, 4: {4, 4, 16, 16, true},
	5: {8, 16, 32, 32, true}, 6: {8, 16, 128, 128, true}, 7: {8, 32, 128, 256, true}, 8: {32, 128, 258, 1024, true}, 9: {32, 258, 258, 4096, true},
}

// Format is the container of the stream.
type Format int

// The formats.
const (
	Raw Format = iota
	Zlib
	Gzip
)

// Compressor is a compression under way.
type Compressor struct {
	c        coder
	cfg      config
	level    int
	strategy Strategy
	format   Format
	wbits    int
	started  bool // the header is written
	done     bool
	last     Flush // of the previous call, -1 before
	dict     bool
	adler    uint32
	crc      uint32
	total    uint32

	input                                 []byte
	window                                []byte
	prev, head                            []uint16
	wsize, hashMask                       int
	hashShift                             uint
	hash                                  int
	blockStart, matchLength, prevMatch    int
	matchAvailable                        bool
	start, matchStart, lookahead, prevLen int
	insert                                int
}

// New starts a compression. level is 0 to 9, wbits 9 to 15, mem 1 to 9.
func New(level int, format Format, wbits, mem int, strategy Strategy) *Compressor {
	z := &Compressor{level: level, cfg: configs[level], strategy: strategy, format: format, wbits: wbits, last: -1, adler: 1}
	z.wsize = 1 << wbits
	hashBits := mem + 7
	z.hashMask = 1<<hashBits - 1
	z.hashShift = uint(hashBits+minMatch-1) / minMatch
	z.window = make([]byte, 2*z.wsize)
	z.prev = make([]uint16, z.wsize)
	z.head = make([]uint16, 1<<hashBits)
	z.matchLength, z.prevLen = minMatch-1, minMatch-1
	z.c.fixed, z.c.stored = strategy == Fixed, level == 0
	z.c.init(1<<(mem+6) - 1)
	return z
}

// Clone returns a copy of the state.
func (z *Compressor) Clone() *Compressor {
	n := *z
	n.c = z.c.clone()
	n.window = append([]byte(nil), z.window...)
	n.prev = append([]uint16(nil), z.prev...)
	n.head = append([]uint16(nil), z.head...)
	return &n
}

// SetDictionary gives data that is known to the receiver, before anything is compressed.
func (z *Compressor) SetDictionary(data []byte) {
	z.adler = adler32.Checksum(data)
	z.dict = len(data) > 0
	if len(data) >= z.wsize {
		data = data[len(data)-z.wsize:]
	}
	z.input = data
	z.fill()
	for z.lookahead >= minMatch {
		n := z.lookahead - (minMatch - 1)
		for range n {
			z.insertString(z.start)
			z.start++
		}
		z.lookahead = minMatch - 1
		z.fill()
	}
	z.start += z.lookahead
	z.blockStart = z.start
	z.insert = z.lookahead
	z.lookahead = 0
	z.matchLength, z.prevLen = minMatch-1, minMatch-1
	z.matchAvailable = false
	z.input = nil
}

// Compress takes more data and returns what there is to write.
func (z *Compressor) Compress(data []byte, flush Flush) []byte {
	if z.done {
		return nil
	}
	rank := func(f Flush) int {
		if f > 4 {
			return int(f)*2 - 9
		}
		return int(f) * 2
	}
	if !z.started {
		z.header()
	} else if len(data) == 0 && flush != Finish && rank(flush) <= rank(z.last) {
		return nil // nothing has happened since
	}
	z.last = flush
	z.input = data
	z.total += uint32(len(data))
	switch z.format {
	case Zlib:
		z.adler = updateAdler(z.adler, data)
	case Gzip:
		z.crc = crc32.Update(z.crc, crc32.IEEETable, data)
	}
	if len(data) != 0 || z.lookahead != 0 || flush != NoFlush {
		if z.run(flush) {
			switch flush {
			case PartialFlush:
				z.c.align()
			case Block, Finish:
			default:
				z.c.storedBlock(nil, false)
				if flush == FullFlush {
					clear(z.head)
					if z.lookahead == 0 {
						z.start, z.blockStart, z.insert = 0, 0, 0
					}
				}
			}
			if flush != Finish {
				z.c.flushBits()
			}
		}
	}
	if flush == Finish {
		z.trailer()
		z.done = true
	}
	z.input = nil
	z.c.flushBits()
	out := z.c.out
	z.c.out = nil
	return out
}

func (z *Compressor) header() {
	z.started = true
	weak := z.strategy >= HuffmanOnly || z.level < 2
	switch z.format {
	case Zlib:
		flags := 3
		switch {
		case weak:
			flags = 0
		case z.level < 6:
			flags = 1
		case z.level == 6:
			flags = 2
		}
		h := uint16(8+(z.wbits-8)<<4)<<8 | uint16(flags)<<6
		if z.dict {
			h |= 0x20
		}
		h += 31 - h%31
		z.c.out = binary.BigEndian.AppendUint16(z.c.out, h)
		if z.dict {
			z.c.out = binary.BigEndian.AppendUint32(z.c.out, z.adler)
		}
		z.adler = 1
	case Gzip:
		extra := byte(0)
		if z.level == 9 {
			extra = 2
		} else if weak {
			extra = 4
		}
		z.c.out = append(z.c.out, 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3)
	}
}

func (z *Compressor) trailer() {
	switch z.format {
	case Zlib:
		z.c.out = binary.BigEndian.AppendUint32(z.c.out, z.adler)
	case Gzip:
		z.c.out = binary.LittleEndian.AppendUint32(z.c.out, z.crc)
		z.c.out = binary.LittleEndian.AppendUint32(z.c.out, z.total)
	}
}

func updateAdler(start uint32, data []byte) uint32 {
	const mod = 65521
	a, b := start&0xffff, start>>16
	for len(data) > 0 {
		n := min(len(data), 5552)
		for _, c := range data[:n] {
			a += uint32(c)
			b += a
		}
		a, b = a%mod, b%mod
		data = data[n:]
	}
	return b<<16 | a
}

// Adler32 continues a checksum.
func Adler32(start uint32, data []byte) uint32 { return updateAdler(start, data) }

func (z *Compressor) run(flush Flush) (blockDone bool) {
	switch {
	case z.level == 0:
		return z.store(flush)
	case z.strategy == HuffmanOnly:
		return z.huffman(flush)
	case z.strategy == RLE:
		return z.rle(flush)
	case z.cfg.slow:
		return z.slow(flush)
	}
	return z.fast(flush)
}

func (z *Compressor) maxDist() int { return z.wsize - minLookahead }

func (z *Compressor) updateHash(b byte) {
	z.hash = (z.hash<<z.hashShift ^ int(b)) & z.hashMask
}

// insertString notes the string at i, and returns the previous one with the same hash.
func (z *Compressor) insertString(i int) int {
	z.updateHash(z.window[i+minMatch-1])
	head := z.head[z.hash]
	z.prev[i&(z.wsize-1)] = head
	z.head[z.hash] = uint16(i)
	return int(head)
}

// fill moves input into the window, whose halves slide.
func (z *Compressor) fill() {
	for {
		more := 2*z.wsize - z.lookahead - z.start
		if z.start >= z.wsize+z.maxDist() {
			copy(z.window, z.window[z.wsize:])
			z.matchStart -= z.wsize
			z.start -= z.wsize
			z.blockStart -= z.wsize
			z.insert = min(z.insert, z.start)
			for _, table := range [...][]uint16{z.head, z.prev} {
				for i, p := range table {
					if int(p) >= z.wsize {
						table[i] = p - uint16(z.wsize)
					} else {
						table[i] = 0
					}
				}
			}
			more += z.wsize
		}
		if len(z.input) == 0 {
			return
		}
		at := z.start + z.lookahead
		n := copy(z.window[at:at+more], z.input)
		z.input = z.input[n:]
		z.lookahead += n
		if z.lookahead+z.insert >= minMatch {
			s := z.start - z.insert
			z.hash = int(z.window[s])
			z.updateHash(z.window[s+1])
			for z.insert > 0 {
				z.insertString(s)
				s++
				z.insert--
				if z.lookahead+z.insert < minMatch {
					break
				}
			}
		}
		if z.lookahead >= minLookahead || len(z.input) == 0 {
			return
		}
	}
}

// ready makes sure that there is something to look at: ok is false if more input is needed, and
// end is true where there is none any more.
func (z *Compressor) ready(need int, flush Flush) (ok, end bool) {
	if z.lookahead < need {
		z.fill()
		if z.lookahead < need && flush == NoFlush {
			return false, false
		}
		if z.lookahead == 0 {
			return true, true
		}
	}
	return true, false
}

func (z *Compressor) flushBlock(last bool) {
	var data []byte
	if z.blockStart >= 0 {
		data = z.window[z.blockStart:z.start]
	}
	z.c.flushBlock(data, z.start-z.blockStart, last)
	z.blockStart = z.start
}

// finish ends what a call has to do: the last block, or the one so far.
func (z *Compressor) finish(flush Flush) bool {
	if flush == Finish {
		z.flushBlock(true)
		return true
	}
	if len(z.c.symbols) > 0 {
		z.flushBlock(false)
	}
	return true
}

func (z *Compressor) longestMatch(cur int) int {
	chain, best, nice := z.cfg.chain, z.prevLen, z.cfg.nice
	limit := max(z.start-z.maxDist(), 0)
	mask := z.wsize - 1
	scan := z.window[z.start:min(z.start+maxMatch, len(z.window))]
	end1, end := scan[best-1], scan[best]
	if z.prevLen >= z.cfg.good {
		chain >>= 2
	}
	nice = min(nice, z.lookahead)
	for {
		m := z.window[cur : cur+len(scan)]
		if m[best] == end && m[best-1] == end1 && m[0] == scan[0] && m[1] == scan[1] {
			n := 2
			for n < len(scan) && m[n] == scan[n] {
				n++
			}
			if n > best {
				z.matchStart, best = cur, n
				if n >= nice || n >= len(scan) {
					break
				}
				end1, end = scan[best-1], scan[best]
			}
		}
		cur = int(z.prev[cur&mask])
		if cur <= limit {
			break
		}
		if chain--; chain == 0 {
			break
		}
	}
	return min(best, z.lookahead)
}

// fast takes each match as it comes (levels 1 to 3).
func (z *Compressor) fast(flush Flush) bool {
	for {
		if ok, end := z.ready(minLookahead, flush); !ok {
			return false
		} else if end {
			break
		}
		head := 0
		if z.lookahead >= minMatch {
			head = z.insertString(z.start)
		}
		if head != 0 && z.start-head <= z.maxDist() {
			z.matchLength = z.longestMatch(head)
		}
		full := false
		if z.matchLength >= minMatch {
			full = z.c.match(z.start-z.matchStart, z.matchLength-minMatch)
			z.lookahead -= z.matchLength
			if z.matchLength <= z.cfg.lazy && z.lookahead >= minMatch {
				for range z.matchLength - 1 {
					z.start++
					z.insertString(z.start)
				}
				z.start++
				z.matchLength = 0
			} else {
				z.start += z.matchLength
				z.matchLength = 0
				z.hash = int(z.window[z.start])
				z.updateHash(z.window[z.start+1])
			}
		} else {
			full = z.c.literal(z.window[z.start])
			z.lookahead--
			z.start++
		}
		if full {
			z.flushBlock(false)
		}
	}
	z.insert = min(z.start, minMatch-1)
	return z.finish(flush)
}

// slow looks whether the next position has a longer match (levels 4 to 9).
func (z *Compressor) slow(flush Flush) bool {
	for {
		if ok, end := z.ready(minLookahead, flush); !ok {
			return false
		} else if end {
			break
		}
		head := 0
		if z.lookahead >= minMatch {
			head = z.insertString(z.start)
		}
		z.prevLen, z.prevMatch = z.matchLength, z.matchStart
		z.matchLength = minMatch - 1
		if head != 0 && z.prevLen < z.cfg.lazy && z.start-head <= z.maxDist() {
			z.matchLength = z.longestMatch(head)
			if z.matchLength <= 5 && (z.strategy == Filtered || z.matchLength == minMatch && z.start-z.matchStart > tooFar) {
				z.matchLength = minMatch - 1
			}
		}
		switch {
		case z.prevLen >= minMatch && z.matchLength <= z.prevLen:
			lastInsert := z.start + z.lookahead - minMatch
			full := z.c.match(z.start-1-z.prevMatch, z.prevLen-minMatch)
			z.lookahead -= z.prevLen - 1
			for range z.prevLen - 2 {
				if z.start++; z.start <= lastInsert {
					z.insertString(z.start)
				}
			}
			z.prevLen = 0
			z.matchAvailable = false
			z.matchLength = minMatch - 1
			z.start++
			if full {
				z.flushBlock(false)
			}
		case z.matchAvailable:
			if z.c.literal(z.window[z.start-1]) {
				z.flushBlock(false)
			}
			z.start++
			z.lookahead--
		default:
			z.matchAvailable = true
			z.start++
			z.lookahead--
		}
	}
	if z.matchAvailable {
		z.c.literal(z.window[z.start-1])
		z.matchAvailable = false
	}
	z.insert = min(z.start, minMatch-1)
	return z.finish(flush)
}

// rle only finds runs of a byte.
func (z *Compressor) rle(flush Flush) bool {
	for {
		if ok, end := z.ready(maxMatch+1, flush); !ok {
			return false
		} else if end {
			break
		}
		z.matchLength = 0
		if z.lookahead >= minMatch && z.start > 0 {
			w := z.window[z.start-1:]
			n := 0
			for n < min(maxMatch, len(w)-1) && w[n+1] == w[0] {
				n++
			}
			if n >= minMatch {
				z.matchLength = min(n, z.lookahead)
			}
		}
		full := false
		if z.matchLength >= minMatch {
			full = z.c.match(1, z.matchLength-minMatch)
			z.lookahead -= z.matchLength
			z.start += z.matchLength
			z.matchLength = 0
		} else {
			full = z.c.literal(z.window[z.start])
			z.lookahead--
			z.start++
		}
		if full {
			z.flushBlock(false)
		}
	}
	z.insert = 0
	return z.finish(flush)
}

// huffman finds no matches at all.
func (z *Compressor) huffman(flush Flush) bool {
	for {
		if z.lookahead == 0 {
			z.fill()
			if z.lookahead == 0 {
				if flush == NoFlush {
					return false
				}
				break
			}
		}
		z.matchLength = 0
		full := z.c.literal(z.window[z.start])
		z.lookahead--
		z.start++
		if full {
			z.flushBlock(false)
		}
	}
	z.insert = 0
	return z.finish(flush)
}

// store writes the data as it is (level 0).
func (z *Compressor) store(flush Flush) bool {
	const most = 65535
	for len(z.input) > 0 {
		n := min(len(z.input), most)
		last := flush == Finish && n == len(z.input)
		z.c.storedBlock(z.input[:n], last)
		z.input = z.input[n:]
		if last {
			return true
		}
	}
	if flush == Finish {
		z.c.storedBlock(nil, true)
	}
	return flush != NoFlush
}
