// This file converts between datetimes, timestamps and local time.

package datetime

import (
	"math"
	"time"

	"adder/runtime/internal/calendar"
	"adder/runtime/py"
)

// Seconds are counted from the beginning of year 0's last day, as ordinals are; epoch is that of
// timestamps.
const (
	epoch   = 719163 * secondsPerDay
	maxFold = 24 * 3600
)

func now() time.Time { return time.Now() }

// local is the time zone, which time.tzset() may change.
func local() *time.Location { return time.Local }

// localTime converts a timestamp to local time, utcTime to that of UTC.
func localTime(seconds int64) (time.Time, *excp) { return timeIn(seconds, local()) }

func timeIn(seconds int64, loc *time.Location) (time.Time, *excp) {
	const maxYear = math.MaxInt32
	const year = 31556952 // seconds in an average year
	if seconds > maxYear*year || seconds < -maxYear*year {
		return time.Time{}, py.NewOSError(75, "Value too large for defined data type", value{})
	}
	return time.Unix(seconds, 0).In(loc), nil
}

func noTime() *excp { return py.OverflowErrorf("timestamp out of range for platform time_t") }

func notANumber() *excp { return py.ValueErrorf("Invalid value NaN (not a number)") }

// wholeSeconds converts a timestamp, rounding down.
func wholeSeconds(t *thread, v value) (int64, *excp) {
	if v.IsAnyFloat() {
		f := py.FloatOf(v)
		if math.IsNaN(f) {
			return 0, notANumber()
		}
		return timeOf(math.Floor(f))
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := py.ToInt64(i)
	if !ok {
		return 0, noTime()
	}
	return n, nil
}

func timeOf(f float64) (int64, *excp) {
	if f >= 1<<63 || f < -1<<63 {
		return 0, noTime()
	}
	return int64(f), nil
}

// microSeconds converts a timestamp to seconds and microseconds, rounding to the nearest, halves to even.
func microSeconds(t *thread, v value) (seconds int64, micros int, exc *excp) {
	if !v.IsAnyFloat() {
		if v.Type().Slots.Index == nil {
			return 0, 0, py.TypeErrorf("argument must be int or float, not %s", py.TypeName(v))
		}
		seconds, exc = wholeSeconds(t, v)
		return seconds, 0, exc
	}
	f := py.FloatOf(v)
	switch {
	case math.IsNaN(f):
		return 0, 0, notANumber()
	case math.IsInf(f, 0):
		return 0, 0, noTime()
	}
	whole, fraction := math.Modf(f)
	fraction = math.RoundToEven(fraction * microsPerSecond)
	switch {
	case fraction >= microsPerSecond:
		fraction -= microsPerSecond
		whole++
	case fraction < 0:
		fraction += microsPerSecond
		whole--
	}
	seconds, exc = timeOf(whole)
	return seconds, int(fraction), exc
}

// secondsOf counts the seconds of a date and time.
func secondsOf(year, month, day, hour, minute, second int) (int64, *excp) {
	if year < calendar.MinYear || year > calendar.MaxYear {
		return 0, yearRange(year)
	}
	return ((int64(calendar.Ordinal(year, month, day))*24+int64(hour))*60+int64(minute))*60 + int64(second), nil
}

// localSeconds converts seconds of UTC to those of local time.
func localSeconds(seconds int64) (int64, *excp) {
	tm, exc := localTime(seconds - epoch)
	if exc != nil {
		return 0, exc
	}
	return secondsOf(tm.Year(), int(tm.Month()), tm.Day(), tm.Hour(), tm.Minute(), tm.Second())
}

// utcSeconds is the reverse: the fold decides where the local time occurs twice or never.
func (m *moment) utcSeconds(fold bool) (int64, *excp) {
	n := m.parts()
	want, exc := secondsOf(n[0], n[1], n[2], n[3], n[4], n[5])
	if exc != nil {
		return 0, exc
	}
	l, exc := localSeconds(want)
	if exc != nil {
		return 0, exc
	}
	first := l - want // the offset as if it were UTC
	u1 := want - first
	l1, exc := localSeconds(u1)
	if exc != nil {
		return 0, exc
	}
	second := l1 - u1
	if l1 == want {
		// A solution. Is there another a day before or after?
		u2 := u1 - maxFold
		if fold {
			u2 = u1 + maxFold
		}
		if l, exc = localSeconds(u2); exc != nil {
			return 0, exc
		}
		if second = l - u2; second == first {
			return u1, nil
		}
	}
	u2 := want - second
	l2, exc := localSeconds(u2)
	switch {
	case exc != nil:
		return 0, exc
	case l2 == want:
		return u2, nil
	case l1 == want:
		return u1, nil
	case fold:
		return min(u1, u2), nil
	}
	return max(u1, u2), nil
}

// fromSeconds makes a datetime of a timestamp in local time or UTC.
func fromSeconds(t *thread, class *py.Type, seconds int64, micros int, loc *time.Location, zone value) (value, *excp) {
	tm, exc := timeIn(seconds, loc)
	if exc != nil {
		return value{}, exc
	}
	n := parts{tm.Year(), int(tm.Month()), tm.Day(), tm.Hour(), tm.Minute(), tm.Second(), micros}
	fold := 0
	if zone.IsUnbound() && loc != time.UTC {
		if fold, exc = foldOf(seconds, n); exc != nil {
			return value{}, exc
		}
	}
	return makeMoment(t, class, n, fold, zone)
}

// foldOf finds out whether a local time occurs for the second time.
func foldOf(seconds int64, n parts) (int, *excp) {
	want, exc := secondsOf(n[0], n[1], n[2], n[3], n[4], n[5])
	if exc != nil {
		return 0, exc
	}
	before, exc := localSeconds(epoch + seconds - maxFold)
	if exc != nil {
		return 0, exc
	}
	transition := want - before - maxFold
	if transition >= 0 {
		return 0, nil
	}
	before, exc = localSeconds(epoch + seconds + transition)
	if exc == nil && before == want {
		return 1, nil
	}
	return 0, exc
}

// inZone makes a datetime of a timestamp in a time zone; unbound: local time.
func inZone(t *thread, class value, seconds int64, micros int, zone value) (value, *excp) {
	if zone.IsUnbound() {
		return fromSeconds(t, py.AsType(class), seconds, micros, local(), zone)
	}
	v, exc := fromSeconds(t, py.AsType(class), seconds, micros, time.UTC, zone)
	if exc != nil {
		return value{}, exc
	}
	return py.CallMethod(t, zone, nameFromUTC, v)
}

func datetimeNow(t *thread, class value, a []value) (value, *excp) {
	var zone value
	if a[0].Bound() {
		var exc *excp
		if zone, exc = zoneArg(a[0]); exc != nil {
			return value{}, exc
		}
	}
	tm := now()
	return inZone(t, class, tm.Unix(), tm.Nanosecond()/1000, zone)
}

func utcnow(t *thread, class value) (value, *excp) {
	if exc := py.Warn(t, py.DeprecationWarning, "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).", 1); exc != nil {
		return value{}, exc
	}
	tm := now()
	return fromSeconds(t, py.AsType(class), tm.Unix(), tm.Nanosecond()/1000, time.UTC, value{})
}

var stampParams = params{fn: "fromtimestamp", names: []string{"timestamp", "tz"}, required: 1, positional: 2}

func fromTimestamp(t *thread, class value, args []value, kw []*py.Str) (value, *excp) {
	var stamp value
	zone := py.None
	exc := stampParams.bind(args, kw, func(i int, v value) *excp {
		if i == 0 {
			stamp = v
		} else {
			zone = v
		}
		return nil
	})
	if exc != nil {
		return value{}, exc
	}
	if zone, exc = zoneArg(zone); exc != nil {
		return value{}, exc
	}
	seconds, micros, exc := microSeconds(t, stamp)
	if exc != nil {
		return value{}, exc
	}
	return inZone(t, class, seconds, micros, zone)
}

func utcFromTimestamp(t *thread, class value, args []value, kw []*py.Str) (value, *excp) {
	if exc := py.Warn(t, py.DeprecationWarning, "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC).", 1); exc != nil {
		return value{}, exc
	}
	if exc := exactly(1, "", "utcfromtimestamp", args, kw); exc != nil {
		return value{}, exc
	}
	seconds, micros, exc := microSeconds(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	return fromSeconds(t, py.AsType(class), seconds, micros, time.UTC, value{})
}

// sinceEpoch returns the time since the epoch of a datetime that has a time zone.
func (m *moment) sinceEpoch(t *thread) (*delta, *excp) {
	start := &moment{date: date{year: 1970, month: 1, day: 1}, clock: clock{zone: utc}}
	start.SetType(datetimeType)
	v, exc := m.since(t, start)
	if exc != nil {
		return nil, exc
	}
	return asDelta(v), nil
}

func timestamp(t *thread, self value) (value, *excp) {
	m := asMoment(self)
	if m.zone.Bound() {
		d, exc := m.sinceEpoch(t)
		if exc != nil {
			return value{}, exc
		}
		return py.Binary(t, d.number(), py.Int(microsPerSecond), py.OpTrueDiv)
	}
	seconds, exc := m.utcSeconds(m.fold != 0)
	if exc != nil {
		return value{}, exc
	}
	return py.Float(float64(seconds-epoch) + float64(m.micro)/1e6), nil
}

// localZone makes the timezone that local time has at a timestamp.
func localZone(t *thread, seconds int64) (value, *excp) {
	tm, exc := localTime(seconds)
	if exc != nil {
		return value{}, exc
	}
	name, offset := tm.Zone()
	d, exc := deltaOf(0, offset, 0, deltaType)
	if exc != nil {
		return value{}, exc
	}
	return newZone(t, d, py.StrV(name))
}

// zoneHere makes the timezone that local time has at a local time.
func (m *moment) zoneHere(t *thread) (value, *excp) {
	seconds, exc := m.utcSeconds(m.fold != 0)
	if exc != nil {
		return value{}, exc
	}
	other, exc := m.utcSeconds(m.fold == 0)
	if exc != nil {
		return value{}, exc
	}
	if other != seconds && (other > seconds) == (m.fold != 0) {
		seconds = other // in a gap
	}
	return localZone(t, seconds-epoch)
}

var astimezoneParams = params{fn: "astimezone", names: []string{"tz"}, positional: 1}

func astimezone(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	zone := py.None
	exc := astimezoneParams.bind(args, kw, func(i int, v value) *excp {
		zone = v
		return nil
	})
	if exc != nil {
		return value{}, exc
	}
	if zone, exc = zoneArg(zone); exc != nil {
		return value{}, exc
	}
	m := asMoment(self)
	own := m.zone
	if own.IsUnbound() {
		if own, exc = m.zoneHere(t); exc != nil {
			return value{}, exc
		}
	}
	if zone.Bound() && py.Is(own, zone) {
		return self, nil
	}
	offset, exc := offsetOf(t, own, nameUTCOffset, self)
	if exc == nil && offset == nil {
		if own, exc = m.zoneHere(t); exc == nil {
			offset, exc = offsetOf(t, own, nameUTCOffset, self)
		}
	}
	if exc != nil {
		return value{}, exc
	}
	result, exc := m.shift(t, offset, -1)
	if exc != nil {
		return value{}, exc
	}
	return toZone(t, asMoment(result), zone)
}

// toZone converts a datetime in UTC, which is new, to a time zone; unbound: that of local time.
func toZone(t *thread, m *moment, zone value) (value, *excp) {
	if m.zone.IsUnbound() {
		v, exc := newMoment(m.date.Type(), int(m.year), int(m.month), int(m.day), m.clock)
		if exc != nil {
			return value{}, exc
		}
		m = asMoment(v)
	}
	m.zone = utc
	if zone.IsUnbound() {
		d, exc := m.sinceEpoch(t)
		if exc != nil {
			return value{}, exc
		}
		if zone, exc = localZone(t, int64(d.wholeSeconds())); exc != nil {
			return value{}, exc
		}
	}
	m.zone = zone
	return py.CallMethod(t, zone, nameFromUTC, m.v())
}
