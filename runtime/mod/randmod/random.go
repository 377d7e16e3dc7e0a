// This file implements Random, the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), whose numbers
// are CPython's for every seed.

// Package randmod is the _random module.
package randmod

import (
	"crypto/rand"
	"encoding/binary"
	"math/big"
	"unsafe"

	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_random", Doc: "Module implements the Mersenne Twister random number generator.", Exec: func(t *thread, m *py.Module) *excp {
		define()
		m.Dict.SetStr(py.Intern("Random"), randomType.V())
		return nil
	}}
}

const (
	size      = 624
	shift     = 397
	upperMask = 0x80000000
	lowerMask = 0x7fffffff
	matrix    = 0x9908b0df
)

// generator is a _random.Random.
type generator struct {
	py.Header
	py.Ext
	state [size]uint32
	at    int // the next word of state; size: a new batch is due
}

var randomType = &py.Type{Name: "Random"}

func asGenerator(v value) *generator { return (*generator)(v.Ptr()) }

// next returns 32 random bits.
func (g *generator) next() uint32 {
	if g.at >= size {
		g.refill()
	}
	y := g.state[g.at]
	g.at++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (g *generator) refill() {
	s := &g.state
	for i := range s {
		y := s[i]&upperMask | s[(i+1)%size]&lowerMask
		x := s[(i+shift)%size] ^ y>>1
		if y&1 != 0 {
			x ^= matrix
		}
		s[i] = x
	}
	g.at = 0
}

// seedWord starts from one word.
func (g *generator) seedWord(n uint32) {
	g.state[0] = n
	for i := 1; i < size; i++ {
		last := g.state[i-1]
		g.state[i] = 1812433253*(last^last>>30) + uint32(i)
	}
	g.at = size
}

// seedWords starts from any number of words (init_by_array).
func (g *generator) seedWords(key []uint32) {
	g.seedWord(19650218)
	s := &g.state
	i, j := 1, 0
	wrap := func() {
		if i++; i >= size {
			s[0] = s[size-1]
			i = 1
		}
	}
	for range max(size, len(key)) {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1664525) + key[j] + uint32(j)
		wrap()
		if j++; j >= len(key) {
			j = 0
		}
	}
	for range size - 1 {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*1566083941) - uint32(i)
		wrap()
	}
	s[0] = 1 << 31
}

// words splits a non-negative number into words, the lowest first; zero is one word.
func words(n *big.Int) []uint32 {
	data := n.Bytes()
	out := make([]uint32, max((len(data)+3)/4, 1))
	for i := range data {
		out[i/4] |= uint32(data[len(data)-1-i]) << (8 * (i % 4))
	}
	return out
}

// start seeds from an argument: a number by its absolute value, anything else by its hash, None and
// nothing from the system.
func (g *generator) start(t *thread, v value) *excp {
	switch {
	case v.IsUnbound() || v.IsNone():
		var raw [size * 4]byte
		_, _ = rand.Read(raw[:]) // it does not fail
		key := make([]uint32, size)
		for i := range key {
			key[i] = binary.LittleEndian.Uint32(raw[4*i:])
		}
		g.seedWords(key)
		return nil
	case v.IsAnyInt():
		g.seedWords(words(new(big.Int).Abs(py.ToBig(v))))
		return nil
	}
	h, exc := py.Hash(t, v)
	if exc != nil {
		return exc
	}
	g.seedWords(words(new(big.Int).SetUint64(uint64(h))))
	return nil
}

func random(t *thread, self value) (value, *excp) {
	g := asGenerator(self)
	a, b := g.next()>>5, g.next()>>6
	return py.Float((float64(a)*67108864 + float64(b)) * (1.0 / 9007199254740992)), nil
}

func seed(t *thread, self value, args []value) (value, *excp) {
	return py.None, asGenerator(self).start(t, args[0])
}

func bits(t *thread, self, v value) (value, *excp) {
	k, exc := py.IndexInt(t, v, py.OverflowError)
	g := asGenerator(self)
	switch {
	case exc != nil:
		return value{}, exc
	case k < 0:
		return value{}, py.ValueErrorf("Cannot convert negative int")
	case k == 0:
		return py.Int(0), nil
	case k <= 32:
		return py.Int(int64(g.next() >> (32 - k))), nil
	}
	n := (k + 31) / 32
	data := make([]byte, 4*n)
	for i := range n {
		r := g.next()
		if left := k - 32*i; left < 32 {
			r >>= 32 - left
		}
		binary.BigEndian.PutUint32(data[4*(n-1-i):], r)
	}
	return py.BigInt(new(big.Int).SetBytes(data)), nil
}

func getState(t *thread, self value) (value, *excp) {
	g := asGenerator(self)
	out := make([]value, size+1)
	for i, w := range g.state {
		out[i] = py.Int(int64(w))
	}
	out[size] = py.Int(int64(g.at))
	return py.TupleFrom(out).V(), nil
}

func setState(t *thread, self, v value) (value, *excp) {
	if !v.IsTuple() {
		return value{}, py.TypeErrorf("state vector must be a tuple")
	}
	items := py.AsTuple(v).Items
	if len(items) != size+1 {
		return value{}, py.ValueErrorf("state vector is the wrong size")
	}
	var state [size]uint32
	for i := range state {
		n, exc := py.IndexInt(t, items[i], py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		state[i] = uint32(n)
	}
	at, exc := py.IndexInt(t, items[size], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	if at < 0 || at > size {
		return value{}, py.ValueErrorf("invalid state")
	}
	g := asGenerator(self)
	g.state, g.at = state, at
	return py.None, nil
}

var newSig = py.Signature{Text: "(seed=None)"}

func define() {
	py.Define(randomType, &py.StaticType{Name: "_random.Random", Doc: "Random() -> create a random number generator with its own internal state.",
		Flags: py.BaseType, ExtOffset: unsafe.Offsetof(generator{}.Ext),
		Alloc: func(typ *py.Type) value {
			g := &generator{}
			g.SetType(typ)
			return g.V()
		},
		Slots: py.Slots{
			New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
				v := py.AllocOf(typ)
				if typ != randomType {
					// Subclasses take what arguments they like; they seed again themselves.
					asGenerator(v).seedWord(5489)
					return v, nil
				}
				return v, nil
			},
			Init: func(t *thread, self value, args []value, kw []*py.Str) *excp {
				a, exc := py.BindArgs("Random", &newSig, args, kw)
				if exc != nil {
					return exc
				}
				return asGenerator(self).start(t, a[0])
			},
		},
		Methods: []py.Method{
			{Name: "random", Sig: "()", F0: random, Doc: "random() -> x in the interval [0, 1)."},
			{Name: "seed", Sig: "(n=None, /)", FN: seed},
			{Name: "getstate", Sig: "()", F0: getState, Doc: "getstate() -> tuple containing the current state."},
			{Name: "setstate", Sig: "(state, /)", F1: setState, Doc: "setstate(state) -> None.  Restores generator state."},
			{Name: "getrandbits", Sig: "(k, /)", F1: bits, Doc: "getrandbits(k) -> x.  Generates an int with k random bits."},
		}})
}
