// This file numbers the categories as Windows does.

package clocale

// The categories that the package's users name.
const (
	All       = 0
	Collate   = 1
	Ctype     = 2
	Monetary  = 3
	Numeric   = 4
	Time      = 5
	asciiName = ""
	coerces   = false
)

var categories = []category{{Collate, "LC_COLLATE"}, {Ctype, "LC_CTYPE"}, {Monetary, "LC_MONETARY"}, {Numeric, "LC_NUMERIC"}, {Time, "LC_TIME"}}
