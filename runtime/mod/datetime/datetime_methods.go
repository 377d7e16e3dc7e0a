// This file holds the methods of datetime, besides those about local time.

package datetime

import (
	"adder/runtime/internal/calendar"
	"adder/runtime/py"
)

const datetimeReplaceSig = "(year=unchanged, month=unchanged, day=unchanged,\n        hour=unchanged, minute=unchanged, second=unchanged,\n        microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)"

func datetimeMethods() []method {
	methods := []method{
		{Name: "now", Sig: "(tz=None)", Class: true, FN: datetimeNow,
			Doc: "Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone object.\n\nIf no tz is specified, uses local timezone."},
		{Name: "utcnow", Sig: "()", Class: true, F0: utcnow, Doc: "Return a new datetime representing UTC day and time."},
		{Name: "fromtimestamp", Class: true, FK: fromTimestamp, Doc: "timestamp[, tz] -> tz's local time from POSIX timestamp."},
		{Name: "utcfromtimestamp", Class: true, FK: utcFromTimestamp, Doc: "Construct a naive UTC datetime from a POSIX timestamp."},
		{Name: "strptime", Class: true, FK: strptime("_strptime_datetime_datetime"), Doc: "string, format -> new datetime parsed from a string (like time.strptime())."},
		{Name: "combine", Class: true, FK: combine, Doc: "date, time -> datetime with same date and time fields"},
		{Name: "fromisoformat", Sig: "(object, /)", Class: true, F1: datetimeFromISO, Doc: "string -> datetime from a string in most ISO 8601 formats"},
		{Name: "date", Sig: "()", Doc: "Return date object with same year, month and day.", F0: func(t *thread, self value) (value, *excp) {
			m := asMoment(self)
			return newDate(dateType, int(m.year), int(m.month), int(m.day))
		}},
		{Name: "time", Sig: "()", Doc: "Return time object with same time but with tzinfo=None.", F0: func(t *thread, self value) (value, *excp) {
			c := asMoment(self).clock
			c.zone = value{}
			return newTime(timeType, c), nil
		}},
		{Name: "timetz", Sig: "()", Doc: "Return time object with same time and tzinfo.", F0: func(t *thread, self value) (value, *excp) {
			return newTime(timeType, asMoment(self).clock), nil
		}},
		{Name: "ctime", Sig: "()", Doc: "Return ctime() style string.", F0: func(t *thread, self value) (value, *excp) {
			return asMoment(self).ctime(&asMoment(self).clock), nil
		}},
		{Name: "timetuple", Sig: "()", F0: timetuple, Doc: "Return time tuple, compatible with time.localtime()."},
		{Name: "timestamp", Sig: "()", F0: timestamp, Doc: "Return POSIX timestamp as float."},
		{Name: "utctimetuple", Sig: "()", F0: utctimetuple, Doc: "Return UTC time tuple, compatible with time.localtime()."},
		{Name: "isoformat", FK: datetimeISOFormat, Doc: "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\nsep is used to separate the year from the time, and defaults to 'T'.\nThe optional argument timespec specifies the number of additional terms\nof the time to include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.\n"},
	}
	methods = append(methods, zoneMethods(func(v value) *clock { return &asMoment(v).clock }, func(v value) value { return v })...)
	return append(methods, []method{
		{Name: "replace", Sig: datetimeReplaceSig, FN: datetimeReplace, Doc: "Return datetime with new specified fields."},
		{Name: "__replace__", Sig: "(**changes)", FK: replacing(&py.Signature{Text: datetimeReplaceSig}, datetimeReplace), Doc: "The same as replace()."},
		{Name: "astimezone", FK: astimezone, Doc: "tz -> convert to local time in new timezone tz\n"},
		{Name: "__reduce_ex__", FK: datetimeReduceEx, Doc: "__reduce_ex__(proto) -> (cls, state)"},
		{Name: "__reduce__", Sig: "()", Doc: reduceDoc, F0: func(t *thread, self value) (value, *excp) { return asMoment(self).reduce(2), nil }},
	}...)
}

var combineParams = params{fn: "combine", names: []string{"date", "time", "tzinfo"}, required: 2, positional: 3}

func combine(t *thread, class value, args []value, kw []*py.Str) (value, *excp) {
	var a [3]value
	exc := combineParams.bind(args, kw, func(i int, v value) *excp {
		a[i] = v
		switch {
		case i == 0 && !isDate(v):
			return py.TypeErrorf("combine() argument 1 must be datetime.date, not %s", kind(v))
		case i == 1 && !isTime(v):
			return py.TypeErrorf("combine() argument 2 must be datetime.time, not %s", kind(v))
		}
		return nil
	})
	if exc != nil {
		return value{}, exc
	}
	d, c := asDate(a[0]), &asTime(a[1]).clock
	zone := c.zone
	if a[2].Bound() {
		if zone, exc = zoneArg(a[2]); exc != nil {
			return value{}, exc
		}
	}
	return makeMoment(t, py.AsType(class), parts{int(d.year), int(d.month), int(d.day), int(c.hour), int(c.minute), int(c.second), int(c.micro)}, int(c.fold), zone)
}

// separated finds the date at the start of a text: the text as UTF-8, where the date ends, and where
// the time begins. A surrogate may stand between them.
func separated(s *py.Str) (text string, end, start int, ok bool) {
	if s.Len() < 7 {
		return "", 0, 0, false
	}
	if !s.IsASCII() {
		runes := s.Runes()
		for _, i := range [...]int{7, 8, 10} {
			if i < len(runes) && surrogate(runes[i]) {
				runes[i] = 'T'
				s = py.StrOfRunes(runes)
				break
			}
		}
	}
	if text, ok = plainText(s); !ok {
		return "", 0, 0, false
	}
	end = calendar.Separator(text)
	start = end + 1
	for start < len(text) && text[start]&0xc0 == 0x80 {
		start++
	}
	return text, end, start, true
}

func datetimeFromISO(t *thread, class, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, notISOText()
	}
	text, end, start, ok := separated(py.AsStr(v))
	var n parts
	if ok {
		n[0], n[1], n[2], ok = calendar.ParseDate(text, end)
	}
	var c calendar.Clock
	if ok && len(text) > end {
		c, ok = calendar.ParseTime(text[start:])
	}
	if !ok {
		return value{}, invalidISO(t, v)
	}
	zone, exc := parsedZone(t, &c)
	if exc != nil {
		return value{}, exc
	}
	n[3], n[4], n[5], n[6] = c.Hour, c.Minute, c.Second, c.Micro
	if c.Hour == 24 && n[1] <= 12 && n[2] <= calendar.DaysInMonth(n[0], n[1]) {
		if c.Minute != 0 || c.Second != 0 || c.Micro != 0 {
			return value{}, midnightParts()
		}
		n.nextMidnight()
	}
	return makeMoment(t, py.AsType(class), n, 0, zone)
}

// nextMidnight turns 24:00 into 0:00 of the next day.
func (n *parts) nextMidnight() {
	n[3] = 0
	if n[2]++; n[2] <= calendar.DaysInMonth(n[0], n[1]) {
		return
	}
	n[2] = 1
	if n[1]++; n[1] > 12 {
		n[1] = 1
		n[0]++
	}
}

var datetimeISOParams = params{fn: "isoformat", names: []string{"sep", "timespec"}, positional: 2}

func datetimeISOFormat(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	sep, spec := py.StrV("T"), "auto"
	exc := datetimeISOParams.bind(args, kw, func(i int, v value) (exc *excp) {
		if i == 1 {
			spec, exc = utf8(t, "isoformat", 2, v)
			return exc
		}
		sep = v
		if !v.IsStr() {
			return py.TypeErrorf("isoformat() argument 1 must be a unicode character, not %s", kind(v))
		}
		if n := py.AsStr(v).Len(); n != 1 {
			return py.TypeErrorf("isoformat() argument 1 must be a unicode character, not a string of length %d", n)
		}
		return nil
	})
	if exc != nil {
		return value{}, exc
	}
	m := asMoment(self)
	s, exc := m.isoText(t, spec, self)
	if exc != nil {
		return value{}, exc
	}
	c := py.AsStr(sep).At(0)
	if surrogate(c) {
		return py.StrOfRunes(append(append([]rune(m.date.text()), c), []rune(s)...)).V(), nil
	}
	return py.StrV(m.date.text() + string(c) + s), nil
}

func datetimeReplace(t *thread, self value, a []value) (value, *excp) {
	m := asMoment(self)
	n := m.parts()
	if exc := replaced(t, n[:], a[:7]); exc != nil {
		return value{}, exc
	}
	fold := []int{int(m.fold)}
	if exc := replaced(t, fold, a[8:]); exc != nil {
		return value{}, exc
	}
	if exc := checkTime(0, 0, 0, 0, fold[0]); exc != nil {
		return value{}, exc
	}
	zone := m.zone
	if a[7].Bound() {
		var exc *excp
		if zone, exc = zoneArg(a[7]); exc != nil && self.Type() == datetimeType {
			if _, other := makeMoment(t, datetimeType, n, fold[0], value{}); other != nil {
				exc = other
			}
			return value{}, exc
		} else if exc != nil {
			zone = a[7] // for the constructor to refuse
		}
	}
	return makeMoment(t, self.Type(), n, fold[0], zone)
}

func (m *moment) parts() parts {
	return parts{int(m.year), int(m.month), int(m.day), int(m.hour), int(m.minute), int(m.second), int(m.micro)}
}

func timetuple(t *thread, self value) (value, *excp) {
	m := asMoment(self)
	dst := -1
	d, exc := offsetOf(t, m.zone, nameDST, self)
	if exc != nil {
		return value{}, exc
	}
	if d != nil {
		dst = 1
		if d.isZero() {
			dst = 0
		}
	}
	return m.tuple(t, &m.clock, dst)
}

func utctimetuple(t *thread, self value) (value, *excp) {
	m := asMoment(self)
	offset, exc := offsetOf(t, m.zone, nameUTCOffset, self)
	if exc != nil {
		return value{}, exc
	}
	if offset != nil {
		v, exc := m.shift(t, offset, -1)
		if exc != nil {
			return value{}, exc
		}
		m = asMoment(v)
	}
	return m.tuple(t, &m.clock, 0)
}
