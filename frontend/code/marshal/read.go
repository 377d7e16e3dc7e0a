// This file reads marshalled constants and code objects.

// Package marshal converts code objects to and from CPython's marshal format, version 5,
// and .pyc files (Python/marshal.c).
package marshal

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"unsafe"

	"adder/frontend/code"
)

// Errors of the reader, in the words of Python/marshal.c.
var (
	ErrShort    = errors.New("marshal data too short")
	ErrType     = errors.New("bad marshal data (unknown type code)")
	ErrRef      = errors.New("bad marshal data (invalid reference)")
	ErrDepth    = errors.New("recursion limit exceeded")
	errNull     = errors.New("NULL object in marshal data for object")
	errNotCode  = errors.New("no code object in marshal data")
	errBadField = errors.New("bad marshal data (wrong type of a code object's field)")
)

// maxDepth bounds nesting (MAX_MARSHAL_STACK_DEPTH).
const maxDepth = 2000

// Loads reads one constant.
func Loads(data []byte) (code.Const, error) {
	r := &reader{data: data}
	v := r.object()
	return v, r.err
}

// ReadCode reads a code object.
func ReadCode(data []byte) (*code.Code, error) {
	v, err := Loads(data)
	if err != nil {
		return nil, err
	}
	c, ok := v.(*code.Code)
	if !ok {
		return nil, errNotCode
	}
	return c, nil
}

// reader reads objects off data. The first error sticks, and everything read after it is zero.
type reader struct {
	data  []byte
	pos   int
	refs  []code.Const
	depth int
	err   error
	// img is set where data is an image: references are resolved with its index, nested code objects
	// are not read, and strings and bytes of code objects lie in data.
	img *image
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) bytes(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.data)-r.pos {
		r.fail(ErrShort)
		return nil
	}
	b := r.data[r.pos : r.pos+n]
	r.pos += n
	return b
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) int32() int {
	if b := r.bytes(4); b != nil {
		return int(int32(binary.LittleEndian.Uint32(b)))
	}
	return 0
}

// size reads a length and refuses one that the rest of the data cannot hold.
func (r *reader) size() int {
	n := r.int32()
	if n < 0 || n > len(r.data)-r.pos {
		r.fail(ErrShort)
		return 0
	}
	return n
}

func (r *reader) float() float64 {
	if b := r.bytes(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// textFloat reads a float written as its repr, by versions 0 and 1.
func (r *reader) textFloat() float64 {
	f, err := strconv.ParseFloat(string(r.bytes(int(r.byte()))), 64)
	if err != nil && r.err == nil && !math.IsInf(f, 0) {
		r.fail(ErrType)
	}
	return f
}

const flagRef = 0x80

// object reads one object. A flagged one gets its number before its parts are read.
func (r *reader) object() code.Const {
	if r.depth++; r.depth > maxDepth {
		r.fail(ErrDepth)
	}
	defer func() { r.depth-- }()
	if r.err != nil {
		return nil
	}
	kind := r.byte()
	ref := -1
	if kind&flagRef != 0 && kind&^flagRef != 'r' && r.img == nil {
		ref = len(r.refs)
		r.refs = append(r.refs, nil)
	}
	v := r.ofKind(kind &^ flagRef)
	if ref >= 0 {
		r.refs[ref] = v
	}
	return v
}

func (r *reader) ofKind(kind byte) code.Const {
	switch kind {
	case '0': // the end of a dict, which no constant holds
		r.fail(errNull)
		return nil
	case 'N':
		return code.None{}
	case 'F':
		return false
	case 'T':
		return true
	case '.':
		return code.Ellipsis
	case 'i':
		return int64(r.int32())
	case 'l':
		return r.long()
	case 'g':
		return r.float()
	case 'f':
		return r.textFloat()
	case 'y':
		re := r.float()
		return complex(re, r.float())
	case 'x':
		re := r.textFloat()
		return complex(re, r.textFloat())
	case 's':
		return code.Bytes(r.bytes(r.size()))
	case 't', 'u', 'a', 'A':
		return r.text(r.size())
	case 'z', 'Z':
		return r.text(int(r.byte()))
	case ')':
		return code.Tuple(r.items(int(r.byte())))
	case '(':
		return code.Tuple(r.items(r.size()))
	case '>':
		return code.FrozenSet(r.items(r.size()))
	case ':':
		v := r.items(3)
		if r.err != nil {
			return nil
		}
		return code.Slice{Start: v[0], Stop: v[1], Step: v[2]}
	case 'r':
		return r.reference()
	case 'c':
		return r.code()
	}
	if r.err == nil {
		r.fail(ErrType)
	}
	return nil
}

func (r *reader) reference() code.Const {
	i := r.int32()
	if r.img != nil {
		return r.img.object(i)
	}
	if r.err == nil && (i < 0 || i >= len(r.refs) || r.refs[i] == nil) {
		r.fail(ErrRef)
	}
	if r.err != nil {
		return nil
	}
	return r.refs[i]
}

func (r *reader) items(n int) []code.Const {
	list := make([]code.Const, 0, n)
	for range n {
		v := r.object()
		if r.err != nil {
			return nil
		}
		list = append(list, v)
	}
	return list
}

// longShift is the number of bits in a digit of a marshalled long.
const longShift = 15

func (r *reader) long() code.Const {
	n := r.int32()
	digits := n
	if n < 0 {
		digits = -n
	}
	if digits > (len(r.data)-r.pos)/2 {
		r.fail(ErrShort)
		return nil
	}
	data := r.bytes(2 * digits)
	for i := range digits {
		if data[2*i+1]&0x80 != 0 {
			r.fail(fmt.Errorf("bad marshal data (digit out of range in long)"))
			return nil
		}
	}
	v := FromDigits(data)
	if n < 0 {
		v.Neg(v)
	}
	return code.Int(v)
}

// FromDigits returns the number with these digits of 15 bits, two bytes each, the lowest first.
func FromDigits(data []byte) *big.Int {
	out := make([]byte, len(data)) // highest byte first
	acc, bits, at := uint32(0), 0, len(out)
	for i := 0; i+1 < len(data); i += 2 {
		acc |= uint32(binary.LittleEndian.Uint16(data[i:])) << bits
		for bits += longShift; bits >= 8; bits -= 8 {
			at--
			out[at] = byte(acc)
			acc >>= 8
		}
	}
	if bits > 0 {
		at--
		out[at] = byte(acc)
	}
	return new(big.Int).SetBytes(out)
}

func (r *reader) code() code.Const {
	if r.img != nil {
		return r.nested()
	}
	c := &code.Code{}
	r.counts(c)
	c.Bytecode = r.bytesField()
	c.Consts = field[code.Tuple](r)
	c.Names = r.names()
	r.tail(c)
	if r.err == nil && len(c.LocalsPlusKinds) != len(c.LocalsPlusNames) {
		r.fail(errBadField)
	}
	return c
}

// counts reads the numbers that a code object begins with.
func (r *reader) counts(c *code.Code) {
	c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount = r.int32(), r.int32(), r.int32()
	c.StackSize, c.Flags = r.int32(), code.Flags(r.int32())
}

// tail reads what follows the names of a code object.
func (r *reader) tail(c *code.Code) {
	c.LocalsPlusNames = r.names()
	kinds := r.bytesField()
	c.LocalsPlusKinds = unsafe.Slice((*code.LocalKind)(unsafe.SliceData(kinds)), len(kinds))
	c.Filename, c.Name, c.QualName = r.string(), r.string(), r.string()
	if r.img != nil && r.img.file != "" && c.Filename == r.img.old {
		c.Filename = r.img.file
	}
	c.FirstLine = r.int32()
	c.LineTable = r.bytesField()
	c.ExceptionTable = r.bytesField()
}

// text reads the n bytes of a string.
func (r *reader) text(n int) string {
	b := r.bytes(n)
	if r.img != nil {
		return text(b)
	}
	return string(b)
}

// bytesField reads a bytes object that is a field of a code object.
func (r *reader) bytesField() []byte {
	if r.img == nil || r.pos >= len(r.data) || r.data[r.pos]&^flagRef != 's' {
		return []byte(field[code.Bytes](r))
	}
	r.pos++
	n := r.size()
	return r.bytes(n)[:n:n]
}

// field reads an object that must be a T.
func field[T any](r *reader) T {
	v, ok := r.object().(T)
	if !ok {
		r.fail(errBadField)
	}
	return v
}

// string reads a string.
func (r *reader) string() string {
	if r.img != nil && r.pos < len(r.data) {
		return r.name()
	}
	return field[string](r)
}

// names reads a tuple of strings.
func (r *reader) names() []string {
	if r.img != nil && r.pos < len(r.data) && r.data[r.pos]&^flagRef == ')' {
		r.pos++
		names := make([]string, r.byte())
		for i := range names {
			names[i] = r.name()
		}
		return names
	}
	tuple := field[code.Tuple](r)
	names := make([]string, len(tuple))
	for i, v := range tuple {
		s, ok := v.(string)
		if !ok {
			r.fail(errBadField)
		}
		names[i] = s
	}
	return names
}

// name reads a string of an image.
func (r *reader) name() string {
	pos := r.pos
	kind := r.data[pos] &^ flagRef
	if kind == 'r' {
		pos = int(r.img.ref(int(binary.LittleEndian.Uint32(r.data[pos+1:]))))
		kind = r.data[pos] &^ flagRef
	}
	if kind != 'z' && kind != 'Z' {
		return field[string](r)
	}
	n := int(r.data[pos+1])
	if pos == r.pos {
		r.pos += 2 + n
	} else {
		r.pos += 5
	}
	return text(r.data[pos+2 : pos+2+n])
}
