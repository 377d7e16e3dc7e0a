// This file decompresses streams in the formats of zlib, as much at a time as there is input
// and room for output.

// Package inflate decompresses zlib, gzip and raw deflate streams piece by piece.
package inflate

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
)

// Error is an error in the data, in zlib's words.
type Error string

func (e Error) Error() string { return string(e) }

// NeedDict is the error of a stream that needs a dictionary; the caller sets it and goes on.
const NeedDict = Error("need dictionary")

// Format is the container of a stream.
type Format int

// The formats; Auto is zlib or gzip.
const (
	Raw Format = iota
	Zlib
	Gzip
	Auto
)

const windowSize = 1 << 15

type state int

const (
	inHeader state = iota
	inDictID
	inBlockHeader
	inStored
	inCodes
	inMatch
	inLiteral
	inTrailer
	finished
)

// Decompressor is a decompression under way.
type Decompressor struct {
	format Format
	wbits  int
	state  state
	hold   uint64
	bits   uint
	in     []byte // the current input
	pos    int
	kept   []byte // input that was not enough for the next step
	window []byte // the last output
	out    []byte
	most   int // output wanted; -1: all
	last   bool
	stored int

	lengths, dists *code
	length, dist   int // of the match that is being copied
	literal        byte
	gzip           bool
	check          uint32
	total          uint32
	dictID         uint32
	failed         error
}

// New starts a decompression; wbits is the most that a zlib header may say, 0 for any.
func New(format Format, wbits int) *Decompressor {
	d := &Decompressor{format: format, wbits: wbits, check: 1}
	if format == Raw {
		d.state = inBlockHeader
	}
	return d
}

// Clone returns a copy of the state.
func (d *Decompressor) Clone() *Decompressor {
	n := *d
	n.kept = append([]byte(nil), d.kept...)
	n.window = append([]byte(nil), d.window...)
	return &n
}

// Done reports whether the end of the stream has been reached.
func (d *Decompressor) Done() bool { return d.state == finished }

// SetDictionary gives the data that the stream refers to. It reports whether it is the right one.
func (d *Decompressor) SetDictionary(data []byte) bool {
	if d.state == inDictID && adler32.Checksum(data) != d.dictID {
		return false
	}
	d.window = append(d.window, data[max(0, len(data)-windowSize):]...)
	if d.state == inDictID {
		d.state = inBlockHeader
	}
	return true
}

// Decompress takes input and returns output, at most most bytes unless that is negative, and the
// input that it has not used: after the end of the stream, or for want of room.
func (d *Decompressor) Decompress(in []byte, most int) (out, rest []byte, err error) {
	if d.failed != nil {
		return nil, in, d.failed
	}
	own := len(d.kept)
	d.in, d.pos = in, 0
	if own > 0 {
		d.in = append(d.kept, in...)
	}
	d.kept = nil
	d.out, d.most = nil, most
	err = d.run()
	d.pos -= int(d.bits / 8) // whole bytes that were not needed
	d.bits &= 7
	d.hold &= 1<<d.bits - 1
	switch {
	case err == errInput:
		d.kept, err = append([]byte(nil), d.in[d.pos:]...), nil
	case d.pos < own:
		d.kept, rest = append([]byte(nil), d.in[d.pos:own]...), in
	default:
		rest = in[d.pos-own:]
	}
	if err != nil && err != NeedDict {
		d.failed = err
	}
	out = d.out
	d.out, d.in = nil, nil
	return out, rest, err
}

// errInput says that the next step needs more input.
const errInput = Error("more input")

func (d *Decompressor) pull() bool {
	if d.pos == len(d.in) {
		return false
	}
	d.hold |= uint64(d.in[d.pos]) << d.bits
	d.bits += 8
	d.pos++
	return true
}

func (d *Decompressor) drop(n uint) {
	d.hold >>= n
	d.bits -= n
}

// need makes sure that there are n bits.
func (d *Decompressor) need(n uint) bool {
	for d.bits < n {
		if !d.pull() {
			return false
		}
	}
	return true
}

func (d *Decompressor) take(n uint) int {
	v := int(d.hold & (1<<n - 1))
	d.drop(n)
	return v
}

func (d *Decompressor) full() bool { return d.most >= 0 && len(d.out) >= d.most }

// run takes one step after the other. Most take their input completely or not at all.
func (d *Decompressor) run() error {
	for d.state != finished {
		hold, bits, pos := d.hold, d.bits, d.pos
		keeps := false // the step keeps its own place when it runs out of input
		var err error
		switch d.state {
		case inHeader:
			err = d.header()
		case inDictID:
			err = NeedDict
		case inBlockHeader:
			err = d.blockHeader()
		case inStored:
			err, keeps = d.copyStored(), true
		case inCodes, inMatch, inLiteral:
			err, keeps = d.codes(), true
		case inTrailer:
			err = d.trailer()
		}
		if err == errInput && !keeps {
			d.hold, d.bits, d.pos = hold, bits, pos
		}
		if err == errFull {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// errFull says that there is no more room for output.
const errFull = Error("full")

func (d *Decompressor) header() error {
	if !d.need(16) {
		return errInput
	}
	if d.format >= Gzip && d.hold&0xffff == 0x8b1f {
		return d.gzipHeader()
	}
	if d.format == Gzip {
		return Error("incorrect header check")
	}
	head := d.take(16)
	switch size := head>>4&15 + 8; {
	case (head&0xff<<8|head>>8)%31 != 0:
		return Error("incorrect header check")
	case head&15 != 8:
		return Error("unknown compression method")
	case size > 15 || d.wbits != 0 && size > d.wbits:
		return Error("invalid window size")
	}
	d.state = inBlockHeader
	if head>>8&0x20 != 0 {
		if !d.need(32) {
			return errInput
		}
		d.dictID = 0
		for range 4 {
			d.dictID = d.dictID<<8 | uint32(d.take(8))
		}
		d.state = inDictID
	}
	return nil
}

func (d *Decompressor) gzipHeader() error {
	b := d.in[d.pos-2:]
	if len(b) < 10 {
		return errInput
	}
	flags := b[3]
	switch {
	case b[2] != 8:
		return Error("unknown compression method")
	case flags&0xe0 != 0:
		return Error("unknown header flags set")
	}
	n := 10
	if flags&4 != 0 {
		if len(b) < n+2 {
			return errInput
		}
		n += 2 + int(binary.LittleEndian.Uint16(b[n:]))
	}
	for _, text := range [...]byte{8, 16} { // name and comment end with a zero
		if flags&text != 0 {
			for n < len(b) && b[n] != 0 {
				n++
			}
			n++
		}
	}
	if n > len(b) || flags&2 != 0 && n+2 > len(b) {
		return errInput
	}
	if flags&2 != 0 {
		if uint16(crc32.ChecksumIEEE(b[:n])) != binary.LittleEndian.Uint16(b[n:]) {
			return Error("header crc mismatch")
		}
		n += 2
	}
	d.pos += n - 2
	d.hold, d.bits = 0, 0
	d.gzip, d.check, d.state = true, 0, inBlockHeader
	return nil
}

func (d *Decompressor) blockHeader() error {
	if d.last {
		d.state = inTrailer
		return nil
	}
	if !d.need(3) {
		return errInput
	}
	last := d.take(1) == 1
	switch d.take(2) {
	case 0:
		d.drop(d.bits & 7)
		if !d.need(32) {
			return errInput
		}
		n, inverse := d.take(16), d.take(16)
		if n != ^inverse&0xffff {
			return Error("invalid stored block lengths")
		}
		d.stored, d.state = n, inStored
	case 1:
		d.fixedCodes()
	case 2:
		if err := d.dynamicCodes(); err != nil {
			return err
		}
	default:
		return Error("invalid block type")
	}
	d.last = last
	return nil
}

func (d *Decompressor) copyStored() error {
	for d.stored > 0 {
		if d.full() {
			return errFull
		}
		if d.bits > 0 { // whole bytes that were read ahead
			d.emit([]byte{byte(d.take(8))})
			d.stored--
			continue
		}
		n := min(d.stored, len(d.in)-d.pos)
		if d.most >= 0 {
			n = min(n, d.most-len(d.out))
		}
		if n == 0 {
			return errInput
		}
		d.emit(d.in[d.pos : d.pos+n])
		d.pos += n
		d.stored -= n
	}
	d.state = inBlockHeader
	return nil
}

// emit appends output.
func (d *Decompressor) emit(data []byte) {
	d.out = append(d.out, data...)
	d.note(data)
	d.window = append(d.window, data...)
	d.trim()
}

// note includes output in the checksum.
func (d *Decompressor) note(data []byte) {
	d.total += uint32(len(data))
	switch {
	case d.gzip:
		d.check = crc32.Update(d.check, crc32.IEEETable, data)
	case d.format != Raw:
		d.check = adler(d.check, data)
	}
}

func (d *Decompressor) trim() {
	if len(d.window) > 4*windowSize {
		d.window = append(d.window[:0], d.window[len(d.window)-windowSize:]...)
	}
}

func adler(start uint32, data []byte) uint32 {
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

func (d *Decompressor) trailer() error {
	d.drop(d.bits & 7)
	switch {
	case d.gzip:
		if !d.need(32) {
			return errInput
		}
		if uint32(d.take(32)) != d.check {
			return Error("incorrect data check")
		}
		if !d.need(32) {
			return errInput
		}
		if uint32(d.take(32)) != d.total {
			return Error("incorrect length check")
		}
	case d.format != Raw:
		if !d.need(32) {
			return errInput
		}
		sum := uint32(0)
		for range 4 {
			sum = sum<<8 | uint32(d.take(8))
		}
		if sum != d.check {
			return Error("incorrect data check")
		}
	}
	d.state = finished
	return nil
}
