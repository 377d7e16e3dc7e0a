// This file implements writers.

package csv

import (
	"unicode/utf8"
	"unsafe"

	"adder/runtime/py"
)

// writer is a writer object.
type writer struct {
	py.Header
	write   value
	dialect *dialect
}

// record is a record that is being written, as WTF-8.
type record struct {
	d      *dialect
	text   []byte
	fields int
}

var writerType = &py.Type{Name: "writer"}

func asWriter(v value) *writer { return (*writer)(v.Ptr()) }

func defineWriter() {
	py.Define(writerType, &py.StaticType{
		Name: "_csv.writer", Flags: py.DisallowNew,
		Doc: "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
		Methods: []py.Method{
			{Name: "writerow", Sig: "(row, /)", F1: writeRow, Doc: "Construct and write a CSV record from an iterable of fields.\n\nNon-string elements will be converted to string."},
			{Name: "writerows", Sig: "(rows, /)", F1: writeRows, Doc: "Construct and write a series of iterables to a csv file.\n\nNon-string elements will be converted to string."},
		},
		Members: []py.Member{{Name: "dialect", Get: func(self value) value { return asWriter(self).dialect.V() }}},
	})
}

func newWriter(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := countArgs("writer", len(args)-len(kw)); exc != nil {
		return value{}, exc
	}
	write, exc := py.LookupAttr(t, args[0], py.Intern("write"))
	if exc != nil {
		return value{}, exc
	}
	if write.IsUnbound() || !py.Callable(write) {
		return value{}, py.TypeErrorf("argument 1 must have a \"write\" method")
	}
	d, exc := py.Call(t, dialectType.V(), args[1:], kw)
	if exc != nil {
		return value{}, exc
	}
	w := &writer{write: write, dialect: asDialect(d)}
	w.SetType(writerType)
	return py.FromPtr(unsafe.Pointer(w)), nil
}

func writeRows(t *thread, self, rows value) (value, *excp) {
	it, exc := py.Iter(t, rows)
	if exc != nil {
		return value{}, exc
	}
	for {
		row, exc := py.Next(t, it)
		if exc != nil {
			return value{}, exc
		}
		if row.IsUnbound() {
			return py.None, nil
		}
		if _, exc := writeRow(t, self, row); exc != nil {
			return value{}, exc
		}
	}
}

func writeRow(t *thread, self, row value) (value, *excp) {
	w := asWriter(self)
	it, exc := py.Iter(t, row)
	if exc != nil {
		if exc.Matches(py.TypeError) {
			return value{}, csvError("iterable expected, not %s", py.TypeName(row))
		}
		return value{}, exc
	}
	r := record{d: w.dialect}
	null := false
	for {
		field, exc := py.Next(t, it)
		if exc != nil {
			return value{}, exc
		}
		if field.IsUnbound() {
			break
		}
		null = field.IsNone()
		if exc := r.field(t, field); exc != nil {
			return value{}, exc
		}
	}
	if r.fields > 0 && len(r.text) == 0 {
		if q := r.d.quoting; q == quoteNone || null && (q == quoteStrings || q == quoteNotNull) {
			return value{}, csvError("single empty field record must be quoted")
		}
		r.fields--
		if exc := r.append(nil, true); exc != nil {
			return value{}, exc
		}
	}
	r.text = append(r.text, py.AsStr(r.d.terminator).String()...)
	return py.Call1(t, w.write, py.StrV(string(r.text)))
}

// field appends an object.
func (r *record) field(t *thread, v value) *excp {
	quoted := false
	switch r.d.quoting {
	case quoteNonnumeric:
		quoted = !isNumber(v)
	case quoteAll:
		quoted = true
	case quoteStrings:
		quoted = v.IsStr()
	case quoteNotNull:
		quoted = !v.IsNone()
	}
	if v.IsNone() {
		return r.append(nil, quoted)
	}
	s, exc := py.StrOf(t, v)
	if exc != nil {
		return exc
	}
	return r.append(s, quoted)
}

// isNumber is PyNumber_Check.
func isNumber(v value) bool {
	typ := v.Type()
	return typ.Index != nil || typ.Int != nil || typ.Float != nil || py.IsInstance(v, py.ComplexType)
}

// append appends a field, nil for None.
func (r *record) append(s *py.Str, quoted bool) *excp {
	d := r.d
	empty := s == nil || s.Len() == 0
	if empty && d.delimiter == ' ' && d.skipSpace {
		if d.quoting == quoteNone || s == nil && (d.quoting == quoteStrings || d.quoting == quoteNotNull) {
			return csvError("empty field must be quoted if delimiter is a space and skipinitialspace is true")
		}
		quoted = true
	}
	if r.fields > 0 {
		r.text = utf8.AppendRune(r.text, d.delimiter)
	}
	r.fields++
	if empty {
		if quoted {
			r.quote()
			r.quote()
		}
		return nil
	}
	special := hasSpecial(d, s)
	if special && d.quoting != quoteNone && !quoted {
		quoted = r.wantsQuotes(s)
	}
	if quoted {
		r.quote()
	}
	if !special {
		r.text = append(r.text, s.String()...)
	} else if exc := r.appendSpecial(s); exc != nil {
		return exc
	}
	if quoted {
		r.quote()
	}
	return nil
}

func (r *record) quote() { r.text = utf8.AppendRune(r.text, r.d.quote) }

func hasSpecial(d *dialect, s *py.Str) bool {
	if s.IsASCII() {
		raw := s.Raw()
		for i := range len(raw) {
			if d.special[raw[i]&127] {
				return true
			}
		}
		return false
	}
	for i := range s.Len() {
		if d.isSpecial(s.At(i)) {
			return true
		}
	}
	return false
}

// wantsQuotes reports whether s has a character that is to be quoted rather than escaped.
func (r *record) wantsQuotes(s *py.Str) bool {
	d := r.d
	for i := range s.Len() {
		switch c := s.At(i); {
		case !d.isSpecial(c):
		case c == d.quote:
			if d.double {
				return true
			}
		case c != d.escape:
			return true
		}
	}
	return false
}

// appendSpecial appends a text with characters that are escaped or doubled.
func (r *record) appendSpecial(s *py.Str) *excp {
	d := r.d
	for i := range s.Len() {
		c := s.At(i)
		if d.isSpecial(c) {
			escape := d.quoting == quoteNone
			switch {
			case escape:
			case c == d.quote && d.double:
				r.quote()
			case c == d.quote || c == d.escape:
				escape = true
			}
			if escape {
				if d.escape == unset {
					return csvError("need to escape, but no escapechar set")
				}
				r.text = utf8.AppendRune(r.text, d.escape)
			}
		}
		if c < 0x80 {
			r.text = append(r.text, byte(c))
		} else {
			r.text = append(r.text, s.Slice(i, i+1).String()...)
		}
	}
	return nil
}
