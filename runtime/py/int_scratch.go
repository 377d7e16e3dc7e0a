// This file makes ints beyond 64 bits, and lends the operations on them their working memory.

package py

import "math/big"

// A large int and its words are one piece of memory unless it is very large. The sizes are those
// of Go's allocator: 64, 80, 96 and 128 bytes.
type (
	int3 struct {
		IntObject
		words [3]big.Word
	}
	int5 struct {
		IntObject
		words [5]big.Word
	}
	int7 struct {
		IntObject
		words [7]big.Word
	}
	int11 struct {
		IntObject
		words [11]big.Word
	}
)

// newWords returns an int object of type int with room for n words; n must not be above maxWords.
func newWords(n int) (*IntObject, []big.Word) {
	switch {
	case n <= 3:
		x := new(int3)
		x.typ = IntType
		return &x.IntObject, x.words[:n]
	case n <= 5:
		x := new(int5)
		x.typ = IntType
		return &x.IntObject, x.words[:n]
	case n <= 7:
		x := new(int7)
		x.typ = IntType
		return &x.IntObject, x.words[:n]
	}
	x := new(int11)
	x.typ = IntType
	return &x.IntObject, x.words[:n]
}

// maxWords is the length of the largest int whose words lie behind the object.
const maxWords = 11

// copyBig returns an int of the value of x, which does not fit 64 bits, in memory of its own.
func copyBig(x *big.Int) *IntObject {
	from := x.Bits()
	if len(from) > maxWords {
		r := &IntObject{Header: Header{IntType}}
		r.v.Set(x)
		return r
	}
	r, words := newWords(len(from))
	copy(words, from)
	r.v.SetBits(words)
	if x.Sign() < 0 {
		r.v.Neg(&r.v)
	}
	return r
}

// intScratch is the memory of one operation on ints: operands that were immediates, and results.
// Whoever holds the interpreter lock may use the only one; math/big keeps what it is given in
// the heap, so that one on the stack would be allocated each time.
type intScratch struct {
	left, right     big.Int
	z, rest         big.Int
	zRoom, restRoom [maxWords + 5]big.Word // math/big asks for four words more than it needs
}

var scratch intScratch

// operands returns two ints for reading, and z ready for the result.
func (s *intScratch) operands(a, b Value) (x, y, z *big.Int) {
	s.z.SetBits(s.zRoom[:0])
	return s.operand(&s.left, a), s.operand(&s.right, b), &s.z
}

// operand returns the value of v, which room holds if v is an immediate.
func (s *intScratch) operand(room *big.Int, v Value) *big.Int {
	if v.IsInt() || v.IsBool() {
		return room.SetInt64(v.Int64())
	}
	return &AsIntObject(v).v
}

// result makes an object of z.
func (s *intScratch) result() Value { return takeBig(&s.z, &s.zRoom) }

// takeBig makes an object of z, a result in scratch memory: room's if it is short.
func takeBig(z *big.Int, room *[maxWords + 5]big.Word) Value {
	if z.IsInt64() {
		return Int(z.Int64())
	}
	words := z.Bits()
	if len(words) <= maxWords || &words[0] == &room[0] {
		return copyBig(z).V()
	}
	r := &IntObject{Header: Header{IntType}, v: *z}
	*z = big.Int{}
	return r.V()
}
