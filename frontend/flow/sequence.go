// This file holds the instruction sequence that code generation fills.

package flow

import "adder/frontend/code"

// Location is a source range: lines from 1, columns from 0 in UTF-8 bytes, -1 where unknown.
type Location struct {
	Line, EndLine, Col, EndCol int32
}

// NoLocation marks artificial instructions; NextLocation takes the location of the
// instruction that follows.
var (
	NoLocation   = Location{-1, -1, -1, -1}
	NextLocation = Location{-2, -2, -2, -2}
)

// Label names a place in a sequence before it is known.
type Label int32

// NoLabel is no label.
const NoLabel Label = -1

// seqInstr is an instruction of a sequence; a jump's arg is a Label.
type seqInstr struct {
	op  code.Op
	arg int32
	loc Location
}

// Sequence is a list of instructions with labels.
type Sequence struct {
	instrs      []seqInstr
	labels      []int32 // where each label stands
	annotations *Sequence
}

// NewSequence returns an empty sequence.
func NewSequence() *Sequence { return &Sequence{instrs: make([]seqInstr, 0, 32)} }

// Reset empties s, keeping its memory.
func (s *Sequence) Reset() {
	s.instrs, s.labels, s.annotations = s.instrs[:0], s.labels[:0], nil
}

// NewAnnotations returns an empty sequence for code that goes to the ANNOTATIONS_PLACEHOLDER
// of s. It must not jump.
func (s *Sequence) NewAnnotations() *Sequence { return new(Sequence) }

// SetAnnotations puts a to the ANNOTATIONS_PLACEHOLDER of s.
func (s *Sequence) SetAnnotations(a *Sequence) { s.annotations = a }

// NewLabel returns a label that UseLabel places later.
func (s *Sequence) NewLabel() Label {
	s.labels = append(s.labels, -1)
	return Label(len(s.labels) - 1)
}

// UseLabel places l before the instruction that is added next.
func (s *Sequence) UseLabel(l Label) { s.labels[l] = int32(len(s.instrs)) }

// Add appends an instruction. The argument of a jump or SETUP_… is a Label.
func (s *Sequence) Add(op code.Op, arg int32, loc Location) {
	s.instrs = append(s.instrs, seqInstr{op, arg, loc})
}

// Insert puts an instruction at pos; labels stay with the instructions they stand before.
func (s *Sequence) Insert(pos int, op code.Op, arg int32, loc Location) {
	s.instrs = append(s.instrs, seqInstr{})
	copy(s.instrs[pos+1:], s.instrs[pos:])
	s.instrs[pos] = seqInstr{op, arg, loc}
	for i, at := range s.labels {
		if int(at) >= pos {
			s.labels[i]++
		}
	}
}
