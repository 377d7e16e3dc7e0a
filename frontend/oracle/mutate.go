// This file breaks source texts, repeatably: the inputs for comparing error messages.

package oracle

import (
	"bytes"
	"math/rand/v2"
)

// Piece is a token's place in a text.
type Piece struct{ Start, End int }

// Mutate returns text broken in one place. The pieces are its tokens, none of them empty;
// there must be at least two.
func Mutate(r *rand.Rand, text []byte, pieces []Piece) []byte {
	i := r.IntN(len(pieces) - 1)
	p, q := pieces[i], pieces[i+1]
	switch r.IntN(9) {
	case 0: // drop a token
		return splice(text, p, nil)
	case 1: // double it
		return splice(text, Piece{p.End, p.End}, append([]byte{' '}, text[p.Start:p.End]...))
	case 2: // swap it with the next one
		swapped := append([]byte{}, text[q.Start:q.End]...)
		swapped = append(swapped, text[p.End:q.Start]...)
		return splice(text, Piece{p.Start, q.End}, append(swapped, text[p.Start:p.End]...))
	case 3: // replace it by another one of the text
		o := pieces[r.IntN(len(pieces))]
		return splice(text, p, text[o.Start:o.End])
	case 4: // cut the rest of the line
		end := p.Start + len(line(text[p.Start:]))
		return splice(text, Piece{p.Start, end}, nil)
	case 5: // change the indentation of the line
		return indent(r, text, bytes.LastIndexByte(text[:p.Start], '\n')+1)
	case 6: // flip, drop or add a bracket
		return bracket(r, text, pieces)
	case 7: // drop a character
		at := r.IntN(len(text))
		return splice(text, Piece{at, at + 1}, nil)
	}
	// Insert a character.
	const chars = "()[]{}:;,.=!@\"'\\ \t\n#*/%&|^~<>+-0a_?$"
	at := r.IntN(len(text))
	return splice(text, Piece{at, at}, []byte{chars[r.IntN(len(chars))]})
}

func splice(text []byte, at Piece, with []byte) []byte {
	out := append([]byte{}, text[:at.Start]...)
	out = append(out, with...)
	return append(out, text[at.End:]...)
}

func line(text []byte) []byte {
	if n := bytes.IndexByte(text, '\n'); n >= 0 {
		return text[:n]
	}
	return text
}

func indent(r *rand.Rand, text []byte, start int) []byte {
	blanks := start
	for blanks < len(text) && text[blanks] == ' ' {
		blanks++
	}
	switch r.IntN(4) {
	case 0:
		return splice(text, Piece{start, start}, []byte(" "))
	case 1:
		return splice(text, Piece{start, start}, []byte("\t"))
	case 2:
		return splice(text, Piece{start, blanks}, nil)
	}
	return splice(text, Piece{start, min(blanks, start+1)}, nil)
}

func bracket(r *rand.Rand, text []byte, pieces []Piece) []byte {
	const brackets = "()[]{}"
	var found []int
	for _, p := range pieces {
		if p.End == p.Start+1 && bytes.IndexByte([]byte(brackets), text[p.Start]) >= 0 {
			found = append(found, p.Start)
		}
	}
	with := []byte{brackets[r.IntN(len(brackets))]}
	if len(found) == 0 {
		at := pieces[r.IntN(len(pieces))].Start
		return splice(text, Piece{at, at}, with)
	}
	at := found[r.IntN(len(found))]
	return splice(text, Piece{at, at + 1}, with[:r.IntN(2)])
}
