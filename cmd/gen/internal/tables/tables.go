// Package tables makes compact tables of what all code points have: tries, whose equal blocks
// are stored once.
package tables

import (
	"bytes"
	"fmt"
)

const (
	codePoints = 0x110000
	// A block holds 64 entries, on both levels below the top. The readers, unitype.at and
	// ucd.at, know.
	block = 64
)

// Trie maps a code point to a small number.
type Trie struct {
	Top    []int // of code point >> 12: a block of Middle
	Middle []int // of code point >> 6 & 63 in that block: a block of Leaves
	Leaves []int
}

// Build makes the trie of a function.
func Build(value func(c int) int) *Trie {
	t := &Trie{}
	leaves, middles := map[string]int{}, map[string]int{}
	share := func(seen map[string]int, store *[]int, values []int) int {
		key := fmt.Sprint(values)
		n, ok := seen[key]
		if !ok {
			n = len(*store) / block
			seen[key] = n
			*store = append(*store, values...)
		}
		return n
	}
	for top := 0; top < codePoints; top += block * block {
		middle := make([]int, block)
		for i := range middle {
			leaf := make([]int, block)
			for j := range leaf {
				leaf[j] = value(top + i*block + j)
			}
			middle[i] = share(leaves, &t.Leaves, leaf)
		}
		t.Top = append(t.Top, share(middles, &t.Middle, middle))
	}
	return t
}

// Width returns the size in bytes of the unsigned type that holds all values.
func Width(values []int) int {
	for _, v := range values {
		if v > 0xff {
			return 2
		}
	}
	return 1
}

// Array writes a Go array of the narrowest type.
func Array(w *bytes.Buffer, name, comment string, values []int) {
	fmt.Fprintf(w, "// %s %s.\nvar %s = [...]uint%d{", name, comment, name, 8*Width(values))
	for i, v := range values {
		if i%24 == 0 {
			w.WriteString("\n")
		}
		fmt.Fprintf(w, "%d, ", v)
	}
	w.WriteString("\n}\n\n")
}

// Set numbers distinct things in the order in which they come.
type Set[T comparable] struct {
	List  []T
	index map[T]int
}

// Number returns the number of a thing.
func (s *Set[T]) Number(x T) int {
	n, ok := s.index[x]
	if !ok {
		if s.index == nil {
			s.index = map[T]int{}
		}
		n = len(s.List)
		s.index[x] = n
		s.List = append(s.List, x)
	}
	return n
}
