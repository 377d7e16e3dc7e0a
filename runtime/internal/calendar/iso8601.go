// This file reads dates and times in the formats of ISO 8601 that datetime takes. What it accepts
// beyond them is what CPython's parser accepts.

package calendar

// Clock is a time of day as it was read: the fields may be out of range.
type Clock struct {
	Hour, Minute, Second, Micro int
	HasOffset                   bool
	// Offset is in seconds; OffsetMicro has its sign.
	Offset, OffsetMicro int
}

// text is what is read; behind its end there are zeros.
type text string

func (s text) at(i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// digits reads n digits at i.
func (s text) digits(i, n int) (v, next int, ok bool) {
	for k := 0; k < n; k++ {
		d := s.at(i+k) - '0'
		if d > 9 {
			return 0, 0, false
		}
		v = v*10 + int(d)
	}
	return v, i + n, true
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// ParseDate reads the date that takes the first size bytes of s.
func ParseDate(str string, size int) (year, month, day int, ok bool) {
	s := text(str)
	year, i, ok := s.digits(0, 4)
	if !ok {
		return 0, 0, 0, false
	}
	separated := s.at(i) == '-'
	if separated {
		i++
	}
	if s.at(i) == 'W' {
		return s.weekDate(year, i+1, size, separated)
	}
	if month, i, ok = s.digits(i, 2); !ok {
		return 0, 0, 0, false
	}
	if separated {
		if s.at(i) != '-' {
			return 0, 0, 0, false
		}
		i++
	}
	day, _, ok = s.digits(i, 2)
	return year, month, day, ok
}

// weekDate reads the week at i, and the day of the week if there is one.
func (s text) weekDate(isoYear, i, size int, separated bool) (year, month, day int, ok bool) {
	week, i, ok := s.digits(i, 2)
	if !ok {
		return 0, 0, 0, false
	}
	weekday := 1
	if i < size {
		if separated {
			if s.at(i) != '-' {
				return 0, 0, 0, false
			}
			i++
		}
		if weekday, _, ok = s.digits(i, 1); !ok {
			return 0, 0, 0, false
		}
	}
	year, month, day, err := FromISO(isoYear, week, weekday)
	return year, month, day, err == ISOFine
}

// Separator returns where the date at the start of str ends, which has 7 bytes or more. Where that is
// ambiguous, it decides as CPython does.
func Separator(str string) int {
	s := text(str)
	switch {
	case len(s) == 7:
		return 7
	case s[4] == '-':
		if s[5] != 'W' {
			return len("YYYY-MM-DD")
		}
		if len(s) > 8 && s[8] == '-' {
			// YYYY-Www-##: the hyphen may end the date.
			if len(s) > 10 && digit(s[10]) {
				return 8
			}
			return len("YYYY-Www-d")
		}
		return len("YYYY-Www")
	case s[4] != 'W':
		return len("YYYYMMDD")
	}
	i := 7
	for i < len(s) && digit(s[i]) {
		i++
	}
	switch {
	case i < 9:
		return i
	case i%2 == 0:
		return len("YYYYWww")
	}
	return len("YYYYWwwd")
}

// ParseTime reads a time and its offset.
func ParseTime(str string) (c Clock, ok bool) {
	s := text(str)
	end := len(s)
	at := 0
	for { // at least one byte is looked at, the zero behind an empty text
		if b := s.at(at); b == '+' || b == '-' || b == 'Z' {
			break
		}
		if at++; at >= end {
			break
		}
	}
	at = min(at, max(end, 1))
	rest, ok := s.clock(0, min(at, end), &c.Hour, &c.Minute, &c.Second, &c.Micro)
	if !ok {
		return c, false
	}
	if at >= end {
		return c, !rest
	}
	c.HasOffset = true
	if s[at] == 'Z' {
		return c, s.at(at+1) == 0
	}
	var hour, minute, second int
	if rest, ok = s.clock(at+1, end, &hour, &minute, &second, &c.OffsetMicro); !ok || rest {
		return c, false
	}
	c.Offset = hour*3600 + minute*60 + second
	if s[at] == '-' {
		c.Offset, c.OffsetMicro = -c.Offset, -c.OffsetMicro
	}
	return c, true
}

// clock reads HH[:?MM[:?SS[.f+]]] between i and end; rest tells that something follows it.
func (s text) clock(i, end int, hour, minute, second, micro *int) (rest, ok bool) {
	separated := true
	for n, field := range [...]*int{hour, minute, second} {
		v, next, ok := s.digits(i, 2)
		if !ok {
			return false, false
		}
		*field, i = v, next
		b := byte(0)
		if i < end {
			b = s[i]
			i++
		}
		if n == 0 {
			separated = b == ':'
		}
		if i >= end {
			return b != 0, true
		}
		if separated && b == ':' {
			if n == 2 {
				return false, false
			}
			continue
		}
		if b == '.' || b == ',' {
			if n < 2 {
				return false, false
			}
			break
		}
		if separated {
			return false, false
		}
		i--
	}
	return s.fraction(i, end, micro)
}

func (s text) fraction(i, end int, micro *int) (rest, ok bool) {
	n := min(end-i, 6)
	v, i, ok := s.digits(i, n)
	if !ok {
		return false, false
	}
	for ; n < 6; n++ {
		v *= 10
	}
	*micro = v
	for digit(s.at(i)) {
		i++
	}
	return s.at(i) != 0, true
}
