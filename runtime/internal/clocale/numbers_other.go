// This file numbers the categories as Linux does.

//go:build !darwin && !windows

package clocale

// The categories that the package's users name.
const (
	Ctype     = 0
	Numeric   = 1
	Time      = 2
	Collate   = 3
	Monetary  = 4
	Messages  = 5
	All       = 6
	asciiName = "ANSI_X3.4-1968"
	coerces   = true
)

var categories = []category{{Ctype, "LC_CTYPE"}, {Numeric, "LC_NUMERIC"}, {Time, "LC_TIME"}, {Collate, "LC_COLLATE"},
	{Monetary, "LC_MONETARY"}, {Messages, "LC_MESSAGES"}, {7, "LC_PAPER"}, {8, "LC_NAME"}, {9, "LC_ADDRESS"},
	{10, "LC_TELEPHONE"}, {11, "LC_MEASUREMENT"}, {12, "LC_IDENTIFICATION"}}
