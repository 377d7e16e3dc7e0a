package tz

import (
	"testing"
	"time"
)

func TestRule(t *testing.T) {
	for _, c := range []struct{ rule, winter, summer string }{
		{"EST+05EDT,M3.2.0,M11.1.0", "EST -0500", "EDT -0400"},
		{"<+0330>-3:30", "+0330 +0330", "+0330 +0330"},
		{"AEST-10AEDT,M10.1.0,M4.1.0/3", "AEDT +1100", "AEST +1000"},
		{"Nowhere/At/All", "Nowhere +0000", "Nowhere +0000"},
		{"", "UTC +0000", "UTC +0000"},
	} {
		loc := Load(c.rule)
		winter := time.Date(2012, 1, 15, 12, 0, 0, 0, loc).Format("MST -0700")
		summer := time.Date(2012, 7, 15, 12, 0, 0, 0, loc).Format("MST -0700")
		if winter != c.winter || summer != c.summer {
			t.Errorf("%q: got %q and %q, want %q and %q", c.rule, winter, summer, c.winter, c.summer)
		}
	}
}
