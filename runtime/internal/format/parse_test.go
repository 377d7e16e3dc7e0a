// This file reads the floats of tests.

package format

import "strconv"

func parse(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}
