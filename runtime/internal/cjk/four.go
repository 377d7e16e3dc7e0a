// This file defines the encodings that have longer sequences by arithmetic: GB 18030, and the
// Hangul syllables of EUC-KR that are spelled in jamo.

package cjk

import (
	"bytes"
	"sort"
)

// GB18030 makes the codec of a table with ranges.
func GB18030(t *Table) *Codec {
	return &Codec{Name: "gb18030", Decode: func(s *State, data []byte, out []rune) ([]rune, int, int) {
		if data[0] < 0x80 || len(data) < 2 || data[1] < 0x30 || data[1] > 0x39 {
			return t.Decode(s, data, out)
		}
		return t.load().decodeFour(data, out)
	}, Encode: func(s *State, text []rune, out []byte, flush bool) ([]byte, int, int) {
		t.inverse()
		c := text[0]
		if c >= 0xd800 && c < 0xe000 {
			return out, 0, 1
		}
		if v := t.bytesOf(c); v != 0 {
			return appendPacked(out, v), 1, OK
		}
		n := t.fourOf(c)
		if n < 0 {
			return out, 0, 1
		}
		return append(out, byte(0x81+n/12600), byte(0x30+n/1260%10), byte(0x81+n/10%126), byte(0x30+n%10)), 1, OK
	}}
}

// firstSupplementary is the number of the sequence of U+10000.
const firstSupplementary = (0x90 - 0x81) * 12600

func (t *Table) decodeFour(data []byte, out []rune) ([]rune, int, int) {
	if len(data) < 4 {
		return out, 0, TooFew
	}
	c, d := int(data[2])-0x81, int(data[3])-0x30
	if data[0] == 0x80 || c < 0 || c >= 126 || d < 0 || d >= 10 {
		return out, 0, 1
	}
	n := (int(data[0])-0x81)*12600 + (int(data[1])-0x30)*1260 + c*10 + d
	if n >= firstSupplementary {
		if r := n - firstSupplementary + 0x10000; r <= 0x10ffff {
			return append(out, rune(r)), 4, OK
		}
		return out, 0, 1
	}
	k := sort.Search(len(t.ranges), func(k int) bool { return t.ranges[k][0] > n }) - 1
	if k < 0 || n >= t.ranges[k][0]+t.ranges[k][2] {
		return out, 0, 1
	}
	return append(out, rune(t.ranges[k][1]+n-t.ranges[k][0])), 4, OK
}

// fourOf returns the number of a character's sequence of four bytes, -1 if it has none.
func (t *Table) fourOf(c rune) int {
	if c >= 0x10000 {
		return firstSupplementary + int(c) - 0x10000
	}
	for _, r := range t.ranges {
		if int(c) >= r[1] && int(c) < r[1]+r[2] {
			return r[0] + int(c) - r[1]
		}
	}
	return -1
}

const (
	jamoLead   = 0xa4
	jamoFiller = 0xd4
	syllables  = 0xac00
	sylCount   = 11172
)

// The second bytes of the jamo that make up syllables.
var (
	initials = []byte("\xa1\xa2\xa4\xa7\xa8\xa9\xb1\xb2\xb3\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe")
	finals   = []byte("\xd4\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb4\xb5\xb6\xb7\xb8\xba\xbb\xbc\xbd\xbe")
)

// EUCKR makes the codec of a table without the syllables that are spelled in jamo.
func EUCKR(t *Table) *Codec {
	return &Codec{Name: "euc_kr", Decode: func(s *State, data []byte, out []rune) ([]rune, int, int) {
		if len(data) < 2 || data[0] != jamoLead || data[1] != jamoFiller {
			return t.Decode(s, data, out)
		}
		return decodeJamo(data, out)
	}, Encode: func(s *State, text []rune, out []byte, flush bool) ([]byte, int, int) {
		t.inverse()
		n := int(text[0]) - syllables
		if n < 0 || n >= sylCount || t.bytesOf(text[0]) != 0 {
			return t.Encode(s, text, out, flush)
		}
		return append(out, jamoLead, jamoFiller, jamoLead, initials[n/588], jamoLead, byte(0xbf+n/28%21), jamoLead, finals[n%28]), 1, OK
	}}
}

func decodeJamo(data []byte, out []rune) ([]rune, int, int) {
	if len(data) < 8 {
		return out, 0, TooFew
	}
	l, v, t := bytes.IndexByte(initials, data[3]), int(data[5])-0xbf, bytes.IndexByte(finals, data[7])
	if data[2] != jamoLead || data[4] != jamoLead || data[6] != jamoLead || l < 0 || v < 0 || v > 20 || t < 0 {
		return out, 0, 1
	}
	return append(out, rune(syllables+l*588+v*28+t)), 8, OK
}
