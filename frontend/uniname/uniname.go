// Package uniname finds Unicode characters by name and names by character, in the Unicode
// version of CPython 3.14.
//
// names.bin, which is read where it lies, holds the names in the order of the alphabet, in
// blocks of 16. Each byte of a name stands for a token; a name but the first of a block begins
// with the number of characters that it shares with the one before. The parts of the file:
//
//	places  the place of each name's character among those that have names, 16 bits each
//	ranks   the inverse: by place, the rank of the character's name in the alphabet
//	starts  where each block begins in text, 24 bits each
//	text    the names
//
// Names that follow from the code point are not listed. Aliases and named sequences are listed
// as names of pseudo characters beyond Unicode.
package uniname

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

//go:generate go run -C ../.. ./cmd/gen/uniname

//go:embed names.bin
var data string

const (
	blockSize = 16
	blocks    = (total + blockSize - 1) / blockSize
	// The offsets of the parts of data.
	ranks  = 2 * total
	starts = 4 * total
	text   = starts + 3*blocks
	// pseudo is the first pseudo character; Keep in step with cmd/gen/uniname.
	pseudo = 0x110000
)

// run is a range of characters that have listed names; place is that of its first.
type run struct {
	first rune
	place int
}

// span is a range of characters whose names are a prefix and the code point. If it is not
// named, they can be looked up but CPython does not tell their names.
type span struct {
	prefix      string
	first, last rune
	named       bool
}

func uint16At(i int) int { return int(data[i]) | int(data[i+1])<<8 }

// names reads the names of a block in order, up to one for which yield returns false.
func names(block int, yield func(i int, name []byte) bool) {
	at := starts + 3*block
	in := data[text+(uint16At(at)|int(data[at+2])<<16):]
	var buffer [128]byte
	name := buffer[:0]
	for i := block * blockSize; i < min((block+1)*blockSize, total); i++ {
		if i%blockSize > 0 {
			name = name[:in[0]]
			in = in[1:]
		}
		for in[0] != 0 {
			name = append(name, tokens[in[0]]...)
			in = in[1:]
		}
		in = in[1:]
		if !yield(i, name) {
			return
		}
	}
}

// listed returns the character that a name is listed for, -1 for none.
func listed(name string) rune {
	block := sort.Search(blocks, func(b int) (after bool) {
		names(b, func(_ int, first []byte) bool {
			after = string(first) > name
			return false
		})
		return after
	}) - 1
	found := rune(-1)
	if block < 0 {
		return found
	}
	names(block, func(i int, n []byte) bool {
		if string(n) == name {
			place := uint16At(2 * i)
			r := runs[sort.Search(len(runs), func(k int) bool { return runs[k].place > place })-1]
			found = r.first + rune(place-r.place)
		}
		return string(n) < name
	})
	return found
}

// Lookup returns the character with the given name or alias, in any case.
func Lookup(name string) (rune, bool) {
	if s, ok := LookupAny(name, true); ok {
		if r := []rune(s); len(r) == 1 {
			return r[0], true
		}
	}
	return 0, false
}

// LookupAny returns what a name, in any case, stands for, which may be a sequence. Without more,
// it knows neither aliases nor sequences.
func LookupAny(name string, more bool) (string, bool) {
	if len(name) > 100 {
		return "", false // none is as long
	}
	name = upper(name)
	if rest, ok := strings.CutPrefix(name, syllable); ok {
		if c, ok := hangul(rest); ok {
			return string(c), true
		}
		return "", false
	}
	if c, ok := numbered(name); ok {
		return string(c), true
	}
	switch c := listed(name); {
	case c < 0 || c >= pseudo && !more:
		return "", false
	case c >= pseudo:
		return aliases[c-pseudo], true
	default:
		return string(c), true
	}
}

// upper converts the letters of ASCII to capitals.
func upper(name string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		return c
	}, name)
}

// numbered finds a character whose name ends in the code point.
func numbered(name string) (rune, bool) {
	i := strings.LastIndexByte(name, '-') + 1
	if n := len(name) - i; i == 0 || n != 4 && n != 5 || name[i] == '0' && n == 5 {
		return 0, false
	}
	c, err := strconv.ParseUint(name[i:], 16, 32)
	if err != nil {
		return 0, false
	}
	for _, s := range spans {
		if s.prefix == name[:i] && rune(c) >= s.first && rune(c) <= s.last {
			return rune(c), true
		}
	}
	return 0, false
}

// Name returns the name of a character, "" if it has none.
func Name(c rune) string {
	if c >= firstSyllable && c <= lastSyllable {
		return syllableName(c)
	}
	for _, s := range spans {
		if c >= s.first && c <= s.last && s.named {
			return s.prefix + fmt.Sprintf("%04X", c)
		}
	}
	if c >= pseudo {
		return ""
	}
	k := sort.Search(len(runs), func(k int) bool { return runs[k].first > c }) - 1
	if k < 0 {
		return ""
	}
	place := runs[k].place + int(c-runs[k].first)
	if place >= runs[k+1].place { // the last run is one of pseudo characters
		return ""
	}
	rank := uint16At(ranks + 2*place)
	name := ""
	names(rank/blockSize, func(i int, n []byte) bool {
		if i == rank {
			name = string(n)
		}
		return i < rank
	})
	return name
}
