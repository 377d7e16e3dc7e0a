// This file defines Dict: an insertion-ordered hash table in two parts, entries in order and
// an index of their positions, as CPython's and PyPy's.

package py

import "unsafe"

// Dict is a Python dict. The zero value with its type set is empty.
type Dict struct {
	Header
	// entries are in order of insertion; deleted ones have an unbound key until the next
	// compaction.
	entries []dictEntry
	// index is an open-addressed table of positions in entries plus one; 0 is free. Its length is
	// mask plus one, a power of two. A small dict has none: its few keys are compared one by one.
	index *int32
	used  int // entries with a key
	mask  uint32
	// version identifies the set of keys and their positions: it is zero, or a number that
	// no other dict and no other state of this one has. Caches of globals compare it.
	version uint32
	// mixed is true once a key was not of exact type str; str keys compare without running code.
	mixed bool
}

// dictEntry is a key with its value.
type dictEntry struct {
	key   hashed
	value Value
}

// smallDict is the number of entries up to which a dict has no index.
const smallDict = 8

// AsDict returns v as a dict; v must be a dict or an instance of a subclass.
func AsDict(v Value) *Dict { return (*Dict)(v.ref) }

// V returns the dict as a Value.
func (d *Dict) V() Value { return Value{ref: unsafe.Pointer(d)} }

// IsDict reports whether v is a dict or an instance of a subclass.
func (v Value) IsDict() bool { return v.Type().Flags&DictSubclass != 0 }

// NewDict returns an empty dict.
func NewDict() *Dict { return &Dict{Header: Header{DictType}} }

// NewDictSize returns an empty dict with room for n entries.
func NewDictSize(n int) *Dict {
	d := NewDict()
	if n > 0 {
		d.entries = make([]dictEntry, 0, n)
	}
	if n > smallDict {
		d.newIndex(indexSize(n))
	}
	return d
}

// Len returns the number of items.
func (d *Dict) Len() int { return d.used }

// lastDictVersion is the latest number given out by keysVersion.
var lastDictVersion uint32

// keysVersion returns a number for the current keys and positions, for caches.
func (d *Dict) keysVersion() uint32 {
	if d.version == 0 {
		lastDictVersion++
		d.version = lastDictVersion
	}
	return d.version
}

// probe is a walk through the index, in CPython's order of perturbed probing.
type probe struct {
	mask, i, perturb uint64
}

func (d *Dict) probe(hash int64) probe {
	mask := uint64(d.mask)
	return probe{mask, uint64(hash) & mask, uint64(hash)}
}

func (p *probe) next() {
	p.perturb >>= 5
	p.i = (p.i*5 + p.perturb + 1) & p.mask
}

// at returns what the index holds at a place of a probe.
func (d *Dict) at(i uint64) *int32 { return (*int32)(unsafe.Add(unsafe.Pointer(d.index), i*4)) }

// newIndex gives the dict an empty index of a power of two of places.
func (d *Dict) newIndex(size int) {
	d.index, d.mask = unsafe.SliceData(make([]int32, size)), uint32(size-1)
}

// indexSlice returns the index as a slice.
func (d *Dict) indexSlice() []int32 {
	if d.index == nil {
		return nil
	}
	return unsafe.Slice(d.index, int(d.mask)+1)
}

// findStr returns the position of a str key, -1 for none. Keys that are not of exact type str
// are passed over: only find compares those.
func (d *Dict) findStr(s *Str) int {
	h := uint64(s.Hash())
	if d.index == nil {
		for i := range d.entries {
			if k := d.entries[i].key; k.ref == unsafe.Pointer(s) || k.isStr(s, h) {
				return i
			}
		}
		return -1
	}
	for p := d.probe(int64(h)); ; p.next() {
		n := *d.at(p.i)
		if n == 0 {
			return -1
		}
		if k := d.entries[n-1].key; k.ref == unsafe.Pointer(s) || k.isStr(s, h) {
			return int(n - 1)
		}
	}
}

// find returns the position of a key, -1 for none. Comparing keys may run code that changes
// the dict; then the search starts again.
func (d *Dict) find(t *Thread, key hashed, hash int64) (int, *Exc) {
	if !d.mixed && key.typ() == StrType {
		return d.findStr((*Str)(key.ref)), nil
	}
again:
	entries := d.entries
	if d.index == nil {
		for i := range entries {
			k := entries[i].key
			if k == key {
				return i, nil
			}
			if k.ref == unsafe.Pointer(&intTag) && key.ref == k.ref {
				continue
			}
			switch k.compare(key) {
			case keysSame:
				return i, nil
			case keysUnsure:
				found, changed, exc := d.equalKey(t, entries, i, key)
				if exc != nil || found {
					return i, exc
				}
				if changed {
					goto again
				}
			}
		}
		return -1, nil
	}
	for p := d.probe(hash); ; p.next() {
		n := int(*d.at(p.i))
		if n == 0 {
			return -1, nil
		}
		k := entries[n-1].key
		if k == key {
			return n - 1, nil
		}
		if k.ref == unsafe.Pointer(&intTag) && key.ref == k.ref {
			continue
		}
		switch k.compare(key) {
		case keysSame:
			return n - 1, nil
		case keysUnsure:
			found, changed, exc := d.equalKey(t, entries, n-1, key)
			if exc != nil || found {
				return n - 1, exc
			}
			if changed {
				goto again
			}
		}
	}
}

// equalKey compares key with that of an entry by code that may change the dict.
func (d *Dict) equalKey(t *Thread, entries []dictEntry, i int, key hashed) (found, changed bool, exc *Exc) {
	k := entries[i].key
	if found, exc = Equal(t, k.value(), key.value()); exc != nil {
		return false, false, exc
	}
	changed = len(entries) != len(d.entries) || &entries[0] != &d.entries[0] || d.entries[i].key != k
	return found && !changed, changed, nil
}

// Get returns the value of key, unbound if there is none.
func (d *Dict) Get(t *Thread, key Value) (Value, *Exc) {
	if key.Type() == StrType && !d.mixed {
		if d.used == 0 {
			return Value{}, nil
		}
		return d.GetStr(AsStr(key)), nil
	}
	hash, exc := keyHash(t, key)
	if exc != nil || d.used == 0 {
		return Value{}, exc
	}
	return d.getHash(t, withHash(key, hash), hash)
}

func (d *Dict) getHash(t *Thread, key hashed, hash int64) (Value, *Exc) {
	i, exc := d.find(t, key, hash)
	if exc != nil || i < 0 {
		return Value{}, exc
	}
	return d.entries[i].value, nil
}

// has reports whether there is the key.
func (d *Dict) has(t *Thread, key hashed, hash int64) (bool, *Exc) {
	i, exc := d.find(t, key, hash)
	return exc == nil && i >= 0, exc
}

// GetStr returns the value of a str key, unbound if there is none.
func (d *Dict) GetStr(name *Str) Value {
	if i := d.findStr(name); i >= 0 {
		return d.entries[i].value
	}
	return Value{}
}

// Set assigns key.
func (d *Dict) Set(t *Thread, key, v Value) *Exc {
	hash, exc := keyHash(t, key)
	if exc != nil {
		return exc
	}
	return d.setHash(t, withHash(key, hash), hash, v)
}

func (d *Dict) setHash(t *Thread, key hashed, hash int64, v Value) *Exc {
	i, exc := d.find(t, key, hash)
	if exc != nil {
		return exc
	}
	if i >= 0 {
		d.entries[i].value = v
		return nil
	}
	d.insert(key, hash, v)
	return nil
}

// SetStr assigns a str key; an unbound v deletes it.
func (d *Dict) SetStr(name *Str, v Value) {
	i := d.findStr(name)
	switch {
	case v.IsUnbound():
		if i >= 0 {
			d.removeAt(i)
		}
	case i >= 0:
		d.entries[i].value = v
	default:
		d.insert(name.withHash(), name.Hash(), v)
	}
}

// insert appends an entry for a key that is not in the dict.
func (d *Dict) insert(key hashed, hash int64, v Value) {
	if key.typ() != StrType {
		d.mixed = true
	}
	d.version = 0
	if len(d.entries) == cap(d.entries) {
		d.makeRoom()
	}
	d.entries = append(d.entries, dictEntry{key, v})
	d.used++
	n := len(d.entries)
	switch {
	case d.index == nil && n <= smallDict:
	case d.index == nil || n*3 > (int(d.mask)+1)*2:
		d.reindex()
	default:
		d.link(hash, n)
	}
}

// makeRoom drops deleted entries if there are many; otherwise it spares a small dict some of the steps
// in which append would have it grow.
func (d *Dict) makeRoom() {
	switch n := len(d.entries); {
	case n > d.used+d.used/2:
		d.compact()
	case n <= smallDict:
		entries := make([]dictEntry, n, [...]int{3, 3, 3, 8, 8, 8, 8, 8, 16}[n])
		copy(entries, d.entries)
		d.entries = entries
	}
}

// link enters position n-1 into the index.
func (d *Dict) link(hash int64, n int) {
	p := d.probe(hash)
	for *d.at(p.i) != 0 {
		p.next()
	}
	*d.at(p.i) = int32(n)
}

// reindex drops deleted entries and makes an index with room to grow.
func (d *Dict) reindex() {
	if len(d.entries) > d.used {
		d.compact()
	}
	d.newIndex(indexSize(max(len(d.entries), cap(d.entries)/2)))
	d.linkAll()
}

// indexSize returns the size of an index for some more than n entries.
func indexSize(n int) int {
	size := 16
	for size*3 < n*5 {
		size *= 2
	}
	return size
}

// linkAll enters all entries into the index, which is empty.
func (d *Dict) linkAll() {
	for i := range d.entries {
		d.link(d.entries[i].key.hash(), i+1)
	}
}

// compact drops deleted entries. Positions change, so the index is made anew by the caller
// or here.
func (d *Dict) compact() {
	kept := make([]dictEntry, 0, max(d.used+d.used/2, smallDict))
	for i := range d.entries {
		if d.entries[i].key.bound() {
			kept = append(kept, d.entries[i])
		}
	}
	d.entries = kept
	d.version = 0
	if d.index != nil {
		clear(d.indexSlice())
		d.linkAll()
	}
}

// removeAt deletes the entry at a position. Its place in the index stays taken, so that
// probing passes over it.
func (d *Dict) removeAt(i int) {
	d.entries[i] = dictEntry{key: hashed{bits: deletedBits}}
	d.used--
	d.version = 0
	switch {
	case d.used == 0:
		d.Clear()
	case i == len(d.entries)-1 && d.index == nil:
		d.entries = d.entries[:i]
	}
}

// keyHash hashes a key; the error of an unhashable one says what it was for.
func keyHash(t *Thread, key Value) (int64, *Exc) {
	switch key.Type() {
	case StrType:
		return AsStr(key).Hash(), nil
	case TupleType:
		if h := AsTuple(key).hash; h != 0 {
			return h, nil
		}
	}
	h, exc := Hash(t, key)
	if exc != nil {
		return 0, setKeyError(t, key, exc, "cannot use '%s' as a dict key (%s)")
	}
	return h, nil
}

// Delete removes key and returns its value, unbound if there was none.
func (d *Dict) Delete(t *Thread, key Value) (Value, *Exc) {
	hash, exc := keyHash(t, key)
	if exc != nil {
		return Value{}, exc
	}
	i, exc := d.find(t, withHash(key, hash), hash)
	if exc != nil || i < 0 {
		return Value{}, exc
	}
	v := d.entries[i].value
	d.removeAt(i)
	return v, nil
}

// Clear removes all items.
func (d *Dict) Clear() {
	d.entries, d.index, d.mask, d.used, d.version, d.mixed = nil, nil, 0, 0, 0, false
}

// Next returns the first item at or behind position *pos and moves the position past it; ok
// is false at the end. Start with 0.
func (d *Dict) Next(pos *int) (k, v Value, ok bool) {
	for i := *pos; i < len(d.entries); i++ {
		if e := &d.entries[i]; e.key.bound() {
			*pos = i + 1
			return e.key.value(), e.value, true
		}
	}
	*pos = len(d.entries)
	return Value{}, Value{}, false
}

// Copy returns a dict of exact type dict with the same items.
func (d *Dict) Copy() *Dict {
	c := NewDict()
	c.used, c.mixed = d.used, d.mixed
	c.entries = append([]dictEntry(nil), d.entries...)
	if d.index != nil {
		c.newIndex(int(d.mask) + 1)
		copy(c.indexSlice(), d.indexSlice())
	}
	return c
}
