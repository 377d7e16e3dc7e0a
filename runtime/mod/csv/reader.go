// This file implements readers.

package csv

import (
	"unsafe"

	"adder/runtime/py"
)

// reader is a reader object: the state of the parser of records.
type reader struct {
	py.Header
	input   value
	dialect *dialect
	line    int // lines read
	state   state
	fields  []value
	// The field that is being read: part of a line, or what parts are put together in.
	run      *py.Str
	from, to int
	field    []rune
	size     int
	unquoted bool
	stop     [128]bool // characters of ASCII that mean something outside quotes
}

// state is what the parser expects.
type state uint8

const (
	startRecord state = iota
	startField
	escapedChar
	inField
	inQuotedField
	escapeInQuotedField
	quoteInQuotedField
	eatNewline
	afterEscapedNewline
)

// endOfLine is the character that stands for the end of a line that the input gave.
const endOfLine = rune(-2)

var readerType = &py.Type{Name: "reader"}

func asReader(v value) *reader { return (*reader)(v.Ptr()) }

func defineReader() {
	py.Define(readerType, &py.StaticType{
		Name: "_csv.reader", Flags: py.DisallowNew,
		Doc:   "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
		Slots: py.Slots{Iter: func(t *thread, self value) (value, *excp) { return self, nil }, Next: readerNext},
		Members: []py.Member{
			{Name: "dialect", Get: func(self value) value { return asReader(self).dialect.V() }},
			{Name: "line_num", Get: func(self value) value { return py.Int(int64(asReader(self).line)) }},
		},
	})
}

func newReader(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	if exc := countArgs("reader", len(args)-len(kw)); exc != nil {
		return value{}, exc
	}
	input, exc := py.Iter(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	d, exc := py.Call(t, dialectType.V(), args[1:], kw)
	if exc != nil {
		return value{}, exc
	}
	r := &reader{input: input, dialect: asDialect(d)}
	r.SetType(readerType)
	for _, c := range []rune{'\r', '\n', r.dialect.delimiter, r.dialect.escape} {
		if c >= 0 && c < 128 {
			r.stop[c] = true
		}
	}
	return py.FromPtr(unsafe.Pointer(r)), nil
}

// readerNext reads a record.
func readerNext(t *thread, self value) (value, *excp) {
	r := asReader(self)
	r.fields, r.state, r.unquoted = nil, startRecord, true
	r.clear()
	for {
		v, exc := py.Next(t, r.input)
		if exc != nil {
			return value{}, exc
		}
		if v.IsUnbound() {
			if r.size == 0 && r.state != inQuotedField {
				return value{}, nil
			}
			if r.dialect.strict {
				return value{}, csvError("unexpected end of data")
			}
			if exc := r.save(t); exc != nil {
				return value{}, exc
			}
			break
		}
		if !v.IsStr() {
			return value{}, csvError("iterator should return strings, not %s (the file should be opened in text mode)", py.TypeName(v))
		}
		r.line++
		if exc := r.feed(t, py.AsStr(v)); exc != nil {
			return value{}, exc
		}
		if r.state == startRecord {
			break
		}
	}
	fields := r.fields
	r.fields = nil
	return py.ListFrom(fields).V(), nil
}

// feed parses a line.
func (r *reader) feed(t *thread, line *py.Str) *excp {
	n := line.Len()
	for i := 0; i < n; {
		if r.state == inField || r.state == inQuotedField {
			if j := r.plain(line, i, n); j > i {
				if exc := r.add(line, i, j); exc != nil {
					return exc
				}
				i = j
				continue
			}
		}
		if exc := r.char(t, line, i, line.At(i)); exc != nil {
			return exc
		}
		i++
	}
	return r.char(t, line, n, endOfLine)
}

// plain returns the end of the characters from i on that just belong to the field.
func (r *reader) plain(line *py.Str, i, n int) int {
	d := r.dialect
	if r.state == inField {
		for ; i < n; i++ {
			if c := line.At(i); c < 128 && r.stop[c] || c == d.delimiter || c == d.escape {
				break
			}
		}
		return i
	}
	quote := d.quote
	if d.quoting == quoteNone {
		quote = unset
	}
	for ; i < n; i++ {
		if c := line.At(i); c == quote || c == d.escape {
			break
		}
	}
	return i
}

// char parses a character, which is at position i of line.
func (r *reader) char(t *thread, line *py.Str, i int, c rune) *excp {
	d := r.dialect
	newline := c == '\n' || c == '\r'
	switch r.state {
	case startRecord:
		switch {
		case c == endOfLine:
			return nil
		case newline:
			r.state = eatNewline
			return nil
		}
		return r.beginField(t, line, i, c)
	case startField:
		return r.beginField(t, line, i, c)
	case escapedChar:
		r.state = inField
		if newline {
			r.state = afterEscapedNewline
		}
		if c == endOfLine {
			return r.addRune('\n')
		}
		return r.add(line, i, i+1)
	case afterEscapedNewline:
		if c == endOfLine {
			return nil
		}
		return r.inField(t, line, i, c)
	case inField:
		return r.inField(t, line, i, c)
	case inQuotedField:
		switch {
		case c == endOfLine:
		case c == d.escape:
			r.state = escapeInQuotedField
		case c == d.quote && d.quoting != quoteNone:
			r.state = inField
			if d.double {
				r.state = quoteInQuotedField
			}
		default:
			return r.add(line, i, i+1)
		}
	case escapeInQuotedField:
		r.state = inQuotedField
		if c == endOfLine {
			return r.addRune('\n')
		}
		return r.add(line, i, i+1)
	case quoteInQuotedField:
		return r.afterQuote(t, line, i, c)
	case eatNewline:
		switch {
		case newline:
		case c == endOfLine:
			r.state = startRecord
		default:
			return csvError("new-line character seen in unquoted field - do you need to open the file with newline=''?")
		}
	}
	return nil
}

func (r *reader) beginField(t *thread, line *py.Str, i int, c rune) *excp {
	d := r.dialect
	switch {
	case c == '\n' || c == '\r' || c == endOfLine:
		return r.endRecord(t, c)
	case c == d.quote && d.quoting != quoteNone:
		r.unquoted = false
		r.state = inQuotedField
	case c == d.escape:
		r.state = escapedChar
	case c == ' ' && d.skipSpace:
		r.state = startField
	case c == d.delimiter:
		r.state = startField
		return r.save(t)
	default:
		r.state = inField
		return r.add(line, i, i+1)
	}
	return nil
}

func (r *reader) inField(t *thread, line *py.Str, i int, c rune) *excp {
	d := r.dialect
	switch {
	case c == '\n' || c == '\r' || c == endOfLine:
		return r.endRecord(t, c)
	case c == d.escape:
		r.state = escapedChar
	case c == d.delimiter:
		r.state = startField
		return r.save(t)
	default:
		return r.add(line, i, i+1)
	}
	return nil
}

// afterQuote parses what follows a quote in a quoted field.
func (r *reader) afterQuote(t *thread, line *py.Str, i int, c rune) *excp {
	d := r.dialect
	switch {
	case c == d.quote && d.quoting != quoteNone:
		r.state = inQuotedField
		return r.add(line, i, i+1)
	case c == d.delimiter:
		r.state = startField
		return r.save(t)
	case c == '\n' || c == '\r' || c == endOfLine:
		return r.endRecord(t, c)
	case d.strict:
		return csvError("'%c' expected after '%c'", d.delimiter, d.quote)
	}
	r.state = inField
	return r.add(line, i, i+1)
}

func (r *reader) endRecord(t *thread, c rune) *excp {
	r.state = eatNewline
	if c == endOfLine {
		r.state = startRecord
	}
	return r.save(t)
}

func (r *reader) clear() { r.run, r.field, r.size = nil, r.field[:0], 0 }

// add adds the characters from i up to j of a line to the field.
func (r *reader) add(line *py.Str, i, j int) *excp {
	if r.size+j-i > fieldLimit {
		return csvError("field larger than field limit (%d)", fieldLimit)
	}
	switch {
	case r.size == 0:
		r.run, r.from, r.to = line, i, j
	case r.run == line && r.to == i:
		r.to = j
	default:
		r.flush()
		r.field = appendRunes(r.field, line, i, j)
	}
	r.size += j - i
	return nil
}

func (r *reader) addRune(c rune) *excp {
	if r.size >= fieldLimit {
		return csvError("field larger than field limit (%d)", fieldLimit)
	}
	r.flush()
	r.field = append(r.field, c)
	r.size++
	return nil
}

// flush copies the run of a line to the field proper.
func (r *reader) flush() {
	if r.run != nil {
		r.field = appendRunes(r.field, r.run, r.from, r.to)
		r.run = nil
	}
}

func appendRunes(b []rune, s *py.Str, i, j int) []rune {
	for ; i < j; i++ {
		b = append(b, s.At(i))
	}
	return b
}

// save ends the field.
func (r *reader) save(t *thread) *excp {
	quoting := r.dialect.quoting
	v := py.None
	if !r.unquoted || r.size != 0 || quoting != quoteNotNull && quoting != quoteStrings {
		if r.run != nil {
			v = r.run.Slice(r.from, r.to).V()
		} else {
			v = py.StrOfRunes(r.field).V()
		}
		if r.unquoted && r.size != 0 && (quoting == quoteNonnumeric || quoting == quoteStrings) {
			var exc *excp
			if v, exc = py.ToFloat(t, v); exc != nil {
				r.clear()
				return exc
			}
		}
	}
	r.clear()
	r.unquoted = true
	r.fields = append(r.fields, v)
	return nil
}
