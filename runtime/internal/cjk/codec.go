// This file defines what a codec is, and those without state.

package cjk

// State is what a codec with state keeps between characters, as CPython lays it out.
type State [8]byte

// What a step of a codec comes to, besides the length of an error.
const (
	OK     = 0
	TooFew = -1 // the rest of a sequence, or of text that may compose, is missing
)

// Codec converts one character at a time.
type Codec struct {
	Name string
	// Decode converts what data begin with, which are not empty. It returns how many bytes it took, and
	// OK, TooFew, or the length of an error.
	Decode func(s *State, data []byte, out []rune) (_ []rune, taken, status int)
	// Encode does the reverse. flush tells that no text follows.
	Encode func(s *State, text []rune, out []byte, flush bool) (_ []byte, taken, status int)
	// Start sets the state at the start, unless nil. Reset appends what brings the state back there.
	Start func(s *State)
	Reset func(s *State, out []byte) []byte
	// StartDecoding sets a decoder's state at the start; nil: as Start does. Restart brings it back
	// there; nil: as the start.
	StartDecoding func(s *State)
	Restart       func(s *State)
}

// Stateless makes a codec of a table.
func Stateless(name string, t *Table) *Codec {
	return &Codec{Name: name, Decode: t.Decode, Encode: t.Encode}
}

// Decode is Codec.Decode.
func (t *Table) Decode(_ *State, data []byte, out []rune) ([]rune, int, int) {
	nodes := t.load().nodes
	at := int32(0)
	for i, b := range data {
		switch v := nodes[at][b]; {
		case v >= 0:
			return append(out, v), i + 1, OK
		case v <= firstPair:
			pair := t.pairs[firstPair-v]
			return append(out, pair[0], pair[1]), i + 1, OK
		case v <= firstChild:
			at = firstChild - v
		default:
			return out, 0, int(-v)
		}
	}
	return out, 0, TooFew
}

// Encode is Codec.Encode.
func (t *Table) Encode(_ *State, text []rune, out []byte, flush bool) ([]byte, int, int) {
	t.inverse()
	c := text[0]
	if c < 0x80 && t.bytesOf(c) == 1<<24|uint32(c)<<16 {
		return append(out, byte(c)), 1, OK
	}
	if t.pairFirst[c] {
		if len(text) == 1 && !flush {
			return out, 0, TooFew
		}
		if len(text) > 1 {
			if v := t.pairBytes[[2]rune{c, text[1]}]; v != 0 {
				return appendPacked(out, v), 2, OK
			}
		}
	}
	v := t.bytesOf(c)
	if v == 0 {
		return out, 0, 1
	}
	return appendPacked(out, v), 1, OK
}
