// This file defines the module and the type UCD, whose one instance is the database in version 3.2.

// Package unicodedata is the module of the same name.
package unicodedata

import (
	"adder/runtime/internal/ucd"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
	method = py.Method
)

const doc = "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n" +
	ucd.UnicodeVersion + " which is publicly available from ftp://ftp.unicode.org/.\n\nThe module uses the same names and symbols as defined by the\nUnicodeData File Format " + ucd.UnicodeVersion + "."

// database is a UCD object.
type database struct{ py.Header }

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	methods := functions(ucd.Current)
	return &py.ModuleDef{Name: "unicodedata", Doc: doc, Methods: methods, Exec: func(t *thread, m *py.Module) *excp {
		typ := py.NewType(&py.StaticType{Name: "unicodedata.UCD", Flags: py.DisallowNew, Methods: functions(ucd.Old), Members: []py.Member{
			{Name: "unidata_version", Get: func(value) value { return py.StrV(ucd.Old.Version) }},
		}})
		old := &database{}
		old.SetType(typ)
		m.Dict.SetStr(py.Intern("UCD"), typ.V())
		m.Dict.SetStr(py.Intern("ucd_3_2_0"), old.V())
		m.Dict.SetStr(py.Intern("unidata_version"), py.StrV(ucd.Current.Version))
		return nil
	}}
}

// functions are the functions of the module, and the methods of UCD.
func functions(db *ucd.DB) []method {
	text := func(name, doc string, get func(c rune) string) method {
		return property(name, doc, func(c rune) value { return py.StrV(get(c)) })
	}
	number := func(name, doc string, get func(c rune) int) method {
		return property(name, doc, func(c rune) value { return py.Int(int64(get(c))) })
	}
	return []method{
		number("combining", "Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined.", db.Combining),
		number("mirrored", "Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a \"mirrored\"\ncharacter in bidirectional text, 0 otherwise.", db.Mirrored),
		text("category", "Returns the general category assigned to the character chr as string.", db.Category),
		text("bidirectional", "Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned.", db.Bidirectional),
		text("east_asian_width", "Returns the east asian width assigned to the character chr as string.", db.EastAsianWidth),
		text("decomposition", "Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is returned in case no such mapping is defined.", db.Decomposition),
		withDefault("decimal", "Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.", "not a decimal", func(c rune) value { return integer(db.Decimal(c)) }),
		withDefault("digit", "Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.", "not a digit", func(c rune) value { return integer(digit(c)) }),
		withDefault("numeric", "Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the character chr as float.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.", "not a numeric character", func(c rune) value {
			if n := db.Numeric(c); n != -1 {
				return py.Float(n)
			}
			return value{}
		}),
		withDefault("name", "Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given,\nValueError is raised.", "no such name", func(c rune) value { return nameOf(db, c) }),
		{Name: "lookup", Sig: "(name, /)", Doc: "Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised.", F1: func(t *thread, _, name value) (value, *excp) {
			return lookup(t, db, name)
		}},
		{Name: "normalize", Sig: "(form, unistr, /)", Doc: "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.", F2: func(t *thread, _, form, s value) (value, *excp) {
			return normalize(db, form, s)
		}},
		{Name: "is_normalized", Sig: "(form, unistr, /)", Doc: "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.", F2: func(t *thread, _, form, s value) (value, *excp) {
			return isNormalized(db, form, s)
		}},
	}
}

// integer is n as a value, unbound for a negative one.
func integer(n int) value {
	if n < 0 {
		return value{}
	}
	return py.Int(int64(n))
}

// property makes a function of a character.
func property(name, doc string, get func(c rune) value) method {
	return method{Name: name, Sig: "(chr, /)", Doc: doc, F1: func(t *thread, _, v value) (value, *excp) {
		c, exc := character(name+"()", "argument", v)
		if exc != nil {
			return value{}, exc
		}
		return get(c), nil
	}}
}

// withDefault makes a function of a character that may lack what it is asked for.
func withDefault(name, doc, lacks string, get func(c rune) value) method {
	return method{Name: name, Sig: "(chr, default=<unrepresentable>, /)", Doc: doc, FN: func(t *thread, _ value, a []value) (value, *excp) {
		c, exc := character(name+"()", "argument 1", a[0])
		if exc != nil {
			return value{}, exc
		}
		switch v := get(c); {
		case v.Bound():
			return v, nil
		case a[1].Bound():
			return a[1], nil
		}
		return value{}, py.ValueErrorf("%s", lacks)
	}}
}

// character converts an argument that must be a str of length one.
func character(fn, argument string, v value) (rune, *excp) {
	if !v.IsStr() {
		return 0, py.TypeErrorf("%s %s must be a unicode character, not %s", fn, argument, py.TypeName(v))
	}
	s := py.AsStr(v)
	if s.Len() != 1 {
		return 0, py.TypeErrorf("%s: %s must be a unicode character, not a string of length %d", fn, argument, s.Len())
	}
	return s.At(0), nil
}
