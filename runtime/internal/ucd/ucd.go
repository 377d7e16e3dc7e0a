// Package ucd is the Unicode character database behind the module unicodedata, in CPython 3.14's
// version and, as differences from that, in version 3.2.
//
// data.bin holds what is large: tries by code point and sorted arrays, which are read where they
// lie. tables.go has the offsets of the parts.
package ucd

import (
	_ "embed"
	"sort"

	"adder/runtime/internal/unitype"
)

//go:generate go run -C ../../.. ./cmd/gen/ucd

//go:embed data.bin
var data string

// DB is a version of the database.
type DB struct {
	// Version is the version of Unicode.
	Version string
	old     bool
}

// The two versions.
var (
	Current = &DB{Version: UnicodeVersion}
	Old     = &DB{Version: "3.2.0", old: true}
)

// record is what a set of characters has in common.
type record struct {
	category, bidi, width string
	combining, mirrored   uint8
	// quick holds the bits of forms that change the character, and mayCompose.
	quick uint8
}

// change is what version 3.2 says of a character: its record, the values as a digit and as a
// number (-1: none), and the character that it decomposed to then, 0 for the same as now.
type change struct {
	code    rune
	record  uint16
	decimal int8
	numeric float64
	normal  rune
}

func uint16At(i int) int { return int(data[i]) | int(data[i+1])<<8 }

func runeAt(i int) rune { return rune(data[i]) | rune(data[i+1])<<8 | rune(data[i+2])<<16 }

// lookup reads a trie, of which it gets the offsets of the levels.
func lookup(top, middle, leaves int, c rune) int {
	block := uint16At(top + 2*int(c>>12))
	block = uint16At(middle + 2*(block<<6|int(c>>6&63)))
	return uint16At(leaves + 2*(block<<6|int(c&63)))
}

func now(c rune) *record { return &records[lookup(recordTop, recordMiddle, recordLeaves, c)] }

// before returns what version 3.2 says of a character, nil if that is what is said now.
func before(c rune) *change {
	k := sort.Search(len(changes), func(k int) bool { return changes[k].code >= c })
	if k < len(changes) && changes[k].code == c {
		return &changes[k]
	}
	return nil
}

// newer reports whether the database is older than a character.
func (db *DB) newer(c rune) bool {
	if !db.old {
		return false
	}
	k := sort.Search(len(unknown), func(k int) bool { return unknown[k][1] >= c })
	return k < len(unknown) && unknown[k][0] <= c
}

func (db *DB) record(c rune) *record {
	if db.old {
		if db.newer(c) {
			return &records[unknownRecord]
		}
		if b := before(c); b != nil {
			return &records[b.record]
		}
	}
	return now(c)
}

// Category returns the general category.
func (db *DB) Category(c rune) string { return db.record(c).category }

// Bidirectional returns the bidirectional class, "" if there is none.
func (db *DB) Bidirectional(c rune) string { return db.record(c).bidi }

// EastAsianWidth returns the width in East Asian text.
func (db *DB) EastAsianWidth(c rune) string { return db.record(c).width }

// Combining returns the canonical combining class.
func (db *DB) Combining(c rune) int { return int(db.record(c).combining) }

// Mirrored returns 1 for a character that is mirrored in text from right to left, else 0.
func (db *DB) Mirrored(c rune) int { return int(db.record(c).mirrored) }

// Assigned reports whether the database has a character.
func (db *DB) Assigned(c rune) bool { return db.Category(c) != "Cn" }

// Decimal returns the value of a decimal digit, -1 if it is none.
func (db *DB) Decimal(c rune) int {
	if db.newer(c) {
		return -1
	}
	if db.old {
		if b := before(c); b != nil {
			return int(b.decimal)
		}
	}
	return unitype.Decimal(c)
}

// Numeric returns the numeric value, -1 if there is none.
func (db *DB) Numeric(c rune) float64 {
	if db.newer(c) {
		return -1
	}
	if db.old {
		if b := before(c); b != nil {
			return b.numeric
		}
	}
	k := sort.Search(numericCount, func(k int) bool { return runeAt(numeric+4*k) >= c })
	if k < numericCount && runeAt(numeric+4*k) == c {
		return values[data[numeric+4*k+3]]
	}
	return -1
}
