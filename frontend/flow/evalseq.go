// This file computes with constant strings, bytes and tuples.

package flow

import (
	"math/big"
	"sort"
	"strings"
	"unicode/utf8"

	"adder/frontend/code"
)

func concat(a, b code.Const) code.Const {
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return a + b
		}
	case code.Bytes:
		if b, ok := b.(code.Bytes); ok {
			return a + b
		}
	case code.Tuple:
		if b, ok := b.(code.Tuple); ok {
			return append(append(code.Tuple{}, a...), b...)
		}
	}
	return nil
}

// repeat returns c * n.
func repeat(c code.Const, n *big.Int) code.Const {
	size := 0
	limit := maxStrSize
	switch c := c.(type) {
	case string:
		size = utf8.RuneCountInString(c)
	case code.Bytes:
		size = len(c)
	case code.Tuple:
		size = len(c)
		limit = maxCollection
	default:
		return nil
	}
	count := 0
	if size > 0 {
		if n.Sign() < 0 || !n.IsInt64() || n.Int64() > int64(limit/size) {
			return nil
		}
		count = int(n.Int64())
	}
	switch c := c.(type) {
	case string:
		return strings.Repeat(c, count)
	case code.Bytes:
		return code.Bytes(strings.Repeat(string(c), count))
	case code.Tuple:
		if count > 0 && complexity(c, maxTotalItems/count) < 0 {
			return nil
		}
		t := code.Tuple{}
		for range count {
			t = append(t, c...)
		}
		return t
	}
	return nil
}

// complexity subtracts the items of nested tuples from limit; negative if there are more.
func complexity(c code.Const, limit int) int {
	if t, ok := c.(code.Tuple); ok {
		limit -= len(t)
		for _, item := range t {
			if limit < 0 {
				break
			}
			limit = complexity(item, limit)
		}
	}
	return limit
}

// runes splits a WTF-8 string into its code points.
func runes(s string) []string {
	var list []string
	for len(s) > 0 {
		_, n := utf8.DecodeRuneInString(s)
		if n == 1 && s[0] >= 0x80 {
			n = min(3, len(s)) // a lone surrogate
		}
		list = append(list, s[:n])
		s = s[n:]
	}
	return list
}

func subscript(c, index code.Const) code.Const {
	switch c := c.(type) {
	case string:
		list := runes(c)
		return pick(len(list), index, func(i int) code.Const { return list[i] }, func(is []int) code.Const {
			var b strings.Builder
			for _, i := range is {
				b.WriteString(list[i])
			}
			return b.String()
		})
	case code.Bytes:
		return pick(len(c), index, func(i int) code.Const { return int64(c[i]) }, func(is []int) code.Const {
			b := make([]byte, len(is))
			for j, i := range is {
				b[j] = c[i]
			}
			return code.Bytes(b)
		})
	case code.Tuple:
		return pick(len(c), index, func(i int) code.Const { return c[i] }, func(is []int) code.Const {
			t := make(code.Tuple, len(is))
			for j, i := range is {
				t[j] = c[i]
			}
			return t
		})
	}
	return nil
}

// pick applies an index or slice to a sequence of n elements.
func pick(n int, index code.Const, one func(int) code.Const, many func([]int) code.Const) code.Const {
	if s, ok := index.(code.Slice); ok {
		if is, ok := sliceIndices(s, n); ok {
			return many(is)
		}
		return nil
	}
	big, ok := toInt(index)
	if !ok || !big.IsInt64() {
		return nil
	}
	i := int(big.Int64())
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return nil
	}
	return one(i)
}

// sliceIndices returns the indices that s selects from n elements.
func sliceIndices(s code.Slice, n int) ([]int, bool) {
	part := func(c code.Const, deflt int) (int, bool) {
		if _, none := c.(code.None); none {
			return deflt, true
		}
		i, ok := toInt(c)
		if !ok {
			return 0, false
		}
		if !i.IsInt64() || i.BitLen() > 62 {
			return i.Sign() << 40, true
		}
		return int(i.Int64()), true
	}
	step, ok := part(s.Step, 1)
	if !ok || step == 0 {
		return nil, false
	}
	low, high := 0, n
	if step < 0 {
		low, high = -1, n-1
	}
	clamp := func(c code.Const, deflt int) (int, bool) {
		if _, none := c.(code.None); none {
			return deflt, true
		}
		i, ok := part(c, 0)
		if i < 0 {
			i += n
		}
		return min(max(i, low), high), ok
	}
	startDefault, stopDefault := low, high
	if step < 0 {
		startDefault, stopDefault = high, low
	}
	start, okStart := clamp(s.Start, startDefault)
	stop, okStop := clamp(s.Stop, stopDefault)
	if !okStart || !okStop {
		return nil, false
	}
	is := []int{}
	for i := start; step > 0 && i < stop || step < 0 && i > stop; i += step {
		is = append(is, i)
	}
	return is, true
}

// frozenSet returns the set of the elements of t, without those equal to an earlier one, in
// an order that doesn't depend on hashes.
func frozenSet(t code.Tuple) code.FrozenSet {
	var set code.FrozenSet
	seen := make(map[any]bool)
	for _, c := range t {
		if key := equalKey(c); !seen[key] {
			seen[key] = true
			set = append(set, c)
		}
	}
	sort.SliceStable(set, func(i, j int) bool { return marshalLess(set[i], set[j]) })
	return set
}

// equalKey returns a value that is equal for constants that are equal in Python.
func equalKey(c code.Const) any {
	switch c := c.(type) {
	case bool:
		if c {
			return int64(1)
		}
		return int64(0)
	case float64:
		if i := int64(c); c >= -1<<53 && c <= 1<<53 && float64(i) == c {
			return i
		}
	case complex128:
		if imag(c) == 0 {
			return equalKey(real(c))
		}
	}
	return code.ConstKey(c)
}

// marshalLess orders strings by length, then content, as their marshalled forms are.
func marshalLess(a, b code.Const) bool {
	s, okS := a.(string)
	t, okT := b.(string)
	if okS && okT {
		if len(s) != len(t) {
			return len(s) < len(t)
		}
		return s < t
	}
	return false
}
