// Package iso2022 holds the encodings that switch between character sets by escape sequences.
package iso2022

import (
	"adder/runtime/internal/cjk"
	"adder/runtime/internal/cjk/cn"
	"adder/runtime/internal/cjk/jp"
	"adder/runtime/internal/cjk/kr"
)

// The controls, and the marks of sets that have no table.
const (
	esc = 0x1b
	so  = 0x0e
	si  = 0x0f

	ascii    = 'B'
	latin1   = 'A'
	greek    = 'F'
	roman    = 'J'
	katakana = 'I'
	double   = 0x80
	jisx0208 = 'B' | double
)

// The places in a state: the marks of G0 to G3 come first.
const flags = 4

// The flags.
const (
	shifted = 1 << iota // to G1
	through             // within an escape sequence that designates nothing
)

// variant is one of the encodings.
type variant struct {
	sets []*cjk.Charset
	// noShift tells that SO and SI mean nothing; useG2 that ESC N takes a character of G2.
	noShift, useG2 bool
}

func (v *variant) find(mark byte) *cjk.Charset {
	for _, s := range v.sets {
		if s.Mark == mark {
			return s
		}
	}
	return nil
}

// Codecs returns the codecs.
func Codecs() []*cjk.Codec {
	jis := cjk.Plane(jp.EUCJP, 1, 'B', false)
	jisOld := cjk.Plane(jp.EUCJP, 1, '@', false)
	jisMore := cjk.Plane(jp.EUCJP, 2, 'D', false)
	korean := cjk.Plane(kr.CP949, 1, 'C', false)
	koreanG1 := cjk.Plane(kr.CP949, 1, 'C', false)
	koreanG1.Plane = 1
	chinese := cjk.Plane(cn.GB2312, 1, 'A', false)
	latinRoman := cjk.Small(roman, decodeRoman, encodeRoman)
	kana := cjk.Small(katakana, decodeKatakana, encodeKatakana)
	none := func(rune) (byte, bool) { return 0, false }
	western := cjk.Small(latin1, func(b byte) (rune, bool) { return rune(b) + 0x80, true }, none)
	hellenic := cjk.Small(greek, func(b byte) (rune, bool) { return greekOf(b | 0x80) }, none)
	// CPython's tables of JIS X 0213 differ from those of its EUC encodings in the tilde, and in one
	// character that JIS X 0213:2004 exchanged.
	extended := func(t *cjk.Table, first byte, second func(*cjk.Charset) *cjk.Charset) []*cjk.Charset {
		const tilde, fullwidthTilde = 0x2232, 0xff5e
		set := cjk.Plane(t, 1, first, false).Decoding(tilde, '~').NotEncoding(fullwidthTilde)
		pairs := cjk.Plane(t, 1, first, true).Decoding(tilde, '~')
		return []*cjk.Charset{pairs, jis, set, second(cjk.Plane(t, 2, 'P', false).Without(inJISX0212))}
	}
	same := func(s *cjk.Charset) *cjk.Charset { return s }
	exchanged := func(s *cjk.Charset) *cjk.Charset { return s.Decoding(0x7d3b, 0x9b1c) }
	japanese := func(name string, sets ...*cjk.Charset) *cjk.Codec {
		return (&variant{sets: sets, noShift: true, useG2: name == "iso2022_jp_2"}).codec(name)
	}
	return []*cjk.Codec{
		(&variant{sets: []*cjk.Charset{koreanG1}}).codec("iso2022_kr"),
		japanese("iso2022_jp", jis, latinRoman, jisOld),
		japanese("iso2022_jp_1", jis, jisMore, latinRoman, jisOld),
		japanese("iso2022_jp_2", jis, jisMore, korean, chinese, latinRoman, jisOld, western, hellenic),
		japanese("iso2022_jp_2004", extended(jp.EUCJIS2004, 'Q', same)...),
		japanese("iso2022_jp_3", extended(jp.EUCJISX0213, 'O', exchanged)...),
		japanese("iso2022_jp_ext", jis, jisMore, latinRoman, kana, jisOld),
	}
}

// inJISX0212 tells which rows of the second plane of EUC are those of JIS X 0212, not 0213.
func inJISX0212(row int) bool {
	return row == 2 || row == 6 || row == 7 || row >= 9 && row <= 11 || row >= 16 && row <= 77
}

func (v *variant) codec(name string) *cjk.Codec {
	return &cjk.Codec{Name: name, Decode: v.decode, Encode: v.encode,
		Start:         func(s *cjk.State) { *s = cjk.State{ascii, ascii} },
		StartDecoding: func(s *cjk.State) { *s = cjk.State{ascii, ascii, ascii} },
		Restart: func(s *cjk.State) {
			s[0] = ascii
			s[flags] &^= shifted
		},
		Reset: func(s *cjk.State, out []byte) []byte { return toASCII(s, shiftIn(s, out)) },
	}
}

func shiftIn(s *cjk.State, out []byte) []byte {
	if s[flags]&shifted != 0 {
		s[flags] &^= shifted
		out = append(out, si)
	}
	return out
}

func toASCII(s *cjk.State, out []byte) []byte {
	if s[0] != ascii {
		s[0] = ascii
		out = append(out, esc, '(', ascii)
	}
	return out
}

// encode is Codec.Encode.
func (v *variant) encode(s *cjk.State, text []rune, out []byte, flush bool) ([]byte, int, int) {
	c := text[0]
	if c < 0x80 {
		return append(shiftIn(s, toASCII(s, out)), byte(c)), 1, cjk.OK
	}
	for _, set := range v.sets {
		code, taken, ok := set.Encode(text, flush)
		if !ok {
			continue
		}
		if code == cjk.Pairs {
			return out, 0, cjk.TooFew
		}
		out = designation(s, set, out)
		if set.Width() == 2 {
			out = append(out, byte(code>>8))
		}
		return append(out, byte(code)), taken, cjk.OK
	}
	return out, 0, 1
}

// designation switches to a set.
func designation(s *cjk.State, set *cjk.Charset, out []byte) []byte {
	mark := set.Mark &^ double
	if set.Plane == 0 {
		out = shiftIn(s, out)
	}
	if s[set.Plane] != set.Mark {
		out = append(out, esc)
		if set.Width() == 2 {
			out = append(out, '$')
		}
		if set.Mark != jisx0208 {
			out = append(out, "()"[set.Plane])
		}
		out = append(out, mark)
		s[set.Plane] = set.Mark
	}
	if set.Plane == 1 && s[flags]&shifted == 0 {
		s[flags] |= shifted
		out = append(out, so)
	}
	return out
}

const (
	yen           = 0xa5
	overline      = 0x203e
	firstHalf     = 0xff61 // of katakana
	lastHalf      = 0xff9f
	katakanaStart = 0x21
)

func decodeRoman(b byte) (rune, bool) {
	switch b {
	case '\\':
		return yen, true
	case '~':
		return overline, true
	}
	return rune(b), b < 0x80
}

func encodeRoman(c rune) (byte, bool) {
	switch c {
	case yen:
		return '\\', true
	case overline:
		return '~', true
	}
	return 0, false
}

func decodeKatakana(b byte) (rune, bool) {
	c := rune(b) - katakanaStart + firstHalf
	return c, c >= firstHalf && c <= lastHalf
}

func encodeKatakana(c rune) (byte, bool) {
	return byte(c - firstHalf + katakanaStart), c >= firstHalf && c <= lastHalf
}

// greekOf decodes ISO 8859-7 of 1987.
func greekOf(b byte) (rune, bool) {
	switch {
	case b < 0xa0:
		return rune(b), true
	case b >= 0xb4 && b <= 0xfe && b != 0xb7 && b != 0xbb && b != 0xbd && b != 0xd2:
		return rune(b) - 0xb4 + 0x384, true
	}
	switch b {
	case 0xa1:
		return 0x2018, true
	case 0xa2:
		return 0x2019, true
	case 0xaf:
		return 0x2015, true
	case 0xa4, 0xa5, 0xaa, 0xae, 0xd2, 0xff:
		return 0, false
	}
	return rune(b), true
}
