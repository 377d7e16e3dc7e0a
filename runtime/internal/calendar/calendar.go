// Package calendar computes with dates of the proleptic Gregorian calendar as Python's datetime
// counts them: days from 1 January of year 1, which is day 1. It also reads the formats of ISO 8601.
package calendar

// The years that dates may have, and the last day.
const (
	MinYear    = 1
	MaxYear    = 9999
	MaxOrdinal = 3652059
)

// Days of cycles of years.
const (
	days4   = 4*365 + 1
	days100 = 25*days4 - 1
	days400 = 4*days100 + 1
)

var daysIn = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
var daysBefore = [13]int{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

// Leap tells whether a year has 366 days.
func Leap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// DaysInMonth returns the number of days of a month, which counts from 1.
func DaysInMonth(year, month int) int {
	if month == 2 && Leap(year) {
		return 29
	}
	return daysIn[month]
}

// YearDay returns the number of a day within its year, from 1.
func YearDay(year, month, day int) int {
	n := daysBefore[month] + day
	if month > 2 && Leap(year) {
		n++
	}
	return n
}

// Ordinal returns the number of a day.
func Ordinal(year, month, day int) int {
	y := year - 1
	return y*365 + y/4 - y/100 + y/400 + YearDay(year, month, day)
}

// FromOrdinal returns the date of a day, whose number must be positive.
func FromOrdinal(n int) (year, month, day int) {
	n--
	year = n/days400*400 + 1
	n %= days400
	n100 := n / days100
	n %= days100
	n4 := n / days4
	n %= days4
	n1 := n / 365
	n %= 365
	year += n100*100 + n4*4 + n1
	if n1 == 4 || n100 == 4 {
		return year - 1, 12, 31
	}
	leap := 0
	if n1 == 3 && (n4 != 24 || n100 == 3) {
		leap = 1
	}
	// The estimate is exact or one too large.
	month = (n + 50) >> 5
	before := daysBefore[month]
	if month > 2 {
		before += leap
	}
	if before > n {
		month--
		before -= daysIn[month]
		if month == 2 {
			before -= leap
		}
	}
	return year, month, n - before + 1
}

// Weekday returns the day of the week, from 0 for Monday.
func Weekday(year, month, day int) int { return (Ordinal(year, month, day) + 6) % 7 }

// ISOYear returns the number of the Monday that begins the first ISO week of a year.
func ISOYear(year int) int {
	const thursday = 3
	first := Ordinal(year, 1, 1)
	weekday := (first + 6) % 7
	if weekday > thursday {
		return first - weekday + 7
	}
	return first - weekday
}

// ISO returns a date as year, week and day of the week of ISO 8601, the latter from 1.
func ISO(year, month, day int) (isoYear, week, weekday int) {
	today := Ordinal(year, month, day)
	start := ISOYear(year)
	switch {
	case today < start:
		year--
		start = ISOYear(year)
	case today >= start+52*7 && today >= ISOYear(year+1):
		year++
		start = ISOYear(year)
	}
	n := today - start
	return year, n/7 + 1, n%7 + 1
}

// ISOError tells what is wrong with a date in ISO's counting.
type ISOError int

// The errors.
const (
	ISOFine ISOError = iota
	ISOYearRange
	ISOWeekRange
	ISODayRange
)

// FromISO is the reverse of ISO. The day may be beyond MaxYear.
func FromISO(isoYear, week, weekday int) (year, month, day int, err ISOError) {
	if isoYear < MinYear || isoYear > MaxYear {
		return 0, 0, 0, ISOYearRange
	}
	if week <= 0 || week >= 53 {
		// A year has a week 53 if it begins on a Thursday, or is a leap year that begins on a Wednesday.
		first := Weekday(isoYear, 1, 1)
		if week != 53 || first != 3 && !(first == 2 && Leap(isoYear)) {
			return 0, 0, 0, ISOWeekRange
		}
	}
	if weekday <= 0 || weekday >= 8 {
		return 0, 0, 0, ISODayRange
	}
	year, month, day = FromOrdinal(ISOYear(isoYear) + (week-1)*7 + weekday - 1)
	return year, month, day, ISOFine
}
