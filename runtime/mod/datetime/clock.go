// This file holds the time of day, which time and datetime have in common: checks, text, attributes.

package datetime

import (
	"fmt"

	"adder/runtime/py"
)

// clock is a time of day with its time zone.
type clock struct {
	hour, minute, second, fold uint8
	micro                      int32
	zone                       value // unbound: none
}

func checkTime(hour, minute, second, micro, fold int) *excp {
	switch {
	case hour < 0 || hour > 23:
		return py.ValueErrorf("hour must be in 0..23, not %d", hour)
	case minute < 0 || minute > 59:
		return py.ValueErrorf("minute must be in 0..59, not %d", minute)
	case second < 0 || second > 59:
		return py.ValueErrorf("second must be in 0..59, not %d", second)
	case micro < 0 || micro > 999999:
		return py.ValueErrorf("microsecond must be in 0..999999, not %d", micro)
	case fold != 0 && fold != 1:
		return py.ValueErrorf("fold must be either 0 or 1, not %d", fold)
	}
	return nil
}

// newClock makes a checked time of day.
func newClock(hour, minute, second, micro, fold int, zone value) (clock, *excp) {
	if exc := checkTime(hour, minute, second, micro, fold); exc != nil {
		return clock{}, exc
	}
	return clock{uint8(hour), uint8(minute), uint8(second), uint8(fold), int32(micro), zone}, nil
}

// key orders times of day.
func (c *clock) key() int {
	return c.seconds()<<20 | int(c.micro)
}

func (c *clock) seconds() int { return (int(c.hour)*60+int(c.minute))*60 + int(c.second) }

// appendState appends the pickled form.
func (c *clock) appendState(b []byte) []byte {
	return append(b, c.hour, c.minute, c.second, byte(c.micro>>16), byte(c.micro>>8), byte(c.micro))
}

func (c *clock) setState(s string) {
	c.hour, c.minute, c.second = s[0], s[1], s[2]
	c.micro = int32(s[3])<<16 | int32(s[4])<<8 | int32(s[5])
}

// stateZone takes the time zone of a pickled state from the arguments.
func stateZone(args []value) (value, *excp) {
	if len(args) < 2 || args[1].IsNone() {
		return value{}, nil
	}
	if !isTzinfo(args[1]) {
		return value{}, py.TypeErrorf("bad tzinfo state arg")
	}
	return args[1], nil
}

// reduced is what __reduce__ returns for a state.
func (c *clock) reduced(typ *py.Type, state []byte) value {
	args := py.NewTuple(py.BytesV(state))
	if c.zone.Bound() {
		args = py.NewTuple(args.Items[0], c.zone)
	}
	return py.NewTuple(typ.V(), args.V()).V()
}

// text formats the time without its offset; spec is an argument timespec.
func (c *clock) text(spec string) (string, *excp) {
	switch spec {
	case "auto":
		if c.micro == 0 {
			return fmt.Sprintf("%02d:%02d:%02d", c.hour, c.minute, c.second), nil
		}
	case "hours":
		return fmt.Sprintf("%02d", c.hour), nil
	case "minutes":
		return fmt.Sprintf("%02d:%02d", c.hour, c.minute), nil
	case "seconds":
		return fmt.Sprintf("%02d:%02d:%02d", c.hour, c.minute, c.second), nil
	case "milliseconds":
		return fmt.Sprintf("%02d:%02d:%02d.%03d", c.hour, c.minute, c.second, c.micro/1000), nil
	case "microseconds":
	default:
		return "", py.ValueErrorf("Unknown timespec value")
	}
	return fmt.Sprintf("%02d:%02d:%02d.%06d", c.hour, c.minute, c.second, c.micro), nil
}

// isoText formats the time with its offset; arg is what the time zone is asked about.
func (c *clock) isoText(t *thread, spec string, arg value) (string, *excp) {
	s, exc := c.text(spec)
	if exc != nil {
		return "", exc
	}
	offset, exc := offsetOf(t, c.zone, nameUTCOffset, arg)
	if exc != nil {
		return "", exc
	}
	if offset != nil {
		s += offset.offsetText(":")
	}
	return s, nil
}

// zoneText is the part of a repr for the time zone.
func (c *clock) zoneText(t *thread) (string, *excp) {
	if c.zone.IsUnbound() {
		return "", nil
	}
	r, exc := py.Repr(t, c.zone)
	if exc != nil {
		return "", exc
	}
	return ", tzinfo=" + r.String(), nil
}

func (c *clock) foldText() string {
	if c.fold == 0 {
		return ""
	}
	return ", fold=1"
}

// clockFields are the attributes of time and datetime.
func clockFields(of func(v value) *clock) []py.GetSet {
	return []py.GetSet{
		field("hour", func(v value) int { return int(of(v).hour) }),
		field("minute", func(v value) int { return int(of(v).minute) }),
		field("second", func(v value) int { return int(of(v).second) }),
		field("microsecond", func(v value) int { return int(of(v).micro) }),
		{Name: "tzinfo", Get: func(t *thread, self value) (value, *excp) { return orNone(of(self).zone), nil }},
		field("fold", func(v value) int { return int(of(v).fold) }),
	}
}

// zoneMethods are the methods that ask the time zone; arg is what about.
func zoneMethods(of func(v value) *clock, arg func(v value) value) []method {
	offset := func(name *py.Str) method {
		return method{Name: name.String(), Sig: "()", Doc: "Return self.tzinfo." + name.String() + "(self).", F0: func(t *thread, self value) (value, *excp) {
			d, exc := offsetOf(t, of(self).zone, name, arg(self))
			if exc != nil {
				return value{}, exc
			}
			return deltaOrNone(d), nil
		}}
	}
	return []method{
		offset(nameUTCOffset),
		{Name: "tzname", Sig: "()", Doc: "Return self.tzinfo.tzname(self).", F0: func(t *thread, self value) (value, *excp) {
			return zoneName(t, of(self).zone, arg(self))
		}},
		offset(nameDST),
	}
}
