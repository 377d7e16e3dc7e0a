// This file formats by strftime: the directives that time.strftime does not know are replaced first.

package datetime

import (
	"fmt"
	"strings"

	"adder/runtime/py"
)

var formatParams = params{fn: "strftime", names: []string{"format"}, required: 1, positional: 1}

// formatArg takes the argument of strftime().
func formatArg(args []value, kw []*py.Str) (format *py.Str, exc *excp) {
	exc = formatParams.bind(args, kw, func(i int, v value) (exc *excp) {
		format, exc = text("strftime", 1, v)
		return exc
	})
	return format, exc
}

// format makes the method __format__, which formats as a str if the format is empty.
func format(owner string) func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	return func(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
		if exc := exactly(1, owner, "__format__", args, kw); exc != nil {
			return value{}, exc
		}
		format, exc := text("__format__", 1, args[0])
		if exc != nil {
			return value{}, exc
		}
		if format.Len() == 0 {
			s, exc := py.StrOf(t, self)
			if exc != nil {
				return value{}, exc
			}
			return s.V(), nil
		}
		return py.CallMethod(t, self, py.Intern("strftime"), args[0])
	}
}

// dateStrftime is the method of date and datetime.
func dateStrftime(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	format, exc := formatArg(args, kw)
	if exc != nil {
		return value{}, exc
	}
	tuple, exc := py.CallMethod(t, self, py.Intern("timetuple"))
	if exc != nil {
		return value{}, exc
	}
	f := formatter{t: t, tuple: tuple}
	if isDatetime(self) {
		m := asMoment(self)
		f.zone, f.zoneArg, f.micros = m.zone, self, int(m.micro)
	}
	return f.format(format)
}

// formatter formats one time.
type formatter struct {
	t             *thread
	tuple         value // a time tuple
	zone, zoneArg value // the time zone, unbound for none, and what it is asked about
	micros        int
}

func (f *formatter) strftime(format value) (value, *excp) {
	fn, exc := py.ImportAttr(f.t, "time", "strftime")
	if exc != nil {
		return value{}, exc
	}
	return py.Call2(f.t, fn, format, f.tuple)
}

func (f *formatter) format(format *py.Str) (value, *excp) {
	runes := format.Runes()
	out := make([]rune, 0, len(runes)+16)
	for i := 0; i < len(runes); {
		if runes[i] != '%' || i+1 == len(runes) {
			out = append(out, runes[i])
			i++
			continue
		}
		n := 2
		if runes[i+1] == ':' && i+2 < len(runes) && runes[i+2] == 'z' {
			n = 3
		}
		text, known, exc := f.directive(string(runes[i+1 : i+n]))
		if exc != nil {
			return value{}, exc
		}
		if known {
			out = append(out, text...)
		} else {
			out = append(out, runes[i:i+n]...)
		}
		i += n
	}
	return f.strftime(py.StrOfRunes(out).V())
}

// directive returns what takes the place of a directive in the format for time.strftime.
func (f *formatter) directive(name string) (text []rune, known bool, exc *excp) {
	s := ""
	switch name {
	case "f":
		s = fmt.Sprintf("%06d", f.micros)
	case "z", ":z":
		offset, exc := offsetOf(f.t, f.zone, nameUTCOffset, f.zoneArg)
		if exc != nil {
			return nil, false, exc
		}
		if offset != nil {
			s = offset.offsetText(strings.TrimSuffix(name, "z"))
		}
	case "Z":
		v, exc := zoneName(f.t, f.zone, f.zoneArg)
		if exc != nil || v.IsNone() {
			return nil, true, exc
		}
		// A subclass of str may have its own replace().
		if v, exc = py.CallMethod(f.t, v, py.Intern("replace"), py.StrV("%"), py.StrV("%%")); exc != nil {
			return nil, false, exc
		}
		if !v.IsStr() {
			return nil, false, py.TypeErrorf("tzname.replace() did not return a string")
		}
		return py.AsStr(v).Runes(), true, nil
	case "Y", "G", "F", "C":
		return f.century(name)
	default:
		return nil, false, nil
	}
	return []rune(s), true, nil
}

// century formats years before 1000 with all digits, which C's strftime need not do.
func (f *formatter) century(name string) (text []rune, known bool, exc *excp) {
	item := func(i int64) (int, *excp) {
		v, exc := py.GetItem(f.t, f.tuple, py.Int(i))
		if exc != nil {
			return 0, exc
		}
		return asInt(f.t, v)
	}
	year, exc := item(0)
	if exc != nil || year >= 1000 {
		return nil, false, exc
	}
	switch name {
	case "G":
		v, exc := f.strftime(py.StrV("%G"))
		if exc != nil {
			return nil, false, exc
		}
		if v, exc = py.Call1(f.t, py.IntType.V(), v); exc != nil {
			return nil, false, exc
		}
		if year, exc = asInt(f.t, v); exc != nil {
			return nil, false, exc
		}
	case "C":
		return []rune(fmt.Sprintf("%02d", year/100)), true, nil
	}
	s := fmt.Sprintf("%04d", year)
	if name == "F" {
		month, exc := item(1)
		if exc != nil {
			return nil, false, exc
		}
		day, exc := item(2)
		if exc != nil {
			return nil, false, exc
		}
		s += fmt.Sprintf("-%02d-%02d", month, day)
	}
	return []rune(s), true, nil
}
