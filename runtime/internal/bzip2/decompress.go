// This file decompresses, pulling bytes as it needs them.

package bzip2

import (
	"iter"
	"math/bits"
)

// Error is an error in the data.
type Error string

func (e Error) Error() string { return string(e) }

const errData = Error("Invalid data stream")

// errStopped ends a decompression that nobody waits for any more.
const errStopped = Error("stopped")

// Decompressor is a decompression under way. The decoder runs as a coroutine, which hands over
// blocks, and gives way when it needs input.
type Decompressor struct {
	d    *decoder
	next func() (event, bool)
	stop func()
	out  []byte // decoded and not handed out yet
	done bool
	err  error
}

// event is what the decoder has to say: a block, or nothing if it needs input.
type event struct{ block []byte }

// decoder is the coroutine's state.
type decoder struct {
	in    []byte
	yield func(event) bool
	acc   uint64
	bits  uint
	err   error
}

// NewDecompressor starts a decompression. Stop ends it early.
func NewDecompressor() *Decompressor {
	fillTable()
	d := &decoder{}
	z := &Decompressor{d: d}
	z.next, z.stop = iter.Pull(func(yield func(event) bool) {
		d.yield = yield
		d.run()
	})
	return z
}

// Stop gives the decompression up.
func (z *Decompressor) Stop() { z.stop() }

// Stopper returns a function that does the same without holding z.
func (z *Decompressor) Stopper() func() { return z.stop }

// Done reports whether the end of the stream has been reached and handed out.
func (z *Decompressor) Done() bool { return z.done && len(z.out) == 0 }

// Decompress takes input, and returns output, at most most bytes unless that is negative, and
// what follows the stream.
func (z *Decompressor) Decompress(in []byte, most int) (out, rest []byte, err error) {
	if z.err != nil {
		return nil, nil, z.err
	}
	z.d.in = append(z.d.in[:len(z.d.in):len(z.d.in)], in...)
	for {
		n := len(z.out)
		if most >= 0 {
			n = min(n, most-len(out))
		}
		out = append(out, z.out[:n]...)
		z.out = z.out[n:]
		if z.done || most >= 0 && len(out) >= most {
			break
		}
		e, ok := z.next()
		if !ok {
			if z.d.err != nil {
				z.err = z.d.err
				return nil, nil, z.err
			}
			z.done = true
			continue
		}
		if e.block == nil {
			break // all input is used
		}
		z.out = e.block
	}
	if z.Done() {
		rest = z.d.in
		z.d.in = nil
	}
	return out, rest, nil
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *decoder) take(n uint) uint64 {
	for d.bits < n {
		for len(d.in) == 0 && d.err == nil {
			if !d.yield(event{}) {
				d.fail(errStopped)
			}
		}
		if d.err != nil {
			return 0
		}
		d.acc = d.acc<<8 | uint64(d.in[0])
		d.in = d.in[1:]
		d.bits += 8
	}
	d.bits -= n
	return d.acc >> d.bits & (1<<n - 1)
}

func (d *decoder) take48() uint64 { return d.take(24)<<24 | d.take(24) }

func (d *decoder) run() {
	for _, b := range "BZh" {
		if d.take(8) != uint64(b) {
			d.fail(errData)
		}
	}
	level := d.take(8)
	if level < '1' || level > '9' {
		d.fail(errData)
	}
	combined := uint32(0)
	for d.err == nil {
		switch magic := d.take48(); {
		case d.err != nil:
			return
		case magic == endMagic:
			if uint32(d.take(32)) != combined && d.err == nil {
				d.fail(errData)
			}
			return
		case magic != blockMagic:
			d.fail(errData)
			return
		}
		crc := uint32(d.take(32))
		block := d.block(int(level-'0') * 100000)
		if d.err != nil {
			return
		}
		sum := uint32(0xffffffff)
		for _, b := range block {
			sum = updateCRC(sum, b)
		}
		if ^sum != crc {
			d.fail(errData)
			return
		}
		combined = bits.RotateLeft32(combined, 1) ^ crc
		if len(block) > 0 && !d.yield(event{block}) {
			d.fail(errStopped)
		}
	}
}

// prefixCode decodes a Huffman code.
type prefixCode struct {
	count   [21]int
	symbols []uint16
}

func (d *decoder) symbol(p *prefixCode) int {
	code, first, index := 0, 0, 0
	for n := 1; n <= 20; n++ {
		code |= int(d.take(1))
		if d.err != nil {
			return 0
		}
		if code-p.count[n] < first {
			return int(p.symbols[index+code-first])
		}
		index += p.count[n]
		first = (first + p.count[n]) << 1
		code <<= 1
	}
	d.fail(errData)
	return 0
}

// block decodes a block of at most most bytes before the runs are undone.
func (d *decoder) block(most int) []byte {
	if d.take(1) != 0 {
		d.fail(errData) // randomised blocks have not been written for decades
	}
	origin := int(d.take(24))
	var recent []byte
	for i, all := 0, d.take(16); i < 16; i++ {
		if all>>(15-i)&1 == 0 {
			continue
		}
		for j, part := 0, d.take(16); j < 16; j++ {
			if part>>(15-j)&1 != 0 {
				recent = append(recent, byte(16*i+j))
			}
		}
	}
	selectors, codes := d.codes(len(recent) + 2)
	if len(recent) == 0 {
		d.fail(errData)
	}
	if d.err != nil {
		return nil
	}
	last := d.symbols(selectors, codes, recent, most)
	if d.err != nil {
		return nil
	}
	if origin >= len(last) {
		d.fail(errData)
		return nil
	}
	return expandRuns(inverse(last, origin))
}

// codes reads the Huffman codes and which of them each group of symbols uses.
func (d *decoder) codes(size int) (selectors []byte, codes []*prefixCode) {
	groups, n := int(d.take(3)), int(d.take(15))
	if groups < 2 || groups > 6 || n < 1 {
		d.fail(errData)
		return
	}
	places := []byte{0, 1, 2, 3, 4, 5}
	for range n {
		j := 0
		for d.take(1) == 1 {
			if j++; j >= groups {
				d.fail(errData)
				return
			}
		}
		s := places[j]
		copy(places[1:j+1], places[:j])
		places[0] = s
		selectors = append(selectors, s)
	}
	for range groups {
		p := &prefixCode{}
		lengths := make([]int, size)
		cur := int(d.take(5))
		for i := range lengths {
			for {
				if cur < 1 || cur > 20 {
					d.fail(errData)
					return
				}
				if d.take(1) == 0 {
					break
				}
				cur += 1 - 2*int(d.take(1))
			}
			lengths[i] = cur
			p.count[cur]++
		}
		for n := 1; n <= 20; n++ {
			for s, l := range lengths {
				if l == n {
					p.symbols = append(p.symbols, uint16(s))
				}
			}
		}
		codes = append(codes, p)
	}
	return selectors, codes
}

// symbols decodes the last column.
func (d *decoder) symbols(selectors []byte, codes []*prefixCode, recent []byte, most int) []byte {
	var last []byte
	end := len(recent) + 1
	run, weight := 0, 1
	for i := 0; d.err == nil; i++ {
		if i/groupSize >= len(selectors) {
			d.fail(errData)
			break
		}
		s := d.symbol(codes[selectors[i/groupSize]])
		if s <= 1 && d.err == nil {
			run += weight << s
			if weight <<= 1; run > most {
				d.fail(errData)
			}
			continue
		}
		if run+len(last) >= most+1 {
			d.fail(errData)
			break
		}
		for range run {
			last = append(last, recent[0])
		}
		run, weight = 0, 1
		if s == end || d.err != nil {
			break
		}
		b := recent[s-1]
		copy(recent[1:s], recent[:s-1])
		recent[0] = b
		last = append(last, b)
	}
	return last
}

// inverse undoes the transform.
func inverse(last []byte, origin int) []byte {
	var start [257]int
	for _, b := range last {
		start[int(b)+1]++
	}
	for i := range 256 {
		start[i+1] += start[i]
	}
	next := make([]int32, len(last))
	for i, b := range last {
		next[start[b]] = int32(i)
		start[b]++
	}
	out := make([]byte, len(last))
	at := next[origin]
	for i := range out {
		out[i] = last[at]
		at = next[at]
	}
	return out
}

// expandRuns undoes the first step of compression: after four equal bytes comes a count.
func expandRuns(data []byte) []byte {
	out := make([]byte, 0, len(data))
	same := 0
	for i, b := range data {
		if same == 4 {
			for range b {
				out = append(out, data[i-1])
			}
			same = 0
			continue
		}
		if same > 0 && b == data[i-1] {
			same++
		} else {
			same = 1
		}
		out = append(out, b)
	}
	return out
}
