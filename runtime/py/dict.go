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
	// index is an open-addressed table of positions in entries plus one; 0 is free. A small
	// dict has none: its few hashes are compared one by one.
	index []int32
	used  int // entries with a key
	// version identifies the set of keys and their positions: it is zero, or a number that
	// no other dict and no other state of this one has. Caches of globals compare it.
	version uint32
	// mixed is true once a key was not of exact type str; str keys compare without running code.
	mixed bool
}

// dictEntry is a key with its hash and value.
type dictEntry struct {
	key, value Value
	hash       int64
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
	mask := uint64(len(d.index) - 1)
	return probe{mask, uint64(hash) & mask, uint64(hash)}
}

func (p *probe) next() {
	p.perturb >>= 5
	p.i = (p.i*5 + p.perturb + 1) & p.mask
}

// findStr returns the position of a str key, -1 for none. Keys that are not of exact type str
// are passed over: only find compares those.
func (d *Dict) findStr(s *Str) int {
	h := s.Hash()
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.key.ref == unsafe.Pointer(s) || e.hash == h && e.isStr(s) {
				return i
			}
		}
		return -1
	}
	for p := d.probe(h); ; p.next() {
		n := d.index[p.i]
		if n == 0 {
			return -1
		}
		e := &d.entries[n-1]
		if e.key.ref == unsafe.Pointer(s) || e.hash == h && e.isStr(s) {
			return int(n - 1)
		}
	}
}

// isStr reports whether the entry's key is a str equal to s; the hashes are equal already.
func (e *dictEntry) isStr(s *Str) bool {
	return e.key.ref != nil && e.key.Type() == StrType && AsStr(e.key).equal(s)
}

// find returns the position of a key, -1 for none. Comparing keys may run code that changes
// the dict; then the search starts again.
func (d *Dict) find(t *Thread, key Value, hash int64) (int, *Exc) {
	if key.Type() == StrType && !d.mixed {
		return d.findStr(AsStr(key)), nil
	}
again:
	entries := d.entries
	check := func(i int) (found, changed bool, exc *Exc) {
		e := &entries[i]
		if e.hash != hash || e.key.IsUnbound() {
			return false, false, nil
		}
		k := e.key
		if k == key {
			return true, false, nil
		}
		if k.ref == intRef && key.ref == intRef {
			return false, false, nil
		}
		found, exc = Equal(t, k, key)
		changed = len(entries) != len(d.entries) || len(entries) > 0 && &entries[0] != &d.entries[0] || d.entries[i].key != k
		return found, changed, exc
	}
	if d.index == nil {
		for i := range entries {
			found, changed, exc := check(i)
			if exc != nil || found && !changed {
				return i, exc
			}
			if changed {
				goto again
			}
		}
		return -1, nil
	}
	for p := d.probe(hash); ; p.next() {
		n := d.index[p.i]
		if n == 0 {
			return -1, nil
		}
		found, changed, exc := check(int(n - 1))
		if exc != nil || found && !changed {
			return int(n - 1), exc
		}
		if changed {
			goto again
		}
	}
}

// findInt is find for an immediate int. It returns unsure where only a comparison that may run
// code could tell.
func (d *Dict) findInt(key Value) int {
	h := hashInt64(int64(key.bits))
	if d.index == nil {
		for i := range d.entries {
			if e := &d.entries[i]; e.hash == h {
				if e.key == key {
					return i
				}
				if e.key.ref != intRef {
					return unsure
				}
			}
		}
		return -1
	}
	for p := d.probe(h); ; p.next() {
		n := d.index[p.i]
		if n == 0 {
			return -1
		}
		if e := &d.entries[n-1]; e.hash == h {
			if e.key == key {
				return int(n - 1)
			}
			if e.key.ref != intRef && e.key.ref != nil {
				return unsure
			}
		}
	}
}

// unsure is findInt's answer where a key of another type has the int's hash.
const unsure = -2

// Get returns the value of key, unbound if there is none.
func (d *Dict) Get(t *Thread, key Value) (Value, *Exc) {
	if key.ref == intRef {
		if i := d.findInt(key); i >= 0 {
			return d.entries[i].value, nil
		} else if i != unsure {
			return Value{}, nil
		}
	}
	hash, exc := keyHash(t, key)
	if exc != nil || d.used == 0 {
		return Value{}, exc
	}
	return d.getHash(t, key, hash)
}

func (d *Dict) getHash(t *Thread, key Value, hash int64) (Value, *Exc) {
	i, exc := d.find(t, key, hash)
	if exc != nil || i < 0 {
		return Value{}, exc
	}
	return d.entries[i].value, nil
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
	if key.ref == intRef {
		if i := d.findInt(key); i >= 0 {
			d.entries[i].value = v
			return nil
		} else if i != unsure {
			d.insert(key, hashInt64(int64(key.bits)), v)
			return nil
		}
	}
	hash, exc := keyHash(t, key)
	if exc != nil {
		return exc
	}
	return d.setHash(t, key, hash, v)
}

func (d *Dict) setHash(t *Thread, key Value, hash int64, v Value) *Exc {
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
		d.insert(name.V(), name.Hash(), v)
	}
}

// insert appends an entry for a key that is not in the dict.
func (d *Dict) insert(key Value, hash int64, v Value) {
	if key.Type() != StrType {
		d.mixed = true
	}
	d.version = 0
	if len(d.entries) == cap(d.entries) {
		d.makeRoom()
	}
	if d.entries == nil { // append would grow from 1 to 2 to 4
		d.entries = make([]dictEntry, 0, 4)
	}
	d.entries = append(d.entries, dictEntry{key, v, hash})
	d.used++
	n := len(d.entries)
	switch {
	case d.index == nil && n <= smallDict:
	case d.index == nil || n*3 > len(d.index)*2:
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
	for d.index[p.i] != 0 {
		p.next()
	}
	d.index[p.i] = int32(n)
}

// reindex drops deleted entries and makes an index with room to grow.
func (d *Dict) reindex() {
	if len(d.entries) > d.used {
		d.compact()
	}
	size := 16
	for size*2 < len(d.entries)*5 {
		size *= 2
	}
	d.index = make([]int32, size)
	for i := range d.entries {
		d.link(d.entries[i].hash, i+1)
	}
}

// compact drops deleted entries. Positions change, so the index is made anew by the caller
// or here.
func (d *Dict) compact() {
	kept := make([]dictEntry, 0, max(d.used+d.used/2, smallDict))
	for i := range d.entries {
		if d.entries[i].key.Bound() {
			kept = append(kept, d.entries[i])
		}
	}
	d.entries = kept
	d.version = 0
	if d.index != nil {
		clear(d.index)
		for i := range kept {
			d.link(kept[i].hash, i+1)
		}
	}
}

// deletedHash is kept by deleted entries; no key has it.
const deletedHash = -1

// removeAt deletes the entry at a position. Its place in the index stays taken, so that
// probing passes over it.
func (d *Dict) removeAt(i int) {
	d.entries[i] = dictEntry{hash: deletedHash}
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
	if key.Type() == StrType {
		return AsStr(key).Hash(), nil
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
	i, exc := d.find(t, key, hash)
	if exc != nil || i < 0 {
		return Value{}, exc
	}
	v := d.entries[i].value
	d.removeAt(i)
	return v, nil
}

// Clear removes all items.
func (d *Dict) Clear() {
	d.entries, d.index, d.used, d.version, d.mixed = nil, nil, 0, 0, false
}

// Next returns the first item at or behind position *pos and moves the position past it; ok
// is false at the end. Start with 0.
func (d *Dict) Next(pos *int) (k, v Value, ok bool) {
	for i := *pos; i < len(d.entries); i++ {
		if e := &d.entries[i]; e.key.Bound() {
			*pos = i + 1
			return e.key, e.value, true
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
		c.index = append([]int32(nil), d.index...)
	}
	return c
}
