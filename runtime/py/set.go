// This file defines Set, the hash table behind set and frozenset. Its probing and growth
// follow Objects/setobject.c step by step, since they decide the order of iteration, which
// programs print.

package py

import (
	"unsafe"

	"adder/frontend/code"
)

// Set is a set or frozenset.
type Set struct {
	Header
	table  []hashed // a power of two, at least setMinSize once anything was added
	fill   int      // entries ever used, deleted ones included
	used   int
	finger int   // where pop looks next
	hash   int64 // of a frozenset, 0: not computed
}

const (
	setMinSize   = 8
	linearProbes = 9
)

// AsSet returns v as a set; v must be a set, a frozenset, or an instance of a subclass.
func AsSet(v Value) *Set { return (*Set)(v.ref) }

// V returns the set as a Value.
func (s *Set) V() Value { return Value{ref: unsafe.Pointer(s)} }

// IsAnySet reports whether v is a set or frozenset, or an instance of a subclass.
func (v Value) IsAnySet() bool { return v.Type().Flags&SetSubclass != 0 }

// NewSet returns an empty set.
func NewSet() Value { return newSet(SetType).V() }

// roomySet is a set in one piece with its first table.
type roomySet struct {
	Set
	room [setMinSize]hashed
}

func newSet(typ *Type) *Set {
	x := &roomySet{Set: Set{Header: Header{typ}}}
	x.table = x.room[:]
	return &x.Set
}

// Len returns the number of elements.
func (s *Set) Len() int { return s.used }

// setProbe walks the table: runs of neighbours, then a jump.
type setProbe struct {
	mask, i, perturb uint64
	left             int
}

func (s *Set) probe(hash int64) setProbe {
	p := setProbe{mask: uint64(len(s.table) - 1), perturb: uint64(hash)}
	p.i = uint64(hash) & p.mask
	p.run()
	return p
}

// run starts a run of linear probes where one fits into the table.
func (p *setProbe) run() {
	p.left = 0
	if p.i+linearProbes <= p.mask {
		p.left = linearProbes
	}
}

// next moves on; the run's own start is what a jump goes on from.
func (p *setProbe) next(start *uint64) {
	if p.left > 0 {
		p.left--
		p.i++
		return
	}
	p.perturb >>= 5
	p.i = (*start*5 + 1 + p.perturb) & p.mask
	*start = p.i
	p.run()
}

// find returns the position of key, or of the free entry where it would go; found tells which.
func (s *Set) find(t *Thread, key hashed, hash int64) (pos int, found bool, exc *Exc) {
	pos = int(uint64(hash) & uint64(len(s.table)-1))
	if e := s.table[pos]; e == key {
		return pos, true, nil
	} else if e.free() {
		return pos, false, nil
	}
	return s.findFar(t, key, hash)
}

// findFar is find where the first place holds another key. Comparing may run code that changes the
// set; then the search starts again.
func (s *Set) findFar(t *Thread, key hashed, hash int64) (pos int, found bool, exc *Exc) {
again:
	if s.table == nil {
		s.table = make([]hashed, setMinSize)
	}
	table := s.table
	p := s.probe(hash)
	start := p.i
	for {
		e := table[p.i]
		if e == key {
			return int(p.i), true, nil
		}
		if e.free() {
			return int(p.i), false, nil
		}
		switch e.compare(key) {
		case keysSame:
			return int(p.i), true, nil
		case keysUnsure:
			eq, exc := Equal(t, e.value(), key.value())
			if exc != nil {
				return 0, false, exc
			}
			if unsafe.SliceData(s.table) != &table[0] || table[p.i] != e {
				goto again
			}
			if eq {
				return int(p.i), true, nil
			}
		}
		p.next(&start)
	}
}

// add inserts key unless it is there.
func (s *Set) add(t *Thread, key hashed, hash int64) *Exc {
	if s.table == nil {
		s.table = make([]hashed, setMinSize)
	}
	pos, found, exc := s.find(t, key, hash)
	if exc != nil || found {
		return exc
	}
	s.table[pos] = key
	s.fill++
	s.used++
	if s.fill*5 >= (len(s.table)-1)*3 {
		if s.used > 50000 {
			s.resize(s.used * 2)
		} else {
			s.resize(s.used * 4)
		}
	}
	return nil
}

// resize makes a table for more than least elements and moves them.
func (s *Set) resize(least int) {
	size := setMinSize
	for size <= least {
		size <<= 1
	}
	old := s.table
	s.table = make([]hashed, size)
	for _, e := range old {
		if e.bound() {
			s.insertClean(e)
		}
	}
	s.fill = s.used
}

// insertClean enters an element that is known to be new into a table without deleted entries.
func (s *Set) insertClean(e hashed) {
	hash := e.hash()
	i := uint64(hash) & uint64(len(s.table)-1)
	if s.table[i].bound() {
		p := s.probe(hash)
		for start := p.i; s.table[p.i].bound(); {
			p.next(&start)
		}
		i = p.i
	}
	s.table[i] = e
}

// contains reports whether the set has key.
func (s *Set) contains(t *Thread, key hashed, hash int64) (bool, *Exc) {
	if s.used == 0 {
		return false, nil
	}
	_, found, exc := s.find(t, key, hash)
	return found, exc
}

// discard removes key and reports whether it was there.
func (s *Set) discard(t *Thread, key hashed, hash int64) (bool, *Exc) {
	if s.used == 0 {
		return false, nil
	}
	pos, found, exc := s.find(t, key, hash)
	if exc != nil || !found {
		return false, exc
	}
	s.table[pos] = hashed{bits: deletedBits}
	s.used--
	return true, nil
}

// clear removes everything.
func (s *Set) clear() { s.table, s.fill, s.used, s.finger = nil, 0, 0, 0 }

// Next returns the first element at or behind position *pos and moves past it.
func (s *Set) Next(pos *int) (key Value, ok bool) {
	k := s.nextKey(pos)
	return k.value(), k.bound()
}

// nextKey is Next for the element as the table holds it; there is none at the end.
func (s *Set) nextKey(pos *int) hashed {
	table := s.table
	for i := *pos; i < len(table); i++ {
		if table[i].bound() {
			*pos = i + 1
			return table[i]
		}
	}
	*pos = len(table)
	return hashed{}
}

// merge adds the elements of o (set_merge).
func (s *Set) merge(t *Thread, o *Set) *Exc {
	if s == o || o.used == 0 {
		return nil
	}
	if s.table == nil {
		s.table = make([]hashed, setMinSize)
	}
	if (s.fill+o.used)*5 >= (len(s.table)-1)*3 {
		s.resize((s.used + o.used) * 2)
	}
	if s.fill == 0 && len(s.table) == len(o.table) && o.fill == o.used {
		copy(s.table, o.table)
		s.fill, s.used = o.fill, o.used
		return nil
	}
	if s.fill == 0 {
		for _, e := range o.table {
			if e.bound() {
				s.insertClean(e)
			}
		}
		s.fill, s.used = o.used, o.used
		return nil
	}
	for i := 0; i < len(o.table); i++ {
		if e := o.table[i]; e.bound() {
			if exc := s.add(t, e, e.hash()); exc != nil {
				return exc
			}
		}
	}
	return nil
}

// copy returns a set of exact type typ with the same elements.
func (s *Set) copy(t *Thread, typ *Type) (*Set, *Exc) {
	c := newSet(typ)
	return c, c.merge(t, s)
}

// SetAdd adds v to a set.
func SetAdd(t *Thread, set, v Value) *Exc {
	if !set.IsAnySet() { // a variable that should hold one, see SET_ADD
		return SystemErrorf("bad internal call")
	}
	hash, exc := Hash(t, v)
	if exc != nil {
		return setKeyError(t, v, exc, "cannot use '%s' as a set element (%s)")
	}
	return AsSet(set).add(t, withHash(v, hash), hash)
}

// setKeyError gives the error of hashing an element the words that say what it was for.
func setKeyError(t *Thread, v Value, exc *Exc, format string) *Exc {
	if exc.Type() == TypeError {
		s, inner := StrOf(t, exc.V())
		if inner != nil {
			return exc
		}
		return TypeErrorf(format, TypeName(v), s.String())
	}
	return exc
}

// SetUpdate adds the items of an iterable to a set.
func SetUpdate(t *Thread, set, v Value) *Exc {
	s := AsSet(set)
	switch {
	case v.IsAnySet():
		return s.merge(t, AsSet(v))
	case v.Type() == DictType:
		d := AsDict(v)
		if n := d.used; (s.fill+n)*5 >= (max(len(s.table), setMinSize)-1)*3 {
			if s.table == nil {
				s.table = make([]hashed, setMinSize)
			}
			s.resize((s.used + n) * 2)
		}
		for i := 0; i < len(d.entries); i++ {
			if e := d.entries[i].key; e.bound() {
				if exc := s.add(t, e, e.hash()); exc != nil {
					return exc
				}
			}
		}
		return nil
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil || item.IsUnbound() {
			return exc
		}
		if exc := SetAdd(t, set, item); exc != nil {
			return exc
		}
	}
}

// frozenSetOf makes a frozenset constant, whose elements hash without running code.
func frozenSetOf(items []code.Const) Value {
	s := newSet(FrozenSetType)
	for _, k := range items {
		v := FromConst(k)
		hash, exc := Hash(nil, v)
		if exc == nil {
			exc = s.add(nil, withHash(v, hash), hash)
		}
		if exc != nil {
			panic("adder: bug: unhashable constant in a frozenset")
		}
	}
	return s.V()
}

// The constants of the hash of a frozenset, which is independent of order.
func shuffleBits(h uint64) uint64 { return ((h ^ 89869747) ^ (h << 16)) * 3644798167 }

func (s *Set) hashAll() int64 {
	if s.hash != 0 {
		return s.hash
	}
	var h uint64
	for pos := 0; ; {
		e := s.nextKey(&pos)
		if !e.bound() {
			break
		}
		h ^= shuffleBits(uint64(e.hash()))
	}
	h ^= uint64(s.used+1) * 1927868237
	h ^= h>>11 ^ h>>25
	h = h*69069 + 907133923
	if h == 1<<64-1 {
		h = 590923713
	}
	s.hash = int64(h)
	return s.hash
}
