// This file implements names and normalization.

package unicodedata

import (
	"slices"
	"strings"

	"adder/frontend/uniname"
	"adder/runtime/internal/ucd"
	"adder/runtime/internal/unitype"
	"adder/runtime/py"
)

// digit is the same in both versions of the database, as CPython has it.
func digit(c rune) int { return unitype.Digit(c) }

func nameOf(db *ucd.DB, c rune) value {
	if db == ucd.Old && !db.Assigned(c) {
		return value{}
	}
	if name := uniname.Name(c); name != "" {
		return py.StrV(name)
	}
	return value{}
}

// longestName is the length from which lookup does not look.
const longestName = 256

func lookup(t *thread, db *ucd.DB, v value) (value, *excp) {
	var data []byte
	var exc *excp
	if v.IsStr() {
		data, exc = py.UTF8.Encode(t, py.AsStr(v), "strict")
	} else {
		data, exc = py.BytesLike(t, v)
	}
	if exc != nil {
		return value{}, exc
	}
	if len(data) > longestName {
		return value{}, py.Errorf(py.KeyError, "name too long")
	}
	name := string(data)
	if s, ok := uniname.LookupAny(name, db == ucd.Current); ok {
		return py.StrV(s), nil
	}
	name, _, _ = strings.Cut(name, "\x00") // what a C string shows of it
	return value{}, py.Errorf(py.KeyError, "undefined character name '%s'", name)
}

// forms are the normalization forms by name.
var forms = map[string]ucd.Form{"NFC": ucd.NFC, "NFD": ucd.NFD, "NFKC": ucd.NFKC, "NFKD": ucd.NFKD}

func textArgs(fn string, form, s value) *excp {
	for i, v := range [...]value{form, s} {
		if !v.IsStr() {
			return py.TypeErrorf("%s() argument %d must be str, not %s", fn, i+1, py.TypeName(v))
		}
	}
	return nil
}

func formOf(v value) (ucd.Form, *excp) {
	form, ok := forms[py.AsStr(v).String()]
	if !ok {
		return 0, py.ValueErrorf("invalid normalization form")
	}
	return form, nil
}

func normalize(db *ucd.DB, form, v value) (value, *excp) {
	if exc := textArgs("normalize", form, v); exc != nil {
		return value{}, exc
	}
	s := py.AsStr(v)
	if s.Len() == 0 { // whatever the form
		return v, nil
	}
	f, exc := formOf(form)
	if exc != nil {
		return value{}, exc
	}
	if s.IsASCII() && db == ucd.Current {
		return v, nil
	}
	text := s.Runes()
	if yes, _ := db.Normal(text, f); yes {
		return v, nil
	}
	return py.StrFromRunes(db.Normalize(text, f)).V(), nil
}

func isNormalized(db *ucd.DB, form, v value) (value, *excp) {
	if exc := textArgs("is_normalized", form, v); exc != nil {
		return value{}, exc
	}
	s := py.AsStr(v)
	if s.Len() == 0 {
		return py.True, nil
	}
	f, exc := formOf(form)
	if exc != nil {
		return value{}, exc
	}
	text := s.Runes()
	yes, sure := db.Normal(text, f)
	if !sure {
		yes = slices.Equal(db.Normalize(text, f), text)
	}
	return py.Bool(yes), nil
}
