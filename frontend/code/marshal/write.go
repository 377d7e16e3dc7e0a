// This file writes constants and code objects in the marshal format.

package marshal

import (
	"encoding/binary"
	"math"
	"math/big"

	"adder/frontend/code"
)

// Dumps writes a constant without references: every object in full, which any reader
// loads as an equal object.
func Dumps(v code.Const) []byte {
	w := &writer{}
	w.object(v)
	return w.out
}

type writer struct{ out []byte }

func (w *writer) byte(b byte) { w.out = append(w.out, b) }
func (w *writer) int32(i int) { w.out = binary.LittleEndian.AppendUint32(w.out, uint32(int32(i))) }
func (w *writer) float(f float64) {
	w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(f))
}

func (w *writer) object(v code.Const) {
	switch v := v.(type) {
	case code.None:
		w.byte('N')
	case bool:
		if v {
			w.byte('T')
		} else {
			w.byte('F')
		}
	case code.EllipsisType:
		w.byte('.')
	case int64:
		w.int64(v)
	case *big.Int:
		w.long(v)
	case float64:
		w.byte('g')
		w.float(v)
	case complex128:
		w.byte('y')
		w.float(real(v))
		w.float(imag(v))
	case string:
		w.str(v)
	case code.Bytes:
		w.byte('s')
		w.sized(string(v))
	case code.Tuple:
		w.tuple(v)
	case code.FrozenSet:
		w.byte('>')
		w.int32(len(v))
		w.items(v)
	case code.Slice:
		w.byte(':')
		w.items([]code.Const{v.Start, v.Stop, v.Step})
	case *code.Code:
		w.code(v)
	}
}

func (w *writer) items(items []code.Const) {
	for _, v := range items {
		w.object(v)
	}
}

func (w *writer) sized(s string) {
	w.int32(len(s))
	w.out = append(w.out, s...)
}

func (w *writer) int64(v int64) {
	if v == int64(int32(v)) {
		w.byte('i')
		w.int32(int(v))
		return
	}
	w.long(big.NewInt(v))
}

func (w *writer) long(v *big.Int) {
	w.byte('l')
	digits := (v.BitLen() + longShift - 1) / longShift
	if v.Sign() < 0 {
		w.int32(-digits)
	} else {
		w.int32(digits)
	}
	abs := new(big.Int).Abs(v)
	mask := big.NewInt(1<<longShift - 1)
	d := new(big.Int)
	for range digits {
		w.out = binary.LittleEndian.AppendUint16(w.out, uint16(d.And(abs, mask).Uint64()))
		abs.Rsh(abs, longShift)
	}
}

func (w *writer) str(s string) {
	ascii := true
	for i := range len(s) {
		if s[i] >= 128 {
			ascii = false
			break
		}
	}
	switch {
	case ascii && len(s) < 256:
		w.byte('z')
		w.byte(byte(len(s)))
		w.out = append(w.out, s...)
	case ascii:
		w.byte('a')
		w.sized(s)
	default:
		w.byte('u')
		w.sized(s)
	}
}

func (w *writer) tuple(t code.Tuple) {
	if len(t) < 256 {
		w.byte(')')
		w.byte(byte(len(t)))
	} else {
		w.byte('(')
		w.int32(len(t))
	}
	w.items(t)
}

func (w *writer) names(names []string) {
	t := make(code.Tuple, len(names))
	for i, n := range names {
		t[i] = n
	}
	w.tuple(t)
}

func (w *writer) bytes(b []byte) {
	w.byte('s')
	w.sized(string(b))
}

func (w *writer) code(c *code.Code) {
	w.byte('c')
	for _, n := range []int{c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, c.StackSize, int(c.Flags)} {
		w.int32(n)
	}
	w.bytes(c.Bytecode)
	w.tuple(c.Consts)
	w.names(c.Names)
	w.names(c.LocalsPlusNames)
	kinds := make([]byte, len(c.LocalsPlusKinds))
	for i, k := range c.LocalsPlusKinds {
		kinds[i] = byte(k)
	}
	w.bytes(kinds)
	w.str(c.Filename)
	w.str(c.Name)
	w.str(c.QualName)
	w.int32(c.FirstLine)
	w.bytes(c.LineTable)
	w.bytes(c.ExceptionTable)
}
