// This file writes objects.

package marshal

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"strconv"

	"adder/frontend/code"
	codec "adder/frontend/code/marshal"
	"adder/runtime/py"
)

// writer writes objects. The first error sticks.
type writer struct {
	t         *thread
	out       []byte
	version   int
	allowCode bool
	refs      map[value]int // objects by identity, and small ints → their numbers
	depth     int
	exc       *excp
}

// encode returns the serialised form of an object.
func encode(t *thread, v value, version int, allowCode bool) ([]byte, *excp) {
	if v.Type() == py.CodeType && allowCode && version >= 4 {
		return codec.Dumps(py.AsCode(v).Whole()), nil
	}
	w := &writer{t: t, version: version, allowCode: allowCode, refs: map[value]int{}}
	w.object(v)
	return w.out, w.exc
}

func (w *writer) byte(b byte) { w.out = append(w.out, b) }
func (w *writer) int32(n int) { w.out = binary.LittleEndian.AppendUint32(w.out, uint32(n)) }

// size writes a length, which must fit 32 bits.
func (w *writer) size(n int) {
	if n > math.MaxInt32 {
		w.unmarshallable()
	}
	w.int32(n)
}

func (w *writer) unmarshallable() {
	if w.exc == nil {
		w.exc = py.ValueErrorf("unmarshallable object")
	}
}

func (w *writer) float(f float64) {
	w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(f))
}

func (w *writer) textFloat(f float64) {
	s := strconv.FormatFloat(f, 'g', 17, 64)
	w.byte(byte(len(s)))
	w.out = append(w.out, s...)
}

func (w *writer) object(v value) {
	if w.exc != nil {
		return
	}
	if w.depth++; w.depth > maxDepth {
		w.exc = py.ValueErrorf("object too deeply nested to marshal")
	}
	defer func() { w.depth-- }()
	switch {
	case v.IsUnbound():
		w.byte('0')
	case v.IsNone():
		w.byte('N')
	case py.Is(v, py.StopIteration.V()):
		w.byte('S')
	case v == py.Ellipsis:
		w.byte('.')
	case v.IsFalse():
		w.byte('F')
	case v.IsTrue():
		w.byte('T')
	default:
		if flag, done := w.reference(v); !done {
			w.complex(v, flag)
		}
	}
}

// reference writes a reference to an object that was written before, or gives it a number.
func (w *writer) reference(v value) (flag byte, done bool) {
	if w.version < 3 {
		return 0, false
	}
	known := !v.IsFloat() && (!v.IsInt() || v.Int64() >= -5 && v.Int64() <= 256)
	if i, ok := w.refs[v]; ok && known {
		w.byte('r')
		w.int32(i)
		return 0, true
	}
	n := len(w.refs)
	if !known { // equal numbers are not the same object for CPython
		v = py.NewList().V()
	}
	w.refs[v] = n
	return flagRef, false
}

func (w *writer) complex(v value, flag byte) {
	switch typ := v.Type(); typ {
	case py.IntType:
		w.integer(v, flag)
	case py.FloatType:
		if w.version > 1 {
			w.byte('g' | flag)
			w.float(v.Float64())
		} else {
			w.byte('f' | flag)
			w.textFloat(v.Float64())
		}
	case py.ComplexType:
		c := py.AsComplex(v)
		if w.version > 1 {
			w.byte('y' | flag)
			w.float(real(c))
			w.float(imag(c))
		} else {
			w.byte('x' | flag)
			w.textFloat(real(c))
			w.textFloat(imag(c))
		}
	case py.BytesType:
		w.data(py.AsBytes(v).Data(), flag)
	case py.StrType:
		w.str(py.AsStr(v), flag)
	case py.TupleType:
		items := py.AsTuple(v).Items
		if w.version >= 4 && len(items) < 256 {
			w.byte(')' | flag)
			w.byte(byte(len(items)))
		} else {
			w.byte('(' | flag)
			w.size(len(items))
		}
		w.objects(items)
	case py.ListType:
		items := py.AsList(v).Items
		w.byte('[' | flag)
		w.size(len(items))
		w.objects(items)
	case py.DictType:
		w.byte('{' | flag)
		for pos := 0; ; {
			key, item, ok := py.AsDict(v).Next(&pos)
			if !ok {
				break
			}
			w.object(key)
			w.object(item)
		}
		w.byte('0')
	case py.SetType, py.FrozenSetType:
		w.set(v, flag)
	case py.SliceType:
		if w.version < 5 {
			w.byte('?')
			w.unmarshallable()
			return
		}
		s := py.AsSlice(v)
		w.byte(':' | flag)
		w.objects([]value{s.Start, s.Stop, s.Step})
	case py.CodeType:
		w.code(py.AsCode(v).Whole(), flag)
	default:
		data, ok := py.BytesOf(v)
		if !ok || typ.Flags&(py.IntSubclass|py.StrSubclass) != 0 {
			w.byte('?')
			w.unmarshallable()
			return
		}
		w.data(data, flag)
	}
}

func (w *writer) objects(items []value) {
	for _, item := range items {
		w.object(item)
	}
}

func (w *writer) data(data []byte, flag byte) {
	w.byte('s' | flag)
	w.size(len(data))
	w.out = append(w.out, data...)
}

func (w *writer) integer(v value, flag byte) {
	if n, ok := py.ToInt64(v); ok && n == int64(int32(n)) {
		w.byte('i' | flag)
		w.int32(int(n))
		return
	}
	x := py.ToBig(v)
	abs := new(big.Int).Abs(x)
	count := (abs.BitLen() + 14) / 15
	w.byte('l' | flag)
	if x.Sign() < 0 {
		w.int32(-count)
	} else {
		w.int32(count)
	}
	for _, digit := range digits15(abs, count) {
		w.out = binary.LittleEndian.AppendUint16(w.out, digit)
	}
}

// digits15 splits a number into digits of 15 bits, the lowest first.
func digits15(x *big.Int, count int) []uint16 {
	little := x.Bytes()
	slices.Reverse(little)
	out := make([]uint16, count)
	acc, bits, j := uint32(0), 0, 0
	for i := range out {
		for bits < 15 && j < len(little) {
			acc |= uint32(little[j]) << bits
			bits += 8
			j++
		}
		out[i] = uint16(acc & 0x7fff)
		acc >>= 15
		bits = max(bits-15, 0)
	}
	return out
}

func (w *writer) str(s *py.Str, flag byte) {
	interned := w.version >= 3 && s.IsInterned()
	if w.version >= 4 && s.IsASCII() {
		text := s.String()
		kind := byte('a')
		if len(text) < 256 {
			kind = 'z'
		}
		if interned {
			kind &^= 0x20
		}
		w.byte(kind | flag)
		if len(text) < 256 {
			w.byte(byte(len(text)))
		} else {
			w.size(len(text))
		}
		w.out = append(w.out, text...)
		return
	}
	kind := byte('u')
	if interned {
		kind = 't'
	}
	text := s.String()
	w.byte(kind | flag)
	w.size(len(text))
	w.out = append(w.out, text...)
}

// set writes the items in the order of their serialised forms, so that it does not depend on
// hashes.
func (w *writer) set(v value, flag byte) {
	kind := byte('<')
	if v.Type() == py.FrozenSetType {
		kind = '>'
	}
	type pair struct {
		form []byte
		item value
	}
	var pairs []pair
	for pos := 0; ; {
		item, ok := py.AsSet(v).Next(&pos)
		if !ok {
			break
		}
		form, exc := encode(w.t, item, w.version, w.allowCode)
		if exc != nil {
			w.exc = exc
			return
		}
		pairs = append(pairs, pair{form, item})
	}
	slices.SortFunc(pairs, func(a, b pair) int { return bytes.Compare(a.form, b.form) })
	w.byte(kind | flag)
	w.size(len(pairs))
	for _, p := range pairs {
		w.object(p.item)
	}
}

// code writes a code object inside of another object.
func (w *writer) code(c *code.Code, flag byte) {
	if !w.allowCode {
		w.exc = py.ValueErrorf("marshalling code objects is disallowed")
		return
	}
	w.byte('c' | flag)
	for _, n := range [...]int{c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, c.StackSize, int(c.Flags)} {
		w.int32(n)
	}
	w.object(py.BytesV(bytes.Clone(c.Bytecode)))
	consts := make([]value, len(c.Consts))
	for i, k := range c.Consts {
		consts[i] = py.FromConst(k)
	}
	w.object(py.NewTuple(consts...).V())
	w.names(c.Names)
	w.names(c.LocalsPlusNames)
	kinds := make([]byte, len(c.LocalsPlusKinds))
	for i, k := range c.LocalsPlusKinds {
		kinds[i] = byte(k)
	}
	w.object(py.BytesV(kinds))
	for _, s := range [...]string{c.Filename, c.Name, c.QualName} {
		w.object(py.Intern(s).V())
	}
	w.int32(c.FirstLine)
	w.object(py.BytesV(bytes.Clone(c.LineTable)))
	w.object(py.BytesV(bytes.Clone(c.ExceptionTable)))
}

func (w *writer) names(names []string) {
	items := make([]value, len(names))
	for i, n := range names {
		items[i] = py.Intern(n).V()
	}
	w.object(py.NewTuple(items...).V())
}
