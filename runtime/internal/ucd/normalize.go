// This file decomposes, composes and normalizes (Unicode Standard Annex #15).

package ucd

import (
	"sort"
	"strconv"
	"strings"
)

// Form is a normalization form.
type Form uint8

// The forms, as the bits of record.quick.
const (
	NFD Form = 1 << iota
	NFC
	NFKD
	NFKC
	// mayCompose marks characters that may compose with one before them.
	mayCompose
)

func (f Form) compatible() bool { return f&(NFKD|NFKC) != 0 }

func (f Form) composes() bool { return f&(NFC|NFKC) != 0 }

// Hangul syllables are composed by arithmetic.
const (
	syllables = 0xAC00
	leads     = 0x1100
	vowels    = 0x1161
	tails     = 0x11A7
	leadCount = 19
	vowCount  = 21
	tailCount = 28
	sylCount  = leadCount * vowCount * tailCount
)

// mapping returns the tag and the characters of a decomposition; no characters: there is none.
func mapping(c rune) (tag int, chars string) {
	n := lookup(mappingTop, mappingMiddle, mappingLeaves, c)
	if n == 0 {
		return 0, ""
	}
	start, end := int(runeAt(mappings+3*n)), int(runeAt(mappings+3*n+3))
	return int(data[pool+start]), data[pool+start+1 : pool+end]
}

// Decomposition returns the mapping of a character as unicodedata writes it.
func (db *DB) Decomposition(c rune) string {
	if db.newer(c) {
		return ""
	}
	tag, chars := mapping(c)
	if s := c - syllables; s >= 0 && s < sylCount {
		chars = string(db.decompose(nil, c, NFD))
	}
	var b strings.Builder
	b.WriteString(tags[tag])
	for _, part := range chars {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		hex := strings.ToUpper(strconv.FormatInt(int64(part), 16))
		b.WriteString("0000"[min(len(hex), 4):] + hex)
	}
	return b.String()
}

// decompose appends the full decomposition of a character.
func (db *DB) decompose(out []rune, c rune, f Form) []rune {
	if c < 0x80 {
		return append(out, c)
	}
	if s := c - syllables; s >= 0 && s < sylCount {
		out = append(out, leads+s/(vowCount*tailCount), vowels+s%(vowCount*tailCount)/tailCount)
		if s%tailCount != 0 {
			out = append(out, tails+s%tailCount)
		}
		return out
	}
	if db.old {
		if db.newer(c) {
			return append(out, c)
		}
		if b := before(c); b != nil && b.normal != 0 {
			return append(out, b.normal)
		}
	}
	tag, chars := mapping(c)
	if chars == "" || tag != 0 && !f.compatible() {
		return append(out, c)
	}
	for _, part := range chars {
		out = db.decompose(out, part, f)
	}
	return out
}

// Normal reports whether a text is in a form; where that takes normalizing it, sure is false.
func (db *DB) Normal(text []rune, f Form) (yes, sure bool) {
	if db.old {
		return false, false // the bits are those of the current version
	}
	last, sure := uint8(0), true
	for _, c := range text {
		r := now(c)
		switch {
		case r.combining != 0 && r.combining < last || r.quick&uint8(f) != 0:
			return false, true
		case f.composes() && r.quick&uint8(mayCompose) != 0:
			sure = false
		}
		last = r.combining
	}
	return sure, sure
}

// Normalize returns a text in a form.
func (db *DB) Normalize(text []rune, f Form) []rune {
	out := make([]rune, 0, len(text)+len(text)/4)
	for _, c := range text {
		out = db.decompose(out, c, f)
	}
	reorder(out)
	if f.composes() {
		out = compose(out)
	}
	return out
}

// reorder sorts runs of combining characters by their classes.
func reorder(text []rune) {
	for i := 0; i < len(text); {
		if text[i] < 0x300 || now(text[i]).combining == 0 {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && now(text[end]).combining != 0 {
			end++
		}
		run := text[i:end]
		sort.SliceStable(run, func(a, b int) bool { return now(run[a]).combining < now(run[b]).combining })
		i = end
	}
}

// compose replaces characters by what they compose to with a starter before them, in place.
func compose(text []rune) []rune {
	out := text[:0]
	starter := -1    // where in out the last starter is
	last := uint8(0) // the class of the character before, of those that stayed
	for _, c := range text {
		class := now(c).combining
		if starter >= 0 && (last < class || last == 0 && starter == len(out)-1) {
			if both := composed(out[starter], c); both != 0 {
				out[starter] = both
				continue
			}
		}
		if class == 0 {
			starter = len(out)
		}
		last = class
		out = append(out, c)
	}
	return out
}

// composed returns the character that two compose to, 0 if they do not.
func composed(a, b rune) rune {
	if l, v := a-leads, b-vowels; l >= 0 && l < leadCount && v >= 0 && v < vowCount {
		return syllables + (l*vowCount+v)*tailCount
	}
	if s, t := a-syllables, b-tails; s >= 0 && s < sylCount && s%tailCount == 0 && t > 0 && t < tailCount {
		return a + t
	}
	k := sort.Search(pairCount, func(k int) bool {
		first := runeAt(pairs + 9*k)
		return first > a || first == a && runeAt(pairs+9*k+3) >= b
	})
	if k < pairCount && runeAt(pairs+9*k) == a && runeAt(pairs+9*k+3) == b {
		return runeAt(pairs + 9*k + 6)
	}
	return 0
}
