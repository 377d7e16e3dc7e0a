// Package uniname finds Unicode characters by name, for \N{…} in literals.
//
// names.txt.gz is written by cmd/gen/uniname from the reference interpreter; aliases.txt holds
// the formal aliases, which unicodedata.lookup knows but does not list. Both are unpacked at
// the first lookup, which takes some ten milliseconds; most programs never do one.
package uniname

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:generate go run -C ../.. ./cmd/gen/uniname

//go:embed names.txt.gz
var packedNames []byte

//go:embed aliases.txt
var aliases []byte

var table = sync.OnceValue(func() map[string]rune {
	names := make(map[string]rune, 36000)
	if z, err := gzip.NewReader(bytes.NewReader(packedNames)); err == nil {
		readNames(names, z)
	}
	readNames(names, bytes.NewReader(aliases))
	return names
})

func readNames(names map[string]rune, r io.Reader) {
	for lines := bufio.NewScanner(r); lines.Scan(); {
		hex, name, _ := strings.Cut(lines.Text(), " ")
		if c, err := strconv.ParseUint(hex, 16, 32); err == nil {
			names[name] = rune(c)
		}
	}
}

// Lookup returns the character with the given name or alias, in any case.
func Lookup(name string) (rune, bool) {
	name = strings.ToUpper(name)
	if rest, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		return hangul(rest)
	}
	if rest, ok := strings.CutPrefix(name, "CJK UNIFIED IDEOGRAPH-"); ok {
		return ideograph(rest)
	}
	c, ok := table()[name]
	return c, ok
}

// ideographs are the ranges of the unified ideographs of Unicode 16.
var ideographs = [...][2]rune{
	{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B739}, {0x2B740, 0x2B81D},
	{0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x2EBF0, 0x2EE5D}, {0x30000, 0x3134A}, {0x31350, 0x323AF},
}

func ideograph(hex string) (rune, bool) {
	c, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 4 && len(hex) != 5 {
		return 0, false
	}
	for _, r := range ideographs {
		if rune(c) >= r[0] && rune(c) <= r[1] {
			return rune(c), true
		}
	}
	return 0, false
}

// The parts of syllables' names.
var (
	leads  = [...]string{"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"}
	vowels = [...]string{"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE",
		"WI", "YU", "EU", "YI", "I"}
	tails = [...]string{"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M",
		"B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"}
)

func hangul(name string) (rune, bool) {
	lead, name := longestPrefix(leads[:], name)
	vowel, name := longestPrefix(vowels[:], name)
	tail, name := longestPrefix(tails[:], name)
	if lead < 0 || vowel < 0 || tail < 0 || name != "" {
		return 0, false
	}
	return rune(0xAC00 + (lead*len(vowels)+vowel)*len(tails) + tail), true
}

// longestPrefix returns the index of the longest part that s starts with, and the rest of s.
func longestPrefix(parts []string, s string) (int, string) {
	best := -1
	for i, part := range parts {
		if strings.HasPrefix(s, part) && (best < 0 || len(part) > len(parts[best])) {
			best = i
		}
	}
	if best < 0 {
		return best, s
	}
	return best, s[len(parts[best]):]
}
