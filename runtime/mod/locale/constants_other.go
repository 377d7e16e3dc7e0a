// This file holds the constants of Linux.

//go:build !darwin && !windows

package locale

import "adder/runtime/internal/clocale"

var categories = []constant{{name: "LC_CTYPE", value: clocale.Ctype}, {name: "LC_TIME", value: clocale.Time}, {name: "LC_COLLATE", value: clocale.Collate}, {name: "LC_MONETARY", value: clocale.Monetary}, {name: "LC_MESSAGES", value: clocale.Messages}, {name: "LC_NUMERIC", value: clocale.Numeric}, {name: "LC_ALL", value: clocale.All}}

// infos are what nl_langinfo knows, with the texts of the locale C.
var infos = []constant{
	{name: "DAY_1", value: 131079, text: "Sunday"},
	{name: "DAY_2", value: 131080, text: "Monday"},
	{name: "DAY_3", value: 131081, text: "Tuesday"},
	{name: "DAY_4", value: 131082, text: "Wednesday"},
	{name: "DAY_5", value: 131083, text: "Thursday"},
	{name: "DAY_6", value: 131084, text: "Friday"},
	{name: "DAY_7", value: 131085, text: "Saturday"},
	{name: "ABDAY_1", value: 131072, text: "Sun"},
	{name: "ABDAY_2", value: 131073, text: "Mon"},
	{name: "ABDAY_3", value: 131074, text: "Tue"},
	{name: "ABDAY_4", value: 131075, text: "Wed"},
	{name: "ABDAY_5", value: 131076, text: "Thu"},
	{name: "ABDAY_6", value: 131077, text: "Fri"},
	{name: "ABDAY_7", value: 131078, text: "Sat"},
	{name: "MON_1", value: 131098, text: "January"},
	{name: "MON_2", value: 131099, text: "February"},
	{name: "MON_3", value: 131100, text: "March"},
	{name: "MON_4", value: 131101, text: "April"},
	{name: "MON_5", value: 131102, text: "May"},
	{name: "MON_6", value: 131103, text: "June"},
	{name: "MON_7", value: 131104, text: "July"},
	{name: "MON_8", value: 131105, text: "August"},
	{name: "MON_9", value: 131106, text: "September"},
	{name: "MON_10", value: 131107, text: "October"},
	{name: "MON_11", value: 131108, text: "November"},
	{name: "MON_12", value: 131109, text: "December"},
	{name: "ABMON_1", value: 131086, text: "Jan"},
	{name: "ABMON_2", value: 131087, text: "Feb"},
	{name: "ABMON_3", value: 131088, text: "Mar"},
	{name: "ABMON_4", value: 131089, text: "Apr"},
	{name: "ABMON_5", value: 131090, text: "May"},
	{name: "ABMON_6", value: 131091, text: "Jun"},
	{name: "ABMON_7", value: 131092, text: "Jul"},
	{name: "ABMON_8", value: 131093, text: "Aug"},
	{name: "ABMON_9", value: 131094, text: "Sep"},
	{name: "ABMON_10", value: 131095, text: "Oct"},
	{name: "ABMON_11", value: 131096, text: "Nov"},
	{name: "ABMON_12", value: 131097, text: "Dec"},
	{name: "RADIXCHAR", value: 65536, text: "."},
	{name: "THOUSEP", value: 65537, text: ""},
	{name: "CRNCYSTR", value: 262159, text: "-"},
	{name: "D_T_FMT", value: 131112, text: "%a %b %e %H:%M:%S %Y"},
	{name: "D_FMT", value: 131113, text: "%m/%d/%y"},
	{name: "T_FMT", value: 131114, text: "%H:%M:%S"},
	{name: "AM_STR", value: 131110, text: "AM"},
	{name: "PM_STR", value: 131111, text: "PM"},
	{name: "CODESET", value: 14, text: "ANSI_X3.4-1968"},
	{name: "T_FMT_AMPM", value: 131115, text: "%I:%M:%S %p"},
	{name: "ERA", value: 131116, text: ""},
	{name: "ERA_D_FMT", value: 131118, text: ""},
	{name: "ERA_D_T_FMT", value: 131120, text: ""},
	{name: "ERA_T_FMT", value: 131121, text: ""},
	{name: "ALT_DIGITS", value: 131119, text: ""},
	{name: "YESEXPR", value: 327680, text: "^[yY]"},
	{name: "NOEXPR", value: 327681, text: "^[nN]"},
	{name: "_DATE_FMT", value: 131180, text: "%a %b %e %H:%M:%S %Z %Y"},
}
