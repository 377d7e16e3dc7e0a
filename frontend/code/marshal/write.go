// This file writes constants and code objects in the marshal format, version 5, with the
// references that CPython writes.

package marshal

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"sort"

	"adder/frontend/code"
)

// Dumps writes a constant as marshal.dumps does for what a module compiles to: the bytes are
// those of CPython's .pyc file behind its header.
func Dumps(v code.Const) []byte {
	g := newGraph()
	root := g.constant(v)
	// The caller's own references.
	g.nodes[root].refs += 2
	w := &writer{g: g}
	w.object(root)
	return w.out
}

// writer writes the nodes of a graph.
type writer struct {
	g    *graph
	out  []byte
	refs int32 // written so far
	// local numbers the references of a writer that only measures; nil: they are in the nodes.
	local map[int32]int32
}

// sortByBytes sorts nodes by what a writer of their own writes for each.
func (g *graph) sortByBytes(nodes []int32) {
	dumps := map[int32][]byte{}
	for _, i := range nodes {
		w := &writer{g: g, local: map[int32]int32{}}
		w.object(i)
		dumps[i] = w.out
	}
	sort.SliceStable(nodes, func(a, b int) bool { return bytes.Compare(dumps[nodes[a]], dumps[nodes[b]]) < 0 })
}

// index returns where the reference number of node i is kept; 0 there: not written.
func (w *writer) index(i int32) int32 {
	if w.local != nil {
		return w.local[i]
	}
	return w.g.nodes[i].index
}

func (w *writer) setIndex(i, index int32) {
	if w.local != nil {
		w.local[i] = index
	} else {
		w.g.nodes[i].index = index
	}
}

// object writes a node: in full the first time, flagged if it may be needed again.
func (w *writer) object(i int32) {
	n := &w.g.nodes[i]
	if c, ok := singleton(n.value); ok {
		w.byte(c)
		return
	}
	flag := byte(0)
	if n.flagged() {
		if index := w.index(i); index > 0 {
			w.byte('r')
			w.int32(int(index - 1))
			return
		}
		w.refs++
		w.setIndex(i, w.refs)
		flag = flagRef
	}
	switch v := n.value.(type) {
	case int64:
		w.int64(v, flag)
	case *big.Int:
		w.long(v, flag)
	case float64:
		w.byte('g' | flag)
		w.float(v)
	case complex128:
		w.byte('y' | flag)
		w.float(real(v))
		w.float(imag(v))
	case string:
		w.str(v, n.interned, flag)
	case code.Bytes:
		w.byte('s' | flag)
		w.sized(string(v))
	case code.Tuple:
		w.tupleHead(len(n.children), flag)
		w.objects(n.children)
	case code.FrozenSet:
		w.byte('>' | flag)
		w.int32(len(n.children))
		w.objects(n.children)
	case code.Slice:
		w.byte(':' | flag)
		w.objects(n.children)
	case *code.Code:
		w.code(v, n.children, flag)
	}
}

// singleton returns the type code that is all there is to write of None and its like.
func singleton(v code.Const) (byte, bool) {
	switch v := v.(type) {
	case code.None:
		return 'N', true
	case bool:
		if v {
			return 'T', true
		}
		return 'F', true
	case code.EllipsisType:
		return '.', true
	}
	return 0, false
}

func (w *writer) objects(nodes []int32) {
	for _, i := range nodes {
		w.object(i)
	}
}

func (w *writer) byte(b byte) { w.out = append(w.out, b) }
func (w *writer) int32(i int) { w.out = binary.LittleEndian.AppendUint32(w.out, uint32(int32(i))) }
func (w *writer) float(f float64) {
	w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(f))
}

func (w *writer) sized(s string) {
	w.int32(len(s))
	w.out = append(w.out, s...)
}

func (w *writer) int64(v int64, flag byte) {
	if v == int64(int32(v)) {
		w.byte('i' | flag)
		w.int32(int(v))
		return
	}
	w.long(big.NewInt(v), flag)
}

func (w *writer) long(v *big.Int, flag byte) {
	w.byte('l' | flag)
	digits := (v.BitLen() + longShift - 1) / longShift
	if v.Sign() < 0 {
		w.int32(-digits)
	} else {
		w.int32(digits)
	}
	be := new(big.Int).Abs(v).Bytes()
	acc, bits := uint32(0), 0
	for i, done := len(be)-1, 0; done < digits; done++ {
		for ; bits < longShift && i >= 0; i-- {
			acc |= uint32(be[i]) << bits
			bits += 8
		}
		w.out = binary.LittleEndian.AppendUint16(w.out, uint16(acc&(1<<longShift-1)))
		acc >>= longShift
		bits -= longShift
	}
}

func (w *writer) str(s string, interned bool, flag byte) {
	kind := byte('u')
	switch short := len(s) < 256; {
	case !isASCII(s):
		if interned {
			kind = 't'
		}
	case short && interned:
		kind = 'Z'
	case short:
		kind = 'z'
	case interned:
		kind = 'A'
	default:
		kind = 'a'
	}
	w.byte(kind | flag)
	if kind == 'z' || kind == 'Z' {
		w.byte(byte(len(s)))
		w.out = append(w.out, s...)
		return
	}
	w.sized(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 128 {
			return false
		}
	}
	return true
}

func (w *writer) tupleHead(n int, flag byte) {
	if n < 256 {
		w.byte(')' | flag)
		w.byte(byte(n))
		return
	}
	w.byte('(' | flag)
	w.int32(n)
}

// code writes a code object. Keep in step with reader.code and graph.code.
func (w *writer) code(c *code.Code, children []int32, flag byte) {
	w.byte('c' | flag)
	for _, n := range []int{c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, c.StackSize, int(c.Flags)} {
		w.int32(n)
	}
	w.objects(children[:8])
	w.int32(c.FirstLine)
	w.objects(children[8:])
}
