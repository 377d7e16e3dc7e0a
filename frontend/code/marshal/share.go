// This file finds out which objects CPython would share, to write references as it does.
//
// CPython writes an object in full once and flags it if something may refer to it later:
// if it is interned, immortal or has more than one reference. Compiling merges equal
// constants, name tuples and tables of a module, so that the references are those of the
// graph in which equal values are one node (Python/compile.c, const_cache). Measured
// against marshal.dumps over the standard library.

package marshal

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"

	"adder/frontend/code"
)

// node is an object as CPython would have it in memory.
type node struct {
	value    code.Const // a scalar, or the *code.Code, code.Tuple, code.FrozenSet or code.Slice itself
	children []int32    // of containers and code objects: nodes, in the order in which they are written
	refs     int32
	interned bool  // a string in the table of interned strings
	eternal  bool  // immortal: small ints, single characters, empty containers
	remade   bool  // a frozenset that every tuple around it has a copy of
	index    int32 // of the reference, once written with the flag, counted from 1
}

// flagged reports that CPython writes the object with FLAG_REF.
func (n *node) flagged() bool { return n.refs > 1 || n.interned || n.eternal }

// nodeKey identifies equal objects of one type; a node of its own has no key.
type nodeKey struct {
	kind byte   // 'i' int, 'L' big int, 'g' float, 'y' complex, 'z' str, 'Z' interned, 's' bytes, ')' '>' ':'
	a, b uint64 // scalar bits
	text string // string, bytes, or the children's numbers
}

// graph holds the nodes of one marshalled object.
type graph struct {
	nodes []node
	byKey map[nodeKey]int32
	codes map[*code.Code]int32
	root  *code.Code // the first code object that was met
	// classes holds the qualified names that class bodies store in __qualname__: the
	// constant is the code object's own name, hence interned.
	classes map[string]bool
	known   map[string]bool // all names in the module, which were interned before any constant
}

func newGraph() *graph {
	return &graph{byKey: map[nodeKey]int32{}, codes: map[*code.Code]int32{}, classes: map[string]bool{}, known: map[string]bool{}}
}

// add returns the node with the key, made by fill if it is new.
func (g *graph) add(key nodeKey, fill func() node) int32 {
	if i, ok := g.byKey[key]; ok {
		return i
	}
	i := g.push(fill())
	g.byKey[key] = i
	return i
}

// push appends a node, which then refers to its children.
func (g *graph) push(n node) int32 {
	for _, c := range n.children {
		g.nodes[c].refs++
	}
	g.nodes = append(g.nodes, n)
	return int32(len(g.nodes) - 1)
}

// constant returns the node of a constant.
func (g *graph) constant(v code.Const) int32 {
	scalar := func(key nodeKey, eternal bool) int32 {
		return g.add(key, func() node { return node{value: v, eternal: eternal} })
	}
	switch v := v.(type) {
	case int64:
		return scalar(nodeKey{kind: 'i', a: uint64(v)}, v >= -5 && v <= 256)
	case *big.Int:
		return scalar(nodeKey{kind: 'L', text: v.Text(62)}, false)
	case float64:
		return scalar(nodeKey{kind: 'g', a: math.Float64bits(v)}, false)
	case complex128:
		return scalar(nodeKey{kind: 'y', a: math.Float64bits(real(v)), b: math.Float64bits(imag(v))}, false)
	case string:
		return g.str(v, internedConst(v) || g.classes[v])
	case code.Bytes:
		return scalar(nodeKey{kind: 's', text: string(v)}, len(v) <= 1)
	case code.Tuple:
		return g.tuple(v)
	case code.FrozenSet:
		return g.frozenSet(v)
	case code.Slice:
		return g.slice(v)
	case *code.Code:
		return g.code(v)
	}
	// The singletons are never referred to by number.
	return g.push(node{value: v})
}

func (g *graph) constants(items []code.Const) []int32 {
	children := make([]int32, len(items))
	for i, v := range items {
		children[i] = g.constant(v)
	}
	return children
}

func (g *graph) str(s string, interned bool) int32 {
	kind := byte('z')
	if interned {
		kind = 'Z'
	}
	return g.add(nodeKey{kind: kind, text: s}, func() node { return node{value: s, interned: interned} })
}

// internedConst reports whether a str constant is interned: when it looks like a name, or
// is one of the cached single characters.
func internedConst(s string) bool {
	if len(s) == 2 && (s[0] == 0xc2 || s[0] == 0xc3) || len(s) == 1 {
		return true
	}
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_') {
			return false
		}
	}
	return true
}

// container returns the node of a tuple, slice or frozenset with the given children.
func (g *graph) container(kind byte, v code.Const, children []int32) int32 {
	key := make([]byte, 0, 4*len(children))
	for _, c := range children {
		key = binary.LittleEndian.AppendUint32(key, g.identity(c))
	}
	return g.add(nodeKey{kind: kind, text: string(key)}, func() node {
		for i, c := range children {
			if n := g.nodes[c]; n.remade {
				children[i] = g.push(node{value: n.value, children: n.children})
			}
		}
		return node{value: v, children: children, eternal: kind == ')' && len(children) == 0}
	})
}

// slice returns the node of a slice, whose parts are not merged with other constants.
func (g *graph) slice(v code.Slice) int32 {
	children := g.constants([]code.Const{v.Start, v.Stop, v.Step})
	return g.add(nodeKey{kind: ':', text: fmt.Sprint(v)}, func() node {
		for i, c := range children {
			if n := g.nodes[c]; !n.eternal && !n.interned && n.children == nil {
				children[i] = g.push(node{value: n.value})
			}
		}
		return node{value: v, children: children}
	})
}

// identity numbers a node for the key of its container; each singleton has one number.
func (g *graph) identity(i int32) uint32 {
	switch v := g.nodes[i].value.(type) {
	case code.None:
		return math.MaxUint32
	case code.EllipsisType:
		return math.MaxUint32 - 1
	case bool:
		if v {
			return math.MaxUint32 - 2
		}
		return math.MaxUint32 - 3
	}
	return uint32(i)
}

func (g *graph) tuple(v code.Tuple) int32 { return g.container(')', v, g.constants(v)) }

// frozenSet orders the elements by their own marshalled bytes, which makes the result
// independent of hashes. While it is written its elements have further references.
func (g *graph) frozenSet(v code.FrozenSet) int32 {
	children := g.constants(v)
	for _, c := range children {
		g.nodes[c].refs += 2
	}
	g.sortByBytes(children)
	i := g.container('>', v, children)
	for _, e := range v {
		// Interning the element means making the set anew, for each code object that has it.
		if s, ok := e.(string); ok && g.known[s] && internedConst(s) {
			g.nodes[i].remade = true
		}
	}
	return i
}

func (g *graph) names(names []string) int32 {
	children := make([]int32, len(names))
	for i, s := range names {
		children[i] = g.str(s, true)
	}
	return g.container(')', code.Tuple(nil), children)
}

// survey fills g.classes and g.known from c and the code objects in it.
func (g *graph) survey(c *code.Code) {
	for _, list := range [][]string{c.Names, c.LocalsPlusNames, {c.Name}} {
		for _, name := range list {
			g.known[name] = true
		}
	}
	for _, v := range c.Consts {
		switch v := v.(type) {
		case *code.Code:
			g.survey(v)
		case string:
			if v == c.QualName && c.Flags&code.CO_OPTIMIZED == 0 && c != g.root {
				g.classes[v] = true
			}
		}
	}
}

// locals returns the node of the names of local variables. Those of an __annotate__ function
// are replaced after compiling, since their first name was ".format": they are not shared.
func (g *graph) locals(c *code.Code) int32 {
	shared := g.names(c.LocalsPlusNames)
	if c.Name != "__annotate__" || c.PosOnlyArgCount != 1 || c.LocalsPlusNames[0] != "format" {
		return shared
	}
	return g.push(node{value: code.Tuple(nil), children: g.nodes[shared].children})
}

func (g *graph) table(b []byte) int32 { return g.constant(code.Bytes(b)) }

// code returns the node of a code object. Its bytecode is extracted from it for writing, so
// it is flagged yet never shared; the kinds of locals are not merged either.
func (g *graph) code(c *code.Code) int32 {
	if i, ok := g.codes[c]; ok {
		return i
	}
	if g.root == nil {
		g.root = c
		g.survey(c)
	}
	kinds := make([]byte, len(c.LocalsPlusKinds))
	for i, k := range c.LocalsPlusKinds {
		kinds[i] = byte(k)
	}
	kindsNode := g.table(nil)
	if len(kinds) > 0 {
		kindsNode = g.push(node{value: code.Bytes(kinds)})
	}
	children := []int32{
		g.push(node{value: code.Bytes(c.Bytecode), eternal: true}),
		g.tuple(c.Consts),
		g.names(c.Names),
		g.locals(c),
		kindsNode,
		g.str(c.Filename, true),
		g.str(c.Name, true),
		g.str(c.QualName, true),
		g.table(c.LineTable),
		g.table(c.ExceptionTable),
	}
	i := g.push(node{value: c, children: children})
	g.codes[c] = i
	return i
}
