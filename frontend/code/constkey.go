// This file says when two constants are the same constant: by value, type and sign of zero.

package code

import (
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
)

// ConstKey returns a comparable value that is equal for two constants exactly if CPython's
// compiler merges them (_PyCode_ConstantKey): 1, 1.0 and True differ, so do 0.0 and -0.0,
// tuples are compared element by element, and two code objects merge if all that
// code.__eq__ looks at is equal.
func ConstKey(c Const) any {
	switch c := c.(type) {
	case float64:
		return floatKey(math.Float64bits(c))
	case complex128:
		return complexKey{math.Float64bits(real(c)), math.Float64bits(imag(c))}
	case *big.Int:
		return bigKey(c.Text(62))
	case Tuple, FrozenSet, Slice, *Code:
		var b strings.Builder
		writeKey(&b, c)
		return compositeKey(b.String())
	}
	return c // None, Ellipsis, bool, int64, string, Bytes: comparable, distinct types
}

type (
	floatKey     uint64
	complexKey   struct{ re, im uint64 }
	bigKey       string
	compositeKey string
)

// writeKey appends an unambiguous text for c: a letter for the type, then a value that
// carries its own length.
func writeKey(b *strings.Builder, c Const) {
	switch c := c.(type) {
	case None:
		b.WriteByte('N')
	case EllipsisType:
		b.WriteByte('.')
	case bool:
		b.WriteString(strconv.FormatBool(c)[:1])
	case int64:
		writeNumber(b, 'i', uint64(c))
	case float64:
		writeNumber(b, 'd', math.Float64bits(c))
	case complex128:
		writeNumber(b, 'j', math.Float64bits(real(c)))
		writeNumber(b, 'j', math.Float64bits(imag(c)))
	case *big.Int:
		writeText(b, 'I', c.Text(62))
	case string:
		writeText(b, 's', c)
	case Bytes:
		writeText(b, 'b', string(c))
	case Tuple:
		writeKeys(b, '(', c)
	case FrozenSet:
		writeSetKey(b, c)
	case Slice:
		writeKeys(b, ':', []Const{c.Start, c.Stop, c.Step})
	case *Code:
		writeCodeKey(b, c)
	}
}

func writeNumber(b *strings.Builder, kind byte, v uint64) {
	b.WriteByte(kind)
	b.WriteString(strconv.FormatUint(v, 36))
	b.WriteByte(';')
}

func writeText(b *strings.Builder, kind byte, s string) {
	writeNumber(b, kind, uint64(len(s)))
	b.WriteString(s)
}

func writeKeys(b *strings.Builder, kind byte, items []Const) {
	writeNumber(b, kind, uint64(len(items)))
	for _, item := range items {
		writeKey(b, item)
	}
}

// writeSetKey appends the keys of the elements in an order of its own.
func writeSetKey(b *strings.Builder, set FrozenSet) {
	keys := make([]string, len(set))
	for i, item := range set {
		var k strings.Builder
		writeKey(&k, item)
		keys[i] = k.String()
	}
	sort.Strings(keys)
	writeNumber(b, '{', uint64(len(set)))
	for _, k := range keys {
		b.WriteString(k)
	}
}

// writeCodeKey appends what code.__eq__ compares; the qualified name and the file are not in it.
func writeCodeKey(b *strings.Builder, c *Code) {
	writeText(b, 'c', c.Name)
	for _, n := range [...]int{c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, int(c.Flags), c.FirstLine} {
		writeNumber(b, 'n', uint64(n))
	}
	writeText(b, 'x', string(c.Bytecode))
	writeKeys(b, 'k', c.Consts)
	writeNames(b, c.Names)
	writeNames(b, c.LocalsPlusNames)
	writeText(b, 'l', string(c.LineTable))
	writeText(b, 'e', string(c.ExceptionTable))
}

func writeNames(b *strings.Builder, names []string) {
	writeNumber(b, 'v', uint64(len(names)))
	for _, name := range names {
		writeText(b, 's', name)
	}
}

// ConstTable numbers constants in the order in which they are first added.
// The zero value is empty.
type ConstTable struct {
	List  []Const
	keys  []any       // while the table is small: the keys of List, nil for code objects and NaNs
	index map[any]int // of a larger table
	codes []int       // numbers of the code objects, which are compared one by one
}

// Add returns the number of c, adding it if no equal constant is there. A NaN equals nothing:
// each folded one gets its own number.
func (t *ConstTable) Add(c Const) int {
	if hasNaN(c) {
		return t.append(c, nil)
	}
	if co, ok := c.(*Code); ok {
		return t.addCode(co)
	}
	key := ConstKey(c)
	if t.index != nil {
		if i, ok := t.index[key]; ok {
			return i
		}
	} else {
		for i, k := range t.keys {
			if k == key {
				return i
			}
		}
	}
	return t.append(c, key)
}

// smallTable is the number of constants up to which a linear search beats a map.
const smallTable = 12

func (t *ConstTable) append(c Const, key any) int {
	i := len(t.List)
	t.List = append(t.List, c)
	switch {
	case t.index != nil:
		if key != nil {
			t.index[key] = i
		}
	case i < smallTable:
		t.keys = append(t.keys, key)
	default:
		t.index = make(map[any]int, 4*smallTable)
		for j, k := range append(t.keys, key) {
			if k != nil {
				t.index[k] = j
			}
		}
		t.keys = nil
	}
	return i
}

func (t *ConstTable) addCode(c *Code) int {
	for _, i := range t.codes {
		if equalCode(c, t.List[i].(*Code)) {
			return i
		}
	}
	t.codes = append(t.codes, len(t.List))
	return t.append(c, nil)
}

// equalCode compares what writeCodeKey writes; most code objects differ in their first line.
func equalCode(a, b *Code) bool {
	return a.FirstLine == b.FirstLine && a.Name == b.Name && len(a.Bytecode) == len(b.Bytecode) &&
		ConstKey(a) == ConstKey(b)
}

func hasNaN(c Const) bool {
	switch c := c.(type) {
	case float64:
		return c != c
	case complex128:
		return c != c
	case Tuple:
		for _, item := range c {
			if hasNaN(item) {
				return true
			}
		}
	}
	return false
}
