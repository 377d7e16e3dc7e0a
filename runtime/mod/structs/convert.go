// This file converts values to and from their bytes.

package structs

import (
	"bytes"
	"encoding/binary"
	"math"

	"adder/runtime/internal/float16"
	"adder/runtime/py"
)

// unpack returns the values in data, which has the size of the layout.
func (l *layout) unpack(data []byte) py.Value {
	out := py.AllocTuple(l.items)
	i := 0
	for _, f := range l.fields {
		for k := range f.count {
			out.Items[i] = l.value(f, data[f.offset+k*f.size:])
			i++
		}
	}
	return out.V()
}

// value decodes the item that mem starts with.
func (l *layout) value(f field, mem []byte) py.Value {
	o := l.order
	switch f.code {
	case 'B':
		return py.Int(int64(mem[0]))
	case 'b':
		return py.Int(int64(int8(mem[0])))
	case 'c':
		return py.BytesV(mem[:1])
	case '?':
		return py.Bool(mem[0] != 0)
	case 's':
		return py.BytesV(bytes.Clone(mem[:f.size]))
	case 'p':
		n := 0
		if f.size > 0 {
			n = min(int(mem[0]), f.size-1)
		}
		if n == 0 {
			return py.BytesV(nil)
		}
		return py.BytesV(bytes.Clone(mem[1 : 1+n]))
	case 'e':
		return py.Float(float16.Float(o.Uint16(mem)))
	case 'f':
		return py.Float(widen(o.Uint32(mem)))
	case 'd':
		return py.Float(math.Float64frombits(o.Uint64(mem)))
	case 'F':
		return py.NewComplex(complex(widen(o.Uint32(mem)), widen(o.Uint32(mem[4:]))))
	case 'D':
		return py.NewComplex(complex(math.Float64frombits(o.Uint64(mem)), math.Float64frombits(o.Uint64(mem[8:]))))
	}
	bits := readUint(o, mem, f.size)
	if f.code >= 'a' {
		shift := 64 - 8*f.size
		return py.Int(int64(bits) << shift >> shift)
	}
	return py.IntOfUint64(bits)
}

// widen converts a float32 without quieting a NaN, as the processor's conversion would.
func widen(bits uint32) float64 {
	if bits&0x7f800000 == 0x7f800000 && bits&0x007fffff != 0 {
		return math.Float64frombits(uint64(bits&0x80000000)<<32 | 0x7ff<<52 | uint64(bits&0x007fffff)<<29)
	}
	return float64(math.Float32frombits(bits))
}

// narrow is the inverse of widen; ok is false if f is too large.
func narrow(f float64) (bits uint32, ok bool) {
	if math.IsNaN(f) {
		b := math.Float64bits(f)
		payload := uint32(b >> 29 & 0x007fffff)
		if payload == 0 {
			payload = 0x00400000
		}
		return uint32(b>>32&0x80000000) | 0x7f800000 | payload, true
	}
	g := float32(f)
	return math.Float32bits(g), !math.IsInf(float64(g), 0) || math.IsInf(f, 0)
}

func readUint(o binary.ByteOrder, mem []byte, size int) uint64 {
	switch size {
	case 1:
		return uint64(mem[0])
	case 2:
		return uint64(o.Uint16(mem))
	case 4:
		return uint64(o.Uint32(mem))
	}
	return o.Uint64(mem)
}

func writeUint(o binary.ByteOrder, mem []byte, size int, bits uint64) {
	switch size {
	case 1:
		mem[0] = byte(bits)
	case 2:
		o.PutUint16(mem, uint16(bits))
	case 4:
		o.PutUint32(mem, uint32(bits))
	default:
		o.PutUint64(mem, bits)
	}
}

// pack stores the values into data, which has the size of the layout and is zero.
func (m *module) pack(t *py.Thread, l *layout, data []byte, values []py.Value) *py.Exc {
	i := 0
	for _, f := range l.fields {
		for k := range f.count {
			if exc := m.store(t, l, f, data[f.offset+k*f.size:], values[i]); exc != nil {
				if values[i].IsAnyInt() && exc.Matches(py.OverflowError) {
					exc = m.errorf("int too large to convert")
				}
				return exc
			}
			i++
		}
	}
	return nil
}

// store encodes a value at the start of mem.
func (m *module) store(t *py.Thread, l *layout, f field, mem []byte, v py.Value) *py.Exc {
	switch f.code {
	case 'c':
		if !v.IsBytes() || len(py.AsBytes(v).Data()) != 1 {
			return m.errorf("char format requires a bytes object of length 1")
		}
		mem[0] = py.AsBytes(v).Data()[0]
		return nil
	case '?':
		b, exc := py.Truth(t, v)
		if b {
			mem[0] = 1
		} else {
			mem[0] = 0
		}
		return exc
	case 's', 'p':
		return m.storeString(f, mem, v)
	case 'e', 'f', 'd':
		x, exc := py.AsFloat64(t, v)
		if exc != nil {
			return m.errorf("required argument is not a float")
		}
		return storeFloat(l.order, f.code, mem, x)
	case 'F', 'D':
		c, exc := toComplex(t, v)
		if exc != nil {
			return m.errorf("required argument is not a complex")
		}
		for i, x := range [...]float64{real(c), imag(c)} {
			part := mem[i*f.size/2:]
			if f.code == 'D' {
				l.order.PutUint64(part, math.Float64bits(x))
				continue
			}
			bits, ok := narrow(x)
			if !ok && l.order == binary.BigEndian { // in the order of the machine it is a conversion of C
				return py.OverflowErrorf("float too large to pack with f format")
			}
			l.order.PutUint32(part, bits)
		}
		return nil
	}
	return m.storeInt(t, l, f, mem, v)
}

func (m *module) storeString(f field, mem []byte, v py.Value) *py.Exc {
	var data []byte
	switch {
	case v.IsBytes():
		data = py.AsBytes(v).Data()
	case v.IsByteArray():
		data = py.AsByteArray(v).Data()
	default:
		return m.errorf("argument for '%c' must be a bytes object", f.code)
	}
	if f.code == 's' {
		copy(mem[:f.size], data)
		return nil
	}
	if f.size > 0 {
		n := copy(mem[1:f.size], data)
		mem[0] = byte(min(n, 255))
	}
	return nil
}

func storeFloat(o binary.ByteOrder, code byte, mem []byte, x float64) *py.Exc {
	switch code {
	case 'e':
		bits, ok := float16.Bits(x)
		if !ok {
			return py.OverflowErrorf("float too large to pack with e format")
		}
		o.PutUint16(mem, bits)
	case 'f':
		bits, ok := narrow(x)
		if !ok {
			return py.OverflowErrorf("float too large to pack with f format")
		}
		o.PutUint32(mem, bits)
	default:
		o.PutUint64(mem, math.Float64bits(x))
	}
	return nil
}

// toComplex converts an argument that C takes as a Py_complex.
func toComplex(t *py.Thread, v py.Value) (complex128, *py.Exc) {
	if v.IsComplex() {
		return py.AsComplex(v), nil
	}
	r, ok, exc := py.CallSpecial(t, v, py.Intern("__complex__"))
	if exc != nil {
		return 0, exc
	}
	if ok {
		if !r.IsComplex() {
			return 0, py.TypeErrorf("%s.__complex__() must return a complex, not %s", py.TypeName(v), py.TypeName(r))
		}
		return py.AsComplex(r), nil
	}
	f, exc := py.AsFloat64(t, v)
	return complex(f, 0), exc
}

func (m *module) storeInt(t *py.Thread, l *layout, f field, mem []byte, v py.Value) *py.Exc {
	if !v.IsAnyInt() {
		if v.Type().Slots.Index == nil {
			return m.errorf("required argument is not an integer")
		}
		var exc *py.Exc
		if v, exc = py.IndexOf(t, v); exc != nil {
			return exc
		}
	}
	signed := f.code >= 'a'
	if f.code == 'P' {
		signed = py.ToBig(v).Sign() < 0
	}
	bits, ok := py.IntBits(v, f.size, signed)
	if !ok {
		return m.rangeError(f, signed)
	}
	writeUint(l.order, mem, f.size, bits)
	return nil
}

func (m *module) rangeError(f field, signed bool) *py.Exc {
	n := 8 * f.size
	switch {
	case f.code == 'P':
		return m.errorf("int too large to convert")
	case signed:
		return m.errorf("'%c' format requires %d <= number <= %d", f.code, int64(-1)<<(n-1), int64(1)<<(n-1)-1)
	}
	return m.errorf("'%c' format requires 0 <= number <= %d", f.code, ^uint64(0)>>(64-n))
}
