// This file formats times.

package timemod

import (
	"fmt"
	"strings"
	"time"

	"adder/runtime/py"
)

var (
	days   = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

func strptime(t *thread, _ value, args []value, kw []*py.Str) (value, *excp) {
	f, exc := py.ImportAttr(t, "_strptime", "_strptime_time")
	if exc != nil {
		return value{}, exc
	}
	return py.Call(t, f, args, kw)
}

func strftime(t *thread, _ value, a []value) (value, *excp) {
	if !a[0].IsStr() {
		return value{}, py.TypeErrorf("strftime() argument 1 must be str, not %s", py.TypeName(a[0]))
	}
	var f fields
	var exc *excp
	if a[1].IsUnbound() {
		f, exc = nowFields(t, "strftime")
	} else {
		f, exc = parse(t, "strftime", a[1])
	}
	if exc == nil {
		exc = f.check()
	}
	if exc != nil {
		return value{}, exc
	}
	if f.isdst < -1 || f.isdst > 1 {
		f.isdst = max(-1, min(f.isdst, 1))
	}
	return py.StrV(f.format(py.AsStr(a[0]).String())), nil
}

// format is C's strftime in the C locale.
func (f *fields) format(layout string) string {
	var b strings.Builder
	for i := 0; i < len(layout); i++ {
		if layout[i] != '%' || i+1 == len(layout) {
			b.WriteByte(layout[i])
			continue
		}
		start := i
		i++
		flag := byte(0)
		if strings.IndexByte("-_0^#", layout[i]) >= 0 && i+1 < len(layout) {
			flag = layout[i]
			i++
		}
		width := 0
		for i < len(layout)-1 && layout[i] >= '0' && layout[i] <= '9' {
			width = width*10 + int(layout[i]-'0')
			i++
		}
		if (layout[i] == 'E' || layout[i] == 'O') && i+1 < len(layout) {
			i++
		}
		text, ok := f.field(layout[i], flag, width)
		if !ok {
			text = layout[start : i+1]
		}
		b.WriteString(text)
	}
	return b.String()
}

// field formats one conversion; ok is false for an unknown one.
func (f *fields) field(c, flag byte, width int) (text string, ok bool) {
	num := func(n, digits int, pad byte) (string, bool) {
		switch flag {
		case '-':
			return fmt.Sprint(n), true
		case '_':
			pad = ' '
		case '0':
			pad = '0'
		}
		digits = max(digits, width)
		if pad == ' ' {
			return fmt.Sprintf("%*d", digits, n), true
		}
		return fmt.Sprintf("%0*d", digits, n), true
	}
	str := func(s string) (string, bool) {
		if flag == '^' {
			s = strings.ToUpper(s)
		}
		return fmt.Sprintf("%*s", width, s), true
	}
	sunday := (f.wday + 1) % 7
	hour12 := (f.hour+11)%12 + 1
	switch c {
	case 'a':
		return str(days[f.wday][:3])
	case 'A':
		return str(days[f.wday])
	case 'b', 'h':
		return str(months[f.mon-1][:3])
	case 'B':
		return str(months[f.mon-1])
	case 'c':
		return str(f.format("%a %b %e %H:%M:%S %Y"))
	case 'C':
		return num(floorDiv(f.year, 100), 2, '0')
	case 'd':
		return num(f.mday, 2, '0')
	case 'D', 'x':
		return str(f.format("%m/%d/%y"))
	case 'e':
		return num(f.mday, 2, ' ')
	case 'F':
		return str(f.format("%Y-%m-%d"))
	case 'g':
		year, _ := f.iso()
		return num(((year%100)+100)%100, 2, '0')
	case 'G':
		year, _ := f.iso()
		return num(year, 1, '0')
	case 'H':
		return num(f.hour, 2, '0')
	case 'I':
		return num(hour12, 2, '0')
	case 'j':
		return num(f.yday, 3, '0')
	case 'k':
		return num(f.hour, 2, ' ')
	case 'l':
		return num(hour12, 2, ' ')
	case 'm':
		return num(f.mon, 2, '0')
	case 'M':
		return num(f.min, 2, '0')
	case 'n':
		return "\n", true
	case 'p':
		return str([...]string{"AM", "PM"}[f.hour/12])
	case 'P':
		return str([...]string{"am", "pm"}[f.hour/12])
	case 'r':
		return str(f.format("%I:%M:%S %p"))
	case 'R':
		return str(f.format("%H:%M"))
	case 's':
		return fmt.Sprint(time.Date(f.year, time.Month(f.mon), f.mday, f.hour, f.min, f.sec, 0, time.Local).Unix()), true
	case 'S':
		return num(f.sec, 2, '0')
	case 't':
		return "\t", true
	case 'T', 'X':
		return str(f.format("%H:%M:%S"))
	case 'u':
		return num(f.wday+1, 1, '0')
	case 'U':
		return num((f.yday-1+7-sunday)/7, 2, '0')
	case 'V':
		_, week := f.iso()
		return num(week, 2, '0')
	case 'w':
		return num(sunday, 1, '0')
	case 'W':
		return num((f.yday-1+7-f.wday)/7, 2, '0')
	case 'y':
		return num(((f.year%100)+100)%100, 2, '0')
	case 'Y':
		return num(f.year, 1, '0')
	case 'z':
		return f.zoneOffset(), true
	case 'Z':
		return f.zoneName(), true
	case '%':
		return "%", true
	}
	return "", false
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// iso is the year and week of ISO 8601.
func (f *fields) iso() (year, week int) {
	year = f.year
	week = (f.yday - 1 - f.wday + 10) / 7
	switch {
	case week < 1:
		year--
		week = weeksIn(year)
	case week > weeksIn(year):
		year++
		week = 1
	}
	return year, week
}

func weeksIn(year int) int {
	_, w := time.Date(year, 12, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
	return w
}

func (f *fields) local() time.Time {
	return time.Date(f.year, time.Month(f.mon), f.mday, f.hour, f.min, f.sec, 0, time.Local)
}

func (f *fields) zoneName() string {
	if f.hasZone {
		return f.zone
	}
	if f.isdst < 0 {
		return ""
	}
	name, _ := f.local().Zone()
	return name
}

func (f *fields) zoneOffset() string {
	off := f.offset
	if !f.hasZone {
		if f.isdst < 0 {
			return ""
		}
		_, off = f.local().Zone()
	}
	sign := '+'
	if off < 0 {
		sign, off = '-', -off
	}
	return fmt.Sprintf("%c%02d%02d", sign, off/3600, off/60%60)
}
