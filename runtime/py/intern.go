// This file keeps the interned strs.

package py

import "hash/maphash"

// internTable is an open-addressed table of the interned strs, by their text. A Go map of strings is three
// times as large, which at start-up means that many fresh pages.
type internTable struct {
	slots []*Str // a power of two, at most two thirds full
	used  int
	seed  maphash.Seed
}

var interned = internTable{slots: make([]*Str, 1<<11), seed: maphash.MakeSeed()}

// find returns the slot of the str with the text s: where it is, or where it belongs.
func (t *internTable) find(s string) **Str {
	mask := uint64(len(t.slots) - 1)
	for i := maphash.String(t.seed, s) & mask; ; i = (i + 1) & mask {
		if x := t.slots[i]; x == nil || x.String() == s {
			return &t.slots[i]
		}
	}
}

// put enters x, whose text is in no other entry, into the slot that find returned.
func (t *internTable) put(slot **Str, x *Str) {
	x.meta |= strInterned
	*slot = x
	if t.used++; 3*t.used < 2*len(t.slots) {
		return
	}
	old := t.slots
	t.slots = make([]*Str, 2*len(old))
	for _, x := range old {
		if x != nil {
			*t.find(x.String()) = x
		}
	}
}

// Intern returns the interned str of a Go string, UTF-8 or WTF-8.
func Intern(s string) *Str {
	slot := interned.find(s)
	if *slot == nil {
		interned.put(slot, NewStr(s))
	}
	return *slot
}

// InternStr returns the interned str equal to s: s itself if none was interned before. s
// must be of exact type str.
func InternStr(s *Str) *Str {
	if s.interned() {
		return s
	}
	slot := interned.find(s.String())
	if *slot == nil {
		interned.put(slot, s)
	}
	return *slot
}
