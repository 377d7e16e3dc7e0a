// This file compiles displays (tuples, lists, sets, dictionaries) and unpacking into targets.

package compile

import (
	"math"

	"adder/frontend/ast"
	"adder/frontend/code"
)

// display is how a collection is built: at once, or bit by bit.
type display struct {
	build, add, extend code.Op
	tuple              bool // built as a list, then converted
}

var (
	listDisplay  = display{code.BUILD_LIST, code.LIST_APPEND, code.LIST_EXTEND, false}
	tupleDisplay = display{code.BUILD_LIST, code.LIST_APPEND, code.LIST_EXTEND, true}
	setDisplay   = display{code.BUILD_SET, code.SET_ADD, code.SET_UPDATE, false}
)

// sequence compiles a list or tuple as a value or as a target.
func (c *compiler) sequence(loc location, elts []ast.Expr, ctx ast.ExprContext, tuple bool) {
	switch {
	case ctx == ast.Store:
		c.unpack(loc, elts)
	case ctx == ast.Del:
		c.exprs(elts)
	case tuple:
		c.starUnpack(loc, elts, 0, "", tupleDisplay)
	default:
		c.starUnpack(loc, elts, 0, "", listDisplay)
	}
}

func hasStar(elts []ast.Expr) bool {
	for _, e := range elts {
		if _, ok := e.(*ast.Starred); ok {
			return true
		}
	}
	return false
}

// starUnpack builds a collection of what is already pushed, of elts, and of the variable
// injected unless it is empty.
func (c *compiler) starUnpack(loc location, elts []ast.Expr, pushed int, injected string, d display) {
	n := len(elts)
	extra := 0
	if injected != "" {
		extra = 1
	}
	big := n+pushed+extra > stackUse
	if !big && !hasStar(elts) {
		c.exprs(elts)
		if injected != "" {
			c.nameOp(loc, injected, ast.Load)
		}
		build := d.build
		if d.tuple {
			build = code.BUILD_TUPLE
		}
		c.opI(loc, build, n+extra+pushed)
		return
	}
	built := big
	if big {
		c.opI(loc, d.build, pushed)
	}
	for i, e := range elts {
		if s, ok := e.(*ast.Starred); ok {
			if !built {
				c.opI(loc, d.build, i+pushed)
				built = true
			}
			c.expr(s.Value)
			c.opI(loc, d.extend, 1)
			continue
		}
		c.expr(e)
		if built {
			c.opI(loc, d.add, 1)
		}
	}
	if injected != "" {
		c.nameOp(loc, injected, ast.Load)
		c.opI(loc, d.add, 1)
	}
	if d.tuple {
		c.opI(loc, code.CALL_INTRINSIC_1, intrinsicListToTuple)
	}
}

// unpack assigns the elements of the value on the stack to targets.
func (c *compiler) unpack(loc location, elts []ast.Expr) {
	seen := false
	for i, e := range elts {
		if _, ok := e.(*ast.Starred); !ok {
			continue
		}
		if seen {
			c.fail(loc, "multiple starred expressions in assignment")
			return
		}
		after := len(elts) - i - 1
		if i >= 1<<8 || after >= math.MaxInt32>>8 {
			c.fail(loc, "too many expressions in star-unpacking assignment")
			return
		}
		c.opI(loc, code.UNPACK_EX, i+after<<8)
		seen = true
	}
	if !seen {
		c.opI(loc, code.UNPACK_SEQUENCE, len(elts))
	}
	for _, e := range elts {
		if s, ok := e.(*ast.Starred); ok {
			e = s.Value
		}
		c.expr(e)
	}
}

func (c *compiler) dict(e *ast.Dict) {
	loc := at(&e.Pos)
	have := false // a dictionary is on the stack
	pending := 0  // items since the last ** that are not compiled yet
	flush := func(end int) {
		c.subDict(e, end-pending, end)
		c.mergeDict(loc, have, code.DICT_UPDATE)
		have = true
		pending = 0
	}
	for i, key := range e.Keys {
		if key == nil {
			if pending > 0 {
				flush(i)
			}
			if !have {
				c.opI(loc, code.BUILD_MAP, 0)
				have = true
			}
			c.expr(e.Values[i])
			c.opI(loc, code.DICT_UPDATE, 1)
		} else if pending*2 > stackUse {
			pending++
			flush(i + 1)
		} else {
			pending++
		}
	}
	if pending > 0 {
		flush(len(e.Keys))
	}
	if !have {
		c.opI(loc, code.BUILD_MAP, 0)
	}
}

func (c *compiler) mergeDict(loc location, have bool, op code.Op) {
	if have {
		c.opI(loc, op, 1)
	}
}

// subDict builds a dictionary of items begin to end.
func (c *compiler) subDict(e *ast.Dict, begin, end int) {
	loc := at(&e.Pos)
	n := end - begin
	big := n*2 > stackUse
	if big {
		c.opI(loc, code.BUILD_MAP, 0)
	}
	for i := begin; i < end; i++ {
		c.expr(e.Keys[i])
		c.expr(e.Values[i])
		if big {
			c.opI(loc, code.MAP_ADD, 1)
		}
	}
	if !big {
		c.opI(loc, code.BUILD_MAP, n)
	}
}
