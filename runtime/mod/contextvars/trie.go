// This file implements the persistent map from variables to values that a context is.

package contextvars

import (
	"math/bits"

	"adder/runtime/py"
)

// A variable has a serial number, and the map is a trie over its bits, five a level, that is never
// changed: a new map shares all but the path to the changed entry.
const (
	trieBits  = 5
	trieWidth = 1 << trieBits
)

// trie is a map; nil is empty. height is the number of levels below the root.
type trie struct {
	root   *node
	height uint
	len    int
}

// node is an inner node or, at the lowest level, a leaf: the children or entries that mask says.
type node struct {
	mask     uint32
	children []*node
	entries  []entry
}

type entry struct {
	v   *contextVar
	val py.Value
}

var emptyTrie = &trie{}

// slot returns the position of index i in a node's slices, and whether it is occupied.
func (n *node) slot(i uint32) (int, bool) {
	bit := uint32(1) << i
	return bits.OnesCount32(n.mask & (bit - 1)), n.mask&bit != 0
}

func digit(serial uint64, level uint) uint32 {
	return uint32(serial>>(level*trieBits)) & (trieWidth - 1)
}

// get returns the value of v, unbound if it has none.
func (m *trie) get(v *contextVar) py.Value {
	n := m.root
	if n == nil || v.serial>>((m.height+1)*trieBits) != 0 {
		return py.Value{}
	}
	for level := m.height; ; level-- {
		at, ok := n.slot(digit(v.serial, level))
		if !ok {
			return py.Value{}
		}
		if level == 0 {
			return n.entries[at].val
		}
		n = n.children[at]
	}
}

// with returns the map in which v has the value val.
func (m *trie) with(v *contextVar, val py.Value) *trie {
	out := *m
	if out.root == nil {
		out.root = &node{}
	}
	for v.serial>>((out.height+1)*trieBits) != 0 {
		if out.root.mask != 0 {
			out.root = &node{mask: 1, children: []*node{out.root}}
		}
		out.height++
	}
	added := false
	out.root = out.root.with(out.height, v, val, &added)
	if added {
		out.len++
	}
	return &out
}

func (n *node) with(level uint, v *contextVar, val py.Value, added *bool) *node {
	i := digit(v.serial, level)
	at, ok := n.slot(i)
	c := &node{mask: n.mask | 1<<i}
	if level == 0 {
		*added = !ok
		c.entries = place(n.entries, at, ok, entry{v, val})
		return c
	}
	child := &node{}
	if ok {
		child = n.children[at]
	}
	c.children = place(n.children, at, ok, child.with(level-1, v, val, added))
	return c
}

// place returns a copy of list in which x is at position at, in place of what is there or before it.
func place[T any](list []T, at int, replace bool, x T) []T {
	out := append(make([]T, 0, len(list)+1), list[:at]...)
	out = append(out, x)
	if replace {
		at++
	}
	return append(out, list[at:]...)
}

// without returns the map in which v has no value.
func (m *trie) without(v *contextVar) *trie {
	if m.get(v).IsUnbound() {
		return m
	}
	out := *m
	out.len--
	out.root = out.root.without(out.height, v)
	if out.root == nil {
		return emptyTrie
	}
	return &out
}

func (n *node) without(level uint, v *contextVar) *node {
	i := digit(v.serial, level)
	at, _ := n.slot(i)
	c := &node{mask: n.mask}
	if level > 0 {
		if child := n.children[at].without(level-1, v); child != nil {
			c.children = place(n.children, at, true, child)
			return c
		}
		c.children = remove(n.children, at)
	} else {
		c.entries = remove(n.entries, at)
	}
	if c.mask &^= 1 << i; c.mask == 0 {
		return nil
	}
	return c
}

func remove[T any](list []T, at int) []T {
	return append(append(make([]T, 0, len(list)-1), list[:at]...), list[at+1:]...)
}

// each visits the entries in the order in which the variables were made.
func (m *trie) each(visit func(e entry) bool) {
	if m.root != nil {
		m.root.each(visit)
	}
}

func (n *node) each(visit func(e entry) bool) bool {
	for _, e := range n.entries {
		if !visit(e) {
			return false
		}
	}
	for _, c := range n.children {
		if !c.each(visit) {
			return false
		}
	}
	return true
}
