// This file numbers the categories as macOS does.

package clocale

// The categories that the package's users name.
const (
	All       = 0
	Collate   = 1
	Ctype     = 2
	Monetary  = 3
	Numeric   = 4
	Time      = 5
	Messages  = 6
	asciiName = "US-ASCII"
	coerces   = true
)

var categories = []category{{Collate, "LC_COLLATE"}, {Ctype, "LC_CTYPE"}, {Monetary, "LC_MONETARY"}, {Numeric, "LC_NUMERIC"},
	{Time, "LC_TIME"}, {Messages, "LC_MESSAGES"}}
