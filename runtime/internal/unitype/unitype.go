// Package unitype holds the properties of characters that str's methods ask for, in the Unicode
// version of CPython 3.14, which is ahead of Go's. The module unicodedata has its own tables
// (package ucd), which programs that do not import it need not carry.
package unitype

//go:generate go run -C ../../.. ./cmd/gen/unitype

// class is what a set of characters has in common.
type class struct {
	flags          uint16
	decimal, digit int8 // -1: none
}

// casing is how the cases of a set of characters follow from their code points: what is to be
// added to these. special, unless 0, is the entry of specials that holds the full mappings.
type casing struct {
	lower, upper, title, fold int32
	special                   uint8
}

// classOf returns the class of c, which may be beyond Unicode.
func classOf(c rune) *class {
	if uint32(c) > 0x10ffff {
		return &classes[0]
	}
	middle := classMiddle[int(classTop[c>>12])<<6|int(c>>6&63)]
	return &classes[classLeaves[int(middle)<<6|int(c&63)]]
}

func casingOf(c rune) *casing {
	if uint32(c) > 0x10ffff {
		return &casings[0]
	}
	middle := casingMiddle[int(casingTop[c>>12])<<6|int(c>>6&63)]
	return &casings[casingLeaves[int(middle)<<6|int(c&63)]]
}

func has(c rune, flags uint16) bool { return classOf(c).flags&flags != 0 }

// IsAlpha is str.isalpha for one character, as the functions below are for other methods.
func IsAlpha(c rune) bool { return has(c, alpha) }

// IsDecimal reports whether c is a decimal digit.
func IsDecimal(c rune) bool { return has(c, decimal) }

// IsDigit reports whether c is a digit, be it superscript or circled.
func IsDigit(c rune) bool { return has(c, digit) }

// IsNumeric reports whether c has a numeric value.
func IsNumeric(c rune) bool { return has(c, numeric) }

// IsAlnum reports whether c is a letter or has a numeric value.
func IsAlnum(c rune) bool { return has(c, alpha|decimal|digit|numeric) }

// IsLower reports whether c is a lower case letter.
func IsLower(c rune) bool { return has(c, lower) }

// IsUpper reports whether c is an upper case letter.
func IsUpper(c rune) bool { return has(c, upper) }

// IsTitle reports whether c is a letter of title case only, such as a digraph.
func IsTitle(c rune) bool { return has(c, title) }

// IsSpace reports whether str.split() separates at c.
func IsSpace(c rune) bool { return has(c, space) }

// IsLineBreak reports whether str.splitlines separates at c.
func IsLineBreak(c rune) bool { return has(c, lineBreak) }

// IsPrintable reports whether repr() leaves c as it is.
func IsPrintable(c rune) bool { return has(c, printable) }

// IsStart reports whether a name may begin with c.
func IsStart(c rune) bool { return has(c, start) }

// IsContinue reports whether c may stand within a name.
func IsContinue(c rune) bool { return has(c, goOn) }

// IsCased reports whether c counts as a letter with case for what stands beside it.
func IsCased(c rune) bool { return has(c, cased) }

// IsIgnorable reports whether c is passed over in looking for letters with case.
func IsIgnorable(c rune) bool { return has(c, ignorable) }

// Decimal returns the value of a decimal digit, -1 for other characters.
func Decimal(c rune) int { return int(classOf(c).decimal) }

// Digit returns the value of a digit, -1 for other characters.
func Digit(c rune) int { return int(classOf(c).digit) }

// ToLower returns the one character that is c in lower case.
func ToLower(c rune) rune { return c + casingOf(c).lower }

// ToUpper returns the one character that is c in upper case.
func ToUpper(c rune) rune { return c + casingOf(c).upper }

// The columns of specials.
const (
	lowerColumn = iota
	upperColumn
	titleColumn
	foldColumn
)

// full appends a mapping of c: the special one if there is, else c+delta.
func (k *casing) full(out []rune, c, delta rune, column int) []rune {
	if k.special == 0 {
		return append(out, c+delta)
	}
	for _, r := range specials[k.special][column] {
		out = append(out, r)
	}
	return out
}

// AppendLower appends c in lower case.
func AppendLower(out []rune, c rune) []rune {
	k := casingOf(c)
	return k.full(out, c, k.lower, lowerColumn)
}

// AppendUpper appends c in upper case.
func AppendUpper(out []rune, c rune) []rune {
	k := casingOf(c)
	return k.full(out, c, k.upper, upperColumn)
}

// AppendTitle appends c in title case.
func AppendTitle(out []rune, c rune) []rune {
	k := casingOf(c)
	return k.full(out, c, k.title, titleColumn)
}

// AppendFold appends c as casefold() makes it.
func AppendFold(out []rune, c rune) []rune {
	k := casingOf(c)
	return k.full(out, c, k.fold, foldColumn)
}
