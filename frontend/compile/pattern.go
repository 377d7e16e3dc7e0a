// This file compiles patterns made of patterns: sequences, mappings, classes, alternatives.

package compile

import (
	"math"
	"slices"

	"adder/frontend/ast"
	"adder/frontend/code"
)

func (c *compiler) patternSequence(loc location, p *ast.MatchSequence, pc *patternContext) {
	size := len(p.Patterns)
	star := -1
	onlyWildcard, wildStar := true, false
	for i, sub := range p.Patterns {
		if _, ok := sub.(*ast.MatchStar); ok {
			if star >= 0 {
				c.fail(loc, "multiple starred names in sequence pattern")
				return
			}
			wildStar = starWildcard(sub)
			onlyWildcard = onlyWildcard && wildStar
			star = i
			continue
		}
		onlyWildcard = onlyWildcard && wildcard(sub)
	}
	pc.onTop++ // the subject stays during the checks
	c.op(loc, code.MATCH_SEQUENCE)
	c.jumpToFail(loc, pc, code.POP_JUMP_IF_FALSE)
	if star < 0 {
		c.checkLen(loc, size, ast.Eq, pc)
	} else if size > 1 {
		c.checkLen(loc, size-1, ast.GtE, pc)
	}
	pc.onTop--
	switch {
	case onlyWildcard:
		c.op(loc, code.POP_TOP)
	case wildStar:
		c.sequenceSubscripts(loc, p.Patterns, star, pc)
	default:
		c.sequenceUnpack(loc, p.Patterns, pc)
	}
}

// checkLen compares the subject's length.
func (c *compiler) checkLen(loc location, n int, op ast.CmpOperator, pc *patternContext) {
	c.op(loc, code.GET_LEN)
	c.loadConst(loc, int64(n))
	c.compareOp(loc, op)
	c.jumpToFail(loc, pc, code.POP_JUMP_IF_FALSE)
}

func (c *compiler) sequenceUnpack(loc location, list []ast.Pattern, pc *patternContext) {
	seen := false
	for i, p := range list {
		if _, ok := p.(*ast.MatchStar); !ok {
			continue
		}
		after := len(list) - i - 1
		switch {
		case seen:
			c.fail(loc, "multiple starred expressions in sequence pattern")
			return
		case i >= 1<<8 || after >= math.MaxInt32>>8:
			c.fail(loc, "too many expressions in star-unpacking sequence pattern")
			return
		}
		c.opI(loc, code.UNPACK_EX, i+after<<8)
		seen = true
	}
	if !seen {
		c.opI(loc, code.UNPACK_SEQUENCE, len(list))
	}
	pc.onTop += len(list)
	for _, p := range list {
		pc.onTop--
		c.subpattern(p, pc)
	}
}

// sequenceSubscripts fetches the elements one by one: with *_ that makes no list of the rest.
func (c *compiler) sequenceSubscripts(loc location, list []ast.Pattern, star int, pc *patternContext) {
	pc.onTop++
	for i, p := range list {
		if wildcard(p) || i == star {
			continue
		}
		c.opI(loc, code.COPY, 1)
		if i < star {
			c.loadConst(loc, int64(i))
		} else {
			// The subject need not support negative indices.
			c.op(loc, code.GET_LEN)
			c.loadConst(loc, int64(len(list)-i))
			c.opI(loc, code.BINARY_OP, code.NB_SUBTRACT)
		}
		c.opI(loc, code.BINARY_OP, code.NB_SUBSCR)
		c.subpattern(p, pc)
	}
	pc.onTop--
	c.op(loc, code.POP_TOP)
}

func (c *compiler) patternClass(loc location, p *ast.MatchClass, pc *patternContext) {
	for i, attr := range p.KwdAttrs {
		if j := slices.Index(p.KwdAttrs[i+1:], attr); j >= 0 {
			c.fail(at(p.KwdPatterns[i+1+j].Position()), "attribute name repeated in class pattern: %s", attr)
			return
		}
	}
	c.expr(p.Cls)
	names := make(code.Tuple, len(p.KwdAttrs))
	for i, attr := range p.KwdAttrs {
		names[i] = attr
	}
	c.loadConst(loc, names)
	c.opI(loc, code.MATCH_CLASS, len(p.Patterns))
	c.opI(loc, code.COPY, 1)
	c.loadNone(loc)
	c.opI(loc, code.IS_OP, 1)
	pc.onTop++ // a tuple of attributes, or None
	c.jumpToFail(loc, pc, code.POP_JUMP_IF_FALSE)
	n := len(p.Patterns) + len(names)
	c.opI(loc, code.UNPACK_SEQUENCE, n)
	pc.onTop += n - 1
	for _, list := range [...][]ast.Pattern{p.Patterns, p.KwdPatterns} {
		for _, sub := range list {
			pc.onTop--
			if wildcard(sub) {
				c.op(loc, code.POP_TOP)
			} else {
				c.subpattern(sub, pc)
			}
		}
	}
}

func (c *compiler) patternMapping(loc location, p *ast.MatchMapping, pc *patternContext) {
	size := len(p.Keys)
	pc.onTop++ // the subject
	c.op(loc, code.MATCH_MAPPING)
	c.jumpToFail(loc, pc, code.POP_JUMP_IF_FALSE)
	if size == 0 && p.Rest == "" {
		pc.onTop--
		c.op(loc, code.POP_TOP)
		return
	}
	if size > 0 {
		c.checkLen(loc, size, ast.GtE, pc)
	}
	c.mappingKeys(loc, p)
	c.opI(loc, code.BUILD_TUPLE, size)
	c.op(loc, code.MATCH_KEYS)
	pc.onTop += 2 // a tuple of keys and one of values
	c.opI(loc, code.COPY, 1)
	c.loadNone(loc)
	c.opI(loc, code.IS_OP, 1)
	c.jumpToFail(loc, pc, code.POP_JUMP_IF_FALSE)
	c.opI(loc, code.UNPACK_SEQUENCE, size)
	pc.onTop += size - 1
	for _, sub := range p.Patterns {
		pc.onTop--
		c.subpattern(sub, pc)
	}
	pc.onTop -= 2
	if p.Rest == "" {
		c.op(loc, code.POP_TOP) // the keys
		c.op(loc, code.POP_TOP) // the subject
		return
	}
	// rest = dict(subject), without the keys
	c.opI(loc, code.BUILD_MAP, 0)
	c.opI(loc, code.SWAP, 3)
	c.opI(loc, code.DICT_UPDATE, 2)
	c.opI(loc, code.UNPACK_SEQUENCE, size)
	for ; size > 0; size-- {
		c.opI(loc, code.COPY, 1+size)
		c.opI(loc, code.SWAP, 2)
		c.op(loc, code.DELETE_SUBSCR)
	}
	c.capture(loc, p.Rest, pc)
}

func (c *compiler) mappingKeys(loc location, p *ast.MatchMapping) {
	seen := make(map[any]bool, len(p.Keys))
	for _, k := range p.Keys {
		switch k := k.(type) {
		case *ast.Constant:
			key := equalityKey(k.Value)
			if seen[key] {
				c.fail(loc, "mapping pattern checks duplicate key (%s)", code.Repr(k.Value))
				return
			}
			seen[key] = true
		case *ast.Attribute:
		default:
			c.fail(loc, "mapping pattern keys may only match literals and attribute lookups")
			return
		}
		c.expr(k)
	}
}

// equalityKey returns a value that is equal for constants that are equal in Python: True,
// 1, 1.0 and 1+0j.
func equalityKey(v code.Const) any {
	switch v := v.(type) {
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case float64:
		if i := int64(v); v >= -1<<53 && v <= 1<<53 && float64(i) == v {
			return i
		}
		return v
	case complex128:
		if imag(v) == 0 {
			return equalityKey(real(v))
		}
		return v
	}
	return code.ConstKey(v)
}

func (c *compiler) patternOr(loc location, p *ast.MatchOr, pc *patternContext) {
	end := c.newLabel()
	outer := *pc
	var control []string // the names that the first alternative binds, in its order
	for i, alt := range p.Patterns {
		altLoc := at(alt.Position())
		*pc = patternContext{allowIrrefutable: i == len(p.Patterns)-1 && outer.allowIrrefutable}
		c.opI(altLoc, code.COPY, 1)
		c.pattern(alt, pc)
		if i == 0 {
			control = pc.stores
		} else if !c.reorder(altLoc, control, pc) {
			c.fail(loc, "alternative patterns bind different names")
			return
		}
		c.jump(altLoc, code.JUMP, end)
		c.emitFailPop(altLoc, pc)
	}
	*pc = outer
	// None matched: drop the copy of the subject.
	c.op(loc, code.POP_TOP)
	c.jumpToFail(loc, pc, code.JUMP)
	c.use(end)
	// Put the captures below the subject and what else is on the stack.
	rotations := len(control) + 1 + pc.onTop + len(pc.stores)
	for _, name := range control {
		c.rotate(loc, rotations)
		if slices.Contains(pc.stores, name) {
			c.failDuplicate(loc, name)
			return
		}
		pc.stores = append(pc.stores, name)
	}
	c.op(loc, code.POP_TOP)
}

// reorder brings the captures of an alternative into the order of control. It reports false
// if the names differ.
func (c *compiler) reorder(loc location, control []string, pc *patternContext) bool {
	if len(pc.stores) != len(control) {
		return false
	}
	pc.stores = slices.Clone(pc.stores)
	for want := len(control) - 1; want >= 0; want-- {
		have := slices.Index(pc.stores, control[want])
		if have < 0 {
			return false
		}
		if have == want {
			continue
		}
		rotations := have + 1
		rotated := slices.Clone(pc.stores[:rotations])
		rest := pc.stores[rotations:]
		pc.stores = slices.Concat(rest[:want-have], rotated, rest[want-have:])
		for range rotations {
			c.rotate(loc, want+1)
		}
	}
	return true
}
