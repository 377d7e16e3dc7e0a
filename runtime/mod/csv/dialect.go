// This file implements dialects: how a kind of CSV is written.

package csv

import (
	"strings"
	"unsafe"

	"adder/runtime/py"
)

// dialect is a Dialect object. Characters are -1 if not set.
type dialect struct {
	py.Header
	py.Ext
	delimiter, quote, escape  rune
	terminator                value
	quoting                   int
	double, skipSpace, strict bool
	special                   [128]bool // characters of ASCII that a writer must look at
	wideTerminator            bool      // the terminator is not ASCII
}

const unset = rune(-1)

var dialectType = &py.Type{Name: "Dialect"}

func asDialect(v value) *dialect { return (*dialect)(v.Ptr()) }

// V returns the dialect as a value.
func (d *dialect) V() value { return py.FromPtr(unsafe.Pointer(d)) }

// parameters are the names of the settings in the order of the constructor.
var parameters = [...]string{"dialect", "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"}

func defineDialect() {
	member := func(name string, get func(d *dialect) value) py.GetSet {
		return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) { return get(asDialect(self)), nil }}
	}
	flag := func(name string, get func(d *dialect) bool) py.Member {
		return py.Member{Name: name, Get: func(self value) value { return py.Bool(get(asDialect(self))) }}
	}
	py.Define(dialectType, &py.StaticType{
		Name: "_csv.Dialect", Doc: "CSV dialect\n\nThe Dialect type records CSV parsing and generation options.\n",
		Flags: py.BaseType, ExtOffset: unsafe.Offsetof(dialect{}.Ext),
		Alloc: func(typ *py.Type) value {
			d := &dialect{}
			d.SetType(typ)
			return d.V()
		},
		Slots: py.Slots{New: dialectNew},
		Methods: []py.Method{
			{Name: "__reduce__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return noPickle(t, self, nil, nil) }},
			{Name: "__reduce_ex__", FK: noPickle},
		},
		Members: []py.Member{
			flag("skipinitialspace", func(d *dialect) bool { return d.skipSpace }),
			flag("doublequote", func(d *dialect) bool { return d.double }),
			flag("strict", func(d *dialect) bool { return d.strict }),
		},
		GetSet: []py.GetSet{
			member("delimiter", func(d *dialect) value { return charOrNone(d.delimiter) }),
			member("escapechar", func(d *dialect) value { return charOrNone(d.escape) }),
			member("lineterminator", func(d *dialect) value { return d.terminator }),
			member("quotechar", func(d *dialect) value { return charOrNone(d.quote) }),
			member("quoting", func(d *dialect) value { return py.Int(int64(d.quoting)) }),
		},
	})
}

func noPickle(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	return value{}, py.TypeErrorf("cannot pickle '%s' instances", self.Type().Name)
}

func charOrNone(c rune) value {
	if c == unset {
		return py.None
	}
	return py.StrOfRunes([]rune{c}).V()
}

// bindParameters sorts the arguments of the constructor.
func bindParameters(args []value, kw []*py.Str) (given [len(parameters)]value, exc *excp) {
	n := len(args) - len(kw)
	if len(args) > len(given) {
		return given, py.TypeErrorf("function takes at most %d arguments (%d given)", len(given), len(args))
	}
	copy(given[:], args[:n])
	for i, name := range kw {
		at := -1
		for j, p := range parameters {
			if name.String() == p {
				at = j
			}
		}
		switch {
		case at < 0:
			return given, py.TypeErrorf("this function got an unexpected keyword argument '%s'", name.String())
		case at < n:
			return given, py.TypeErrorf("argument for function given by name ('%s') and position (%d)", name.String(), at+1)
		}
		given[at] = args[n+i]
	}
	return given, nil
}

func dialectNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	given, exc := bindParameters(args, kw)
	if exc != nil {
		return value{}, exc
	}
	base := given[0]
	if base.Bound() {
		if base.IsStr() {
			if base, exc = registered(t, base); exc != nil {
				return value{}, exc
			}
		}
		same := py.IsInstance(base, dialectType)
		for _, v := range given[1:] {
			same = same && v.IsUnbound()
		}
		if same {
			return base, nil
		}
		for i, name := range parameters[1:] {
			if given[i+1].IsUnbound() {
				// Whatever goes wrong, the setting has its default.
				if v, exc := py.GetAttr(t, base, py.Intern(name)); exc == nil {
					given[i+1] = v
				}
			}
		}
	}
	v := py.AllocOf(typ)
	d := asDialect(v)
	if exc := d.fill(t, given[1:]); exc != nil {
		return value{}, exc
	}
	return v, d.check(given[5], given[6])
}

// fill stores the settings, which are unbound where the default holds.
func (d *dialect) fill(t *thread, given []value) (exc *excp) {
	if d.delimiter, exc = charSetting("delimiter", given[0], ',', false); exc != nil {
		return exc
	}
	if d.double, exc = boolSetting(t, given[1], true); exc != nil {
		return exc
	}
	if d.escape, exc = charSetting("escapechar", given[2], unset, true); exc != nil {
		return exc
	}
	d.terminator = py.StrV("\r\n")
	if v := given[3]; v.Bound() {
		if !v.IsStr() {
			return py.TypeErrorf("\"lineterminator\" must be a string, not %s", py.TypeName(v))
		}
		d.terminator = v
	}
	if d.quote, exc = charSetting("quotechar", given[4], '"', true); exc != nil {
		return exc
	}
	if v := given[5]; v.Bound() {
		if v.Type() != py.IntType {
			return py.TypeErrorf("\"quoting\" must be an integer, not %s", py.TypeName(v))
		}
		n, ok := py.ToInt64(v)
		if !ok || n != int64(int32(n)) {
			return py.OverflowErrorf("Python int too large to convert to C int")
		}
		d.quoting = int(n)
	}
	if d.skipSpace, exc = boolSetting(t, given[6], false); exc != nil {
		return exc
	}
	d.strict, exc = boolSetting(t, given[7], false)
	return exc
}

// charSetting reads a setting that is one character.
func charSetting(name string, v value, missing rune, optional bool) (rune, *excp) {
	if v.IsUnbound() {
		return missing, nil
	}
	orNone := ""
	if optional {
		if v.IsNone() {
			return unset, nil
		}
		orNone = " or None"
	}
	if !v.IsStr() {
		return 0, py.TypeErrorf("\"%s\" must be a unicode character%s, not %s", name, orNone, py.TypeName(v))
	}
	s := py.AsStr(v)
	if s.Len() != 1 {
		return 0, py.TypeErrorf("\"%s\" must be a unicode character%s, not a string of length %d", name, orNone, s.Len())
	}
	return s.At(0), nil
}

func boolSetting(t *thread, v value, missing bool) (bool, *excp) {
	if v.IsUnbound() {
		return missing, nil
	}
	return py.Truth(t, v)
}

// check refuses settings that contradict one another; quote and quoting are what was given.
func (d *dialect) check(quote, quoting value) *excp {
	if d.quoting < quoteMinimal || d.quoting > quoteNotNull {
		return py.TypeErrorf("bad \"quoting\" value")
	}
	if quote.Bound() && quote.IsNone() && quoting.IsUnbound() {
		d.quoting = quoteNone
	}
	if d.quoting != quoteNone && d.quote == unset {
		return py.TypeErrorf("quotechar must be set if quoting enabled")
	}
	terminator := py.AsStr(d.terminator).String()
	chars := []struct {
		name  string
		c     rune
		space bool // may be a space
	}{{"delimiter", d.delimiter, true}, {"escapechar", d.escape, !d.skipSpace}, {"quotechar", d.quote, !d.skipSpace}}
	for _, x := range chars {
		if x.c == '\r' || x.c == '\n' || x.c == ' ' && !x.space {
			return py.ValueErrorf("bad %s value", x.name)
		}
		if x.c != unset && strings.ContainsRune(terminator, x.c) {
			return py.ValueErrorf("bad %s or lineterminator value", x.name)
		}
	}
	for i, x := range chars {
		for _, y := range chars[i+1:] {
			if x.c != unset && x.c == y.c {
				return py.ValueErrorf("bad %s or %s value", x.name, y.name)
			}
		}
	}
	for _, c := range []rune(terminator + "\r\n") {
		if c < 128 {
			d.special[c] = true
		} else {
			d.wideTerminator = true
		}
	}
	for _, x := range chars {
		if x.c >= 0 && x.c < 128 {
			d.special[x.c] = true
		}
	}
	return nil
}

// isSpecial reports whether a writer must quote or escape c.
func (d *dialect) isSpecial(c rune) bool {
	if c < 128 {
		return d.special[c]
	}
	return c == d.delimiter || c == d.quote || c == d.escape ||
		d.wideTerminator && strings.ContainsRune(py.AsStr(d.terminator).String(), c)
}
